// Faults: what they do to nodes while they are in force.
#include <algorithm>

#include "core/model/engine.h"

namespace foldline {
namespace {

constexpr double kMillionths = 1e6;

bool stops(Fault::Kind kind) {
    return kind == Fault::Kind::Down || kind == Fault::Kind::Crash ||
           kind == Fault::Kind::LoseLeader || kind == Fault::Kind::Restore;
}

std::int64_t strength(const Fault& fault) {
    switch (fault.kind) {
        case Fault::Kind::Slow:
            return static_cast<std::int64_t>(fault.factor * kMillionths + 0.5);
        case Fault::Kind::Flaky:
        case Fault::Kind::LoseReplies:
        case Fault::Kind::Loss:
            return static_cast<std::int64_t>(fault.probability * kMillionths + 0.5);
        case Fault::Kind::Down:
        case Fault::Kind::Crash:
        case Fault::Kind::Cut:
        case Fault::Kind::LoseLeader:
        case Fault::Kind::Replay:
        case Fault::Kind::Corrupt:
        case Fault::Kind::Incompatible:
        case Fault::Kind::Rebuild:
        case Fault::Kind::Correct:
        case Fault::Kind::RetryParked:
        case Fault::Kind::Upgrade:
        case Fault::Kind::Restore:
        case Fault::Kind::Forget:
            return static_cast<std::int64_t>(kMillionths);
    }
    return 0;
}

double either(double a, double b) {
    return 1.0 - (1.0 - a) * (1.0 - b);
}

}  // namespace

void Engine::startFault(std::uint32_t index) {
    const Fault& fault = m_inputs.faults[index];
    if (isRepair(fault.kind)) {
        return startRepair(index);
    }
    FaultInForce inForce{.fault = fault, .node = m_plan.dictionary.findNode(fault.node)};
    if (fault.kind == Fault::Kind::Cut) {
        inForce.peer = m_plan.dictionary.findNode(fault.peer);
    } else if (fault.kind == Fault::Kind::Corrupt) {
        inForce.field = m_plan.dictionary.findField(fault.field);
        inForce.value = fault.value.type == ValueType::Text
                            ? m_plan.dictionary.findSymbol(fault.value.text).value
                            : fault.value.integer;
    }
    const SymbolId kind = m_plan.words.faultKinds[static_cast<std::size_t>(fault.kind)];
    inForce.started = emit({.value = strength(fault),
                            .what = kind,
                            .slot = static_cast<std::int32_t>(fault.id),
                            .kind = Kind::FaultStarted,
                            .node = inForce.node,
                            .peer = inForce.peer});
    if (fault.kind == Fault::Kind::Replay) {
        const Seq ended = emit({.cause = inForce.started,
                                .what = kind,
                                .slot = static_cast<std::int32_t>(fault.id),
                                .kind = Kind::FaultEnded,
                                .node = inForce.node});
        askForReplay(inForce.node, ended);
        return;
    }
    m_state.faults.push_back(inForce);
    applyFaults(inForce.node, kind, inForce.started);
    if (fault.kind == Fault::Kind::LoseLeader) {
        loseHeld(inForce.node, inForce.started);
    }
}

void Engine::endFault(std::uint32_t index) {
    const std::uint32_t id = m_inputs.faults[index].id;
    const auto found = std::ranges::find_if(
        m_state.faults, [&](const FaultInForce& fault) { return fault.fault.id == id; });
    if (found == m_state.faults.end()) {
        return;
    }
    const FaultInForce inForce = *found;
    m_state.faults.erase(found);
    if (isRepair(inForce.fault.kind)) {
        return finishRestore(inForce);
    }
    const SymbolId kind = m_plan.words.faultKinds[static_cast<std::size_t>(inForce.fault.kind)];
    const Seq ended = emit({.cause = inForce.started,
                            .what = kind,
                            .slot = static_cast<std::int32_t>(id),
                            .kind = Kind::FaultEnded,
                            .node = inForce.node,
                            .peer = inForce.peer});
    applyFaults(inForce.node, kind, ended);
}

// The condition of a node is what all faults in force make of it together.
void Engine::applyFaults(NodeId id, SymbolId kind, Seq cause) {
    NodeRuntime& runtime = node(id);
    const bool wasUp = runtime.up;
    runtime.up = true;
    runtime.slow = 1.0;
    runtime.flaky = runtime.loseReplies = runtime.loss = 0.0;
    for (const FaultInForce& inForce : m_state.faults) {
        if (inForce.node != id) {
            continue;
        }
        const Fault& fault = inForce.fault;
        runtime.up = runtime.up && !(stops(fault.kind) && fault.instance == 0);
        if (fault.kind == Fault::Kind::Slow) {
            runtime.slow *= fault.factor;
        } else if (fault.kind == Fault::Kind::Flaky) {
            runtime.flaky = either(runtime.flaky, fault.probability);
        } else if (fault.kind == Fault::Kind::LoseReplies) {
            runtime.loseReplies = either(runtime.loseReplies, fault.probability);
        } else if (fault.kind == Fault::Kind::Loss) {
            runtime.loss = either(runtime.loss, fault.probability);
        }
    }
    if (wasUp && !runtime.up) {
        stopNode(id, kind, cause);
    } else if (!wasUp && runtime.up) {
        startNode(id, cause);
    }
    applyInstanceFaults(id, kind, cause);
}

void Engine::stopNode(NodeId id, SymbolId kind, Seq cause) {
    const Seq stopped = emit({.cause = cause, .what = kind, .kind = Kind::NodeStopped, .node = id});
    switch (role(id)) {
        case Role::Gateway:
            return stopGateway(id, stopped);
        case Role::Service:
            return stopService(id, stopped);
        case Role::Rdb:
        case Role::EventStore:
            return stopRdb(id, stopped);
        case Role::Broker:
            return stopBroker(id, stopped);
        case Role::Client:
            return;
    }
}

void Engine::startNode(NodeId id, Seq cause) {
    const Seq started = emit({.cause = cause, .kind = Kind::NodeStarted, .node = id});
    if (role(id) == Role::Rdb) {
        resumeSagasOf(id, started);
        wakeRelays(id);
        resumeTokens(id, started);
    } else if (role(id) == Role::Service) {
        startConsumer(id, started);
        resumeSagas(id, started);
    } else if (role(id) == Role::Broker || role(id) == Role::EventStore) {
        startBroker(id, started);
    }
}

}  // namespace foldline
