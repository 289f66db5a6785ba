// What a fault or repair can happen to.
#include <algorithm>

#include "core/scenario/crash_point.h"
#include "core/scenario/fault_reading.h"
#include "core/scenario/faults.h"
#include "core/scenario/load.h"
#include "core/scenario/suggest.h"
#include "core/scenario/system_reading.h"

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
               (isRepair(fault.kind) ? ", of which this cannot be asked: " : ", which cannot be ") +
               std::string(faultKindName(fault.kind)) + suggestion({}, fitting);
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

bool consumesAnywhere(const std::string& service, const Scenario& scenario) {
    return std::ranges::any_of(scenario.systems, [&](const SystemSpec& system) {
        return std::ranges::any_of(system.handlers, [&](const Handler& handler) {
            return handler.service == service && handler.consume;
        });
    });
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

}  // namespace

std::string placeProblem(const Fault& fault, const Scenario& scenario) {
    std::string problem = nodesProblem(fault, scenario);
    if (problem.empty() && fault.kind != Fault::Kind::Forget && fault.kind != Fault::Kind::Cut) {
        problem = crashPointProblem(fault, scenario);
        problem = problem.empty() ? instanceProblem(fault, scenario) : problem;
    }
    if (problem.empty() && fault.kind == Fault::Kind::Replay &&
        !consumesAnywhere(fault.node, scenario)) {
        problem = inQuotes(fault.node) + " consumes no topic, so there is nothing to replay";
    }
    return problem;
}

std::string faultTargetProblem(const Fault& fault, const Scenario& scenario) {
    std::string problem = placeProblem(fault, scenario);
    return problem.empty() ? repairProblem(fault, scenario) : problem;
}

}  // namespace foldline
