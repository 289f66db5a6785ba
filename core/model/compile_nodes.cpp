// Nodes, the network between them, routes and topics.
#include <algorithm>

#include "core/model/compiler.h"

namespace foldline {

void Compiler::compileNodes() {
    for (const NodeSpec& spec : m_system.nodes) {
        NodeName name{.name = spec.name, .title = spec.title, .role = spec.role()};
        if (name.title.en.empty()) {
            name.title.en = spec.name;
        }
        if (const auto* service = std::get_if<ServiceSpec>(&spec.spec)) {
            name.capacity = service->workers * service->instances;
            name.queueLimit = service->queue ? std::int64_t{*service->queue} : -1;
        } else if (const auto* rdb = std::get_if<RdbSpec>(&spec.spec)) {
            name.capacity = rdb->connections;
            name.queueLimit = rdb->queue ? std::int64_t{*rdb->queue} : -1;
        } else if (const auto* store = std::get_if<EventStoreSpec>(&spec.spec)) {
            name.capacity = store->connections;
            name.queueLimit = store->queue ? std::int64_t{*store->queue} : -1;
        }
        dictionary().nodes.push_back(std::move(name));
        m_plan->nodes.push_back({.spec = spec.spec,
                                 .latencyStream = stream("latency/" + spec.name),
                                 .failureStream = stream("failure/" + spec.name),
                                 .jitterStream = stream("jitter/" + spec.name),
                                 .loseReplyStream = stream("loseReplies/" + spec.name),
                                 .replicationStream = stream("replication/" + spec.name)});
    }
}

void Compiler::compileNetwork() {
    for (const NodeSpec& from : m_system.nodes) {
        for (const NodeSpec& to : m_system.nodes) {
            LinkSpec spec = m_system.network;
            for (const LinkOverride& override : m_system.links) {
                if ((override.a == from.name && override.b == to.name) ||
                    (override.b == from.name && override.a == to.name)) {
                    spec = override.link;
                }
            }
            m_plan->links.push_back({.latency = spec.latency,
                                     .loss = spec.loss,
                                     .latencyStream = stream("link/" + from.name + "/" + to.name),
                                     .lossStream = stream("loss/" + from.name + "/" + to.name)});
        }
    }
}

void Compiler::compileRoutes() {
    for (const Route& route : m_system.routes) {
        RoutePlan plan{.operation = symbol(route.operation)};
        for (const std::string& hop : route.hops) {
            plan.hops.push_back(node(hop));
        }
        for (std::size_t i = 1; i + 1 < plan.hops.size(); ++i) {
            addTarget({.gateway = plan.hops[i], .target = plan.hops[i + 1]});
        }
        m_plan->routes.push_back(std::move(plan));
    }
}

void Compiler::addTarget(const TargetPlan& target) {
    const bool known = std::ranges::any_of(m_plan->targets, [&](const TargetPlan& other) {
        return other.gateway == target.gateway && other.target == target.target;
    });
    if (!known) {
        m_plan->targets.push_back(target);
    }
}

void Compiler::compileTopics() {
    for (const NodeSpec& spec : m_system.nodes) {
        std::vector<TopicSpec> topics;
        if (const auto* broker = std::get_if<BrokerSpec>(&spec.spec)) {
            topics = broker->topics;
        } else if (const auto* store = std::get_if<EventStoreSpec>(&spec.spec)) {
            topics = {store->topic};
        }
        for (const TopicSpec& topic : topics) {
            const NodeId id = node(spec.name);
            m_plan->topics.push_back({.broker = id,
                                      .name = topic.name,
                                      .firstPartition = PartitionId{static_cast<std::uint32_t>(
                                          dictionary().partitions.size())},
                                      .partitions = topic.partitions,
                                      .retain = topic.retain,
                                      .compact = topic.compact,
                                      .gated = topic.gated});
            for (std::uint32_t number = 0; number < topic.partitions; ++number) {
                dictionary().partitions.push_back(
                    {.broker = id, .topic = topic.name, .number = number});
            }
        }
    }
}

void Compiler::compileCode() {
    std::vector<std::pair<std::vector<std::string>, bool>> known{{{}, true}};
    for (NodePlan& plan : m_plan->nodes) {
        const auto* service = std::get_if<ServiceSpec>(&plan.spec);
        if (service == nullptr) {
            continue;
        }
        for (const std::string& name : service->foldsAfterUpgrade) {
            plan.foldsAfterUpgrade.push_back(knownField(name));
        }
        const std::pair code{service->foldsAfterUpgrade, service->upcasters};
        const auto same = std::ranges::find(known, code);
        plan.code = static_cast<std::uint32_t>(same - known.begin());
        if (same == known.end()) {
            known.push_back(code);
        }
    }
}

std::uint32_t Compiler::topic(const std::string& name) const {
    const auto found = std::ranges::find(m_plan->topics, name, &TopicPlan::name);
    if (found == m_plan->topics.end()) {
        throw CompileError{"no broker of system '" + m_system.name + "' has a topic named '" +
                           name + "'"};
    }
    return static_cast<std::uint32_t>(found - m_plan->topics.begin());
}

}  // namespace foldline
