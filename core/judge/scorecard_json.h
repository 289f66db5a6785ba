// Scorecards and node summaries as JSON, for other programs: the output of `foldline-cli run
// --json`.
//
// {
//   "foldline": 1,                      version of this form; new keys may come without a new one
//   "scenario": "address-change",
//   "seed": 42,
//   "horizon_s": 60.0,
//   "systems": [{
//     "name": "event-driven",
//     "scorecard": {
//       "requests", "accepted", "refused", "unknown", "pending": counts,
//       "availability": 0 … 1,
//       "acknowledged_lost", "refused_applied", "applied_twice", "inconsistent_keys",
//       "behind", "behind_max": counts,
//       "stale_max_ms", "stale_mean_ms": times,
//       "latency": a summary of durations,
//       "recovery_s": a time,
//       "retries", "database_work", "rows_written", "events_appended", "redelivered",
//       "to_reconcile", "capacity": counts,
//       "checks": [{"check": "member.points >= 0", "holds": true, "violations": 0}],
//                                       with "first_violation_s" when it does not hold
//     },
//     "nodes": {                        by name, in the order of the scenario
//       "membership": {
//         "role": "service",
//         "arrivals", "started", "completed", "failed", "refused", "lost", "timed_out", "retries",
//         "rows_written", "events", "redelivered": counts,
//         "wait", "service", "sojourn", "latency": summaries of durations,
//         "queue", "busy", "in_system": {"mean": …, "max": …},
//         "utilisation": 0 … 1, "up_share": 0 … 1
//       }
//     },
//     "fingerprint": "16 hexadecimal digits: equal for equal runs"
//   }]
// }
//
// A summary of durations is {"count", "mean_ms", "stddev_ms", "min_ms", "p50_ms", "p95_ms",
// "p99_ms", "max_ms"}; times keep whole microseconds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/judge/scorecard.h"

namespace foldline {

struct SystemReport {
    Scorecard scorecard;
    std::vector<NodeName> names;     ///< Dictionary::nodes
    std::vector<NodeSummary> nodes;  ///< one for every name
    std::uint64_t fingerprint = 0;
};

struct RunReport {
    std::string scenario;  ///< Scenario::id
    std::uint64_t seed = 0;
    SimTime horizon;
    std::vector<SystemReport> systems;
};

/// The report as above, with two blanks of indentation and a newline at the end; keys always in the
/// same order. Text that is not UTF-8 is repaired with replacement characters.
std::string runReportJson(const RunReport& report);

}  // namespace foldline
