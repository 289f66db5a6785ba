// Pools and entities: what there is, before anything happens.
#include <algorithm>

#include "core/record/record.h"
#include "core/scenario/builtin_pools.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/reading.h"
#include "core/scenario/suggest.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

std::optional<ValueType> readValueType(const YamlNode& node, Problems& problems) {
    static const std::vector<std::string> kNames{"integer", "text", "boolean"};
    const auto name = readText(node, "the type", problems);
    if (!name) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i] == *name) {
            return static_cast<ValueType>(i);
        }
    }
    const std::string meant = *name == "string"                          ? "text"
                              : *name == "number" || *name == "int"      ? "integer"
                              : *name == "bool" || *name == "true/false" ? "boolean"
                                                                         : "";
    problems.add(node.mark,
                 inQuotes(*name) + " is no type of field" +
                     (meant.empty() ? suggestion(*name, kNames) : "; write '" + meant + "'"));
    return std::nullopt;
}

Generator zeroOf(ValueType type) {
    return {.literal = {.type = type}};
}

void readKey(const YamlNode& node, EntityType& entity, Reading& reading) {
    const auto key = readText(node, "the key", reading.problems);
    if (!key || !checkName(node, "a key", reading.problems)) {
        return;
    }
    if (const EntityType* other = reading.findEntityByKey(*key); other != nullptr) {
        reading.problems.add(node.mark,
                             inQuotes(*key) + " is already the key of " + inQuotes(other->name) +
                                 "; give each entity its own");
        return;
    }
    entity.key = *key;
}

void readFields(const YamlNode& node, EntityType& entity, Reading& reading) {
    forEachNamed(node,
                 "a field",
                 kYamlNodesMax,
                 reading.problems,
                 [&](const YamlNode& key, const YamlNode& value) {
                     if (key.text == entity.key) {
                         reading.problems.add(key.mark,
                                              inQuotes(key.text) +
                                                  " is the key; a key is not a field, so "
                                                  "remove it here");
                         return;
                     }
                     const auto type = readValueType(value, reading.problems);
                     if (!type) {
                         reading.markUnreadable("entity", entity.name);
                         return;
                     }
                     reading.declareType(key.text, *type, key.mark);
                     if (entity.fields.size() == kFieldsMax) {
                         reading.problems.add(key.mark,
                                              "an entity has at most " +
                                                  std::to_string(kFieldsMax) + " fields; remove " +
                                                  inQuotes(key.text));
                         reading.markUnreadable("entity", entity.name);
                         return;
                     }
                     entity.fields.push_back({key.text, *type});
                 });
    if (!node.is(YamlNode::Kind::Map)) {
        reading.markUnreadable("entity", entity.name);
    } else if (node.keys.empty()) {
        reading.problems.add(node.home, "an entity needs at least one field; add 'name: text'");
    }
}

void readInitial(const YamlNode& node, EntityType& entity, Reading& reading) {
    forEachNamed(
        node,
        "a field",
        kYamlNodesMax,
        reading.problems,
        [&](const YamlNode& key, const YamlNode& value) {
            const FieldName* field = findField(entity, key.text);
            if (field == nullptr) {
                if (!reading.isUnreadable("entity", entity.name)) {
                    reading.reportUnknown("field", key.text, key.mark, namesOf(entity.fields));
                }
                return;
            }
            const auto made = readGenerator(value, false, reading);
            if (!made) {
                return;
            }
            if (made->type != field->type) {
                reading.problems.add(
                    value.mark,
                    inQuotes(key.text) + " holds " + std::string(valueTypeName(field->type)) +
                        ", but this makes " + std::string(valueTypeName(made->type)) +
                        (field->type == ValueType::Text ? "; put a text in quotes" : ""));
                return;
            }
            entity.initial[static_cast<std::size_t>(field - entity.fields.data())].generator =
                made->generator;
        });
}

void readEvents(const YamlNode& node, EntityType& entity, Reading& reading) {
    forEachNamed(
        node,
        "an event",
        kEventTypesMax,
        reading.problems,
        [&](const YamlNode& key, const YamlNode& value) {
            if (const EntityType* other = reading.findEntityOfEvent(key.text); other != nullptr) {
                reading.problems.add(key.mark,
                                     "the event " + inQuotes(key.text) + " is already one of " +
                                         inQuotes(other->name) + "; give each event its own name");
                return;
            }
            const ObjectReader object(value, "event", reading.problems);
            if (!object.isMap()) {
                reading.markUnreadable("entity", entity.name);
                return;
            }
            entity.events.push_back({key.text, readChanges(object, entity, reading)});
        });
    if (!node.is(YamlNode::Kind::Map)) {
        reading.markUnreadable("entity", entity.name);
    }
}

void readPersonal(const YamlNode& node, EntityType& entity, Reading& reading) {
    if (!checkList(
            node, "a list of fields such as [name, address]", kFieldsMax, reading.problems)) {
        return;
    }
    for (const YamlNode& item : node.values) {
        if (!readText(item, "a field", reading.problems)) {
            continue;
        }
        const FieldName* field = findField(entity, item.text);
        if (field == nullptr) {
            if (!reading.isUnreadable("entity", entity.name)) {
                reading.reportUnknown("field", item.text, item.mark, namesOf(entity.fields));
            }
        } else if (field->type != ValueType::Text) {
            reading.problems.add(
                item.mark,
                inQuotes(item.text) + " is no text; only fields of type text can be personal");
        } else if (std::ranges::find(entity.personal, item.text) == entity.personal.end()) {
            entity.personal.push_back(item.text);
        }
    }
}

void readEntity(const YamlNode& key, const YamlNode& value, Reading& reading) {
    EntityType entity{.name = key.text};
    const ObjectReader object(value, "entity", reading.problems);
    if (!object.isMap()) {
        reading.markUnreadable("entity", key.text);
    }
    if (const YamlNode* node = object.find("key"); node != nullptr) {
        readKey(*node, entity, reading);
    }
    if (entity.key.empty()) {
        reading.markUnreadable("entity", key.text);
    }
    if (const YamlNode* node = object.find("population"); node != nullptr) {
        entity.population = static_cast<std::uint32_t>(
            readInteger(*node, {"population", 1, kPopulationMax}, reading.problems).value_or(1));
    }
    if (const YamlNode* node = object.find("fields"); node != nullptr) {
        readFields(*node, entity, reading);
    } else {
        reading.markUnreadable("entity", key.text);
    }
    for (const FieldName& field : entity.fields) {
        entity.initial.push_back({field.name, zeroOf(field.type)});
    }
    if (const YamlNode* node = object.find("initial"); node != nullptr) {
        readInitial(*node, entity, reading);
    }
    if (const YamlNode* node = object.find("personal"); node != nullptr) {
        readPersonal(*node, entity, reading);
    }
    if (const YamlNode* node = object.find("events"); node != nullptr) {
        readEvents(*node, entity, reading);
    }
    reading.scenario.entities.push_back(std::move(entity));
}

// One `field: operand` of set or add.
void readChange(const YamlNode& key,
                const YamlNode& value,
                const EntityType& entity,
                FieldChange& change,
                Reading& reading) {
    const FieldName* field = findField(entity, key.text);
    const bool known = field != nullptr;
    if (!known && !reading.isUnreadable("entity", entity.name)) {
        reading.reportUnknown("field", key.text, key.mark, namesOf(entity.fields));
    }
    const bool addable =
        !known || change.kind == FieldChange::Kind::Set || field->type == ValueType::Integer;
    if (!addable) {
        reading.problems.add(key.mark,
                             inQuotes(key.text) + " is " + std::string(valueTypeName(field->type)) +
                                 "; only integers can be added to, so use set");
    }
    change.field = key.text;
    const YamlNode unsignedValue = withoutMinus(value);
    change.operand.negative = unsignedValue.text != value.text;
    if (const auto argument = argumentName(unsignedValue)) {
        change.operand.argument = *argument;
        if (change.operand.negative && known && field->type != ValueType::Integer) {
            reading.problems.add(value.mark,
                                 inQuotes(key.text) + " is " +
                                     std::string(valueTypeName(field->type)) +
                                     "; only integers have a negative, so remove the -");
        }
        if (!isName(*argument)) {
            reading.problems.add(value.mark,
                                 "the name of an argument must follow the $; write $address, say");
            reading.markUnreadable("entity", entity.name);
            change.operand.argument.clear();
        } else if (reading.findEntityByKey(*argument) != nullptr || *argument == entity.key) {
            reading.problems.add(
                value.mark,
                inQuotes("$" + *argument) + " names an entity; it cannot be stored in a field");
        } else if (known && addable) {
            reading.declareType(*argument, field->type, value.mark);
        }
        return;
    }
    const auto literal = readLiteral(value, inQuotes(key.text), reading.problems);
    if (literal && known && literal->type != field->type) {
        reading.problems.add(value.mark,
                             inQuotes(key.text) + " holds " +
                                 std::string(valueTypeName(field->type)) + ", not " +
                                 std::string(valueTypeName(literal->type)) +
                                 (field->type == ValueType::Text ? "; put a text in quotes" : ""));
    }
    change.operand.literal = literal.value_or(Literal{});
}

}  // namespace

std::vector<FieldChange> readChanges(const ObjectReader& object,
                                     const EntityType& entity,
                                     Reading& reading) {
    std::vector<FieldChange> changes;
    const auto readAll = [&](std::string_view word, FieldChange::Kind kind) {
        const YamlNode* node = object.find(word);
        if (node == nullptr) {
            return;
        }
        forEachNamed(
            *node,
            "a field",
            kFieldsMax,
            reading.problems,
            [&](const YamlNode& key, const YamlNode& value) {
                const bool twice =
                    std::ranges::find(changes, key.text, &FieldChange::field) != changes.end();
                if (twice) {
                    reading.problems.add(
                        key.mark, inQuotes(key.text) + " is in set and in add; keep one of them");
                    return;
                }
                FieldChange change{.kind = kind};
                readChange(key, value, entity, change, reading);
                changes.push_back(std::move(change));
            });
    };
    readAll("set", FieldChange::Kind::Set);
    readAll("add", FieldChange::Kind::Add);
    return changes;
}

void readPools(const YamlNode& node, Reading& reading) {
    reading.poolsRead =
        forEachNamed(node,
                     "a pool",
                     kYamlNodesMax,
                     reading.problems,
                     [&](const YamlNode& key, const YamlNode& value) {
                         Pool pool{.name = key.text};
                         if (checkList(value,
                                       "a list of texts such as [red, blue]",
                                       kPoolTextsMax,
                                       reading.problems)) {
                             for (const YamlNode& item : value.values) {
                                 if (auto text = readText(item, "the pool", reading.problems)) {
                                     pool.texts.push_back(std::move(*text));
                                 }
                             }
                             if (value.values.empty()) {
                                 reading.problems.add(value.mark,
                                                      "a pool needs at least one text; write [red, "
                                                      "blue]");
                             }
                         }
                         reading.scenario.pools.push_back(std::move(pool));
                     });
}

void readEntities(const YamlNode& node, Reading& reading) {
    reading.entitiesRead = forEachNamed(
        node,
        "an entity",
        kEntityTypesMax,
        reading.problems,
        [&](const YamlNode& key, const YamlNode& value) { readEntity(key, value, reading); });
    if (!node.is(YamlNode::Kind::Map)) {
        return;
    }
    std::int64_t population = 0;
    for (const EntityType& entity : reading.scenario.entities) {
        population += entity.population;
    }
    if (population > kPopulationMax) {
        reading.problems.add(node.home,
                             "all entities together number " + formatCount(population) +
                                 "; write populations of at most " + formatCount(kPopulationMax) +
                                 " in all");
    }
    if (node.keys.empty()) {
        reading.problems.add(node.home, "a scenario needs at least one entity");
    }
}

}  // namespace foldline
