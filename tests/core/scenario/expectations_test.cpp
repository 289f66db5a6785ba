#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/scenario/load.h"
#include "tests/core/scenario/scenario_files.h"

namespace foldline {
namespace {

/// base.scenario.yaml, which expects `lines` (each a YAML list item).
LoadedScenario expecting(const std::string& lines) {
    return loadScenario(readTestFile("base.scenario.yaml") + "expect:\n" + lines, "base");
}

std::vector<std::string> messages(const std::string& lines) {
    std::vector<std::string> texts;
    for (const Diagnostic& diagnostic : expecting(lines).diagnostics) {
        texts.push_back(std::to_string(diagnostic.column) + ": " + diagnostic.message);
    }
    return texts;
}

Term number(double value) {
    return {.number = value};
}

Term asked(Question question) {
    return {.kind = Term::Kind::Asked, .question = std::move(question)};
}

Term operation(Term::Kind kind) {
    return {.kind = kind};
}

}  // namespace

TEST(Expectations, AreReadWithTheirPlaceAndMeaning) {
    const auto loaded =
        expecting("  - { that: lost(calls) == 0, because: { en: Kept, ko: 남음 } }\n");
    ASSERT_TRUE(loaded.scenario) << formatDiagnostic(loaded.diagnostics.front());
    ASSERT_EQ(loaded.scenario->expectations.size(), 1U);
    const Expectation& expectation = loaded.scenario->expectations[0];
    EXPECT_EQ(expectation.text, "lost(calls) == 0");
    EXPECT_EQ(expectation.because, (LocalText{"Kept", "남음"}));
    EXPECT_EQ(expectation.left, (Arithmetic{asked({.name = "lost", .system = "calls"})}));
    EXPECT_EQ(expectation.compare, Compare::Equal);
    EXPECT_EQ(expectation.right, Arithmetic{number(0)});
    EXPECT_GT(expectation.line, 50U);
}

TEST(Expectations, BindTimesTighterThanPlusAndDurationsAreSeconds) {
    const auto loaded = expecting("  - (1 + 2) * 3 - 250ms / 2 >= 1.5m - 1\n");
    ASSERT_TRUE(loaded.scenario) << formatDiagnostic(loaded.diagnostics.front());
    const Expectation& expectation = loaded.scenario->expectations.at(0);
    EXPECT_EQ(expectation.left,
              (Arithmetic{number(1),
                          number(2),
                          operation(Term::Kind::Add),
                          number(3),
                          operation(Term::Kind::Multiply),
                          number(0.25),
                          number(2),
                          operation(Term::Kind::Divide),
                          operation(Term::Kind::Subtract)}));
    EXPECT_EQ(expectation.compare, Compare::GreaterOrEqual);
    EXPECT_EQ(expectation.right,
              (Arithmetic{number(90), number(1), operation(Term::Kind::Subtract)}));
}

TEST(Expectations, AskNodesAndRecordsInTheirTime) {
    const auto loaded = expecting(
        "  - wait.mean(calls.shop, 10s) < sojourn.p99(calls.shop)\n"
        "  - count(RequestRefused 'queue full', calls.shop, 10s, 20s) != count(RowWritten, "
        "calls)\n");
    ASSERT_TRUE(loaded.scenario) << formatDiagnostic(loaded.diagnostics.front());
    const auto& expectations = loaded.scenario->expectations;
    EXPECT_EQ(expectations.at(0).left,
              Arithmetic{asked({.kind = Question::Kind::NodeFigure,
                                .name = "wait.mean",
                                .system = "calls",
                                .node = "shop",
                                .at = SimTime{10 * kUsPerSecond}})});
    EXPECT_EQ(expectations.at(1).left,
              Arithmetic{asked({.kind = Question::Kind::Records,
                                .name = "RequestRefused",
                                .what = "queue full",
                                .system = "calls",
                                .node = "shop",
                                .after = SimTime{10 * kUsPerSecond},
                                .at = SimTime{20 * kUsPerSecond}})});
    EXPECT_EQ(expectations.at(1).right,
              Arithmetic{asked(
                  {.kind = Question::Kind::Records, .name = "RowWritten", .system = "calls"})});
}

TEST(Expectations, AskForTheRowsOfADatabase) {
    const auto loaded = expecting(
        "  - sum(member.points, calls) == 5\n"
        "  - min(member.points, calls.books, 10s) >= max(member.points, calls, 0s)\n");
    ASSERT_TRUE(loaded.scenario) << formatDiagnostic(loaded.diagnostics.front());
    Question question{.kind = Question::Kind::Rows,
                      .name = "sum",
                      .entity = "member",
                      .field = "points",
                      .system = "calls"};
    const auto& expectations = loaded.scenario->expectations;
    EXPECT_EQ(expectations.at(0).left, Arithmetic{asked(question)});
    question.name = "max";
    question.at = SimTime{};
    EXPECT_EQ(expectations.at(1).right, Arithmetic{asked(question)});
    question.name = "min";
    question.node = "books";
    question.at = SimTime{10 * kUsPerSecond};
    EXPECT_EQ(expectations.at(1).left, Arithmetic{asked(question)});
}

TEST(Expectations, JoinedByAndAreOneEach) {
    const auto loaded = expecting(
        "  - { that: lost(calls) == 0 and (refused(calls) + 1) > 3and, because: x }\n"
        "  - that: lost(calls) == 0 and refused(calls) > 3 and unknown(calls)<2\n"
        "    because: Kept\n");
    EXPECT_EQ(loaded.diagnostics.size(), 1U);
    const auto good =
        expecting("  - { that: lost(calls) == 0 and refused(calls) > 3, because: Kept }\n");
    ASSERT_TRUE(good.scenario) << formatDiagnostic(good.diagnostics.front());
    ASSERT_EQ(good.scenario->expectations.size(), 2U);
    EXPECT_EQ(good.scenario->expectations[0].text, "lost(calls) == 0");
    EXPECT_EQ(good.scenario->expectations[1].text, "refused(calls) > 3");
    EXPECT_EQ(good.scenario->expectations[1].because, (LocalText{"Kept", ""}));
    EXPECT_EQ(good.scenario->expectations[1].compare, Compare::Greater);
}

TEST(Expectations, MistakesAboutRowsAreToldWhereTheyAre) {
    using testing::ElementsAre;
    using testing::StartsWith;
    EXPECT_THAT(messages("  - sum(member.points) == 0\n"),
                ElementsAre("5: sum takes a field, a system or an rdb of one, and a time; write "
                            "sum(member.points, system, 30s)"));
    EXPECT_THAT(messages("  - sum(points, calls) == 0\n"),
                ElementsAre("9: 'points' is no field of an entity; write sum(member.points, "
                            "system)"));
    EXPECT_THAT(messages("  - max(membr.points, calls) == 0\n"),
                ElementsAre(StartsWith("9: unknown entity 'membr'; did you mean 'member'?")));
    EXPECT_THAT(messages("  - min(member.pints, calls) == 0\n"),
                ElementsAre("16: unknown field 'pints'; did you mean 'points'?"));
    EXPECT_THAT(messages("  - sum(member.colour, calls) == 0\n"),
                ElementsAre("9: 'colour' is text; only integers are added or ordered"));
    EXPECT_THAT(messages("  - sum(member.points, calls.shop) == 0\n"),
                ElementsAre("24: 'shop' is a service; rows are kept by an rdb, so write the name "
                            "of one"));
    EXPECT_THAT(messages("  - lost(calls) == 0 and\n"),
                ElementsAre(StartsWith("25: here a number or a figure is missing")));
}

TEST(Expectations, MistakesAreToldWhereTheyAre) {
    using testing::ElementsAre;
    using testing::StartsWith;
    EXPECT_THAT(messages("  - lost(calls) = 0\n"),
                ElementsAre(StartsWith("17: here a comparison")));
    EXPECT_THAT(messages("  - lots(calls) == 0\n"),
                ElementsAre("5: unknown figure 'lots'; did you mean 'lost'?"));
    EXPECT_THAT(messages("  - lost(callz) == 0\n"),
                ElementsAre(StartsWith("10: unknown system 'callz'; did you mean 'calls'?")));
    EXPECT_THAT(messages("  - busy.max(calls.shopp) == 0\n"),
                ElementsAre(StartsWith("20: unknown node 'shopp'; did you mean 'shop'?")));
    EXPECT_THAT(messages("  - busy.max(calls) == 0\n"),
                ElementsAre("5: 'busy.max' is a figure of a node; write busy.max(system.node)"));
    EXPECT_THAT(messages("  - availability(calls.shop) == 1\n"),
                ElementsAre(StartsWith("5: 'availability' is a figure of a whole system")));
    EXPECT_THAT(
        messages("  - count(RequestRefusd, calls) == 0\n"),
        ElementsAre(StartsWith("11: unknown kind of record 'RequestRefusd'; did you mean")));
    EXPECT_THAT(messages("  - count(RowWritten, calls, 20s, 10s) == 0\n"),
                ElementsAre(StartsWith("35: the later time comes last")));
    EXPECT_THAT(messages("  - lost(calls) == 0 0\n"),
                ElementsAre(StartsWith("22: '0' is one too many")));
    EXPECT_THAT(messages("  - lost(calls) == (1 + 2\n"),
                ElementsAre(StartsWith("26: here a ')' is")));
    EXPECT_THAT(messages("  - lost == 0\n"),
                ElementsAre(StartsWith("5: 'lost' is no figure of a system; write lost(system)")));
    EXPECT_THAT(messages("  - count(EventAppended 'OrderPlacd', events) == 0\n"),
                ElementsAre(StartsWith("26: unknown event 'OrderPlacd'; did you mean")));
    EXPECT_THAT(messages("  - lost(calls) < 3 parsecs\n"), testing::SizeIs(1));
    EXPECT_THAT(messages("  - lost(calls) < 한 건\n"),
                ElementsAre(StartsWith("19: '한' is neither a number nor a figure")));
    EXPECT_THAT(messages("  - lost(calls) < 3parsecs\n"),
                ElementsAre(StartsWith("19: '3parsecs' is no duration")));
}

TEST(Expectations, EveryMistakeIsToldAtOnce) {
    EXPECT_THAT(messages("  - lots(calls) == 0\n  - lost(calls)\n  - { because: x }\n"),
                testing::SizeIs(3));
}

TEST(Expectations, DeepNestingIsRefused) {
    EXPECT_THAT(messages("  - " + std::string(9000, '(') + "1 == 1\n"),
                testing::ElementsAre(testing::HasSubstr("nested too deep")));
}

TEST(Expectations, TimesBeyondTheRunAreRefused) {
    EXPECT_THAT(messages("  - lost(sync, 1000h) == 0\n"), testing::SizeIs(1));
}

}  // namespace foldline
