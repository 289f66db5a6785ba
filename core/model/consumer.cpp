// Consumers: members of a group fetch batches from their partitions, handle them on a worker, and
// commit how far they have come.
#include <algorithm>
#include <ranges>
#include <utility>

#include "core/base/check.h"
#include "core/model/backoff.h"
#include "core/model/engine.h"

namespace foldline {

const StoredEvent& Engine::eventAt(const SubscriptionPlan& subscription,
                                   std::uint32_t partition,
                                   std::int64_t offset) const {
    return m_state
        .partitions[subscription.partitions[partition].value][static_cast<std::size_t>(offset)];
}

// A batch is due when it is full, or when its first event has waited for `linger`.
void Engine::considerFetch(std::uint32_t index) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    if (plan.relay) {
        return considerRelay(index);
    }
    if (member.state != Member::State::Idle || !node(plan.consumer).up || !node(plan.broker).up ||
        m_state.replays[member.subscription] != 0) {
        return;
    }
    passExpired(member);
    if (fetchParked(index)) {
        return;
    }
    if (plan.consume.tokens) {
        return considerSegments(index);
    }
    std::int64_t available = 0;
    std::int64_t oldest = m_state.now;
    for (const std::uint32_t p : member.partitions) {
        const std::int64_t position = m_state.cursors[member.subscription][p].position;
        const auto end =
            static_cast<std::int64_t>(m_state.partitions[plan.partitions[p].value].size());
        if (position < end) {
            available += end - position;
            oldest = std::min(oldest, eventAt(plan, p, position).t);
        }
    }
    if (available == 0) {
        return;
    }
    const std::int64_t due = oldest + plan.consume.linger.us;
    if (available >= plan.consume.batch || due <= m_state.now) {
        fetch(index);
    } else {
        schedule(Pending::Kind::FetchDue, due, index, ++member.timer);
    }
}

// With tokens a batch is of one segment: the next in turn that is full, or has waited for long.
void Engine::considerSegments(std::uint32_t index) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    const std::vector<std::uint32_t>& mine = member.partitions;
    const auto start = static_cast<std::size_t>(
        std::ranges::lower_bound(mine, member.nextPartition) - mine.begin());
    std::optional<std::int64_t> due;
    for (std::size_t i = 0; i < mine.size(); ++i) {
        const std::uint32_t p = mine[(start + i) % mine.size()];
        const std::int64_t position = m_state.cursors[member.subscription][p].position;
        const auto end =
            static_cast<std::int64_t>(m_state.partitions[plan.partitions[p].value].size());
        if (position >= end) {
            continue;
        }
        const std::int64_t then = eventAt(plan, p, position).t + plan.consume.linger.us;
        if (end - position >= plan.consume.batch || then <= m_state.now) {
            member.nextPartition = p;
            return fetch(index);
        }
        due = std::min(due.value_or(then), then);
    }
    if (due) {
        schedule(Pending::Kind::FetchDue, *due, index, ++member.timer);
    }
}

void Engine::fetch(std::uint32_t index) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    const auto partitions = static_cast<std::uint32_t>(plan.partitions.size());
    FOLDLINE_CHECK(partitions > 0);
    std::uint32_t room = plan.consume.batch;
    std::vector<EventRange> batch;
    Seq newest = 0;
    const auto mine = static_cast<std::uint32_t>(member.partitions.size());
    const auto start = static_cast<std::uint32_t>(
        std::ranges::lower_bound(member.partitions, member.nextPartition) -
        member.partitions.begin());
    const std::uint32_t atOnce = plan.consume.tokens ? 1 : mine;  // a token is of one segment
    for (std::uint32_t i = 0, taken = 0; i < mine && room > 0 && taken < atOnce; ++i) {
        const std::uint32_t p = member.partitions[(start + i) % mine];
        Cursor& cursor = m_state.cursors[member.subscription][p];
        const auto end =
            static_cast<std::int64_t>(m_state.partitions[plan.partitions[p].value].size());
        taken += cursor.position < end ? 1 : 0;
        // Compaction leaves gaps: a range for each piece between them.
        while (room > 0 && cursor.position < end) {
            const std::int64_t first = cursor.position;
            const std::uint32_t partition = plan.partitions[p].value;
            while (room > 0 && cursor.position < end &&
                   nextKept(partition, cursor.position) == cursor.position) {
                ++cursor.position;
                --room;
            }
            batch.push_back({.partition = p,
                             .first = first,
                             .count = static_cast<std::uint32_t>(cursor.position - first)});
            newest = std::max(newest, eventAt(plan, p, cursor.position - 1).seq);
            cursor.position = nextKept(partition, cursor.position);
        }
    }
    member.nextPartition = (member.nextPartition + 1) % partitions;
    member.fromParked = false;
    takeBatch(member, std::move(batch));
    sendBatch(index, newest);
}

void Engine::sendBatch(std::uint32_t index, Seq cause) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    member.state = Member::State::Fetching;
    member.epoch = epochOf(member);
    ++member.timer;
    const Seq sent = send({.kind = Kind::BatchSent,
                           .from = plan.broker,
                           .to = plan.consumer,
                           .replyTo = {.generation = member.generation},
                           .what = plan.group,
                           .subscription = member.subscription,
                           .member = index,
                           .events = member.batch},
                          {.cause = cause});
    if (plan.consume.tokens) {
        extendClaims(member.subscription, member.number, sent);
    }
}

void Engine::batchLost(const Message& message) {
    Member& member = m_state.members[message.member];
    // One that polls waits for an answer until its time is out.
    if (message.replyTo.call != kNoIndex || member.generation != message.replyTo.generation) {
        return;
    }
    if (member.fromParked) {
        member.retry.insert(member.retry.begin(), member.batch.begin(), member.batch.end());
    } else {
        // The first range of a partition last: compaction may have left several.
        for (const EventRange& range : member.batch | std::views::reverse) {
            m_state.cursors[member.subscription][range.partition].position = range.first;
        }
    }
    member.state = Member::State::Idle;
    // The consumer asks again when its poll has found nothing for a moment.
    schedule(Pending::Kind::FetchDue, m_state.now + kPollAgainUs, message.member, ++member.timer);
}

void Engine::receiveBatch(Message&& message) {
    Member& member = m_state.members[message.member];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    if (!awaitsBatch(message)) {
        emit({.cause = message.cause,
              .message = message.id,
              .what = m_plan.words.connectionLost,
              .kind = Kind::MessageLost,
              .node = message.from,
              .peer = message.to});
        return;
    }
    if (message.replyTo.call != kNoIndex) {
        takePolled(message);
    }
    member.state = Member::State::Ready;
    member.message = message.id;
    member.cause = message.cause;
    member.readyAt = m_state.now;
    member.attempt = 0;
    member.tries = 0;
    member.event = 0;
    member.step = plan.relay && plan.relay->poll ? 1 : 0;
    member.single = member.fromParked;
    const std::uint32_t worker = takeWorker(plan.consumer, member.instance);
    if (worker == kNoIndex) {
        node(plan.consumer).batches.push_back(message.member);
    } else {
        startBatch(message.member, worker, message.cause);
    }
}

void Engine::startBatch(std::uint32_t index, std::uint32_t worker, Seq cause) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    member.state = Member::State::Running;
    member.frame = node(plan.consumer).first + worker;
    ++member.attempt;
    ++member.tries;
    Frame& frame = m_state.frames[member.frame];
    const HandlerPlan& handler = m_plan.handlers[plan.handler];
    frame = {.active = true,
             .generation = frame.generation,
             .node = plan.consumer,
             .worker = static_cast<std::int32_t>(worker),
             .handler = plan.handler,
             .step = member.step,
             .member = index,
             .event = member.event,
             .message = member.message,
             .what = handler.name,
             .startedAt = m_state.now};
    frame.cause = emit({.cause = cause,
                        .message = member.message,
                        .value = m_state.now - member.readyAt,
                        .what = handler.name,
                        .slot = frame.worker,
                        .attempt = member.attempt,
                        .kind = Kind::HandlerStarted,
                        .node = plan.consumer,
                        .peer = plan.broker});
    if (member.attempt == 1) {
        deliverEvents(member, frame.cause);
        if (plan.consume.commit == ConsumeSpec::Commit::Before && !member.fromParked) {
            if (crashesAfter(plan.handler, kCommitStep)) {
                return;
            }
            commitBatch(member, frame.cause);
        }
        splitIfNeeded(member);
    }
    if (goesOneByOne(member) && !loadWantedEvent(frame)) {
        frame.step = static_cast<std::uint32_t>(handler.steps.size());
    }
    advance(member.frame);
}

void Engine::deliverEvents(const Member& member, Seq cause) {
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    for (const EventRange& range : member.batch) {
        Cursor& cursor = m_state.cursors[member.subscription][range.partition];
        for (std::int64_t offset = range.first; offset < range.end(); ++offset) {
            // A parked one was delivered before, and so was one that is committed meanwhile.
            std::uint32_t again = 1;
            std::uint32_t* deliveries = &again;
            if (!member.fromParked && offset >= cursor.firstDelivery) {
                const auto place = static_cast<std::size_t>(offset - cursor.firstDelivery);
                if (place >= cursor.deliveries.size()) {
                    cursor.deliveries.resize(place + 1, 0);
                }
                deliveries = &cursor.deliveries[place];
            }
            const StoredEvent& event = eventAt(plan, range.partition, offset);
            emit({.cause = cause,
                  .message = member.message,
                  .request = event.request,
                  .value = offset,
                  .entity = event.entity,
                  .what = event.type,
                  .version = event.version,
                  .slot = static_cast<std::int32_t>(plan.partitions[range.partition].value),
                  .attempt = ++*deliveries + (offset < cursor.replayUntil ? 1 : 0),
                  .kind = Kind::EventDelivered,
                  .node = plan.consumer,
                  .peer = plan.broker});
        }
    }
}

// How many events of the batch come before each range, so that eventInBatch finds its way.
void Engine::takeBatch(Member& member, std::vector<EventRange> batch) {
    std::uint32_t before = 0;
    for (EventRange& range : batch) {
        range.before = before;
        before += range.count;
    }
    member.batch = std::move(batch);
}

// O(log ranges): compaction and parked events leave many.
EventRange Engine::eventInBatch(const Member& member, std::uint32_t number) {
    const auto next = std::ranges::upper_bound(member.batch, number, {}, &EventRange::before);
    FOLDLINE_CHECK(next != member.batch.begin());
    const EventRange& range = *(next - 1);
    FOLDLINE_CHECK(number - range.before < range.count);
    return {
        .partition = range.partition, .first = range.first + (number - range.before), .count = 1};
}

// The event at `frame.event`, or the next that the handler is for; false when there is none left.
bool Engine::loadWantedEvent(Frame& frame) {
    Member& member = m_state.members[frame.member];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    const std::uint32_t events = countOf(member.batch);
    for (; frame.event < events; ++frame.event) {
        const EventRange range = eventInBatch(member, frame.event);
        const StoredEvent& event = eventAt(plan, range.partition, range.first);
        if (plan.wants(event.type) && mustPass(member, frame.event)) {
            park(member.subscription, placeOf(member, frame.event), frame.cause, 0);
            retryToo(member, range);
        } else if (plan.wants(event.type)) {
            member.event = frame.event;
            frame.request = event.request;
            frame.entity = event.entity;
            frame.arguments = event.payload;
            frame.arrived = event.payload.count;
            mask(event.entity, frame.arguments);
            frame.outcome = SymbolId::none();
            frame.replayed =
                range.first < m_state.cursors[member.subscription][range.partition].replayUntil;
            frame.version = 0;
            frame.state = {};
            frame.round = 1;
            return true;
        }
    }
    return false;
}

// Goes on to the next event of a batch that is handled one by one.
bool Engine::nextEvent(Frame& frame) {
    if (frame.member == kNoIndex || !goesOneByOne(m_state.members[frame.member])) {
        return false;
    }
    unparkIfDone(frame);
    ++frame.event;
    frame.step = 0;
    if (!loadWantedEvent(frame)) {
        frame.step = static_cast<std::uint32_t>(m_plan.handlers[frame.handler].steps.size());
        return false;
    }
    Member& member = m_state.members[frame.member];
    if (m_plan.subscriptions[member.subscription].consume.onFailure !=
        ConsumeSpec::OnFailure::GiveUp) {
        member.tries = 1;
    }
    return true;
}

void Engine::finishBatch(std::uint32_t index, Seq cause) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    if (plan.relay) {
        return finishRound(index, cause);
    }
    if (plan.consume.commit == ConsumeSpec::Commit::After && !member.fromParked) {
        if (crashesAfter(plan.handler, kCommitStep)) {
            return;
        }
        commitBatch(member, cause);
    }
    member.state = Member::State::Idle;
    member.frame = kNoIndex;
    member.batch.clear();
    replayIfAsked(member.subscription);
    considerFetch(index);
}

bool Engine::failBatch(Frame& frame, Seq cause) {
    Member& member = m_state.members[frame.member];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    if (isStale(member) || !mayRetry(plan.consume.retry, member.tries) ||
        m_state.replays[member.subscription] != 0) {
        return false;
    }
    const Duration previous = member.tries == 1 ? plan.consume.retry.base : member.previousDelay;
    member.previousDelay =
        retryDelay(plan.consume.retry, member.tries, previous, stream(plan.jitterStream));
    member.cause = waitForRetry(frame, member.previousDelay, cause);
    return true;
}

Seq Engine::waitForRetry(Frame& frame, Duration delay, Seq cause) {
    Member& member = m_state.members[frame.member];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    member.state = Member::State::WaitingForRetry;
    schedule(Pending::Kind::BatchRetryDue, m_state.now + delay.us, frame.member, ++member.timer);
    return emit({.cause = cause,
                 .message = member.message,
                 .value = delay.us,
                 .what = frame.what,
                 .slot = frame.worker,
                 .attempt = member.attempt + 1,
                 .kind = Kind::RetryScheduled,
                 .node = plan.consumer,
                 .peer = plan.broker});
}

void Engine::retryBatch(std::uint32_t index) {
    Member& member = m_state.members[index];
    Frame& frame = m_state.frames[member.frame];
    ++frame.generation;
    member.readyAt = m_state.now;
    startBatch(index, static_cast<std::uint32_t>(frame.worker), member.cause);
}

void Engine::commitBatch(const Member& member, Seq cause) {
    for (std::size_t i = 0; i < member.batch.size(); ++i) {
        const EventRange& range = member.batch[i];
        if (i + 1 < member.batch.size() && member.batch[i + 1].partition == range.partition) {
            continue;  // of one partition, the last says it all
        }
        if (isStale(member)) {
            refuseCommit(member, range, cause);
            continue;
        }
        Cursor& cursor = m_state.cursors[member.subscription][range.partition];
        cursor.done = std::max(cursor.done, range.end());
        commitOffsets(member.subscription, range.partition, cause);
    }
}

void Engine::refuseCommit(const Member& member, const EventRange& range, Seq cause) {
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    emit({.cause = cause,
          .value = range.end(),
          .what = plan.group,
          .slot = static_cast<std::int32_t>(plan.partitions[range.partition].value),
          .kind = Kind::CommitRefused,
          .node = plan.consumer,
          .peer = plan.broker});
}

void Engine::forgetDeliveries(Cursor& cursor, std::int64_t before) {
    const auto count = static_cast<std::size_t>(before - cursor.firstDelivery);
    cursor.deliveries.erase(cursor.deliveries.begin(),
                            cursor.deliveries.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                            count, cursor.deliveries.size())));
    cursor.firstDelivery = before;
}

// While the broker is down, progress stays in the consumer's memory and is committed when it is
// back. A relay keeps it where it marks.
void Engine::commitOffsets(std::uint32_t subscription, std::uint32_t partition, Seq cause) {
    const SubscriptionPlan& plan = m_plan.subscriptions[subscription];
    Cursor& cursor = m_state.cursors[subscription][partition];
    const NodeId keeper = plan.tokensAt.exists() ? plan.tokensAt : plan.broker;
    if (cursor.done <= cursor.committed || (!plan.relay && !node(keeper).up)) {
        return;
    }
    if (!plan.relay) {
        forgetDeliveries(cursor, cursor.done);  // a relay's batch may still be under way
    }
    cursor.committed = cursor.done;
    cursor.everCommitted = true;
    const Seq stored = emit({.cause = cause,
                             .value = cursor.committed,
                             .what = plan.group,
                             .slot = static_cast<std::int32_t>(plan.partitions[partition].value),
                             .kind = Kind::OffsetCommitted,
                             .node = plan.consumer,
                             .peer = keeper});
    if (plan.consume.tokens) {
        extendClaims(subscription, m_state.groups[subscription].owner[partition], stored);
    }
}

// What it had begun and not committed, it begins again.
void Engine::startMember(std::uint32_t index, Seq cause) {
    Member& member = m_state.members[index];
    for (const std::uint32_t partition : member.partitions) {
        resumeCursor(member.subscription, partition);
        member.cause =
            sayPartition(Kind::PartitionsAssigned, member.subscription, partition, cause);
    }
    if (m_plan.subscriptions[member.subscription].consume.tokens) {
        extendClaims(member.subscription, member.number, member.cause);
    }
    member.state = Member::State::Idle;
    considerFetch(index);
}

// In a group that rebalances, its partitions wait for the end of its session; with tokens, for
// that of its claims.
void Engine::stopMember(std::uint32_t index) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    if (plan.consume.tokens) {
        abandonClaims(member);
    }
    member.state = Member::State::Stopped;
    member.frame = kNoIndex;
    member.batch.clear();
    member.retry.clear();
    if (member.call != kNoIndex) {
        dropCall(std::exchange(member.call, kNoIndex));
    }
    ++member.generation;
    ++member.timer;
    if (plan.session || plan.consume.tokens) {
        member.partitions.clear();
    }
}

void Engine::startConsumer(NodeId consumer, Seq cause) {
    for (std::uint32_t i = 0; i < m_state.members.size(); ++i) {
        const Member& member = m_state.members[i];
        if (m_plan.subscriptions[member.subscription].consumer == consumer &&
            member.state == Member::State::Stopped && instanceIsUp(consumer, member.instance)) {
            startMember(i, cause);
        }
    }
    for (std::uint32_t i = 0; i < m_plan.subscriptions.size(); ++i) {
        if (m_plan.subscriptions[i].consumer == consumer) {
            memberIsBack(i, cause);
            lookForTokens(i);
        }
    }
}

}  // namespace foldline
