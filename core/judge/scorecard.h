// What a system did for its clients, in one card; the same figures for every system, side by side.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/fold/entity.h"
#include "core/fold/node_statistics.h"
#include "core/fold/world.h"

namespace foldline {

/// Figures of one system over [0, t]. A request's *effect* is counted from what is on record: rows
/// written for it in any one RDB, or events appended for it.
struct Scorecard {
    std::string system;
    SimTime at;
    Totals totals;
    std::uint64_t pending = 0;           ///< requests whose client still waits
    std::uint64_t acknowledgedLost = 0;  ///< told ok, yet neither in a row nor in the log
    std::uint64_t refusedApplied = 0;    ///< told no (or nothing), yet took effect
    std::uint64_t appliedTwice = 0;      ///< took effect two times or more
    std::uint64_t behind = 0;            ///< events appended that the rows do not reflect yet
    std::uint64_t behindMax = 0;
    std::uint64_t inconsistentKeys = 0;  ///< entities whose row differs from what clients were told
    Duration staleMax;          ///< the longest an acknowledged change was missing in a row
    double staleMeanUs = 0.0;   ///< mean over acknowledged changes until they were in the row
    DurationSummary latency;    ///< of answers "ok"
    double availability = 1.0;  ///< accepted / (accepted + refused + unknown); 1 when none ended
    Duration recovery;          ///< from the end of the last fault until nothing was behind and
                                ///< nobody was refused any more; 0 without a fault
    std::uint64_t rowsWritten = 0;
    std::uint64_t capacity = 0;  ///< workers and connections paid for

    struct CheckResult {
        std::string text;
        bool holds = true;
        SimTime firstViolation;  ///< valid when it does not hold
        std::uint64_t violations = 0;
    };

    std::vector<CheckResult> checks;
};

/// Folds one run towards its scorecard. Cost per record: O(1) amortised.
class Judge {
public:
    Judge(const Scenario& scenario, const Dictionary& dictionary);

    void fold(const Record& record);
    /// As of `at`, which must not be before the last record folded.
    Scorecard scorecard(SimTime at) const;
};

/// A figure by name, for lessons: "accepted", "refused", "unknown", "lost", "duplicated",
/// "retries", "databaseWork", "behind", "toReconcile", "staleMax" (seconds) …
std::optional<double> figure(const Scorecard& card, std::string_view name);
std::vector<std::string_view> figureNames();

}  // namespace foldline
