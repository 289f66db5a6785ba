// Streams of an event store: what they fold to, for the code of whoever loads them, and the
// snapshots that make them shorter.
#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/model/changes.h"
#include "core/model/engine.h"

namespace foldline {

// Who writes the new schema reads it, too, as long as that release runs.
bool Engine::knowsNewSchema(NodeId service) const {
    return m_state.nodes[service.value].upgraded || isInForce(Fault::Kind::Incompatible, service);
}

// Whether the code of a service reads events of a schema: old events are read by upcasters once it
// is upgraded, new ones not before.
bool Engine::reads(NodeId service, const StoredEvent& event) const {
    const bool upgraded = m_state.nodes[service.value].upgraded;
    return event.unreadable ? knowsNewSchema(service)
                            : !upgraded || m_plan.serviceSpec(service).upcasters;
}

// Grows with an upgrade, and differs between services whose code folds other fields.
std::uint32_t Engine::revisionOf(NodeId service) const {
    return m_plan.nodes[service.value].code * 2 + (m_state.nodes[service.value].upgraded ? 1 : 0);
}

// Services with the same number fold every stream to the same state, and can read the same of it.
std::uint32_t Engine::codeOf(NodeId service) const {
    return revisionOf(service) * 2 + (knowsNewSchema(service) ? 1 : 0);
}

const EventPlan* Engine::eventPlan(EntityId entity, SymbolId event) const {
    if (!entity.exists()) {
        return nullptr;
    }
    const std::vector<EventPlan>& events =
        m_plan.entities[m_plan.entityTypeOf[entity.value]].events;
    const auto found = std::ranges::find(events, event, &EventPlan::name);
    return found == events.end() ? nullptr : &*found;
}

void Engine::foldEvent(
    NodeId reader, EntityId entity, SymbolId event, const Fields& payload, Fields& state) const {
    const EventPlan* plan = eventPlan(entity, event);
    if (plan == nullptr) {
        return;
    }
    const std::vector<FieldId>& later = m_plan.nodes[reader.value].foldsAfterUpgrade;
    for (const ChangePlan& change : plan->changes) {
        if (!m_state.nodes[reader.value].upgraded &&
            std::ranges::find(later, change.field) != later.end()) {
            continue;
        }
        const std::int64_t* before = state.find(change.field);
        state.set(
            change.field,
            changedValue(change.kind, before != nullptr ? *before : 0, operandOf(change, payload)));
    }
}

// The state that `reader` begins with: the newest snapshot, unless the store checks by which code
// it was made; then the entity as it was created.
FoldedStream Engine::beginningOf(NodeId store, EntityId entity, NodeId reader) const {
    const FoldedStream& snapshot = m_state.nodes[store.value].history[entity.value].snapshot;
    const auto& spec = std::get<EventStoreSpec>(m_plan.nodes[store.value].spec);
    const bool stale =
        spec.checkRevision && snapshot.version > 1 && snapshot.revision != revisionOf(reader);
    return stale ? FoldedStream{.version = 1, .fields = (*m_state.initial)[entity.value]}
                 : snapshot;
}

// As it is now. The state is kept, so that the next load by the same code goes on from there; what
// the database has to read is not less for that.
Engine::ReadStream Engine::readStream(NodeId store, const Message& message, NodeId reader) {
    EventStream& stream = node(store).history[message.entity.value];
    const FoldedStream beginning = beginningOf(store, message.entity, reader);
    const std::uint32_t code = codeOf(reader);
    auto kept = std::ranges::find(stream.kept, code, &FoldedStream::code);
    if (kept == stream.kept.end()) {
        kept = stream.kept.insert(kept, {.code = code});
    }
    FoldedStream state = kept->beginning == beginning.version ? *kept : beginning;
    state.code = code;
    state.beginning = beginning.version;
    const PersistentLog<StoredEvent>& log = m_state.partitions[partitionOf(message)];
    std::vector<std::int64_t> offsets;
    for (std::int64_t at = stream.last; at >= 0;) {
        const StoredEvent& event = log[static_cast<std::size_t>(at)];
        if (event.version <= state.version) {
            break;
        }
        offsets.push_back(at);
        at = event.previous;
    }
    std::ranges::reverse(offsets);
    for (const std::int64_t offset : offsets) {
        const StoredEvent& event = log[static_cast<std::size_t>(offset)];
        state.unreadable = state.unreadable || !reads(reader, event);
        foldEvent(reader, event.entity, event.type, event.payload, state.fields);
    }
    state.version = m_state.streamVersions[message.entity.value];
    *kept = state;
    mask(message.entity, state.fields);
    return {.state = state, .events = state.version - state.beginning};
}

// Made by the code of whoever appended, which may not understand what others have appended.
void Engine::takeSnapshot(const Message& message, Seq cause) {
    const auto& spec = std::get<EventStoreSpec>(m_plan.nodes[message.to.value].spec);
    EventStream& stream = node(message.to).history[message.entity.value];
    const std::uint32_t version = m_state.streamVersions[message.entity.value];
    if (!spec.snapshotEvery || version - stream.snapshot.version < *spec.snapshotEvery) {
        return;
    }
    const ReadStream read = readStream(message.to, message, message.from);
    if (read.state.unreadable) {
        return;
    }
    stream.snapshot = read.state;
    stream.snapshot.revision = revisionOf(message.from);
    emit({.cause = cause,
          .request = message.request,
          .value = read.events,
          .entity = message.entity,
          .version = version,
          .kind = Kind::SnapshotTaken,
          .node = message.to,
          .data = stream.snapshot.fields});
}

}  // namespace foldline
