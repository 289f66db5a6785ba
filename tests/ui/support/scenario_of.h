// The scenario that dictionaries written by hand would be compiled from, as far as faults ask.
#pragma once

#include <vector>

#include "core/record/dictionary.h"
#include "core/scenario/scenario.h"

namespace foldline::ui {

inline NodeSpec nodeSpecOf(const NodeName& node) {
    NodeSpec spec{.name = node.name, .title = node.title, .at = {}, .spec = ClientSpec{}};
    switch (node.role) {
        case Role::Client:
            break;
        case Role::Gateway:
            spec.spec = GatewaySpec{};
            break;
        case Role::Service:
            spec.spec = ServiceSpec{};
            break;
        case Role::Rdb:
            spec.spec = RdbSpec{};
            break;
        case Role::Broker:
            spec.spec = BrokerSpec{};
            break;
        case Role::EventStore:
            spec.spec = EventStoreSpec{};
            break;
    }
    return spec;
}

/// With the nodes, and a handler for every subscription.
inline Scenario scenarioOf(const std::vector<Dictionary>& systems) {
    Scenario scenario;
    for (const Dictionary& dictionary : systems) {
        SystemSpec& system = scenario.systems.emplace_back();
        system.name = dictionary.system;
        for (const NodeName& node : dictionary.nodes) {
            system.nodes.push_back(nodeSpecOf(node));
        }
        for (const Subscription& subscription : dictionary.subscriptions) {
            system.handlers.push_back({.service = dictionary.node(subscription.consumer).name,
                                       .name = "events",
                                       .consume = ConsumeSpec{},
                                       .steps = {},
                                       .links = {},
                                       .relay = {},
                                       .saga = {}});
        }
    }
    return scenario;
}

}  // namespace foldline::ui
