// Event stores: streams of events, and the steps that load and append to them.
#include <algorithm>

#include "core/scenario/handler_reading.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/timing.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

std::optional<std::uint32_t> readNumber(const ObjectReader& object,
                                        const IntegerRange& range,
                                        Problems& problems) {
    const YamlNode* node = object.find(range.what);
    const auto number = node == nullptr ? std::nullopt : readInteger(*node, range, problems);
    return number ? std::optional(static_cast<std::uint32_t>(*number)) : std::nullopt;
}

// The name of the store, or an empty text when it is none; that has been reported.
std::string readStore(const YamlNode& node, const HandlerReader& reader) {
    const auto name = readText(node, "the event store", reader.problems());
    return name && reader.system.checkNode(*name, {Role::EventStore}, node.mark) ? *name : "";
}

/// The step `load` whose state a step behind it knows, or the end.
auto lastLoad(const std::vector<Step>& steps, const std::string& store) {
    const auto found = std::ranges::find_if(steps.rbegin(), steps.rend(), [&](const Step& step) {
        const auto* load = std::get_if<LoadStep>(&step);
        return load != nullptr && load->store == store;
    });
    return found == steps.rend() ? steps.end() : found.base() - 1;
}

void readExpect(const YamlNode& node, AppendStep& step, const HandlerReader& reader) {
    const auto text = readText(node, "expect", reader.problems());
    if (!text || *text == "any") {
        step.expect = AppendStep::Expect::Any;
    } else if (*text == "loaded") {
        step.expect = AppendStep::Expect::Loaded;
    } else if (*text == "none") {
        step.expect = AppendStep::Expect::Exactly;
        step.version = 1;
    } else if (parseInteger(*text)) {
        step.expect = AppendStep::Expect::Exactly;
        step.version = static_cast<std::uint32_t>(
            readInteger(node, {"expect", 1, kStreamVersionMax}, reader.problems()).value_or(1));
    } else {
        reader.problems().add(node.mark,
                              "an append expects loaded (the version that was loaded), any, none "
                              "(no event yet) or a version such as 3, not " +
                                  inQuotes(*text));
    }
}

std::string_view wordOf(const Step& step) {
    if (std::holds_alternative<TransactionStep>(step)) {
        return "transaction";
    }
    if (std::holds_alternative<ProduceStep>(step)) {
        return "produce";
    }
    if (std::holds_alternative<CallStep>(step)) {
        return "call";
    }
    if (std::holds_alternative<ReplyStep>(step)) {
        return "reply";
    }
    return std::holds_alternative<AppendStep>(step) ? "append" : "";
}

void readConflicts(const YamlNode& node, AppendStep& step, const HandlerReader& reader) {
    step.conflicts = readRetry(node, step.conflicts, reader.problems()).value_or(step.conflicts);
    if (step.expect != AppendStep::Expect::Loaded) {
        reader.problems().add(node.home,
                              "conflicts starts again from the load, and this append does not "
                              "expect what was loaded; write expect: loaded, or remove conflicts");
        return;
    }
    const std::vector<Step>& steps = reader.handler.steps;
    for (auto at = lastLoad(steps, step.store); at != steps.end(); ++at) {
        if (const std::string_view word = wordOf(*at); !word.empty()) {
            reader.problems().add(node.home,
                                  "conflicts starts again from the load, and would repeat the " +
                                      std::string(word) +
                                      " that stands between; move it behind the append");
            return;
        }
    }
}

void checkLoaded(const YamlNode& node, const AppendStep& step, const HandlerReader& reader) {
    const std::vector<Step>& steps = reader.handler.steps;
    if (step.expect == AppendStep::Expect::Loaded && !step.store.empty() && reader.uses.readable &&
        lastLoad(steps, step.store) == steps.end()) {
        reader.problems().add(node.mark,
                              "nothing was loaded that this append could expect; add the step "
                              "load: { from: " +
                                  step.store + " } before it, or write expect: any");
    }
}

}  // namespace

EventStoreSpec readEventStore(const ObjectReader& object,
                              const std::string& name,
                              const SystemReading& reading) {
    Problems& problems = reading.reading.problems;
    EventStoreSpec store;
    store.connections = readNumber(object, {"connections", 1, kConnectionsMax}, problems)
                            .value_or(store.connections);
    store.queue = readNumber(object, {"queue", 0, kQueueMax}, problems);
    if (const YamlNode* latency = object.find("latency"); latency != nullptr) {
        store.latency = readDistribution(*latency, "latency", problems).value_or(store.latency);
    }
    if (const YamlNode* perEvent = object.find("perEvent"); perEvent != nullptr) {
        store.perEvent =
            readDuration(*perEvent, {.what = "perEvent"}, problems).value_or(store.perEvent);
    }
    if (const YamlNode* snapshot = object.find("snapshot"); snapshot != nullptr) {
        const ObjectReader every(*snapshot, "snapshot", problems);
        store.snapshotEvery = readNumber(every, {"every", 1, kSnapshotEveryMax}, problems);
    }
    store.topic.name = name;
    Mark mark = object.node().home;
    if (const YamlNode* topic = object.find("topic"); topic != nullptr &&
                                                      readText(*topic, "the topic", problems) &&
                                                      checkName(*topic, "a topic", problems)) {
        store.topic.name = topic->text;
        mark = topic->mark;
    }
    store.topic.partitions =
        readNumber(object, {"segments", 1, kPartitionsMax}, problems).value_or(1);
    if (reading.findTopic(store.topic.name) != nullptr) {
        problems.add(mark,
                     "the topic " + inQuotes(store.topic.name) +
                         " is already there on another node; write topic: and another name");
    }
    return store;
}

const NodeSpec* SystemReading::findStoreOf(std::string_view topic) const {
    const auto found = std::ranges::find_if(system.nodes, [&](const NodeSpec& node) {
        const auto* store = std::get_if<EventStoreSpec>(&node.spec);
        return store != nullptr && store->topic.name == topic;
    });
    return found == system.nodes.end() ? nullptr : &*found;
}

std::optional<Step> readLoad(const YamlNode& node, const HandlerReader& reader) {
    const ObjectReader object(node, "load", reader.problems());
    if (!object.isMap()) {
        return std::nullopt;
    }
    LoadStep step;
    readAsking(object, step.timeout, step.retry, reader.problems());
    if (const YamlNode* from = object.find("from"); from != nullptr) {
        step.store = readStore(*from, reader);
        if (!step.store.empty()) {
            reader.uses.loads.push_back({step.store, from->mark});
        }
    }
    return step;
}

std::optional<Step> readRequireStep(const ObjectReader& object, const HandlerReader& reader) {
    const bool loaded = std::ranges::any_of(reader.handler.steps, [](const Step& step) {
        return std::holds_alternative<LoadStep>(step);
    });
    if (!loaded && reader.uses.readable) {
        reader.problems().add(object.keyNode("require")->mark,
                              "nothing was loaded that could be required; add a load before it, "
                              "or require it of a row, in a transaction");
    }
    const auto requirement = readRequire(object, reader);
    return requirement ? std::optional<Step>(RequireStep{*requirement}) : std::nullopt;
}

std::optional<Step> readAppend(const YamlNode& node, const HandlerReader& reader) {
    const ObjectReader object(node, "append", reader.problems());
    if (!object.isMap()) {
        return std::nullopt;
    }
    AppendStep step;
    readAsking(object, step.timeout, step.retry, reader.problems());
    step.skipOnReplay = readOnReplay(object, reader);
    if (const YamlNode* to = object.find("to"); to != nullptr) {
        step.store = readStore(*to, reader);
    }
    if (const NodeSpec* store = reader.system.findNode(step.store)) {
        step.topic = std::get<EventStoreSpec>(store->spec).topic.name;
    }
    const std::string noKey;
    readEvent(object, "event", {step.topic, noKey, step.event, step.payload}, reader);
    const std::vector<Step>& steps = reader.handler.steps;
    if (const YamlNode* expect = object.find("expect"); expect != nullptr) {
        readExpect(*expect, step, reader);
        checkLoaded(*expect, step, reader);
    } else if (lastLoad(steps, step.store) != steps.end()) {
        step.expect = AppendStep::Expect::Loaded;
    }
    if (const YamlNode* conflicts = object.find("conflicts"); conflicts != nullptr) {
        readConflicts(*conflicts, step, reader);
    }
    return step;
}

}  // namespace foldline
