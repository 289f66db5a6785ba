// Clients: when requests arrive, and with what.
#include <algorithm>

#include "core/model/engine.h"

namespace foldline {
namespace {

// Arrivals of workload i carry this order: after faults, before everything else at the same time.
constexpr std::uint64_t kArrivalOrder = std::uint64_t{1} << 61;

}  // namespace

std::int64_t Engine::draw(const ValuePlan& value) {
    switch (value.kind) {
        case Generator::Kind::Constant:
            return value.low;
        case Generator::Kind::Pick:
            return value.choices[stream(value.stream).below(value.choices.size())];
        case Generator::Kind::Any:
            return value.firstEntity.value +
                   static_cast<std::int64_t>(stream(value.stream).below(value.entities));
        case Generator::Kind::Each:
            return value.firstEntity.value +
                   static_cast<std::int64_t>(m_state.counters[value.stream]++ % value.entities);
        case Generator::Kind::Between: {
            const auto span =
                static_cast<std::uint64_t>(value.high) - static_cast<std::uint64_t>(value.low) + 1;
            const std::uint64_t offset =
                span == 0 ? stream(value.stream).next() : stream(value.stream).below(span);
            return static_cast<std::int64_t>(static_cast<std::uint64_t>(value.low) + offset);
        }
    }
    return 0;
}

void Engine::scheduleArrival(std::uint32_t workload) {
    const WorkloadPlan& plan = m_plan.workload[workload];
    const Arrivals& arrivals = plan.arrivals;
    const std::uint32_t number = m_state.arrivals[workload]++;
    // The first gap begins with the arrivals, the others with the arrival before.
    const std::int64_t base = number == 0 ? arrivals.from.us : m_state.now;
    std::int64_t t = base;
    switch (arrivals.kind) {
        case Arrivals::Kind::Poisson: {
            const double meanUs = static_cast<double>(kUsPerSecond) / arrivals.ratePerSecond;
            const double gapUs = meanUs * stream(plan.arrivalStream).exponential();
            t += static_cast<std::int64_t>(std::min(gapUs, static_cast<double>(kDurationMax.us)) +
                                           0.5);
            break;
        }
        case Arrivals::Kind::Every:
            t += arrivals.interval.us;
            break;
        case Arrivals::Kind::Burst:
            if (number > 0) {
                return;
            }
            break;
        case Arrivals::Kind::Times:
            if (number >= arrivals.times.size()) {
                return;
            }
            t = arrivals.times[number].us;
            break;
    }
    if (!arrivals.until || t < arrivals.until->us) {
        m_state.pending.push({.t = t,
                              .order = kArrivalOrder + workload,
                              .index = workload,
                              .kind = Pending::Kind::Arrival});
    }
}

void Engine::arrival(std::uint32_t workload) {
    const Arrivals& arrivals = m_plan.workload[workload].arrivals;
    const std::uint32_t count = arrivals.kind == Arrivals::Kind::Burst ? arrivals.count : 1;
    for (std::uint32_t i = 0; i < count; ++i) {
        request(workload);
    }
    scheduleArrival(workload);
}

void Engine::request(std::uint32_t workload) {
    const WorkloadPlan& plan = m_plan.workload[workload];
    const RoutePlan& route = m_plan.routes[plan.route];
    const NodeId client = route.hops.front();
    Message message{.kind = Kind::RequestSent,
                    .from = client,
                    .to = route.hops[1],
                    .request = RequestId{m_state.nextRequest++},
                    .what = plan.operation,
                    .route = plan.route,
                    .hop = 1};
    if (plan.entity) {
        message.entity = EntityId{static_cast<std::uint32_t>(draw(*plan.entity))};
    }
    for (const ArgumentPlan& argument : plan.arguments) {
        std::int64_t value = draw(argument.value);
        if (argument.names) {
            value = m_plan.entityKeys[static_cast<std::size_t>(value)].value;
        }
        message.arguments.set(argument.field, value);
    }
    const auto& spec = std::get<ClientSpec>(m_plan.nodes[client.value].spec);
    const std::uint32_t index = takeCall();
    Call& call = m_state.calls[index];
    call.owner = Call::Owner::Client;
    call.ask = {.to = message.to,
                .timeout = spec.timeout,
                .retry = spec.retry,
                .jitterStream = m_plan.nodes[client.value].jitterStream};
    call.message = std::move(message);
    attempt(index, 0);
}

}  // namespace foldline
