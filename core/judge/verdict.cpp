#include "core/judge/verdict.h"

#include <array>
#include <cstdio>
#include <vector>

#include "core/base/check.h"

namespace foldline {
namespace {

struct Calculator {
    const Answer& answer;
    std::string problem;

    double value(const Arithmetic& arithmetic) {
        std::vector<double> stack;
        for (const Term& term : arithmetic) {
            if (term.kind == Term::Kind::Number) {
                stack.push_back(term.number);
            } else if (term.kind == Term::Kind::Asked) {
                stack.push_back(answerTo(term.question));
            } else {
                FOLDLINE_CHECK(stack.size() >= 2);
                const double right = stack.back();
                stack.pop_back();
                stack.back() = combine(term.kind, stack.back(), right);
            }
        }
        FOLDLINE_CHECK(stack.size() == 1);
        return stack.back();
    }

    double answerTo(const Question& question) {
        const auto number = answer(question);
        if (!number && problem.empty()) {
            problem = formatQuestion(question) + ": " + number.error().message;
        }
        return number.value_or(0.0);
    }

    double combine(Term::Kind kind, double left, double right) {
        switch (kind) {
            case Term::Kind::Add:
                return left + right;
            case Term::Kind::Subtract:
                return left - right;
            case Term::Kind::Multiply:
                return left * right;
            default:
                break;
        }
        if (right == 0.0) {
            problem = problem.empty() ? "it divides by 0" : problem;
            return 0.0;
        }
        return left / right;
    }
};

}  // namespace

Verdict judge(const Expectation& expectation, const Answer& answer) {
    Calculator calculator{.answer = answer, .problem = {}};
    Verdict verdict{.left = calculator.value(expectation.left),
                    .right = calculator.value(expectation.right)};
    verdict.problem = std::move(calculator.problem);
    verdict.holds =
        verdict.problem.empty() && compares(expectation.compare, verdict.left, verdict.right);
    return verdict;
}

std::string formatNumber(double number) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.6g", number);
    return text.data();
}

std::string formatQuestion(const Question& question) {
    std::string text = question.name;
    const std::string scope = question.system + (question.node.empty() ? "" : "." + question.node);
    if (question.kind == Question::Kind::Records) {
        text = "count(" + question.name +
               (question.what.empty() ? "" : " '" + question.what + "'") + ", " + scope;
    } else {
        text += "(" + scope;
    }
    for (const auto& time : {question.after, question.at}) {
        if (time) {
            text += ", " + formatDuration({time->us});
        }
    }
    return text + ")";
}

}  // namespace foldline
