#include "core/judge/verdict.h"

#include <gtest/gtest.h>

namespace foldline {
namespace {

Term number(double value) {
    return {.number = value};
}

Term operation(Term::Kind kind) {
    return {.kind = kind};
}

Term asked(const std::string& name) {
    return {.kind = Term::Kind::Asked, .question = {.name = name, .system = "a"}};
}

const std::vector<SystemAnswers> kAnswers{
    {.system = "a",
     .answers = {{.question = {.name = "five", .system = "a"}, .answer = 5.0},
                 {.question = {.name = "six", .system = "a"}, .answer = fail("nobody knows")}}}};

}  // namespace

TEST(Verdicts, CalculateInPostfixOrder) {
    const Expectation expectation{.left = {asked("five"),
                                           number(2),
                                           operation(Term::Kind::Multiply),
                                           number(3),
                                           operation(Term::Kind::Subtract)},
                                  .compare = Compare::Equal,
                                  .right = {number(28), number(4), operation(Term::Kind::Divide)}};
    const Verdict verdict = judge(expectation, kAnswers);
    EXPECT_TRUE(verdict.holds);
    EXPECT_EQ(verdict.left, 7.0);
    EXPECT_EQ(verdict.right, 7.0);
}

TEST(Verdicts, HoldAsTheirComparisonSays) {
    const auto holds = [](double left, Compare compare, double right) {
        return judge({.left = {number(left)}, .compare = compare, .right = {number(right)}},
                     kAnswers)
            .holds;
    };
    EXPECT_TRUE(holds(1, Compare::Less, 2));
    EXPECT_FALSE(holds(2, Compare::Less, 2));
    EXPECT_TRUE(holds(2, Compare::LessOrEqual, 2));
    EXPECT_TRUE(holds(3, Compare::Greater, 2));
    EXPECT_FALSE(holds(2, Compare::Greater, 2));
    EXPECT_TRUE(holds(2, Compare::GreaterOrEqual, 2));
    EXPECT_TRUE(holds(2, Compare::Equal, 2));
    EXPECT_FALSE(holds(2, Compare::NotEqual, 2));
}

TEST(Verdicts, WithoutAnAnswerNothingHolds) {
    const Verdict verdict =
        judge({.left = {asked("six")}, .compare = Compare::GreaterOrEqual, .right = {number(0)}},
              kAnswers);
    EXPECT_FALSE(verdict.holds);
    EXPECT_EQ(verdict.problem, "six(a): nobody knows");
}

TEST(Verdicts, SystemsThatWereNotRunHaveNoAnswer) {
    const Verdict verdict =
        judge({.left = {asked("five")}, .compare = Compare::Equal, .right = {number(5)}}, {});
    EXPECT_FALSE(verdict.holds);
    EXPECT_EQ(verdict.problem, "five(a): the system 'a' was not run");
}

TEST(Verdicts, DivisionByNothingDoesNotHold) {
    const Verdict verdict = judge({.left = {number(1), number(0), operation(Term::Kind::Divide)},
                                   .compare = Compare::NotEqual,
                                   .right = {number(1)}},
                                  kAnswers);
    EXPECT_FALSE(verdict.holds);
    EXPECT_EQ(verdict.problem, "it divides by 0");
}

TEST(Verdicts, QuestionsAreToldAsTheyAreWritten) {
    EXPECT_EQ(formatQuestion({.kind = Question::Kind::Records,
                              .name = "RequestRefused",
                              .what = "queue full",
                              .system = "a",
                              .node = "shop",
                              .after = SimTime{10 * kUsPerSecond},
                              .at = SimTime{20'500'000}}),
              "count(RequestRefused 'queue full', a.shop, 10s, 20.5s)");
    EXPECT_EQ(formatNumber(12.0), "12");
    EXPECT_EQ(formatNumber(0.1234567), "0.123457");
}

}  // namespace foldline
