// Handlers: their steps, and what they consume.
#include <algorithm>
#include <type_traits>

#include "core/model/compiler.h"

namespace foldline {
namespace {

constexpr Duration kSession{10 * kUsPerSecond};

// Steps that need the entity and the values of a single event.
bool isAboutOneEvent(const StepPlan& step) {
    if (const auto* transaction = std::get_if<TransactionPlan>(&step)) {
        return std::ranges::any_of(transaction->statements, [](const StatementPlan& statement) {
            return !std::holds_alternative<ApplyPlan>(statement);
        });
    }
    return std::holds_alternative<ProducePlan>(step) || std::holds_alternative<CallPlan>(step) ||
           std::holds_alternative<LoadPlan>(step) || std::holds_alternative<AppendPlan>(step);
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
                               const Handler& handler,
                               const std::string& name) {
    TransactionPlan plan{
        .ask = ask(step.rdb, step.timeout, step.retry, name), .statements = {}, .once = step.once};
    for (const Statement& statement : step.statements) {
        plan.statements.push_back(std::visit(
            [&](const auto& each) -> StatementPlan {
                if constexpr (std::is_same_v<decltype(each), const OutboxStatement&>) {
                    outboxOf(plan.ask.to);
                    return OutboxPlan{eventPlan(each.event, handler)};
                } else {
                    return compileStatement(each);
                }
            },
            statement));
    }
    return plan;
}

StatementPlan Compiler::compileStatement(const UpdateStatement& update) {
    UpdatePlan plan{.entity = entityChoice(update.entity, update.key),
                    .event = update.event.empty() ? SymbolId::none() : symbol(update.event)};
    for (const FieldChange& fieldChange : update.changes) {
        plan.changes.push_back(change(fieldChange));
    }
    return plan;
}

StatementPlan Compiler::compileStatement(const ApplyStatement& apply) {
    return ApplyPlan{entityType(apply.entity)};
}

StatementPlan Compiler::compileStatement(const RequireStatement& require) {
    return RequirePlan{.entity = entityChoice(require.entity, require.key),
                       .field = rowField(require.entity, require.field),
                       .compare = require.compare,
                       .operand = change({.field = require.field == kVersionField
                                                       ? m_scenario.entities[0].fields[0].name
                                                       : require.field,
                                          .operand = require.operand})};
}

StatementPlan Compiler::compileStatement(const ReadStatement& read) {
    ReadPlan plan{.entity = entityChoice(read.entity, read.key)};
    for (const ReadStatement::Value& value : read.values) {
        plan.values.push_back({knownField(value.argument), rowField(read.entity, value.field)});
    }
    return plan;
}

// None for the version, unless the entity has a field of that name.
FieldId Compiler::rowField(const std::string& entity, const std::string& name) const {
    const auto& fields = m_scenario.entities[entityType(entity)].fields;
    return std::ranges::find(fields, name, &FieldName::name) == fields.end() ? FieldId::none()
                                                                             : knownField(name);
}

StepPlan Compiler::compileStep(const ProduceStep& step,
                               const Handler& handler,
                               const std::string& name) {
    const TopicPlan& topicPlan = m_plan->topics[topic(step.topic)];
    AskPlan asked = ask(dictionary().node(topicPlan.broker).name, step.timeout, step.retry, name);
    asked.skipOnReplay = step.skipOnReplay;
    ProducePlan plan = eventPlan(step, handler);
    plan.ask = asked;
    return plan;
}

ProducePlan Compiler::eventPlan(const ProduceStep& step, const Handler& handler) {
    ProducePlan plan{.topic = topic(step.topic),
                     .event = symbol(step.event),
                     .keyed = step.keyed,
                     .acks = step.acks,
                     .idempotent = step.idempotent};
    for (const EntityType& type : m_scenario.entities) {
        if (std::ranges::find(type.events, step.event, &EventType::name) != type.events.end()) {
            plan.entity = entityChoice(type.name, step.key);
        }
    }
    plan.payload = payload(step.payload, plan.event, handler);
    return plan;
}

std::vector<ChangePlan> Compiler::payload(const std::vector<PayloadField>& parts,
                                          SymbolId event,
                                          const Handler& handler) {
    if (parts.empty()) {
        return defaultPayload(event, handler);
    }
    std::vector<ChangePlan> plan;
    for (const PayloadField& part : parts) {
        plan.push_back(part.names.empty() ? change({.field = part.name, .operand = part.value})
                                          : namedEntity(part));
    }
    return plan;
}

// `customerId: $customerId`: an argument that names it, or the key of what is handled.
ChangePlan Compiler::namedEntity(const PayloadField& part) const {
    const std::string& argument = part.value.argument;
    const auto known = m_fields.find(argument);
    return {.field = knownField(part.name),
            .argument = known == m_fields.end() ? FieldId::none() : FieldId{known->second},
            .ownKey = isKey(argument)};
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
    plan.ask.skipOnReplay = step.skipOnReplay;
    m_plan->routes.push_back(
        {.operation = plan.operation, .hops = {node(handler.service), plan.ask.to}});
    return plan;
}

StepPlan Compiler::compileStep(const ReplyStep& /*step*/,
                               const Handler& /*handler*/,
                               const std::string& /*name*/) {
    return ReplyPlan{};
}

StepPlan Compiler::compileStep(const LoadStep& step,
                               const Handler& /*handler*/,
                               const std::string& name) {
    LoadPlan plan{.ask = ask(step.store, step.timeout, step.retry, name)};
    const auto found = std::ranges::find(m_plan->topics, plan.ask.to, &TopicPlan::broker);
    if (found == m_plan->topics.end()) {
        throw CompileError{"'" + step.store + "' is no event store"};
    }
    plan.topic = static_cast<std::uint32_t>(found - m_plan->topics.begin());
    return plan;
}

StepPlan Compiler::compileStep(const AppendStep& step,
                               const Handler& handler,
                               const std::string& name) {
    AppendPlan plan{.ask = ask(step.store, step.timeout, step.retry, name),
                    .topic = topic(step.topic),
                    .event = symbol(step.event),
                    .payload = {},
                    .expect = step.expect,
                    .version = step.version,
                    .conflicts = step.conflicts,
                    .conflictStream = stream("conflicts/" + name)};
    plan.ask.skipOnReplay = step.skipOnReplay;
    plan.payload = payload(step.payload, plan.event, handler);
    plan.loadStep = step.load;
    return plan;
}

StepPlan Compiler::compileStep(const RequireStep& step,
                               const Handler& /*handler*/,
                               const std::string& /*name*/) {
    return std::get<RequirePlan>(compileStatement(step.requirement));
}

void Compiler::compileHandlers() {
    for (const Handler& handler : m_system.handlers) {
        HandlerPlan plan{
            .service = node(handler.service), .name = symbol(handler.name), .links = handler.links};
        for (std::size_t i = 0; i < handler.steps.size(); ++i) {
            const std::string name = handler.service + "." + handler.name + "/" + std::to_string(i);
            plan.steps.push_back(
                std::visit([&](const auto& step) { return compileStep(step, handler, name); },
                           handler.steps[i]));
        }
        if (plan.links.empty() && !plan.steps.empty()) {
            plan.links.resize(plan.steps.size());
            plan.links.back().last = true;
        }
        if (handler.saga) {
            compileSaga(handler, *handler.saga, plan);
        }
        m_plan->handlers.push_back(std::move(plan));
        if (handler.consume) {
            compileSubscription(handler, *handler.consume);
        } else if (handler.relay) {
            compileRelay(handler, *handler.relay);
        }
    }
}

void Compiler::compileSaga(const Handler& handler, const SagaSpec& saga, HandlerPlan& plan) {
    plan.saga = true;
    const auto last = std::ranges::find(plan.links, true, &StepLink::last);
    plan.mainSteps = static_cast<std::uint32_t>(last - plan.links.begin()) + 1;
    if (!saga.state.empty()) {
        plan.storeSaga = static_cast<std::uint32_t>(plan.steps.size());
        plan.steps.emplace_back(
            TransactionPlan{.ask = ask(saga.state,
                                       saga.timeout,
                                       saga.retry,
                                       handler.service + "." + handler.name + "/saga"),
                            .storesSaga = true});
        plan.links.push_back({.last = true});
    }
}

void Compiler::compileSubscription(const Handler& handler, const ConsumeSpec& consume) {
    const TopicPlan& topicPlan = m_plan->topics[topic(consume.topic)];
    const NodeId consumer = node(handler.service);
    const std::string group = consume.group.empty() ? handler.service : consume.group;
    const auto& service = std::get<ServiceSpec>(m_plan->nodes[consumer.value].spec);
    const std::uint32_t perInstance =
        consume.members.value_or(std::min(topicPlan.partitions, service.workers));
    SubscriptionPlan plan{
        .handler = static_cast<std::uint32_t>(m_plan->handlers.size() - 1),
        .consumer = consumer,
        .broker = topicPlan.broker,
        .group = symbol(group),
        .consume = consume,
        .members = perInstance * service.instances,
        .perInstance = perInstance,
        .session = consume.session,
        .jitterStream = stream("jitter/" + handler.service + "." + handler.name),
        .oneByOne = std::ranges::any_of(m_plan->handlers.back().steps, isAboutOneEvent)};
    for (const std::string& event : consume.events) {
        plan.events.push_back(symbol(event));
    }
    if (!plan.session && !consume.tokens && service.instances > 1) {
        plan.session = kSession;
    }
    if (consume.tokens) {
        plan.tokensAt = consume.tokens->rdb.empty() ? plan.broker : node(consume.tokens->rdb);
        for (StepPlan& step : m_plan->handlers.back().steps) {
            auto* transaction = std::get_if<TransactionPlan>(&step);
            if (transaction != nullptr && transaction->ask.to == plan.tokensAt) {
                transaction->storesToken = true;
            }
        }
    }
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
