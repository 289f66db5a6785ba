#include "core/record/invariants.h"

#include <algorithm>

namespace foldline {
namespace {

// Each gives a number to a new message; a kind that is added and sends must be added here.
bool isSending(Kind kind) {
    return kind == Kind::RequestSent || kind == Kind::StatementSent ||
           kind == Kind::EventProduced || kind == Kind::BatchSent || kind == Kind::ReplySent;
}

/// What only a node that is up can do.
bool needsLife(Kind kind) {
    switch (kind) {
        case Kind::RequestReceived:
        case Kind::RequestQueued:
        case Kind::HandlerStarted:
        case Kind::HandlerFinished:
        case Kind::HandlerFailed:
        case Kind::StatementSent:
        case Kind::StatementQueued:
        case Kind::TransactionStarted:
        case Kind::TransactionCommitted:
        case Kind::RowWritten:
        case Kind::OutboxWritten:
        case Kind::EventProduced:
        case Kind::EventAppended:
        case Kind::EventHeld:
        case Kind::BatchSent:
        case Kind::EventDelivered:
        case Kind::ReplyReceived:
        case Kind::ReplyIgnored:
        case Kind::TimedOut:
        case Kind::RetryScheduled:
        case Kind::SagaStarted:
        case Kind::SagaResumed:
        case Kind::CompensationRun:
        case Kind::SagaEnded:
        case Kind::StreamLoaded:
        case Kind::AppendConflicted:
        case Kind::SnapshotTaken:
            return true;
        default:
            return false;
    }
}

std::string number(std::uint64_t value) {
    return std::to_string(value);
}

std::string messageText(MessageId message) {
    return "message " + number(message.value);
}

}  // namespace

Invariants::Invariants(const Dictionary& dictionary)
    : m_symbols(dictionary.symbols.size()),
      m_partitions(dictionary.partitions.size()),
      m_firstKept(dictionary.partitions.size()),
      m_streams(dictionary.entities.size()),
      m_held(dictionary.partitions.size()) {
    for (const PartitionName& partition : dictionary.partitions) {
        m_hosts.push_back(partition.broker);
    }
    for (const NodeName& name : dictionary.nodes) {
        Node node{.role = name.role, .queueLimit = name.queueLimit};
        node.workers.resize(name.capacity);
        node.rows.resize(name.role == Role::Rdb ? dictionary.entities.size() : 0);
        m_nodes.push_back(std::move(node));
    }
}

std::string Invariants::fold(const Record& record) {
    std::string wrong = checkOrder(record);
    if (wrong.empty()) {
        wrong = checkReferences(record);
    }
    if (wrong.empty()) {
        wrong = checkCause(record);
    }
    if (wrong.empty() && needsLife(record.kind) && record.node.exists() &&
        !m_nodes[record.node.value].up) {
        wrong = "the node is down";
    }
    if (wrong.empty()) {
        wrong = foldFact(record);
    }
    m_lastSeq = record.seq;
    m_now = record.t;
    return wrong.empty() ? wrong
                         : "record " + number(record.seq) + ", " +
                               std::string(kindName(record.kind)) + ": " + wrong;
}

std::string Invariants::checkOrder(const Record& record) const {
    if (record.seq != m_lastSeq + 1) {
        return "it follows record " + number(m_lastSeq);
    }
    if ((record.kind == Kind::RunStarted) != (record.seq == 1)) {
        return "a run starts once, with its first record";
    }
    if (record.t < m_now) {
        return "time goes back from " + formatSeconds(m_now) + " to " + formatSeconds(record.t);
    }
    return m_ended ? "the run has ended" : "";
}

std::string Invariants::checkReferences(const Record& record) const {
    const auto bad = [](const auto& id, std::size_t count) {
        return id.exists() && id.value >= count;
    };
    if (bad(record.node, m_nodes.size()) || bad(record.peer, m_nodes.size())) {
        return "there is no such node";
    }
    if (bad(record.entity, m_streams.size())) {
        return "there is no such entity";
    }
    return bad(record.what, m_symbols) ? "there is no such symbol" : "";
}

std::string Invariants::checkCause(const Record& record) const {
    if (record.cause >= record.seq) {
        return "its cause, " + number(record.cause) + ", comes after it";
    }
    const bool intention = record.kind == Kind::RequestSent && record.attempt <= 1 &&
                           record.node.exists() && m_nodes[record.node.value].role == Role::Client;
    const bool spontaneous = record.kind == Kind::RunStarted || record.kind == Kind::RunEnded ||
                             record.kind == Kind::FaultStarted ||
                             record.kind == Kind::RepairStarted || intention;
    if (spontaneous != (record.cause == 0)) {
        return spontaneous ? "nothing causes it, and yet it has a cause" : "nothing caused it";
    }
    return "";
}

std::string Invariants::foldFact(const Record& record) {
    if (isSending(record.kind)) {
        return send(record);
    }
    switch (record.kind) {
        case Kind::RequestReceived:
        case Kind::MessageLost:
        case Kind::ReplyReceived:
        case Kind::ReplyIgnored:
            return arrive(record);
        case Kind::RequestRefused:
            return m_queued.contains(record.message) ? leaveQueue(record) : arrive(record);
        case Kind::RequestQueued:
        case Kind::StatementQueued:
            return enqueue(record);
        case Kind::HandlerStarted:
        case Kind::TransactionStarted:
            return start(record);
        case Kind::HandlerFinished:
        case Kind::HandlerFailed:
        case Kind::TransactionCommitted:
        case Kind::TransactionRolledBack:
            return end(record);
        case Kind::WorkLost:
            return lose(record);
        case Kind::RetryScheduled:
            return retry(record);
        case Kind::SagaResumed:
            m_resumed.insert(record.message);
            return foldSaga(record);
        case Kind::SagaStarted:
        case Kind::CompensationRun:
        case Kind::SagaEnded:
            return foldSaga(record);
        case Kind::NodeStopped:
        case Kind::NodeStarted:
            return stop(record);
        case Kind::InstanceStopped:
        case Kind::InstanceStarted:
            return stopInstance(record);
        case Kind::RunEnded:
            m_ended = true;
            return finishRun(record);
        default:
            return foldData(record);
    }
}

std::string Invariants::foldData(const Record& record) {
    switch (record.kind) {
        case Kind::EntityCreated:
            m_streams[record.entity.value] = 1;
            for (Node& node : m_nodes) {
                if (!node.rows.empty()) {
                    node.rows[record.entity.value] = 1;
                }
            }
            return "";
        case Kind::EventAppended:
            return append(record);
        case Kind::OutboxWritten:
            return store(record);
        case Kind::EventHeld:
            return hold(record);
        case Kind::EventLost:
            return loseHeld(record);
        case Kind::DuplicateSkipped:
            // A broker skips what arrives; an RDB what a transaction was to do.
            return m_nodes[record.node.value].role == Role::Broker ? arrive(record) : "";
        case Kind::EventDelivered:
            return deliver(record);
        case Kind::OffsetCommitted:
            return commit(record);
        case Kind::PartitionsAssigned:
        case Kind::PartitionsRevoked:
        case Kind::TokenStolen:
            return revoke(record);
        case Kind::OffsetReset:
            return reset(record);
        case Kind::StreamLoaded:
        case Kind::AppendConflicted:
        case Kind::SnapshotTaken:
            return readStream(record);
        case Kind::EventsExpired:
        case Kind::EventsCompacted:
        case Kind::EventsMissed:
            return expire(record);
        case Kind::RowWritten:
        case Kind::RowReset:
            return write(record);
        case Kind::EventSkipped:
            return deliver(record);
        case Kind::EventParked:
        case Kind::EventUnparked:
            return park(record);
        default:
            return "";
    }
}

std::string Invariants::send(const Record& record) {
    if (record.message.value != m_nextMessage) {
        return messageText(record.message) + " is sent, where " + number(m_nextMessage) +
               " is the next";
    }
    if (record.value < 0 || !record.node.exists() || !record.peer.exists()) {
        return "it goes from nowhere, to nowhere, or back in time";
    }
    ++m_nextMessage;
    m_flights.push_back({.kind = record.kind,
                         .from = record.node,
                         .to = record.peer,
                         .due = record.t + Duration{record.value}});
    return "";
}

Invariants::Flight* Invariants::underWay(MessageId message) {
    if (message.value < m_firstFlight || message.value - m_firstFlight >= m_flights.size()) {
        return nullptr;
    }
    Flight& flight = m_flights[static_cast<std::size_t>(message.value - m_firstFlight)];
    return flight.arrived ? nullptr : &flight;
}

void Invariants::land(Flight& flight) {
    flight.arrived = true;
    while (!m_flights.empty() && m_flights.front().arrived) {
        m_flights.pop_front();
        ++m_firstFlight;
    }
}

// A message arrives once, when its flight is over, at the node it was sent to.
std::string Invariants::arrive(const Record& record) {
    Flight* found = underWay(record.message);
    if (found == nullptr) {
        return messageText(record.message) + " is not under way";
    }
    const Flight flight = *found;
    const bool lost = record.kind == Kind::MessageLost;
    if (flight.to != (lost ? record.peer : record.node) ||
        flight.from != (lost ? record.node : record.peer)) {
        return messageText(record.message) + " went from and to other nodes";
    }
    if (flight.due != record.t) {
        return messageText(record.message) + " is due at " + formatSeconds(flight.due);
    }
    land(*found);
    return "";
}

std::string Invariants::enqueue(const Record& record) {
    std::string wrong = arrive(record);
    Node& node = m_nodes[record.node.value];
    m_queued[record.message] = {.node = record.node, .since = record.t};
    ++node.queued;
    if (wrong.empty() && node.queueLimit >= 0 && node.queued > node.queueLimit) {
        wrong = "the queue has no more than " + std::to_string(node.queueLimit) + " places";
    }
    if (wrong.empty() && record.value != node.queued) {
        wrong = "the queue has a length of " + std::to_string(node.queued);
    }
    return wrong;
}

Invariants::Slot* Invariants::slotOf(const Record& record) {
    if (!record.node.exists() || record.slot < 0) {
        return nullptr;
    }
    std::vector<Slot>& workers = m_nodes[record.node.value].workers;
    const auto index = static_cast<std::size_t>(record.slot);
    return index < workers.size() ? &workers[index] : nullptr;
}

std::string Invariants::start(const Record& record) {
    Slot* slot = slotOf(record);
    if (slot == nullptr) {
        return "there is no worker or connection " + std::to_string(record.slot);
    }
    if (slot->state == Slot::State::Busy ||
        (slot->state == Slot::State::WaitingForRetry && slot->message != record.message)) {
        return "slot " + std::to_string(record.slot) + " is busy with " +
               messageText(slot->message);
    }
    std::string wrong =
        slot->state == Slot::State::WaitingForRetry ? std::string() : startArrived(record);
    if (slot->down) {
        wrong = "the instance of worker " + std::to_string(record.slot) + " is down";
    }
    *slot = {.state = Slot::State::Busy, .down = slot->down, .message = record.message};
    return wrong;
}

std::string Invariants::startArrived(const Record& record) {
    if (m_queued.contains(record.message)) {
        return leaveQueue(record);
    }
    if (m_resumed.erase(record.message) > 0) {
        return "";
    }
    const SimTime since = record.t - Duration{record.value};
    Flight* found = underWay(record.message);
    if (found == nullptr) {
        return messageText(record.message) + " is neither waiting nor under way";
    }
    // A batch may wait for a worker without a record of it.
    const bool mayWait = found->kind == Kind::BatchSent;
    const Flight flight = *found;
    land(*found);
    if (flight.to != record.node || flight.due != since || (!mayWait && flight.due != record.t)) {
        return messageText(record.message) + " is due elsewhere, or at " +
               formatSeconds(flight.due);
    }
    return "";
}

// REQUIRES that the message is queued, somewhere.
std::string Invariants::leaveQueue(const Record& record) {
    const auto queued = m_queued.find(record.message);
    const Queued waiting = queued->second;
    m_queued.erase(queued);
    --m_nodes[waiting.node.value].queued;
    const SimTime since = record.t - Duration{record.value};
    return waiting.node == record.node && waiting.since == since
               ? ""
               : messageText(record.message) + " waited elsewhere, or since " +
                     formatSeconds(waiting.since);
}

std::string Invariants::end(const Record& record) {
    Slot* slot = slotOf(record);
    if (slot == nullptr || slot->state != Slot::State::Busy || slot->message != record.message) {
        return "slot " + std::to_string(record.slot) + " is not at work on " +
               messageText(record.message);
    }
    slot->state = Slot::State::Free;
    return "";
}

std::string Invariants::lose(const Record& record) {
    if (record.slot >= 0) {
        Slot* slot = slotOf(record);
        if (slot == nullptr || slot->state == Slot::State::Free ||
            slot->message != record.message) {
            return "slot " + std::to_string(record.slot) + " holds no " +
                   messageText(record.message);
        }
        slot->state = Slot::State::Free;
        return "";
    }
    if (!record.message.exists()) {
        return "";  // of a gateway, which holds requests, not messages
    }
    // A batch may wait for a worker without a record of it.
    if (Flight* flight = underWay(record.message);
        flight != nullptr && flight->kind == Kind::BatchSent && flight->to == record.node &&
        flight->due <= record.t) {
        land(*flight);
        return "";
    }
    const auto queued = m_queued.find(record.message);
    if (queued == m_queued.end() || queued->second.node != record.node) {
        return messageText(record.message) + " is not waiting here";
    }
    --m_nodes[record.node.value].queued;
    m_queued.erase(queued);
    return "";
}

// A saga begins once, and nothing of it happens after its end.
std::string Invariants::foldSaga(const Record& record) {
    if (record.kind == Kind::SagaStarted) {
        return m_sagas.insert(record.value).second
                   ? ""
                   : "saga " + std::to_string(record.value) + " began before";
    }
    const bool known = m_sagas.contains(record.value);
    if (record.kind == Kind::SagaEnded) {
        m_sagas.erase(record.value);
    }
    return known ? "" : "saga " + std::to_string(record.value) + " is not under way";
}

// Of a consumer's batch: the worker stays with it. Other attempts are not those of a slot.
std::string Invariants::retry(const Record& record) {
    if (!record.message.exists()) {
        return "";
    }
    Slot* slot = slotOf(record);
    if (slot == nullptr || slot->state != Slot::State::Free || slot->message != record.message) {
        return "slot " + std::to_string(record.slot) + " did not just fail with " +
               messageText(record.message);
    }
    slot->state = Slot::State::WaitingForRetry;
    return "";
}

std::string Invariants::write(const Record& record) {
    std::vector<std::uint32_t>& rows = m_nodes[record.node.value].rows;
    if (!record.entity.exists() || rows.empty()) {
        return "there is no such row";
    }
    std::uint32_t& version = rows[record.entity.value];
    if (record.kind == Kind::RowReset && (record.attempt == 0 || record.attempt > version)) {
        return "the row never had a version " + number(record.attempt);
    }
    return record.version == ++version ? "" : "the row is at version " + number(version - 1);
}

std::string Invariants::stop(const Record& record) {
    Node& node = m_nodes[record.node.value];
    const bool starts = record.kind == Kind::NodeStarted;
    if (node.up == starts) {
        return starts ? "it is up already" : "it is down already";
    }
    node.up = starts;
    if (!starts) {
        // Batches that waited for a worker are forgotten; the broker will send them again. One that
        // is due now may still have to arrive.
        for (Flight& flight : m_flights) {
            flight.arrived = flight.arrived || (flight.kind == Kind::BatchSent &&
                                                flight.to == record.node && flight.due < record.t);
        }
    }
    return "";
}

std::string Invariants::stopInstance(const Record& record) {
    std::vector<Slot>& workers = m_nodes[record.node.value].workers;
    const bool starts = record.kind == Kind::InstanceStarted;
    const std::int64_t last = record.value * record.slot;
    if (record.slot < 1 || record.value < 1 || last > static_cast<std::int64_t>(workers.size())) {
        return "there is no instance " + std::to_string(record.slot);
    }
    for (std::int64_t i = last - record.value; i < last; ++i) {
        Slot& worker = workers[static_cast<std::size_t>(i)];
        if (worker.down != starts) {
            return starts ? "it is up already" : "it is down already";
        }
        worker.down = !starts;
    }
    return "";
}

std::string Invariants::finishRun(const Record& record) const {
    const auto overdue = std::ranges::find_if(m_flights, [&](const Flight& flight) {
        return !flight.arrived && flight.kind != Kind::BatchSent && flight.due < record.t;
    });
    const auto place = static_cast<std::uint64_t>(overdue - m_flights.begin());
    return overdue == m_flights.end()
               ? ""
               : messageText(MessageId{m_firstFlight + place}) + " never arrived";
}

}  // namespace foldline
