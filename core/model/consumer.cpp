// Consumers: members of a group handle the batches that they fetch on a worker, and commit how far
// they have come.
#include <algorithm>
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
