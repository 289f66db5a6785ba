// Outboxes: what is stored in them, and the relays that empty them.
#include <algorithm>

#include "core/model/compiler.h"

namespace foldline {

// An outbox is a partition that the RDB hosts; its offsets are in the order of the commits.
PartitionId Compiler::outboxOf(NodeId rdb) {
    PartitionId& outbox = m_plan->nodes[rdb.value].outbox;
    if (!outbox.exists()) {
        outbox = PartitionId{static_cast<std::uint32_t>(dictionary().partitions.size())};
        dictionary().partitions.push_back({.broker = rdb, .topic = "outbox", .number = 0});
    }
    return outbox;
}

// One that polls begins with the query, which no worker is held for.
std::vector<StepPlan> Compiler::relaySteps(const Handler& handler, const RelaySpec& relay) {
    const std::string name = handler.service + "." + handler.name;
    std::vector<StepPlan> steps{SendPlan{relay.timeout}};
    const auto transaction = [&](StatementPlan statement) {
        return TransactionPlan{.ask = ask(relay.rdb, relay.timeout, {}, name),
                               .statements = {std::move(statement)}};
    };
    const StepPlan mark = relay.poll ? StepPlan(transaction(MarkPlan{})) : StepPlan(StorePlan{});
    steps.insert(relay.mark == RelaySpec::Mark::Before ? steps.begin() : steps.end(), mark);
    if (relay.poll) {
        steps.insert(steps.begin(), transaction(PollPlan{}));
    }
    return steps;
}

void Compiler::compileRelay(const Handler& handler, const RelaySpec& relay) {
    HandlerPlan& steps = m_plan->handlers.back();
    steps.steps = relaySteps(handler, relay);
    steps.links.resize(steps.steps.size());
    steps.links.back().last = true;
    const NodeId rdb = node(relay.rdb);
    SubscriptionPlan plan{.handler = static_cast<std::uint32_t>(m_plan->handlers.size() - 1),
                          .consumer = steps.service,
                          .broker = rdb,
                          .group = symbol(handler.service),
                          .partitions = {outboxOf(rdb)},
                          .consume = {.batch = relay.batch, .retry = relay.retry},
                          .jitterStream = stream("jitter/" + handler.service + "." + handler.name),
                          .relay = relay};
    dictionary().subscriptions.push_back({.consumer = plan.consumer,
                                          .broker = plan.broker,
                                          .group = plan.group,
                                          .handler = steps.name,
                                          .partitions = plan.partitions,
                                          .batchMax = relay.batch});
    m_plan->subscriptions.push_back(std::move(plan));
}

}  // namespace foldline
