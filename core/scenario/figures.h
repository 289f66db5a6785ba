// The figures that lessons and expectations may ask for by name.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace foldline {

/// Of the scorecard, as core/judge computes them and names them in figureNames().
inline std::span<const std::string_view> lessonFigures() {
    static constexpr auto kFigures = std::to_array<std::string_view>(
        {"requests",     "accepted",    "refused",        "unknown",        "pending",
         "availability", "lost",        "refusedApplied", "duplicated",     "inconsistent",
         "behind",       "behindMax",   "staleMax",       "staleMean",      "latencyMean",
         "latencyP50",   "latencyP95",  "latencyP99",     "recovery",       "retries",
         "databaseWork", "rowsWritten", "skipped",        "outOfOrder",     "eventsAppended",
         "redelivered",  "toReconcile", "capacity",       "checksViolated", "wrongRows",
         "parked",       "remembering"});
    return kFigures;
}

/// Of one node, as core/judge names them in nodeFigureNames(): those of NodeSummary, durations in
/// seconds.
inline std::span<const std::string_view> nodeFigures() {
    static constexpr auto kFigures =
        std::to_array<std::string_view>({"arrivals",     "started",
                                         "completed",    "failed",
                                         "refused",      "lost",
                                         "timedOut",     "retries",
                                         "rowsWritten",  "events",
                                         "redelivered",  "utilisation",
                                         "upShare",      "queue.mean",
                                         "queue.max",    "busy.mean",
                                         "busy.max",     "inSystem.mean",
                                         "inSystem.max", "wait.count",
                                         "wait.mean",    "wait.deviation",
                                         "wait.min",     "wait.p50",
                                         "wait.p95",     "wait.p99",
                                         "wait.max",     "service.count",
                                         "service.mean", "service.deviation",
                                         "service.min",  "service.p50",
                                         "service.p95",  "service.p99",
                                         "service.max",  "sojourn.count",
                                         "sojourn.mean", "sojourn.deviation",
                                         "sojourn.min",  "sojourn.p50",
                                         "sojourn.p95",  "sojourn.p99",
                                         "sojourn.max",  "latency.count",
                                         "latency.mean", "latency.deviation",
                                         "latency.min",  "latency.p50",
                                         "latency.p95",  "latency.p99",
                                         "latency.max"});
    return kFigures;
}

}  // namespace foldline
