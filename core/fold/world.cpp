#include "core/fold/world.h"

#include <algorithm>

namespace foldline {
namespace {

using Activity = WorkerState::Activity;

WorkerState* workerAt(NodeState& node, std::int32_t slot) {
    const auto index = static_cast<std::size_t>(slot);
    return slot >= 0 && index < node.workers.size() ? &node.workers[index] : nullptr;
}

SimTime arrivalOf(const Record& record) {
    SimTime arrives;
    if (record.value < 0 || __builtin_add_overflow(record.t.us, record.value, &arrives.us)) {
        return record.t;
    }
    return arrives;
}

void beginFlight(World& world, const Record& record) {
    world.flights.put({.message = record.message,
                       .kind = record.kind,
                       .from = record.node,
                       .to = record.peer,
                       .request = record.request,
                       .entity = record.entity,
                       .what = record.what,
                       .count = record.kind == Kind::BatchSent ? record.slot : 1,
                       .attempt = record.attempt,
                       .sentAt = record.t,
                       .arrivesAt = arrivalOf(record),
                       .sent = record.seq});
}

/// Takes the message off the wire; false when it was not on it.
bool endFlight(World& world, MessageId message) {
    return world.flights.take(message);
}

bool leaveQueue(NodeState& node, MessageId message) {
    const auto found = std::ranges::find(node.queue, message, &Waiting::message);
    if (found == node.queue.end()) {
        return false;
    }
    node.queue.erase(found);
    return true;
}

/// The message is no longer under way; counted where it was going when it had been.
void arrive(World& world, NodeState& node, const Record& record) {
    if (endFlight(world, record.message)) {
        ++node.received;
    }
}

void join(NodeState& node, const Record& record) {
    node.queue.push_back({.message = record.message,
                          .request = record.request,
                          .what = record.what,
                          .since = record.t});
}

void start(World& world, NodeState& node, const Record& record) {
    if (endFlight(world, record.message)) {
        ++node.received;
    } else {
        leaveQueue(node, record.message);
    }
    if (WorkerState* worker = workerAt(node, record.slot)) {
        const bool again = worker->message == record.message;
        *worker = {.activity = Activity::Working,
                   .request = record.request,
                   .message = record.message,
                   .what = record.what,
                   .peer = record.kind == Kind::TransactionStarted ? record.peer : NodeId::none(),
                   .attempt = record.attempt,
                   .events = again ? worker->events : 0,
                   .since = record.t};
    }
}

void release(NodeState& node, std::int32_t slot) {
    if (WorkerState* worker = workerAt(node, slot)) {
        *worker = WorkerState{};
    }
}

/// As release, but keeps in mind a batch that may be tried again.
void fail(NodeState& node, std::int32_t slot) {
    if (WorkerState* worker = workerAt(node, slot)) {
        const WorkerState before = *worker;
        *worker = WorkerState{};
        if (before.events > 0) {
            worker->message = before.message;
            worker->events = before.events;
        }
    }
}

void lose(World& world, NodeState& node, const Record& record) {
    ++node.lost;
    if (record.slot != kNoSlot) {
        release(node, record.slot);
    } else if (!endFlight(world, record.message)) {
        leaveQueue(node, record.message);  // else a batch that had come
    }
}

void turnInstance(NodeState& service, const Record& record) {
    std::erase(service.instancesDown, record.slot);
    if (record.kind == Kind::InstanceStopped) {
        service.instancesDown.push_back(record.slot);
        std::ranges::sort(service.instancesDown);
    }
}

void goOn(NodeState& service, const Record& record) {
    if (WorkerState* worker = workerAt(service, record.slot)) {
        worker->activity = Activity::Working;
        worker->peer = NodeId::none();
    }
}

/// A worker that retries a step, or one whose handler failed and will be started again.
void awaitRetry(NodeState& service, const Record& record) {
    if (WorkerState* worker = workerAt(service, record.slot)) {
        if (worker->activity == Activity::Idle) {
            worker->events = worker->message == record.message ? worker->events : 0;
            worker->request = record.request;
            worker->message = record.message;
            worker->what = record.what;
            worker->since = record.t;
        }
        worker->activity = Activity::WaitingForRetry;
        worker->peer = NodeId::none();
        worker->attempt = record.attempt;
    }
}

/// Batches that had come and waited for a worker; nobody says that they are lost.
void forgetBatches(World& world, const Record& stopped) {
    world.flights.takeAll([&](const Flight& flight) {
        return flight.kind == Kind::BatchSent && flight.to == stopped.node &&
               flight.arrivesAt <= stopped.t;
    });
}

void foldArrival(World& world, NodeState& node, const Record& record) {
    switch (record.kind) {
        case Kind::RequestReceived:
            arrive(world, node, record);
            ++node.asking;
            break;
        default:
            arrive(world, node, record);
            join(node, record);
            break;
    }
}

void turnBreaker(NodeState& gateway, const Record& record) {
    auto breaker = std::ranges::find(gateway.breakers, record.peer, &BreakerState::target);
    if (breaker == gateway.breakers.end()) {
        gateway.breakers.push_back({.target = record.peer});
        breaker = gateway.breakers.end() - 1;
    }
    using State = BreakerState::State;
    breaker->state = record.kind == Kind::BreakerOpened       ? State::Open
                     : record.kind == Kind::BreakerHalfOpened ? State::HalfOpen
                                                              : State::Closed;
    breaker->since = record.t;
}

void foldWork(World& world, NodeState& node, const Record& record) {
    switch (record.kind) {
        case Kind::HandlerStarted:
        case Kind::TransactionStarted:
            start(world, node, record);
            break;
        case Kind::HandlerFinished:
        case Kind::TransactionCommitted:
            ++node.completed;
            release(node, record.slot);
            break;
        case Kind::HandlerFailed:
        case Kind::TransactionRolledBack:
            ++node.failed;
            fail(node, record.slot);
            break;
        case Kind::RowWritten:
            ++node.rowsWritten;
            break;
        case Kind::AccessLogged:
            ++node.accessLines;
            break;
        case Kind::DuplicateSkipped:
            ++node.skipped;
            arrive(world, node, record);  // at a broker
            break;
        case Kind::BreakerOpened:
        case Kind::BreakerHalfOpened:
        case Kind::BreakerClosed:
            turnBreaker(node, record);
            break;
        default:
            break;
    }
}

NodeState initialNode(const NodeName& name) {
    NodeState node;
    node.workers.resize(name.capacity);
    return node;
}

}  // namespace

World initialWorld(const Dictionary& dictionary) {
    World world;
    world.nodes.reserve(dictionary.nodes.size());
    for (const NodeName& name : dictionary.nodes) {
        world.nodes.push_back(initialNode(name));
    }
    world.partitions.resize(dictionary.partitions.size());
    for (std::uint32_t i = 0; i < dictionary.subscriptions.size(); ++i) {
        for (const PartitionId partition : dictionary.subscriptions[i].partitions) {
            world.cursors.push_back({.partition = partition, .subscription = i});
        }
    }
    return world;
}

WorldFold::WorldFold(const Dictionary& dictionary) : m_totals(dictionary) {
    std::vector<std::vector<CursorKey>> byPartition(dictionary.partitions.size());
    std::uint32_t cursor = 0;
    for (const Subscription& s : dictionary.subscriptions) {
        for (const PartitionId partition : s.partitions) {
            if (partition.value < byPartition.size()) {
                byPartition[partition.value].push_back({s.consumer, s.group, s.handler, cursor});
            }
            ++cursor;
        }
    }
    m_firstCursor.push_back(0);
    for (const std::vector<CursorKey>& keys : byPartition) {
        m_cursors.insert(m_cursors.end(), keys.begin(), keys.end());
        m_firstCursor.push_back(static_cast<std::uint32_t>(m_cursors.size()));
    }
}

void WorldFold::operator()(World& world, std::span<const Record> records) const {
    for (const Record& record : records) {
        (*this)(world, record);
    }
}

void WorldFold::operator()(World& world, const Record& record) const {
    world.seq = record.seq;
    world.t = record.t;
    m_totals(world.totals, record);
    if (record.kind == Kind::RunEnded) {
        world.ended = true;
    }
    if (record.node.value >= world.nodes.size()) {
        endFlight(world, record.message);
        return;
    }
    NodeState& node = world.nodes[record.node.value];
    switch (record.kind) {
        case Kind::RequestSent:
        case Kind::StatementSent:
        case Kind::EventProduced:
        case Kind::BatchSent:
        case Kind::ReplySent:
            beginFlight(world, record);
            foldSending(node, record);
            break;
        case Kind::MessageLost:
        case Kind::ReplyReceived:
        case Kind::ReplyIgnored:
            endFlight(world, record.message);
            foldAnswer(node, record);
            break;
        case Kind::TimedOut:
        case Kind::RetryScheduled:
            foldAnswer(node, record);
            break;
        case Kind::RequestReceived:
        case Kind::RequestQueued:
        case Kind::StatementQueued:
            foldArrival(world, node, record);
            break;
        case Kind::RequestRefused:
            foldRefusal(world, node, record);
            break;
        case Kind::PartitionsAssigned:
        case Kind::PartitionsRevoked:
        case Kind::TokenStolen:
        case Kind::EventParked:
        case Kind::EventUnparked:
        case Kind::EventAppended:
        case Kind::OutboxWritten:
        case Kind::EventHeld:
        case Kind::EventLost:
        case Kind::EventsExpired:
        case Kind::EventsMissed:
        case Kind::EventDelivered:
        case Kind::OffsetCommitted:
        case Kind::OffsetReset:
            foldEvent(world, node, record);
            foldStream(node, record);
            break;
        case Kind::StreamLoaded:
        case Kind::AppendConflicted:
        case Kind::SnapshotTaken:
            foldStream(node, record);
            break;
        case Kind::FaultStarted:
        case Kind::FaultEnded:
        case Kind::RepairStarted:
        case Kind::RepairFinished:
        case Kind::RepairFailed:
        case Kind::NodeStopped:
        case Kind::NodeStarted:
        case Kind::InstanceStopped:
        case Kind::InstanceStarted:
        case Kind::WorkLost:
            foldFault(world, node, record);
            break;
        default:
            foldWork(world, node, record);
            break;
    }
}

void WorldFold::foldRefusal(World& world, NodeState& node, const Record& record) const {
    ++node.refused;
    if (endFlight(world, record.message)) {
        ++node.received;
    } else {
        leaveQueue(node, record.message);  // it had waited too long
    }
    // A gateway owes an answer to what it refuses, too; foldSending sees it go.
    if (node.up && m_totals.roleOf(record.node) == Role::Gateway) {
        ++node.asking;
    }
}

void WorldFold::foldSending(NodeState& node, const Record& record) const {
    switch (m_totals.roleOf(record.node)) {
        case Role::Client:
            node.asking += m_totals.begins(record) ? 1 : 0;
            break;
        case Role::Gateway:
            // One that is down has forgotten whom it asked for, and only refuses.
            if (record.kind == Kind::ReplySent && node.up && node.asking > 0) {
                --node.asking;
            }
            break;
        case Role::Service:
            if (WorkerState* worker = workerAt(node, record.slot);
                worker != nullptr && record.kind != Kind::ReplySent) {
                worker->activity = Activity::WaitingForReply;
                worker->peer = record.peer;
            }
            break;
        case Role::Rdb:
        case Role::Broker:
        case Role::EventStore:
            break;
    }
}

void WorldFold::foldAnswer(NodeState& node, const Record& record) const {
    const Role role = m_totals.roleOf(record.node);
    switch (record.kind) {
        case Kind::ReplyReceived:
        case Kind::TimedOut:
            if (role == Role::Client) {
                const bool ended = m_totals.outcomeOf(record) != Outcome::None;
                node.asking -= ended && node.asking > 0 ? 1 : 0;
            } else if (role == Role::Service) {
                goOn(node, record);
            }
            break;
        case Kind::RetryScheduled:
            ++node.retries;
            if (role == Role::Service) {
                awaitRetry(node, record);
            }
            break;
        default:
            break;
    }
}

void WorldFold::foldFault(World& world, NodeState& node, const Record& record) const {
    switch (record.kind) {
        case Kind::FaultStarted:
        case Kind::RepairStarted:
            node.faults.push_back({.fault = record.slot,
                                   .what = record.what,
                                   .peer = record.peer,
                                   .strength = record.value,
                                   .since = record.t});
            break;
        case Kind::FaultEnded:
        case Kind::RepairFinished:
        case Kind::RepairFailed:
            std::erase_if(node.faults,
                          [&](const ActiveFault& f) { return f.fault == record.slot; });
            break;
        case Kind::NodeStopped:
            node.up = false;
            if (m_totals.roleOf(record.node) == Role::Gateway) {
                node.asking = 0;
                node.breakers.clear();
            }
            forgetBatches(world, record);
            break;
        case Kind::NodeStarted:
            node.up = true;
            break;
        case Kind::InstanceStopped:
        case Kind::InstanceStarted:
            turnInstance(node, record);
            break;
        case Kind::WorkLost:
            lose(world, node, record);
            break;
        default:
            break;
    }
}

}  // namespace foldline
