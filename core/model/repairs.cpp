// Repairs: what somebody does, at one moment, about what went wrong.
#include <algorithm>
#include <utility>
#include <vector>

#include "core/model/engine.h"

namespace foldline {

void Engine::sayRepair(Kind kind, const Fault& fault, Record record) {
    record.slot = static_cast<std::int32_t>(fault.id);
    record.kind = kind;
    record.node = m_plan.dictionary.findNode(fault.node);
    emit(record);
}

void Engine::startRepair(std::uint32_t index) {
    const Fault& fault = m_inputs.faults[index];
    const NodeId where = m_plan.dictionary.findNode(fault.node);
    const SymbolId what = m_plan.words.faultKinds[static_cast<std::size_t>(fault.kind)];
    const FaultInForce repair{.fault = fault, .node = where, .started = m_state.lastSeq + 1};
    sayRepair(
        Kind::RepairStarted, fault, {.value = fault.length.value_or(Duration{}).us, .what = what});
    const NodeId needed = neededBy(fault, where);
    if (needed.exists()) {
        sayRepair(Kind::RepairFailed,
                  fault,
                  {.cause = repair.started, .what = m_plan.words.down, .peer = needed});
        return;
    }
    if (fault.kind != Fault::Kind::Restore) {
        const std::int64_t changed = mend(fault, where, repair.started);
        sayRepair(
            Kind::RepairFinished, fault, {.cause = repair.started, .value = changed, .what = what});
        return;
    }
    if (!restorePoint(fault, where)) {
        sayRepair(Kind::RepairFailed,
                  fault,
                  {.cause = repair.started, .what = m_plan.words.noBackup, .peer = where});
        return;
    }
    m_state.faults.push_back(repair);
    applyFaults(where, what, repair.started);
    if (!fault.length) {
        m_state.faults.pop_back();
        finishRestore(repair);
    }
}

std::int64_t Engine::mend(const Fault& fault, NodeId where, Seq cause) {
    switch (fault.kind) {
        case Fault::Kind::Rebuild:
            return rebuild(
                where, m_plan.words.faultKinds[static_cast<std::size_t>(fault.kind)], cause);
        case Fault::Kind::Correct:
            return correct(where, cause);
        case Fault::Kind::RetryParked:
            return retryParked(where, cause);
        case Fault::Kind::Upgrade:
            return std::exchange(node(where).upgraded, true) ? 0 : 1;
        case Fault::Kind::Forget:
            return forget(fault, cause);
        default:
            return 0;
    }
}

// The database has been stopped for it, and is started again.
void Engine::finishRestore(const FaultInForce& repair) {
    const SymbolId what = m_plan.words.faultKinds[static_cast<std::size_t>(repair.fault.kind)];
    const std::vector<NodeId> followers = followersOf(repair.node);
    const auto unreachable =
        std::ranges::find_if(m_plan.subscriptions, [&](const SubscriptionPlan& subscription) {
            return std::ranges::find(followers, subscription.consumer) != followers.end() &&
                   !node(subscription.broker).up;
        });
    if (unreachable != m_plan.subscriptions.end()) {
        sayRepair(
            Kind::RepairFailed,
            repair.fault,
            {.cause = repair.started, .what = m_plan.words.down, .peer = unreachable->broker});
    } else if (const auto asOf = restorePoint(repair.fault, repair.node)) {
        const std::int64_t rows = restore(repair.node, *asOf, what, repair.started);
        sayRepair(Kind::RepairFinished,
                  repair.fault,
                  {.cause = repair.started, .value = rows, .what = what});
    }
    applyFaults(repair.node, what, repair.started);
}

// A node that is down and without which the repair cannot be made; none when all are up.
NodeId Engine::neededBy(const Fault& fault, NodeId where) {
    std::vector<NodeId> needed;
    if (fault.kind == Fault::Kind::Rebuild) {
        needed = rdbsOf(where);
        for (const SubscriptionPlan& subscription : m_plan.subscriptions) {
            if (subscription.consumer == where) {
                needed.push_back(subscription.broker);
            }
        }
    } else if (fault.kind == Fault::Kind::Correct || fault.kind == Fault::Kind::RetryParked) {
        needed.push_back(where);
    }
    for (const WrongEvent& wrong : m_state.wrongEvents) {
        if (fault.kind == Fault::Kind::Correct && wrong.producer == where) {
            needed.push_back(m_plan.topics[wrong.topic].broker);
        }
    }
    const auto down =
        std::ranges::find_if(needed, [&](NodeId id) { return !m_state.nodes[id.value].up; });
    return down == needed.end() ? NodeId::none() : *down;
}

}  // namespace foldline
