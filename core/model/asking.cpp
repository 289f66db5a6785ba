// Whoever asks: sends an attempt, waits for an answer or a time-out, tries again, and takes the
// result.
#include "core/base/check.h"
#include "core/model/backoff.h"
#include "core/model/engine.h"

namespace foldline {
namespace {

constexpr std::uint32_t kWillRetry = 1;

}  // namespace

std::uint32_t Engine::takeCall() {
    if (m_state.freeCalls.empty()) {
        m_state.calls.emplace_back();
        return static_cast<std::uint32_t>(m_state.calls.size() - 1);
    }
    const std::uint32_t index = m_state.freeCalls.back();
    m_state.freeCalls.pop_back();
    return index;
}

void Engine::dropCall(std::uint32_t index) {
    Call& call = m_state.calls[index];
    const std::uint32_t generation = call.generation + 1;
    const std::uint32_t timer = call.timer + 1;
    call = {};
    call.generation = generation;
    call.timer = timer;
    m_state.freeCalls.push_back(index);
}

std::int32_t Engine::slotOf(const Call& call) const {
    return call.owner == Call::Owner::Frame ? m_state.frames[call.frame].worker : kNoSlot;
}

void Engine::attempt(std::uint32_t index, Seq cause) {
    Call& call = m_state.calls[index];
    ++call.attempt;
    ++call.generation;
    ++call.timer;
    call.waiting = true;
    if (call.attempt == 1) {
        call.askedAt = m_state.now;
    }
    call.message.attempt = call.attempt;
    call.message.replyTo = {
        .node = call.message.from, .call = index, .generation = call.generation};
    if (call.ask.timeout) {
        schedule(
            Pending::Kind::CallTimesOut, m_state.now + call.ask.timeout->us, index, call.timer);
    }
    const bool firstFromClient = call.owner == Call::Owner::Client && call.attempt == 1;
    // A time-out is caused by what was sent and not answered.
    call.message.cause =
        send(call.message, {.slot = slotOf(call), .cause = cause, .withData = firstFromClient});
}

// Whoever was asked did its work: to be told no is no reason to ask again.
bool Engine::isDecided(SymbolId outcome) const {
    return outcome == m_plan.words.ok || outcome == m_plan.words.rejected;
}

bool Engine::willRetry(Call& call, bool decided) {
    return !decided && mayRetry(call.ask.retry, call.attempt) &&
           (call.owner != Call::Owner::Gateway || takeFromBudget(call));
}

void Engine::timeOut(std::uint32_t index) {
    Call& call = m_state.calls[index];
    const bool retry = willRetry(call, false);
    const bool atClient = call.owner == Call::Owner::Client;
    const Seq cause = emit({.cause = call.message.cause,
                            .request = call.message.request,
                            .value = call.ask.timeout->us,
                            .entity = atClient ? call.message.entity : EntityId::none(),
                            .version = retry ? kWillRetry : 0,
                            .slot = slotOf(call),
                            .attempt = call.attempt,
                            .kind = Kind::TimedOut,
                            .node = call.message.from,
                            .peer = call.message.to});
    settle(index, m_plan.words.timedOut, cause, retry);
}

// To ask an event store once more does not undo a conflict; a handler that starts over may.
bool Engine::isFinal(const Call& call, SymbolId outcome) const {
    return isDecided(outcome) || outcome == m_plan.words.tokenStolen ||
           (outcome == m_plan.words.conflict && role(call.message.to) == Role::EventStore);
}

void Engine::receiveReply(const Message& message) {
    const ReplyTo& to = message.replyTo;
    Call& call = m_state.calls[to.call];
    Record record{.cause = message.cause,
                  .message = message.id,
                  .request = message.request,
                  .what = message.what,
                  .kind = Kind::ReplyIgnored,
                  .node = message.to,
                  .peer = message.from};
    if (!call.waiting || call.generation != to.generation) {
        emit(record);
        return;
    }
    const bool retry = willRetry(call, isFinal(call, message.what));
    record.kind = Kind::ReplyReceived;
    record.value = m_state.now - call.askedAt;
    record.version = retry ? kWillRetry : 0;
    record.slot = slotOf(call);
    record.attempt = call.attempt;
    if (call.owner == Call::Owner::Client) {
        record.entity = call.message.entity;
    } else if (call.owner == Call::Owner::Frame && message.version == 0) {
        Fields& arguments = m_state.frames[call.frame].arguments;
        for (std::size_t i = 0; i < message.arguments.count; ++i) {
            FOLDLINE_CHECK(arguments.set(message.arguments.ids[i], message.arguments.values[i]));
        }
    }
    const Seq received = emit(record);
    if (call.owner == Call::Owner::Frame && message.version != 0) {
        noteStream(m_state.frames[call.frame], message);
    }
    // A stream that its loader cannot read came all the same.
    settle(to.call,
           message.unreadable ? m_plan.words.incompatibleSchema : message.what,
           received,
           retry);
}

void Engine::settle(std::uint32_t index, SymbolId outcome, Seq cause, bool retry) {
    Call& call = m_state.calls[index];
    call.waiting = false;
    ++call.timer;
    if (call.owner == Call::Owner::Gateway) {
        noteOutcome(call, isDecided(outcome), cause);
    }
    if (retry) {
        const Duration delay =
            retryDelay(call.ask.retry,
                       call.attempt,
                       call.attempt == 1 ? call.ask.retry.base : call.previousDelay,
                       stream(call.ask.jitterStream));
        call.previousDelay = delay;
        call.message.cause = emit({.cause = cause,
                                   .request = call.message.request,
                                   .value = delay.us,
                                   .slot = slotOf(call),
                                   .attempt = call.attempt + 1,
                                   .kind = Kind::RetryScheduled,
                                   .node = call.message.from,
                                   .peer = call.message.to});
        schedule(Pending::Kind::RetryDue, m_state.now + delay.us, index, call.timer);
        return;
    }
    switch (call.owner) {
        case Call::Owner::Client:
            dropCall(index);
            return;
        case Call::Owner::Gateway:
            settleGateway(index, outcome, cause);
            return;
        case Call::Owner::Frame: {
            const std::uint32_t frame = call.frame;
            leaveWindow(index);
            dropCall(index);
            stepSettled(frame, outcome, cause);
            return;
        }
        case Call::Owner::Member: {
            const std::uint32_t member = call.member;
            dropCall(index);
            pollSettled(member, cause);
            return;
        }
        case Call::Owner::Free:
            FOLDLINE_CHECK(false);
    }
}

}  // namespace foldline
