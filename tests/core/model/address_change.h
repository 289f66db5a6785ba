// The address-change business in two systems, built by hand: small, and independent of the loader.
#pragma once

#include "core/scenario/scenario.h"

namespace foldline::testing {

inline SystemSpec requestDriven() {
    SystemSpec system{.name = "request-driven"};
    system.nodes = {
        {.name = "members", .spec = ClientSpec{.timeout = Duration{2 * kUsPerSecond}}},
        {.name = "gateway",
         .spec = GatewaySpec{.timeout = Duration{kUsPerSecond},
                             .retry = {.attempts = 3,
                                       .backoff = RetryPolicy::Backoff::Exponential,
                                       .base = {100 * kUsPerMs},
                                       .jitter = RetryPolicy::Jitter::Full}}},
        {.name = "membership", .spec = ServiceSpec{.workers = 4, .queue = 32}},
        {.name = "members-db",
         .spec = RdbSpec{.connections = 8,
                         .latency = {.shape = Distribution::Shape::Lognormal,
                                     .a = {3 * kUsPerMs},
                                     .sigma = 0.5}}},
    };
    system.routes = {{.operation = "changeAddress", .hops = {"members", "gateway", "membership"}}};
    system.handlers = {
        {.service = "membership",
         .name = "changeAddress",
         .steps = {WorkStep{Distribution::exponential({2 * kUsPerMs})},
                   TransactionStep{
                       .rdb = "members-db",
                       .statements = {UpdateStatement{
                           .entity = "member",
                           .changes = {{.field = "address", .operand = {.argument = "address"}}}}},
                       .timeout = Duration{500 * kUsPerMs}},
                   ReplyStep{}}}};
    return system;
}

inline SystemSpec eventDriven() {
    SystemSpec system{.name = "event-driven"};
    system.nodes = {
        {.name = "members", .spec = ClientSpec{.timeout = Duration{2 * kUsPerSecond}}},
        {.name = "membership", .spec = ServiceSpec{.workers = 4, .queue = 32}},
        {.name = "broker", .spec = BrokerSpec{.topics = {{"membership", 3}}}},
        {.name = "projector", .spec = ServiceSpec{.workers = 1}},
        {.name = "members-db",
         .spec = RdbSpec{.connections = 8,
                         .latency = {.shape = Distribution::Shape::Lognormal,
                                     .a = {3 * kUsPerMs},
                                     .sigma = 0.5}}},
    };
    system.routes = {{.operation = "changeAddress", .hops = {"members", "membership"}}};
    system.handlers = {
        {.service = "membership",
         .name = "changeAddress",
         .steps = {WorkStep{Distribution::exponential({2 * kUsPerMs})},
                   ProduceStep{.topic = "membership",
                               .event = "AddressChanged",
                               .timeout = Duration{500 * kUsPerMs}},
                   ReplyStep{}}},
        {.service = "projector",
         .name = "membership",
         .consume = ConsumeSpec{.topic = "membership",
                                .group = "members-row",
                                .batch = 100,
                                .linger = {200 * kUsPerMs}},
         .steps = {TransactionStep{.rdb = "members-db",
                                   .statements = {ApplyStatement{"member"}},
                                   .timeout = Duration{500 * kUsPerMs}}}},
    };
    return system;
}

inline Scenario addressChange() {
    Scenario scenario{.id = "address-change", .seed = 42, .duration = {60 * kUsPerSecond}};
    scenario.pools = {{"addresses", {"12 Mapo-daero", "3 Jong-ro", "77 Teheran-ro"}}};
    scenario.entities = {
        {.name = "member",
         .key = "memberId",
         .population = 50,
         .fields = {{"address", ValueType::Text}, {"points", ValueType::Integer}},
         .initial = {{"address", {.kind = Generator::Kind::Pick, .name = "addresses"}},
                     {"points", {}}},
         .events = {{"AddressChanged", {{.field = "address", .operand = {"address", {}}}}}}}};
    scenario.operations = {{.name = "changeAddress",
                            .entity = "member",
                            .keyArgument = "memberId",
                            .meansEvent = "AddressChanged",
                            .arguments = {{"address", ValueType::Text}}}};
    const std::vector<Argument> with{
        {"memberId", {.kind = Generator::Kind::Any, .name = "member"}},
        {"address", {.kind = Generator::Kind::Pick, .name = "addresses"}}};
    scenario.workload = {
        {.operation = "changeAddress", .arrivals = {.ratePerSecond = 4.0}, .with = with},
        {.operation = "changeAddress",
         .arrivals = {.kind = Arrivals::Kind::Burst, .count = 100, .from = {30 * kUsPerSecond}},
         .with = with}};
    scenario.systems = {requestDriven(), eventDriven()};
    scenario.faults = {{.id = 1,
                        .kind = Fault::Kind::Down,
                        .node = "members-db",
                        .at = {10 * kUsPerSecond},
                        .length = Duration{5 * kUsPerSecond}}};
    return scenario;
}

}  // namespace foldline::testing
