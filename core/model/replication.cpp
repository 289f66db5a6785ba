// Replicas: what only the leader of a partition has, and what it knows of idempotent producers. As
// in Kafka, consumers see an event when every replica has it, which is when it is appended here.
#include <algorithm>
#include <utility>

#include "core/model/engine.h"

namespace foldline {
namespace {

/// Apache Kafka keeps as many for each producer and partition
/// (ProducerStateEntry.NUM_BATCHES_TO_RETAIN).
constexpr std::uint64_t kRecentEventsMax = 5;

RecentEvents* recentOf(Leader& leader, std::uint64_t producer) {
    const auto found = std::ranges::find(leader.recent, producer, &RecentEvents::producer);
    return found == leader.recent.end() ? nullptr : &*found;
}

}  // namespace

// Remembers the event when it is none.
bool Engine::isRepetition(const Message& message, std::uint32_t partition) {
    Leader& leader = m_state.leaders[partition];
    RecentEvents* recent = recentOf(leader, message.producer);
    if (recent == nullptr) {
        recent = &leader.recent.emplace_back();
        recent->producer = message.producer;
    }
    if (std::ranges::find(recent->sequences, message.sequence) != recent->sequences.end()) {
        return true;
    }
    recent->newest = std::max(recent->newest, message.sequence);
    recent->sequences.push_back(message.sequence);
    std::erase_if(recent->sequences, [&](std::uint64_t sequence) {
        return sequence + kRecentEventsMax <= recent->newest;
    });
    return false;
}

void Engine::skipRepetition(Message&& message, std::uint32_t partition) {
    const Seq skipped = emit({.cause = message.cause,
                              .message = message.id,
                              .request = message.request,
                              .entity = message.entity,
                              .what = message.what,
                              .slot = static_cast<std::int32_t>(partition),
                              .attempt = message.attempt,
                              .kind = Kind::DuplicateSkipped,
                              .node = message.to,
                              .peer = message.from});
    std::deque<HeldEvent>& held = m_state.leaders[partition].held;
    const auto same = std::ranges::find_if(
        held, [&](const HeldEvent& event) { return event.message.event == message.event; });
    if (same == held.end()) {
        acknowledge(message, skipped);
    } else {
        // Its producer no longer waits for the first attempt, but for this one.
        same->message.replyTo = message.replyTo;
    }
}

void Engine::hold(Message&& message, std::uint32_t partition) {
    std::deque<HeldEvent>& queue = m_state.leaders[partition].held;
    queue.push_back({.message = std::move(message)});
    HeldEvent& event = queue.back();
    event.held = emit({.cause = event.message.cause,
                       .message = event.message.id,
                       .request = event.message.request,
                       .entity = event.message.entity,
                       .what = event.message.what,
                       .slot = static_cast<std::int32_t>(partition),
                       .attempt = event.message.attempt,
                       .kind = Kind::EventHeld,
                       .node = event.message.to,
                       .peer = event.message.from});
    if (event.message.acks == Acks::Leader) {
        acknowledge(event.message, event.held);
        event.message.replyTo = {};
        event.acknowledged = true;
    }
    replicate(partition, queue.size() - 1);
}

// Followers copy at the same time, and each in the order of the log.
void Engine::replicate(std::uint32_t partition, std::size_t place) {
    Leader& leader = m_state.leaders[partition];
    const NodeId broker = leader.held[place].message.to;
    const NodePlan& plan = m_plan.nodes[broker.value];
    const auto& spec = std::get<BrokerSpec>(plan.spec);
    std::int64_t us = 0;
    for (std::uint32_t follower = 1; follower < spec.replicas; ++follower) {
        us = std::max(us, drawUs(spec.replication, plan.replicationStream, node(broker).slow));
    }
    HeldEvent& event = leader.held[place];
    event.dueAt = m_state.now + us;
    if (place > 0) {
        event.dueAt = std::max(event.dueAt, leader.held[place - 1].dueAt);
    }
    schedule(Pending::Kind::Replicated, event.dueAt, partition, leader.epoch);
}

void Engine::replicated(std::uint32_t partition) {
    std::deque<HeldEvent>& held = m_state.leaders[partition].held;
    const HeldEvent event = std::move(held.front());
    held.pop_front();
    acknowledge(event.message, append(event.message, partition, event.held));
    wakeConsumers(event.message.to, partition);
}

// What the leader holds is on its disk. Who waits for an acknowledgement will not get one.
void Engine::stopBroker(NodeId broker, Seq cause) {
    for (std::uint32_t partition = 0; partition < m_state.leaders.size(); ++partition) {
        if (m_plan.dictionary.partitions[partition].broker != broker) {
            continue;
        }
        Leader& leader = m_state.leaders[partition];
        ++leader.epoch;
        for (HeldEvent& event : leader.held) {
            reply(broker,
                  std::exchange(event.message.replyTo, {}),
                  event.message,
                  m_plan.words.connectionLost,
                  {.cause = cause});
        }
    }
}

// The next leader is a follower: it has what was appended, and knows of no other event.
void Engine::loseHeld(NodeId broker, Seq cause) {
    for (std::uint32_t partition = 0; partition < m_state.leaders.size(); ++partition) {
        if (m_plan.dictionary.partitions[partition].broker != broker) {
            continue;
        }
        Leader& leader = m_state.leaders[partition];
        for (const HeldEvent& event : std::exchange(leader.held, {})) {
            const Message& message = event.message;
            emit({.cause = cause,
                  .message = message.id,
                  .request = message.request,
                  .value = event.acknowledged ? 1 : 0,
                  .entity = message.entity,
                  .what = message.what,
                  .slot = static_cast<std::int32_t>(partition),
                  .kind = Kind::EventLost,
                  .node = broker,
                  .peer = message.from});
            if (RecentEvents* recent = recentOf(leader, message.producer)) {
                std::erase(recent->sequences, message.sequence);
            }
        }
    }
}

void Engine::resumeReplication(NodeId broker) {
    for (std::uint32_t partition = 0; partition < m_state.leaders.size(); ++partition) {
        if (m_plan.dictionary.partitions[partition].broker == broker) {
            for (std::size_t i = 0; i < m_state.leaders[partition].held.size(); ++i) {
                replicate(partition, i);
            }
        }
    }
}

}  // namespace foldline
