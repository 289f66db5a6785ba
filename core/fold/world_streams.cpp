// What records say about the streams of event stores.
#include <algorithm>

#include "core/fold/world.h"

namespace foldline {
namespace {

/// The place of the entity's stream; one that was touched longest ago makes room for a new one.
StoredStream& placeOf(std::vector<StoredStream>& streams, EntityId entity) {
    const auto found = std::ranges::find(streams, entity, &StoredStream::entity);
    if (found != streams.end()) {
        return *found;
    }
    if (streams.size() < kStreamsKept) {
        return streams.emplace_back(StoredStream{.entity = entity});
    }
    StoredStream& oldest = *std::ranges::min_element(streams, {}, &StoredStream::touched);
    oldest = {.entity = entity};
    return oldest;
}

/// A load begins at the newest snapshot. What it read may be older than what was appended since, so
/// it tells nothing else.
void loaded(std::vector<StoredStream>& streams, const Record& record) {
    const auto found = std::ranges::find(streams, record.entity, &StoredStream::entity);
    if (found != streams.end() && record.value >= 0 && record.value < record.version) {
        const std::uint32_t snapshot = record.version - static_cast<std::uint32_t>(record.value);
        found->snapshot = std::max(found->snapshot, snapshot);
        found->touched = record.seq;
    }
}

}  // namespace

void WorldFold::foldStream(NodeState& node, const Record& record) const {
    if (m_totals.roleOf(record.node) != Role::EventStore || !record.entity.exists()) {
        return;
    }
    if (record.kind == Kind::StreamLoaded) {
        loaded(node.streams, record);
        return;
    }
    StoredStream& stream = placeOf(node.streams, record.entity);
    stream.touched = record.seq;
    stream.version = std::max(record.version, 1U);
    stream.conflicted = record.kind == Kind::AppendConflicted;
    if (record.kind == Kind::SnapshotTaken) {
        stream.snapshot = stream.version;
    }
}

}  // namespace foldline
