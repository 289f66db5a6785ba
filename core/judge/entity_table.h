// All entities of a run at its latest moment, in dense arrays: what clients were told, what the
// rows say, and how far the rows are behind the events.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/fold/entity_rules.h"
#include "core/record/record.h"

namespace foldline {

/// A value. `rules` must be of the same system in every call. O(RDBs) a record; memory: 150 bytes
/// an entity and 100 for every RDB.
class EntityTable {
public:
    EntityTable(std::size_t entities, std::size_t rdbs);

    bool has(EntityId entity) const { return entity.value < m_entities.size(); }

    /// The following REQUIRE has(entity), and rdb < the number of RDBs.
    void create(EntityId entity, const Fields& fields);
    void acknowledge(EntityId entity,
                     SymbolId operation,
                     const Fields& arguments,
                     Seq effect,
                     const EntityRules& rules);
    void appended(EntityId entity, std::uint32_t version, const EntityRules& rules);
    /// Of an event that was applied before: the row shows what it says.
    void duplicateSkipped(const Record& record, std::size_t rdb, const EntityRules& rules);
    void rowWritten(const Record& record, std::size_t rdb, const EntityRules& rules);

    void rowReset(const Record& record, std::size_t rdb, const EntityRules& rules);

    const Fields& row(EntityId entity, std::size_t rdb) const {
        return m_rows[index(entity, rdb)].fields;
    }

    /// The version that all rows following the entity's events reflect; nothing when there are no
    /// such rows.
    std::optional<std::uint32_t> reflected(EntityId entity, const EntityRules& rules) const;

    /// Events that some row which follows them does not reflect.
    std::uint64_t behind() const { return m_behind; }

    std::uint64_t behindMax() const { return m_behindMax; }

    /// Events applied to a row that already reflected a later one of the same entity: overtaken, or
    /// delivered again.
    std::uint64_t outOfOrder() const { return m_outOfOrder; }

    /// Entities of which a row differs from what clients were told. O(entities).
    std::uint64_t inconsistent(const EntityRules& rules) const;
    /// Rows that differ from what clients were told, over all RDBs. O(entities).
    std::uint64_t wrongRows(const EntityRules& rules) const;
    /// What the events say of it personally cannot be read any more.
    void forget(EntityId entity);
    /// Entities that were forgotten, and whose rows still say something personal. O(entities).
    std::uint64_t remembering(const EntityRules& rules) const;

private:
    struct Entity {
        Fields told;
        EffectOrder toldOrder{};
        std::uint32_t streamVersion = 1;
        std::uint32_t behind = 0;
        bool forgotten = false;
    };

    struct Row {
        Fields fields;
        std::uint32_t reflects = 1;
        std::uint32_t newest = 1;  ///< the latest that it ever reflected
    };

    std::size_t index(EntityId entity, std::size_t rdb) const {
        return std::size_t{entity.value} * m_rdbs + rdb;
    }

    bool differs(EntityId entity,
                 const EntityRules::Keeper& keeper,
                 const EntityRules& rules) const;
    void measure(EntityId entity, const EntityRules& rules);

    std::size_t m_rdbs;
    std::vector<Entity> m_entities;  // by EntityId
    std::vector<Row> m_rows;         // by EntityId and RDB
    std::uint64_t m_behind = 0;
    std::uint64_t m_behindMax = 0;
    std::uint64_t m_outOfOrder = 0;
};

}  // namespace foldline
