// Orchestrated sagas: steps that are undone in reverse order when a later one fails, and a state
// that outlives a crash of the service where it is stored.
#include <algorithm>

#include "core/model/engine.h"

namespace foldline {
namespace {

bool changesSomething(const StepPlan& step) {
    return !std::holds_alternative<ReplyPlan>(step) && !std::holds_alternative<WorkPlan>(step);
}

}  // namespace

void Engine::startSaga(std::uint32_t index) {
    Frame& frame = m_state.frames[index];
    frame.saga = {.id = ++m_state.nextSaga, .arrived = frame.arrived, .message = frame.message};
    frame.sagaChanged = true;
    frame.cause = emit({.cause = frame.cause,
                        .message = frame.message,
                        .request = frame.request,
                        .value = static_cast<std::int64_t>(frame.saga.id),
                        .entity = frame.entity,
                        .what = m_plan.handlers[frame.handler].name,
                        .kind = Kind::SagaStarted,
                        .node = frame.node});
}

void Engine::sagaStepDone(Frame& frame) {
    const HandlerPlan& handler = m_plan.handlers[frame.handler];
    const StepLink& link = handler.links[frame.step];
    SagaProgress& saga = frame.saga;
    if (!saga.compensating) {
        frame.sagaChanged = link.last || changesSomething(handler.steps[frame.step]);
        saga.done = frame.step + 1;
        frame.step = link.last ? static_cast<std::uint32_t>(handler.steps.size()) : saga.done;
        return;
    }
    if (!link.last) {
        ++frame.step;
        return;
    }
    frame.cause = emit({.cause = frame.cause,
                        .message = frame.message,
                        .request = frame.request,
                        .value = static_cast<std::int64_t>(saga.id),
                        .entity = frame.entity,
                        .what = saga.reason,
                        .slot = static_cast<std::int32_t>(saga.done),
                        .kind = Kind::CompensationRun,
                        .node = frame.node});
    --saga.done;
    frame.sagaChanged = true;
    undoNext(frame);
}

// Goes to the compensation of the last step that is done and has one.
void Engine::undoNext(Frame& frame) {
    const HandlerPlan& handler = m_plan.handlers[frame.handler];
    SagaProgress& saga = frame.saga;
    while (saga.done > 0 && handler.links[saga.done - 1].compensate == kNoStep) {
        --saga.done;
    }
    frame.step = saga.done > 0 ? handler.links[saga.done - 1].compensate
                               : static_cast<std::uint32_t>(handler.steps.size());
}

// False when the saga is kept in memory only.
bool Engine::storeSaga(std::uint32_t index) {
    Frame& frame = m_state.frames[index];
    const HandlerPlan& handler = m_plan.handlers[frame.handler];
    frame.sagaChanged = false;
    if (handler.storeSaga == kNoStep) {
        return false;
    }
    frame.storingSaga = true;
    ++frame.saga.stores;
    frame.saga.over = isOver(frame);
    Message message = aboutFrame(frame);
    message.kind = Kind::StatementSent;
    message.handler = frame.handler;
    message.step = handler.storeSaga;
    message.saga = frame.saga;
    ask(frame, std::get<TransactionPlan>(handler.steps[handler.storeSaga]).ask, std::move(message));
    return true;
}

void Engine::sagaStored(std::uint32_t index, SymbolId outcome) {
    Frame& frame = m_state.frames[index];
    frame.storingSaga = false;
    if (outcome == m_plan.words.ok) {
        advance(index);
        return;
    }
    endSaga(frame, m_plan.words.failed);
    failHandler(frame, outcome);
}

// True when the handler goes on: to compensate, or to say that it cannot.
bool Engine::sagaStepFailed(Frame& frame, SymbolId outcome) {
    const HandlerPlan& handler = m_plan.handlers[frame.handler];
    if (!handler.saga) {
        return false;
    }
    SagaProgress& saga = frame.saga;
    frame.sagaChanged = true;
    const auto first = handler.links.begin();
    const bool pastPivot =
        !saga.compensating &&
        std::any_of(first, first + saga.done, [](const StepLink& link) { return link.pivot; });
    if (saga.compensating || pastPivot) {
        saga.failed = true;
        saga.reason = saga.compensating ? saga.reason : outcome;
        frame.step = static_cast<std::uint32_t>(handler.steps.size());
        return true;
    }
    // Nobody knows whether a step took effect that was not answered: it is undone as well.
    const bool unknown = outcome == m_plan.words.timedOut || outcome == m_plan.words.connectionLost;
    saga.done = frame.step + (unknown ? 1 : 0);
    saga.compensating = true;
    saga.reason = outcome;
    undoNext(frame);
    return true;
}

void Engine::finishSaga(Frame& frame) {
    const SagaProgress saga = frame.saga;
    if (!saga.failed && !saga.compensating) {
        endSaga(frame, m_plan.words.completed);
        finish(frame);
        return;
    }
    endSaga(frame, saga.failed ? m_plan.words.failed : m_plan.words.compensated);
    failHandler(frame, saga.reason);
}

// A row that says "over" stays until its service has noticed.
void Engine::endSaga(Frame& frame, SymbolId how) {
    forgetSaga(frame.saga.id);
    m_state.sagasOver.set(static_cast<std::size_t>(frame.saga.id), true);
    frame.cause = emit({.cause = frame.cause,
                        .message = frame.message,
                        .request = frame.request,
                        .value = static_cast<std::int64_t>(frame.saga.id),
                        .entity = frame.entity,
                        .what = how,
                        .kind = Kind::SagaEnded,
                        .node = frame.node});
}

// At the commit of what storeSaga has sent.
void Engine::keepSaga(const Transaction& transaction, Seq committed) {
    const Message& message = transaction.message;
    std::vector<StoredSaga>& sagas = node(transaction.rdb).sagas;
    const auto same = std::ranges::find_if(
        sagas, [&](const StoredSaga& stored) { return stored.progress.id == message.saga.id; });
    // An attempt that was given up may be committed after a later one.
    const bool late = same != sagas.end() && same->progress.stores > message.saga.stores;
    if (late || m_state.sagasOver[static_cast<std::size_t>(message.saga.id)]) {
        return;
    }
    StoredSaga& stored = same != sagas.end() ? *same : sagas.emplace_back();
    stored = {.progress = message.saga,
              .handler = message.handler,
              .message = message.saga.message,
              .request = message.request,
              .entity = message.entity,
              .what = message.what,
              .cause = committed,
              .arguments = message.arguments};
    // Its service may have stopped, and come up again, while this was on its way.
    const NodeId service = m_plan.handlers[message.handler].service;
    if (node(service).up && !isUnderWay(service, message.saga.id)) {
        node(service).unfinished.push_back(stored);
        giveWork(service);
    }
}

bool Engine::isUnderWay(NodeId service, std::uint64_t saga) const {
    const NodeRuntime& runtime = m_state.nodes[service.value];
    const std::uint32_t capacity = m_plan.dictionary.nodes[service.value].capacity;
    const auto first = m_state.frames.begin() + runtime.first;
    return std::any_of(first,
                       first + capacity,
                       [&](const Frame& frame) { return frame.active && frame.saga.id == saga; }) ||
           std::ranges::any_of(runtime.unfinished, [&](const StoredSaga& stored) {
               return stored.progress.id == saga;
           });
}

void Engine::resumeSagas(NodeId service, Seq cause) {
    for (const NodeRuntime& rdb : m_state.nodes) {
        for (StoredSaga stored : rdb.sagas) {
            const bool own = m_plan.handlers[stored.handler].service == service;
            if (own && rdb.up && !isUnderWay(service, stored.progress.id)) {
                stored.cause = cause;
                node(service).unfinished.push_back(stored);
            }
        }
    }
    giveWork(service);
}

// What a service could not ask for while the RDB was down.
void Engine::resumeSagasOf(NodeId rdb, Seq cause) {
    std::vector<NodeId> services;
    for (const StoredSaga& stored : node(rdb).sagas) {
        const NodeId service = m_plan.handlers[stored.handler].service;
        if (node(service).up && std::ranges::find(services, service) == services.end()) {
            services.push_back(service);
        }
    }
    for (const NodeId service : services) {
        resumeSagas(service, cause);
    }
}

// False when none waits, or no worker is free.
bool Engine::goOnWithSaga(NodeId service) {
    NodeRuntime& runtime = node(service);
    const std::uint32_t worker = runtime.unfinished.empty() ? kNoIndex : runtime.idle.take();
    if (worker == kNoIndex) {
        return false;
    }
    const StoredSaga stored = runtime.unfinished.front();
    runtime.unfinished.pop_front();
    resumeSaga(stored, worker);
    return true;
}

void Engine::resumeSaga(const StoredSaga& stored, std::uint32_t worker) {
    const HandlerPlan& handler = m_plan.handlers[stored.handler];
    const std::uint32_t index = node(handler.service).first + worker;
    Frame& frame = m_state.frames[index];
    frame = {.active = true,
             .generation = frame.generation,
             .node = handler.service,
             .worker = static_cast<std::int32_t>(worker),
             .handler = stored.handler,
             .step = stored.progress.done,
             .message = stored.message,
             .request = stored.request,
             .entity = stored.entity,
             .what = stored.what,
             .startedAt = m_state.now,
             .saga = stored.progress,
             .arrived = stored.progress.arrived,
             .arguments = stored.arguments};
    const Seq resumed = emit({.cause = stored.cause,
                              .message = frame.message,
                              .request = frame.request,
                              .value = static_cast<std::int64_t>(frame.saga.id),
                              .entity = frame.entity,
                              .what = handler.name,
                              .kind = Kind::SagaResumed,
                              .node = frame.node});
    frame.cause = emit({.cause = resumed,
                        .message = frame.message,
                        .request = frame.request,
                        .what = handler.name,
                        .slot = frame.worker,
                        .attempt = 1,
                        .kind = Kind::HandlerStarted,
                        .node = frame.node});
    if (frame.saga.over || (!frame.saga.compensating && frame.step >= handler.mainSteps)) {
        frame.step = static_cast<std::uint32_t>(handler.steps.size());
    } else if (frame.saga.compensating) {
        undoNext(frame);
    }
    advance(index);
}

void Engine::forgetSaga(std::uint64_t saga) {
    for (NodeRuntime& rdb : m_state.nodes) {
        std::erase_if(rdb.sagas,
                      [&](const StoredSaga& stored) { return stored.progress.id == saga; });
    }
}

}  // namespace foldline
