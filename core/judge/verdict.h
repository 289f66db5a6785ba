// Whether what an author expects of a run is so.
#pragma once

#include <span>
#include <string>
#include <vector>

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

struct Answered {
    Question question;
    Result<double> answer;
};

/// What one system answers to the questions about it.
struct SystemAnswers {
    std::string system;
    std::vector<Answered> answers;
};

/// When a question has no answer, or a number is divided by 0, the expectation does not hold and
/// the verdict says why.
Verdict judge(const Expectation& expectation, std::span<const SystemAnswers> systems);

/// One verdict for each of `expectations`.
std::vector<Verdict> judge(std::span<const Expectation> expectations,
                           std::span<const SystemAnswers> systems);

/// "0 == 7", or why it could not be judged.
std::string formatNumbers(const Expectation& expectation, const Verdict& verdict);
/// "0 == 7 is not so", or why it could not be judged.
std::string formatSides(const Expectation& expectation, const Verdict& verdict);

/// "12", "0.0473", "5.38": at most six significant digits.
std::string formatNumber(double number);

/// As written in a file: "refused(request-driven, 20s)".
std::string formatQuestion(const Question& question);

}  // namespace foldline
