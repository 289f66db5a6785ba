#include "tests/ui/stage/stage_fixture.h"

#include <algorithm>
#include <random>
#include <string>

#include "core/base/check.h"

namespace foldline::ui {
namespace {

using Activity = WorkerState::Activity;

void addSymbols(Dictionary& dictionary) {
    dictionary.symbols = {"ok",
                          "refused",
                          "changeAddress",
                          "AddressChanged",
                          "members-row",
                          "down",
                          "slow",
                          "flaky",
                          "loseReplies",
                          "loss",
                          "cut",
                          "crash"};
    dictionary.entities = {{"member", "member-1"}, {"member", "member-42"}};
}

NodeId id(std::size_t node) {
    return NodeId{static_cast<std::uint16_t>(node)};
}

Link link(std::size_t from, std::size_t to, LinkKind kind) {
    return {.from = id(from), .to = id(to), .kind = kind};
}

/// One of those `node` sends to; none when it sends to nobody.
NodeId somebodyAsked(const Dictionary& dictionary, NodeId node, std::uint64_t choice) {
    std::vector<NodeId> asked;
    for (const Link& l : dictionary.links) {
        if (l.from == node) {
            asked.push_back(l.to);
        }
    }
    return asked.empty() ? NodeId::none() : asked[choice % asked.size()];
}

void stop(World& world, const Dictionary& dictionary, std::string_view node) {
    NodeState& state = world.nodes[nodeNamed(dictionary, node).value];
    state.up = false;
    state.faults = {{.fault = 1,
                     .what = symbolNamed(dictionary, "down"),
                     .strength = 1'000'000,
                     .since = {10'000'000}}};
}

}  // namespace

NodeId nodeNamed(const Dictionary& dictionary, std::string_view name) {
    const NodeId node = dictionary.findNode(name);
    FOLDLINE_CHECK(node.exists());
    return node;
}

SymbolId symbolNamed(const Dictionary& dictionary, std::string_view text) {
    return dictionary.findSymbol(text);
}

Dictionary requestDriven() {
    Dictionary d{.system = "request-driven", .title = {"Request-driven", "요청 기반"}};
    addSymbols(d);
    d.nodes = {{.name = "members", .title = {"Members", "회원"}, .role = Role::Client},
               {.name = "gateway", .title = {"Gateway", "게이트웨이"}, .role = Role::Gateway},
               {.name = "membership", .role = Role::Service, .capacity = 4, .queueLimit = 32},
               {.name = "members-db",
                .title = {"RDB members", "RDB 회원"},
                .role = Role::Rdb,
                .capacity = 8}};
    d.links = {link(0, 1, LinkKind::Request),
               link(1, 2, LinkKind::Request),
               link(2, 3, LinkKind::Statement)};
    return d;
}

Dictionary eventDriven() {
    Dictionary d{.system = "event-driven", .title = {"Event-driven", "이벤트 기반"}};
    addSymbols(d);
    d.nodes = {{.name = "members", .title = {"Members", "회원"}, .role = Role::Client},
               {.name = "membership", .role = Role::Service, .capacity = 4, .queueLimit = 32},
               {.name = "broker", .title = {"Broker", "브로커"}, .role = Role::Broker},
               {.name = "projector",
                .title = {"membership consumer", "membership 소비자"},
                .role = Role::Service,
                .capacity = 2},
               {.name = "members-db",
                .title = {"RDB members", "RDB 회원"},
                .role = Role::Rdb,
                .capacity = 8}};
    for (std::uint32_t i = 0; i < 3; ++i) {
        d.partitions.push_back({.broker = id(2), .topic = "membership", .number = i});
    }
    d.links = {link(0, 1, LinkKind::Request),
               link(1, 2, LinkKind::Produce),
               link(2, 3, LinkKind::Consume),
               link(3, 4, LinkKind::Statement)};
    d.subscriptions = {{.consumer = id(3),
                        .broker = id(2),
                        .group = symbolNamed(d, "members-row"),
                        .handler = symbolNamed(d, "members-row"),
                        .partitions = {PartitionId{0}, PartitionId{1}, PartitionId{2}},
                        .batchMax = 100}};
    return d;
}

Dictionary longChain(std::size_t services) {
    Dictionary d{.system = "chain", .title = {"A chain of services", "서비스의 사슬"}};
    addSymbols(d);
    d.nodes = {{.name = "customers", .title = {"Customers", "고객"}, .role = Role::Client},
               {.name = "gateway", .title = {"Gateway", "게이트웨이"}, .role = Role::Gateway}};
    d.links = {link(0, 1, LinkKind::Request)};
    std::size_t before = 1;
    for (std::size_t i = 0; i < services; ++i) {
        const std::string number = std::to_string(i + 1);
        const std::size_t service = d.nodes.size();
        d.nodes.push_back({.name = "service-" + number,
                           .title = {"ordering " + number, "주문 서비스 " + number},
                           .role = Role::Service,
                           .capacity = 4,
                           .queueLimit = 16});
        d.nodes.push_back({.name = "db-" + number, .role = Role::Rdb, .capacity = 4});
        d.links.push_back(link(before, service, LinkKind::Request));
        d.links.push_back(link(service, service + 1, LinkKind::Statement));
        before = service;
    }
    return d;
}

Dictionary crowdedBroker() {
    Dictionary d = eventDriven();
    d.title = {"Many topics", "여러 토픽"};
    for (std::uint32_t i = 0; i < 4; ++i) {
        d.partitions.push_back({.broker = id(2), .topic = "payments", .number = i});
    }
    d.nodes.push_back({.name = "points", .role = Role::Service, .capacity = 12});
    d.nodes.push_back({.name = "points-db", .role = Role::Rdb, .capacity = 20});
    d.links.push_back(link(2, 5, LinkKind::Consume));
    d.links.push_back(link(5, 6, LinkKind::Statement));
    d.links.push_back(link(5, 2, LinkKind::Produce));
    d.links.push_back(link(1, 4, LinkKind::Statement));
    d.subscriptions.push_back({.consumer = id(5),
                               .broker = id(2),
                               .group = symbolNamed(d, "members-row"),
                               .handler = symbolNamed(d, "members-row"),
                               .partitions = {PartitionId{0}, PartitionId{3}, PartitionId{4}},
                               .batchMax = 10});
    return d;
}

std::vector<Fault> databaseFault() {
    return {{.id = 1,
             .kind = Fault::Kind::Down,
             .node = "members-db",
             .at = {10'000'000},
             .length = Duration{5'000'000}}};
}

Flight flightOf(Kind kind, NodeId from, NodeId to, std::int64_t sentUs, std::int64_t arrivesUs) {
    static constexpr SymbolId kOk{0};
    return {.message = MessageId{0},
            .kind = kind,
            .from = from,
            .to = to,
            .what = kOk,
            .sentAt = {sentUs},
            .arrivesAt = {arrivesUs}};
}

World requestDrivenInOutage(const Dictionary& dictionary) {
    World world = initialWorld(dictionary);
    world.t = kOutageMoment;
    world.totals = {.requests = 200,
                    .accepted = 131,
                    .refused = 38,
                    .retries = 57,
                    .databaseWork = 226,
                    .accessLines = 38};
    stop(world, dictionary, "members-db");
    const NodeId database = nodeNamed(dictionary, "members-db");
    world.nodes[nodeNamed(dictionary, "members").value].asking = 7;
    NodeState& gateway = world.nodes[nodeNamed(dictionary, "gateway").value];
    gateway.asking = 6;
    gateway.retries = 57;
    gateway.accessLines = 38;
    NodeState& service = world.nodes[nodeNamed(dictionary, "membership").value];
    for (WorkerState& worker : service.workers) {
        worker = {.activity = Activity::WaitingForReply, .peer = database, .since = {14'000'000}};
    }
    service.workers[2].activity = Activity::WaitingForRetry;
    service.queue.resize(26);
    world.nodes[database.value].rowsWritten = 131;
    Flight first = flightOf(Kind::RequestSent, id(0), id(1), 14'279'600, 14'280'400);
    first.message = MessageId{900};
    Flight retried = flightOf(Kind::RequestSent, id(1), id(2), 14'279'500, 14'280'500);
    retried.message = MessageId{901};
    retried.attempt = 3;
    Flight reply = flightOf(Kind::ReplySent, id(2), id(1), 14'279'800, 14'280'800);
    reply.message = MessageId{902};
    reply.what = SymbolId{1};
    world.flights = {first, retried, reply};
    return world;
}

World eventDrivenInOutage(const Dictionary& dictionary) {
    World world = initialWorld(dictionary);
    world.t = kOutageMoment;
    world.totals = {.requests = 171, .accepted = 169, .databaseWork = 14, .eventsAppended = 169};
    stop(world, dictionary, "members-db");
    const NodeId database = nodeNamed(dictionary, "members-db");
    world.nodes[nodeNamed(dictionary, "members").value].asking = 2;
    NodeState& service = world.nodes[nodeNamed(dictionary, "membership").value];
    service.workers[0].activity = Activity::Working;
    service.workers[1].activity = Activity::WaitingForReply;
    service.workers[1].since = {14'279'000};
    service.workers[1].peer = nodeNamed(dictionary, "broker");
    NodeState& consumer = world.nodes[nodeNamed(dictionary, "projector").value];
    consumer.workers[0] = {
        .activity = Activity::WaitingForRetry, .attempt = 6, .events = 21, .since = {10'100'000}};
    world.nodes[database.value].rowsWritten = 131;
    const std::vector<std::int64_t> ends{58, 56, 55};
    for (std::size_t i = 0; i < 3; ++i) {
        world.partitions[i].end = ends[i];
        world.cursors[i].committed = ends[i] - 12 - static_cast<std::int64_t>(i % 2);
        world.cursors[i].delivered = world.cursors[i].committed + 7;
    }
    Flight command = flightOf(Kind::RequestSent, id(0), id(1), 14'279'500, 14'280'500);
    command.message = MessageId{900};
    Flight event = flightOf(Kind::EventProduced, id(1), id(2), 14'279'500, 14'280'500);
    event.message = MessageId{901};
    Flight batch = flightOf(Kind::BatchSent, id(2), id(3), 14'279'400, 14'280'600);
    batch.message = MessageId{902};
    batch.count = 12;
    world.flights = {command, event, batch};
    return world;
}

World randomWorld(const Dictionary& dictionary, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const auto below = [&](std::uint64_t n) { return random() % n; };
    World world = initialWorld(dictionary);
    world.t = {static_cast<std::int64_t>(below(60'000'000))};
    world.totals = {.requests = below(10'000),
                    .accepted = below(9'000),
                    .refused = below(500),
                    .unknown = below(100),
                    .retries = below(2'000),
                    .databaseWork = below(20'000)};
    for (std::size_t i = 0; i < world.nodes.size(); ++i) {
        NodeState& node = world.nodes[i];
        const NodeId nodeId = id(i);
        node.up = below(4) != 0;
        node.asking = static_cast<std::uint32_t>(below(40));
        node.retries = below(3'000);
        node.accessLines = below(200);
        node.rowsWritten = below(50'000);
        node.queue.resize(below(40));
        for (WorkerState& worker : node.workers) {
            worker.activity = static_cast<Activity>(below(4));
            worker.attempt = static_cast<std::uint32_t>(below(30));
            worker.since = {world.t.us - static_cast<std::int64_t>(below(3'000'000))};
            worker.events = static_cast<std::uint32_t>(below(100));
            worker.peer = somebodyAsked(dictionary, nodeId, below(8));
        }
        if (below(3) == 0) {
            node.faults = {{.fault = 1,
                            .what = SymbolId{static_cast<std::uint32_t>(5 + below(7))},
                            .strength = static_cast<std::int64_t>(below(1'000'000))}};
        }
    }
    for (PartitionState& partition : world.partitions) {
        partition.end = static_cast<std::int64_t>(below(10'000));
    }
    for (CursorState& cursor : world.cursors) {
        const std::int64_t end = world.partitions[cursor.partition.value].end;
        cursor.delivered = static_cast<std::int64_t>(below(static_cast<std::uint64_t>(end) + 1));
        cursor.committed =
            static_cast<std::int64_t>(below(static_cast<std::uint64_t>(cursor.delivered) + 1));
    }
    return world;
}

}  // namespace foldline::ui
