// Transactions: statements that a database does all or none of.
#include "core/scenario/handler_reading.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/timing.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

std::optional<Statement> readUpdate(const ObjectReader& object,
                                    const EntityType& entity,
                                    const HandlerReader& reader) {
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

std::optional<Statement> readStatement(const YamlNode& node, const HandlerReader& reader) {
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

void readOnce(const YamlNode& node, TransactionStep& step, const HandlerReader& reader) {
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

}  // namespace

void noteArguments(const YamlNode& map, HandlerUses& uses) {
    for (const YamlNode& value : map.values) {
        if (const auto argument = argumentName(value); argument && isName(*argument)) {
            uses.arguments.push_back({*argument, value.mark});
        }
    }
}

std::optional<Step> readTransaction(const YamlNode& node, const HandlerReader& reader) {
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

}  // namespace foldline
