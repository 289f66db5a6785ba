#include "core/fold/event_delays.h"

#include <algorithm>

namespace foldline {

EventDelays::EventDelays(const Dictionary& dictionary, SimTime warmup)
    : m_warmup(warmup),
      m_partitions(dictionary.partitions.size()),
      m_consumers(dictionary.nodes.size(), Consumer(warmup)) {
    for (const Subscription& subscription : dictionary.subscriptions) {
        for (const PartitionId partition : subscription.partitions) {
            if (partition.value < m_partitions.size() &&
                subscription.consumer.value < m_consumers.size()) {
                m_partitions[partition.value].readers.push_back({.consumer = subscription.consumer,
                                                                 .group = subscription.group,
                                                                 .handler = subscription.handler});
            }
        }
    }
}

void EventDelays::fold(const Record& record) {
    switch (record.kind) {
        case Kind::EventAppended:
        case Kind::OutboxWritten:
            foldAppended(record);
            break;
        case Kind::HandlerStarted:
            if (record.node.value < m_consumers.size()) {
                m_consumers[record.node.value].handler = record.what;
            }
            break;
        case Kind::EventDelivered:
            foldDelivered(record);
            break;
        case Kind::OffsetCommitted:
            foldCommitted(record);
            break;
        case Kind::OffsetReset:
            foldReset(record);
            break;
        default:
            break;
    }
}

EventDelays::Partition* EventDelays::partitionOf(const Record& record) {
    const auto index = static_cast<std::size_t>(record.slot);
    return record.slot >= 0 && index < m_partitions.size() && record.value >= 0
               ? &m_partitions[index]
               : nullptr;
}

void EventDelays::foldAppended(const Record& record) {
    Partition* partition = partitionOf(record);
    if (partition == nullptr ||
        static_cast<std::size_t>(record.value) != partition->appended.size()) {
        return;
    }
    partition->appended.push_back(record.t);
    for (const Reader& reader : partition->readers) {
        m_consumers[reader.consumer.value].lag.add(record.t, 1);
    }
}

// The first delivery of an event is what ends its waiting; a record of it does not name the group,
// but follows the start of the group's handler.
void EventDelays::foldDelivered(const Record& record) {
    Partition* partition = partitionOf(record);
    const auto offset = static_cast<std::size_t>(record.value);
    if (partition == nullptr || offset >= partition->appended.size()) {
        return;
    }
    for (Reader& reader : partition->readers) {
        Consumer& consumer = m_consumers[reader.consumer.value];
        if (reader.consumer == record.node && reader.handler == consumer.handler &&
            offset >= reader.delivered) {
            reader.delivered = offset + 1;
            if (partition->appended[offset] >= m_warmup) {
                consumer.wait.add(record.t - partition->appended[offset]);
            }
        }
    }
}

void EventDelays::foldCommitted(const Record& record) {
    Partition* partition = partitionOf(record);
    if (partition == nullptr) {
        return;
    }
    const std::size_t next =
        std::min(static_cast<std::size_t>(record.value), partition->appended.size());
    for (Reader& reader : partition->readers) {
        if (reader.consumer != record.node || reader.group != record.what) {
            continue;
        }
        Consumer& consumer = m_consumers[reader.consumer.value];
        for (; reader.committed < next; ++reader.committed) {
            const SimTime due = reader.committed < reader.replayUntil
                                    ? reader.resetAt
                                    : partition->appended[reader.committed];
            consumer.lag.add(record.t, -1);
            if (due >= m_warmup) {
                consumer.sojourn.add(record.t - due);
            }
        }
    }
}

// What was done waits again, from now on.
void EventDelays::foldReset(const Record& record) {
    Partition* partition = partitionOf(record);
    if (partition == nullptr) {
        return;
    }
    const auto next = static_cast<std::size_t>(record.value);
    for (Reader& reader : partition->readers) {
        if (reader.consumer == record.node && reader.group == record.what &&
            next < reader.committed) {
            m_consumers[reader.consumer.value].lag.add(
                record.t, static_cast<std::int64_t>(reader.committed - next));
            reader.replayUntil = std::max(reader.replayUntil, reader.committed);
            reader.resetAt = record.t;
            reader.committed = next;
        }
    }
}

}  // namespace foldline
