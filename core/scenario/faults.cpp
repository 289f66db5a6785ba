#include "core/scenario/faults.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "core/scenario/crash_point.h"
#include "core/scenario/limits.h"
#include "core/scenario/load.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/reading.h"
#include "core/scenario/suggest.h"
#include "core/scenario/system_reading.h"
#include "core/scenario/values.h"
#include "core/scenario/yaml_tree.h"

namespace foldline {
namespace {

constexpr std::int64_t kFaultIdMax = 1'000'000'000;

bool usesProbability(Fault::Kind kind) {
    return kind == Fault::Kind::Flaky || kind == Fault::Kind::LoseReplies ||
           kind == Fault::Kind::Loss;
}

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
        case Fault::Kind::LoseLeader:
            return {Role::Broker};
        case Fault::Kind::Replay:
            return {Role::Service};
        case Fault::Kind::Loss:
        case Fault::Kind::Cut:
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
        return inQuotes(name) + " is " + roleWithArticle(misfit->role()) + ", which cannot " +
               (fault.kind == Fault::Kind::Replay ? "" : "be ") +
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

void readCut(const YamlNode& node, Fault& fault, Problems& problems) {
    if (!checkList(node, "two nodes such as [gateway, membership]", 2, problems)) {
        return;
    }
    if (node.values.size() != 2) {
        problems.add(node.mark, "cut takes two nodes; write cut: [gateway, membership]");
        return;
    }
    for (std::size_t i = 0; i < 2; ++i) {
        if (readText(node.values[i], "a node", problems) &&
            checkName(node.values[i], "a node", problems)) {
            (i == 0 ? fault.node : fault.peer) = node.values[i].text;
        }
    }
    if (!fault.node.empty() && fault.node == fault.peer) {
        problems.add(node.mark, "cut is between two different nodes");
    }
}

void readStrength(const ObjectReader& object, Fault& fault, Problems& problems) {
    if (!usesProbability(fault.kind)) {
        object.refuse({"probability"}, "flaky, loseReplies and loss");
    } else if (const YamlNode* node = object.find("probability"); node != nullptr) {
        fault.probability =
            readProbability(*node, "probability", problems).value_or(fault.probability);
    }
    if (fault.kind != Fault::Kind::Slow) {
        object.refuse({"factor"}, "slow");
    } else if (const YamlNode* node = object.find("factor"); node != nullptr) {
        fault.factor =
            readReal(*node, {"factor", 1.0, kFactorMax}, problems).value_or(fault.factor);
    }
}

void readAfter(const ObjectReader& object, Fault& fault, Problems& problems) {
    if (fault.kind != Fault::Kind::Crash) {
        object.refuse({"after"}, "crash");
        return;
    }
    const YamlNode* node = object.find("after");
    if (node == nullptr) {
        return;
    }
    const auto text = readText(*node, "after", problems);
    if (text && !parseCrashPoint(*text)) {
        problems.add(node->mark,
                     "a crash comes after a step of a handler; write after: placeOrder/2, "
                     "rows/commit, relay/send or relay/mark, not " +
                         inQuotes(*text));
    } else if (text) {
        fault.after = *text;
    }
}

void readInstance(const ObjectReader& object, Fault& fault, Problems& problems) {
    if (fault.kind != Fault::Kind::Crash) {
        object.refuse({"instance"}, "crash");
    } else if (!fault.after.empty()) {
        object.refuse({"instance"}, "crashes at a time");
    } else if (const auto instance = readCount(object, {"instance", 1, kInstancesMax}, problems)) {
        fault.instance = *instance;
    }
}

// A fault but for its id; nothing when it cannot be told which one it is.
std::optional<Fault> readFault(const ObjectReader& object, Problems& problems) {
    if (!object.isMap()) {
        return std::nullopt;
    }
    Fault fault;
    if (const YamlNode* at = object.find("at"); at != nullptr) {
        fault.at.us = readDuration(*at, {.what = "at"}, problems).value_or(Duration{}).us;
    }
    if (const YamlNode* length = object.find("for"); length != nullptr) {
        fault.length = readDuration(*length, {"'for'", {1}}, problems);
    }
    const std::string_view word = object.oneOf(
        {"down", "crash", "slow", "flaky", "loseReplies", "loss", "cut", "loseLeader", "replay"});
    if (word.empty()) {
        return std::nullopt;
    }
    fault.kind = faultKindByName(word).value_or(Fault::Kind::Down);
    const YamlNode& target = *object.find(word);
    if (fault.kind == Fault::Kind::Cut) {
        readCut(target, fault, problems);
    } else if (readText(target, "the node", problems) && checkName(target, "a node", problems)) {
        fault.node = target.text;
    }
    readStrength(object, fault, problems);
    readAfter(object, fault, problems);
    readInstance(object, fault, problems);
    if (fault.kind == Fault::Kind::LoseLeader) {
        object.refuse({"for"},
                      "faults that last as long as you say, and a broker's failover ends this one");
    } else if (fault.kind == Fault::Kind::Replay) {
        object.refuse({"for"}, "faults that last (a replay goes on until all is read again)");
        fault.length.reset();
    }
    return fault;
}

std::string formatReal(double value) {
    std::array<char, 400> buffer{};
    const auto result = std::to_chars(
        buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
    return {buffer.data(), result.ptr};
}

Error firstError(const Problems& problems) {
    const Problem problem = problems.sorted().front();
    return {problem.mark.line == 0
                ? problem.message
                : "line " + std::to_string(problem.mark.line) + ", column " +
                      std::to_string(problem.mark.column) + ": " + problem.message};
}

}  // namespace

std::string formatFaults(const std::vector<Fault>& faults) {
    std::string text;
    for (const Fault& fault : faults) {
        text += "- { id: " + std::to_string(fault.id) + ", at: " + formatDuration({fault.at.us});
        if (fault.length && fault.kind != Fault::Kind::LoseLeader) {
            text += ", for: " + formatDuration(*fault.length);
        }
        text += ", " + std::string(faultKindName(fault.kind)) + ": ";
        text += fault.kind == Fault::Kind::Cut ? "[" + fault.node + ", " + fault.peer + "]"
                                               : fault.node;
        if (usesProbability(fault.kind)) {
            text += ", probability: " + formatReal(fault.probability);
        } else if (fault.kind == Fault::Kind::Slow) {
            text += ", factor: " + formatReal(fault.factor);
        }
        if (!fault.after.empty()) {
            text += ", after: " + fault.after;
        }
        if (fault.instance != 0) {
            text += ", instance: " + std::to_string(fault.instance);
        }
        text += " }\n";
    }
    return text.empty() ? "[]\n" : text;
}

Result<std::vector<Fault>> parseFaults(std::string_view yaml) {
    Problems problems;
    std::vector<Fault> faults;
    std::set<std::uint32_t> ids;
    const YamlDocument document = parseYaml(yaml, problems);
    if (problems.empty() && checkList(document.root, "a list of faults", kFaultsMax, problems)) {
        for (const YamlNode& item : document.root.values) {
            const ObjectReader object(item, "recordedFault", problems);
            auto fault = readFault(object, problems);
            const YamlNode* id = object.isMap() ? object.find("id") : nullptr;
            if (fault && id != nullptr) {
                fault->id = static_cast<std::uint32_t>(
                    readInteger(*id, {"id", 1, kFaultIdMax}, problems).value_or(1));
                if (!ids.insert(fault->id).second) {
                    problems.add(id->mark, "another fault has the same id");
                }
                faults.push_back(std::move(*fault));
            }
        }
    }
    if (!problems.empty()) {
        return tl::unexpected<Error>(firstError(problems));
    }
    return faults;
}

std::string faultTargetProblem(const Fault& fault, const Scenario& scenario) {
    if (std::string problem = nodeProblem(fault, fault.node, scenario); !problem.empty()) {
        return problem;
    }
    if (fault.kind == Fault::Kind::Replay && !consumesAnywhere(fault.node, scenario)) {
        return inQuotes(fault.node) + " consumes no topic, so there is nothing to replay";
    }
    if (fault.kind != Fault::Kind::Cut) {
        std::string problem = crashPointProblem(fault, scenario);
        return problem.empty() ? instanceProblem(fault, scenario) : problem;
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

void readFaults(const YamlNode& node, Reading& reading) {
    if (!checkList(node, "a list of faults", kFaultsMax, reading.problems)) {
        return;
    }
    for (const YamlNode& item : node.values) {
        const ObjectReader object(item, "fault", reading.problems);
        auto fault = readFault(object, reading.problems);
        if (!fault) {
            continue;
        }
        fault->id = static_cast<std::uint32_t>(reading.scenario.faults.size() + 1);
        if (fault->at.us >= reading.scenario.duration.us) {
            reading.problems.add(object.find("at") == nullptr ? item.mark : object.find("at")->mark,
                                 "the run is over at " + formatDuration(reading.scenario.duration) +
                                     "; write an earlier time, or a longer duration");
        }
        const bool named =
            !fault->node.empty() && (fault->kind != Fault::Kind::Cut || !fault->peer.empty());
        if (named && reading.systemsRead && !reading.problems.full()) {
            if (std::string problem = faultTargetProblem(*fault, reading.scenario);
                !problem.empty()) {
                const bool atStep = problem == crashPointProblem(*fault, reading.scenario);
                const YamlNode* target = object.find(atStep ? "after" : faultKindName(fault->kind));
                reading.problems.add(target->mark, std::move(problem));
            }
        }
        reading.scenario.faults.push_back(std::move(*fault));
    }
}

Result<Fault> parseFault(std::string_view text, const Scenario& scenario) {
    Problems problems;
    YamlNode map;
    map.kind = YamlNode::Kind::Map;
    constexpr std::string_view kBlanks = " \t";
    for (std::size_t begin = text.find_first_not_of(kBlanks); begin < text.size();
         begin = text.find_first_not_of(kBlanks, begin)) {
        const std::size_t end = std::min(text.find_first_of(kBlanks, begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        const std::size_t equals = word.find('=');
        if (equals == std::string_view::npos) {
            return fail(inQuotes(word) +
                        " is not of the form key=value; write a fault such as "
                        "'at=10s for=5s down=members-db'");
        }
        const std::string key(word.substr(0, equals));
        YamlNode value = makeScalar(std::string(word.substr(equals + 1)));
        if (key == "cut") {
            YamlNode list;
            list.kind = YamlNode::Kind::Sequence;
            const std::size_t comma = std::min(value.text.find(','), value.text.size());
            list.values.push_back(makeScalar(value.text.substr(0, comma)));
            if (comma < value.text.size()) {
                list.values.push_back(makeScalar(value.text.substr(comma + 1)));
            }
            value = std::move(list);
        }
        map.keys.push_back(makeScalar(key));
        map.values.push_back(std::move(value));
        begin = end;
    }
    const auto fault = readFault(ObjectReader(map, "fault", problems), problems);
    if (problems.empty() && fault) {
        if (std::string problem = faultTargetProblem(*fault, scenario); !problem.empty()) {
            problems.add({}, std::move(problem));
        }
    }
    if (!problems.empty()) {
        return tl::unexpected<Error>(firstError(problems));
    }
    return *fault;
}

}  // namespace foldline
