#include "core/model/simulator.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/base/check.h"
#include "core/model/assignment.h"
#include "core/model/engine.h"
#include "core/model/pending_faults.h"

namespace foldline {
namespace {

void prepareNodes(SimulationState& state, const Plan& plan) {
    for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
        const std::uint32_t capacity = plan.dictionary.nodes[i].capacity;
        const NodeId id{static_cast<std::uint16_t>(i)};
        NodeRuntime runtime;
        if (const auto* service = std::get_if<ServiceSpec>(&plan.nodes[i].spec)) {
            runtime.instances.assign(service->instances, true);
        }
        runtime.idle.resize(capacity);
        const Role role = plan.dictionary.nodes[i].role;
        if (role == Role::Rdb || role == Role::EventStore) {
            runtime.first = static_cast<std::uint32_t>(state.transactions.size());
            state.transactions.resize(state.transactions.size() + capacity);
            const std::size_t entities = plan.dictionary.entities.size();
            runtime.rows.resize(role == Role::Rdb ? entities : 0);
            runtime.history.resize(role == Role::EventStore ? entities : 0);
        } else {
            runtime.first = static_cast<std::uint32_t>(state.frames.size());
            state.frames.resize(state.frames.size() + capacity, Frame{.node = id});
        }
        state.nodes.push_back(std::move(runtime));
    }
    state.targets.resize(plan.targets.size());
    for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
        if (plan.dictionary.nodes[i].role == Role::Gateway) {
            forgetPolicies(state, plan, NodeId{static_cast<std::uint16_t>(i)});
        }
    }
}

void prepareConsumers(SimulationState& state, const Plan& plan) {
    state.replays.resize(plan.subscriptions.size());
    for (std::uint32_t i = 0; i < plan.subscriptions.size(); ++i) {
        const SubscriptionPlan& subscription = plan.subscriptions[i];
        state.cursors.emplace_back(subscription.partitions.size());
        state.parked.emplace_back();
        std::vector<std::uint32_t> everybody(subscription.members);
        std::iota(everybody.begin(), everybody.end(), 0);
        const auto partitions = static_cast<std::uint32_t>(subscription.partitions.size());
        Group group{
            .firstMember = static_cast<std::uint32_t>(state.members.size()),
            .owner = assignPartitions(subscription.consume.assignor, partitions, everybody, {}),
            .claims = std::vector<Claim>(subscription.consume.tokens ? partitions : 0)};
        for (std::uint32_t number = 0; number < subscription.members; ++number) {
            state.members.push_back({.subscription = i,
                                     .number = number,
                                     .instance = number / subscription.perInstance,
                                     .partitions = partitionsOf(group.owner, number),
                                     .nextPartition = number});
        }
        state.groups.push_back(std::move(group));
    }
}

SimulationState initialState(const Plan& plan, const RunInputs& inputs) {
    SimulationState state;
    for (const std::string& name : plan.streamNames) {
        state.streams.emplace_back(inputs.seed, name);
    }
    state.counters.resize(plan.streamNames.size());
    state.arrivals.resize(plan.workload.size());
    state.partitions.resize(plan.dictionary.partitions.size());
    state.upkeep.resize(plan.dictionary.partitions.size());
    state.leaders.resize(plan.dictionary.partitions.size());
    state.roundRobin.resize(plan.topics.size());
    state.streamVersions.resize(plan.dictionary.entities.size(), 1);
    prepareNodes(state, plan);
    prepareConsumers(state, plan);
    pushFaults(state, plan, inputs.faults);
#ifndef NDEBUG
    state.invariants.emplace(plan.dictionary);
#endif
    return state;
}

}  // namespace

Simulator::Simulator(std::shared_ptr<const Plan> plan, RunInputs inputs)
    : m_plan(std::move(plan)),
      m_inputs(std::move(inputs)),
      m_state(initialState(*m_plan, m_inputs)) {}

void Simulator::runUntil(SimTime until, RecordSink& sink) {
    runSome(until, std::numeric_limits<std::size_t>::max(), sink);
}

void Simulator::runSome(SimTime until, std::size_t recordsMax, RecordSink& sink) {
    if (m_state.ended) {
        return;
    }
    Engine engine(*m_plan, m_inputs, m_state, sink);
    const std::int64_t last = std::min(until.us, m_inputs.horizon.us);
    if (!m_state.started && last >= 0) {
        engine.start();
    }
    while (!m_state.pending.empty() && m_state.pending.top().t <= last) {
        if (engine.emitted() >= recordsMax) {
            // What comes next may still happen at the same moment.
            m_state.recordedUntil = std::max(m_state.recordedUntil, m_state.pending.top().t - 1);
            engine.flush();
            return;
        }
        engine.handleNext();
    }
    m_state.recordedUntil = std::max(m_state.recordedUntil, last);
    if (last == m_inputs.horizon.us) {
        engine.end();
    }
    engine.flush();
}

bool Simulator::finished() const {
    return m_state.ended;
}

SimTime Simulator::recordedUntil() const {
    return SimTime{m_state.recordedUntil};
}

Seq Simulator::lastSeq() const {
    return m_state.lastSeq;
}

void Simulator::setFaults(std::vector<Fault> faults) {
    FOLDLINE_CHECK(!m_state.ended);
    // Between two events of one moment, the faults of that moment may have begun already.
    FOLDLINE_CHECK(!m_state.started || m_state.now <= m_state.recordedUntil);
    m_state.pending.removeIf([](const Pending& pending) {
        return pending.kind == Pending::Kind::FaultStarts ||
               pending.kind == Pending::Kind::FaultEnds;
    });
    for (FaultInForce& inForce : m_state.faults) {
        const auto same = std::ranges::find(faults, inForce.fault.id, &Fault::id);
        FOLDLINE_CHECK(same != faults.end());
        inForce.fault = *same;
    }
    m_inputs.faults = std::move(faults);
    pushFaults(m_state, *m_plan, m_inputs.faults);
}

}  // namespace foldline
