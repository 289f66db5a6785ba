// One entity at one moment, three times over: what the clients believe, what the rows say, and what
// its events fold to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/dictionary.h"
#include "core/record/record.h"
#include "core/scenario/scenario.h"

namespace foldline {

/// A request of a client about the entity that has not come to an end for that client.
struct Intention {
    RequestId request;
    SymbolId operation;
    SimTime since;
    bool unknown = false;  ///< the client stopped waiting and does not know
    Fields arguments;

    friend bool operator==(const Intention&, const Intention&) = default;
};

/// The entity's row in one RDB.
struct RowState {
    NodeId rdb;
    std::uint32_t version = 0;   ///< 1 when created, one more for every write
    std::uint32_t reflects = 0;  ///< version of the stream it was last written from; 0: by no event
    Seq setBy = 0;               ///< the record that wrote it last
    SimTime setAt;
    Fields fields;

    friend bool operator==(const RowState&, const RowState&) = default;
};

struct StreamState {
    std::uint32_t version = 0;  ///< 1 when created, one more for every event
    Seq setBy = 0;
    SimTime setAt;
    Fields fields;

    friend bool operator==(const StreamState&, const StreamState&) = default;
};

struct BeliefState {
    std::uint32_t version = 0;  ///< 1 when created, one more for every change told ok
    Seq setBy = 0;
    SimTime setAt;
    Fields fields;

    friend bool operator==(const BeliefState&, const BeliefState&) = default;
};

struct EntityState {
    Seq seq = 0;  ///< of the last record about it
    BeliefState belief;
    std::vector<RowState> rows;  ///< one for every RDB, by NodeId
    StreamState stream;
    std::vector<Intention> intentions;  ///< open ones, oldest first, at most kIntentionsMax

    static constexpr std::size_t kIntentionsMax = 1024;

    friend bool operator==(const EntityState&, const EntityState&) = default;
};

/// How events change entities, compiled from a scenario and the dictionary of one of its systems.
class EntityRules {
public:
    EntityRules(const Scenario& scenario, const Dictionary& dictionary);

    /// Applies the event type `event` with `payload` to `fields`.
    void applyEvent(SymbolId event, const Fields& payload, Fields& fields) const;
    /// Applies what a client means by `operation`; nothing for an operation without effect.
    void applyOperation(SymbolId operation, const Fields& arguments, Fields& fields) const;
    bool changesState(SymbolId operation) const;

    /// The RDBs of the system, ascending.
    const std::vector<NodeId>& rdbs() const { return m_rdbs; }

private:
    struct Change {
        FieldChange::Kind kind;
        FieldId field;
        FieldId argument;  ///< none: `constant`
        std::int64_t constant;
    };

    struct Rule {
        SymbolId name;
        std::vector<Change> changes;
    };

    static void apply(const std::vector<Rule>& rules,
                      SymbolId name,
                      const Fields& from,
                      Fields& to);

    std::vector<Rule> m_events;
    std::vector<Rule> m_operations;
    std::vector<NodeId> m_rdbs;
};

EntityState initialEntity(const EntityRules& rules);

/// True for records that may change some entity's state: the only ones to read for a seek.
bool concernsEntity(Kind kind);

/// Folds one record whose `entity` is this one; other records must not be given. Unknown kinds are
/// passed over.
void fold(EntityState& state, const Record& record, const EntityRules& rules);

std::string encodeEntity(const EntityState& state);
std::optional<EntityState> decodeEntity(std::string_view bytes, const Dictionary& dictionary);

}  // namespace foldline
