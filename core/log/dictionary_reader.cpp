#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "core/log/dictionary_table.h"
#include "core/log/preamble_limits.h"
#include "core/log/strict_row.h"

namespace foldline {
namespace {

using namespace preamble_limits;

constexpr std::int64_t kUint32Max = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t kInt64Max = std::numeric_limits<std::int64_t>::max();

constexpr std::array kRoles{
    Role::Client, Role::Gateway, Role::Service, Role::Rdb, Role::Broker, Role::EventStore};
constexpr std::array kValueTypes{ValueType::Integer, ValueType::Text, ValueType::Boolean};
constexpr std::array kLinkKinds{
    LinkKind::Request, LinkKind::Statement, LinkKind::Produce, LinkKind::Consume};

template <class Values, class NameOf>
auto byName(StrictRow& row, int column, const Values& values, NameOf nameOf) {
    const auto name = row.text(column, kNameBytesMax);
    const auto* found = std::ranges::find(values, name, nameOf);
    row.require(found != values.end());
    return found == values.end() ? values.front() : *found;
}

/// Reads the tables of names into the dictionaries, insisting on dense ids in every system.
class DictionaryReader {
public:
    DictionaryReader(sqlite::Database& database, std::vector<StoredSystem>& systems)
        : m_database(database),
          m_systems(systems) {}

    Result<void> read() {
        return readNodes()
            .and_then([&] { return readSymbols(); })
            .and_then([&] { return readFields(); })
            .and_then([&] { return readEntities(); })
            .and_then([&] { return readPartitions(); })
            .and_then([&] { return readLinks(); })
            .and_then([&] { return readSubscriptions(); })
            .and_then([&] { return readSubscriptionPartitions(); });
    }

private:
    /// The list that the row belongs to the end of; an unused one when it makes no sense.
    template <class Name>
    std::vector<Name>& listOf(StrictRow& row, std::vector<Name> Dictionary::*list) {
        const auto system =
            static_cast<std::size_t>(row.integer(0, 0, static_cast<int>(m_systems.size()) - 1));
        auto& names = m_systems.at(row.ok() ? system : 0).dictionary.*list;
        const auto next = static_cast<std::int64_t>(names.size());
        row.integer(1, next, next);
        return names;
    }

    template <class Name, class Make>
    Result<void> each(const char* table,
                      const char* sql,
                      std::vector<Name> Dictionary::*list,
                      Make make) {
        return eachRow(m_database, table, sql, [&](StrictRow& row) {
            row.require(!m_systems.empty());
            if (row.ok()) {
                auto& names = listOf(row, list);
                names.push_back(make(row));
            }
        });
    }

    Result<void> readNodes() {
        return each("node",
                    "SELECT * FROM node ORDER BY system, id",
                    &Dictionary::nodes,
                    [](StrictRow& row) {
                        return NodeName{
                            .name = row.text(2, kNameBytesMax),
                            .title = {row.text(3, kNameBytesMax), row.text(4, kNameBytesMax)},
                            .role = byName(row, 5, kRoles, roleName),
                            .capacity = static_cast<std::uint32_t>(row.integer(6, 0, kCapacityMax)),
                            .queueLimit = row.integer(7, -1, kInt64Max)};
                    });
    }

    Result<void> readSymbols() {
        return each("symbol",
                    "SELECT * FROM symbol ORDER BY system, id",
                    &Dictionary::symbols,
                    [](StrictRow& row) { return row.text(2, kNameBytesMax); });
    }

    Result<void> readFields() {
        return each("field",
                    "SELECT * FROM field ORDER BY system, id",
                    &Dictionary::fields,
                    [](StrictRow& row) {
                        return FieldName{row.text(2, kNameBytesMax),
                                         byName(row, 3, kValueTypes, valueTypeName)};
                    });
    }

    Result<void> readEntities() {
        return each("entity",
                    "SELECT * FROM entity ORDER BY system, id",
                    &Dictionary::entities,
                    [](StrictRow& row) {
                        return EntityName{row.text(2, kNameBytesMax), row.text(3, kNameBytesMax)};
                    });
    }

    Result<void> readPartitions() {
        return each("partition",
                    "SELECT * FROM partition ORDER BY system, id",
                    &Dictionary::partitions,
                    [](StrictRow& row) {
                        return PartitionName{
                            row.id<NodeId>(2, kNodesMax),
                            row.text(3, kNameBytesMax),
                            static_cast<std::uint32_t>(row.integer(4, 0, kUint32Max))};
                    });
    }

    Result<void> readLinks() {
        return each("link",
                    "SELECT * FROM link ORDER BY system, id",
                    &Dictionary::links,
                    [](StrictRow& row) {
                        return Link{row.id<NodeId>(2, kNodesMax),
                                    row.id<NodeId>(3, kNodesMax),
                                    byName(row, 4, kLinkKinds, linkKindName)};
                    });
    }

    Result<void> readSubscriptions() {
        return each("subscription",
                    "SELECT * FROM subscription ORDER BY system, id",
                    &Dictionary::subscriptions,
                    [](StrictRow& row) {
                        return Subscription{
                            row.id<NodeId>(2, kNodesMax),
                            row.id<NodeId>(3, kNodesMax),
                            row.id<SymbolId>(4, kSymbolsMax),
                            row.id<SymbolId>(5, kSymbolsMax),
                            {},
                            static_cast<std::uint32_t>(row.integer(6, 0, kUint32Max))};
                    });
    }

    Result<void> readSubscriptionPartitions() {
        return eachRow(
            m_database,
            "subscription_partition",
            "SELECT system, subscription, position, partition FROM subscription_partition "
            "ORDER BY system, subscription, position",
            [&](StrictRow& row) {
                const auto system = row.integer(0, 0, static_cast<int>(m_systems.size()) - 1);
                row.require(!m_systems.empty());
                if (!row.ok()) {
                    return;
                }
                auto& subscriptions =
                    m_systems.at(static_cast<std::size_t>(system)).dictionary.subscriptions;
                const auto index = row.integer(1, 0, static_cast<int>(subscriptions.size()) - 1);
                row.require(!subscriptions.empty());
                if (!row.ok()) {
                    return;
                }
                auto& partitions = subscriptions.at(static_cast<std::size_t>(index)).partitions;
                const auto next = static_cast<std::int64_t>(partitions.size());
                row.integer(2, next, next);
                partitions.push_back(row.id<PartitionId>(3, kPartitionsMax));
            });
    }

    sqlite::Database& m_database;
    std::vector<StoredSystem>& m_systems;
};

Result<void> readInfo(sqlite::Database& database, RecordingInfo& info) {
    int rows = 0;
    auto read =
        eachRow(database,
                "recording",
                "SELECT scenario_name, scenario, seed, horizon_us, written_by FROM recording",
                [&](StrictRow& row) {
                    row.require(++rows == 1);
                    info.scenarioName = row.text(0, kNameBytesMax);
                    info.scenarioText = row.text(1, kScenarioBytesMax);
                    info.seed = row.bits(2);
                    info.horizon = SimTime{row.integer(3, 0, kDurationMax.us)};
                    info.writtenBy = row.text(4, kNameBytesMax);
                });
    if (read && rows == 0) {
        return fail("the recording is damaged (its table recording is empty)");
    }
    return read;
}

/// A file may know fewer kinds than we do, being older, but none by another name.
Result<void> readKinds(sqlite::Database& database, std::vector<StoredKind>& kinds) {
    auto read = eachRow(
        database, "kind", "SELECT id, name, meaning FROM kind ORDER BY id", [&](StrictRow& row) {
            const auto next = static_cast<std::int64_t>(kinds.size()) + 1;
            kinds.push_back({row.integer(0, next, next),
                             row.text(1, kNameBytesMax),
                             row.text(2, kNameBytesMax)});
            row.require(kinds.size() <= kKindsMax);
        });
    if (!read) {
        return read;
    }
    const auto known = kindInfos();
    for (std::size_t i = 0; i < std::min(kinds.size(), known.size()); ++i) {
        if (kinds[i].name != known[i].name) {
            return fail("the recording is damaged (kind " + std::to_string(i + 1) + " is called " +
                        kinds[i].name + " instead of " + std::string(known[i].name) + ")");
        }
    }
    if (kinds.size() > known.size()) {
        return fail("the recording was written by a newer Foldline, which knows records called " +
                    kinds.back().name + "; update Foldline to open it");
    }
    return {};
}

Result<void> readSystems(sqlite::Database& database, std::vector<StoredSystem>& systems) {
    return eachRow(
        database,
        "system",
        "SELECT id, name, title_en, title_ko, genesis FROM system ORDER BY id",
        [&](StrictRow& row) {
            const auto next = static_cast<std::int64_t>(systems.size());
            row.integer(0, next, next);
            row.require(systems.size() < kSystemsMax);
            StoredSystem stored;
            stored.dictionary.system = row.text(1, kNameBytesMax);
            stored.dictionary.title = {row.text(2, kNameBytesMax), row.text(3, kNameBytesMax)};
            stored.genesis = row.bits(4);
            systems.push_back(std::move(stored));
        });
}

}  // namespace

Result<Preamble> readPreamble(sqlite::Database& database) {
    Preamble preamble;
    auto read = readInfo(database, preamble.info)
                    .and_then([&] { return readKinds(database, preamble.kinds); })
                    .and_then([&] { return readSystems(database, preamble.systems); })
                    .and_then([&] { return DictionaryReader(database, preamble.systems).read(); });
    for (const auto& system : preamble.systems) {
        if (read && !checkDictionary(system.dictionary)) {
            read = fail("the recording is damaged (" +
                        checkDictionary(system.dictionary).error().message + ")");
        }
    }
    if (!read) {
        return tl::unexpected(read.error());
    }
    return preamble;
}

}  // namespace foldline
