// Services: workers that take requests from a bounded queue and go through the steps of a handler.
#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/model/engine.h"

namespace foldline {

void Engine::receiveAtService(Message&& message) {
    const NodeId service = message.to;
    NodeRuntime& runtime = node(service);
    if (!anyInstanceIsUp(service)) {
        refuse(message, m_plan.words.down);
        return;
    }
    const std::uint32_t worker = runtime.idle.take();
    if (worker != kNoIndex) {
        message.queuedAt = m_state.now;
        startRequest(std::move(message), worker);
        return;
    }
    const auto& spec = std::get<ServiceSpec>(m_plan.nodes[service.value].spec);
    if (spec.queue && runtime.queue.size() >= *spec.queue) {
        refuse(message, m_plan.words.queueFull);
        return;
    }
    message.queuedAt = m_state.now;
    message.cause = emit({.cause = message.cause,
                          .message = message.id,
                          .request = message.request,
                          .value = static_cast<std::int64_t>(runtime.queue.size()) + 1,
                          .what = message.what,
                          .kind = Kind::RequestQueued,
                          .node = service,
                          .peer = message.from});
    runtime.queue.push_back(keep(std::move(message)));
}

void Engine::startRequest(Message&& message, std::uint32_t worker) {
    const NodeId service = message.to;
    const std::uint32_t index = node(service).first + worker;
    Frame& frame = m_state.frames[index];
    const auto handler = std::ranges::find_if(m_plan.handlers, [&](const HandlerPlan& plan) {
        return plan.service == service && plan.name == message.what;
    });
    FOLDLINE_CHECK(handler != m_plan.handlers.end());
    frame = {.active = true,
             .generation = frame.generation,
             .node = service,
             .worker = static_cast<std::int32_t>(worker),
             .handler = static_cast<std::uint32_t>(handler - m_plan.handlers.begin()),
             .replyTo = message.replyTo,
             .message = message.id,
             .request = message.request,
             .entity = message.entity,
             .what = message.what,
             .startedAt = m_state.now,
             .arrived = message.arguments.count,
             .arguments = message.arguments};
    frame.cause = emit({.cause = message.cause,
                        .message = message.id,
                        .request = message.request,
                        .value = m_state.now - message.queuedAt,
                        .what = handler->name,
                        .slot = frame.worker,
                        .attempt = message.attempt,
                        .kind = Kind::HandlerStarted,
                        .node = service,
                        .peer = message.from});
    if (handler->saga) {
        startSaga(index);
    }
    advance(index);
}

void Engine::advance(std::uint32_t index) {
    for (;;) {
        Frame& frame = m_state.frames[index];
        if (frame.step == 0 && !isOver(frame) && cannotRead(frame)) {
            failHandler(frame, m_plan.words.incompatibleSchema);
            return;
        }
        if (frame.sagaChanged && storeSaga(index)) {
            return;
        }
        if (!isOver(frame)) {
            if (!beginStep(index) || !passStep(index)) {
                return;
            }
        } else if (m_plan.handlers[frame.handler].saga) {
            finishSaga(frame);
            return;
        } else if (!nextEvent(frame)) {
            finish(frame);
            return;
        }
    }
}

bool Engine::isOver(const Frame& frame) const {
    return frame.step >= m_plan.handlers[frame.handler].steps.size();
}

void Engine::stepOn(Frame& frame) {
    const HandlerPlan& handler = m_plan.handlers[frame.handler];
    if (handler.saga) {
        sagaStepDone(frame);
        return;
    }
    frame.step = handler.links[frame.step].last ? static_cast<std::uint32_t>(handler.steps.size())
                                                : frame.step + 1;
}

// True when a step says what to do when it was rejected.
bool Engine::goOtherwise(Frame& frame) {
    const std::uint32_t otherwise = m_plan.handlers[frame.handler].links[frame.step].otherwise;
    if (otherwise == kNoStep) {
        return false;
    }
    frame.step = otherwise;
    frame.outcome = m_plan.words.rejected;
    return true;
}

bool Engine::passStep(std::uint32_t index) {
    Frame& frame = m_state.frames[index];
    if (sendsNext(frame)) {
        return true;
    }
    const std::uint32_t done = frame.step;
    stepOn(frame);
    if (frame.member != kNoIndex &&
        m_plan.subscriptions[m_state.members[frame.member].subscription].relay) {
        m_state.members[frame.member].step = frame.step;
    }
    return !crashesAfter(frame.handler, done);
}

// True when the step is already done.
bool Engine::beginStep(std::uint32_t index) {
    Frame& frame = m_state.frames[index];
    const StepPlan& step = m_plan.handlers[frame.handler].steps[frame.step];
    if (skipsStep(frame, step)) {
        return true;
    }
    if (const auto* work = std::get_if<WorkPlan>(&step)) {
        const std::int64_t us = drawUs(work->duration, work->stream, node(frame.node).slow);
        schedule(Pending::Kind::StepDone, m_state.now + us, index, frame.generation);
        return false;
    }
    if (std::holds_alternative<ReplyPlan>(step)) {
        reply(frame.node,
              std::exchange(frame.replyTo, {}),
              aboutFrame(frame),
              m_plan.words.ok,
              {.cause = frame.cause});
        return true;
    }
    if (const auto* require = std::get_if<RequirePlan>(&step)) {
        const bool met = meetsLoaded(frame, *require);
        if (!met) {
            stepSettled(index, m_plan.words.rejected, frame.cause);
        }
        return met;
    }
    if (const auto* transaction = std::get_if<TransactionPlan>(&step)) {
        beginTransaction(frame, *transaction);
    } else if (const auto* produce = std::get_if<ProducePlan>(&step)) {
        return beginProduce(frame, *produce);
    } else if (const auto* send = std::get_if<SendPlan>(&step)) {
        beginSend(frame, *send);
    } else if (std::holds_alternative<StorePlan>(step)) {
        commitBatch(m_state.members[frame.member], frame.cause);
        return true;
    } else if (const auto* load = std::get_if<LoadPlan>(&step)) {
        beginLoad(frame, *load);
    } else if (const auto* append = std::get_if<AppendPlan>(&step)) {
        beginAppend(frame, *append);
    } else {
        beginCall(frame, std::get<CallPlan>(step));
    }
    return false;
}

Message Engine::aboutFrame(const Frame& frame) {
    return {.from = frame.node,
            .request = frame.request,
            .entity = frame.entity,
            .what = frame.what,
            .arguments = frame.arguments};
}

std::uint32_t Engine::prepareCall(Frame& frame, const AskPlan& plan, Message message) {
    const std::uint32_t index = takeCall();
    Call& call = m_state.calls[index];
    call.owner = Call::Owner::Frame;
    call.frame = node(frame.node).first + static_cast<std::uint32_t>(frame.worker);
    call.ask = plan;
    message.to = plan.to;
    call.message = std::move(message);
    frame.call = index;
    return index;
}

void Engine::ask(Frame& frame, const AskPlan& plan, Message message) {
    attempt(prepareCall(frame, plan, std::move(message)), frame.cause);
}

void Engine::beginTransaction(Frame& frame, const TransactionPlan& step) {
    Message message = aboutFrame(frame);
    message.kind = Kind::StatementSent;
    message.handler = frame.handler;
    message.step = frame.step;
    message.wrong = wrongOf(frame.node);
    message.unreadable = isInForce(Fault::Kind::Incompatible, frame.node);
    if (frame.member != kNoIndex) {
        const Member& member = m_state.members[frame.member];
        message.subscription = member.subscription;
        message.events = member.batch;
        if (goesOneByOne(member)) {
            message.events = {eventInBatch(member, frame.event)};
        }
        message.claim = member.epoch;
        message.fromParked = member.fromParked;
    }
    message.outbox = outboxOf(step, frame);
    ask(frame, step.ask, std::move(message));
}

void Engine::beginCall(Frame& frame, const CallPlan& step) {
    Message message = aboutFrame(frame);
    message.kind = Kind::RequestSent;
    message.what = step.operation;
    // Who is called is told what this handler was told, not what it has read since.
    message.arguments.count = std::min(message.arguments.count, frame.arrived);
    message.route = step.route;
    message.hop = 1;
    ask(frame, step.ask, std::move(message));
}

void Engine::stepSettled(std::uint32_t index, SymbolId outcome, Seq cause) {
    Frame& frame = m_state.frames[index];
    frame.call = kNoIndex;
    frame.cause = cause;
    if (frame.storingSaga) {
        sagaStored(index, outcome);
        return;
    }
    const bool rejected = outcome == m_plan.words.rejected;
    if (outcome == m_plan.words.ok) {
        if (passStep(index)) {
            advance(index);
        }
    } else if (sagaStepFailed(frame, outcome)) {
        advance(index);
    } else if (rejected && goOtherwise(frame)) {
        advance(index);
    } else if (rejected && nextEvent(frame)) {
        advance(index);  // a decision: the other events of the batch are not concerned
    } else if (outcome != m_plan.words.conflict || !startOver(frame, cause)) {
        failHandler(frame, outcome);
    }
}

void Engine::finish(Frame& frame) {
    reply(frame.node,
          std::exchange(frame.replyTo, {}),
          aboutFrame(frame),
          frame.outcome.exists() ? frame.outcome : m_plan.words.ok,
          {.cause = frame.cause});
    const Seq finished = emit({.cause = frame.cause,
                               .message = frame.message,
                               .request = frame.request,
                               .value = m_state.now - frame.startedAt,
                               .what = m_plan.handlers[frame.handler].name,
                               .slot = frame.worker,
                               .kind = Kind::HandlerFinished,
                               .node = frame.node});
    const NodeId service = frame.node;
    const std::uint32_t member = frame.member;
    releaseWorker(frame);
    if (member != kNoIndex) {
        finishBatch(member, finished);
    }
    giveWork(service);
}

void Engine::failHandler(Frame& frame, SymbolId reason) {
    const Seq failed = emit({.cause = frame.cause,
                             .message = frame.message,
                             .request = frame.request,
                             .value = m_state.now - frame.startedAt,
                             .what = reason,
                             .slot = frame.worker,
                             .kind = Kind::HandlerFailed,
                             .node = frame.node});
    reply(
        frame.node, std::exchange(frame.replyTo, {}), aboutFrame(frame), reason, {.cause = failed});
    const bool decided = reason == m_plan.words.rejected;
    if (frame.member != kNoIndex && !decided &&
        (failBatch(frame, failed) || setAside(frame, failed))) {
        return;
    }
    const NodeId service = frame.node;
    const std::uint32_t member = frame.member;
    releaseWorker(frame);
    if (member != kNoIndex) {
        finishBatch(member, failed);
    }
    giveWork(service);
}

void Engine::releaseWorker(Frame& frame) {
    frame.active = false;
    ++frame.generation;
    node(frame.node).idle.release(static_cast<std::uint32_t>(frame.worker));
}

// Takes the first in the queue away when it has waited too long: true.
bool Engine::refuseOverdue(NodeId service) {
    NodeRuntime& runtime = node(service);
    const auto& spec = std::get<ServiceSpec>(m_plan.nodes[service.value].spec);
    if (!spec.maxWait || runtime.queue.empty()) {
        return false;
    }
    const std::uint32_t index = runtime.queue.front();
    if (m_state.now - m_state.messages[index].queuedAt <= spec.maxWait->us) {
        return false;
    }
    runtime.queue.pop_front();
    refuse(takeKept(index), m_plan.words.waitedTooLong);
    return true;
}

void Engine::giveWork(NodeId service) {
    NodeRuntime& runtime = node(service);
    while (!runtime.unfinished.empty() || !runtime.batches.empty() || !runtime.queue.empty()) {
        if (goOnWithSaga(service) || startWaitingBatch(service)) {
            continue;
        }
        if (runtime.queue.empty()) {
            return;
        }
        const bool batchesFirst = !runtime.batches.empty() && runtime.instances.size() == 1;
        if (!batchesFirst && refuseOverdue(service)) {
            continue;
        }
        const std::uint32_t worker = runtime.idle.take();
        if (worker == kNoIndex) {
            return;
        }
        const std::uint32_t index = runtime.queue.front();
        runtime.queue.pop_front();
        startRequest(takeKept(index), worker);
    }
}

// True when one has been started.
bool Engine::startWaitingBatch(NodeId service) {
    std::deque<std::uint32_t>& batches = node(service).batches;
    for (auto batch = batches.begin(); batch != batches.end(); ++batch) {
        const std::uint32_t member = *batch;
        const std::uint32_t worker = takeWorker(service, m_state.members[member].instance);
        if (worker != kNoIndex) {
            batches.erase(batch);
            startBatch(member, worker, m_state.members[member].cause);
            return true;
        }
        if (node(service).instances.size() == 1) {
            return false;  // the others need the same workers
        }
    }
    return false;
}

void Engine::stopService(NodeId service, Seq cause) {
    NodeRuntime& runtime = node(service);
    const std::uint32_t capacity = m_plan.dictionary.nodes[service.value].capacity;
    for (std::uint32_t i = runtime.first; i < runtime.first + capacity; ++i) {
        loseWork(i, cause);
    }
    for (std::uint32_t i = 0; i < runtime.instances.size(); ++i) {
        forgetWindows(service, i);
    }
    dropQueue(service, cause);
    runtime.batches.clear();
    runtime.unfinished.clear();
    for (std::uint32_t i = 0; i < m_state.members.size(); ++i) {
        const Member& member = m_state.members[i];
        if (m_plan.subscriptions[member.subscription].consumer == service &&
            member.state != Member::State::Stopped) {
            stopMember(i);
            memberIsGone(member.subscription, cause);
        }
    }
    replayWhatWasAsked(service);
}

}  // namespace foldline
