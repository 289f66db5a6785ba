// Systems: nodes, the network between them, and the routes of requests.
#include <algorithm>

#include "core/record/record.h"
#include "core/scenario/broker_reading.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/policy_reading.h"
#include "core/scenario/suggest.h"
#include "core/scenario/system_reading.h"
#include "core/scenario/timing.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

InboxSpec readInbox(const YamlNode& node, Problems& problems) {
    const ObjectReader object(node, "inbox", problems);
    InboxSpec inbox;
    if (!object.isMap()) {
        return inbox;
    }
    if (const YamlNode* keep = object.find("keep"); keep != nullptr) {
        inbox.keep = readDuration(*keep, {"keep", {1}}, problems);
    }
    inbox.rows = readCount(object, {"rows", 1, kInboxRowsMax}, problems);
    return inbox;
}

std::optional<BackupSpec> readBackup(const YamlNode& node, Reading& reading) {
    Problems& problems = reading.problems;
    const ObjectReader object(node, "backup", problems);
    if (!object.isMap()) {
        return std::nullopt;
    }
    BackupSpec backup{.every = kBackupEveryMin};
    if (const YamlNode* every = object.find("every"); every != nullptr) {
        backup.every = readDuration(*every, {"every", {1}}, problems).value_or(backup.every);
        if (backup.every < kBackupEveryMin) {
            problems.add(every->mark,
                         "every must be at least " + formatDuration(kBackupEveryMin) + ", not " +
                             inQuotes(every->text));
        }
        reading.checkOften(backup.every, "backups", "every", every->mark);
    }
    backup.log = readFlag(object, "log", false, problems);
    return backup;
}

RdbSpec readRdb(const ObjectReader& object, Reading& reading) {
    Problems& problems = reading.problems;
    RdbSpec rdb;
    rdb.connections =
        readCount(object, {"connections", 1, kConnectionsMax}, problems).value_or(rdb.connections);
    rdb.queue = readCount(object, {"queue", 0, kQueueMax}, problems);
    if (const YamlNode* latency = object.find("latency"); latency != nullptr) {
        rdb.latency = readDistribution(*latency, "latency", problems).value_or(rdb.latency);
    }
    if (const YamlNode* perRow = object.find("perRow"); perRow != nullptr) {
        rdb.perRow = readDuration(*perRow, {.what = "perRow"}, problems).value_or(rdb.perRow);
    }
    if (const YamlNode* failure = object.find("failure"); failure != nullptr) {
        rdb.failure = readProbability(*failure, "failure", problems).value_or(rdb.failure);
    }
    if (const YamlNode* inbox = object.find("inbox"); inbox != nullptr) {
        rdb.inbox = readInbox(*inbox, problems);
    }
    if (const YamlNode* backup = object.find("backup"); backup != nullptr) {
        rdb.backup = readBackup(*backup, reading);
    }
    return rdb;
}

// What the new code of a service knows of its entities, and the old code did not.
void readNewFields(const YamlNode& node, ServiceSpec& service, Reading& reading) {
    if (!checkList(node, "a list of fields such as [withdrawals]", kFieldsMax, reading.problems)) {
        return;
    }
    std::vector<std::string> known;
    for (const EntityType& entity : reading.scenario.entities) {
        for (const FieldName& field : entity.fields) {
            known.push_back(field.name);
        }
    }
    for (const YamlNode& item : node.values) {
        const auto name = readText(item, "a field", reading.problems);
        if (name && std::ranges::find(known, *name) == known.end() && reading.entitiesRead &&
            reading.unreadable.empty()) {
            reading.reportUnknown("field", *name, item.mark, known);
        } else if (name) {
            service.foldsAfterUpgrade.push_back(*name);
        }
    }
}

ServiceSpec readService(const ObjectReader& object, Reading& reading) {
    Problems& problems = reading.problems;
    ServiceSpec spec;
    spec.workers = readCount(object, {"workers", 1, kWorkersMax}, problems).value_or(spec.workers);
    spec.instances =
        readCount(object, {"instances", 1, kInstancesMax}, problems).value_or(spec.instances);
    if (std::int64_t{spec.workers} * spec.instances > kWorkersMax) {
        problems.add(object.find("instances")->mark,
                     "that would be " + formatCount(std::int64_t{spec.workers} * spec.instances) +
                         " workers; a service has at most " + formatCount(kWorkersMax));
    }
    spec.queue = readCount(object, {"queue", 0, kQueueMax}, problems);
    if (const YamlNode* wait = object.find("maxWait"); wait != nullptr) {
        spec.maxWait = readDuration(*wait, {"maxWait", {1}}, problems);
    }
    if (object.find("foldsAfterUpgrade") != nullptr) {
        readNewFields(*object.find("foldsAfterUpgrade"), spec, reading);
    }
    spec.upcasters = readFlag(object, "upcasters", true, problems);
    return spec;
}

void readSpec(std::string_view role,
              const YamlNode& value,
              NodeSpec& node,
              SystemReading& reading) {
    Problems& problems = reading.reading.problems;
    const ObjectReader object(value, role, problems);
    if (role == "client") {
        ClientSpec spec;
        readAsking(object, spec.timeout, spec.retry, problems);
        node.spec = spec;
    } else if (role == "gateway") {
        GatewaySpec spec;
        readAsking(object, spec.timeout, spec.retry, problems);
        readPolicies(object, spec, problems);
        node.spec = spec;
    } else if (role == "service") {
        node.spec = readService(object, reading.reading);
    } else if (role == "rdb") {
        node.spec = readRdb(object, reading.reading);
    } else if (role == "eventStore") {
        node.spec = readEventStore(object, node.name, reading);
    } else {
        node.spec = readBroker(object, reading);
    }
}

std::optional<GridPosition> readPosition(const YamlNode& node, Problems& problems) {
    if (!checkList(node, "a column and a row such as [0, 1]", 2, problems)) {
        return std::nullopt;
    }
    if (node.values.size() != 2) {
        problems.add(node.mark, "'at' needs a column and a row; write [0, 1]");
        return std::nullopt;
    }
    const auto column = readReal(node.values[0], {"the column", 0.0, kGridMax}, problems);
    const auto row = readReal(node.values[1], {"the row", 0.0, kGridMax}, problems);
    return column && row ? std::optional(GridPosition{*column, *row}) : std::nullopt;
}

void readNode(const YamlNode& key, const YamlNode& value, SystemReading& reading) {
    Problems& problems = reading.reading.problems;
    NodeSpec node{.name = key.text};
    const ObjectReader object(value, "node", problems);
    if (const YamlNode* title = object.find("title"); title != nullptr) {
        node.title = readLocalText(*title, "the title", problems).value_or(LocalText{});
    }
    if (const YamlNode* at = object.find("at"); at != nullptr) {
        node.at = readPosition(*at, problems);
    }
    const std::string_view role =
        object.isMap()
            ? object.oneOf({"client", "gateway", "service", "rdb", "broker", "eventStore"})
            : "";
    if (role.empty()) {
        reading.unreadableNodes.insert(key.text);
        return;
    }
    readSpec(role, *object.find(role), node, reading);
    reading.system.nodes.push_back(std::move(node));
}

void readOneLink(const YamlNode& node, SystemReading& reading) {
    Problems& problems = reading.reading.problems;
    const ObjectReader object(node, "link", problems);
    LinkOverride override{.link = reading.system.network};
    if (object.isMap()) {
        readLink(object, override.link, problems);
    }
    const YamlNode* between = object.find("between");
    if (between == nullptr ||
        !checkList(*between, "two nodes such as [gateway, membership]", 2, problems)) {
        return;
    }
    std::vector<std::string> ends;
    for (const YamlNode& end : between->values) {
        const auto name = readText(end, "a node", problems);
        if (name && reading.checkNode(*name, {}, end.mark)) {
            ends.push_back(*name);
        }
    }
    if (between->values.size() != 2) {
        problems.add(between->mark, "a link is between two nodes; write [gateway, membership]");
    }
    if (ends.size() != 2) {
        return;
    }
    if (ends[0] == ends[1]) {
        problems.add(between->mark, "a link is between two different nodes");
    }
    for (const LinkOverride& other : reading.system.links) {
        if ((other.a == ends[0] && other.b == ends[1]) ||
            (other.a == ends[1] && other.b == ends[0])) {
            problems.add(between->mark,
                         "the link between " + inQuotes(ends[0]) + " and " + inQuotes(ends[1]) +
                             " is already there; keep one of the two");
        }
    }
    override.a = ends[0];
    override.b = ends[1];
    reading.system.links.push_back(std::move(override));
}

struct Hop {
    std::string name;
    Mark mark;
};

std::vector<Hop> splitRoute(const YamlNode& node) {
    std::vector<Hop> hops;
    std::size_t begin = 0;
    while (begin <= node.text.size()) {
        const std::size_t end = std::min(node.text.find("->", begin), node.text.size());
        const std::string_view part = std::string_view(node.text).substr(begin, end - begin);
        const std::size_t blanks = std::min(part.find_first_not_of(" \t"), part.size());
        hops.push_back({std::string(trimmed(part)), node.markInside(begin + blanks)});
        begin = end + 2;
    }
    return hops;
}

// A hop of a route: client first, service last, gateways between.
bool checkHop(const std::vector<Hop>& hops, std::size_t index, SystemReading& reading) {
    const Hop& hop = hops[index];
    if (hop.name.empty()) {
        reading.reading.problems.add(
            hop.mark, "a node is missing here; write 'client -> gateway -> service'");
        return false;
    }
    for (std::size_t i = 0; i < index; ++i) {
        if (hops[i].name == hop.name) {
            reading.reading.problems.add(hop.mark,
                                         "the route comes back to " + inQuotes(hop.name) +
                                             "; a route visits each node once");
            return false;
        }
    }
    const Role role = index == 0                 ? Role::Client
                      : index + 1 == hops.size() ? Role::Service
                                                 : Role::Gateway;
    return reading.checkNode(hop.name, {role}, hop.mark);
}

void readRoute(const YamlNode& key, const YamlNode& value, SystemReading& reading) {
    Problems& problems = reading.reading.problems;
    if (reading.reading.findOperation(key.text) == nullptr && reading.reading.operationsRead) {
        problems.add(
            key.mark,
            "no workload asks for " + inQuotes(key.text) +
                unaskedRemedy(
                    key.text, namesOf(reading.reading.scenario.operations), "remove this route"));
    }
    Route route{.operation = key.text};
    if (!readText(value, "the route", problems)) {
        reading.routeMarks.push_back({});
        reading.system.routes.push_back(std::move(route));
        return;
    }
    const std::vector<Hop> hops = splitRoute(value);
    bool good = true;
    if (hops.size() < 2) {
        problems.add(value.mark,
                     "a route needs a client and a service; write 'client -> gateway -> service'");
        good = false;
    } else {
        for (std::size_t i = 0; i < hops.size(); ++i) {
            good = checkHop(hops, i, reading) && good;
        }
    }
    for (const Hop& hop : hops) {
        if (good) {
            route.hops.push_back(hop.name);
        }
    }
    reading.routeMarks.push_back(hops.back().mark);
    reading.system.routes.push_back(std::move(route));
}

void readNodes(const YamlNode& node, SystemReading& reading) {
    reading.nodesRead = forEachNamed(
        node,
        "a node",
        kNodesMax,
        reading.reading.problems,
        [&](const YamlNode& key, const YamlNode& value) { readNode(key, value, reading); });
}

void readTexts(const ObjectReader& object, SystemSpec& system, Problems& problems) {
    if (const YamlNode* title = object.find("title"); title != nullptr) {
        system.title = readLocalText(*title, "the title", problems).value_or(LocalText{});
    }
    if (const YamlNode* subtitle = object.find("subtitle"); subtitle != nullptr) {
        system.subtitle = readLocalText(*subtitle, "the subtitle", problems).value_or(LocalText{});
    }
}

void readSystem(const YamlNode& key, const YamlNode& value, Reading& scenario) {
    SystemReading reading(scenario);
    Problems& problems = scenario.problems;
    reading.system.name = key.text;
    reading.system.network = scenario.network;
    const ObjectReader object(value, "system", problems);
    if (!object.isMap()) {
        scenario.markUnreadable("system", key.text);
        scenario.systemsRead = false;
        return;
    }
    readTexts(object, reading.system, problems);
    if (const YamlNode* node = object.find("network"); node != nullptr) {
        const ObjectReader network(*node, "network", problems);
        readLink(network, reading.system.network, problems);
    }
    if (const YamlNode* nodes = object.find("nodes"); nodes != nullptr) {
        readNodes(*nodes, reading);
    } else {
        reading.nodesRead = false;
    }
    if (!reading.nodesRead || !reading.unreadableNodes.empty()) {
        scenario.systemsRead = false;
    }
    if (const YamlNode* links = object.find("links");
        links != nullptr && checkList(*links, "a list of links", kNodesMax, problems)) {
        for (const YamlNode& link : links->values) {
            readOneLink(link, reading);
        }
    }
    const YamlNode* routes = object.find("routes");
    if (routes != nullptr) {
        forEachNamed(
            *routes,
            "an operation",
            kOperationsMax,
            problems,
            [&](const YamlNode& name, const YamlNode& route) { readRoute(name, route, reading); });
    }
    const YamlNode* handlers = object.find("handlers");
    if (handlers != nullptr) {
        readHandlers(*handlers, reading);
    }
    if (routes != nullptr && handlers != nullptr && routes->is(YamlNode::Kind::Map) &&
        handlers->is(YamlNode::Kind::Map)) {
        checkPaths(*routes, reading);
    }
    scenario.scenario.systems.push_back(std::move(reading.system));
}

}  // namespace

std::string roleWithArticle(Role role) {
    return (role == Role::Rdb || role == Role::EventStore ? "an " : "a ") +
           std::string(roleName(role));
}

const NodeSpec* SystemReading::findNode(std::string_view name) const {
    const auto found = std::ranges::find(system.nodes, name, &NodeSpec::name);
    return found == system.nodes.end() ? nullptr : &*found;
}

std::size_t SystemReading::findRequestHandler(std::string_view service,
                                              std::string_view operation) const {
    const auto found = std::ranges::find_if(system.handlers, [&](const Handler& handler) {
        return handler.service == service && handler.name == operation && handler.answersRequests();
    });
    return static_cast<std::size_t>(found - system.handlers.begin());
}

const TopicSpec* SystemReading::findTopic(std::string_view name) const {
    for (const NodeSpec& node : system.nodes) {
        if (const auto* broker = std::get_if<BrokerSpec>(&node.spec)) {
            const auto found = std::ranges::find(broker->topics, name, &TopicSpec::name);
            if (found != broker->topics.end()) {
                return &*found;
            }
        }
    }
    const NodeSpec* store = findStoreOf(name);
    return store == nullptr ? nullptr : &std::get<EventStoreSpec>(store->spec).topic;
}

std::vector<std::string> SystemReading::topicNames() const {
    std::vector<std::string> names;
    for (const NodeSpec& node : system.nodes) {
        if (const auto* broker = std::get_if<BrokerSpec>(&node.spec)) {
            for (const TopicSpec& topic : broker->topics) {
                names.push_back(topic.name);
            }
        } else if (const auto* store = std::get_if<EventStoreSpec>(&node.spec)) {
            names.push_back(store->topic.name);
        }
    }
    return names;
}

bool SystemReading::checkNode(const std::string& name,
                              const std::vector<Role>& roles,
                              Mark mark) const {
    if (!nodesRead || unreadableNodes.contains(name)) {
        return false;
    }
    const auto fits = [&](const NodeSpec& node) {
        return roles.empty() || std::ranges::find(roles, node.role()) != roles.end();
    };
    std::vector<std::string> fitting;
    for (const NodeSpec& node : system.nodes) {
        if (fits(node)) {
            fitting.push_back(node.name);
        }
    }
    const NodeSpec* node = findNode(name);
    if (node == nullptr) {
        reading.reportUnknown("node", name, mark, fitting);
        return false;
    }
    if (fits(*node)) {
        return true;
    }
    std::string wanted;
    for (const Role role : roles) {
        wanted += (wanted.empty() ? "" : " or ") + roleWithArticle(role);
    }
    reading.problems.add(mark,
                         inQuotes(name) + " is " + roleWithArticle(node->role()) +
                             ", but this must be " + wanted + suggestion({}, fitting));
    return false;
}

void readSystems(const YamlNode& node, Reading& reading) {
    forEachNamed(
        node,
        "a system",
        kSystemsMax,
        reading.problems,
        [&](const YamlNode& key, const YamlNode& value) { readSystem(key, value, reading); });
    if (!node.is(YamlNode::Kind::Map)) {
        reading.systemsRead = false;
    } else if (node.keys.empty()) {
        reading.problems.add(node.home, "a scenario needs at least one system");
    }
}

}  // namespace foldline
