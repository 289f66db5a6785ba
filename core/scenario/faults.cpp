#include "core/scenario/faults.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <span>

#include "core/scenario/crash_point.h"
#include "core/scenario/fault_reading.h"
#include "core/scenario/limits.h"
#include "core/scenario/load.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/random_faults.h"
#include "core/scenario/reading.h"
#include "core/scenario/suggest.h"
#include "core/scenario/system_reading.h"
#include "core/scenario/values.h"
#include "core/scenario/yaml_tree.h"

namespace foldline {
namespace {

constexpr std::int64_t kFaultIdMax = 1'000'000'000;

using Words = std::span<const std::string_view>;

std::size_t numberOf(Fault::Kind kind) {
    return static_cast<std::size_t>(kind);
}

// What the sections of a scenario may name; a recording may name all.

Words faultWords() {
    return faultKindNames().first(numberOf(Fault::kFirstRepair));
}

Words repairWords() {
    return faultKindNames().subspan(numberOf(Fault::kFirstRepair));
}

Words randomWords() {
    return faultKindNames().first(numberOf(Fault::kLastByChance) + 1);
}

bool usesProbability(Fault::Kind kind) {
    return kind == Fault::Kind::Flaky || kind == Fault::Kind::LoseReplies ||
           kind == Fault::Kind::Loss;
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
    const std::string behindDot =
        text && text->find('.') < text->find('/') ? text->substr(text->find('.') + 1) : "";
    if (parseCrashPoint(behindDot)) {
        problems.add(node->mark,
                     "a crash comes after a step of a handler of the service that crashes; write "
                     "it without the service: after: " +
                         behindDot);
    } else if (text && !parseCrashPoint(*text)) {
        problems.add(node->mark,
                     "a crash comes after a step of a handler; write after: placeOrder/2, "
                     "rows/commit, outbox/send or outbox/mark, not " +
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

// What happens to whom, how strongly; nothing when it cannot be told what it is.
std::optional<Fault> readWhat(const ObjectReader& object, Words words, Problems& problems) {
    const std::string_view word = object.oneOf(words);
    if (word.empty()) {
        return std::nullopt;
    }
    Fault fault{.kind = faultKindByName(word).value_or(Fault::Kind::Down)};
    const YamlNode& target = *object.find(word);
    if (fault.kind == Fault::Kind::Cut) {
        readCut(target, fault, problems);
    } else if (fault.kind == Fault::Kind::Forget) {
        if (readText(target, "the entity", problems) && checkEntity(target, problems)) {
            fault.entity = target.text;
        }
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
    }
    readWrongValue(object, fault, problems);
    readRestore(object, fault, problems);
    return fault;
}

// A fault but for its id.
std::optional<Fault> readFault(const ObjectReader& object, Words words, Problems& problems) {
    if (!object.isMap()) {
        return std::nullopt;
    }
    SimTime begins;
    std::optional<Duration> length;
    if (const YamlNode* at = object.find("at"); at != nullptr) {
        begins.us = readDuration(*at, {.what = "at"}, problems).value_or(Duration{}).us;
    }
    if (const YamlNode* lasts = object.find("for"); lasts != nullptr) {
        length = readDuration(*lasts, {"'for'", {1}}, problems);
    }
    auto fault = readWhat(object, words, problems);
    if (fault) {
        if (isRepair(fault->kind)) {
            object.refuse({"for"}, "faults");
        } else {
            fault->length = length;
        }
        fault->at = begins;
    }
    return fault;
}

// Reports what is written in the wrong one of the two lists.
bool isMisplaced(const YamlNode& item, bool repairs, Problems& problems) {
    if (!item.is(YamlNode::Kind::Map)) {
        return false;
    }
    const Words others = repairs ? faultWords() : repairWords();
    const auto found = std::ranges::find_if(item.keys, [&](const YamlNode& key) {
        return key.is(YamlNode::Kind::Scalar) &&
               std::ranges::find(others, key.text) != others.end();
    });
    if (found == item.keys.end()) {
        return false;
    }
    problems.add(found->mark,
                 found->text + (repairs ? " is a fault; move this line to faults:"
                                        : " is a repair; move this line to repairs:"));
    return true;
}

// Whether the item of a list of faults is one that comes and goes by chance.
bool isRandom(const YamlNode& item) {
    return item.is(YamlNode::Kind::Map) && std::ranges::any_of(item.keys, [](const YamlNode& key) {
               return key.is(YamlNode::Kind::Scalar) && (key.text == "mtbf" || key.text == "mttr");
           });
}

std::optional<RandomFault> readRandomFault(const ObjectReader& object, Problems& problems) {
    if (!object.isMap()) {
        return std::nullopt;
    }
    RandomFault random;
    if (const YamlNode* mtbf = object.find("mtbf"); mtbf != nullptr) {
        random.mtbf = readDuration(*mtbf, {"mtbf", {1}}, problems).value_or(kDurationMax);
    }
    if (const YamlNode* mttr = object.find("mttr"); mttr != nullptr) {
        random.mttr = readDuration(*mttr, {"mttr", {1}}, problems).value_or(kDurationMax);
    }
    if (const YamlNode* from = object.find("from"); from != nullptr) {
        random.from.us = readDuration(*from, {.what = "from"}, problems).value_or(Duration{}).us;
    }
    if (const YamlNode* until = object.find("until"); until != nullptr) {
        if (const auto end = readDuration(*until, {"until", {1}}, problems)) {
            random.until = SimTime{end->us};
            if (*random.until <= random.from) {
                problems.add(until->mark, "until must be later than from");
            }
        }
    }
    auto fault = readWhat(object, randomWords(), problems);
    if (!fault) {
        return std::nullopt;
    }
    random.fault = *std::move(fault);
    return random;
}

// Reports, at the word that names the node, what is wrong with it.
void checkTarget(const ObjectReader& object, const Fault& fault, Reading& reading) {
    const bool named =
        fault.kind == Fault::Kind::Forget
            ? !fault.entity.empty()
            : !fault.node.empty() && (fault.kind != Fault::Kind::Cut || !fault.peer.empty());
    if (!named || !reading.systemsRead || reading.problems.full()) {
        return;
    }
    const YamlNode& target = *object.find(faultKindName(fault.kind));
    std::string problem = placeProblem(fault, reading.scenario);
    if (problem.empty() && reading.systemsSound) {
        problem = purposeProblem(fault, reading.scenario);
    }
    if (!problem.empty()) {
        const bool atStep =
            !fault.after.empty() && problem == crashPointProblem(fault, reading.scenario);
        reading.problems.add(atStep ? object.find("after")->mark : target.mark, std::move(problem));
    }
}

void readPlanned(const YamlNode& item, const ObjectReader& object, Words words, Reading& reading) {
    auto fault = readFault(object, words, reading.problems);
    if (!fault) {
        return;
    }
    if (reading.scenario.faults.size() == kFaultsMax) {
        reading.problems.add(item.mark,
                             "there are more than " + std::to_string(kFaultsMax) +
                                 " faults and repairs in all; remove some");
        return;
    }
    fault->id = static_cast<std::uint32_t>(reading.scenario.faults.size() + 1);
    if (fault->at.us >= reading.scenario.duration.us) {
        reading.problems.add(object.find("at") == nullptr ? item.mark : object.find("at")->mark,
                             "the run is over at " + formatDuration(reading.scenario.duration) +
                                 "; write an earlier time, or a longer duration");
    }
    reading.scenario.faults.push_back(*std::move(fault));
    checkTarget(object, reading.scenario.faults.back(), reading);
}

void readByChance(const YamlNode& item, Reading& reading) {
    const ObjectReader object(item, "randomFault", reading.problems);
    auto random = readRandomFault(object, reading.problems);
    if (!random) {
        return;
    }
    if (expectedFaults(*random, reading.scenario.duration) > kRandomFaultsMax) {
        reading.problems.add(item.mark,
                             "this comes more than " + formatCount(kRandomFaultsMax) +
                                 " times in " + formatDuration(reading.scenario.duration) +
                                 "; write a longer mtbf, or a shorter duration");
    }
    reading.scenario.randomFaults.push_back(*std::move(random));
    checkTarget(object, reading.scenario.randomFaults.back().fault, reading);
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

// How strongly, and where within the node.
std::string formatManner(const Fault& fault) {
    std::string text;
    if (fault.asOf) {
        text += ", asOf: " + formatDuration({fault.asOf->us});
    }
    if (usesProbability(fault.kind)) {
        text += ", probability: " + formatReal(fault.probability);
    } else if (fault.kind == Fault::Kind::Slow) {
        text += ", factor: " + formatReal(fault.factor);
    } else if (fault.kind == Fault::Kind::Corrupt) {
        text += ", field: " + fault.field + ", value: " + formatLiteral(fault.value);
    }
    if (!fault.after.empty()) {
        text += ", after: " + fault.after;
    }
    if (fault.instance != 0) {
        text += ", instance: " + std::to_string(fault.instance);
    }
    return text;
}

}  // namespace

std::string formatFaults(const std::vector<Fault>& faults) {
    std::string text;
    for (const Fault& fault : faults) {
        text += "- { id: " + std::to_string(fault.id) + ", at: " + formatDuration({fault.at.us});
        if (fault.length && fault.kind != Fault::Kind::LoseLeader &&
            (!isRepair(fault.kind) || fault.kind == Fault::Kind::Restore)) {
            text += fault.kind == Fault::Kind::Restore ? ", takes: " : ", for: ";
            text += formatDuration(*fault.length);
        }
        text += ", " + std::string(faultKindName(fault.kind)) + ": ";
        text += fault.kind == Fault::Kind::Cut      ? "[" + fault.node + ", " + fault.peer + "]"
                : fault.kind == Fault::Kind::Forget ? fault.entity
                                                    : fault.node;
        text += formatManner(fault) + " }\n";
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
            auto fault = readFault(object, faultKindNames(), problems);
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

void readFaults(const YamlNode& node, Reading& reading) {
    if (!checkList(node, "a list of faults", kFaultsMax, reading.problems)) {
        return;
    }
    for (const YamlNode& item : node.values) {
        if (isMisplaced(item, false, reading.problems)) {
            continue;
        }
        if (isRandom(item)) {
            readByChance(item, reading);
        } else {
            const ObjectReader object(item, "fault", reading.problems);
            readPlanned(item, object, faultWords(), reading);
        }
    }
}

void readRepairs(const YamlNode& node, Reading& reading) {
    if (!checkList(node, "a list of repairs", kFaultsMax, reading.problems)) {
        return;
    }
    for (const YamlNode& item : node.values) {
        if (isMisplaced(item, true, reading.problems)) {
            continue;
        }
        const ObjectReader object(item, "repair", reading.problems);
        readPlanned(item, object, repairWords(), reading);
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
    const bool repair = std::ranges::any_of(map.keys, [](const YamlNode& key) {
        const auto kind = faultKindByName(key.text);
        return kind && isRepair(*kind);
    });
    const auto fault = readFault(ObjectReader(map, repair ? "repair" : "fault", problems),
                                 repair ? repairWords() : faultWords(),
                                 problems);
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
