#include "core/judge/check_watch.h"

#include <gtest/gtest.h>

#include "tests/core/fold/record_story.h"

namespace foldline {
namespace {

class CheckWatchTest : public testing::Test {
protected:
    const Dictionary m_names = story::dictionary();
    Scenario m_scenario = story::scenario(false);

    void check(const char* text, bool sum, const char* field, Check::Compare compare, Literal to) {
        m_scenario.checks.push_back({.text = text,
                                     .sum = sum,
                                     .entity = "member",
                                     .field = field,
                                     .compare = compare,
                                     .literal = std::move(to)});
    }

    CheckWatch watch() const { return {m_scenario, m_names, EntityRules(m_scenario, m_names)}; }

    Fields row(std::int64_t points, const char* address = "Seoul") const {
        Fields fields;
        fields.set(m_names.findField("address"), m_names.findSymbol(address).value);
        fields.set(m_names.findField("points"), points);
        return fields;
    }
};

TEST_F(CheckWatchTest, ACheckOfRowsIsViolatedOnceForEveryTimeARowComesToViolateIt) {
    check("member.points >= 0", false, "points", Check::Compare::GreaterOrEqual, {.integer = 0});
    CheckWatch checks = watch();
    std::int64_t t = 0;
    for (const std::int64_t points : {0, -1, -2, 5, -1}) {
        checks.rowWritten(EntityId{1}, 0, row(points), SimTime{t += 10});
        checks.settle();
    }
    EXPECT_EQ(checks.results(),
              (std::vector<CheckResult>{{.text = "member.points >= 0",
                                         .holds = false,
                                         .firstViolation = SimTime{20},
                                         .violations = 2,
                                         .firstPlace = m_names.findNode("members-db"),
                                         .firstEntity = EntityId{1}}}));
}

TEST_F(CheckWatchTest, JudgesFieldsThatNoOperationMeansToo) {
    m_scenario.operations.clear();
    check("member.points >= 0", false, "points", Check::Compare::GreaterOrEqual, {.integer = 0});
    CheckWatch checks = watch();
    checks.rowWritten(EntityId{1}, 0, row(-1), SimTime{10});
    checks.settle();
    EXPECT_FALSE(checks.results()[0].holds);
}

TEST_F(CheckWatchTest, ASumIsTakenOverAllRowsOfAnRdb) {
    check("sum(member.points) == 6", true, "points", Check::Compare::Equal, {.integer = 6});
    CheckWatch checks = watch();
    checks.rowWritten(EntityId{0}, 0, row(1), SimTime{10});
    checks.rowWritten(EntityId{1}, 0, row(2), SimTime{10});
    checks.rowWritten(EntityId{2}, 0, row(3), SimTime{10});
    checks.settle();
    EXPECT_TRUE(checks.results()[0].holds);
    checks.rowWritten(EntityId{2}, 0, row(4), SimTime{20});
    checks.settle();
    EXPECT_FALSE(checks.results()[0].holds);
    EXPECT_EQ(checks.results()[0].firstViolation, SimTime{20});
    EXPECT_TRUE(checks.results()[0].firstPlace.exists());
    EXPECT_FALSE(checks.results()[0].firstEntity.exists());
}

TEST_F(CheckWatchTest, WhatATransactionDoesInBetweenDoesNotMatter) {
    check("sum(member.points) == 0", true, "points", Check::Compare::Equal, {.integer = 0});
    check("member.points < 10", false, "points", Check::Compare::Less, {.integer = 10});
    CheckWatch checks = watch();
    checks.rowWritten(EntityId{0}, 0, row(50), SimTime{10});
    checks.rowWritten(EntityId{1}, 0, row(-5), SimTime{10});
    checks.rowWritten(EntityId{0}, 0, row(5), SimTime{10});
    checks.settle();
    EXPECT_TRUE(checks.results()[0].holds);
    EXPECT_TRUE(checks.results()[1].holds);
}

TEST_F(CheckWatchTest, RowsThatNobodyKeepsSayNothing) {
    check("member.points >= 0", false, "points", Check::Compare::GreaterOrEqual, {.integer = 0});
    CheckWatch checks = watch();
    checks.rowWritten(EntityId{1}, 1, row(-1), SimTime{10});
    checks.settle();
    EXPECT_TRUE(checks.results()[0].holds);
}

TEST_F(CheckWatchTest, WithoutRowsWhatTheEventsFoldToIsWatched) {
    m_scenario = story::scenario(true);
    m_scenario.systems[0].handlers.pop_back();  // who applied them to rows
    check("member.points <= 5", false, "points", Check::Compare::LessOrEqual, {.integer = 5});
    check("sum(member.points) <= 7", true, "points", Check::Compare::LessOrEqual, {.integer = 7});
    const EntityRules rules(m_scenario, m_names);
    ASSERT_TRUE(rules.keepersOf(EntityId{1}).empty());
    CheckWatch checks(m_scenario, m_names, rules);
    for (std::uint32_t i = 0; i < 3; ++i) {
        checks.created(EntityId{i}, row(0), SimTime{0});
    }
    checks.settle();
    const auto earn = [&](std::uint32_t member, std::int64_t amount, std::int64_t t) {
        Record event{.kind = Kind::EventAppended, .node = m_names.findNode("broker")};
        event.t = SimTime{t};
        event.entity = EntityId{member};
        event.what = m_names.findSymbol("PointsEarned");
        event.data.set(m_names.findField("amount"), amount);
        checks.eventAppended(event, rules);
    };
    earn(1, 4, 10);
    earn(2, 3, 20);
    EXPECT_TRUE(checks.results()[0].holds && checks.results()[1].holds);
    earn(1, 2, 30);
    EXPECT_EQ(checks.results()[0].firstViolation, SimTime{30});
    EXPECT_EQ(checks.results()[0].firstEntity, EntityId{1});
    EXPECT_EQ(checks.results()[0].firstPlace, m_names.findNode("broker"));
    EXPECT_EQ(checks.results()[1].firstViolation, SimTime{30});
    EXPECT_EQ(checks.results()[1].violations, 1U);
}

TEST_F(CheckWatchTest, TextsAreComparedByTheirSymbols) {
    const auto text = [](const char* t) {
        return Literal{.type = ValueType::Text, .integer = 0, .text = t};
    };
    check("member.address != Jeju", false, "address", Check::Compare::NotEqual, text("Jeju"));
    check("member.address == Mars", false, "address", Check::Compare::Equal, text("Mars"));
    CheckWatch checks = watch();
    checks.rowWritten(EntityId{1}, 0, row(0, "Busan"), SimTime{10});
    checks.settle();
    EXPECT_TRUE(checks.results()[0].holds);
    EXPECT_FALSE(checks.results()[1].holds);
    checks.rowWritten(EntityId{1}, 0, row(0, "Jeju"), SimTime{20});
    checks.settle();
    EXPECT_FALSE(checks.results()[0].holds);
}

}  // namespace
}  // namespace foldline
