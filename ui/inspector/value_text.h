// How values of records are read by people.
#pragma once

#include <QString>

#include "core/base/sim_time.h"
#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline::ui {

/// The value of a field as text: a number, a text of the scenario, or yes and no.
QString valueText(const Dictionary& dictionary, FieldId field, std::int64_t value);
/// "address: 3 Jong-ro, points: 5".
QString fieldsText(const Dictionary& dictionary, const Fields& fields);
/// "address: 9 Yulgok-ro → 3 Jong-ro" for every field of `after` that differs from `before`.
QString changeText(const Dictionary& dictionary, const Fields& before, const Fields& after);
/// Seconds with two decimals, for lists: "13.10".
QString shortTime(SimTime t);
/// "3.9 s", "250 ms", "80 µs": two significant figures or more.
QString shortSpan(Duration span);
/// The title in the language of the program.
QString titleText(const LocalText& text);
/// "member-7" of the entity, "membership" of the node; "—" where there is none.
QString entityText(const Dictionary& dictionary, EntityId id);
QString nodeText(const Dictionary& dictionary, NodeId id);
QString symbolText(const Dictionary& dictionary, SymbolId id);

}  // namespace foldline::ui
