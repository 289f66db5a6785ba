#include "core/fold/node_statistics.h"

#include <algorithm>

namespace foldline {
namespace {

/// Requests are numbered without gaps; a number further ahead than this is damage.
constexpr std::uint64_t kRequestGapMax = 4096;

std::uint64_t one(bool condition) {
    return condition ? 1 : 0;
}

}  // namespace

NodeStatistics::Track::Track(const NodeName& name, SimTime warmup)
    : queue(warmup),
      busy(warmup),
      inSystem(warmup),
      down(warmup),
      capacity(name.capacity),
      workers(name.capacity) {}

NodeStatistics::NodeStatistics(const Dictionary& dictionary, SimTime warmup)
    : m_warmup(warmup),
      m_roles(dictionary),
      m_events(dictionary, warmup) {
    m_nodes.reserve(dictionary.nodes.size());
    for (std::size_t i = 0; i < dictionary.nodes.size(); ++i) {
        m_nodes.emplace_back(dictionary.nodes[i], warmup);
        m_nodes.back().counts.node = NodeId{static_cast<std::uint16_t>(i)};
    }
}

void NodeStatistics::fold(const Record& record) {
    if (record.node.value >= m_nodes.size()) {
        return;
    }
    m_events.fold(record);
    foldWork(m_nodes[record.node.value], record);
}

void NodeStatistics::foldWork(Track& node, const Record& record) {
    switch (record.kind) {
        case Kind::RequestReceived:
        case Kind::RequestQueued:
        case Kind::StatementQueued:
            foldArrival(node, record);
            break;
        case Kind::EventAppended:
            // At an event store it is what a transaction does, and no piece of its own.
            if (m_roles.roleOf(record.node) == Role::EventStore) {
                foldMoment(node, record);
            } else {
                foldArrival(node, record);
            }
            break;
        case Kind::RequestRefused:
            foldRefusal(node, record);
            break;
        case Kind::HandlerStarted:
        case Kind::TransactionStarted:
            foldStart(node, record);
            break;
        case Kind::HandlerFinished:
        case Kind::HandlerFailed:
        case Kind::TransactionCommitted:
        case Kind::TransactionRolledBack:
            foldEnd(node, record);
            break;
        case Kind::WorkLost:
            foldLoss(node, record);
            break;
        case Kind::RetryScheduled:
            foldRetry(node, record);
            break;
        case Kind::RequestSent:
        case Kind::ReplySent:
        case Kind::ReplyReceived:
        case Kind::TimedOut:
            foldAsking(node, record);
            break;
        default:
            foldMoment(node, record);
            break;
    }
}

void NodeStatistics::foldArrival(Track& node, const Record& record) {
    const std::uint64_t counted = one(counts(record.t));
    node.counts.arrivals += counted;
    switch (record.kind) {
        case Kind::RequestReceived:
            if (record.request.value < m_requests) {
                node.open.begin(record.request, record.t);
                node.inSystem.add(record.t, 1);
            }
            break;
        case Kind::EventAppended:
            node.counts.started += counted;
            node.counts.completed += counted;
            node.counts.events += counted;
            break;
        default:
            node.waiting.push_back({.message = record.message, .since = record.t});
            node.queue.add(record.t, 1);
            node.inSystem.add(record.t, 1);
            break;
    }
}

void NodeStatistics::foldRefusal(Track& node, const Record& record) {
    node.refusal = record.seq;
    if (node.waiting.empty() || node.waiting.front().message != record.message) {
        node.counts.arrivals += one(counts(record.t));
        node.counts.refused += one(counts(record.t));
        return;
    }
    const SimTime arrived = node.waiting.front().since;
    if (counts(arrived)) {
        ++node.counts.refused;
        node.unfinished.add(record.t - arrived);
    }
    node.waiting.pop_front();
    node.queue.add(record.t, -1);
    node.inSystem.add(record.t, -1);
}

void NodeStatistics::foldStart(Track& node, const Record& record) {
    const auto index = static_cast<std::size_t>(record.slot);
    if (record.slot < 0 || index >= node.workers.size() || node.workers[index].busy) {
        return;  // busy: the next attempt of the same piece
    }
    if (record.slot == node.failedLast) {
        node.failedLast = kNoSlot;
    }
    Slot& slot = node.workers[index];
    const auto queued = std::ranges::find(node.waiting, record.message, &Queued::message);
    if (queued != node.waiting.end()) {
        slot.arrived = queued->since;
        node.waiting.erase(queued);
        node.queue.add(record.t, -1);
    } else {
        // A batch may have waited for a worker without a record of it.
        slot.arrived = record.t - Duration{std::clamp<std::int64_t>(
                                      record.value, 0, std::max<std::int64_t>(record.t.us, 0))};
        node.counts.arrivals += one(counts(slot.arrived));
        node.queue.addPast(slot.arrived, record.t);
        node.inSystem.addPast(slot.arrived, record.t);
        node.inSystem.add(record.t, 1);
    }
    slot.busy = true;
    slot.started = record.t;
    node.busy.add(record.t, 1);
    if (counts(slot.arrived)) {
        ++node.counts.started;
        node.wait.add(record.t - slot.arrived);
    }
}

void NodeStatistics::foldEnd(Track& node, const Record& record) {
    const auto index = static_cast<std::size_t>(record.slot);
    if (record.slot < 0 || index >= node.workers.size() || !node.workers[index].busy) {
        return;
    }
    Slot& slot = node.workers[index];
    const bool failed =
        record.kind == Kind::HandlerFailed || record.kind == Kind::TransactionRolledBack;
    slot.busy = false;
    node.busy.add(record.t, -1);
    node.inSystem.add(record.t, -1);
    node.failedLast = failed ? record.slot : kNoSlot;
    if (counts(slot.arrived)) {
        ++(failed ? node.counts.failed : node.counts.completed);
        node.service.add(record.t - slot.started);
        node.sojourn.add(record.t - slot.arrived);
    }
}

void NodeStatistics::lose(Track& node, SimTime arrived, SimTime now) const {
    if (counts(arrived)) {
        ++node.counts.lost;
        node.unfinished.add(now - arrived);
    }
}

void NodeStatistics::foldLoss(Track& node, const Record& record) {
    if (record.slot >= 0) {
        const auto index = static_cast<std::size_t>(record.slot);
        if (index < node.workers.size() && node.workers[index].busy) {
            node.workers[index].busy = false;
            lose(node, node.workers[index].arrived, record.t);
            node.busy.add(record.t, -1);
            node.inSystem.add(record.t, -1);
        }
        return;
    }
    const auto queued = std::ranges::find(node.waiting, record.message, &Queued::message);
    if (queued != node.waiting.end()) {
        lose(node, queued->since, record.t);
        node.waiting.erase(queued);
        node.queue.add(record.t, -1);
        node.inSystem.add(record.t, -1);
    } else if (const auto since = node.open.find(record.request)) {
        lose(node, *since, record.t);
        node.open.end(record.request);
        node.inSystem.add(record.t, -1);
    }
}

void NodeStatistics::foldRetry(Track& node, const Record& record) {
    node.counts.retries += one(counts(record.t));
    if (record.slot < 0 || record.slot != node.failedLast) {
        return;
    }
    // The handler that failed just now will be tried again: its piece of work has not ended.
    Slot& slot = node.workers[static_cast<std::size_t>(record.slot)];
    node.failedLast = kNoSlot;
    slot.busy = true;
    node.busy.add(record.t, 1);
    node.inSystem.add(record.t, 1);
    if (counts(slot.arrived)) {
        --node.counts.failed;
        node.service.takeBack();
        node.sojourn.takeBack();
    }
}

void NodeStatistics::foldMoment(Track& node, const Record& record) {
    const std::uint64_t counted = one(counts(record.t));
    switch (record.kind) {
        case Kind::RowWritten:
            node.counts.rowsWritten += counted;
            break;
        case Kind::EventAppended:
            node.counts.events += counted;
            break;
        case Kind::EventDelivered:
            node.counts.events += counted;
            node.counts.redelivered += record.attempt > 1 ? counted : 0;
            break;
        case Kind::EventLost:
            node.counts.arrivals += counted;
            node.counts.lost += counted;
            break;
        case Kind::NodeStopped:
            node.down.add(record.t, node.up ? 1 : 0);
            node.up = false;
            break;
        case Kind::NodeStarted:
            node.down.add(record.t, node.up ? 0 : -1);
            node.up = true;
            break;
        default:
            break;
    }
}

void NodeStatistics::foldAsking(Track& node, const Record& record) {
    if (record.kind == Kind::TimedOut) {
        node.counts.timedOut += one(counts(record.t));
    }
    const Role role = m_roles.roleOf(record.node);
    if (role == Role::Gateway) {
        foldAnswer(node, record);
        return;
    }
    if (m_roles.begins(record)) {
        foldIntention(node, record);
    } else if (const Outcome outcome = m_roles.outcomeOf(record); outcome != Outcome::None) {
        foldOutcome(node, record, outcome);
    }
}

void NodeStatistics::foldIntention(Track& client, const Record& record) {
    if (record.request.value >= m_requests + kRequestGapMax) {
        return;
    }
    m_requests = std::max(m_requests, record.request.value + 1);
    client.open.begin(record.request, record.t);
    client.counts.arrivals += one(counts(record.t));
    client.inSystem.add(record.t, 1);
}

void NodeStatistics::foldOutcome(Track& client, const Record& record, Outcome outcome) {
    const auto sent = client.open.find(record.request);
    if (!sent) {
        return;
    }
    const SimTime arrived = *sent;
    client.open.end(record.request);
    client.inSystem.add(record.t, -1);
    if (!counts(arrived)) {
        return;
    }
    client.sojourn.add(record.t - arrived);
    switch (outcome) {
        case Outcome::Accepted:
            ++client.counts.completed;
            client.latency.add(record.t - arrived);
            break;
        case Outcome::Refused:
            ++client.counts.refused;
            break;
        default:
            ++client.counts.failed;
            break;
    }
}

void NodeStatistics::foldAnswer(Track& gateway, const Record& record) {
    const auto since = gateway.open.find(record.request);
    if (!since) {
        return;
    }
    const bool counted = counts(*since);
    if (record.kind == Kind::RequestSent && record.attempt <= 1) {
        gateway.counts.started += one(counted);
    } else if (record.kind == Kind::ReplySent &&
               (gateway.refusal == 0 || record.cause != gateway.refusal)) {
        if (counted) {
            ++(m_roles.isOk(record.what) ? gateway.counts.completed : gateway.counts.failed);
            gateway.sojourn.add(record.t - *since);
        }
        gateway.open.end(record.request);
        gateway.inSystem.add(record.t, -1);
    }
}

void NodeStatistics::addOpen(const Track& node, SimTime end, NodeSummary& summary) const {
    DurationSamples unfinished = node.unfinished;
    const auto add = [&](SimTime arrived) {
        if (counts(arrived)) {
            ++summary.open;
            unfinished.add(end - arrived);
        }
    };
    node.open.forEach(add);
    for (const Queued& queued : node.waiting) {
        add(queued.since);
    }
    for (const Slot& slot : node.workers) {
        if (slot.busy) {
            add(slot.arrived);
        }
    }
    summary.unfinished = unfinished.summarise();
}

std::vector<NodeSummary> NodeStatistics::summarise(SimTime end) const {
    std::vector<NodeSummary> summaries;
    summaries.reserve(m_nodes.size());
    for (const Track& node : m_nodes) {
        NodeSummary summary = node.counts;
        summary.wait = node.wait.summarise();
        summary.service = node.service.summarise();
        summary.sojourn = node.sojourn.summarise();
        summary.latency = node.latency.summarise();
        addOpen(node, end, summary);
        summary.eventWait = m_events.wait(summary.node).summarise();
        summary.eventSojourn = m_events.sojourn(summary.node).summarise();
        summary.lag = m_events.lag(summary.node).summarise(end);
        summary.queue = node.queue.summarise(end);
        summary.busy = node.busy.summarise(end);
        summary.inSystem = node.inSystem.summarise(end);
        if (node.capacity > 0) {
            summary.utilisation = summary.busy.mean / node.capacity;
        }
        summary.upShare = 1.0 - node.down.summarise(end).mean;
        summaries.push_back(summary);
    }
    return summaries;
}

}  // namespace foldline
