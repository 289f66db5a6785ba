#include "core/model/plan_links.h"

#include <algorithm>

namespace foldline {
namespace {

void addLink(Dictionary& dictionary, NodeId from, NodeId to, LinkKind kind) {
    const Link link{from, to, kind};
    if (std::ranges::find(dictionary.links, link) == dictionary.links.end()) {
        dictionary.links.push_back(link);
    }
}

// A relay sends to where those events are meant for that are stored in its outbox.
void addRelayLinks(Plan& plan, const SubscriptionPlan& relay) {
    for (const HandlerPlan& handler : plan.handlers) {
        for (const StepPlan& step : handler.steps) {
            const auto* transaction = std::get_if<TransactionPlan>(&step);
            if (transaction == nullptr || transaction->ask.to != relay.broker) {
                continue;
            }
            for (const StatementPlan& statement : transaction->statements) {
                if (const auto* outbox = std::get_if<OutboxPlan>(&statement)) {
                    addLink(plan.dictionary,
                            relay.consumer,
                            plan.topics[outbox->event.topic].broker,
                            LinkKind::Produce);
                }
            }
        }
    }
}

}  // namespace

void addLinks(Plan& plan) {
    Dictionary& dictionary = plan.dictionary;
    for (const RoutePlan& route : plan.routes) {
        for (std::size_t i = 1; i < route.hops.size(); ++i) {
            addLink(dictionary, route.hops[i - 1], route.hops[i], LinkKind::Request);
        }
    }
    for (const HandlerPlan& handler : plan.handlers) {
        for (const StepPlan& step : handler.steps) {
            if (const auto* transaction = std::get_if<TransactionPlan>(&step)) {
                addLink(dictionary, handler.service, transaction->ask.to, LinkKind::Statement);
            } else if (const auto* produce = std::get_if<ProducePlan>(&step)) {
                addLink(dictionary, handler.service, produce->ask.to, LinkKind::Produce);
            } else if (const auto* load = std::get_if<LoadPlan>(&step)) {
                addLink(dictionary, handler.service, load->ask.to, LinkKind::Statement);
            } else if (const auto* append = std::get_if<AppendPlan>(&step)) {
                addLink(dictionary, handler.service, append->ask.to, LinkKind::Produce);
            }
        }
    }
    for (const SubscriptionPlan& subscription : plan.subscriptions) {
        addLink(dictionary, subscription.broker, subscription.consumer, LinkKind::Consume);
        if (subscription.relay) {
            addRelayLinks(plan, subscription);
        }
    }
}

std::optional<std::string> unhandledRoute(const Plan& plan) {
    for (const RoutePlan& route : plan.routes) {
        const bool handled = std::ranges::any_of(plan.handlers, [&](const HandlerPlan& handler) {
            return handler.service == route.hops.back() && handler.name == route.operation;
        });
        if (!handled) {
            return "node '" + plan.dictionary.node(route.hops.back()).name +
                   "' has no handler for '" + plan.dictionary.symbol(route.operation) + "'";
        }
    }
    return std::nullopt;
}

}  // namespace foldline
