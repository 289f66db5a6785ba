// What records say about the partitions of brokers and the groups that read them.
#include <algorithm>
#include <limits>

#include "core/fold/world.h"

namespace foldline {
namespace {

/// The offset after `offset`, also for the nonsense of a damaged file.
std::int64_t offsetAfter(std::int64_t offset) {
    return offset == std::numeric_limits<std::int64_t>::max() ? offset : offset + 1;
}

PartitionState* partitionAt(World& world, std::int32_t slot) {
    const auto index = static_cast<std::size_t>(slot);
    return slot >= 0 && index < world.partitions.size() ? &world.partitions[index] : nullptr;
}

void append(World& world, NodeState& broker, const Record& record) {
    PartitionState* partition = partitionAt(world, record.slot);
    if (world.flights.take(record.message)) {
        ++broker.received;
    } else if (partition != nullptr && partition->held > 0) {
        --partition->held;
    }
    if (partition != nullptr) {
        partition->end = offsetAfter(record.value);
    }
}

void hold(World& world, NodeState& broker, const Record& record) {
    PartitionState* partition = partitionAt(world, record.slot);
    const bool arrives = record.kind == Kind::EventHeld;
    if (arrives && world.flights.take(record.message)) {
        ++broker.received;
    }
    if (partition != nullptr && (arrives || partition->held > 0)) {
        partition->held += arrives ? 1 : -1;
    }
}

}  // namespace

CursorState* WorldFold::cursorOf(World& world,
                                 const Record& record,
                                 SymbolId CursorKey::*member,
                                 SymbolId name) const {
    const auto partition = static_cast<std::size_t>(record.slot);
    if (record.slot < 0 || partition + 1 >= m_firstCursor.size()) {
        return nullptr;
    }
    for (std::size_t i = m_firstCursor[partition]; i < m_firstCursor[partition + 1]; ++i) {
        const CursorKey& key = m_cursors[i];
        if (key.consumer == record.node && key.*member == name) {
            return &world.cursors[key.cursor];
        }
    }
    return nullptr;
}

void WorldFold::foldEvent(World& world, NodeState& node, const Record& record) const {
    switch (record.kind) {
        case Kind::EventAppended:
            append(world, node, record);
            break;
        case Kind::OutboxWritten:
            if (PartitionState* outbox = partitionAt(world, record.slot)) {
                outbox->end = offsetAfter(record.value);
            }
            break;
        case Kind::EventHeld:
        case Kind::EventLost:
            hold(world, node, record);
            break;
        case Kind::EventDelivered:
            deliver(world, node, record);
            break;
        case Kind::PartitionsAssigned:
        case Kind::OffsetReset:
            if (CursorState* cursor = cursorOf(world, record, &CursorKey::group, record.what)) {
                cursor->delivered = record.value;
                cursor->committed = record.value;
                cursor->member =
                    record.kind == Kind::PartitionsAssigned ? record.version : cursor->member;
            }
            break;
        case Kind::EventsExpired:
            if (PartitionState* partition = partitionAt(world, record.slot)) {
                partition->first = record.value;
            }
            break;
        case Kind::EventsMissed:
            if (CursorState* cursor = cursorOf(world, record, &CursorKey::group, record.what)) {
                cursor->delivered = record.value;
            }
            break;
        case Kind::PartitionsRevoked:
        case Kind::TokenStolen:
            if (CursorState* cursor = cursorOf(world, record, &CursorKey::group, record.what)) {
                cursor->member = 0;
            }
            break;
        case Kind::EventParked:
        case Kind::EventUnparked:
            park(world, record);
            break;
        case Kind::OffsetCommitted:
            if (CursorState* cursor = cursorOf(world, record, &CursorKey::group, record.what)) {
                cursor->committed = record.value;
                cursor->parkedAhead = 0;  // a batch is committed as a whole
            }
            break;
        default:
            break;
    }
}

// The record does not name the group: of two by which one service reads the same partition, the
// first counts.
void WorldFold::park(World& world, const Record& record) const {
    const auto partition = static_cast<std::size_t>(record.slot);
    if (record.slot < 0 || partition + 1 >= m_firstCursor.size()) {
        return;
    }
    for (std::size_t i = m_firstCursor[partition]; i < m_firstCursor[partition + 1]; ++i) {
        if (m_cursors[i].consumer == record.node) {
            CursorState& cursor = world.cursors[m_cursors[i].cursor];
            std::uint64_t& ahead = cursor.parkedAhead;
            if (record.kind == Kind::EventParked) {
                ++cursor.parked;
                ahead += record.value >= cursor.committed ? 1 : 0;
            } else if (cursor.parked > 0) {
                --cursor.parked;
                ahead -= record.value >= cursor.committed && ahead > 0 ? 1 : 0;
            }
            return;
        }
    }
}

void WorldFold::deliver(World& world, NodeState& node, const Record& record) const {
    const auto worker = std::ranges::find(node.workers, record.message, &WorkerState::message);
    if (worker == node.workers.end() || worker->activity == WorkerState::Activity::Idle) {
        return;
    }
    ++worker->events;
    if (CursorState* cursor = cursorOf(world, record, &CursorKey::handler, worker->what)) {
        // A parked event is delivered again out of order.
        cursor->delivered = std::max(cursor->delivered, offsetAfter(record.value));
    }
}

}  // namespace foldline
