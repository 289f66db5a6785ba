#include "core/fold/entity_rules.h"

#include <algorithm>
#include <variant>

#include "core/base/saturating.h"

namespace foldline {
namespace {

constexpr std::int32_t kNoRule = -1;

std::int64_t constantOf(const Literal& literal, const Dictionary& dictionary) {
    return literal.type == ValueType::Text ? dictionary.findSymbol(literal.text).value
                                           : literal.integer;
}

void addOnce(std::vector<FieldId>& fields, FieldId field) {
    if (std::ranges::find(fields, field) == fields.end()) {
        fields.push_back(field);
    }
}

std::size_t indexOf(const Fields& fields, FieldId field) {
    const auto* const end = fields.ids.begin() + fields.count;
    return static_cast<std::size_t>(std::find(fields.ids.begin(), end, field) - fields.ids.begin());
}

/// What one RDB does with the rows of one entity type.
struct Writes {
    bool any = false;
    bool applies = false;
    std::vector<FieldId> fields;
};

struct WriteCollector {
    const EntityType& type;
    const Dictionary& dictionary;
    Writes& writes;

    void add(const std::vector<FieldChange>& changes) const {
        writes.any = true;
        for (const FieldChange& change : changes) {
            addOnce(writes.fields, dictionary.findField(change.field));
        }
    }

    void operator()(const UpdateStatement& update) const {
        if (update.entity == type.name) {
            add(update.changes);
        }
    }

    void operator()(const RequireStatement&) const {}

    void operator()(const ReadStatement&) const {}

    void operator()(const ApplyStatement& apply) const {
        if (apply.entity == type.name) {
            writes.applies = true;
            for (const EventType& event : type.events) {
                add(event.changes);
            }
        }
    }

    void operator()(const OutboxStatement& /*outbox*/) const {}
};

Writes writesOf(const SystemSpec& system,
                const std::string& rdb,
                const EntityType& type,
                const Dictionary& dictionary) {
    Writes writes;
    for (const Handler& handler : system.handlers) {
        for (const Step& step : handler.steps) {
            const auto* transaction = std::get_if<TransactionStep>(&step);
            if (transaction == nullptr || transaction->rdb != rdb) {
                continue;
            }
            for (const Statement& statement : transaction->statements) {
                std::visit(WriteCollector{type, dictionary, writes}, statement);
            }
        }
    }
    return writes;
}

void noteNamedEvents(const Step& step, const Dictionary& dictionary, std::vector<bool>& named) {
    const auto* transaction = std::get_if<TransactionStep>(&step);
    if (transaction == nullptr) {
        return;
    }
    for (const Statement& statement : transaction->statements) {
        const auto* update = std::get_if<UpdateStatement>(&statement);
        const SymbolId event = update == nullptr || update->event.empty()
                                   ? SymbolId::none()
                                   : dictionary.findSymbol(update->event);
        if (event.value < named.size()) {
            named[event.value] = true;
        }
    }
}

// What events change that no operation means.
std::vector<FieldId> fieldsOfNoOperation(const Scenario& scenario,
                                         const EntityType& type,
                                         const Dictionary& dictionary) {
    std::vector<FieldId> fields;
    for (const EventType& event : type.events) {
        const bool meant =
            std::ranges::find(scenario.operations, event.name, &Operation::meansEvent) !=
            scenario.operations.end();
        for (const FieldChange& change : event.changes) {
            if (!meant) {
                addOnce(fields, dictionary.findField(change.field));
            }
        }
    }
    return fields;
}

}  // namespace

EntityRules::EntityRules(const Scenario& scenario, const Dictionary& dictionary)
    : m_totals(dictionary) {
    for (std::size_t i = 0; i < dictionary.nodes.size(); ++i) {
        if (dictionary.nodes[i].role == Role::Rdb) {
            m_rdbs.emplace_back(static_cast<std::uint16_t>(i));
        }
    }
    m_erased = dictionary.findSymbol(kErasedText).value;
    for (const EntityType& type : scenario.entities) {
        m_personal.emplace_back();
        for (const std::string& field : type.personal) {
            m_personal.back().push_back(dictionary.findField(field));
        }
    }
    compileRules(scenario, dictionary);
    compileKeepers(scenario, dictionary);
}

void EntityRules::compileRules(const Scenario& scenario, const Dictionary& dictionary) {
    m_eventRule.assign(dictionary.symbols.size(), kNoRule);
    m_operationRule.assign(dictionary.symbols.size(), kNoRule);
    for (const EntityType& type : scenario.entities) {
        for (const EventType& event : type.events) {
            Rule rule{.event = dictionary.findSymbol(event.name), .changes = {}};
            for (const FieldChange& change : event.changes) {
                rule.changes.push_back(
                    {.kind = change.kind,
                     .field = dictionary.findField(change.field),
                     .argument = change.operand.argument.empty()
                                     ? FieldId::none()
                                     : dictionary.findField(change.operand.argument),
                     .negative = change.operand.negative,
                     .constant = constantOf(change.operand.literal, dictionary)});
            }
            if (rule.event.exists()) {
                m_eventRule[rule.event.value] = static_cast<std::int32_t>(m_rules.size());
                m_rules.push_back(std::move(rule));
            }
        }
    }
    for (const Operation& operation : scenario.operations) {
        const SymbolId name = dictionary.findSymbol(operation.name);
        const SymbolId event = dictionary.findSymbol(operation.meansEvent);
        if (name.exists() && event.exists() && !operation.meansEvent.empty()) {
            m_operationRule[name.value] = m_eventRule[event.value];
        }
    }
}

void EntityRules::compileKeepers(const Scenario& scenario, const Dictionary& dictionary) {
    m_keepers.resize(scenario.entities.size() + 1);  // the last: entities of no known type
    m_typeOf.reserve(dictionary.entities.size());
    for (const EntityName& entity : dictionary.entities) {
        const auto type = std::ranges::find(scenario.entities, entity.type, &EntityType::name);
        m_typeOf.push_back(static_cast<std::uint32_t>(type - scenario.entities.begin()));
    }
    m_named.assign(dictionary.symbols.size(), false);
    const auto system = std::ranges::find(scenario.systems, dictionary.system, &SystemSpec::name);
    if (system == scenario.systems.end()) {
        return;
    }
    for (const Handler& handler : system->handlers) {
        for (const Step& step : handler.steps) {
            noteNamedEvents(step, dictionary, m_named);
        }
    }
    for (std::size_t t = 0; t < scenario.entities.size(); ++t) {
        const EntityType& type = scenario.entities[t];
        std::vector<FieldId> unwritten;
        for (const FieldName& field : type.fields) {
            unwritten.push_back(dictionary.findField(field.name));
        }
        for (std::size_t r = 0; r < m_rdbs.size(); ++r) {
            Writes writes = writesOf(*system, dictionary.node(m_rdbs[r]).name, type, dictionary);
            if (writes.any) {
                std::erase_if(unwritten, [&](FieldId field) {
                    return std::ranges::find(writes.fields, field) != writes.fields.end();
                });
                m_keepers[t].push_back(
                    {.rdb = r, .fields = std::move(writes.fields), .applies = writes.applies});
            }
        }
        const std::vector<FieldId> untold = fieldsOfNoOperation(scenario, type, dictionary);
        for (Keeper& keeper : m_keepers[t]) {
            keeper.fields.insert(keeper.fields.end(), unwritten.begin(), unwritten.end());
            std::ranges::copy_if(
                keeper.fields, std::back_inserter(keeper.compared), [&](FieldId field) {
                    return std::ranges::find(untold, field) == untold.end();
                });
        }
    }
}

std::span<const EntityRules::Keeper> EntityRules::keepersOf(EntityId entity) const {
    if (entity.value >= m_typeOf.size()) {
        return {};
    }
    return m_keepers[m_typeOf[entity.value]];
}

const EntityRules::Rule* EntityRules::ruleOf(SymbolId name,
                                             const std::vector<std::int32_t>& indexes) const {
    if (name.value >= indexes.size() || indexes[name.value] == kNoRule) {
        return nullptr;
    }
    return &m_rules[static_cast<std::size_t>(indexes[name.value])];
}

void EntityRules::erase(EntityId entity, Fields& fields) const {
    if (entity.value >= m_typeOf.size()) {
        return;
    }
    for (const FieldId field : m_personal[m_typeOf[entity.value]]) {
        if (fields.find(field) != nullptr) {
            fields.set(field, m_erased);
        }
    }
}

bool EntityRules::remembers(EntityId entity, const Fields& fields) const {
    return entity.value < m_typeOf.size() &&
           std::ranges::any_of(m_personal[m_typeOf[entity.value]], [&](FieldId field) {
               const std::int64_t* value = fields.find(field);
               return value != nullptr && *value != m_erased;
           });
}

bool EntityRules::isPersonal(EntityId entity, FieldId field) const {
    if (entity.value >= m_typeOf.size()) {
        return false;
    }
    const std::vector<FieldId>& personal = m_personal[m_typeOf[entity.value]];
    return std::ranges::find(personal, field) != personal.end();
}

bool EntityRules::changesState(SymbolId operation) const {
    const Rule* rule = ruleOf(operation, m_operationRule);
    return rule != nullptr && !rule->changes.empty();
}

SymbolId EntityRules::eventMeant(SymbolId operation) const {
    const Rule* rule = ruleOf(operation, m_operationRule);
    return rule == nullptr ? SymbolId::none() : rule->event;
}

void EntityRules::applyEvent(SymbolId event, const Fields& payload, Fields& fields) const {
    if (const Rule* rule = ruleOf(event, m_eventRule)) {
        EffectOrder order{};
        apply(*rule, payload, 0, fields, order);
    }
}

void EntityRules::applyOperation(SymbolId operation,
                                 const Fields& arguments,
                                 Fields& fields) const {
    EffectOrder order{};
    applyInOrder(operation, arguments, 0, fields, order);
}

void EntityRules::applyInOrder(SymbolId operation,
                               const Fields& arguments,
                               Seq effect,
                               Fields& fields,
                               EffectOrder& order) const {
    if (const Rule* rule = ruleOf(operation, m_operationRule)) {
        apply(*rule, arguments, effect, fields, order);
    }
}

std::int64_t EntityRules::Change::operandIn(const Fields& from) const {
    const std::int64_t* given = argument.exists() ? from.find(argument) : nullptr;
    const std::int64_t value = given != nullptr ? *given : constant;
    return negative ? saturatingDifference(0, value) : value;
}

void EntityRules::apply(
    const Rule& rule, const Fields& from, Seq effect, Fields& to, EffectOrder& order) {
    for (const Change& change : rule.changes) {
        const std::int64_t operand = change.operandIn(from);
        const std::size_t index = indexOf(to, change.field);
        if (index == kFieldsMax || !change.field.exists()) {
            continue;
        }
        if (effect != 0 && order[index] > effect) {
            continue;
        }
        if (change.kind == FieldChange::Kind::Add) {
            const std::int64_t before = index < to.count ? to.values[index] : 0;
            to.set(change.field, saturatingSum(before, operand));
        } else {
            to.set(change.field, operand);
            order[index] = effect != 0 ? effect : order[index];
        }
    }
}

}  // namespace foldline
