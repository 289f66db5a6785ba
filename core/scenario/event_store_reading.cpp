// Event stores: streams of events, and the steps that load and append to them.
#include <algorithm>
#include <ranges>

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

/// The step `load` whose state the step being read knows: the last one on the way to it.
std::optional<std::uint32_t> lastLoad(const HandlerReader& reader, const std::string& store) {
    for (const std::size_t step : reader.uses.way | std::views::reverse) {
        const auto* load = std::get_if<LoadStep>(&reader.handler.steps[step]);
        if (load != nullptr && load->store == store) {
            return static_cast<std::uint32_t>(step);
        }
    }
    return std::nullopt;
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

/// What a step does to others, so that it must not be repeated; empty: nothing.
struct DeedOf {
    std::string_view operator()(const WorkStep&) const { return ""; }

    std::string_view operator()(const LoadStep&) const { return ""; }

    std::string_view operator()(const RequireStep&) const { return ""; }

    std::string_view operator()(const TransactionStep&) const { return "transaction"; }

    std::string_view operator()(const ProduceStep&) const { return "produce"; }

    std::string_view operator()(const CallStep&) const { return "call"; }

    std::string_view operator()(const ReplyStep&) const { return "reply"; }

    std::string_view operator()(const AppendStep&) const { return "append"; }
};

void readConflicts(const YamlNode& node, AppendStep& step, const HandlerReader& reader) {
    step.conflicts = readRetry(node, step.conflicts, reader.problems()).value_or(step.conflicts);
    if (step.expect != AppendStep::Expect::Loaded && !lastLoad(reader, step.store)) {
        if (!step.store.empty() && reader.uses.readable) {
            reader.problems().add(node.home,
                                  "conflicts starts again from the load, and nothing was loaded; "
                                  "add the step load: { from: " +
                                      step.store + " } before it, or remove conflicts");
        }
        return;
    }
    if (step.expect != AppendStep::Expect::Loaded) {
        reader.problems().add(node.home,
                              "conflicts starts again from the load, and this append does not "
                              "expect what was loaded; write expect: loaded, or remove conflicts");
        return;
    }
    for (const std::size_t at : reader.uses.way) {
        const std::string_view word = std::visit(DeedOf{}, reader.handler.steps[at]);
        if (at > step.load && !word.empty()) {
            reader.problems().add(node.home,
                                  "conflicts starts again from the load, and would repeat the " +
                                      std::string(word) +
                                      " that stands between; move it behind the append");
            return;
        }
    }
}

void checkLoaded(const YamlNode& node, const AppendStep& step, const HandlerReader& reader) {
    if (step.expect == AppendStep::Expect::Loaded && !step.store.empty() && reader.uses.readable &&
        !lastLoad(reader, step.store)) {
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
        store.checkRevision = readFlag(every, "checkRevision", false, problems);
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
    const bool loaded = std::ranges::any_of(reader.uses.way, [&](std::size_t step) {
        return std::holds_alternative<LoadStep>(reader.handler.steps[step]);
    });
    if (!loaded && reader.uses.readable) {
        reader.problems().add(object.keyNode("require")->mark,
                              "nothing was loaded that could be required; add a load before it, "
                              "or require it of a row, in a transaction");
    }
    object.refuse({"key"}, "transactions");
    const auto requirement = readRequire(object, reader);
    if (requirement) {
        reader.uses.requiresLoaded.push_back({requirement->entity, object.find("require")->mark});
    }
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
    const auto load = lastLoad(reader, step.store);
    step.load = load.value_or(0);
    if (const YamlNode* expect = object.find("expect"); expect != nullptr) {
        readExpect(*expect, step, reader);
        checkLoaded(*expect, step, reader);
    } else if (load) {
        step.expect = AppendStep::Expect::Loaded;
    }
    if (const YamlNode* conflicts = object.find("conflicts"); conflicts != nullptr) {
        readConflicts(*conflicts, step, reader);
    }
    return step;
}

}  // namespace foldline
