// Producers: what services send to brokers, and how many events an idempotent one has under way.
#include <algorithm>
#include <utility>

#include "core/model/engine.h"

namespace foldline {
namespace {

/// As max.in.flight.requests.per.connection of Apache Kafka, which is at most this for an
/// idempotent producer: so the broker, which knows the last five, knows every repetition.
constexpr std::size_t kWindow = 5;

}  // namespace

Fields Engine::payloadOf(std::span<const ChangePlan> parts, const Frame& frame) const {
    Fields payload;
    for (const ChangePlan& part : parts) {
        const std::int64_t* argument =
            part.argument.exists() ? frame.arguments.find(part.argument) : nullptr;
        if (argument == nullptr && part.ownKey && frame.entity.exists()) {
            payload.set(part.field, m_plan.entityKeys[frame.entity.value].value);
        } else if (argument != nullptr || !part.argument.exists()) {
            payload.set(part.field, operandOf(part, frame.arguments));
        }
    }
    return payload;
}

// Of its topic. A producer that chooses sends every attempt to the same one.
std::uint32_t Engine::partitionFor(const Message& message) {
    const std::uint64_t choice = message.keyed && message.entity.exists()
                                     ? m_plan.entityHash[message.entity.value]
                                     : m_state.roundRobin[message.topic]++;
    return static_cast<std::uint32_t>(choice % m_plan.topics[message.topic].partitions);
}

// True when the step is already done: without an acknowledgement to wait for, it is when the event
// is sent.
bool Engine::beginProduce(Frame& frame, const ProducePlan& step) {
    Message message = aboutFrame(frame);
    message.kind = Kind::EventProduced;
    message.what = step.event;
    message.topic = step.topic;
    message.entity = chosenEntity(step.entity, frame.entity, frame.arguments);
    message.arguments = payloadOf(step.payload, frame);
    message.wrong = wrongOf(frame.node);
    message.unreadable = isInForce(Fault::Kind::Incompatible, frame.node);
    message.event = m_state.nextEvent++;
    message.keyed = step.keyed;
    message.acks = step.acks;
    message.idempotent = step.idempotent;
    if (!step.keyed || step.idempotent) {
        message.partition = partitionFor(message);
    }
    if (step.idempotent) {
        askInWindow(frame, step.ask, std::move(message));
        return false;
    }
    if (step.acks != Acks::None) {
        ask(frame, step.ask, std::move(message));
        return false;
    }
    message.to = step.ask.to;
    message.attempt = 1;
    frame.cause = send(std::move(message), {.cause = frame.cause});
    return true;
}

// The window begins with the oldest event that is not acknowledged.
void Engine::askInWindow(Frame& frame, const AskPlan& plan, Message message) {
    const WindowKey key{
        .producer = frame.node,
        .instance = instanceOf(frame),
        .partition = m_plan.topics[message.topic].firstPartition.value + message.partition};
    const std::uint32_t call = prepareCall(frame, plan, std::move(message));
    m_state.calls[call].window = key;
    ProducerWindow& window = m_state.windows[key];
    if (window.number == 0) {
        window.number = ++m_state.windowsMade;
    }
    window.waiting.push_back(call);
    fillWindow(window);
}

void Engine::fillWindow(ProducerWindow& window) {
    while (window.underWay.size() < kWindow && !window.waiting.empty()) {
        const std::uint32_t next = window.waiting.front();
        window.waiting.pop_front();
        window.underWay.push_back(next);
        Message& message = m_state.calls[next].message;
        message.producer = window.number;
        message.sequence = window.nextSequence++;
        attempt(next, m_state.frames[m_state.calls[next].frame].cause);
    }
}

void Engine::leaveWindow(std::uint32_t call) {
    if (!m_state.calls[call].window) {
        return;
    }
    ProducerWindow& window = m_state.windows[*m_state.calls[call].window];
    std::ranges::replace(window.underWay, call, kNoIndex);
    while (!window.underWay.empty() && window.underWay.front() == kNoIndex) {
        window.underWay.pop_front();
    }
    fillWindow(window);
}

void Engine::forgetWindows(NodeId producer, std::uint32_t instance) {
    std::erase_if(m_state.windows, [&](const auto& window) {
        return window.first.producer == producer && window.first.instance == instance;
    });
}

}  // namespace foldline
