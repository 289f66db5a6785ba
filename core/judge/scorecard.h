// What a system did for its clients, in one card; the same figures for every system, side by side.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fold/entity.h"
#include "core/fold/node_statistics.h"
#include "core/fold/world.h"
#include "core/judge/check_watch.h"
#include "core/judge/entity_table.h"
#include "core/judge/recovery.h"
#include "core/judge/request_ledger.h"
#include "core/judge/staleness.h"

namespace foldline {

/// Figures of one system over [0, at]. What an *effect* of a request is: see RequestLedger. Which
/// rows are held against what: see EntityRules::keepersOf.
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
    std::uint64_t wrongRows = 0;         ///< such rows, over all RDBs
    Duration staleMax;         ///< the longest an acknowledged change was missing in a row
    double staleMeanUs = 0.0;  ///< mean over acknowledged changes until they were in the row, 0 for
                               ///< one that was there when its client was told
    DurationSummary latency;   ///< of answers "ok", from the first send
    double availability = 1.0;  ///< accepted / (accepted + refused + unknown); 1 when none ended
    Duration recovery;          ///< after the last fault: see Recovery
    std::uint64_t rowsWritten = 0;
    std::uint64_t parked = 0;       ///< events that consumers have put aside, now
    std::uint64_t remembering = 0;  ///< entities forgotten of which some row still knows more
    std::uint64_t skipped = 0;      ///< requests and events that an RDB knew to be done already
    std::uint64_t outOfOrder = 0;   ///< events applied after a later one of the same entity
    std::uint64_t capacity = 0;     ///< workers and connections paid for

    using CheckResult = foldline::CheckResult;
    std::vector<CheckResult> checks;

    friend bool operator==(const Scorecard&, const Scorecard&) = default;
};

/// Folds one run towards its scorecard; a value. Cost per record: O(1) amortised, no allocation but
/// growth with requests.
class Judge {
public:
    Judge(const Scenario& scenario, const Dictionary& dictionary);

    void fold(const Record& record);
    /// As of `at`, which must not be before the last record folded. O(entities + requests told ok).
    Scorecard scorecard(SimTime at) const;

    /// The rows as they are now.
    const EntityTable& entities() const { return m_entities; }

    const EntityRules& rules() const { return m_rules; }

private:
    void foldRow(const Record& record);
    void foldSkipped(const Record& record);
    void foldReset(const Record& record);
    void foldEvent(const Record& record);
    void foldOutcome(const Record& record, Outcome outcome);
    void foldAccepted(const Record& record, const OpenRequest& asked);

    std::string m_system;
    std::uint64_t m_capacity = 0;
    EntityRules m_rules;
    TotalsFold m_totalsFold;
    Totals m_totals;
    std::uint64_t m_rowsWritten = 0;
    std::uint64_t m_skipped = 0;
    SymbolId m_compensated;
    std::uint64_t m_parked = 0;
    std::uint64_t m_run = 0;  // numbers the runs of records about rows, one a transaction
    bool m_inRun = false;
    RequestLedger m_ledger;
    EntityTable m_entities;
    Staleness m_staleness;
    CheckWatch m_checks;
    Recovery m_recovery;
    DurationSamples m_latency;
};

/// A figure by name, as lessons ask for it: counts as they are, times in seconds, "availability"
/// from 0 to 1. Nothing for a name that is no figure.
std::optional<double> figure(const Scorecard& card, std::string_view name);
/// All names of figures, in the order in which a card is read.
std::vector<std::string_view> figureNames();

}  // namespace foldline
