// Systems in which everything happens: tight policies, slow replicas, members that come and go,
// sagas, conflicts and stolen tokens.
#pragma once

#include "core/scenario/scenario.h"
#include "tests/core/model/address_change.h"

namespace foldline::testing {

/// The request-driven system with every policy, all of them tight.
inline SystemSpec guarded() {
    SystemSpec system = requestDriven();
    system.name = "guarded";
    auto& gateway = std::get<GatewaySpec>(system.nodes[1].spec);
    gateway.budget = RetryBudget{.ratio = 0.3, .burst = 5};
    gateway.breaker =
        BreakerSpec{.window = 10, .failures = 0.4, .open = {kUsPerSecond}, .probes = 2};
    gateway.limit = RateLimit{.ratePerSecond = 35.0, .burst = 10};
    auto& client = std::get<ClientSpec>(system.nodes[0].spec);
    client.timeout = Duration{300 * kUsPerMs};
    client.retry = {.attempts = 3};
    std::get<ServiceSpec>(system.nodes[2].spec).maxWait = Duration{20 * kUsPerMs};
    std::get<RdbSpec>(system.nodes[3].spec).latency = Distribution::exponential({60 * kUsPerMs});
    std::get<TransactionStep>(system.handlers[0].steps[1]).once = Once::Request;
    return system;
}

/// The event-driven system with replicas that are slow, and every kind of producer.
inline SystemSpec replicated() {
    SystemSpec system = eventDriven();
    system.name = "replicated";
    auto& broker = std::get<BrokerSpec>(system.nodes[2].spec);
    broker.replicas = 3;
    broker.replication = Distribution::exponential({60 * kUsPerMs});
    auto& produce = std::get<ProduceStep>(system.handlers[0].steps[1]);
    produce.timeout = Duration{150 * kUsPerMs};
    produce.retry = {.attempts = 4, .base = {50 * kUsPerMs}};
    ProduceStep inWindow = produce;
    inWindow.idempotent = true;
    ProduceStep toLeader = produce;
    toLeader.acks = Acks::Leader;
    toLeader.keyed = false;
    ProduceStep toNobody = produce;
    toNobody.acks = Acks::None;
    system.handlers[0].steps.insert(system.handlers[0].steps.begin() + 1,
                                    {inWindow, toLeader, toNobody});
    return system;
}

/// The event-driven system with three projectors that share the partitions.
inline SystemSpec shared() {
    SystemSpec system = eventDriven();
    system.name = "shared";
    std::get<BrokerSpec>(system.nodes[2].spec).topics[0] = {.name = "membership",
                                                            .partitions = 7,
                                                            .retain = Duration{2 * kUsPerSecond},
                                                            .compact = Duration{kUsPerSecond}};
    auto& projector = std::get<ServiceSpec>(system.nodes[3].spec);
    projector.instances = 3;
    auto& consume = *system.handlers[1].consume;
    consume.batch = 5;
    consume.members = 2;
    consume.assignor = Assignor::Sticky;
    consume.session = Duration{kUsPerSecond};
    consume.rebalance = {300 * kUsPerMs};
    system.handlers[1].steps.insert(system.handlers[1].steps.begin(),
                                    WorkStep{Distribution::exponential({200 * kUsPerMs})});
    return system;
}

/// The request-driven system as a saga: two transactions, the first of which is undone when the
/// second fails, and a state that outlives a crash.
inline SystemSpec saga() {
    SystemSpec system = requestDriven();
    system.name = "saga";
    Handler& handler = system.handlers[0];
    const Step transaction = handler.steps[1];
    handler.saga = SagaSpec{.state = "members-db", .timeout = Duration{300 * kUsPerMs}};
    handler.steps.insert(handler.steps.begin() + 2, transaction);
    handler.steps.push_back(transaction);
    handler.links.resize(handler.steps.size());
    handler.links[1].compensate = static_cast<std::uint32_t>(handler.steps.size() - 1);
    handler.links[handler.steps.size() - 2].last = true;
    handler.links.back().last = true;
    return system;
}

/// The event-driven system with an event store in the place of the broker, on which members
/// conflict.
inline SystemSpec aggregates() {
    SystemSpec system = eventDriven();
    system.name = "aggregates";
    system.nodes[2] = {.name = "broker",
                       .spec = EventStoreSpec{.connections = 2,
                                              .queue = 6,
                                              .latency = Distribution::exponential({9 * kUsPerMs}),
                                              .perEvent = {kUsPerMs},
                                              .snapshotEvery = 4,
                                              .topic = {"membership", 3}}};
    AppendStep append{.store = "broker",
                      .topic = "membership",
                      .event = "AddressChanged",
                      .expect = AppendStep::Expect::Loaded,
                      .timeout = Duration{300 * kUsPerMs},
                      .retry = {.attempts = 3},
                      .conflicts = {.attempts = 4,
                                    .backoff = RetryPolicy::Backoff::Exponential,
                                    .base = {30 * kUsPerMs},
                                    .jitter = RetryPolicy::Jitter::Full}};
    system.handlers[0].steps = {
        LoadStep{.store = "broker", .timeout = Duration{300 * kUsPerMs}}, append, ReplyStep{}};
    return system;
}

/// The same, with two projectors that claim tokens and are sometimes slower than a claim lasts.
inline SystemSpec claimed() {
    SystemSpec system = aggregates();
    system.name = "claimed";
    std::get<ServiceSpec>(system.nodes[3].spec).instances = 2;
    ConsumeSpec& consume = *system.handlers[1].consume;
    consume.members = 2;
    consume.batch = 4;
    consume.tokens = TokenSpec{
        .rdb = "members-db", .claimTimeout = {kUsPerSecond}, .claimInterval = {300 * kUsPerMs}};
    system.handlers[1].steps.insert(system.handlers[1].steps.begin(),
                                    WorkStep{Distribution::exponential({400 * kUsPerMs})});
    return system;
}

}  // namespace foldline::testing
