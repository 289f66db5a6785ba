// Values of records as JSON and as text.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline::cli {

/// {"address": "3 Jong-ro", "points": 10}: texts, numbers and truth values by the type of the
/// field.
nlohmann::ordered_json fieldsJson(const Dictionary& dictionary, const Fields& fields);
std::string valueText(const Dictionary& dictionary, FieldId field, std::int64_t value);
/// One record; members that its kind does not use are left out.
nlohmann::ordered_json recordJson(const Dictionary& dictionary, const Record& record);

}  // namespace foldline::cli
