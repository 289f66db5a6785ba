#include <algorithm>
#include <unordered_map>

#include "core/model/plan.h"
#include "core/model/plan_links.h"

namespace foldline {
namespace {

std::uint64_t hashKey(std::string_view key) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
    for (const char c : key) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    // FNV leaves the low bits of short keys alike; a final mix spreads them over few partitions.
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93ULL;
    return hash ^ (hash >> 32);
}

// What a mistake in a hand-built Scenario becomes; compilePlan turns it into an Error.
struct CompileError {
    std::string message;
};

// Steps that need the entity and the values of a single event.
bool isAboutOneEvent(const StepPlan& step) {
    if (const auto* transaction = std::get_if<TransactionPlan>(&step)) {
        return std::ranges::any_of(transaction->statements, [](const StatementPlan& statement) {
            return std::holds_alternative<UpdatePlan>(statement);
        });
    }
    return std::holds_alternative<ProducePlan>(step) || std::holds_alternative<CallPlan>(step);
}

class Compiler {
public:
    Compiler(const Scenario& scenario, const SystemSpec& system)
        : m_scenario(scenario),
          m_system(system) {}

    std::shared_ptr<const Plan> compile() {
        m_plan->dictionary.system = m_system.name;
        m_plan->dictionary.title =
            m_system.title.en.empty() ? LocalText{m_system.name, {}} : m_system.title;
        compileWords();
        compileNodes();
        compileNetwork();
        compileEntities();
        compileRoutes();
        compileTopics();
        compileHandlers();
        if (const auto problem = unhandledRoute(*m_plan)) {
            throw CompileError{*problem};
        }
        compileWorkload();
        addLinks(*m_plan);
        return m_plan;
    }

private:
    SymbolId symbol(const std::string& text) {
        const auto [place, isNew] =
            m_symbols.try_emplace(text, static_cast<std::uint32_t>(dictionary().symbols.size()));
        if (isNew) {
            dictionary().symbols.push_back(text);
        }
        return SymbolId{place->second};
    }

    FieldId field(const std::string& name, ValueType type) {
        const auto [place, isNew] =
            m_fields.try_emplace(name, static_cast<std::uint16_t>(dictionary().fields.size()));
        if (isNew) {
            dictionary().fields.push_back({name, type});
        }
        return FieldId{place->second};
    }

    FieldId knownField(const std::string& name) const {
        const auto found = m_fields.find(name);
        if (found == m_fields.end()) {
            throw CompileError{"there is no field or argument named '" + name + "'"};
        }
        return FieldId{found->second};
    }

    StreamIndex stream(const std::string& name) {
        const auto [place, isNew] =
            m_streams.try_emplace(name, static_cast<StreamIndex>(m_plan->streamNames.size()));
        if (isNew) {
            m_plan->streamNames.push_back(name);
        }
        return place->second;
    }

    NodeId node(const std::string& name) const {
        const NodeId id = m_plan->dictionary.findNode(name);
        if (!id.exists()) {
            throw CompileError{"system '" + m_system.name + "' has no node named '" + name + "'"};
        }
        return id;
    }

    std::uint32_t entityType(const std::string& name) const {
        const auto found = std::ranges::find(m_scenario.entities, name, &EntityType::name);
        if (found == m_scenario.entities.end()) {
            throw CompileError{"there is no entity named '" + name + "'"};
        }
        return static_cast<std::uint32_t>(found - m_scenario.entities.begin());
    }

    std::int64_t literal(const Literal& value) {
        return value.type == ValueType::Text ? symbol(value.text).value : value.integer;
    }

    Dictionary& dictionary() { return m_plan->dictionary; }

    const Dictionary& dictionary() const { return m_plan->dictionary; }

    void compileWords() {
        WordPlan& words = m_plan->words;
        words.ok = symbol("ok");
        words.queueFull = symbol("queue full");
        words.down = symbol("down");
        words.timedOut = symbol("timed out");
        words.network = symbol("network");
        words.connectionLost = symbol("connection lost");
        words.rolledBack = symbol("rolled back");
        words.queued = symbol("queued");
        words.running = symbol("running");
        symbol(m_system.name);
        for (int kind = 0; kind <= static_cast<int>(Fault::Kind::Cut); ++kind) {
            words.faultKinds.push_back(
                symbol(std::string(faultKindName(static_cast<Fault::Kind>(kind)))));
        }
    }

    void compileNodes() {
        for (const NodeSpec& spec : m_system.nodes) {
            NodeName name{.name = spec.name, .title = spec.title, .role = spec.role()};
            if (name.title.en.empty()) {
                name.title.en = spec.name;
            }
            if (const auto* service = std::get_if<ServiceSpec>(&spec.spec)) {
                name.capacity = service->workers;
                name.queueLimit = service->queue ? std::int64_t{*service->queue} : -1;
            } else if (const auto* rdb = std::get_if<RdbSpec>(&spec.spec)) {
                name.capacity = rdb->connections;
                name.queueLimit = rdb->queue ? std::int64_t{*rdb->queue} : -1;
            }
            dictionary().nodes.push_back(std::move(name));
            m_plan->nodes.push_back({.spec = spec.spec,
                                     .latencyStream = stream("latency/" + spec.name),
                                     .failureStream = stream("failure/" + spec.name),
                                     .jitterStream = stream("jitter/" + spec.name),
                                     .loseReplyStream = stream("loseReplies/" + spec.name)});
        }
    }

    void compileNetwork() {
        for (const NodeSpec& from : m_system.nodes) {
            for (const NodeSpec& to : m_system.nodes) {
                LinkSpec spec = m_system.network;
                for (const LinkOverride& override : m_system.links) {
                    if ((override.a == from.name && override.b == to.name) ||
                        (override.b == from.name && override.a == to.name)) {
                        spec = override.link;
                    }
                }
                m_plan->links.push_back(
                    {.latency = spec.latency,
                     .loss = spec.loss,
                     .latencyStream = stream("link/" + from.name + "/" + to.name),
                     .lossStream = stream("loss/" + from.name + "/" + to.name)});
            }
        }
    }

    ValuePlan value(const Generator& generator, const std::string& streamName) {
        ValuePlan plan{.kind = generator.kind, .stream = stream(streamName)};
        switch (generator.kind) {
            case Generator::Kind::Constant:
                plan.low = literal(generator.literal);
                break;
            case Generator::Kind::Pick: {
                const auto pool = std::ranges::find(m_scenario.pools, generator.name, &Pool::name);
                if (pool == m_scenario.pools.end() || pool->texts.empty()) {
                    throw CompileError{"there is no pool named '" + generator.name + "'"};
                }
                for (const std::string& text : pool->texts) {
                    plan.choices.push_back(symbol(text).value);
                }
                break;
            }
            case Generator::Kind::Any:
            case Generator::Kind::Each: {
                const EntityPlan& entities = m_plan->entities.at(entityType(generator.name));
                plan.firstEntity = entities.first;
                plan.entities = entities.population;
                break;
            }
            case Generator::Kind::Between:
                plan.low = generator.low;
                plan.high = generator.high;
                break;
        }
        return plan;
    }

    ChangePlan change(const FieldChange& change) {
        ChangePlan plan{.kind = change.kind, .field = knownField(change.field)};
        if (change.operand.argument.empty()) {
            plan.constant = literal(change.operand.literal);
        } else {
            plan.argument = knownField(change.operand.argument);
        }
        return plan;
    }

    void compileEntities() {
        // Arguments first: an event's fold may name one that no entity has.
        for (const EntityType& type : m_scenario.entities) {
            for (const FieldName& name : type.fields) {
                field(name.name, name.type);
            }
        }
        for (const Operation& operation : m_scenario.operations) {
            for (const FieldName& argument : operation.arguments) {
                field(argument.name, argument.type);
            }
        }
        for (const EntityType& type : m_scenario.entities) {
            addPayloadFields(type);
        }
        std::uint32_t first = 0;
        for (std::uint32_t index = 0; index < m_scenario.entities.size(); ++index) {
            const EntityType& type = m_scenario.entities[index];
            m_plan->entities.push_back({.first = EntityId{first}, .population = type.population});
            first += type.population;
            for (std::uint32_t i = 0; i < type.population; ++i) {
                std::string key = type.name + "-" + std::to_string(i + 1);
                m_plan->entityTypeOf.push_back(index);
                m_plan->entityHash.push_back(hashKey(key));
                dictionary().entities.push_back({type.name, std::move(key)});
            }
        }
        for (std::uint32_t index = 0; index < m_scenario.entities.size(); ++index) {
            compileEntity(m_scenario.entities[index], m_plan->entities[index]);
        }
    }

    // An event may name a value that no operation of today provides: it has the type of its target.
    void addPayloadFields(const EntityType& type) {
        for (const EventType& event : type.events) {
            for (const FieldChange& part : event.changes) {
                if (!part.operand.argument.empty()) {
                    field(part.operand.argument, dictionary().field(knownField(part.field)).type);
                }
            }
        }
    }

    void compileEntity(const EntityType& type, EntityPlan& plan) {
        for (const InitialField& initial : type.initial) {
            plan.initial.push_back(
                {.field = knownField(initial.field),
                 .value = value(initial.generator, "initial/" + type.name + "/" + initial.field)});
        }
        for (const EventType& event : type.events) {
            EventPlan eventPlan{.name = symbol(event.name)};
            for (const FieldChange& fieldChange : event.changes) {
                eventPlan.changes.push_back(change(fieldChange));
            }
            plan.events.push_back(std::move(eventPlan));
        }
    }

    void compileRoutes() {
        for (const Route& route : m_system.routes) {
            RoutePlan plan{.operation = symbol(route.operation)};
            for (const std::string& hop : route.hops) {
                plan.hops.push_back(node(hop));
            }
            m_plan->routes.push_back(std::move(plan));
        }
    }

    void compileTopics() {
        for (const NodeSpec& spec : m_system.nodes) {
            const auto* broker = std::get_if<BrokerSpec>(&spec.spec);
            if (broker == nullptr) {
                continue;
            }
            for (const TopicSpec& topic : broker->topics) {
                const NodeId id = node(spec.name);
                m_plan->topics.push_back({.broker = id,
                                          .name = topic.name,
                                          .firstPartition = PartitionId{static_cast<std::uint32_t>(
                                              dictionary().partitions.size())},
                                          .partitions = topic.partitions});
                for (std::uint32_t number = 0; number < topic.partitions; ++number) {
                    dictionary().partitions.push_back(
                        {.broker = id, .topic = topic.name, .number = number});
                }
            }
        }
    }

    std::uint32_t topic(const std::string& name) const {
        const auto found = std::ranges::find(m_plan->topics, name, &TopicPlan::name);
        if (found == m_plan->topics.end()) {
            throw CompileError{"no broker of system '" + m_system.name + "' has a topic named '" +
                               name + "'"};
        }
        return static_cast<std::uint32_t>(found - m_plan->topics.begin());
    }

    AskPlan ask(const std::string& to,
                std::optional<Duration> timeout,
                const RetryPolicy& retry,
                const std::string& step) {
        return {.to = node(to),
                .timeout = timeout,
                .retry = retry,
                .jitterStream = stream("jitter/" + step)};
    }

    StepPlan compileStep(const WorkStep& step,
                         const Handler& /*handler*/,
                         const std::string& name) {
        return WorkPlan{.duration = step.duration, .stream = stream("work/" + name)};
    }

    StepPlan compileStep(const TransactionStep& step,
                         const Handler& /*handler*/,
                         const std::string& name) {
        TransactionPlan plan{.ask = ask(step.rdb, step.timeout, step.retry, name)};
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

    StepPlan compileStep(const ProduceStep& step, const Handler& handler, const std::string& name) {
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
    std::vector<ChangePlan> defaultPayload(SymbolId event, const Handler& /*handler*/) const {
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

    StepPlan compileStep(const CallStep& step, const Handler& handler, const std::string& name) {
        CallPlan plan{.ask = ask(step.service, step.timeout, step.retry, name),
                      .operation = symbol(step.operation),
                      .route = static_cast<std::uint32_t>(m_plan->routes.size())};
        m_plan->routes.push_back(
            {.operation = plan.operation, .hops = {node(handler.service), plan.ask.to}});
        return plan;
    }

    static StepPlan compileStep(const ReplyStep& /*step*/,
                                const Handler& /*handler*/,
                                const std::string& /*name*/) {
        return ReplyPlan{};
    }

    void compileHandlers() {
        for (const Handler& handler : m_system.handlers) {
            HandlerPlan plan{.service = node(handler.service), .name = symbol(handler.name)};
            for (std::size_t i = 0; i < handler.steps.size(); ++i) {
                const std::string name =
                    handler.service + "." + handler.name + "/" + std::to_string(i);
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

    void compileSubscription(const Handler& handler, const ConsumeSpec& consume) {
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

    void compileWorkload() {
        for (std::size_t i = 0; i < m_scenario.workload.size(); ++i) {
            const Workload& workload = m_scenario.workload[i];
            const std::string number = std::to_string(i);
            const SymbolId operation = symbol(workload.operation);
            const auto route = std::ranges::find(m_plan->routes, operation, &RoutePlan::operation);
            if (route == m_plan->routes.end()) {
                throw CompileError{"system '" + m_system.name + "' has no route for '" +
                                   workload.operation + "'"};
            }
            const auto meaning =
                std::ranges::find(m_scenario.operations, workload.operation, &Operation::name);
            const std::string key =
                meaning == m_scenario.operations.end() ? "" : meaning->keyArgument;
            WorkloadPlan plan{.operation = operation,
                              .arrivals = workload.arrivals,
                              .route = static_cast<std::uint32_t>(route - m_plan->routes.begin()),
                              .arrivalStream = stream("arrivals/" + number)};
            for (const Argument& argument : workload.with) {
                ValuePlan generated =
                    value(argument.generator, "argument/" + number + "/" + argument.name);
                if (argument.name == key) {
                    plan.entity = std::move(generated);
                } else {
                    plan.arguments.push_back(
                        {.field = knownField(argument.name), .value = std::move(generated)});
                }
            }
            m_plan->workload.push_back(std::move(plan));
        }
    }

    const Scenario& m_scenario;
    const SystemSpec& m_system;
    std::shared_ptr<Plan> m_plan = std::make_shared<Plan>();
    std::unordered_map<std::string, std::uint32_t> m_symbols;
    std::unordered_map<std::string, std::uint16_t> m_fields;
    std::unordered_map<std::string, StreamIndex> m_streams;
};

}  // namespace

Result<std::shared_ptr<const Plan>> compilePlan(const Scenario& scenario, std::size_t systemIndex) {
    if (systemIndex >= scenario.systems.size()) {
        return fail("there is no system number " + std::to_string(systemIndex));
    }
    try {
        return Compiler(scenario, scenario.systems[systemIndex]).compile();
    } catch (const CompileError& error) {
        return fail(error.message);
    }
}

}  // namespace foldline
