// What a handler sends to a topic.
#include <algorithm>

#include "core/record/record.h"
#include "core/scenario/handler_reading.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/timing.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

// The type of the entity that a value of a payload names, or null when it names none.
const EntityType* entityNamedBy(const YamlNode& key,
                                const YamlNode& value,
                                const HandlerReader& reader) {
    const Reading& reading = reader.system.reading;
    if (const EntityType* entity = reading.findEntityByKey(key.text); entity != nullptr) {
        return entity;
    }
    const auto argument = argumentName(value);
    if (!argument) {
        return nullptr;
    }
    if (const EntityType* entity = reading.findEntityByKey(*argument); entity != nullptr) {
        return entity;
    }
    const auto named = [&](const Reference& reference) { return reference.name == *argument; };
    for (const Operation& operation : reading.scenario.operations) {
        const auto found = std::ranges::find_if(operation.references, named);
        if (found != operation.references.end()) {
            return reading.findEntity(found->entity);
        }
    }
    for (const HandlerUses& used : reader.system.uses) {
        for (const HandlerUses::Produced& produced : used.produced) {
            const auto found = std::ranges::find_if(produced.references, named);
            if (found != produced.references.end()) {
                return reading.findEntity(found->entity);
            }
        }
    }
    return nullptr;
}

// `customerId: $customerId`: the event names another entity, for those who consume it.
void readReference(const YamlNode& key,
                   const YamlNode& value,
                   const EntityType& entity,
                   const EventReading& into,
                   const HandlerReader& reader) {
    const auto argument = argumentName(value);
    if (!argument || !isName(*argument)) {
        reader.problems().add(value.is(YamlNode::Kind::Null) ? key.mark : value.mark,
                              inQuotes(key.text) + " names one " + inQuotes(entity.name) +
                                  "; write an argument that does, such as $" + entity.key);
        return;
    }
    Reading& reading = reader.system.reading;
    const EntityType* about = reading.findEntityOfEvent(into.event);
    if (about != nullptr && about->key == key.text) {
        reader.problems().add(key.mark,
                              "the event already names its " + inQuotes(about->name) +
                                  " as its key; give another one another name");
        return;
    }
    if (reading.findEntityByKey(key.text) == nullptr) {
        reading.declareType(key.text, ValueType::Text, key.mark);
    }
    reader.uses.namings.push_back({*argument, entity.name, value.mark});
    into.payload.push_back(
        {.name = key.text, .value = {.argument = *argument}, .names = entity.name});
}

void readPayload(const YamlNode& node,
                 const EventType& event,
                 const EventReading& into,
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
                if (const EntityType* other = entityNamedBy(key, value, reader)) {
                    readReference(key, value, *other, into, reader);
                    return;
                }
                // Beyond what it folds, an event may carry what its consumers need.
                if (!reading.types.contains(key.text)) {
                    reading.reportUnknown("value in the payload of " + inQuotes(event.name) +
                                              " (its set and add do not use it)",
                                          key.text,
                                          key.mark,
                                          wanted);
                    return;
                }
            }
            if (const auto argument = argumentName(value); argument && isName(*argument)) {
                part.value.argument = *argument;
                const auto type = reading.types.find(key.text);
                if (type != reading.types.end()) {
                    reading.declareType(*argument, type->second.type, value.mark);
                }
                reader.uses.useArgument(*argument, value.mark);
            } else if (const auto literal = readLiteral(value, "the payload", reading.problems)) {
                reading.declareType(key.text, literal->type, value.mark);
                part.value.literal = *literal;
            }
            into.payload.push_back(std::move(part));
        });
    if (into.payload.size() > kFieldsMax) {
        reading.problems.add(node.home,
                             "an event carries at most " + std::to_string(kFieldsMax) +
                                 " values, not " + std::to_string(into.payload.size()));
    }
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

}  // namespace

void readEvent(const ObjectReader& object,
               std::string_view word,
               const EventReading& into,
               const HandlerReader& reader) {
    Reading& reading = reader.system.reading;
    const YamlNode* named = object.find(word);
    const auto name =
        named == nullptr ? std::nullopt : readText(*named, "the event", reading.problems);
    if (!name) {
        return;
    }
    const EntityType* entity = reading.findEntityOfEvent(*name);
    if (entity == nullptr) {
        if (reading.entitiesRead && reading.unreadable.empty()) {
            reading.reportUnknown("event", *name, named->mark, reading.eventNames());
        }
        return;
    }
    into.event = *name;
    if (reading.isUnreadable("entity", entity->name)) {
        return;
    }
    const EventType& event = *findEvent(*entity, *name);
    if (const YamlNode* payload = object.find("payload"); payload != nullptr) {
        readPayload(*payload, event, into, reader);
    } else {
        for (const std::string& argument : argumentsOf(event)) {
            reader.uses.useArgument(argument, named->mark);
        }
    }
    HandlerUses::Produced produced{.topic = into.topic,
                                   .event = *name,
                                   .payload = argumentsOf(event),
                                   .key = into.key,
                                   .mark = named->mark};
    for (const PayloadField& part : into.payload) {
        if (!part.names.empty()) {
            produced.references.push_back({part.name, part.names});
        } else if (std::ranges::find(produced.payload, part.name) == produced.payload.end()) {
            produced.payload.push_back(part.name);
        }
    }
    if (const YamlNode* key = into.key.empty() ? nullptr : object.find("key"); key != nullptr) {
        produced.keyMark = key->mark;
    }
    reader.uses.produced.push_back(std::move(produced));
}

namespace {

void readKey(const YamlNode& key, ProduceStep& step, const HandlerReader& reader) {
    if (const auto argument = argumentName(key); argument && isName(*argument)) {
        step.key = *argument;
        return;
    }
    step.keyed = key.text != "none" || !key.is(YamlNode::Kind::Scalar);
    if (step.keyed && !key.is(YamlNode::Kind::Broken)) {
        reader.problems().add(key.is(YamlNode::Kind::Null) ? key.home : key.mark,
                              "the key of an event is the entity it is about; write key: "
                              "$memberId, say, or none to take the partitions in turn");
    }
}

void readAcks(const ObjectReader& object, ProduceStep& step, Problems& problems) {
    if (const YamlNode* node = object.find("acks"); node != nullptr) {
        const std::string acks = readText(*node, "acks", problems).value_or("all");
        if (acks != "all" && acks != "leader" && acks != "none") {
            problems.add(node->mark,
                         "acks is all (every replica has the event), leader (its leader has it) "
                         "or none (nobody waits), not " +
                             inQuotes(acks));
        }
        step.acks = acks == "leader" ? Acks::Leader : acks == "none" ? Acks::None : Acks::All;
    }
    if (step.acks == Acks::None) {
        object.refuse({"timeout", "retry"},
                      "acks: leader or all, whose producer waits for an answer");
    }
    const YamlNode* node = object.find("idempotent");
    if (node == nullptr) {
        return;
    }
    step.idempotent = readFlag(object, "idempotent", false, problems);
    if (step.idempotent && step.acks != Acks::All) {
        problems.add(node->mark,
                     "an idempotent producer waits for every replica; write acks: all, or leave "
                     "acks out");
    }
}

}  // namespace

void readEventToSend(const ObjectReader& object,
                     std::string_view word,
                     ProduceStep& step,
                     const HandlerReader& reader) {
    if (const YamlNode* topic = object.find("topic"); topic != nullptr) {
        step.topic = readText(*topic, "the topic", reader.problems()).value_or("");
        if (!step.topic.empty() && reader.system.findTopic(step.topic) == nullptr &&
            reader.system.nodesRead && reader.system.unreadableNodes.empty()) {
            reader.system.reading.reportUnknown(
                "topic", step.topic, topic->mark, reader.system.topicNames());
        } else if (const NodeSpec* store = reader.system.findStoreOf(step.topic)) {
            reader.problems().add(topic->mark,
                                  inQuotes(step.topic) + " is the topic of the event store " +
                                      inQuotes(store->name) +
                                      "; write append: { to: " + store->name + ", … } instead");
        }
    }
    if (const YamlNode* key = object.find("key"); key != nullptr) {
        readKey(*key, step, reader);
    }
    readEvent(object, word, {step.topic, step.key, step.event, step.payload}, reader);
}

std::optional<Step> readProduce(const YamlNode& node, const HandlerReader& reader) {
    const ObjectReader object(node, "produce", reader.problems());
    if (!object.isMap()) {
        return std::nullopt;
    }
    ProduceStep step;
    readAsking(object, step.timeout, step.retry, reader.problems());
    step.skipOnReplay = readOnReplay(object, reader);
    readEventToSend(object, "event", step, reader);
    const TopicSpec* topic = reader.system.findTopic(step.topic);
    if (!step.keyed && topic != nullptr && topic->compact) {
        reader.problems().add(object.find("key")->mark,
                              "the topic " + inQuotes(step.topic) +
                                  " is compacted, which needs a key; write key: $memberId, say");
    }
    readAcks(object, step, reader.problems());
    return step;
}

}  // namespace foldline
