// Handlers: their steps, and what they consume.
#include <algorithm>

#include "core/model/compiler.h"

namespace foldline {
namespace {

// Steps that need the entity and the values of a single event.
bool isAboutOneEvent(const StepPlan& step) {
    if (const auto* transaction = std::get_if<TransactionPlan>(&step)) {
        return std::ranges::any_of(transaction->statements, [](const StatementPlan& statement) {
            return std::holds_alternative<UpdatePlan>(statement);
        });
    }
    return std::holds_alternative<ProducePlan>(step) || std::holds_alternative<CallPlan>(step);
}

}  // namespace

AskPlan Compiler::ask(const std::string& to,
                      std::optional<Duration> timeout,
                      const RetryPolicy& retry,
                      const std::string& step) {
    return {.to = node(to),
            .timeout = timeout,
            .retry = retry,
            .jitterStream = stream("jitter/" + step)};
}

StepPlan Compiler::compileStep(const WorkStep& step,
                               const Handler& /*handler*/,
                               const std::string& name) {
    return WorkPlan{.duration = step.duration, .stream = stream("work/" + name)};
}

StepPlan Compiler::compileStep(const TransactionStep& step,
                               const Handler& /*handler*/,
                               const std::string& name) {
    TransactionPlan plan{
        .ask = ask(step.rdb, step.timeout, step.retry, name), .statements = {}, .once = step.once};
    for (const Statement& statement : step.statements) {
        if (const auto* update = std::get_if<UpdateStatement>(&statement)) {
            UpdatePlan updatePlan{.entityType = entityType(update->entity)};
            for (const FieldChange& fieldChange : update->changes) {
                updatePlan.changes.push_back(change(fieldChange));
            }
            plan.statements.emplace_back(std::move(updatePlan));
        } else {
            plan.statements.emplace_back(
                ApplyPlan{entityType(std::get<ApplyStatement>(statement).entity)});
        }
    }
    return plan;
}

StepPlan Compiler::compileStep(const ProduceStep& step,
                               const Handler& handler,
                               const std::string& name) {
    const std::uint32_t topicIndex = topic(step.topic);
    const TopicPlan& topicPlan = m_plan->topics[topicIndex];
    ProducePlan plan{
        .ask = ask(dictionary().node(topicPlan.broker).name, step.timeout, step.retry, name),
        .topic = topicIndex,
        .event = symbol(step.event)};
    for (const PayloadField& part : step.payload) {
        plan.payload.push_back(change({.field = part.name, .operand = part.value}));
    }
    if (step.payload.empty()) {
        plan.payload = defaultPayload(plan.event, handler);
    }
    return plan;
}

// Every argument that the fold of the event reads, under its own name.
std::vector<ChangePlan> Compiler::defaultPayload(SymbolId event, const Handler& /*handler*/) const {
    std::vector<ChangePlan> payload;
    for (const EntityPlan& entity : m_plan->entities) {
        for (const EventPlan& eventPlan : entity.events) {
            for (const ChangePlan& part : eventPlan.changes) {
                const bool isNew =
                    std::ranges::find(payload, part.argument, &ChangePlan::argument) ==
                    payload.end();
                if (eventPlan.name == event && part.argument.exists() && isNew) {
                    payload.push_back({.field = part.argument, .argument = part.argument});
                }
            }
        }
    }
    return payload;
}

StepPlan Compiler::compileStep(const CallStep& step,
                               const Handler& handler,
                               const std::string& name) {
    CallPlan plan{.ask = ask(step.service, step.timeout, step.retry, name),
                  .operation = symbol(step.operation),
                  .route = static_cast<std::uint32_t>(m_plan->routes.size())};
    m_plan->routes.push_back(
        {.operation = plan.operation, .hops = {node(handler.service), plan.ask.to}});
    return plan;
}

StepPlan Compiler::compileStep(const ReplyStep& /*step*/,
                               const Handler& /*handler*/,
                               const std::string& /*name*/) {
    return ReplyPlan{};
}

void Compiler::compileHandlers() {
    for (const Handler& handler : m_system.handlers) {
        HandlerPlan plan{.service = node(handler.service), .name = symbol(handler.name)};
        for (std::size_t i = 0; i < handler.steps.size(); ++i) {
            const std::string name = handler.service + "." + handler.name + "/" + std::to_string(i);
            plan.steps.push_back(
                std::visit([&](const auto& step) { return compileStep(step, handler, name); },
                           handler.steps[i]));
        }
        m_plan->handlers.push_back(std::move(plan));
        if (handler.consume) {
            compileSubscription(handler, *handler.consume);
        }
    }
}

void Compiler::compileSubscription(const Handler& handler, const ConsumeSpec& consume) {
    const TopicPlan& topicPlan = m_plan->topics[topic(consume.topic)];
    const NodeId consumer = node(handler.service);
    const std::string group = consume.group.empty() ? handler.service : consume.group;
    SubscriptionPlan plan{
        .handler = static_cast<std::uint32_t>(m_plan->handlers.size() - 1),
        .consumer = consumer,
        .broker = topicPlan.broker,
        .group = symbol(group),
        .consume = consume,
        .members = std::min(topicPlan.partitions, dictionary().node(consumer).capacity),
        .jitterStream = stream("jitter/" + handler.service + "." + handler.name),
        .oneByOne = std::ranges::any_of(m_plan->handlers.back().steps, isAboutOneEvent)};
    for (std::uint32_t i = 0; i < topicPlan.partitions; ++i) {
        plan.partitions.emplace_back(topicPlan.firstPartition.value + i);
    }
    dictionary().subscriptions.push_back({.consumer = consumer,
                                          .broker = plan.broker,
                                          .group = plan.group,
                                          .handler = m_plan->handlers.back().name,
                                          .partitions = plan.partitions,
                                          .batchMax = consume.batch});
    m_plan->subscriptions.push_back(std::move(plan));
}

}  // namespace foldline
