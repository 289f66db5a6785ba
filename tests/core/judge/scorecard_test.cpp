#include "core/judge/scorecard.h"

#include <gtest/gtest.h>

#include <set>

#include "core/scenario/figures.h"
#include "tests/core/fold/record_story.h"

namespace foldline {
namespace {

class ScorecardTest : public testing::Test {
protected:
    const Dictionary m_names = story::dictionary();

    Scorecard cardOf(std::string_view text, SimTime at, bool events) const {
        Judge judge(story::scenario(events), m_names);
        for (const Record& record :
             story::join({story::membersCreated(m_names), story::records(text, m_names)})) {
            judge.fold(record);
        }
        return judge.scorecard(at);
    }

    Scorecard synchronous(std::string_view text, SimTime at = SimTime{60'000'000}) const {
        return cardOf(text, at, false);
    }

    Scorecard eventDriven(std::string_view text, SimTime at = SimTime{60'000'000}) const {
        return cardOf(text, at, true);
    }
};

constexpr std::string_view kAsk = R"(
    1ms RequestSent members->gateway m0 r0 e=member-1 what=changeAddress attempt=1
        data=address:Busan
)";

std::string after(std::string_view first, std::string_view then) {
    return std::string(first) + std::string(then);
}

TEST_F(ScorecardTest, BeforeAnythingHappenedNothingIsWrong) {
    const Scorecard card = synchronous("");
    EXPECT_EQ(card.system, "story");
    EXPECT_EQ(card.totals, Totals{});
    EXPECT_EQ(card.inconsistentKeys, 0U);
    EXPECT_EQ(card.availability, 1.0);
    EXPECT_EQ(card.capacity, 6U);
}

TEST_F(ScorecardTest, AChangeThatIsWrittenAndToldIsAllRight) {
    const Scorecard card = synchronous(after(kAsk, R"(
        3ms TransactionCommitted members-db->membership m1 r0 slot=0
        3ms RowWritten members-db r0 e=member-1 version=2 what=changeAddress data=address:Busan
        5ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok
    )"));
    EXPECT_EQ(card.totals.accepted, 1U);
    EXPECT_EQ(card.acknowledgedLost, 0U);
    EXPECT_EQ(card.inconsistentKeys, 0U);
    EXPECT_EQ(card.staleMax, Duration{});
    EXPECT_EQ(card.latency.maxUs, 4'000);
    EXPECT_EQ(card.rowsWritten, 1U);
    EXPECT_EQ(card.availability, 1.0);
}

TEST_F(ScorecardTest, ToldOkButNeverWrittenIsAcknowledgedButLost) {
    const Scorecard card = synchronous(after(kAsk, R"(
        5ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok
    )"));
    EXPECT_EQ(card.acknowledgedLost, 1U);
    EXPECT_EQ(card.inconsistentKeys, 1U);
    EXPECT_EQ(card.staleMax, Duration{59'995'000});
    EXPECT_DOUBLE_EQ(card.staleMeanUs, 59'995'000.0);
}

TEST_F(ScorecardTest, ToldNoButWrittenIsRefusedButApplied) {
    const Scorecard card = synchronous(after(kAsk, R"(
        3ms RowWritten members-db r0 e=member-1 version=2 what=changeAddress data=address:Busan
        5ms ReplyReceived members->gateway m2 r0 e=member-1 what=failed
    )"));
    EXPECT_EQ(card.refusedApplied, 1U);
    EXPECT_EQ(card.inconsistentKeys, 1U);
    EXPECT_EQ(card.availability, 0.0);
}

TEST_F(ScorecardTest, ToldNothingButWrittenIsUnknownAndAppliedAllTheSame) {
    const Scorecard card = synchronous(after(kAsk, R"(
        3ms RowWritten members-db r0 e=member-1 version=2 what=changeAddress data=address:Busan
        9ms TimedOut members->gateway r0 e=member-1
        10ms ReplyIgnored members->gateway m2 r0 what=ok
    )"));
    EXPECT_EQ(card.totals.unknown, 1U);
    EXPECT_EQ(card.refusedApplied, 1U);
    EXPECT_EQ(card.totals.accepted, 0U);
}

TEST_F(ScorecardTest, ToldNoAndNotWrittenIsNoAnomaly) {
    const Scorecard card = synchronous(after(kAsk, R"(
        5ms ReplyReceived members->gateway m2 r0 e=member-1 what=failed
    )"));
    EXPECT_EQ(card.totals.refused, 1U);
    EXPECT_EQ(card.refusedApplied, 0U);
    EXPECT_EQ(card.inconsistentKeys, 0U);
}

TEST_F(ScorecardTest, ARetryThatWritesAgainIsAppliedTwice) {
    const Scorecard card = synchronous(after(kAsk, R"(
        3ms TransactionCommitted members-db->membership m1 r0 slot=0
        3ms RowWritten members-db r0 e=member-1 version=2 what=changeAddress data=address:Busan
        8ms TransactionCommitted members-db->membership m3 r0 slot=0
        8ms RowWritten members-db r0 e=member-1 version=3 what=changeAddress data=address:Busan
        9ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok
    )"));
    EXPECT_EQ(card.appliedTwice, 1U);
    EXPECT_EQ(card.acknowledgedLost, 0U);
}

TEST_F(ScorecardTest, AnEventAppendedTwiceIsAppliedTwice) {
    const Scorecard card = eventDriven(after(kAsk, R"(
        3ms EventAppended broker->membership m1 r0 e=member-1 version=2 what=AddressChanged slot=0
            value=0 data=address:Busan
        8ms EventAppended broker->membership m2 r0 e=member-1 version=3 what=AddressChanged slot=0
            value=1 data=address:Busan
    )"));
    EXPECT_EQ(card.appliedTwice, 1U);
    EXPECT_EQ(card.pending, 1U);
}

TEST_F(ScorecardTest, ARetryThatIsSkippedIsNoSecondEffect) {
    const Scorecard card = synchronous(after(kAsk, R"(
        3ms TransactionCommitted members-db->membership m1 r0 slot=0
        3ms RowWritten members-db r0 e=member-1 version=2 what=changeAddress data=address:Busan
        4ms TransactionCommitted members-db->membership m2 r0 slot=0
        4ms DuplicateSkipped members-db->membership m2 r0 e=member-1 version=2 what=changeAddress
        5ms ReplyReceived members->gateway m3 r0 e=member-1 what=ok
    )"));
    EXPECT_EQ(card.skipped, 1U);
    EXPECT_EQ(card.appliedTwice, 0U);
    EXPECT_EQ(card.acknowledgedLost, 0U);
}

TEST_F(ScorecardTest, AnEventAppliedAfterALaterOneIsOutOfOrder) {
    const Scorecard card = eventDriven(R"(
        3ms RowWritten members-db r0 e=member-1 version=2 what=AddressChanged value=3
            data=address:Busan
        4ms RowWritten members-db r1 e=member-1 version=3 what=AddressChanged value=2
            data=address:Seoul
        5ms RowWritten members-db r2 e=member-1 version=4 what=AddressChanged value=3
            data=address:Busan
        6ms RowWritten members-db r2 e=member-1 version=5 what=AddressChanged value=4
            data=address:Busan
    )");
    EXPECT_EQ(card.outOfOrder, 1U);
}

TEST_F(ScorecardTest, WhatARebuildAppliesAnewIsInOrder) {
    const Scorecard card = eventDriven(R"(
        3ms RowWritten members-db r0 e=member-1 version=2 what=AddressChanged value=3
            data=address:Busan
        4ms RowReset members-db e=member-1 version=3 attempt=1 value=1 data=address:Busan
        5ms RowWritten members-db r0 e=member-1 version=4 what=AddressChanged value=2
            data=address:Seoul
        6ms RowWritten members-db r0 e=member-1 version=5 what=AddressChanged value=3
            data=address:Busan
    )");
    EXPECT_EQ(card.outOfOrder, 0U);
}

TEST_F(ScorecardTest, ASkippedEventIsNotBehind) {
    const Scorecard card = eventDriven(after(kAsk, R"(
        2ms EventAppended broker->membership m1 r0 e=member-1 version=2 what=AddressChanged slot=0
            data=address:Busan
        3ms EventAppended broker->membership m2 r0 e=member-1 version=3 what=AddressChanged slot=0
            value=1 data=address:Busan
        5ms ReplyReceived members->gateway m3 r0 e=member-1 what=ok
        6ms TransactionCommitted members-db->projector m4 slot=0
        6ms RowWritten members-db r0 e=member-1 version=2 value=2 what=AddressChanged
            data=address:Busan
        6ms DuplicateSkipped members-db->projector m4 r0 e=member-1 version=2 value=3
            what=AddressChanged slot=0
    )"));
    EXPECT_GT(card.behindMax, 0U);
    EXPECT_EQ(card.behind, 0U);
    EXPECT_EQ(card.skipped, 1U);
}

TEST_F(ScorecardTest, AReadIsNeverLost) {
    const Scorecard card = synchronous(R"(
        1ms RequestSent members->gateway m0 r0 e=member-1 what=look attempt=1
        5ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok
    )");
    EXPECT_EQ(card.totals.accepted, 1U);
    EXPECT_EQ(card.acknowledgedLost, 0U);
    EXPECT_EQ(card.staleMax, Duration{});
}

TEST_F(ScorecardTest, EventsThatNoRowReflectsYetAreBehindAndTheirChangesStale) {
    const std::string story = after(kAsk, R"(
        3ms EventAppended broker->membership m1 r0 e=member-1 version=2 what=AddressChanged slot=0
            value=0 data=address:Busan
        5ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok
        6ms RequestSent members->gateway m3 r1 e=member-1 what=earnPoints attempt=1 data=amount:5
        7ms EventAppended broker->membership m4 r1 e=member-1 version=3 what=PointsEarned slot=0
            value=1 data=amount:5
        8ms ReplyReceived members->gateway m5 r1 e=member-1 what=ok
    )");
    const Scorecard lagging = eventDriven(story, SimTime{20'000});
    EXPECT_EQ(lagging.behind, 2U);
    EXPECT_EQ(lagging.acknowledgedLost, 0U);
    EXPECT_EQ(lagging.inconsistentKeys, 1U);
    EXPECT_EQ(lagging.staleMax, Duration{15'000});
    const Scorecard caughtUp = eventDriven(story + R"(
        30ms TransactionCommitted members-db->projector m6 slot=0
        30ms RowWritten members-db r0 e=member-1 version=2 what=AddressChanged value=2
             data=address:Busan
        30ms RowWritten members-db r1 e=member-1 version=3 what=PointsEarned value=3 data=points:5
    )");
    EXPECT_EQ(caughtUp.behind, 0U);
    EXPECT_EQ(caughtUp.behindMax, 2U);
    EXPECT_EQ(caughtUp.inconsistentKeys, 0U);
    EXPECT_EQ(caughtUp.staleMax, Duration{25'000});
    EXPECT_DOUBLE_EQ(caughtUp.staleMeanUs, (25'000.0 + 22'000.0) / 2);
    EXPECT_EQ(caughtUp.appliedTwice, 0U);
}

TEST_F(ScorecardTest, ARowThatReflectsALaterEventShowsTheEarlierOnesToo) {
    const Scorecard card = eventDriven(after(kAsk, R"(
        3ms EventAppended broker->membership m1 r0 e=member-1 version=2 what=AddressChanged slot=0
            value=0 data=address:Busan
        5ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok
        7ms EventAppended broker->membership m4 r9 e=member-1 version=3 what=PointsEarned slot=0
            value=1 data=amount:5
        9ms RowWritten members-db r9 e=member-1 version=2 what=PointsEarned value=3
            data=address:Busan,points:5
    )"));
    EXPECT_EQ(card.staleMax, Duration{4'000});
    EXPECT_EQ(card.behind, 0U);
}

TEST_F(ScorecardTest, WhereRowsAreWrittenAtOnceNoEventIsBehind) {
    const Scorecard card = synchronous(R"(
        3ms EventAppended broker->membership m1 r0 e=member-1 version=2 what=AddressChanged slot=0
            value=0 data=address:Busan
    )");
    EXPECT_EQ(card.behind, 0U);
    EXPECT_EQ(card.totals.eventsAppended, 1U);
}

TEST_F(ScorecardTest, ConcurrentChangesAreConsistentInTheOrderOfTheirEffects) {
    const Scorecard card = synchronous(R"(
        1ms RequestSent members->gateway m0 r0 e=member-1 what=changeAddress attempt=1
            data=address:Busan
        1ms RequestSent members->gateway m1 r1 e=member-1 what=changeAddress attempt=1
            data=address:Jeju
        2ms RowWritten members-db r1 e=member-1 version=2 what=changeAddress data=address:Jeju
        3ms RowWritten members-db r0 e=member-1 version=3 what=changeAddress data=address:Busan
        4ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok
        5ms ReplyReceived members->gateway m3 r1 e=member-1 what=ok
    )");
    EXPECT_EQ(card.inconsistentKeys, 0U);
}

TEST_F(ScorecardTest, RecoveryIsToldFromTheRecordsOfFaults) {
    const Scorecard card = synchronous(R"(
        10ms FaultStarted members-db what=down slot=1
        11ms RequestSent members->gateway m0 r0 e=member-1 what=changeAddress attempt=1
             data=address:Busan
        20ms FaultEnded members-db what=down slot=1
        26ms ReplyReceived members->gateway m1 r0 e=member-1 what=failed
    )");
    EXPECT_EQ(card.recovery, Duration{6'000});
}

TEST_F(ScorecardTest, ChecksAreSettledAtTheEndOfATransaction) {
    Scenario scenario = story::scenario(false);
    scenario.checks = {{.text = "sum(member.points) == 0",
                        .sum = true,
                        .entity = "member",
                        .field = "points",
                        .compare = Check::Compare::Equal,
                        .literal = {}}};
    Judge judge(scenario, m_names);
    const auto tell = [&](std::string_view text) {
        for (const Record& record : story::records(text, m_names)) {
            judge.fold(record);
        }
    };
    for (const Record& record : story::membersCreated(m_names)) {
        judge.fold(record);
    }
    tell(R"(
        1ms TransactionCommitted members-db->membership m1 r0 slot=0
        1ms RowWritten members-db r0 e=member-1 version=2 data=points:-5
        1ms RowWritten members-db r0 e=member-2 version=2 data=points:5
        1ms ReplySent members-db->membership m2 r0 what=ok
    )");
    EXPECT_TRUE(judge.scorecard(SimTime{2'000}).checks.at(0).holds);
    tell("3ms RowWritten members-db r1 e=member-3 version=2 data=points:1");
    const CheckResult result = judge.scorecard(SimTime{3'000}).checks.at(0);
    EXPECT_FALSE(result.holds);
    EXPECT_EQ(result.firstViolation, SimTime{3'000});
    EXPECT_EQ(result.violations, 1U);
}

TEST_F(ScorecardTest, ACopyOfAJudgeGoesOnByItself) {
    Judge judge(story::scenario(false), m_names);
    for (const Record& record :
         story::join({story::membersCreated(m_names), story::records(kAsk, m_names)})) {
        judge.fold(record);
    }
    Judge fork = judge;
    fork.fold(story::records(
        "5ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok", m_names, 5)[0]);
    EXPECT_EQ(fork.scorecard(SimTime{9'000}).acknowledgedLost, 1U);
    EXPECT_EQ(judge.scorecard(SimTime{9'000}).acknowledgedLost, 0U);
    EXPECT_EQ(judge.scorecard(SimTime{9'000}).pending, 1U);
}

TEST_F(ScorecardTest, NonsenseBreaksNothing) {
    Judge judge(story::scenario(true), m_names);
    for (const int node : {0, 2, 4, 900}) {
        for (const std::uint64_t request : {std::uint64_t{0}, std::uint64_t{1} << 60}) {
            for (const std::uint32_t entity : {0U, 77U}) {
                for (const KindInfo& info : kindInfos()) {
                    Record record;
                    record.kind = info.kind;
                    record.node = NodeId{static_cast<std::uint16_t>(node)};
                    record.request = RequestId{request};
                    record.entity = EntityId{entity};
                    record.value = 1LL << 50;
                    record.slot = -9;
                    judge.fold(record);
                }
            }
        }
    }
    EXPECT_EQ(judge.scorecard(SimTime{1}).at, SimTime{1});
}

TEST_F(ScorecardTest, EveryFigureHasItsOwnNameAndLessonsKnowNoOthers) {
    const std::vector<std::string_view> names = figureNames();
    EXPECT_EQ(std::set(names.begin(), names.end()).size(), names.size());
    for (const std::string_view name : names) {
        EXPECT_TRUE(figure(Scorecard{}, name)) << name;
    }
    for (const std::string_view name : lessonFigures()) {
        EXPECT_TRUE(figure(Scorecard{}, name)) << name;
    }
    EXPECT_FALSE(figure(Scorecard{}, "beauty"));
}

TEST_F(ScorecardTest, FiguresAreCountsAndSeconds) {
    Scorecard card;
    card.totals.refused = 7;
    card.staleMax = {1'500'000};
    card.acknowledgedLost = 3;
    EXPECT_EQ(figure(card, "refused"), 7.0);
    EXPECT_EQ(figure(card, "staleMax"), 1.5);
    EXPECT_EQ(figure(card, "lost"), 3.0);
}

}  // namespace
}  // namespace foldline
