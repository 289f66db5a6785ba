#include "core/judge/entity_table.h"

#include <algorithm>
#include <limits>

namespace foldline {

EntityTable::EntityTable(std::size_t entities, std::size_t rdbs)
    : m_rdbs(rdbs),
      m_entities(entities),
      m_rows(entities * rdbs) {}

void EntityTable::create(EntityId entity, const Fields& fields) {
    m_entities[entity.value].told = fields;
    for (std::size_t rdb = 0; rdb < m_rdbs; ++rdb) {
        m_rows[index(entity, rdb)].fields = fields;
    }
}

void EntityTable::acknowledge(EntityId entity,
                              SymbolId operation,
                              const Fields& arguments,
                              Seq effect,
                              const EntityRules& rules) {
    Entity& e = m_entities[entity.value];
    rules.applyInOrder(operation, arguments, effect, e.told, e.toldOrder);
}

void EntityTable::appended(EntityId entity, std::uint32_t version, const EntityRules& rules) {
    m_entities[entity.value].streamVersion = version;
    measure(entity, rules);
}

void EntityTable::rowWritten(const Record& record, std::size_t rdb, const EntityRules& rules) {
    Row& row = m_rows[index(record.entity, rdb)];
    for (std::size_t i = 0; i < std::min<std::size_t>(record.data.count, kFieldsMax); ++i) {
        row.fields.set(record.data.ids[i], record.data.values[i]);
    }
    if (record.value > 0 && record.value <= std::numeric_limits<std::uint32_t>::max()) {
        row.reflects = static_cast<std::uint32_t>(record.value);
        m_outOfOrder += row.reflects < row.newest ? 1 : 0;
        row.newest = std::max(row.newest, row.reflects);
        measure(record.entity, rules);
    }
}

void EntityTable::rowReset(const Record& record, std::size_t rdb, const EntityRules& rules) {
    Row& row = m_rows[index(record.entity, rdb)];
    row.fields = {};
    row.reflects = 1;
    row.newest = 1;
    rowWritten(record, rdb, rules);
    measure(record.entity, rules);
}

void EntityTable::duplicateSkipped(const Record& record,
                                   std::size_t rdb,
                                   const EntityRules& rules) {
    Row& row = m_rows[index(record.entity, rdb)];
    if (record.value > row.reflects && record.value <= std::numeric_limits<std::uint32_t>::max()) {
        row.reflects = static_cast<std::uint32_t>(record.value);
        measure(record.entity, rules);
    }
}

std::optional<std::uint32_t> EntityTable::reflected(EntityId entity,
                                                    const EntityRules& rules) const {
    std::optional<std::uint32_t> least;
    for (const EntityRules::Keeper& keeper : rules.keepersOf(entity)) {
        if (keeper.applies) {
            const std::uint32_t reflects = m_rows[index(entity, keeper.rdb)].reflects;
            least = std::min(least.value_or(reflects), reflects);
        }
    }
    return least;
}

void EntityTable::measure(EntityId entity, const EntityRules& rules) {
    Entity& e = m_entities[entity.value];
    const std::uint32_t shown = reflected(entity, rules).value_or(e.streamVersion);
    const std::uint32_t behind = e.streamVersion > shown ? e.streamVersion - shown : 0;
    m_behind += behind;
    m_behind -= e.behind;
    m_behindMax = std::max(m_behindMax, m_behind);
    e.behind = behind;
}

void EntityTable::forget(EntityId entity) {
    m_entities[entity.value].forgotten = true;
}

std::uint64_t EntityTable::remembering(const EntityRules& rules) const {
    std::uint64_t count = 0;
    for (std::uint32_t e = 0; e < m_entities.size(); ++e) {
        count += m_entities[e].forgotten &&
                         std::ranges::any_of(rules.keepersOf(EntityId{e}),
                                             [&](const EntityRules::Keeper& keeper) {
                                                 return rules.remembers(
                                                     EntityId{e}, row(EntityId{e}, keeper.rdb));
                                             })
                     ? 1
                     : 0;
    }
    return count;
}

// Who was forgotten has no personal values that could be right or wrong.
bool EntityTable::differs(EntityId entity,
                          const EntityRules::Keeper& keeper,
                          const EntityRules& rules) const {
    const Fields& told = m_entities[entity.value].told;
    const Fields& row = m_rows[index(entity, keeper.rdb)].fields;
    const bool forgotten = m_entities[entity.value].forgotten;
    return std::ranges::any_of(keeper.compared, [&](FieldId field) {
        if (forgotten && rules.isPersonal(entity, field)) {
            return false;
        }
        const std::int64_t* a = told.find(field);
        const std::int64_t* b = row.find(field);
        return a == nullptr || b == nullptr ? a != b : *a != *b;
    });
}

std::uint64_t EntityTable::inconsistent(const EntityRules& rules) const {
    std::uint64_t count = 0;
    for (std::uint32_t e = 0; e < m_entities.size(); ++e) {
        const auto keepers = rules.keepersOf(EntityId{e});
        count += std::ranges::any_of(keepers,
                                     [&](const EntityRules::Keeper& keeper) {
                                         return differs(EntityId{e}, keeper, rules);
                                     })
                     ? 1
                     : 0;
    }
    return count;
}

std::uint64_t EntityTable::wrongRows(const EntityRules& rules) const {
    std::uint64_t count = 0;
    for (std::uint32_t e = 0; e < m_entities.size(); ++e) {
        count += static_cast<std::uint64_t>(std::ranges::count_if(
            rules.keepersOf(EntityId{e}), [&](const EntityRules::Keeper& keeper) {
                return differs(EntityId{e}, keeper, rules);
            }));
    }
    return count;
}

}  // namespace foldline
