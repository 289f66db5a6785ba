// How events and operations change entities, and which rows show it: the part of a scenario that
// folding needs, compiled to the ids of one of its systems.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/fold/totals.h"
#include "core/record/dictionary.h"
#include "core/record/record.h"
#include "core/scenario/scenario.h"

namespace foldline {

/// Of every field of an entity, by its index in Fields: the record of the effect that set it last.
using EffectOrder = std::array<Seq, kFieldsMax>;

class EntityRules {
public:
    EntityRules(const Scenario& scenario, const Dictionary& dictionary);

    /// Applies the event type `event` with `payload` to `fields`, exactly as an RDB writes a row: a
    /// sum stops at the ends of 64 bits, and an argument that is missing counts as 0.
    void applyEvent(SymbolId event, const Fields& payload, Fields& fields) const;
    /// Applies what a client means by `operation`; nothing for an operation without effect.
    void applyOperation(SymbolId operation, const Fields& arguments, Fields& fields) const;
    /// The same for an operation that took effect by the record `effect`, but without what a later
    /// effect has already overwritten: so the order of calls does not matter. 0: when it took
    /// effect is not known, and it counts as the latest.
    void applyInOrder(SymbolId operation,
                      const Fields& arguments,
                      Seq effect,
                      Fields& fields,
                      EffectOrder& order) const;

    /// By SymbolId: whether some update of the system says that it changes a row as this event
    /// folds.
    const std::vector<bool>& namedByUpdates() const { return m_named; }

    bool isEvent(SymbolId name) const { return ruleOf(name, m_eventRule) != nullptr; }

    /// What the events say of personal fields cannot be read any more: the key is gone.
    void erase(EntityId entity, Fields& fields) const;
    /// Whether it says something personal that was not erased.
    bool remembers(EntityId entity, const Fields& fields) const;
    bool isPersonal(EntityId entity, FieldId field) const;
    bool changesState(SymbolId operation) const;
    /// The event type that is the effect of `operation`; none for an operation without effect.
    SymbolId eventMeant(SymbolId operation) const;

    /// The RDBs of the system, ascending.
    const std::vector<NodeId>& rdbs() const { return m_rdbs; }

    /// See TotalsFold.
    bool begins(const Record& record) const { return m_totals.begins(record); }

    Outcome outcomeOf(const Record& record) const { return m_totals.outcomeOf(record); }

    /// An RDB in which some handler of the system writes rows of an entity type.
    struct Keeper {
        std::size_t rdb = 0;  ///< index in rdbs()
        /// The fields its rows show: those it writes, and those that no RDB writes.
        std::vector<FieldId> fields;
        /// Those of them that must agree with what clients were told: not what an event changes
        /// that no operation means, for of it no client is told.
        std::vector<FieldId> compared;
        bool applies = false;  ///< the rows follow the entity's events

        bool keeps(FieldId field) const { return std::ranges::find(fields, field) != fields.end(); }
    };

    /// The RDBs that keep rows of the entity's type, ascending. Rows of others are never written,
    /// and say nothing.
    std::span<const Keeper> keepersOf(EntityId entity) const;

private:
    struct Change {
        FieldChange::Kind kind = FieldChange::Kind::Set;
        FieldId field;
        FieldId argument;
        bool negative = false;
        std::int64_t constant = 0;  // when there is no such argument

        std::int64_t operandIn(const Fields& from) const;
    };

    struct Rule {
        SymbolId event;  // the one meant, of an operation
        std::vector<Change> changes;
    };

    void compileRules(const Scenario& scenario, const Dictionary& dictionary);
    void compileKeepers(const Scenario& scenario, const Dictionary& dictionary);
    const Rule* ruleOf(SymbolId name, const std::vector<std::int32_t>& indexes) const;
    static void apply(
        const Rule& rule, const Fields& from, Seq effect, Fields& to, EffectOrder& order);

    std::vector<Rule> m_rules;
    std::vector<std::int32_t> m_eventRule;      // by SymbolId; -1: none
    std::vector<std::int32_t> m_operationRule;  // by SymbolId; -1: none
    std::vector<bool> m_named;                  // by SymbolId
    std::vector<NodeId> m_rdbs;
    TotalsFold m_totals;
    std::vector<std::vector<Keeper>> m_keepers;    // by entity type
    std::vector<std::uint32_t> m_typeOf;           // by EntityId; index in m_keepers
    std::vector<std::vector<FieldId>> m_personal;  // by entity type
    std::int64_t m_erased = 0;                     // what a text reads as without its key
};

}  // namespace foldline
