// Whether what an author expects of a run is so.
#pragma once

#include <functional>
#include <string>

#include "core/base/result.h"
#include "core/scenario/expectation.h"

namespace foldline {

struct Verdict {
    bool holds = false;
    double left = 0.0;
    double right = 0.0;
    std::string problem;  ///< why it could not be judged; empty: it could

    friend bool operator==(const Verdict&, const Verdict&) = default;
};

using Answer = std::function<Result<double>(const Question&)>;

/// When `answer` has none, or a number is divided by 0, the expectation does not hold and the
/// verdict says why.
Verdict judge(const Expectation& expectation, const Answer& answer);

/// "12", "0.0473", "5.38": at most six significant digits.
std::string formatNumber(double number);

/// As written in a file: "refused(request-driven, 20s)".
std::string formatQuestion(const Question& question);

}  // namespace foldline
