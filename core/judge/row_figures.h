// Sums, least and greatest values over the rows of a database, as expectations ask for them.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/fold/entity_rules.h"
#include "core/judge/entity_table.h"
#include "core/record/dictionary.h"
#include "core/scenario/expectation.h"

namespace foldline {

/// What a question of kind Rows asks for, in the ids of one system.
struct RowsAsked {
    std::vector<EntityId> entities;
    FieldId field;
    std::size_t rdb = 0;  ///< index in EntityRules::rdbs()
};

/// An error when no RDB of the system keeps the field, or several do and the question names none.
Result<RowsAsked> rowsAsked(const Question& question,
                            const EntityRules& rules,
                            const Dictionary& dictionary);

/// `name`: sum, min or max. O(entities); 0 when there are none.
double rowFigure(std::string_view name, const RowsAsked& asked, const EntityTable& table);

}  // namespace foldline
