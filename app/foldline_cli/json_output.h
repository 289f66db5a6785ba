// The JSON that foldline-cli writes. README.md in this folder tells its readers what every member
// means, and a test keeps both in agreement. Times and durations are whole microseconds where their
// name ends in Us; means are numbers with decimals.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/fold/entity.h"
#include "core/judge/scorecard.h"
#include "core/judge/verdict.h"
#include "core/record/dictionary.h"
#include "core/scenario/scenario.h"

namespace foldline::cli {

/// Members stay in the order in which they were written.
using Json = nlohmann::ordered_json;

/// A value of a field, as its type says.
Json valueJson(const Dictionary& dictionary, FieldId field, std::int64_t value);
Json fieldsJson(const Dictionary& dictionary, const Fields& fields);
Json faultJson(const Fault& fault);
Json scorecardJson(const Scorecard& card);
Json nodeJson(const Dictionary& dictionary, const NodeSummary& node);
/// `text`, `holds`, and the values of both sides or why there are none.
Json verdictJson(const std::string& text, const Verdict& verdict);
/// Members that do not apply are left out.
Json recordJson(const Dictionary& dictionary, const Record& record);

}  // namespace foldline::cli
