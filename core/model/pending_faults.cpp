#include "core/model/pending_faults.h"

#include <algorithm>
#include <optional>

#include "core/scenario/crash_point.h"

namespace foldline {
namespace {

bool concerns(const Plan& plan, const Fault& fault) {
    if (fault.kind == Fault::Kind::Forget) {
        return true;
    }
    const bool known = plan.dictionary.findNode(fault.node).exists();
    return known &&
           (fault.kind != Fault::Kind::Cut || plan.dictionary.findNode(fault.peer).exists());
}

// A lost leader is replaced after the failover of its broker, whatever the fault says.
Fault timed(const Plan& plan, Fault fault) {
    const NodeId node = plan.dictionary.findNode(fault.node);
    const auto* broker =
        node.exists() ? std::get_if<BrokerSpec>(&plan.nodes[node.value].spec) : nullptr;
    if (fault.kind == Fault::Kind::LoseLeader && broker != nullptr) {
        fault.length = broker->failover;
    }
    return fault;
}

bool isPart(const StepPlan& step, CrashPoint::Part part) {
    if (part == CrashPoint::Part::Send) {
        return std::holds_alternative<SendPlan>(step);
    }
    const auto* transaction = std::get_if<TransactionPlan>(&step);
    return std::holds_alternative<StorePlan>(step) ||
           (transaction != nullptr && !transaction->statements.empty() &&
            std::holds_alternative<MarkPlan>(transaction->statements.front()));
}

std::optional<std::uint32_t> stepOf(const HandlerPlan& handler,
                                    const SubscriptionPlan* subscription,
                                    const CrashPoint& point) {
    const bool relays = subscription != nullptr && subscription->relay;
    switch (point.part) {
        case CrashPoint::Part::Numbered:
            return !relays && point.step <= handler.steps.size() ? std::optional(point.step - 1)
                                                                 : std::nullopt;
        case CrashPoint::Part::Commit:
            return subscription != nullptr && !relays ? std::optional(kCommitStep) : std::nullopt;
        case CrashPoint::Part::Send:
        case CrashPoint::Part::Mark:
            break;
    }
    const auto found = std::ranges::find_if(
        handler.steps, [&](const StepPlan& step) { return isPart(step, point.part); });
    return relays ? std::optional(static_cast<std::uint32_t>(found - handler.steps.begin()))
                  : std::nullopt;
}

// Nothing when the system has no such handler, or the handler no such step.
std::optional<ArmedCrash> arm(const Plan& plan, const Fault& fault, std::uint32_t index) {
    const auto point = parseCrashPoint(fault.after);
    const NodeId node = plan.dictionary.findNode(fault.node);
    if (!point) {
        return std::nullopt;
    }
    const auto handler = std::ranges::find_if(plan.handlers, [&](const HandlerPlan& other) {
        return other.service == node && plan.dictionary.symbol(other.name) == point->handler;
    });
    if (handler == plan.handlers.end()) {
        return std::nullopt;
    }
    const auto number = static_cast<std::uint32_t>(handler - plan.handlers.begin());
    const auto subscription =
        std::ranges::find(plan.subscriptions, number, &SubscriptionPlan::handler);
    const auto step = stepOf(
        *handler, subscription == plan.subscriptions.end() ? nullptr : &*subscription, *point);
    return step ? std::optional(ArmedCrash{.fault = index, .handler = number, .step = *step})
                : std::nullopt;
}

}  // namespace

void pushFault(SimulationState& state,
               const Fault& fault,
               std::uint32_t index,
               std::int64_t at,
               std::int64_t recordedUntil) {
    // By id, not by place in the list: adding a fault must not reorder the others.
    const std::uint64_t order = std::uint64_t{fault.id} << 1;
    if (at > recordedUntil) {
        state.pending.push(
            {.t = at, .order = order + 1, .index = index, .kind = Pending::Kind::FaultStarts});
    }
    if (fault.length && at + fault.length->us > recordedUntil) {
        state.pending.push({.t = at + fault.length->us,
                            .order = order,
                            .index = index,
                            .kind = Pending::Kind::FaultEnds});
    }
}

void pushFaults(SimulationState& state, const Plan& plan, const std::vector<Fault>& faults) {
    state.armed.clear();
    for (std::uint32_t i = 0; i < faults.size(); ++i) {
        const Fault fault = timed(plan, faults[i]);
        if (!concerns(plan, fault)) {
            continue;
        }
        if (fault.after.empty()) {
            pushFault(state, fault, i, fault.at.us, state.recordedUntil);
            continue;
        }
        const auto met = std::ranges::find(state.met, fault.id, &MetCrash::id);
        if (met != state.met.end()) {
            pushFault(state, fault, i, met->at, state.recordedUntil);
        } else if (const auto armed = arm(plan, fault, i)) {
            state.armed.push_back(*armed);
        }
    }
}

}  // namespace foldline
