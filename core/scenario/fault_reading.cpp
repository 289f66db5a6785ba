#include "core/scenario/fault_reading.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "core/scenario/limits.h"
#include "core/scenario/suggest.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

constexpr std::size_t kWrongTextMax = 200;

struct NamedType {
    std::string name;
    ValueType type = ValueType::Integer;
};

// Everything that rows and events can carry.
std::vector<NamedType> namedValues(const Scenario& scenario) {
    std::vector<NamedType> all;
    const auto add = [&](const std::vector<FieldName>& names) {
        for (const FieldName& name : names) {
            if (std::ranges::find(all, name.name, &NamedType::name) == all.end()) {
                all.push_back({name.name, name.type});
            }
        }
    };
    for (const EntityType& entity : scenario.entities) {
        add(entity.fields);
    }
    for (const Operation& operation : scenario.operations) {
        add(operation.arguments);
    }
    return all;
}

std::string wrongValueProblem(const Fault& fault, const Scenario& scenario) {
    const std::vector<NamedType> known = namedValues(scenario);
    const auto found = std::ranges::find(known, fault.field, &NamedType::name);
    if (found == known.end()) {
        std::vector<std::string> names;
        for (const NamedType& value : known) {
            names.push_back(value.name);
        }
        return "unknown field " + inQuotes(fault.field) + suggestion(fault.field, names);
    }
    if (found->type != fault.value.type) {
        return inQuotes(fault.field) + " is of the type " +
               std::string(valueTypeName(found->type)) + "; write such a value";
    }
    // A text has to be known to a recording from its beginning.
    const bool written = std::ranges::any_of(
        scenario.faults, [&](const Fault& other) { return other.value == fault.value; });
    if (found->type == ValueType::Text && !written) {
        return "the text " + inQuotes(fault.value.text) +
               " can be written by a fault of the scenario's file only";
    }
    return {};
}

bool writesRows(const TransactionStep& step) {
    return std::ranges::any_of(step.statements, [](const Statement& statement) {
        return std::holds_alternative<UpdateStatement>(statement) ||
               std::holds_alternative<ApplyStatement>(statement);
    });
}

// Whether a service has, in some system, a handler that `does`.
template <class Does>
bool anyHandler(const Scenario& scenario, const std::string& service, Does does) {
    return std::ranges::any_of(scenario.systems, [&](const SystemSpec& system) {
        return std::ranges::any_of(system.handlers, [&](const Handler& handler) {
            return handler.service == service && does(handler);
        });
    });
}

bool rebuilds(const Handler& handler) {
    return handler.consume && std::ranges::any_of(handler.steps, [](const Step& step) {
               const auto* transaction = std::get_if<TransactionStep>(&step);
               return transaction != nullptr && writesRows(*transaction);
           });
}

bool produces(const Handler& handler) {
    return std::ranges::any_of(
        handler.steps, [](const Step& step) { return std::holds_alternative<ProduceStep>(step); });
}

bool consumes(const Handler& handler) {
    return handler.consume.has_value();
}

bool parks(const Handler& handler) {
    return handler.consume && handler.consume->onFailure == ConsumeSpec::OnFailure::Park;
}

std::string restoreProblem(const Fault& fault, const Scenario& scenario) {
    if (fault.asOf && *fault.asOf > fault.at) {
        return "asOf must not be later than at";
    }
    const bool backedUp = std::ranges::any_of(scenario.systems, [&](const SystemSpec& system) {
        return std::ranges::any_of(system.nodes, [&](const NodeSpec& node) {
            const auto* rdb = std::get_if<RdbSpec>(&node.spec);
            return node.name == fault.node && rdb != nullptr && rdb->backup;
        });
    });
    return backedUp ? std::string{}
                    : inQuotes(fault.node) +
                          " has no backup to go back to; write backup: { every: 10s } at the rdb";
}

std::string forgetProblem(const Fault& fault, const Scenario& scenario) {
    const std::string type = fault.entity.substr(0, fault.entity.rfind('-'));
    const auto entity = std::ranges::find(scenario.entities, type, &EntityType::name);
    if (entity == scenario.entities.end()) {
        std::vector<std::string> names;
        for (const EntityType& known : scenario.entities) {
            names.push_back(known.name);
        }
        return "unknown entity " + inQuotes(type) + suggestion(type, names);
    }
    const auto number = parseInteger(fault.entity.substr(type.size() + 1));
    if (!number || *number > entity->population) {
        return "there are only " + formatCount(entity->population) + " of " + inQuotes(type);
    }
    return entity->personal.empty()
               ? inQuotes(type) + " has no personal fields to forget; write personal: [ … ] there"
               : std::string{};
}

}  // namespace

void readWrongValue(const ObjectReader& object, Fault& fault, Problems& problems) {
    if (fault.kind != Fault::Kind::Corrupt) {
        object.refuse({"field", "value"}, "corrupt");
        return;
    }
    const YamlNode* field = object.find("field");
    const YamlNode* value = object.find("value");
    if (field == nullptr || value == nullptr) {
        problems.add(object.node().home,
                     "corrupt needs the keys 'field' and 'value'; write corrupt: orders, field: "
                     "amount, value: 1000");
        return;
    }
    if (readText(*field, "the field", problems) && checkName(*field, "a field", problems)) {
        fault.field = field->text;
    }
    const auto literal = readLiteral(*value, "value", problems);
    if (!literal) {
        return;
    }
    const bool control = std::ranges::any_of(
        literal->text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
    if (control || literal->text.size() > kWrongTextMax) {
        problems.add(value->mark,
                     "value must be a text in one line of at most " +
                         std::to_string(kWrongTextMax) + " bytes");
        return;
    }
    fault.value = *literal;
}

void readRestore(const ObjectReader& object, Fault& fault, Problems& problems) {
    if (fault.kind != Fault::Kind::Restore) {
        object.refuse({"asOf", "takes"}, "restore");
        return;
    }
    if (const YamlNode* asOf = object.find("asOf"); asOf != nullptr) {
        if (const auto time = readDuration(*asOf, {.what = "asOf"}, problems)) {
            fault.asOf = SimTime{time->us};
        }
    }
    if (const YamlNode* takes = object.find("takes"); takes != nullptr) {
        fault.length = readDuration(*takes, {"takes", {1}}, problems);
    }
}

bool checkEntity(const YamlNode& node, Problems& problems) {
    const std::size_t dash = node.text.rfind('-');
    const auto number = dash == std::string::npos
                            ? std::nullopt
                            : parseInteger(std::string_view(node.text).substr(dash + 1));
    const bool good = isName(node.text) && number && *number >= 1 && *number <= kPopulationMax &&
                      node.text.substr(dash + 1) == std::to_string(*number);
    if (!good) {
        problems.add(node.mark,
                     inQuotes(node.text) +
                         " names no entity; write the type and a number, such as member-7");
    }
    return good;
}

std::string formatLiteral(const Literal& literal) {
    switch (literal.type) {
        case ValueType::Integer:
            return std::to_string(literal.integer);
        case ValueType::Boolean:
            return literal.integer != 0 ? "true" : "false";
        case ValueType::Text:
            break;
    }
    std::string quoted = "'";
    for (const char c : literal.text) {
        quoted += c == '\'' ? "''" : std::string(1, c);
    }
    return quoted + "'";
}

std::string repairProblem(const Fault& fault, const Scenario& scenario) {
    if (fault.kind == Fault::Kind::Corrupt) {
        return fault.field.empty() ? std::string{} : wrongValueProblem(fault, scenario);
    }
    if (fault.kind == Fault::Kind::Rebuild && !anyHandler(scenario, fault.node, rebuilds)) {
        return inQuotes(fault.node) +
               " consumes nothing into rows, so there is nothing to rebuild; write a service "
               "whose consuming handler has a transaction";
    }
    if (fault.kind == Fault::Kind::RetryParked && !anyHandler(scenario, fault.node, parks)) {
        return inQuotes(fault.node) +
               " parks no events, so there are none to retry; write a service whose consumer has "
               "onFailure: park";
    }
    if (fault.kind == Fault::Kind::Upgrade && !anyHandler(scenario, fault.node, consumes)) {
        return inQuotes(fault.node) +
               " consumes nothing, so it reads no schema; write a service with a consuming handler";
    }
    if (fault.kind == Fault::Kind::Incompatible && !anyHandler(scenario, fault.node, produces)) {
        return inQuotes(fault.node) +
               " produces no events, so they have no schema; write a service with a produce step";
    }
    if (fault.kind == Fault::Kind::Restore) {
        return restoreProblem(fault, scenario);
    }
    if (fault.kind == Fault::Kind::Forget) {
        return forgetProblem(fault, scenario);
    }
    if (fault.kind == Fault::Kind::Correct && !anyHandler(scenario, fault.node, produces)) {
        return inQuotes(fault.node) +
               " produces no events, so there are none to correct; write a service with a "
               "produce step";
    }
    return {};
}

double expectedFaults(const RandomFault& random, Duration duration) {
    const std::int64_t end = std::min(duration.us, random.until.value_or(SimTime{duration.us}).us);
    const auto lasts = static_cast<double>(std::max<std::int64_t>(end - random.from.us, 0));
    return lasts / static_cast<double>(random.mtbf.us + random.mttr.us);
}

}  // namespace foldline
