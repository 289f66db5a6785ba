#include "core/judge/verdict.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "core/base/check.h"

namespace foldline {
namespace {

Result<double> answerTo(const Question& question, std::span<const SystemAnswers> systems) {
    for (const SystemAnswers& system : systems) {
        const auto found = std::ranges::find(system.answers, question, &Answered::question);
        if (system.system == question.system && found != system.answers.end()) {
            return found->answer;
        }
    }
    return fail("the system '" + question.system + "' was not run");
}

struct Calculator {
    std::span<const SystemAnswers> systems;
    std::string problem;

    double value(const Arithmetic& arithmetic) {
        std::vector<double> stack;
        for (const Term& term : arithmetic) {
            if (term.kind == Term::Kind::Number) {
                stack.push_back(term.number);
            } else if (term.kind == Term::Kind::Asked) {
                stack.push_back(ask(term.question));
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

    double ask(const Question& question) {
        const auto number = answerTo(question, systems);
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

Verdict judge(const Expectation& expectation, std::span<const SystemAnswers> systems) {
    Calculator calculator{.systems = systems, .problem = {}};
    Verdict verdict{.left = calculator.value(expectation.left),
                    .right = calculator.value(expectation.right)};
    verdict.problem = std::move(calculator.problem);
    verdict.holds =
        verdict.problem.empty() && compares(expectation.compare, verdict.left, verdict.right);
    return verdict;
}

std::vector<Verdict> judge(std::span<const Expectation> expectations,
                           std::span<const SystemAnswers> systems) {
    std::vector<Verdict> verdicts;
    for (const Expectation& expectation : expectations) {
        verdicts.push_back(judge(expectation, systems));
    }
    return verdicts;
}

std::string formatNumbers(const Expectation& expectation, const Verdict& verdict) {
    if (!verdict.problem.empty()) {
        return verdict.problem;
    }
    return formatNumber(verdict.left) + " " + std::string(compareSign(expectation.compare)) + " " +
           formatNumber(verdict.right);
}

std::string formatSides(const Expectation& expectation, const Verdict& verdict) {
    const bool refuted = !verdict.holds && verdict.problem.empty();
    return formatNumbers(expectation, verdict) + (refuted ? " is not so" : "");
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
    } else if (question.kind == Question::Kind::Rows) {
        text += "(" + question.entity + "." + question.field + ", " + scope;
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
