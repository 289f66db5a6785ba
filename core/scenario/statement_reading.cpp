// The statements of transactions: what they do with the rows of entities.
#include <algorithm>

#include "core/record/record.h"
#include "core/scenario/handler_reading.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

// `key: $toId`: which entity; without it, the one that what arrives is about or names.
std::string readKey(const ObjectReader& object,
                    const EntityType& entity,
                    std::string_view does,
                    const HandlerReader& reader) {
    const YamlNode* key = object.find("key");
    const Mark mark = object.find(does)->mark;
    if (key == nullptr) {
        reader.uses.updates.push_back({entity.name, mark});
        return {};
    }
    const auto argument = argumentName(*key);
    if (!argument || !isName(*argument)) {
        reader.problems().add(key->is(YamlNode::Kind::Null) ? key->home : key->mark,
                              "the key is the argument that names one " + inQuotes(entity.name) +
                                  "; write key: $" + entity.key + ", say");
        return {};
    }
    reader.uses.namings.push_back({*argument, entity.name, key->mark});
    return *argument;
}

// `event: OrderApproved` in place of set and add.
bool readFold(const ObjectReader& object,
              const EntityType& entity,
              UpdateStatement& update,
              const HandlerReader& reader) {
    const YamlNode* named = object.find("event");
    if (named == nullptr) {
        return false;
    }
    object.refuse({"set", "add"}, "updates that name no event");
    const auto name = readText(*named, "the event", reader.problems());
    const EventType* event = name ? findEvent(entity, *name) : nullptr;
    if (name && event == nullptr && !reader.system.reading.isUnreadable("entity", entity.name)) {
        reader.system.reading.reportUnknown(
            "event of " + inQuotes(entity.name), *name, named->mark, namesOf(entity.events));
    }
    if (event != nullptr) {
        update.event = *name;
        update.changes = event->changes;
        for (const std::string& argument : argumentsOf(*event)) {
            reader.uses.useArgument(argument, named->mark);
        }
    }
    return true;
}

std::optional<Statement> readUpdate(const ObjectReader& object,
                                    const EntityType& entity,
                                    const HandlerReader& reader) {
    UpdateStatement update{.entity = entity.name};
    update.key = readKey(object, entity, "update", reader);
    if (readFold(object, entity, update, reader)) {
        return update;
    }
    update.changes = readChanges(object, entity, reader.system.reading);
    for (const std::string_view word : {"set", "add"}) {
        if (const YamlNode* changes = object.find(word); changes != nullptr) {
            noteArguments(*changes, reader.uses);
        }
    }
    if (object.find("set") == nullptr && object.find("add") == nullptr) {
        reader.problems().add(object.node().home,
                              "an update changes nothing without set, add or event; write "
                              "{ update: " +
                                  entity.name + ", set: { … } }");
    }
    return update;
}

std::optional<Statement> readApply(const ObjectReader& object,
                                   const EntityType& entity,
                                   const HandlerReader& reader) {
    object.refuse({"set", "add", "event", "key"}, "update (apply takes what the events say)");
    if (!reader.handler.consume) {
        reader.problems().add(object.keyNode("apply")->mark,
                              "apply folds consumed events, and this handler answers a request; "
                              "write update, or move it to a handler with consume");
    }
    reader.uses.applies.push_back({entity.name, object.find("apply")->mark});
    return ApplyStatement{entity.name};
}

// The type of a field, or of the row's version; nothing after having reported an unknown one.
std::optional<ValueType> typeOf(const EntityType& entity,
                                const std::string& field,
                                Mark mark,
                                const HandlerReader& reader) {
    const FieldName* found = findField(entity, field);
    if (found != nullptr) {
        return found->type;
    }
    if (field == kVersionField) {
        return ValueType::Integer;
    }
    if (!reader.system.reading.isUnreadable("entity", entity.name)) {
        reader.system.reading.reportUnknown("field", field, mark, namesOf(entity.fields));
    }
    return std::nullopt;
}

std::optional<Statement> readRead(const ObjectReader& object,
                                  const EntityType& entity,
                                  const HandlerReader& reader) {
    ReadStatement read{.entity = entity.name};
    read.key = readKey(object, entity, "read", reader);
    const YamlNode* as = object.find("as");
    if (as == nullptr) {
        reader.problems().add(
            object.node().home,
            "what is read must get a name; write { read: " + entity.name + ", as: { seen: " +
                (entity.fields.empty() ? "field" : entity.fields[0].name) + " } }");
        return std::nullopt;
    }
    if (as->is(YamlNode::Kind::Map) && as->keys.empty()) {
        reader.problems().add(as->home, "nothing is read here; write { seen: balance }, say");
    }
    forEachNamed(*as,
                 "a value",
                 kFieldsMax,
                 reader.problems(),
                 [&](const YamlNode& key, const YamlNode& value) {
                     const auto field = readText(value, "the field", reader.problems());
                     const auto type =
                         field ? typeOf(entity, *field, value.mark, reader) : std::nullopt;
                     if (type && reader.system.reading.declareType(key.text, *type, key.mark)) {
                         read.values.push_back({key.text, *field});
                     }
                 });
    return read;
}

// The right side of a requirement, which must be of the field's type.
bool readOperand(const YamlNode& node,
                 const ComparisonText& text,
                 ValueType type,
                 RequireStatement& require,
                 const HandlerReader& reader) {
    YamlNode right = makeScalar(std::string(text.right));
    right.mark = node.markInside(text.rightOffset);
    if (const auto argument = argumentName(right); argument && isName(*argument)) {
        require.operand.argument = *argument;
        reader.uses.useArgument(*argument, right.mark);
        return reader.system.reading.declareType(*argument, type, right.mark);
    }
    if (right.text.size() >= 2 && (right.text.front() == '"' || right.text.front() == '\'') &&
        right.text.back() == right.text.front()) {
        right.plain = false;
        right.text = right.text.substr(1, right.text.size() - 2);
    }
    const auto literal = readLiteral(right, "the requirement", reader.problems());
    if (literal && literal->type != type) {
        reader.problems().add(right.mark,
                              inQuotes(require.field) + " is " + std::string(valueTypeName(type)) +
                                  ", so it cannot be compared with " + inQuotes(right.text));
        return false;
    }
    require.operand.literal = literal.value_or(Literal{});
    return literal.has_value();
}

}  // namespace

std::optional<RequireStatement> readRequire(const ObjectReader& object,
                                            const HandlerReader& reader) {
    const YamlNode& node = *object.find("require");
    const auto text = readText(node, "the requirement", reader.problems());
    if (!text) {
        return std::nullopt;
    }
    const auto split = splitComparison(*text);
    const std::size_t dot = split ? split->left.find('.') : std::string_view::npos;
    if (!split || dot == std::string_view::npos || split->right.empty()) {
        reader.problems().add(node.mark,
                              inQuotes(*text) +
                                  " is no requirement; write one such as "
                                  "'account.balance >= $amount' or \"order.state == 'open'\"");
        return std::nullopt;
    }
    RequireStatement require{.text = *text,
                             .entity = std::string(split->left.substr(0, dot)),
                             .field = std::string(split->left.substr(dot + 1)),
                             .compare = split->compare};
    const EntityType* entity = reader.system.reading.entityNamed(require.entity, node.mark);
    if (entity == nullptr) {
        return std::nullopt;
    }
    const auto type = typeOf(*entity, require.field, node.mark, reader);
    if (!type || !readOperand(node, *split, *type, require, reader)) {
        return std::nullopt;
    }
    const bool ordered = require.compare != Compare::Equal && require.compare != Compare::NotEqual;
    if (ordered && *type != ValueType::Integer) {
        reader.problems().add(node.mark,
                              inQuotes(require.field) + " is " + std::string(valueTypeName(*type)) +
                                  "; only integers are ordered, so write == or !=");
        return std::nullopt;
    }
    return require;
}

std::optional<Statement> readStatement(const YamlNode& node, const HandlerReader& reader) {
    const ObjectReader object(node, "statement", reader.problems());
    const std::string_view word =
        object.isMap() ? object.oneOf({"update", "apply", "require", "read", "outbox"}) : "";
    if (word.empty()) {
        return std::nullopt;
    }
    if (word == "outbox") {
        return readOutbox(object, reader);
    }
    object.refuse({"topic", "payload"}, "outbox");
    if (word != "read") {
        object.refuse({"as"}, "read");
    }
    if (word == "require" || word == "read") {
        object.refuse({"set", "add", "event"}, "update");
    }
    if (word == "require") {
        auto require = readRequire(object, reader);
        if (!require) {
            return std::nullopt;
        }
        const EntityType& required = *reader.system.reading.findEntity(require->entity);
        require->key = readKey(object, required, "require", reader);
        return require;
    }
    const YamlNode& named = *object.find(word);
    const auto name = readText(named, "the entity", reader.problems());
    const EntityType* entity =
        name ? reader.system.reading.entityNamed(*name, named.mark) : nullptr;
    if (entity == nullptr) {
        return std::nullopt;
    }
    if (word == "update") {
        return readUpdate(object, *entity, reader);
    }
    return word == "read" ? readRead(object, *entity, reader) : readApply(object, *entity, reader);
}

}  // namespace foldline
