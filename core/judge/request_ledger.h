// What every request was told and how many times it took effect: the truth that a system is judged
// by.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/fold/totals.h"
#include "core/record/record.h"

namespace foldline {

/// What a client asked for, as long as it waits.
struct OpenRequest {
    EntityId entity;
    SymbolId operation;
    SymbolId meant;  ///< the event that is its effect; none: it changes nothing
    SimTime sentAt;
    Fields arguments;
};

/// Requests whose operation changes nothing are kept, but are never anomalies. An *effect* is
/// - an event of the type that the operation means, appended for the request and its entity; or
/// - in one RDB, a row of its entity written for the request: by applying such an event, or else
///   by a transaction, which counts once however often it writes the row;
/// and their number is the largest of the number of events and those of the RDBs.
///
/// A row that is written as another event than the one meant folds is no effect of the request;
/// and where some update of the system says that it is the event meant, only such are. When a row
/// is put back to an earlier version, the writes after that version are effects no more.
///
/// A value. O(1) amortised a record; O(requests) for the rows that are put back by one repair.
/// Memory: 32 bytes a request and 9 more for every RDB; 150 more while its client waits.
class RequestLedger {
public:
    /// `named`, by SymbolId: whether an update of the system says that it is this event.
    explicit RequestLedger(std::size_t rdbs, std::vector<bool> named = {})
        : m_rdbs(rdbs),
          m_named(std::move(named)) {}

    void begin(RequestId request, const OpenRequest& asked);
    /// What had been asked, when the client was waiting for it.
    std::optional<OpenRequest> end(RequestId request, Outcome outcome);

    /// Where and how a row was written.
    struct RowRun {
        std::size_t rdb = 0;       ///< index
        std::uint64_t number = 0;  ///< of the transaction
        bool ofEvent = false;      ///< as an event folds: the record's `what`
    };

    /// True when it was an effect.
    bool rowWritten(const Record& record, const RowRun& run);
    bool eventAppended(const Record& record);
    /// A saga took back what it had done, before its client was told anything: no effect is left.
    void undone(RequestId request);
    /// A row is as it was in version `record.attempt`. Counts once settleResets() is called.
    void rowReset(const Record& record, std::size_t rdb);
    void settleResets();

    /// The record of its first effect; 0: none so far.
    Seq firstEffect(RequestId request) const;
    /// The version of the stream with its first event; 0: none so far.
    std::uint32_t streamVersion(RequestId request) const;
    bool hasRow(RequestId request) const;

    std::uint64_t acknowledgedLost() const { return m_acknowledgedLost; }

    std::uint64_t refusedApplied() const { return m_refusedApplied; }

    std::uint64_t appliedTwice() const { return m_appliedTwice; }

private:
    struct Entry {
        Seq firstEffect = 0;
        EntityId entity;
        SymbolId meant;
        std::uint32_t open = 0;  // index in m_open and 1 more; 0: its client does not wait
        std::uint32_t streamVersion = 0;
        Outcome told = Outcome::None;
        std::uint8_t effects = 0;  // no more than kEffectsMax are told apart
        std::uint8_t events = 0;
    };

    Entry* entryOf(RequestId request);
    const Entry* entryOf(RequestId request) const;
    std::uint8_t& rowsOf(RequestId request, std::size_t rdb);
    void count(const Entry& entry, std::int64_t sign);
    void took(Entry& entry, Seq seq, std::uint8_t& effects);
    void undo(RequestId request, Entry& entry);

    std::size_t m_rdbs;
    std::vector<bool> m_named;         // by SymbolId
    std::vector<Entry> m_entries;      // by RequestId
    std::vector<std::uint8_t> m_rows;  // by RequestId and RDB

    /// Versions of the row with the first and the last of these effects.
    struct Versions {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
    };

    std::vector<Versions> m_versions;  // by RequestId and RDB
    /// Rows to be put back, and to which version.
    std::map<std::pair<EntityId, std::size_t>, std::uint32_t> m_resets;
    std::vector<OpenRequest> m_open;
    std::vector<std::uint32_t> m_free;  // in m_open
    RequestId m_updated;                // whose row was written last by an update …
    std::size_t m_updatedIn = 0;        // … in which RDB …
    std::uint64_t m_updatedRun = 0;     // … by which transaction
    std::uint64_t m_acknowledgedLost = 0;
    std::uint64_t m_refusedApplied = 0;
    std::uint64_t m_appliedTwice = 0;
};

}  // namespace foldline
