// The figures of the scorecard that a lesson may ask for by name.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace foldline {

/// As core/judge computes them and names them in figureNames().
inline std::span<const std::string_view> lessonFigures() {
    static constexpr auto kFigures = std::to_array<std::string_view>(
        {"requests",     "accepted",      "refused",        "unknown",     "pending",
         "availability", "lost",          "refusedApplied", "duplicated",  "inconsistent",
         "behind",       "behindMax",     "staleMax",       "staleMean",   "latencyMean",
         "latencyP50",   "latencyP95",    "latencyP99",     "recovery",    "retries",
         "databaseWork", "rowsWritten",   "eventsAppended", "redelivered", "toReconcile",
         "capacity",     "checksViolated"});
    return kFigures;
}

}  // namespace foldline
