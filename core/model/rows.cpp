// What statements find in the rows of an RDB, before they change any.

#include "core/base/saturating.h"
#include "core/model/engine.h"

namespace foldline {

EntityId Engine::chosenEntity(const EntityChoice& choice,
                              EntityId handled,
                              const Fields& arguments) const {
    const bool fits = handled.exists() && m_plan.entityTypeOf[handled.value] == choice.entityType;
    if (fits && !choice.byArgument) {
        return handled;
    }
    const std::int64_t* key = choice.argument.exists() ? arguments.find(choice.argument) : nullptr;
    if (key == nullptr || *key < 0 || static_cast<std::size_t>(*key) >= m_plan.entityNamed.size()) {
        return EntityId::none();
    }
    const EntityId named = m_plan.entityNamed[static_cast<std::size_t>(*key)];
    return named.exists() && m_plan.entityTypeOf[named.value] == choice.entityType
               ? named
               : EntityId::none();
}

std::int64_t Engine::operandOf(const ChangePlan& change, const Fields& arguments) {
    const std::int64_t* argument =
        change.argument.exists() ? arguments.find(change.argument) : nullptr;
    const std::int64_t value = argument != nullptr ? *argument : change.constant;
    return change.negative ? saturatingDifference(0, value) : value;
}

std::int64_t Engine::rowValue(const Row& row, FieldId field) {
    if (!field.exists()) {
        return row.version;
    }
    const std::int64_t* value = row.fields.find(field);
    return value == nullptr ? 0 : *value;
}

// A repetition changes nothing, so it requires nothing either.
bool Engine::meetsRequirements(const Transaction& transaction) const {
    const Message& message = transaction.message;
    const TransactionPlan& step = stepOf(message);
    if (step.once != Once::No && freshEvents(message) == 0) {
        return true;
    }
    for (const StatementPlan& statement : step.statements) {
        const auto* require = std::get_if<RequirePlan>(&statement);
        if (require == nullptr) {
            continue;
        }
        const EntityId entity = chosenEntity(require->entity, message.entity, message.arguments);
        if (!entity.exists()) {
            return false;
        }
        const Row& row = m_state.nodes[transaction.rdb.value].rows[entity.value];
        if (!compares(require->compare,
                      rowValue(row, require->field),
                      operandOf(require->operand, message.arguments))) {
            return false;
        }
    }
    return true;
}

Fields Engine::readRows(const Transaction& transaction) const {
    const Message& message = transaction.message;
    Fields values;
    for (const StatementPlan& statement : stepOf(message).statements) {
        const auto* read = std::get_if<ReadPlan>(&statement);
        if (read == nullptr) {
            continue;
        }
        const EntityId entity = chosenEntity(read->entity, message.entity, message.arguments);
        if (!entity.exists()) {
            continue;
        }
        const Row& row = m_state.nodes[transaction.rdb.value].rows[entity.value];
        for (const ReadPlan::Value& value : read->values) {
            values.set(value.argument, rowValue(row, value.field));
        }
    }
    return values;
}

}  // namespace foldline
