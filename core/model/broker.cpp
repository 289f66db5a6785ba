// Brokers: partitions of events, appended to in order.
#include "core/model/assignment.h"
#include "core/model/engine.h"

namespace foldline {

void Engine::receiveAtBroker(Message&& message) {
    const NodeId broker = message.to;
    if (m_plan.topics[message.topic].gated && message.unreadable) {
        refuse(message, m_plan.words.incompatibleSchema);
        return;
    }
    const std::uint32_t place =
        message.partition != kNoIndex ? message.partition : partitionFor(message);
    const std::uint32_t partition = m_plan.topics[message.topic].firstPartition.value + place;
    if (message.idempotent && isRepetition(message, partition)) {
        skipRepetition(std::move(message), partition);
    } else if (std::get<BrokerSpec>(m_plan.nodes[broker.value].spec).replicas > 1) {
        hold(std::move(message), partition);
    } else {
        acknowledge(message, append(message, partition, message.cause));
        wakeConsumers(broker, partition);
    }
}

Seq Engine::append(const Message& message, std::uint32_t partition, Seq cause) {
    return appendMade({}, message, partition, cause);
}

// With what the message says, or what a service gone wrong has made of it.
Seq Engine::appendMade(StoredEvent event,
                       const Message& message,
                       std::uint32_t partition,
                       Seq cause) {
    const auto offset = static_cast<std::int64_t>(m_state.partitions[partition].size());
    event.payload = withWrong(message.arguments, message.wrong);
    event.unreadable = message.unreadable;
    noteIfWrong(message, event.payload, PartitionId{partition}, offset);
    return appendEvent(event, message, partition, cause);
}

// What the message says of it is added.
Seq Engine::appendEvent(StoredEvent event,
                        const Message& message,
                        std::uint32_t partition,
                        Seq cause) {
    PersistentLog<StoredEvent>& log = m_state.partitions[partition];
    event.type = message.what;
    event.entity = message.entity;
    event.request = message.request;
    event.id = message.event;
    event.t = m_state.now;
    if (event.entity.exists()) {
        event.version = ++m_state.streamVersions[event.entity.value];
    }
    event.seq = emit({.cause = cause,
                      .message = message.id,
                      .request = message.request,
                      .value = static_cast<std::int64_t>(log.size()),
                      .entity = event.entity,
                      .what = event.type,
                      .version = event.version,
                      .slot = static_cast<std::int32_t>(partition),
                      .kind = Kind::EventAppended,
                      .node = message.to,
                      .peer = message.from,
                      .data = event.payload});
    log.append(event);
    planUpkeep(partition);
    return event.seq;
}

void Engine::acknowledge(const Message& message, Seq cause) {
    if (!message.replyTo.node.exists()) {
        return;
    }
    const NodeId broker = message.to;
    const NodePlan& plan = m_plan.nodes[broker.value];
    const std::int64_t appendUs =
        drawUs(std::get<BrokerSpec>(plan.spec).latency, plan.latencyStream, node(broker).slow);
    reply(broker,
          message.replyTo,
          message,
          m_plan.words.ok,
          {.cause = cause, .extraDelayUs = appendUs});
}

void Engine::wakeConsumers(NodeId broker, std::uint32_t partition) {
    for (std::uint32_t i = 0; i < m_plan.subscriptions.size(); ++i) {
        const SubscriptionPlan& subscription = m_plan.subscriptions[i];
        const std::uint32_t local = partition - subscription.partitions.front().value;
        if (subscription.broker != broker || local >= subscription.partitions.size()) {
            continue;
        }
        const Group& group = m_state.groups[i];
        if (group.owner[local] != kNobody) {
            considerFetch(group.firstMember + group.owner[local]);
        }
    }
}

void Engine::startBroker(NodeId broker, Seq cause) {
    resumeReplication(broker);
    resumeExpiry(broker);
    for (std::uint32_t i = 0; i < m_state.members.size(); ++i) {
        const std::uint32_t subscription = m_state.members[i].subscription;
        if (m_plan.subscriptions[subscription].broker != broker ||
            m_state.members[i].state == Member::State::Stopped) {
            continue;
        }
        for (const std::uint32_t partition : m_state.members[i].partitions) {
            commitOffsets(subscription, partition, cause);
        }
        considerFetch(i);
    }
    catchUpGroups(broker, cause);
    for (std::uint32_t s = 0; s < m_plan.subscriptions.size(); ++s) {
        if (m_plan.subscriptions[s].broker == broker) {
            replayIfAsked(s);
        }
    }
}

}  // namespace foldline
