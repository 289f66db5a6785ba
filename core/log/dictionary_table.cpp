#include "core/log/dictionary_table.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <string_view>

#include "core/log/strict_row.h"

namespace foldline {
namespace {

// Above everything a scenario may ask for, and small enough to be read at once.
constexpr std::size_t kScenarioBytesMax = std::size_t{1} << 20U;
constexpr std::size_t kNameBytesMax = 16 * 1024;
constexpr std::size_t kSystemsMax = 64;
constexpr std::size_t kKindsMax = 1'000;
constexpr std::size_t kNodesMax = 1'000;
constexpr std::size_t kFieldsInAllMax = 60'000;
constexpr std::size_t kSymbolsMax = 4'000'000;
constexpr std::size_t kEntitiesMax = 4'000'000;
constexpr std::size_t kPartitionsMax = 1'000'000;
constexpr std::size_t kLinksMax = 100'000;
constexpr std::int64_t kCapacityMax = 100'000;
constexpr std::int64_t kCapacityInAllMax = 4'000'000;
constexpr std::int64_t kUint32Max = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t kInt64Max = std::numeric_limits<std::int64_t>::max();

constexpr std::array kRoles{Role::Client, Role::Gateway, Role::Service, Role::Rdb, Role::Broker};
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

template <class Names, class NameOf>
bool hasDuplicates(const Names& names, NameOf nameOf) {
    std::set<decltype(nameOf(names.front()))> seen;
    return !std::ranges::all_of(names,
                                [&](const auto& name) { return seen.insert(nameOf(name)).second; });
}

bool sizesAreSane(const Dictionary& system) {
    std::int64_t capacity = 0;
    for (const auto& node : system.nodes) {
        capacity += node.capacity;
    }
    return system.nodes.size() <= kNodesMax && capacity <= kCapacityInAllMax &&
           system.fields.size() <= kFieldsInAllMax && system.symbols.size() <= kSymbolsMax &&
           system.entities.size() <= kEntitiesMax && system.partitions.size() <= kPartitionsMax &&
           system.links.size() <= kLinksMax && system.subscriptions.size() <= kLinksMax;
}

bool refersInside(const Dictionary& system, const Subscription& subscription) {
    return subscription.consumer.value < system.nodes.size() &&
           subscription.broker.value < system.nodes.size() &&
           subscription.group.value < system.symbols.size() &&
           subscription.handler.value < system.symbols.size() &&
           std::ranges::all_of(subscription.partitions,
                               [&](PartitionId id) { return id.value < system.partitions.size(); });
}

bool refersInside(const Dictionary& system) {
    const auto isNode = [&](NodeId id) { return id.value < system.nodes.size(); };
    return std::ranges::all_of(system.partitions, isNode, &PartitionName::broker) &&
           std::ranges::all_of(system.links, isNode, &Link::from) &&
           std::ranges::all_of(system.links, isNode, &Link::to) &&
           std::ranges::all_of(system.subscriptions, [&](const Subscription& subscription) {
               return refersInside(system, subscription);
           });
}

/// Fills one table of one system after another.
class Inserter {
public:
    Inserter(sqlite::Database& database, std::uint32_t system)
        : m_database(database),
          m_system(system) {}

    /// `bind(statement, i)` binds what follows system and id for row i.
    template <class Bind>
    void fill(const char* sql, std::size_t count, Bind bind) {
        if (!m_result) {
            return;
        }
        auto insert = m_database.prepare(sql);
        if (!insert) {
            m_result = tl::unexpected(insert.error());
            return;
        }
        for (std::size_t i = 0; i < count && m_result; ++i) {
            insert->bind(1, m_system).bind(2, static_cast<std::int64_t>(i));
            bind(*insert, i);
            m_result = insert->run();
        }
    }

    Result<void> result() const { return m_result; }

private:
    sqlite::Database& m_database;
    std::int64_t m_system;
    Result<void> m_result;
};

void insertNames(Inserter& out, const Dictionary& system) {
    out.fill("INSERT INTO node VALUES(?,?,?,?,?,?,?,?)",
             system.nodes.size(),
             [&](sqlite::Statement& row, std::size_t i) {
                 const auto& node = system.nodes[i];
                 row.bind(3, node.name).bind(4, node.title.en).bind(5, node.title.ko);
                 row.bind(6, roleName(node.role)).bind(7, std::int64_t{node.capacity});
                 row.bind(8, node.queueLimit);
             });
    out.fill("INSERT INTO symbol VALUES(?,?,?)",
             system.symbols.size(),
             [&](sqlite::Statement& row, std::size_t i) { row.bind(3, system.symbols[i]); });
    out.fill("INSERT INTO field VALUES(?,?,?,?)",
             system.fields.size(),
             [&](sqlite::Statement& row, std::size_t i) {
                 row.bind(3, system.fields[i].name).bind(4, valueTypeName(system.fields[i].type));
             });
    out.fill("INSERT INTO entity VALUES(?,?,?,?)",
             system.entities.size(),
             [&](sqlite::Statement& row, std::size_t i) {
                 row.bind(3, system.entities[i].type).bind(4, system.entities[i].key);
             });
    out.fill("INSERT INTO partition VALUES(?,?,?,?,?)",
             system.partitions.size(),
             [&](sqlite::Statement& row, std::size_t i) {
                 const auto& partition = system.partitions[i];
                 row.bind(3, std::int64_t{partition.broker.value}).bind(4, partition.topic);
                 row.bind(5, std::int64_t{partition.number});
             });
}

void insertWiring(Inserter& out, const Dictionary& system) {
    out.fill("INSERT INTO link VALUES(?,?,?,?,?)",
             system.links.size(),
             [&](sqlite::Statement& row, std::size_t i) {
                 const auto& link = system.links[i];
                 row.bind(3, std::int64_t{link.from.value}).bind(4, std::int64_t{link.to.value});
                 row.bind(5, linkKindName(link.kind));
             });
    out.fill("INSERT INTO subscription VALUES(?,?,?,?,?,?,?)",
             system.subscriptions.size(),
             [&](sqlite::Statement& row, std::size_t i) {
                 const auto& subscription = system.subscriptions[i];
                 row.bind(3, std::int64_t{subscription.consumer.value});
                 row.bind(4, std::int64_t{subscription.broker.value});
                 row.bind(5, std::int64_t{subscription.group.value});
                 row.bind(6, std::int64_t{subscription.handler.value});
                 row.bind(7, std::int64_t{subscription.batchMax});
             });
    for (std::size_t s = 0; s < system.subscriptions.size(); ++s) {
        const auto& partitions = system.subscriptions[s].partitions;
        out.fill(
            "INSERT INTO subscription_partition(system, position, subscription, partition) "
            "VALUES(?,?,?,?)",
            partitions.size(),
            [&](sqlite::Statement& row, std::size_t i) {
                row.bind(3, static_cast<std::int64_t>(s));
                row.bind(4, std::int64_t{partitions[i].value});
            });
    }
}

Result<void> insertSystem(sqlite::Database& database,
                          std::uint32_t index,
                          const Dictionary& system,
                          std::uint64_t genesis) {
    auto insert = database.prepare("INSERT INTO system VALUES(?,?,?,?,?)");
    if (!insert) {
        return tl::unexpected(insert.error());
    }
    insert->bind(1, std::int64_t{index}).bind(2, system.system);
    insert->bind(3, system.title.en).bind(4, system.title.ko);
    insert->bind(5, static_cast<std::int64_t>(genesis));
    if (auto done = insert->run(); !done) {
        return done;
    }
    Inserter out(database, index);
    insertNames(out, system);
    insertWiring(out, system);
    return out.result();
}

Result<void> insertInfo(sqlite::Database& database, const RecordingInfo& info) {
    auto insert = database.prepare("INSERT INTO recording VALUES(1,?,?,?,?,?)");
    if (!insert) {
        return tl::unexpected(insert.error());
    }
    insert->bind(1, info.scenarioName).bind(2, info.scenarioText);
    insert->bind(3, static_cast<std::int64_t>(info.seed)).bind(4, info.horizon.us);
    insert->bind(5, info.writtenBy);
    return insert->run();
}

Result<void> insertKinds(sqlite::Database& database, const std::vector<StoredKind>& kinds) {
    auto insert = database.prepare("INSERT INTO kind VALUES(?,?,?)");
    if (!insert) {
        return tl::unexpected(insert.error());
    }
    for (const auto& kind : kinds) {
        insert->bind(1, kind.id).bind(2, kind.name).bind(3, kind.meaning);
        if (auto done = insert->run(); !done) {
            return done;
        }
    }
    return {};
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

Result<void> checkDictionary(const Dictionary& dictionary) {
    if (!sizesAreSane(dictionary)) {
        return fail("the system " + dictionary.system + " is too large to record");
    }
    if (!refersInside(dictionary)) {
        return fail("the names of the system " + dictionary.system +
                    " refer to something that is not among them");
    }
    if (hasDuplicates(dictionary.symbols,
                      [](const std::string& text) { return std::string_view(text); }) ||
        hasDuplicates(dictionary.fields, [](const FieldName& field) {
            return std::pair(std::string_view(field.name), field.type);
        })) {
        return fail("the names of the system " + dictionary.system + " list one of them twice");
    }
    return {};
}

std::vector<StoredKind> currentKinds() {
    std::vector<StoredKind> kinds;
    for (const auto& info : kindInfos()) {
        kinds.push_back({static_cast<std::int64_t>(info.kind),
                         std::string(info.name),
                         std::string(info.meaning)});
    }
    return kinds;
}

Result<void> writePreamble(sqlite::Database& database,
                           const RecordingInfo& info,
                           const std::vector<Dictionary>& systems) {
    if (info.scenarioText.size() > kScenarioBytesMax || systems.size() > kSystemsMax) {
        return fail("the scenario is too large to record (at most 1 MiB of text and " +
                    std::to_string(kSystemsMax) + " systems)");
    }
    const auto kinds = currentKinds();
    auto done = insertInfo(database, info).and_then([&] { return insertKinds(database, kinds); });
    for (std::size_t i = 0; i < systems.size() && done; ++i) {
        const auto index = static_cast<std::uint32_t>(i);
        done = checkDictionary(systems[i]).and_then([&] {
            return insertSystem(
                database, index, systems[i], genesisHash(info, kinds, index, systems[i]));
        });
    }
    return done;
}

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
