// The address change with an outbox: rows and events in one transaction, a relay, and a consumer
// that keeps rows of its own.
#pragma once

#include "tests/core/model/address_change.h"

namespace foldline::testing {

inline RelaySpec polling() {
    return {.rdb = "members-db", .poll = Duration{200 * kUsPerMs}, .batch = 10};
}

inline RelaySpec tailing() {
    return {.rdb = "members-db", .tail = {20 * kUsPerMs}, .batch = 10};
}

inline SystemSpec withOutbox(const RelaySpec& relay, Once once = Once::No) {
    SystemSpec system{.name = "outbox"};
    const Distribution latency{
        .shape = Distribution::Shape::Lognormal, .a = {3 * kUsPerMs}, .sigma = 0.5};
    system.nodes = {
        {.name = "members", .spec = ClientSpec{.timeout = Duration{2 * kUsPerSecond}}},
        {.name = "membership", .spec = ServiceSpec{.workers = 4}},
        {.name = "members-db", .spec = RdbSpec{.connections = 8, .latency = latency}},
        {.name = "relay", .spec = ServiceSpec{.workers = 1}},
        {.name = "broker", .spec = BrokerSpec{.topics = {{"membership", 3}}}},
        {.name = "projector", .spec = ServiceSpec{.workers = 1}},
        {.name = "read-db", .spec = RdbSpec{.connections = 8, .latency = latency}},
    };
    system.routes = {{.operation = "changeAddress", .hops = {"members", "membership"}}};
    const UpdateStatement update{.entity = "member",
                                 .changes = {{.field = "address", .operand = {"address", {}}}}};
    const OutboxStatement outbox{{.topic = "membership", .event = "AddressChanged"}};
    system.handlers = {{.service = "membership",
                        .name = "changeAddress",
                        .steps = {WorkStep{Distribution::exponential({2 * kUsPerMs})},
                                  TransactionStep{.rdb = "members-db",
                                                  .statements = {update, outbox},
                                                  .timeout = Duration{500 * kUsPerMs}},
                                  ReplyStep{}}},
                       {.service = "relay", .name = "outbox", .relay = relay},
                       {.service = "projector",
                        .name = "rows",
                        .consume = ConsumeSpec{.topic = "membership", .group = "rows", .batch = 20},
                        .steps = {TransactionStep{.rdb = "read-db",
                                                  .statements = {ApplyStatement{"member"}},
                                                  .once = once,
                                                  .timeout = Duration{500 * kUsPerMs}}}}};
    return system;
}

/// Only this system, for 40 s, with the last request at 20 s and no faults.
inline Scenario outboxStory(const RelaySpec& relay, Once once = Once::No) {
    Scenario scenario = addressChange();
    scenario.duration = {40 * kUsPerSecond};
    scenario.workload.resize(1);
    scenario.workload[0].arrivals.ratePerSecond = 20.0;
    scenario.workload[0].arrivals.until = Duration{20 * kUsPerSecond};
    scenario.systems = {withOutbox(relay, once)};
    scenario.faults.clear();
    return scenario;
}

}  // namespace foldline::testing
