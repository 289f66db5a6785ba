// What a broker still has of its partitions: it expires what is too old, and compacts, which keeps
// the newest event of each entity. The simulator's own log keeps everything: what was appended
// stays true, and work in hand may still be about it.
#include <algorithm>

#include "core/model/engine.h"

namespace foldline {
namespace {

// A broker looks for what has expired now and then, as Apache Kafka does every
// log.retention.check.interval.ms: here, ten times in the time for which it keeps an event.
constexpr std::int64_t kLooks = 10;

}  // namespace

const TopicPlan& Engine::topicOf(std::uint32_t partition) const {
    const auto next = std::ranges::upper_bound(
        m_plan.topics, partition, {}, [](const TopicPlan& t) { return t.firstPartition.value; });
    return *std::prev(next);
}

void Engine::planUpkeep(std::uint32_t partition) {
    const TopicPlan& topic = topicOf(partition);
    Upkeep& upkeep = m_state.upkeep[partition];
    if (topic.retain && !upkeep.expiryPlanned) {
        upkeep.expiryPlanned = true;
        schedule(Pending::Kind::ExpiryDue, m_state.now + topic.retain->us, partition, 0);
    }
    if (topic.compact && !upkeep.compactionPlanned) {
        upkeep.compactionPlanned = true;
        schedule(Pending::Kind::CompactionDue, m_state.now + topic.compact->us, partition, 0);
    }
}

void Engine::resumeExpiry(NodeId broker) {
    for (std::uint32_t i = 0; i < m_state.partitions.size(); ++i) {
        if (m_plan.dictionary.partitions[i].broker == broker && topicOf(i).retain &&
            !m_state.upkeep[i].expiryPlanned) {
            expire(i);
        }
    }
}

void Engine::expire(std::uint32_t partition) {
    const TopicPlan& topic = topicOf(partition);
    const PersistentLog<StoredEvent>& log = m_state.partitions[partition];
    Upkeep& upkeep = m_state.upkeep[partition];
    const std::int64_t look = std::max<std::int64_t>(topic.retain->us / kLooks, kUsPerMs);
    upkeep.expiryPlanned = false;
    if (!node(topic.broker).up) {
        return;  // it looks when it is back
    }
    const auto end = static_cast<std::int64_t>(log.size());
    const std::int64_t before = upkeep.firstKept;
    const auto at = [&](std::int64_t offset) -> const StoredEvent& {
        return log[static_cast<std::size_t>(offset)];
    };
    while (upkeep.firstKept < end && at(upkeep.firstKept).t + topic.retain->us <= m_state.now) {
        ++upkeep.firstKept;
    }
    if (upkeep.firstKept > before) {
        upkeep.cause = emit({.cause = at(upkeep.firstKept - 1).seq,
                             .value = upkeep.firstKept,
                             .slot = static_cast<std::int32_t>(partition),
                             .kind = Kind::EventsExpired,
                             .node = topic.broker});
    }
    upkeep.expiryPlanned = upkeep.firstKept < end;
    if (upkeep.expiryPlanned) {
        const std::int64_t due = at(upkeep.firstKept).t + topic.retain->us;
        schedule(Pending::Kind::ExpiryDue, std::max(due, m_state.now + look), partition, 0);
    }
}

// Events about no entity have no key, and stay.
void Engine::compact(std::uint32_t partition) {
    const TopicPlan& topic = topicOf(partition);
    const PersistentLog<StoredEvent>& log = m_state.partitions[partition];
    Upkeep& upkeep = m_state.upkeep[partition];
    if (!node(topic.broker).up) {
        schedule(Pending::Kind::CompactionDue, m_state.now + topic.compact->us, partition, 0);
        return;
    }
    std::uint32_t removed = 0;
    const auto end = static_cast<std::int64_t>(log.size());
    for (; upkeep.compactedTo < end; ++upkeep.compactedTo) {
        const EntityId entity = log[static_cast<std::size_t>(upkeep.compactedTo)].entity;
        if (!entity.exists()) {
            continue;
        }
        const std::int64_t older = upkeep.newest[entity.value] - 1;
        if (older >= upkeep.firstKept) {
            upkeep.gone.set(static_cast<std::size_t>(older), true);
            ++removed;
        }
        upkeep.newest.set(entity.value, upkeep.compactedTo + 1);
    }
    upkeep.compactionPlanned = false;
    if (removed > 0) {
        emit({.cause = log[static_cast<std::size_t>(end - 1)].seq,
              .value = end,
              .version = removed,
              .slot = static_cast<std::int32_t>(partition),
              .kind = Kind::EventsCompacted,
              .node = topic.broker});
    }
}

// The next offset from `offset` on that the broker still has, or the end.
std::int64_t Engine::nextKept(std::uint32_t partition, std::int64_t offset) const {
    const Upkeep& upkeep = m_state.upkeep[partition];
    while (offset < upkeep.compactedTo && upkeep.gone[static_cast<std::size_t>(offset)]) {
        ++offset;
    }
    return offset;
}

// What expired before the group came to it is lost for the group.
void Engine::passExpired(const Member& member) {
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    for (const std::uint32_t p : member.partitions) {
        const std::uint32_t partition = plan.partitions[p].value;
        Cursor& cursor = m_state.cursors[member.subscription][p];
        const Upkeep& upkeep = m_state.upkeep[partition];
        if (cursor.position < upkeep.firstKept) {
            const std::int64_t next =
                plan.consume.from == ConsumeSpec::From::Latest
                    ? static_cast<std::int64_t>(m_state.partitions[partition].size())
                    : upkeep.firstKept;
            const std::int64_t missed = next - std::max(cursor.position, cursor.missedTo);
            if (missed > 0) {
                emit({.cause = upkeep.cause,
                      .value = next,
                      .what = plan.group,
                      .version = static_cast<std::uint32_t>(missed),
                      .slot = static_cast<std::int32_t>(partition),
                      .kind = Kind::EventsMissed,
                      .node = plan.consumer,
                      .peer = plan.broker});
            }
            cursor.missedTo = std::max(cursor.missedTo, next);
            cursor.position = next;
        }
        cursor.position = nextKept(partition, cursor.position);
    }
}

// A group that has never committed begins where it is told to.
void Engine::resumeCursor(std::uint32_t subscription, std::uint32_t partition) {
    const SubscriptionPlan& plan = m_plan.subscriptions[subscription];
    Cursor& cursor = m_state.cursors[subscription][partition];
    if (plan.consume.from == ConsumeSpec::From::Latest && !cursor.everCommitted) {
        cursor.committed =
            static_cast<std::int64_t>(m_state.partitions[plan.partitions[partition].value].size());
        cursor.begin = cursor.committed;
        cursor.deliveries.clear();
        cursor.firstDelivery = cursor.committed;
    }
    // A token is stored as soon as it is claimed.
    cursor.everCommitted = cursor.everCommitted || plan.consume.tokens.has_value();
    cursor.position = cursor.committed;
    cursor.done = cursor.committed;
}

}  // namespace foldline
