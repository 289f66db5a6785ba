#include "ui/stage/card_model.h"

#include <algorithm>
#include <string_view>

#include "ui/stage/card_strips.h"

namespace foldline::ui {
namespace {

using Activity = WorkerState::Activity;

const Subscription* subscriptionOf(const Dictionary& dictionary, NodeId node) {
    const auto found = std::ranges::find(dictionary.subscriptions, node, &Subscription::consumer);
    return found == dictionary.subscriptions.end() ? nullptr : &*found;
}

WaitsFor waitsFor(const Dictionary& dictionary, NodeId peer) {
    if (peer.value >= dictionary.nodes.size()) {
        return WaitsFor::Reply;
    }
    switch (dictionary.node(peer).role) {
        case Role::Rdb:
            return WaitsFor::Database;
        case Role::Broker:
            return WaitsFor::Broker;
        case Role::EventStore:
            return WaitsFor::EventStore;
        default:
            return WaitsFor::Reply;
    }
}

WorkerMark markOf(const StageFrame& frame, const NodeState& node, const WorkerState& worker) {
    if (!node.up) {
        return WorkerMark::Off;
    }
    switch (worker.activity) {
        case Activity::Idle:
            return WorkerMark::Idle;
        case Activity::Working:
            return WorkerMark::Working;
        case Activity::WaitingForRetry:
            return WorkerMark::WaitingForRetry;
        case Activity::WaitingForReply:
            break;
    }
    const std::vector<NodeState>& nodes = frame.world.nodes;
    const bool peerDown = worker.peer.value < nodes.size() && !nodes[worker.peer.value].up;
    return peerDown || frame.t - worker.since > kStuckAfter ? WorkerMark::Stuck
                                                            : WorkerMark::WaitingForReply;
}

/// What the workers of a node are at, counted.
struct Crew {
    std::size_t working = 0;
    std::size_t waiting = 0;
    std::size_t stuck = 0;
    std::size_t retrying = 0;
    WaitsFor what = WaitsFor::Reply;
    std::uint64_t events = 0;
    std::uint32_t attempt = 0;
};

Crew countCrew(const StageFrame& frame, const NodeState& node, const CardModel& card) {
    Crew crew;
    for (std::size_t i = 0; i < node.workers.size(); ++i) {
        const WorkerState& worker = node.workers[i];
        crew.events += worker.events;
        crew.attempt = std::max(crew.attempt, worker.attempt);
        switch (card.workers[i]) {
            case WorkerMark::Working:
                ++crew.working;
                break;
            case WorkerMark::WaitingForReply:
                ++crew.waiting;
                crew.what = waitsFor(frame.dictionary, worker.peer);
                break;
            case WorkerMark::Stuck:
                ++crew.stuck;
                crew.what = waitsFor(frame.dictionary, worker.peer);
                break;
            case WorkerMark::WaitingForRetry:
                ++crew.retrying;
                break;
            case WorkerMark::Idle:
            case WorkerMark::Off:
                break;
        }
    }
    return crew;
}

QString serviceStatus(const Crew& crew, std::size_t workers, const StageWords& words) {
    if (crew.stuck > 0) {
        return words.workersStuck(workers, crew.stuck, crew.what);
    }
    if (crew.retrying > 0) {
        return words.workersRetrying(workers, crew.retrying);
    }
    if (crew.working > 0) {
        return words.workersBusy(workers, crew.working + crew.waiting);
    }
    return crew.waiting > 0 ? words.workersWaiting(workers, crew.waiting, crew.what)
                            : words.workersIdle(workers);
}

QString consumerStatus(const Crew& crew, std::uint32_t batchMax, const StageWords& words) {
    if (crew.stuck > 0) {
        return words.consumerStuck(crew.events, crew.what);
    }
    if (crew.retrying > 0) {
        return words.consumerRetries(crew.events, std::max(crew.attempt, 2U) - 1);
    }
    return crew.working + crew.waiting > 0 ? words.consumerApplies(crew.events)
                                           : words.consumerWaits(batchMax);
}

std::optional<Duration> backIn(const StageFrame& frame, const NodeState& node) {
    std::optional<SimTime> back;
    for (const ActiveFault& active : node.faults) {
        const auto fault =
            std::ranges::find(frame.faults, static_cast<std::uint32_t>(active.fault), &Fault::id);
        if (fault == frame.faults.end() ||
            (fault->kind != Fault::Kind::Down && fault->kind != Fault::Kind::Crash)) {
            continue;
        }
        if (!fault->length) {
            return std::nullopt;
        }
        const SimTime end = active.since + *fault->length;
        back = back ? std::max(*back, end) : end;
    }
    if (!back) {
        return std::nullopt;
    }
    return Duration{std::max<std::int64_t>(0, (*back - frame.t).us)};
}

bool isOpen(const BreakerState& breaker) {
    return breaker.state == BreakerState::State::Open;
}

/// What is the matter with a node short of being down, the worst first.
QString badgeOf(const StageFrame& frame, const NodeState& node, const StageWords& words) {
    QString badge;
    std::size_t more = 0;
    const auto add = [&](const QString& text) {
        if (badge.isEmpty()) {
            badge = text;
        } else {
            ++more;
        }
    };
    for (const BreakerState& breaker : node.breakers) {
        if (isOpen(breaker)) {
            add(words.breakerOpen());
        }
    }
    for (const BreakerState& breaker : node.breakers) {
        if (breaker.state == BreakerState::State::HalfOpen) {
            add(words.breakerHalfOpen());
        }
    }
    for (const ActiveFault& active : node.faults) {
        if (active.what.value >= frame.dictionary.symbols.size()) {
            continue;
        }
        const auto kind = faultKindByName(frame.dictionary.symbol(active.what));
        // Being down is told by the whole card, a cut by the edge.
        if (!kind || *kind == Fault::Kind::Down || *kind == Fault::Kind::Crash ||
            *kind == Fault::Kind::LoseLeader || *kind == Fault::Kind::Cut) {
            continue;
        }
        add(words.fault(*kind, active.strength));
    }
    return more == 0 ? badge : badge + QStringLiteral(" ") + words.moreWaiting(more);
}

QString topicStatus(const std::vector<PartitionStrip>& strips, const StageWords& words) {
    const auto topics = static_cast<std::size_t>(
        std::ranges::count_if(strips, [](const auto& strip) { return strip.startsTopic; }));
    return topics == 1 ? words.topic(strips.front().topic.toStdString(), strips.size())
                       : words.topics(topics, strips.size());
}

/// Tells at the foot how far it has all been read; returns how much there is.
std::int64_t describePositions(const StageFrame& frame, const StageWords& words, CardModel& card) {
    describeStrips(frame, words, card);
    std::int64_t end = 0;
    std::int64_t committed = 0;
    for (const PartitionStrip& strip : card.strips) {
        end += strip.end;
        committed += strip.end - strip.behind();
    }
    card.footnote = words.offsets(end, committed);
    return end;
}

void describeBroker(const StageFrame& frame, const StageWords& words, CardModel& card) {
    describePositions(frame, words, card);
    if (!card.strips.empty()) {
        card.status = topicStatus(card.strips, words);
    }
}

void describeClient(const StageFrame& frame,
                    const NodeState& node,
                    const StageWords& words,
                    CardModel& card) {
    const Totals& totals = frame.world.totals;
    const auto clients = std::ranges::count(frame.dictionary.nodes, Role::Client, &NodeName::role);
    card.ledger = {.accepted = totals.accepted,
                   .refused = totals.refused,
                   .unknown = totals.unknown,
                   .open = node.asking};
    // The totals are those of all clients together; alone, they are this one's.
    card.status = words.client(clients == 1 ? totals.requests : node.asking, node.asking);
}

void describeWork(const StageFrame& frame,
                  const NodeState& node,
                  const StageWords& words,
                  CardModel& card) {
    const NodeName& name = frame.dictionary.node(card.node);
    card.waiting = node.queue.size();
    card.waitingMax = name.queueLimit;
    for (const WorkerState& worker : node.workers) {
        card.workers.push_back(markOf(frame, node, worker));
    }
    const Crew crew = countCrew(frame, node, card);
    card.worried = crew.stuck + crew.retrying > 0;
    if (card.look == CardLook::EventStore) {
        const auto events = static_cast<std::uint64_t>(describePositions(frame, words, card));
        describeStreams(frame, card);
        card.status = words.storeStatus(crew.working, events);
        return;
    }
    if (card.look == CardLook::Rdb) {
        describeStrips(frame, words, card);
        card.status = crew.working > 0 ? words.databaseBusy(crew.working, node.rowsWritten)
                                       : words.databaseIdle(node.rowsWritten);
        return;
    }
    if (card.look == CardLook::Consumer) {
        const std::uint32_t batchMax = subscriptionOf(frame.dictionary, card.node)->batchMax;
        card.inHand = crew.events;
        card.waitingMax = batchMax;
        card.status = consumerStatus(crew, batchMax, words);
        return;
    }
    card.status = serviceStatus(crew, node.workers.size(), words);
}

/// The most that numbers of a run are expected to reach; larger ones are elided, never overlapped.
constexpr std::uint64_t kWidestCount = 8'888;

std::vector<WaitsFor> mayWaitFor(const Dictionary& dictionary, NodeId node) {
    std::vector<WaitsFor> all;
    for (const Link& link : dictionary.links) {
        if (link.from == node) {
            all.push_back(waitsFor(dictionary, link.to));
        }
    }
    return all;
}

}  // namespace

CardLook lookOf(const Dictionary& dictionary, NodeId node) {
    switch (dictionary.node(node).role) {
        case Role::Client:
            return CardLook::Client;
        case Role::Gateway:
            return CardLook::Gateway;
        case Role::Service:
            return subscriptionOf(dictionary, node) != nullptr ? CardLook::Consumer
                                                               : CardLook::Service;
        case Role::Rdb:
            return CardLook::Rdb;
        case Role::EventStore:
            return CardLook::EventStore;
        case Role::Broker:
            break;
    }
    return CardLook::Broker;
}

CardModel describeCard(const StageFrame& frame, NodeId node, const StageWords& words) {
    CardModel card;
    card.node = node;
    card.look = lookOf(frame.dictionary, node);
    card.title = words.title(frame.dictionary.node(node));
    if (node.value >= frame.world.nodes.size()) {
        return card;
    }
    const NodeState& state = frame.world.nodes[node.value];
    switch (card.look) {
        case CardLook::Client:
            describeClient(frame, state, words, card);
            break;
        case CardLook::Gateway:
            card.waiting = state.asking;
            card.status = words.gateway(state.retries, state.asking);
            card.footnote = words.accessLog(state.accessLines);
            card.footnoteBad = state.accessLines > 0;
            break;
        case CardLook::Broker:
            describeBroker(frame, words, card);
            break;
        case CardLook::Service:
        case CardLook::Consumer:
        case CardLook::EventStore:
        case CardLook::Rdb:
            describeWork(frame, state, words, card);
            break;
    }
    card.badge = badgeOf(frame, state, words);
    card.badgeBad = std::ranges::any_of(state.breakers, isOpen);
    card.down = !state.up;
    if (card.down) {
        card.status = words.down(backIn(frame, state));
    }
    return card;
}

std::vector<QString> widestStatuses(const Dictionary& dictionary,
                                    NodeId node,
                                    const StageWords& words) {
    const NodeName& name = dictionary.node(node);
    const std::size_t n = name.capacity;
    std::vector<QString> all;
    // Clients are not broken: what stops them is what they ask.
    if (name.role != Role::Client) {
        all = {words.down(std::nullopt), words.down(Duration{88'800'000})};
    }
    const auto add = [&all](const QString& text) { all.push_back(text); };
    switch (lookOf(dictionary, node)) {
        case CardLook::Client:
            add(words.client(kWidestCount, 88));
            break;
        case CardLook::Gateway:
            add(words.gateway(kWidestCount, 88));
            break;
        case CardLook::Service:
            for (const WaitsFor what : mayWaitFor(dictionary, node)) {
                add(words.workersStuck(n, n, what));
                add(words.workersWaiting(n, n, what));
            }
            add(words.workersRetrying(n, n));
            add(words.workersBusy(n, n));
            break;
        case CardLook::Consumer: {
            const std::uint32_t batchMax = subscriptionOf(dictionary, node)->batchMax;
            const std::uint64_t held = std::uint64_t{batchMax} * std::max<std::size_t>(n, 1);
            add(words.consumerWaits(batchMax));
            add(words.consumerApplies(held));
            add(words.consumerRetries(held, 88));
            for (const WaitsFor what : mayWaitFor(dictionary, node)) {
                add(words.consumerStuck(held, what));
            }
            break;
        }
        case CardLook::Rdb:
            add(words.databaseBusy(n, kWidestCount));
            add(words.databaseIdle(kWidestCount));
            break;
        case CardLook::EventStore:
            add(words.storeStatus(n, kWidestCount));
            add(words.storeStatus(0, kWidestCount));
            break;
        case CardLook::Broker: {
            CardModel card;
            card.node = node;
            describeStrips({.dictionary = dictionary, .world = initialWorld(dictionary), .t = {}},
                           words,
                           card);
            if (!card.strips.empty()) {
                add(topicStatus(card.strips, words));
            }
            break;
        }
    }
    return all;
}

QString widestFootnote(const Dictionary& dictionary, NodeId node, const StageWords& words) {
    switch (lookOf(dictionary, node)) {
        case CardLook::Gateway:
            return words.accessLog(888);
        case CardLook::Broker:
        case CardLook::EventStore:
            return words.offsets(kWidestCount, kWidestCount);
        default:
            return {};
    }
}

}  // namespace foldline::ui
