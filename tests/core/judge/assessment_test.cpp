#include "core/judge/assessment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/scenario/figures.h"
#include "tests/core/fold/record_story.h"

namespace foldline {
namespace {

constexpr std::string_view kStory = R"(
    1ms RequestSent members->gateway m0 r0 e=member-1 what=changeAddress attempt=1
        data=address:Busan
    2ms RequestReceived gateway->members m0 r0 what=changeAddress
    3ms EventAppended broker->membership m1 r0 e=member-1 version=2 what=AddressChanged slot=0
        value=0 data=address:Busan
    5ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok
    6ms EventAppended broker->membership m3 r1 e=member-1 version=3 what=AddressChanged slot=0
        value=1 data=address:Seoul
    6ms EventAppended broker->membership m4 r2 e=member-2 version=2 what=AddressChanged slot=1
        value=0 data=address:Seoul
    7ms RowWritten members-db m5 r3 e=member-1 version=2 what=PointsEarned data=points:5
    9ms RowWritten members-db m6 r4 e=member-2 version=2 what=PointsEarned data=points:-3
)";

class AssessmentTest : public testing::Test {
protected:
    /// What the story answers, when it ends at 10 ms.
    Result<double> answer(const Question& question) const {
        Scenario scenario = story::scenario(true);
        scenario.expectations.push_back(
            {.left = {{.kind = Term::Kind::Asked, .question = question}}, .right = {{}}});
        Assessment assessment(scenario, m_names);
        for (const Record& record :
             story::join({story::membersCreated(m_names), story::records(kStory, m_names)})) {
            assessment.fold(record);
        }
        return assessment.answers(SimTime{10 * kUsPerMs}).answers.at(0).answer;
    }

    static Question counting(std::string node,
                             std::optional<SimTime> after,
                             std::optional<SimTime> at) {
        return {.kind = Question::Kind::Records,
                .name = "EventAppended",
                .system = "story",
                .node = std::move(node),
                .after = after,
                .at = at};
    }

    const Dictionary m_names = story::dictionary();
};

SimTime ms(std::int64_t count) {
    return SimTime{count * kUsPerMs};
}

}  // namespace

TEST_F(AssessmentTest, FiguresAreAsOfTheirTimeInclusive) {
    const auto accepted = [&](std::optional<SimTime> at) {
        return *answer({.name = "accepted", .system = "story", .at = at});
    };
    EXPECT_EQ(accepted(SimTime{4'999}), 0.0);
    EXPECT_EQ(accepted(ms(5)), 1.0);
    EXPECT_EQ(accepted(ms(10)), 1.0);
    EXPECT_EQ(accepted(std::nullopt), 1.0);
}

TEST_F(AssessmentTest, RecordsAreCountedAfterAndUpToTheirTimes) {
    EXPECT_EQ(*answer(counting("", std::nullopt, std::nullopt)), 3.0);
    EXPECT_EQ(*answer(counting("broker", std::nullopt, ms(6))), 3.0);
    EXPECT_EQ(*answer(counting("broker", ms(3), ms(6))), 2.0);
    EXPECT_EQ(*answer(counting("", ms(2), ms(3))), 1.0);
    EXPECT_EQ(*answer(counting("gateway", std::nullopt, std::nullopt)), 0.0);
}

TEST_F(AssessmentTest, RecordsAreChosenByWhatTheySay) {
    Question question = counting("", std::nullopt, std::nullopt);
    question.what = "AddressChanged";
    EXPECT_EQ(*answer(question), 3.0);
    question.what = "PointsEarned";
    EXPECT_EQ(*answer(question), 0.0);
}

TEST_F(AssessmentTest, WhatNoRecordCanSayHasNoAnswer) {
    Question question = counting("", std::nullopt, std::nullopt);
    question.what = "AddressChnged";
    const auto none = answer(question);
    ASSERT_FALSE(none);
    EXPECT_THAT(none.error().message, testing::HasSubstr("did you mean 'AddressChanged'"));
}

TEST_F(AssessmentTest, TimesAfterTheEndHaveNoAnswer) {
    const auto none = answer({.name = "accepted", .system = "story", .at = ms(11)});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().message, "the run ends at 10ms already");
}

TEST_F(AssessmentTest, RowsAreAddedAndOrderedAsOfTheirTime) {
    const auto points = [&](const char* name, std::optional<SimTime> at, std::string node) {
        return answer({.kind = Question::Kind::Rows,
                       .name = name,
                       .entity = "member",
                       .field = "points",
                       .system = "story",
                       .node = std::move(node),
                       .at = at});
    };
    EXPECT_EQ(*points("sum", SimTime{6'999}, ""), 0.0);
    EXPECT_EQ(*points("sum", ms(7), ""), 5.0);
    EXPECT_EQ(*points("sum", std::nullopt, "members-db"), 2.0);
    EXPECT_EQ(*points("min", std::nullopt, ""), -3.0);
    EXPECT_EQ(*points("max", ms(8), ""), 5.0);
    const auto none = points("sum", std::nullopt, "archive-db");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().message, "'archive-db' does not keep member.points");
}

TEST_F(AssessmentTest, RowsOfSeveralDatabasesAreNotConfused) {
    Scenario scenario = story::scenario(false);
    std::vector<Handler>& handlers = scenario.systems.at(0).handlers;
    Handler copy = handlers.at(0);
    for (Step& step : copy.steps) {
        if (auto* transaction = std::get_if<TransactionStep>(&step)) {
            transaction->rdb = "archive-db";
        }
    }
    handlers.push_back(copy);
    const EntityRules rules(scenario, m_names);
    Question question{.kind = Question::Kind::Rows,
                      .name = "sum",
                      .entity = "member",
                      .field = "address",
                      .system = "story"};
    const auto none = rowsAsked(question, rules, m_names);
    ASSERT_FALSE(none);
    EXPECT_THAT(none.error().message, testing::HasSubstr("both keep member.address; say which"));
    question.node = "archive-db";
    EXPECT_TRUE(rowsAsked(question, rules, m_names));
}

TEST_F(AssessmentTest, NodesAnswerForThemselves) {
    EXPECT_EQ(*answer({.kind = Question::Kind::NodeFigure,
                       .name = "latency.mean",
                       .system = "story",
                       .node = "members"}),
              0.004);
    EXPECT_EQ(*answer({.kind = Question::Kind::NodeFigure,
                       .name = "arrivals",
                       .system = "story",
                       .node = "broker",
                       .at = ms(4)}),
              1.0);
}

TEST(NodeFigures, AreThoseThatScenariosMayAskFor) {
    const auto known = nodeFigures();
    const auto names = nodeFigureNames();
    EXPECT_THAT(std::vector<std::string>(known.begin(), known.end()),
                testing::UnorderedElementsAreArray(names));
    for (const std::string& name : names) {
        EXPECT_TRUE(nodeFigure(NodeSummary{}, name)) << name;
    }
    EXPECT_FALSE(nodeFigure(NodeSummary{}, "wait"));
    EXPECT_FALSE(nodeFigure(NodeSummary{}, "wait.p42"));
}

}  // namespace foldline
