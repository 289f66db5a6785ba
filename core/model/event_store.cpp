// Event stores: streams are loaded, and appended to when they are at the version that is expected.
// A load or append is a transaction on one of the store's connections, as of an RDB.
#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/model/backoff.h"
#include "core/model/engine.h"

namespace foldline {

void Engine::beginLoad(Frame& frame, const LoadPlan& step) {
    Message message = aboutFrame(frame);
    message.kind = Kind::StatementSent;
    message.topic = step.topic;
    ask(frame, step.ask, std::move(message));
}

void Engine::beginAppend(Frame& frame, const AppendPlan& step) {
    Message message = aboutFrame(frame);
    message.kind = Kind::EventProduced;
    message.what = step.event;
    message.topic = step.topic;
    message.arguments = payloadOf(step.payload, frame);
    message.wrong = wrongOf(frame.node);
    message.unreadable = isInForce(Fault::Kind::Incompatible, frame.node);
    message.event = m_state.nextEvent++;
    message.version = step.expect == AppendStep::Expect::Loaded ? frame.version : step.version;
    ask(frame, step.ask, std::move(message));
}

// A load sees the stream as it is when the load begins.
void Engine::beginAtStore(Transaction& transaction) {
    Message& message = transaction.message;
    FOLDLINE_CHECK(message.entity.exists());
    transaction.eventsRead = 0;
    if (message.kind == Kind::EventProduced) {
        return;
    }
    const ReadStream read = readStream(message.to, message, message.from);
    message.version = read.state.version;
    message.arguments = read.state.fields;
    message.unreadable = read.state.unreadable;
    transaction.eventsRead = read.events;
}

std::uint32_t Engine::partitionOf(const Message& message) {
    return m_plan.topics[message.topic].firstPartition.value + partitionFor(message);
}

void Engine::commitAtStore(Transaction& transaction) {
    if (transaction.message.kind == Kind::EventProduced) {
        commitAppend(transaction);
    } else {
        commitLoad(transaction);
    }
}

void Engine::commitLoad(Transaction& transaction) {
    const Message& message = transaction.message;
    const Seq committed = emit({.cause = transaction.cause,
                                .message = message.id,
                                .request = message.request,
                                .slot = transaction.connection,
                                .kind = Kind::TransactionCommitted,
                                .node = transaction.rdb,
                                .peer = message.from});
    emit({.cause = committed,
          .message = message.id,
          .request = message.request,
          .value = transaction.eventsRead,
          .entity = message.entity,
          .version = message.version,
          .slot = transaction.connection,
          .kind = Kind::StreamLoaded,
          .node = transaction.rdb,
          .peer = message.from,
          .data = message.arguments});
    answerFromStore(transaction,
                    {.version = message.version,
                     .arguments = message.arguments,
                     .unreadable = message.unreadable},
                    committed);
}

void Engine::commitAppend(Transaction& transaction) {
    const Message message = transaction.message;
    std::uint32_t& version = m_state.streamVersions[message.entity.value];
    const std::uint32_t known =
        node(transaction.rdb).versions[static_cast<std::size_t>(message.event)];
    if (known == 0 && message.version != 0 && message.version != version) {
        const Seq conflicted = emit({.cause = transaction.cause,
                                     .message = message.id,
                                     .request = message.request,
                                     .value = message.version,
                                     .entity = message.entity,
                                     .what = message.what,
                                     .version = version,
                                     .kind = Kind::AppendConflicted,
                                     .node = transaction.rdb,
                                     .peer = message.from});
        rollBack(transaction, m_plan.words.conflict, conflicted);
        return;
    }
    const Seq committed = emit({.cause = transaction.cause,
                                .message = message.id,
                                .request = message.request,
                                .value = known == 0 ? 1 : 0,
                                .slot = transaction.connection,
                                .kind = Kind::TransactionCommitted,
                                .node = transaction.rdb,
                                .peer = message.from});
    if (known == 0) {
        appendToStream(message, committed);
    } else {
        skipAppended(message, committed);
    }
    answerFromStore(transaction, {.version = known == 0 ? version : known}, committed);
    if (known == 0) {
        wakeConsumers(message.to, partitionOf(message));
    }
}

void Engine::appendToStream(const Message& message, Seq cause) {
    const std::uint32_t partition = partitionOf(message);
    EventStream& stream = node(message.to).history[message.entity.value];
    const std::int64_t previous = stream.last;
    stream.last = static_cast<std::int64_t>(m_state.partitions[partition].size());
    const Seq appended = appendMade({.previous = previous}, message, partition, cause);
    node(message.to)
        .versions.set(static_cast<std::size_t>(message.event),
                      m_state.streamVersions[message.entity.value]);
    takeSnapshot(message, appended);
}

void Engine::skipAppended(const Message& message, Seq cause) {
    emit({.cause = cause,
          .message = message.id,
          .request = message.request,
          .value = node(message.to).versions[static_cast<std::size_t>(message.event)],
          .entity = message.entity,
          .what = message.what,
          .version = m_state.streamVersions[message.entity.value],
          .slot = static_cast<std::int32_t>(partitionOf(message)),
          .kind = Kind::DuplicateSkipped,
          .node = message.to,
          .peer = message.from});
}

void Engine::answerFromStore(Transaction& transaction, Message answer, Seq cause) {
    const Message message = std::move(transaction.message);
    transaction.active = false;
    ++transaction.generation;
    node(transaction.rdb).idle.release(static_cast<std::uint32_t>(transaction.connection));
    if (!message.replyTo.node.exists()) {
        return;  // of a correction, for which nobody waits
    }
    answer.kind = Kind::ReplySent;
    answer.from = transaction.rdb;
    answer.to = message.replyTo.node;
    answer.replyTo = message.replyTo;
    answer.request = message.request;
    answer.entity = message.entity;
    answer.what = m_plan.words.ok;
    send(std::move(answer), {.cause = cause});
}

// A handler knows the state that it loaded, and adds to it what it appends itself.
void Engine::noteStream(Frame& frame, const Message& reply) {
    const StepPlan& step = m_plan.handlers[frame.handler].steps[frame.step];
    if (const auto* append = std::get_if<AppendPlan>(&step)) {
        frame.round = 1;
        if (frame.version != 0 && reply.version == frame.version + 1) {
            frame.version = reply.version;
            foldEvent(frame.node,
                      frame.entity,
                      append->event,
                      payloadOf(append->payload, frame),
                      frame.state);
        }
        return;
    }
    frame.version = reply.version;
    frame.state = reply.arguments;
}

bool Engine::meetsLoaded(const Frame& frame, const RequirePlan& require) {
    const Row state{.version = frame.version, .fields = frame.state};
    return compares(require.compare,
                    rowValue(state, require.field),
                    operandOf(require.operand, frame.arguments));
}

// After a conflict the handler begins again with its load, if it may: then true.
bool Engine::startOver(Frame& frame, Seq cause) {
    const auto* append = std::get_if<AppendPlan>(&m_plan.handlers[frame.handler].steps[frame.step]);
    if (append == nullptr || !mayRetry(append->conflicts, frame.round)) {
        return false;
    }
    frame.previousDelay =
        retryDelay(append->conflicts,
                   frame.round,
                   frame.round == 1 ? append->conflicts.base : frame.previousDelay,
                   stream(append->conflictStream));
    frame.cause = emit({.cause = cause,
                        .request = frame.request,
                        .value = frame.previousDelay.us,
                        .slot = frame.worker,
                        .attempt = ++frame.round,
                        .kind = Kind::RetryScheduled,
                        .node = frame.node,
                        .peer = append->ask.to});
    frame.step = append->loadStep;
    frame.startsOver = true;
    const std::uint32_t index = node(frame.node).first + static_cast<std::uint32_t>(frame.worker);
    schedule(
        Pending::Kind::StartOverDue, m_state.now + frame.previousDelay.us, index, frame.generation);
    return true;
}

}  // namespace foldline
