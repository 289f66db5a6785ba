// Handlers: the steps with which services answer requests and consume events.
#include <algorithm>

#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/system_reading.h"
#include "core/scenario/timing.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

// One handler while it is read.
struct Reader {
    SystemReading& system;
    Handler& handler;
    HandlerUses& uses;

    Problems& problems() const { return system.reading.problems; }
};

void noteArguments(const YamlNode& map, HandlerUses& uses) {
    for (const YamlNode& value : map.values) {
        if (const auto argument = argumentName(value); argument && isName(*argument)) {
            uses.arguments.push_back({*argument, value.mark});
        }
    }
}

std::optional<Statement> readUpdate(const ObjectReader& object,
                                    const EntityType& entity,
                                    const Reader& reader) {
    UpdateStatement update{.entity = entity.name,
                           .changes = readChanges(object, entity, reader.system.reading)};
    for (const std::string_view word : {"set", "add"}) {
        if (const YamlNode* changes = object.find(word); changes != nullptr) {
            noteArguments(*changes, reader.uses);
        }
    }
    if (object.find("set") == nullptr && object.find("add") == nullptr) {
        reader.problems().add(object.node().home,
                              "an update changes nothing without set or add; write "
                              "{ update: " +
                                  entity.name + ", set: { … } }");
    }
    reader.uses.updates.push_back({entity.name, object.find("update")->mark});
    return update;
}

std::optional<Statement> readStatement(const YamlNode& node, const Reader& reader) {
    const ObjectReader object(node, "statement", reader.problems());
    const std::string_view word = object.isMap() ? object.oneOf({"update", "apply"}) : "";
    if (word.empty()) {
        return std::nullopt;
    }
    const YamlNode& named = *object.find(word);
    const auto name = readText(named, "the entity", reader.problems());
    const EntityType* entity =
        name ? reader.system.reading.entityNamed(*name, named.mark) : nullptr;
    if (word == "apply") {
        object.refuse({"set", "add"}, "update (apply takes what the event says)");
        if (!reader.handler.consume) {
            reader.problems().add(
                object.keyNode("apply")->mark,
                "apply folds consumed events, and this handler answers a request; "
                "write update, or move it to a handler with consume");
        }
    }
    if (entity == nullptr) {
        return std::nullopt;
    }
    if (word == "update") {
        return readUpdate(object, *entity, reader);
    }
    reader.uses.applies.push_back({entity->name, named.mark});
    return ApplyStatement{entity->name};
}

void readOnce(const YamlNode& node, TransactionStep& step, const Reader& reader) {
    const auto text = readText(node, "once", reader.problems());
    if (!text) {
        return;
    }
    if (*text == "request") {
        step.once = Once::Request;
    } else if (*text != "event") {
        reader.problems().add(node.mark,
                              "a transaction is done once for each request or once for each event; "
                              "write once: request or once: event, not " +
                                  inQuotes(*text));
    } else if (!reader.handler.consume) {
        reader.problems().add(node.mark,
                              "this handler answers a request and has no event; write once: "
                              "request");
    } else {
        step.once = Once::Event;
    }
}

std::optional<Step> readTransaction(const YamlNode& node, const Reader& reader) {
    const ObjectReader object(node, "transaction", reader.problems());
    if (!object.isMap()) {
        return std::nullopt;
    }
    TransactionStep step;
    readAsking(object, step.timeout, step.retry, reader.problems());
    if (const YamlNode* rdb = object.find("in"); rdb != nullptr) {
        step.rdb = readText(*rdb, "the rdb", reader.problems()).value_or("");
        if (!step.rdb.empty()) {
            reader.system.checkNode(step.rdb, {Role::Rdb}, rdb->mark);
        }
    }
    if (const YamlNode* once = object.find("once"); once != nullptr) {
        readOnce(*once, step, reader);
    }
    const YamlNode* statements = object.find("do");
    if (statements == nullptr ||
        !checkList(*statements, "a list of update and apply", kStepsMax, reader.problems())) {
        return step;
    }
    for (const YamlNode& item : statements->values) {
        if (auto statement = readStatement(item, reader)) {
            step.statements.push_back(std::move(*statement));
        }
    }
    if (statements->values.empty()) {
        reader.problems().add(statements->home,
                              "an empty transaction does nothing; write [ { update: … } ]");
    }
    return step;
}

void readPayload(const YamlNode& node,
                 const EventType& event,
                 ProduceStep& step,
                 const Reader& reader) {
    Reading& reading = reader.system.reading;
    forEachNamed(
        node,
        "a value",
        kYamlNodesMax,
        reading.problems,
        [&](const YamlNode& key, const YamlNode& value) {
            PayloadField part{.name = key.text};
            const std::vector<std::string> wanted = argumentsOf(event);
            if (std::ranges::find(wanted, key.text) == wanted.end()) {
                reading.reportUnknown("value in the payload of " + inQuotes(event.name) +
                                          " (its set and add do not use it)",
                                      key.text,
                                      key.mark,
                                      wanted);
                return;
            }
            if (const auto argument = argumentName(value); argument && isName(*argument)) {
                part.value.argument = *argument;
                const auto type = reading.types.find(key.text);
                if (type != reading.types.end()) {
                    reading.declareType(*argument, type->second.type, value.mark);
                }
                reader.uses.arguments.push_back({*argument, value.mark});
            } else if (const auto literal = readLiteral(value, "the payload", reading.problems)) {
                reading.declareType(key.text, literal->type, value.mark);
                part.value.literal = *literal;
            }
            step.payload.push_back(std::move(part));
        });
    for (const std::string& name : argumentsOf(event)) {
        if (node.is(YamlNode::Kind::Map) &&
            std::ranges::find(node.keys, name, &YamlNode::text) == node.keys.end()) {
            reading.problems.add(node.home,
                                 inQuotes(event.name) + " also needs " + inQuotes(name) +
                                     "; add it to the payload, or leave payload out to send the "
                                     "request's own arguments");
        }
    }
}

void readEvent(const ObjectReader& object, ProduceStep& step, const Reader& reader) {
    Reading& reading = reader.system.reading;
    const YamlNode* named = object.find("event");
    const auto name =
        named == nullptr ? std::nullopt : readText(*named, "the event", reading.problems);
    if (!name) {
        return;
    }
    const EntityType* entity = reading.findEntityOfEvent(*name);
    if (entity == nullptr) {
        if (reading.entitiesRead && reading.unreadable.empty()) {
            std::vector<std::string> candidates;
            for (const EntityType& type : reading.scenario.entities) {
                std::ranges::copy(namesOf(type.events), std::back_inserter(candidates));
            }
            reading.reportUnknown("event", *name, named->mark, candidates);
        }
        return;
    }
    step.event = *name;
    if (reading.isUnreadable("entity", entity->name)) {
        return;
    }
    const EventType& event = *findEvent(*entity, *name);
    if (const YamlNode* payload = object.find("payload"); payload != nullptr) {
        readPayload(*payload, event, step, reader);
    } else {
        for (const std::string& argument : argumentsOf(event)) {
            reader.uses.arguments.push_back({argument, named->mark});
        }
    }
    reader.uses.produced.push_back({step.topic, *name, argumentsOf(event), named->mark});
}

std::optional<Step> readProduce(const YamlNode& node, const Reader& reader) {
    const ObjectReader object(node, "produce", reader.problems());
    if (!object.isMap()) {
        return std::nullopt;
    }
    ProduceStep step;
    readAsking(object, step.timeout, step.retry, reader.problems());
    if (const YamlNode* topic = object.find("topic"); topic != nullptr) {
        step.topic = readText(*topic, "the topic", reader.problems()).value_or("");
        if (!step.topic.empty() && reader.system.findTopic(step.topic) == nullptr &&
            reader.system.nodesRead && reader.system.unreadableNodes.empty()) {
            reader.system.reading.reportUnknown(
                "topic", step.topic, topic->mark, reader.system.topicNames());
        }
    }
    readEvent(object, step, reader);
    if (const YamlNode* key = object.find("key"); key != nullptr) {
        if (const auto argument = argumentName(*key); argument && isName(*argument)) {
            reader.uses.keys.push_back({*argument, key->mark});
        } else if (!key->is(YamlNode::Kind::Broken)) {
            reader.problems().add(
                key->is(YamlNode::Kind::Null) ? key->home : key->mark,
                "the key of an event is the entity it is about; write key: $memberId, say");
        }
    }
    return step;
}

std::optional<Step> readCall(const YamlNode& node, const Reader& reader) {
    const ObjectReader object(node, "call", reader.problems());
    if (!object.isMap()) {
        return std::nullopt;
    }
    CallStep step;
    readAsking(object, step.timeout, step.retry, reader.problems());
    const YamlNode* to = object.find("to");
    const YamlNode* operation = object.find("operation");
    bool known = false;
    if (to != nullptr) {
        step.service = readText(*to, "the service", reader.problems()).value_or("");
        known = !step.service.empty() &&
                reader.system.checkNode(step.service, {Role::Service}, to->mark);
    }
    if (operation != nullptr) {
        step.operation = readText(*operation, "the operation", reader.problems()).value_or("");
    }
    if (known && operation != nullptr && !step.operation.empty()) {
        reader.uses.calls.push_back({step.service, step.operation, operation->mark});
    } else {
        reader.system.callsRead = false;
    }
    return step;
}

std::optional<Step> readReply(const YamlNode& node, const Reader& reader) {
    if (reader.handler.consume) {
        reader.problems().add(node.home,
                              "nobody waits for the answer of a consuming handler; remove reply");
    } else if (std::ranges::any_of(reader.handler.steps, [](const Step& step) {
                   return std::holds_alternative<ReplyStep>(step);
               })) {
        reader.problems().add(node.home, "a handler replies once; remove this reply");
    }
    const auto text = readText(node, "the reply", reader.problems());
    if (text && *text != "ok") {
        reader.problems().add(node.mark,
                              "the only reply to write is ok, not " + inQuotes(*text) +
                                  "; a step that fails replies with its reason by itself");
    }
    return ReplyStep{};
}

std::optional<Step> readStep(const YamlNode& node, const Reader& reader) {
    const ObjectReader object(node, "step", reader.problems());
    const std::string_view word =
        object.isMap() ? object.oneOf({"work", "transaction", "produce", "call", "reply"}) : "";
    if (word.empty()) {
        return std::nullopt;
    }
    const YamlNode& value = *object.find(word);
    if (word == "work") {
        const auto duration = readDistribution(value, "work", reader.problems());
        return duration ? std::optional<Step>(WorkStep{*duration}) : std::nullopt;
    }
    if (word == "transaction") {
        return readTransaction(value, reader);
    }
    if (word == "produce") {
        return readProduce(value, reader);
    }
    if (word == "call") {
        return readCall(value, reader);
    }
    return readReply(value, reader);
}

void readSteps(const YamlNode& node, const Reader& reader) {
    if (!checkList(node, "a list of steps", kStepsMax, reader.problems())) {
        reader.uses.readable = false;
        return;
    }
    for (const YamlNode& item : node.values) {
        if (auto step = readStep(item, reader)) {
            reader.handler.steps.push_back(std::move(*step));
        } else {
            reader.uses.readable = false;
        }
    }
    if (node.values.empty()) {
        reader.problems().add(node.home, "a handler needs at least one step; write - reply: ok");
    }
}

void readCommit(const YamlNode& node, ConsumeSpec& consume, Problems& problems) {
    const auto text = readText(node, "commit", problems);
    if (text && *text != "before" && *text != "after") {
        problems.add(node.mark,
                     "commit is before (at most once) or after (at least once) the work, not " +
                         inQuotes(*text));
    }
    consume.commit =
        text && *text == "before" ? ConsumeSpec::Commit::Before : ConsumeSpec::Commit::After;
}

void readConsumeTopic(const YamlNode& node, ConsumeSpec& consume, const Reader& reader) {
    consume.topic = readText(node, "the topic", reader.problems()).value_or("");
    if (!consume.topic.empty() && reader.system.findTopic(consume.topic) == nullptr &&
        reader.system.nodesRead && reader.system.unreadableNodes.empty()) {
        reader.system.reading.reportUnknown(
            "topic", consume.topic, node.mark, reader.system.topicNames());
    }
}

void readConsume(const YamlNode& node, const Reader& reader) {
    const ObjectReader object(node, "consume", reader.problems());
    ConsumeSpec consume{.group = reader.handler.service};
    if (const YamlNode* topic = object.find("topic"); topic != nullptr) {
        readConsumeTopic(*topic, consume, reader);
    }
    if (const YamlNode* group = object.find("group"); group != nullptr) {
        consume.group = readText(*group, "the group", reader.problems()).value_or(consume.group);
    }
    if (const YamlNode* batch = object.find("batch"); batch != nullptr) {
        consume.batch = static_cast<std::uint32_t>(
            readInteger(*batch, {"batch", 1, kBatchMax}, reader.problems()).value_or(1));
    }
    if (const YamlNode* linger = object.find("linger"); linger != nullptr) {
        consume.linger =
            readDuration(*linger, {.what = "linger"}, reader.problems()).value_or(Duration{});
    }
    if (const YamlNode* commit = object.find("commit"); commit != nullptr) {
        readCommit(*commit, consume, reader.problems());
    }
    if (const YamlNode* retry = object.find("retry"); retry != nullptr) {
        consume.retry = readRetry(*retry, consume.retry, reader.problems()).value_or(consume.retry);
    }
    for (const Handler& other : reader.system.system.handlers) {
        if (other.consume && !consume.topic.empty() && other.consume->topic == consume.topic &&
            other.consume->group == consume.group) {
            reader.problems().add(node.home,
                                  inQuotes(other.service + "." + other.name) +
                                      " already consumes this topic as the group " +
                                      inQuotes(consume.group) + "; write another group");
        }
    }
    reader.handler.consume = std::move(consume);
}

void readBody(const YamlNode& value, const Reader& reader) {
    if (!value.is(YamlNode::Kind::Map)) {
        readSteps(value, reader);
        return;
    }
    const ObjectReader object(value, "consumer", reader.problems());
    if (const YamlNode* consume = object.find("consume"); consume != nullptr) {
        readConsume(*consume, reader);
    }
    const YamlNode* steps = object.find("do");
    if (steps == nullptr || !reader.handler.consume) {
        reader.uses.readable = false;
    }
    if (steps != nullptr) {
        readSteps(*steps, reader);
    }
}

void readHandler(const YamlNode& key, const YamlNode& value, SystemReading& system) {
    Problems& problems = system.reading.problems;
    const std::size_t dot = key.text.find('.');
    Handler handler{.service = key.text.substr(0, dot)};
    if (dot == std::string::npos) {
        system.unreadableHandlers.push_back(key.text);
        problems.add(key.mark,
                     inQuotes(key.text) + " does not say which service handles it; write service." +
                         (key.text.empty() ? "operation" : key.text));
        return;
    }
    YamlNode name = key;
    name.text = key.text.substr(dot + 1);
    name.mark = key.markInside(dot + 1);
    handler.name = name.text;
    HandlerUses uses{.mark = key.mark};
    const bool good = checkName(name, "a handler", problems);
    if (!system.checkNode(handler.service, {Role::Service}, key.mark) || !good) {
        uses.readable = false;
    }
    readBody(value, {system, handler, uses});
    system.system.handlers.push_back(std::move(handler));
    system.uses.push_back(std::move(uses));
}

}  // namespace

void readHandlers(const YamlNode& node, SystemReading& reading) {
    Problems& problems = reading.reading.problems;
    if (!checkMap(node, "a map from service.operation to a list of steps", problems)) {
        return;
    }
    if (node.keys.size() > kHandlersMax) {
        problems.add(node.home,
                     "there are more than " + std::to_string(kHandlersMax) + " handlers");
        return;
    }
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const bool again = std::ranges::any_of(
            node.keys.begin(),
            node.keys.begin() + static_cast<std::ptrdiff_t>(i),
            [&](const YamlNode& other) { return other.text == node.keys[i].text; });
        if (node.keys[i].is(YamlNode::Kind::Scalar) && !again) {
            readHandler(node.keys[i], node.values[i], reading);
        }
    }
}

}  // namespace foldline
