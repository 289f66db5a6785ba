// Gateways: pass requests on, try again for their clients, and log what failed for good.
#include "core/base/check.h"
#include "core/model/engine.h"

namespace foldline {

const GatewaySpec& Engine::gatewaySpec(NodeId gateway) const {
    return std::get<GatewaySpec>(m_plan.nodes[gateway.value].spec);
}

void Engine::receiveAtGateway(Message&& message) {
    const NodeId gateway = message.to;
    if (!withinLimit(gateway)) {
        refuse(message, m_plan.words.rateLimited);
        return;
    }
    const NodeId target = m_plan.routes[message.route].hops[message.hop + 1];
    const std::uint32_t targetIndex = targetOf(gateway, target);
    const CircuitBreaker::Permit permit = askBreaker(targetIndex, message.cause);
    if (!permit.allowed) {
        refuse(message, m_plan.words.breakerOpen);
        return;
    }
    const Seq received = emit({.cause = message.cause,
                               .message = message.id,
                               .request = message.request,
                               .entity = message.entity,
                               .what = message.what,
                               .kind = Kind::RequestReceived,
                               .node = gateway,
                               .peer = message.from});
    const GatewaySpec& spec = gatewaySpec(gateway);
    const std::uint32_t index = takeCall();
    Call& call = m_state.calls[index];
    call.owner = Call::Owner::Gateway;
    call.upstream = message.replyTo;
    call.target = targetIndex;
    call.breakerPeriod = permit.period;
    message.from = gateway;
    message.to = target;
    ++message.hop;
    call.ask = {.to = message.to,
                .timeout = spec.timeout,
                .retry = spec.retry,
                .jitterStream = m_plan.nodes[gateway.value].jitterStream};
    call.message = std::move(message);
    if (spec.budget) {
        m_state.targets[targetIndex].budget.deposit(spec.budget->ratio);
    }
    attempt(index, received);
}

void Engine::settleGateway(std::uint32_t index, SymbolId outcome, Seq cause) {
    const Call call = m_state.calls[index];
    dropCall(index);
    if (outcome != m_plan.words.ok) {
        cause = emit({.cause = cause,
                      .request = call.message.request,
                      .entity = call.message.entity,
                      .what = call.overBudget ? m_plan.words.noRetryBudget : outcome,
                      .attempt = call.attempt,
                      .kind = Kind::AccessLogged,
                      .node = call.message.from});
    }
    reply(call.message.from, call.upstream, call.message, outcome, {.cause = cause});
}

void Engine::stopGateway(NodeId gateway, Seq cause) {
    for (std::uint32_t i = 0; i < m_state.calls.size(); ++i) {
        const Call& call = m_state.calls[i];
        if (call.owner != Call::Owner::Gateway || call.message.from != gateway) {
            continue;
        }
        const ReplyTo upstream = call.upstream;
        const Message about = call.message;
        const Seq lost = emit({.cause = cause,
                               .request = about.request,
                               .what = m_plan.words.running,
                               .kind = Kind::WorkLost,
                               .node = gateway});
        dropCall(i);
        reply(gateway, upstream, about, m_plan.words.connectionLost, {.cause = lost});
    }
    forgetPolicies(m_state, m_plan, gateway);
}

bool Engine::withinLimit(NodeId gateway) {
    const std::optional<RateLimit>& limit = gatewaySpec(gateway).limit;
    if (!limit) {
        return true;
    }
    TokenBucket& bucket = node(gateway).limit;
    bucket.fillUntil(m_state.now, limit->ratePerSecond);
    return bucket.take();
}

std::uint32_t Engine::targetOf(NodeId gateway, NodeId target) const {
    for (std::uint32_t i = 0; i < m_plan.targets.size(); ++i) {
        if (m_plan.targets[i].gateway == gateway && m_plan.targets[i].target == target) {
            return i;
        }
    }
    FOLDLINE_CHECK(false);
}

CircuitBreaker::Permit Engine::askBreaker(std::uint32_t target, Seq cause) {
    const TargetPlan& plan = m_plan.targets[target];
    const std::optional<BreakerSpec>& spec = gatewaySpec(plan.gateway).breaker;
    if (!spec) {
        return {};
    }
    const CircuitBreaker::Permit permit = m_state.targets[target].breaker.ask(*spec, m_state.now);
    if (permit.halfOpened) {
        emit({.cause = cause,
              .kind = Kind::BreakerHalfOpened,
              .node = plan.gateway,
              .peer = plan.target});
    }
    return permit;
}

void Engine::noteOutcome(const Call& call, bool ok, Seq cause) {
    const TargetPlan& plan = m_plan.targets[call.target];
    const std::optional<BreakerSpec>& spec = gatewaySpec(plan.gateway).breaker;
    CircuitBreaker& breaker = m_state.targets[call.target].breaker;
    if (spec && breaker.note(*spec, call.breakerPeriod, ok, m_state.now)) {
        const bool opened = breaker.state() == CircuitBreaker::State::Open;
        emit({.cause = cause,
              .value = breaker.failuresMillionths(),
              .kind = opened ? Kind::BreakerOpened : Kind::BreakerClosed,
              .node = plan.gateway,
              .peer = plan.target});
    }
}

bool Engine::takeFromBudget(Call& call) {
    if (!gatewaySpec(call.message.from).budget) {
        return true;
    }
    call.overBudget = !m_state.targets[call.target].budget.take();
    return !call.overBudget;
}

// A retry is an attempt like the first: the breaker may have opened since.
void Engine::retryCall(std::uint32_t index) {
    Call& call = m_state.calls[index];
    if (call.owner == Call::Owner::Gateway) {
        const CircuitBreaker::Permit permit = askBreaker(call.target, call.message.cause);
        if (!permit.allowed) {
            settleGateway(index, m_plan.words.breakerOpen, call.message.cause);
            return;
        }
        call.breakerPeriod = permit.period;
    }
    attempt(index, call.message.cause);
}

void forgetPolicies(SimulationState& state, const Plan& plan, NodeId gateway) {
    const auto& spec = std::get<GatewaySpec>(plan.nodes[gateway.value].spec);
    state.nodes[gateway.value].limit = TokenBucket(spec.limit ? spec.limit->burst : 0);
    for (std::size_t i = 0; i < plan.targets.size(); ++i) {
        if (plan.targets[i].gateway == gateway) {
            state.targets[i] = {.budget = TokenBucket(spec.budget ? spec.budget->burst : 0),
                                .breaker = {}};
        }
    }
}

}  // namespace foldline
