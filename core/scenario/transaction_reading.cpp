// Transactions: statements that a database does all or none of.
#include "core/scenario/handler_reading.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/timing.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

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
        if (const auto argument = argumentName(withoutMinus(value));
            argument && isName(*argument)) {
            uses.useArgument(*argument, value.mark);
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
        !checkList(*statements, "a list of statements", kStepsMax, reader.problems())) {
        return step;
    }
    for (const YamlNode& item : statements->values) {
        if (auto statement = readStatement(item, reader)) {
            if (std::holds_alternative<OutboxStatement>(*statement)) {
                reader.uses.outboxes.push_back({step.rdb, item.mark});
            }
            step.statements.push_back(std::move(*statement));
        }
    }
    for (const Statement& statement : step.statements) {
        if (const auto* read = std::get_if<ReadStatement>(&statement)) {
            for (const ReadStatement::Value& value : read->values) {
                reader.uses.assigned.insert(value.argument);
                reader.uses.everAssigned.insert(value.argument);
            }
        }
    }
    if (statements->values.empty()) {
        reader.problems().add(statements->home,
                              "an empty transaction does nothing; write [ { update: … } ]");
    }
    return step;
}

}  // namespace foldline
