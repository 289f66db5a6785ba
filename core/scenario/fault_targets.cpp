// What a fault or repair can happen to, and whether it has anything to do there.
#include <algorithm>

#include "core/scenario/crash_point.h"
#include "core/scenario/fault_reading.h"
#include "core/scenario/faults.h"
#include "core/scenario/load.h"
#include "core/scenario/suggest.h"
#include "core/scenario/system_reading.h"
#include "core/scenario/values.h"
#include "core/scenario/written_values.h"

namespace foldline {
namespace {

std::vector<Role> rolesFor(Fault::Kind kind) {
    switch (kind) {
        case Fault::Kind::Down:
        case Fault::Kind::Crash:
        case Fault::Kind::LoseReplies:
            return {Role::Gateway, Role::Service, Role::Rdb, Role::Broker, Role::EventStore};
        case Fault::Kind::Slow:
            return {Role::Service, Role::Rdb, Role::Broker, Role::EventStore};
        case Fault::Kind::Flaky:
            return {Role::Rdb, Role::EventStore};
        case Fault::Kind::Restore:
            return {Role::Rdb};
        case Fault::Kind::LoseLeader:
            return {Role::Broker};
        case Fault::Kind::Replay:
        case Fault::Kind::Corrupt:
        case Fault::Kind::Incompatible:
        case Fault::Kind::Rebuild:
        case Fault::Kind::Correct:
        case Fault::Kind::RetryParked:
        case Fault::Kind::Upgrade:
            return {Role::Service};
        case Fault::Kind::Loss:
        case Fault::Kind::Cut:
        case Fault::Kind::Forget:
            break;
    }
    return {Role::Client, Role::Gateway, Role::Service, Role::Rdb, Role::Broker, Role::EventStore};
}

const NodeSpec* findNode(const SystemSpec& system, std::string_view name) {
    const auto found = std::ranges::find(system.nodes, name, &NodeSpec::name);
    return found == system.nodes.end() ? nullptr : &*found;
}

// What is wrong with one node of a fault, or an empty text.
std::string nodeProblem(const Fault& fault, const std::string& name, const Scenario& scenario) {
    const std::vector<Role> roles = rolesFor(fault.kind);
    std::vector<std::string> fitting;
    const NodeSpec* misfit = nullptr;
    for (const SystemSpec& system : scenario.systems) {
        for (const NodeSpec& node : system.nodes) {
            const bool fits = std::ranges::find(roles, node.role()) != roles.end();
            if (fits && node.name == name) {
                return {};
            }
            if (node.name == name) {
                misfit = &node;
            } else if (fits && std::ranges::find(fitting, node.name) == fitting.end()) {
                fitting.push_back(node.name);
            }
        }
    }
    if (misfit != nullptr) {
        return inQuotes(name) + " is " + roleWithArticle(misfit->role()) +
               ", to which this cannot happen: " + std::string(faultKindName(fault.kind)) +
               suggestion({}, fitting);
    }
    return "unknown node " + inQuotes(name) + suggestion(name, fitting);
}

// What is wrong with the instance of a fault, or an empty text.
std::string instanceProblem(const Fault& fault, const Scenario& scenario) {
    std::uint32_t most = 0;
    for (const SystemSpec& system : scenario.systems) {
        const NodeSpec* node = findNode(system, fault.node);
        const auto* service = node == nullptr ? nullptr : std::get_if<ServiceSpec>(&node->spec);
        most = std::max(most, service == nullptr ? 0 : service->instances);
    }
    return fault.instance <= most ? std::string{}
           : most == 0            ? inQuotes(fault.node) + " is no service, so it has no instances"
                                  : inQuotes(fault.node) + " has " + std::to_string(most) +
                             (most == 1 ? " instance" : " instances") +
                             ", so there is no instance " + std::to_string(fault.instance);
}

// What is wrong with the nodes of a fault, or an empty text.
std::string nodesProblem(const Fault& fault, const Scenario& scenario) {
    if (fault.kind == Fault::Kind::Forget) {
        return {};
    }
    if (std::string problem = nodeProblem(fault, fault.node, scenario); !problem.empty()) {
        return problem;
    }
    if (fault.kind != Fault::Kind::Cut) {
        return {};
    }
    if (std::string problem = nodeProblem(fault, fault.peer, scenario); !problem.empty()) {
        return problem;
    }
    const bool together = std::ranges::any_of(scenario.systems, [&](const SystemSpec& system) {
        return findNode(system, fault.node) != nullptr && findNode(system, fault.peer) != nullptr;
    });
    return together ? std::string{}
                    : "no system has both " + inQuotes(fault.node) + " and " + inQuotes(fault.peer);
}

std::string wrongValueProblem(const Fault& fault, const Scenario& scenario) {
    const std::vector<FieldName> known = carriedValues(scenario);
    const auto found = std::ranges::find(known, fault.field, &FieldName::name);
    if (found == known.end()) {
        std::vector<std::string> names;
        for (const FieldName& value : known) {
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

// So that the producer can correct it.
bool produces(const Handler& handler) {
    return std::ranges::any_of(handler.steps, [](const Step& step) {
        return std::holds_alternative<ProduceStep>(step) ||
               std::holds_alternative<AppendStep>(step);
    });
}

bool storesEvents(const Handler& handler) {
    return std::ranges::any_of(handler.steps, [](const Step& step) {
        const auto* transaction = std::get_if<TransactionStep>(&step);
        return transaction != nullptr &&
               std::ranges::any_of(transaction->statements, [](const Statement& statement) {
                   return std::holds_alternative<OutboxStatement>(statement);
               });
    });
}

bool consumes(const Handler& handler) {
    return handler.consume.has_value();
}

bool loads(const Handler& handler) {
    return std::ranges::any_of(
        handler.steps, [](const Step& step) { return std::holds_alternative<LoadStep>(step); });
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

std::string placeProblem(const Fault& fault, const Scenario& scenario) {
    std::string problem = nodesProblem(fault, scenario);
    if (problem.empty() && fault.kind != Fault::Kind::Forget && fault.kind != Fault::Kind::Cut) {
        problem = crashPointProblem(fault, scenario);
        problem = problem.empty() ? instanceProblem(fault, scenario) : problem;
    }
    return problem;
}

std::string purposeProblem(const Fault& fault, const Scenario& scenario) {
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
    if (fault.kind == Fault::Kind::Upgrade && !anyHandler(scenario, fault.node, consumes) &&
        !anyHandler(scenario, fault.node, loads)) {
        return inQuotes(fault.node) +
               " reads no events, so there is no schema to learn; write a service that consumes "
               "or loads them";
    }
    if (fault.kind == Fault::Kind::Replay && !anyHandler(scenario, fault.node, consumes)) {
        return inQuotes(fault.node) + " consumes no topic, so there is nothing to replay";
    }
    if (fault.kind == Fault::Kind::Incompatible && !anyHandler(scenario, fault.node, produces) &&
        !anyHandler(scenario, fault.node, storesEvents)) {
        return inQuotes(fault.node) +
               " produces no events, so they have no schema; write a service with a produce or "
               "append step";
    }
    if (fault.kind == Fault::Kind::Restore) {
        return restoreProblem(fault, scenario);
    }
    if (fault.kind == Fault::Kind::Forget) {
        return forgetProblem(fault, scenario);
    }
    if (fault.kind == Fault::Kind::Correct && !anyHandler(scenario, fault.node, produces)) {
        return inQuotes(fault.node) +
               " sends no events itself, so there are none to correct; write a service with a "
               "produce or append step";
    }
    return {};
}

std::string faultTargetProblem(const Fault& fault, const Scenario& scenario) {
    std::string problem = placeProblem(fault, scenario);
    return problem.empty() ? purposeProblem(fault, scenario) : problem;
}

}  // namespace foldline
