// Entities, what their events mean, and what is asked for.
#include <algorithm>

#include "core/model/compiler.h"

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

}  // namespace

ValuePlan Compiler::value(const Generator& generator, const std::string& streamName) {
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

ChangePlan Compiler::change(const FieldChange& change) {
    ChangePlan plan{.kind = change.kind, .field = knownField(change.field)};
    if (change.operand.argument.empty()) {
        plan.constant = literal(change.operand.literal);
    } else {
        plan.negative = change.operand.negative;
        plan.argument = knownField(change.operand.argument);
    }
    return plan;
}

void Compiler::compileEntities() {
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
    addNames();
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

// Arguments that name other entities, and those that reading a row makes.
void Compiler::addNames() {
    for (const Operation& operation : m_scenario.operations) {
        for (const Reference& reference : operation.references) {
            field(reference.name, ValueType::Text);
        }
    }
    for (const Handler& handler : m_system.handlers) {
        for (const Step& step : handler.steps) {
            if (const auto* produce = std::get_if<ProduceStep>(&step)) {
                for (const PayloadField& part : produce->payload) {
                    if (!part.names.empty()) {
                        field(part.name, ValueType::Text);
                        m_namedTypes.insert(part.names);
                    }
                }
            } else if (const auto* transaction = std::get_if<TransactionStep>(&step)) {
                for (const Statement& statement : transaction->statements) {
                    addReadFields(statement);
                }
            }
        }
    }
}

void Compiler::addReadFields(const Statement& statement) {
    const auto* read = std::get_if<ReadStatement>(&statement);
    if (read == nullptr) {
        return;
    }
    for (const ReadStatement::Value& value : read->values) {
        field(value.argument,
              value.field == kVersionField && m_fields.count(value.field) == 0
                  ? ValueType::Integer
                  : dictionary().field(knownField(value.field)).type);
    }
}

bool Compiler::isKey(const std::string& name) const {
    return std::ranges::find(m_scenario.entities, name, &EntityType::key) !=
           m_scenario.entities.end();
}

bool Compiler::isNamedByArguments(const EntityType& type) const {
    const bool byRequests =
        std::ranges::any_of(m_scenario.operations, [&](const Operation& operation) {
            return std::ranges::find(operation.references, type.name, &Reference::entity) !=
                   operation.references.end();
        });
    return byRequests || m_namedTypes.contains(type.name);
}

// Last, so that the ids of all other words are those of recordings from before.
void Compiler::compileEntityKeys() {
    m_plan->entityKeys.resize(dictionary().entities.size());
    for (std::size_t i = 0; i < m_plan->entityKeys.size(); ++i) {
        if (isNamedByArguments(m_scenario.entities[m_plan->entityTypeOf[i]])) {
            m_plan->entityKeys[i] = symbol(dictionary().entities[i].key);
        }
    }
    m_plan->entityNamed.resize(dictionary().symbols.size());
    for (std::size_t i = 0; i < m_plan->entityKeys.size(); ++i) {
        if (m_plan->entityKeys[i].exists()) {
            m_plan->entityNamed[m_plan->entityKeys[i].value] =
                EntityId{static_cast<std::uint32_t>(i)};
        }
    }
}

EntityChoice Compiler::entityChoice(const std::string& type, const std::string& key) const {
    EntityChoice choice{.entityType = entityType(type)};
    const std::string& own = m_scenario.entities[choice.entityType].key;
    const auto named = m_fields.find(key.empty() ? own : key);
    if (named != m_fields.end()) {
        choice.argument = FieldId{named->second};
    }
    choice.byArgument = !key.empty() && key != own;
    return choice;
}

// An event may name a value that no operation of today provides: it has the type of its target.
void Compiler::addPayloadFields(const EntityType& type) {
    for (const EventType& event : type.events) {
        for (const FieldChange& part : event.changes) {
            if (!part.operand.argument.empty()) {
                field(part.operand.argument, dictionary().field(knownField(part.field)).type);
            }
        }
    }
}

void Compiler::compileEntity(const EntityType& type, EntityPlan& plan) {
    for (const std::string& name : type.personal) {
        plan.personal.push_back(knownField(name));
    }
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

void Compiler::compileWorkload() {
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
        const std::string key = meaning == m_scenario.operations.end() ? "" : meaning->keyArgument;
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
                const bool names = generated.kind == Generator::Kind::Any ||
                                   generated.kind == Generator::Kind::Each;
                plan.arguments.push_back({.field = knownField(argument.name),
                                          .value = std::move(generated),
                                          .names = names});
            }
        }
        m_plan->workload.push_back(std::move(plan));
    }
}

}  // namespace foldline
