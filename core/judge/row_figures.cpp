#include "core/judge/row_figures.h"

#include <algorithm>
#include <optional>
#include <string>

namespace foldline {

Result<RowsAsked> rowsAsked(const Question& question,
                            const EntityRules& rules,
                            const Dictionary& dictionary) {
    RowsAsked asked{.field = dictionary.findField(question.field)};
    for (std::uint32_t e = 0; e < dictionary.entities.size(); ++e) {
        if (dictionary.entities[e].type == question.entity) {
            asked.entities.push_back(EntityId{e});
        }
    }
    std::vector<std::string> keepers;
    std::optional<std::size_t> chosen;
    if (!asked.entities.empty()) {
        for (const EntityRules::Keeper& keeper : rules.keepersOf(asked.entities.front())) {
            if (keeper.keeps(asked.field)) {
                keepers.push_back(dictionary.node(rules.rdbs()[keeper.rdb]).name);
                chosen = question.node.empty() || question.node == keepers.back()
                             ? std::optional(keeper.rdb)
                             : chosen;
            }
        }
    }
    const std::string what = question.entity + "." + question.field;
    if (!chosen) {
        return fail(question.node.empty() ? "no rdb of '" + question.system + "' keeps " + what
                                          : "'" + question.node + "' does not keep " + what);
    }
    if (question.node.empty() && keepers.size() > 1) {
        return fail("'" + keepers[0] + "' and '" + keepers[1] + "' both keep " + what +
                    "; say which, such as " + question.name + "(" + what + ", " + question.system +
                    "." + keepers[0] + ")");
    }
    asked.rdb = *chosen;
    return asked;
}

double rowFigure(std::string_view name, const RowsAsked& asked, const EntityTable& table) {
    __extension__ using Sum = __int128;
    Sum sum = 0;
    std::optional<std::int64_t> least;
    std::optional<std::int64_t> most;
    for (const EntityId entity : asked.entities) {
        const std::int64_t* found = table.row(entity, asked.rdb).find(asked.field);
        const std::int64_t value = found == nullptr ? 0 : *found;
        sum += value;
        least = std::min(least.value_or(value), value);
        most = std::max(most.value_or(value), value);
    }
    if (name == "min" || name == "max") {
        return static_cast<double>((name == "min" ? least : most).value_or(0));
    }
    return static_cast<double>(sum);
}

}  // namespace foldline
