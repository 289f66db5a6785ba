// Instances: the processes of a service. Each has workers and members of its own; requests go to
// whoever is free.
#include <algorithm>

#include "core/model/engine.h"

namespace foldline {

std::uint32_t Engine::instanceOf(const Frame& frame) const {
    return static_cast<std::uint32_t>(frame.worker) /
           std::get<ServiceSpec>(m_plan.nodes[frame.node.value].spec).workers;
}

bool Engine::instanceIsUp(NodeId service, std::uint32_t instance) const {
    const NodeRuntime& runtime = m_state.nodes[service.value];
    return runtime.up && runtime.instances[instance];
}

bool Engine::anyInstanceIsUp(NodeId service) const {
    const std::vector<bool>& instances = m_state.nodes[service.value].instances;
    return std::ranges::find(instances, true) != instances.end();
}

std::uint32_t Engine::takeWorker(NodeId service, std::uint32_t instance) {
    const std::uint32_t workers = std::get<ServiceSpec>(m_plan.nodes[service.value].spec).workers;
    return node(service).idle.takeBetween(instance * workers, (instance + 1) * workers);
}

// An instance is down while some fault says so of it; those of the whole node are not its own.
void Engine::applyInstanceFaults(NodeId service, SymbolId kind, Seq cause) {
    const auto instances = static_cast<std::uint32_t>(node(service).instances.size());
    for (std::uint32_t i = 0; i < instances; ++i) {
        const bool up = std::ranges::none_of(m_state.faults, [&](const FaultInForce& fault) {
            return fault.node == service && fault.fault.instance == i + 1;
        });
        if (up != node(service).instances[i]) {
            node(service).instances[i] = up;
            if (up) {
                startInstance(service, i, cause);
            } else {
                stopInstance(service, i, kind, cause);
            }
        }
    }
}

void Engine::stopInstance(NodeId service, std::uint32_t instance, SymbolId kind, Seq cause) {
    NodeRuntime& runtime = node(service);
    const std::uint32_t workers = std::get<ServiceSpec>(m_plan.nodes[service.value].spec).workers;
    const Seq stopped = emit({.cause = cause,
                              .value = workers,
                              .what = kind,
                              .slot = static_cast<std::int32_t>(instance) + 1,
                              .kind = Kind::InstanceStopped,
                              .node = service});
    for (std::uint32_t worker = instance * workers; worker < (instance + 1) * workers; ++worker) {
        loseWork(runtime.first + worker, stopped);
        runtime.idle.withdraw(worker);
    }
    forgetWindows(service, instance);
    if (!runtime.up) {
        return;  // its members stopped with the node
    }
    for (std::uint32_t i = 0; i < m_state.members.size(); ++i) {
        const Member& member = m_state.members[i];
        if (m_plan.subscriptions[member.subscription].consumer != service ||
            member.instance != instance) {
            continue;
        }
        if (member.state == Member::State::Ready) {
            loseBatch(i, m_plan.words.queued, stopped);
        }
        stopMember(i);
        memberIsGone(member.subscription, stopped);
    }
    replayWhatWasAsked(service);
    resumeSagas(service, stopped);  // those who are left take over what is stored
}

void Engine::startInstance(NodeId service, std::uint32_t instance, Seq cause) {
    NodeRuntime& runtime = node(service);
    const std::uint32_t workers = std::get<ServiceSpec>(m_plan.nodes[service.value].spec).workers;
    const Seq started = emit({.cause = cause,
                              .value = workers,
                              .slot = static_cast<std::int32_t>(instance) + 1,
                              .kind = Kind::InstanceStarted,
                              .node = service});
    for (std::uint32_t worker = instance * workers; worker < (instance + 1) * workers; ++worker) {
        runtime.idle.release(worker);
    }
    if (runtime.up) {
        startConsumer(service, started);
        giveWork(service);
    }
}

void Engine::loseWork(std::uint32_t index, Seq cause) {
    Frame& frame = m_state.frames[index];
    if (!frame.active) {
        return;
    }
    const Seq lost = emit({.cause = cause,
                           .message = frame.message,
                           .request = frame.request,
                           .what = m_plan.words.running,
                           .slot = frame.worker,
                           .kind = Kind::WorkLost,
                           .node = frame.node});
    if (frame.call != kNoIndex) {
        dropCall(frame.call);
    }
    const ReplyTo replyTo = frame.replyTo;
    const Message about = aboutFrame(frame);
    releaseWorker(frame);
    reply(frame.node, replyTo, about, m_plan.words.connectionLost, {.cause = lost});
}

// One that had come and waits for a worker.
void Engine::loseBatch(std::uint32_t index, SymbolId reason, Seq cause) {
    const Member& member = m_state.members[index];
    const NodeId consumer = m_plan.subscriptions[member.subscription].consumer;
    emit({.cause = cause,
          .message = member.message,
          .what = reason,
          .kind = Kind::WorkLost,
          .node = consumer});
    std::erase(node(consumer).batches, index);
}

}  // namespace foldline
