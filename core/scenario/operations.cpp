// What clients ask for: the workload, and what its operations mean.
#include <algorithm>
#include <set>

#include "core/record/record.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/reading.h"
#include "core/scenario/suggest.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

// An operation as its workloads know it.
struct Draft {
    /// An argument that chooses an entity; `own`: under the name of the entity's key.
    struct Key {
        std::string name;
        std::string entity;
        bool own = false;
        Mark mark;
        std::string chosenBy;  ///< "any(member)"
    };

    std::string name;
    Mark mark;              ///< of the first workload that asks for it
    std::vector<Key> keys;  ///< among the arguments, in their order
    std::vector<FieldName> arguments;
    bool readable = true;
};

Duration readMoment(const ObjectReader& object,
                    std::string_view key,
                    Duration otherwise,
                    Reading& reading) {
    const YamlNode* node = object.find(key);
    if (node == nullptr) {
        return otherwise;
    }
    const auto moment = readDuration(*node, {key, {}, reading.scenario.duration}, reading.problems);
    return moment.value_or(otherwise);
}

void checkAmount(double count, const YamlNode& node, Problems& problems) {
    if (count > kArrivalsMax) {
        problems.add(node.home,
                     "about " + formatCount(static_cast<std::int64_t>(std::min(count, 1e17))) +
                         " requests would arrive; write a lower rate or a shorter time (at most " +
                         formatCount(static_cast<std::int64_t>(kArrivalsMax)) + ")");
    }
}

void readTimes(const YamlNode& node, Arrivals& arrivals, Reading& reading) {
    arrivals.kind = Arrivals::Kind::Times;
    if (!checkList(node, "a list of times such as [1s, 2s]", kYamlNodesMax, reading.problems)) {
        return;
    }
    for (const YamlNode& item : node.values) {
        const auto time =
            readDuration(item, {"times", {}, reading.scenario.duration}, reading.problems);
        arrivals.times.push_back(time.value_or(Duration{}));
    }
    std::ranges::sort(arrivals.times);
    if (node.values.empty()) {
        reading.problems.add(node.mark, "times needs at least one time; write [1s, 2s]");
    }
}

void readStream(const ObjectReader& object,
                std::string_view kind,
                Arrivals& arrivals,
                Reading& reading) {
    object.refuse({"at"}, "burst");
    const Duration duration = reading.scenario.duration;
    arrivals.from = readMoment(object, "from", {}, reading);
    if (object.find("until") != nullptr) {
        arrivals.until = readMoment(object, "until", duration, reading);
        if (*arrivals.until <= arrivals.from) {
            reading.problems.add(object.find("until")->mark,
                                 "until must be later than from; nothing would arrive");
        }
    }
    const YamlNode& node = *object.find(kind);
    const double seconds =
        static_cast<double>((arrivals.until.value_or(duration) - arrivals.from).us) /
        static_cast<double>(kUsPerSecond);
    if (kind == "poisson") {
        arrivals.kind = Arrivals::Kind::Poisson;
        arrivals.ratePerSecond = readRate(node, reading.problems).value_or(1.0);
        checkAmount(arrivals.ratePerSecond * seconds, node, reading.problems);
        return;
    }
    arrivals.kind = Arrivals::Kind::Every;
    arrivals.interval = readDuration(node, {"every", {1}}, reading.problems).value_or(duration);
    checkAmount(seconds * static_cast<double>(kUsPerSecond) /
                    static_cast<double>(std::max<std::int64_t>(1, arrivals.interval.us)),
                node,
                reading.problems);
}

Arrivals readArrivals(const YamlNode& node, Reading& reading) {
    Arrivals arrivals;
    const ObjectReader object(node, "arrivals", reading.problems);
    const std::string_view kind =
        object.isMap() ? object.oneOf({"poisson", "every", "burst", "times"}) : "";
    if (kind == "poisson" || kind == "every") {
        readStream(object, kind, arrivals, reading);
    } else if (kind == "times") {
        object.refuse({"at"}, "burst");
        object.refuse({"from", "until"}, "poisson and every");
        readTimes(*object.find("times"), arrivals, reading);
    } else if (kind == "burst") {
        object.refuse({"from", "until"}, "poisson and every");
        arrivals.kind = Arrivals::Kind::Burst;
        arrivals.count = static_cast<std::uint32_t>(
            readInteger(*object.find("burst"), {"burst", 1, kBurstMax}, reading.problems)
                .value_or(1));
        arrivals.from = readMoment(object, "at", {}, reading);
    }
    return arrivals;
}

void readArgument(const YamlNode& key,
                  const YamlNode& value,
                  Workload& workload,
                  Draft& draft,
                  Reading& reading) {
    const auto made = readGenerator(value, true, reading);
    if (!made) {
        draft.readable = false;
        return;
    }
    const bool choosesEntity = made->generator.kind == Generator::Kind::Any ||
                               made->generator.kind == Generator::Kind::Each;
    const EntityType* keyed = reading.findEntityByKey(key.text);
    if (choosesEntity) {
        const EntityType& chosen = *reading.findEntity(made->generator.name);
        if (keyed != nullptr && keyed != &chosen && !reading.isUnreadable("entity", chosen.name)) {
            reading.problems.add(key.mark,
                                 inQuotes(key.text) + " is the key of " + inQuotes(keyed->name) +
                                     "; write " + chosen.key + ": " + value.text +
                                     ", or a name of its own");
            draft.readable = false;
            return;
        }
        if (keyed == nullptr) {
            reading.declareType(key.text, ValueType::Text, key.mark);
        }
        draft.keys.push_back({key.text, chosen.name, keyed == &chosen, key.mark, value.text});
    } else if (keyed != nullptr) {
        reading.problems.add(value.mark,
                             inQuotes(key.text) + " names an entity; write any(" + keyed->name +
                                 ") or each(" + keyed->name + ")");
        draft.readable = false;
        return;
    } else {
        reading.declareType(key.text, made->type, key.mark);
        draft.arguments.push_back({key.text, made->type});
    }
    workload.with.push_back({key.text, made->generator});
}

void checkDraft(Draft& draft, const YamlNode& node, Reading& reading) {
    if (!draft.keys.empty() && std::ranges::none_of(draft.keys, &Draft::Key::own)) {
        const Draft::Key& key = draft.keys.front();
        const EntityType& chosen = *reading.findEntity(key.entity);
        if (!reading.isUnreadable("entity", chosen.name)) {
            reading.problems.add(
                key.mark,
                "an entity is named by its key; write " + chosen.key + ": " + key.chosenBy);
            draft.readable = false;
        }
    }
    const std::size_t references = draft.keys.empty() ? 0 : draft.keys.size() - 1;
    if (draft.arguments.size() + references > kFieldsMax) {
        reading.problems.add(node.home,
                             "a request has at most " + std::to_string(kFieldsMax) +
                                 " arguments besides the key, not " +
                                 std::to_string(draft.arguments.size() + references));
    }
}

// Two workloads of one operation must agree on its arguments.
void mergeDraft(Draft draft, std::vector<Draft>& drafts, const YamlNode& node, Reading& reading) {
    const auto known = std::ranges::find(drafts, draft.name, &Draft::name);
    if (known == drafts.end()) {
        drafts.push_back(std::move(draft));
        return;
    }
    const auto sortedNames = [](const Draft& d) {
        std::set<std::string> names;
        for (const Draft::Key& key : d.keys) {
            names.insert(key.name);
        }
        for (const FieldName& argument : d.arguments) {
            names.insert(argument.name);
        }
        return names;
    };
    if (known->readable && draft.readable && sortedNames(*known) != sortedNames(draft)) {
        std::string list;
        for (const std::string& name : sortedNames(*known)) {
            list += (list.empty() ? "" : ", ") + inQuotes(name);
        }
        reading.problems.add(node.home,
                             inQuotes(draft.name) + " has the arguments " +
                                 (list.empty() ? "none" : list) + " in line " +
                                 std::to_string(known->mark.line) + "; write the same here");
    }
    known->readable = known->readable && draft.readable;
}

void readOneWorkload(const YamlNode& node, std::vector<Draft>& drafts, Reading& reading) {
    const ObjectReader object(node, "workload", reading.problems);
    if (!object.isMap()) {
        reading.operationsRead = false;
        return;
    }
    Workload workload;
    Draft draft{.mark = node.mark};
    if (const YamlNode* name = object.find("operation"); name != nullptr) {
        draft.mark = name->mark;
        if (readText(*name, "the operation", reading.problems) &&
            checkName(*name, "an operation", reading.problems)) {
            draft.name = name->text;
        }
    }
    if (const YamlNode* arrivals = object.find("arrivals"); arrivals != nullptr) {
        workload.arrivals = readArrivals(*arrivals, reading);
    }
    const YamlNode* with = object.find("with");
    if (with != nullptr) {
        forEachNamed(*with,
                     "an argument",
                     kYamlNodesMax,
                     reading.problems,
                     [&](const YamlNode& key, const YamlNode& value) {
                         readArgument(key, value, workload, draft, reading);
                     });
        draft.readable = draft.readable && with->is(YamlNode::Kind::Map);
    }
    if (draft.name.empty()) {
        reading.operationsRead = false;
        return;
    }
    workload.operation = draft.name;
    reading.scenario.workload.push_back(std::move(workload));
    checkDraft(draft, with == nullptr ? node : *with, reading);
    mergeDraft(std::move(draft), drafts, with == nullptr ? node : *with, reading);
}

bool provides(const Draft& draft, const EventType& event) {
    return std::ranges::all_of(argumentsOf(event), [&](const std::string& name) {
        return std::ranges::find(draft.arguments, name, &FieldName::name) != draft.arguments.end();
    });
}

// No event fits: perhaps an argument is misspelt where the event uses it.
void reportNearMiss(const Draft& draft, const EntityType& entity, Reading& reading) {
    const std::vector<std::string> provided = namesOf(draft.arguments);
    for (const EventType& event : entity.events) {
        for (const std::string& argument : argumentsOf(event)) {
            const std::string_view nearest = nearestName(argument, provided);
            if (!nearest.empty() && nearest != argument) {
                reading.problems.add(reading.types.at(argument).mark,
                                     "no operation has the argument " + inQuotes(argument) +
                                         "; did you mean " + inQuotes(nearest) + "?");
                reading.markUnreadable("operation", draft.name);
            }
        }
    }
}

// The event that uses the most of the operation's arguments.
std::string inferEvent(const Draft& draft, const EntityType& entity, Reading& reading) {
    const EventType* best = nullptr;
    const EventType* equal = nullptr;
    for (const EventType& event : entity.events) {
        if (event.changes.empty() || !provides(draft, event)) {
            continue;
        }
        const std::size_t used = argumentsOf(event).size();
        const std::size_t most = best == nullptr ? 0 : argumentsOf(*best).size();
        if (best == nullptr || used > most) {
            best = &event;
            equal = nullptr;
        } else if (used == most) {
            equal = &event;
        }
    }
    if (equal != nullptr && reading.cutShort) {
        return {};  // operations: may say it
    }
    if (equal != nullptr) {
        reading.markUnreadable("operation", draft.name);
        reading.problems.add(draft.mark,
                             inQuotes(draft.name) + " could mean " + inQuotes(best->name) + " or " +
                                 inQuotes(equal->name) + "; say which: operations: { " +
                                 draft.name + ": { means: " + best->name + " } }");
        return {};
    }
    if (best == nullptr) {
        reportNearMiss(draft, entity, reading);
        return {};
    }
    return best->name;
}

// `means:` of an explicit operation.
void readMeaning(const YamlNode& node, const Draft& draft, Operation& operation, Reading& reading) {
    const auto name = readText(node, "means", reading.problems);
    const EntityType* entity = reading.findEntity(operation.entity);
    operation.meansEvent.clear();
    if (!name || *name == "nothing") {
        return;
    }
    if (entity == nullptr) {
        if (draft.readable && reading.entitiesRead) {
            reading.problems.add(node.mark,
                                 inQuotes(draft.name) +
                                     " concerns no entity, so it can mean no event; give its "
                                     "workload the key of one");
        }
        return;
    }
    const EventType* event = findEvent(*entity, *name);
    if (event == nullptr) {
        if (!reading.isUnreadable("entity", entity->name)) {
            reading.reportUnknown("event", *name, node.mark, namesOf(entity->events));
        }
        return;
    }
    if (draft.readable && !provides(draft, *event)) {
        for (const std::string& argument : argumentsOf(*event)) {
            if (std::ranges::find(draft.arguments, argument, &FieldName::name) ==
                draft.arguments.end()) {
                reading.problems.add(node.mark,
                                     inQuotes(*name) + " needs the argument " + inQuotes(argument) +
                                         "; add it to the workload of " + inQuotes(draft.name));
            }
        }
    }
    operation.meansEvent = *name;
}

// The argument that names what a request is about: of the entity that its operation says, or the
// first.
std::string mainKey(const Draft& draft, const YamlNode* operation) {
    std::string first;
    for (const Draft::Key& key : draft.keys) {
        const YamlNode* entity = nullptr;
        if (operation != nullptr && operation->is(YamlNode::Kind::Map)) {
            const auto named = std::ranges::find(operation->keys, "entity", &YamlNode::text);
            entity =
                named == operation->keys.end()
                    ? nullptr
                    : &operation->values[static_cast<std::size_t>(named - operation->keys.begin())];
        }
        if (key.own && entity != nullptr && entity->text == key.entity) {
            return key.name;
        }
        if (key.own && first.empty()) {
            first = key.name;
        }
    }
    return first;
}

void readOperation(const Draft& draft, const YamlNode* node, Reading& reading) {
    Operation operation{.name = draft.name, .arguments = draft.arguments};
    const EntityType* entity = nullptr;
    for (const Draft::Key& key : draft.keys) {
        if (key.name == mainKey(draft, node)) {
            operation.keyArgument = key.name;
            operation.entity = key.entity;
            entity = reading.findEntity(key.entity);
        } else {
            operation.references.push_back({key.name, key.entity});
        }
    }
    if (!draft.readable || (entity != nullptr && reading.isUnreadable("entity", entity->name))) {
        reading.markUnreadable("operation", draft.name);
    }
    const YamlNode* means = nullptr;
    if (node != nullptr) {
        const ObjectReader object(*node, "operation", reading.problems);
        means = object.find("means");
        if (const YamlNode* named = object.find("entity"); named != nullptr) {
            const auto name = readText(*named, "the entity", reading.problems);
            const EntityType* wanted = name ? reading.entityNamed(*name, named->mark) : nullptr;
            if (wanted != nullptr && wanted->name != operation.entity && draft.readable &&
                !reading.isUnreadable("entity", wanted->name)) {
                reading.problems.add(named->mark,
                                     inQuotes(draft.name) + " does not say which " +
                                         inQuotes(wanted->name) + "; add " + wanted->key +
                                         ": any(" + wanted->name + ") to its workload");
            }
        }
    }
    if (means != nullptr) {
        readMeaning(*means, draft, operation, reading);
    } else if (entity != nullptr && !reading.isUnreadable("operation", draft.name)) {
        operation.meansEvent = inferEvent(draft, *entity, reading);
    }
    reading.scenario.operations.push_back(std::move(operation));
}

}  // namespace

void readWorkload(const YamlNode& workload, const YamlNode* operations, Reading& reading) {
    std::vector<Draft> drafts;
    if (checkList(workload, "a list of workloads", kWorkloadsMax, reading.problems)) {
        for (const YamlNode& item : workload.values) {
            readOneWorkload(item, drafts, reading);
        }
        if (workload.values.empty()) {
            reading.problems.add(workload.home, "a scenario needs at least one workload");
        }
    } else {
        reading.operationsRead = false;
    }
    std::vector<const YamlNode*> declared(drafts.size(), nullptr);
    if (operations != nullptr) {
        forEachNamed(*operations,
                     "an operation",
                     kOperationsMax,
                     reading.problems,
                     [&](const YamlNode& key, const YamlNode& value) {
                         const auto draft = std::ranges::find(drafts, key.text, &Draft::name);
                         if (draft != drafts.end()) {
                             declared[static_cast<std::size_t>(draft - drafts.begin())] = &value;
                         } else if (reading.operationsRead) {
                             reading.problems.add(
                                 key.mark,
                                 "no workload asks for " + inQuotes(key.text) +
                                     unaskedRemedy(key.text, namesOf(drafts), "remove this entry"));
                         }
                     });
    }
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        readOperation(drafts[i], declared[i], reading);
    }
}

}  // namespace foldline
