#include "core/log/dictionary_table.h"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <string_view>

#include "core/log/preamble_limits.h"

namespace foldline {
namespace {

using namespace preamble_limits;

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

}  // namespace foldline
