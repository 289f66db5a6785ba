// Messages on their way.
#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/model/engine.h"

namespace foldline {

bool Engine::isCut(NodeId a, NodeId b) const {
    return std::ranges::any_of(m_state.faults, [&](const FaultInForce& fault) {
        return fault.fault.kind == Fault::Kind::Cut &&
               ((fault.node == a && fault.peer == b) || (fault.node == b && fault.peer == a));
    });
}

// Every chance that applies is drawn from the link's own stream, whatever the outcome of the
// others.
bool Engine::isLost(const Message& message) {
    const LinkPlan& link = m_plan.link(message.from, message.to);
    RandomStream& chances = stream(link.lossStream);
    bool lost = chances.chance(link.loss);
    lost = chances.chance(node(message.from).loss) || lost;
    lost = chances.chance(node(message.to).loss) || lost;
    const bool answers = message.kind == Kind::ReplySent ||
                         (message.kind == Kind::BatchSent && message.replyTo.call != kNoIndex);
    if (answers) {
        const auto& from = m_plan.nodes[message.from.value];
        lost = stream(from.loseReplyStream).chance(node(message.from).loseReplies) || lost;
    }
    return lost || (!m_state.faults.empty() && isCut(message.from, message.to));
}

Seq Engine::send(Message message, const Sending& sending) {
    const LinkPlan& link = m_plan.link(message.from, message.to);
    const std::int64_t flightUs =
        sending.extraDelayUs + drawUs(link.latency, link.latencyStream, 1.0);
    message.id = MessageId{m_state.nextMessage++};
    message.lost = isLost(message);
    message.process = node(message.from).process;
    const std::int32_t slot = message.kind == Kind::BatchSent
                                  ? static_cast<std::int32_t>(countOf(message.events))
                                  : sending.slot;
    Record record{.cause = sending.cause,
                  .message = message.id,
                  .request = message.request,
                  .value = flightUs,
                  .entity = message.entity,
                  .what = message.what,
                  .slot = slot,
                  .attempt = message.attempt,
                  .kind = message.kind,
                  .node = message.from,
                  .peer = message.to};
    if (sending.withData) {
        record.data = message.arguments;
    }
    const Seq sent = emit(record);
    message.cause = sent;
    schedule(Pending::Kind::MessageArrives, m_state.now + flightUs, keep(std::move(message)), 0);
    return sent;
}

std::uint32_t Engine::keep(Message&& message) {
    if (m_state.freeMessages.empty()) {
        m_state.messages.push_back(std::move(message));
        return static_cast<std::uint32_t>(m_state.messages.size() - 1);
    }
    const std::uint32_t index = m_state.freeMessages.back();
    m_state.freeMessages.pop_back();
    m_state.messages[index] = std::move(message);
    return index;
}

Message Engine::takeKept(std::uint32_t index) {
    m_state.freeMessages.push_back(index);
    return std::move(m_state.messages[index]);
}

void Engine::arrive(std::uint32_t index) {
    Message message = takeKept(index);
    const bool reachable = node(message.to).up;
    const bool expectsAnswer = message.kind != Kind::ReplySent && message.kind != Kind::BatchSent;
    if (message.lost || (!reachable && !expectsAnswer)) {
        emit({.cause = message.cause,
              .message = message.id,
              .request = message.request,
              .what = message.lost ? m_plan.words.network : m_plan.words.down,
              .kind = Kind::MessageLost,
              .node = message.from,
              .peer = message.to});
        if (message.kind == Kind::BatchSent) {
            batchLost(message);
        }
        return;
    }
    if (!reachable) {
        refuse(message, m_plan.words.down);
        return;
    }
    deliver(std::move(message));
}

void Engine::deliver(Message&& message) {
    switch (message.kind) {
        case Kind::ReplySent:
            receiveReply(message);
            return;
        case Kind::StatementSent:
            receiveAtRdb(std::move(message));
            return;
        case Kind::EventProduced:
            if (role(message.to) == Role::EventStore) {
                receiveAtRdb(std::move(message));
            } else {
                receiveAtBroker(std::move(message));
            }
            return;
        case Kind::BatchSent:
            receiveBatch(std::move(message));
            return;
        default:
            FOLDLINE_CHECK(message.kind == Kind::RequestSent);
            if (role(message.to) == Role::Gateway) {
                receiveAtGateway(std::move(message));
            } else {
                receiveAtService(std::move(message));
            }
    }
}

void Engine::refuse(const Message& message, SymbolId reason) {
    const Seq refused = emit({.cause = message.cause,
                              .message = message.id,
                              .request = message.request,
                              .value = message.queuedAt > 0 ? m_state.now - message.queuedAt : 0,
                              .what = reason,
                              .kind = Kind::RequestRefused,
                              .node = message.to,
                              .peer = message.from});
    reply(message.to, message.replyTo, message, reason, {.cause = refused});
}

void Engine::dropQueue(NodeId stopped, Seq cause) {
    std::deque<std::uint32_t> queue = std::exchange(node(stopped).queue, {});
    for (const std::uint32_t index : queue) {
        const Message message = takeKept(index);
        const Seq lost = emit({.cause = cause,
                               .message = message.id,
                               .request = message.request,
                               .what = m_plan.words.queued,
                               .kind = Kind::WorkLost,
                               .node = stopped});
        reply(stopped, message.replyTo, message, m_plan.words.connectionLost, {.cause = lost});
    }
}

void Engine::reply(NodeId from,
                   const ReplyTo& to,
                   const Message& about,
                   SymbolId outcome,
                   const Sending& sending) {
    if (to.node.exists()) {
        Message answer{.kind = Kind::ReplySent,
                       .from = from,
                       .to = to.node,
                       .replyTo = to,
                       .request = about.request,
                       .entity = about.entity,
                       .what = outcome};
        if (sending.carried != nullptr) {
            answer.arguments = *sending.carried;
        }
        send(std::move(answer), sending);
    }
}

}  // namespace foldline
