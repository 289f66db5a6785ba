// The scenario's checks, watched on the rows of one system.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/fold/entity_rules.h"
#include "core/record/dictionary.h"
#include "core/scenario/scenario.h"

namespace foldline {

struct CheckResult {
    std::string text;
    bool holds = true;
    SimTime firstViolation;        ///< valid when it does not hold
    std::uint64_t violations = 0;  ///< how often it came not to hold
    /// Where it came not to hold first: the RDB, or whoever has the stream; valid as
    /// firstViolation.
    NodeId firstPlace;
    EntityId firstEntity;  ///< whose row or stream that was; none: of a sum

    friend bool operator==(const CheckResult&, const CheckResult&) = default;
};

/// Watches `member.points >= 0` on every row that keeps the field, and `sum(member.points) == 100`
/// over the rows of every RDB that keeps it. Where no RDB of the system keeps it, what the events
/// fold to is watched. What holds between two rows of one transaction does not matter: call
/// settle() after each. A value; O(checks) for a row or event.
class CheckWatch {
public:
    CheckWatch(const Scenario& scenario, const Dictionary& dictionary, const EntityRules& rules);

    /// A row is now `row`. `rdb`: index of the RDB in EntityRules::rdbs().
    void rowWritten(EntityId entity, std::size_t rdb, const Fields& row, SimTime t);
    /// Before its first event or row: what an entity begins with.
    void created(EntityId entity, const Fields& fields, SimTime t);
    /// Complete in itself. `event`: an EventAppended.
    void eventAppended(const Record& event, const EntityRules& rules);
    /// The transaction whose rows were told is complete.
    void settle();

    /// REQUIRES that settle() was called after the last row.
    const std::vector<CheckResult>& results() const { return m_results; }

private:
    __extension__ using Sum = __int128;

    struct Place {
        bool keeps = false;  // this RDB keeps the field
        bool sumViolates = false;
        Sum sum = 0;
        std::vector<std::int64_t> values;  // by EntityId
        std::vector<bool> violates;        // likewise, of a check of single rows
    };

    struct Rule {
        bool sum = false;
        FieldId field;
        Check::Compare compare = Check::Compare::Equal;
        std::int64_t constant = 0;
        std::vector<bool> concerns;  // by EntityId
        std::vector<Place> places;   // by RDB; the last: the streams
    };

    struct Touched {
        std::size_t rule = 0;
        std::size_t place = 0;
        EntityId entity;
    };

    void touch(EntityId entity, std::size_t place, const Fields& state, SimTime t);

    /// Takes note of one place of a check, which violated it before or not; the answer is new.
    bool note(const Touched& touched, bool holds, bool violated);

    std::vector<NodeId> m_nodes;         // by place; that of the last event
    std::vector<Fields> m_streams;       // by EntityId; empty when no check needs them
    std::vector<Rule> m_rules;           // one for every check
    std::vector<CheckResult> m_results;  // likewise
    std::vector<Touched> m_touched;
    SimTime m_touchedAt;
};

}  // namespace foldline
