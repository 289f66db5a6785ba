// Gateways: pass requests on, try again for their clients, and log what failed for good.
#include "core/model/engine.h"

namespace foldline {

void Engine::receiveAtGateway(Message&& message) {
    const NodeId gateway = message.to;
    const Seq received = emit({.cause = message.cause,
                               .message = message.id,
                               .request = message.request,
                               .entity = message.entity,
                               .what = message.what,
                               .kind = Kind::RequestReceived,
                               .node = gateway,
                               .peer = message.from});
    const auto& spec = std::get<GatewaySpec>(m_plan.nodes[gateway.value].spec);
    const std::uint32_t index = takeCall();
    Call& call = m_state.calls[index];
    call.owner = Call::Owner::Gateway;
    call.upstream = message.replyTo;
    message.from = gateway;
    message.to = m_plan.routes[message.route].hops[++message.hop];
    call.ask = {.to = message.to,
                .timeout = spec.timeout,
                .retry = spec.retry,
                .jitterStream = m_plan.nodes[gateway.value].jitterStream};
    call.message = std::move(message);
    attempt(index, received);
}

void Engine::settleGateway(std::uint32_t index, SymbolId outcome, Seq cause) {
    const Call call = m_state.calls[index];
    dropCall(index);
    if (outcome != m_plan.words.ok) {
        cause = emit({.cause = cause,
                      .request = call.message.request,
                      .entity = call.message.entity,
                      .what = outcome,
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
}

}  // namespace foldline
