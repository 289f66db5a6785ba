// Relays: they read an outbox, by asking for what is not marked or from the database's log, and
// send its events to their topics. Sending comes before marking, as in Eventuate's CDC service,
// unless the author wants it the other way.
#include <algorithm>

#include "core/base/check.h"
#include "core/model/engine.h"

namespace foldline {

void Engine::considerRelay(std::uint32_t index) {
    const Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    if (member.state != Member::State::Idle || !node(plan.consumer).up) {
        return;
    }
    if (plan.relay->poll) {
        poll(index);
    } else {
        readLog(index);
    }
}

// Whether the RDB is up shows when it does not answer.
void Engine::poll(std::uint32_t index) {
    const std::uint32_t callIndex = takeCall();
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    const auto& step = std::get<TransactionPlan>(m_plan.handlers[plan.handler].steps.front());
    member.state = Member::State::Fetching;
    member.call = callIndex;
    ++member.timer;
    Call& call = m_state.calls[callIndex];
    call.owner = Call::Owner::Member;
    call.member = index;
    call.ask = step.ask;
    call.message = {.kind = Kind::StatementSent,
                    .from = plan.consumer,
                    .to = plan.broker,
                    .what = m_plan.handlers[plan.handler].name,
                    .subscription = member.subscription,
                    .member = index,
                    .handler = plan.handler,
                    .step = 0};
    attempt(callIndex, member.cause);
}

// Nothing to send, or no answer.
void Engine::pollSettled(std::uint32_t index, Seq cause) {
    Member& member = m_state.members[index];
    member.call = kNoIndex;
    finishRound(index, cause);
}

// The log shows a commit after a while, and the relay reads as far as it shows.
void Engine::readLog(std::uint32_t index) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    Cursor& cursor = m_state.cursors[member.subscription].front();
    const auto end =
        static_cast<std::int64_t>(m_state.partitions[plan.partitions.front().value].size());
    if (!node(plan.broker).up || cursor.position == end) {
        return;
    }
    const auto shownAt = [&](std::int64_t offset) {
        return eventAt(plan, 0, offset).t + plan.relay->tail.us;
    };
    if (shownAt(cursor.position) > m_state.now) {
        schedule(Pending::Kind::FetchDue, shownAt(cursor.position), index, ++member.timer);
        return;
    }
    const std::int64_t first = cursor.position;
    const std::int64_t last = std::min<std::int64_t>(end, first + plan.consume.batch);
    while (cursor.position < last && shownAt(cursor.position) <= m_state.now) {
        ++cursor.position;
    }
    forgetDeliveries(cursor, cursor.committed);
    takeBatch(member,
              {{.partition = 0,
                .first = first,
                .count = static_cast<std::uint32_t>(cursor.position - first)}});
    sendBatch(index, eventAt(plan, 0, cursor.position - 1).seq);
}

/// Whether somebody still waits for a batch that has arrived.
bool Engine::awaitsBatch(const Message& message) const {
    const ReplyTo& to = message.replyTo;
    if (to.call == kNoIndex) {
        return m_state.members[message.member].generation == to.generation;
    }
    const Call& call = m_state.calls[to.call];
    return call.waiting && call.generation == to.generation;
}

// The answer to a query ends the asking.
void Engine::takePolled(const Message& message) {
    Member& member = m_state.members[message.member];
    dropCall(message.replyTo.call);
    member.call = kNoIndex;
    takeBatch(member, message.events);
    m_state.cursors[member.subscription].front().position = message.events.front().end();
}

void Engine::beginSend(Frame& frame, const SendPlan& step) {
    const Member& member = m_state.members[frame.member];
    const EventRange range = eventInBatch(member, frame.event);
    const StoredEvent& event =
        eventAt(m_plan.subscriptions[member.subscription], range.partition, range.first);
    ask(frame,
        {.to = m_plan.topics[event.topic].broker, .timeout = step.timeout},
        {.kind = Kind::EventProduced,
         .from = frame.node,
         .request = event.request,
         .entity = event.entity,
         .what = event.type,
         .event = event.id,
         .topic = event.topic,
         .arguments = event.payload,
         .unreadable = event.unreadable});
}

// True when the step that is done was that of one event, and the next one has its turn. An attempt
// that follows a failure goes on from there.
bool Engine::sendsNext(Frame& frame) {
    if (!std::holds_alternative<SendPlan>(m_plan.handlers[frame.handler].steps[frame.step])) {
        return false;
    }
    Member& member = m_state.members[frame.member];
    member.event = ++frame.event;
    return frame.event < member.batch.front().count;
}

// What was given up is read again from the mark on.
void Engine::finishRound(std::uint32_t index, Seq cause) {
    Member& member = m_state.members[index];
    const SubscriptionPlan& plan = m_plan.subscriptions[member.subscription];
    Cursor& cursor = m_state.cursors[member.subscription].front();
    const bool again = cursor.position != cursor.committed;
    cursor.position = cursor.committed;
    member.state = Member::State::Idle;
    member.frame = kNoIndex;
    member.batch.clear();
    member.cause = cause;
    if (plan.relay->poll || again) {
        const std::int64_t pause = plan.relay->poll ? plan.relay->poll->us : kPollAgainUs;
        schedule(Pending::Kind::FetchDue, m_state.now + pause, index, ++member.timer);
    } else {
        considerFetch(index);
    }
}

}  // namespace foldline
