// What a handler sends to a topic.
#include <algorithm>

#include "core/scenario/handler_reading.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/timing.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

void readPayload(const YamlNode& node,
                 const EventType& event,
                 ProduceStep& step,
                 const HandlerReader& reader) {
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

void readEvent(const ObjectReader& object, ProduceStep& step, const HandlerReader& reader) {
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

}  // namespace

std::optional<Step> readProduce(const YamlNode& node, const HandlerReader& reader) {
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

}  // namespace foldline
