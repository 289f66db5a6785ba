#include "ui/stage/stage_trace.h"

#include <gtest/gtest.h>

#include "tests/ui/stage/stage_fixture.h"

namespace foldline::ui {
namespace {

constexpr Duration kWindow{400'000};

Record recordOf(Seq seq, Kind kind, std::int64_t us, NodeId node, NodeId peer) {
    return {.seq = seq, .t = {us}, .value = 1'000, .kind = kind, .node = node, .peer = peer};
}

class StageTrace : public ::testing::Test {
protected:
    Record sent(Seq seq, std::int64_t us) const {
        return recordOf(seq, Kind::RequestSent, us, NodeId{0}, NodeId{1});
    }

    Trace at(const std::vector<Record>& records, std::int64_t us) const {
        return traceAt(records, m_rules, {us}, kWindow);
    }

    Dictionary m_system = requestDriven();
    TokenRules m_rules{m_system};
};

TEST_F(StageTrace, EchoesWalkTheirEdgeOnceWhileTheyAge) {
    const std::vector<Record> records{sent(1, 1'000'000)};
    const Trace young = at(records, 1'100'000);
    ASSERT_EQ(young.echoes.size(), 1U);
    EXPECT_DOUBLE_EQ(young.echoes[0].along, 0.25);
    EXPECT_DOUBLE_EQ(young.echoes[0].age, 0.25);
    EXPECT_DOUBLE_EQ(at(records, 1'300'000).echoes.at(0).along, 0.75);
    EXPECT_TRUE(at(records, 1'400'000).echoes.empty());
    EXPECT_TRUE(at(records, 999'999).echoes.empty());
}

TEST_F(StageTrace, RepliesWalkBack) {
    const std::vector<Record> records{
        recordOf(1, Kind::ReplySent, 1'000'000, NodeId{1}, NodeId{0})};
    EXPECT_DOUBLE_EQ(at(records, 1'100'000).echoes.at(0).along, 0.75);
}

TEST_F(StageTrace, WhatIsInFlightHasNoEcho) {
    const std::vector<Record> records{sent(1, 1'000'000)};
    EXPECT_TRUE(at(records, 1'000'900).echoes.empty());
    EXPECT_EQ(at(records, 1'001'100).echoes.size(), 1U);
}

TEST_F(StageTrace, MessagesOfOneMomentAreOneEchoWithTheirCount) {
    std::vector<Record> records;
    for (Seq i = 1; i <= 100; ++i) {
        records.push_back(sent(i, 1'000'000));
    }
    const Trace trace = at(records, 1'200'000);
    ASSERT_EQ(trace.echoes.size(), 1U);
    EXPECT_EQ(trace.echoes[0].count, 100);
}

TEST_F(StageTrace, ADenseStreamMarchesOnEvenly) {
    std::vector<Record> records;
    for (Seq i = 1; i <= 1'000; ++i) {
        records.push_back(sent(i, 1'000'000 + static_cast<std::int64_t>(i) * 1'000));
    }
    const Trace before = at(records, 1'910'000);
    const Trace after = at(records, 1'911'500);
    ASSERT_GE(before.echoes.size(), 8U);
    ASSERT_LE(before.echoes.size(), 9U);
    // The newest slice still fills, the oldest fades; the others have moved on by the same way.
    for (std::size_t i = 1; i + 1 < before.echoes.size(); ++i) {
        EXPECT_NEAR(after.echoes[i].along - before.echoes[i].along, 1'500.0 / 400'000.0, 1e-9);
    }
}

TEST_F(StageTrace, TellsWhereThingsWentWrong) {
    const std::vector<Record> records{
        recordOf(1, Kind::TimedOut, 1'000'000, NodeId{2}, NodeId{3}),
        recordOf(2, Kind::RequestRefused, 1'000'000, NodeId{3}, NodeId{2}),
        recordOf(3, Kind::RequestRefused, 1'050'000, NodeId{3}, NodeId{2}),
        recordOf(4, Kind::MessageLost, 1'000'000, NodeId{0}, NodeId{1})};
    const Trace trace = at(records, 1'100'000);
    ASSERT_EQ(trace.mishaps.size(), 3U);
    EXPECT_EQ(trace.mishaps[0].what, Mishap::Lost);
    EXPECT_EQ(trace.mishaps[0].edge, 0U);
    EXPECT_EQ(trace.mishaps[1].what, Mishap::Refused);
    EXPECT_EQ(trace.mishaps[1].edge, 2U);
    EXPECT_EQ(trace.mishaps[1].count, 2);
    EXPECT_GT(trace.mishaps[1].along, 0.5);
    EXPECT_EQ(trace.mishaps[2].what, Mishap::TimedOut);
}

/// Records at every 10 ms, of which it counts the reads.
class RecentRecordsTest : public ::testing::Test {
protected:
    RecentRecords::Read reader() {
        return [this](Seq first, std::size_t count) {
            std::vector<Record> records;
            for (Seq seq = first; seq < first + count; ++seq) {
                records.push_back({.seq = seq, .t = timeOf(seq)});
            }
            m_read += count;
            return records;
        };
    }

    static SimTime timeOf(Seq seq) { return {static_cast<std::int64_t>(seq) * 10'000}; }

    void moveTo(Seq last) { m_recent.moveTo(last, timeOf(last) - kWindow, reader()); }

    RecentRecords m_recent;
    std::size_t m_read = 0;
};

TEST_F(RecentRecordsTest, HoldTheWindowBeforeThePlayhead) {
    moveTo(1'000);
    ASSERT_FALSE(m_recent.records().empty());
    EXPECT_EQ(m_recent.records().back().seq, 1'000U);
    EXPECT_LE(m_recent.records().front().t, timeOf(1'000) - kWindow);
}

TEST_F(RecentRecordsTest, PlayingOnReadsEveryRecordOnce) {
    moveTo(1'000);
    m_read = 0;
    for (Seq last = 1'001; last <= 1'500; ++last) {
        moveTo(last);
        EXPECT_EQ(m_recent.records().back().seq, last);
    }
    EXPECT_EQ(m_read, 500U);
    EXPECT_LE(m_recent.records().size(), 60U);
    m_read = 0;
    moveTo(1'500);
    EXPECT_EQ(m_read, 0U);
}

TEST_F(RecentRecordsTest, SeekingBackReadsOnlyWhatIsShown) {
    moveTo(1'000'000);
    m_read = 0;
    moveTo(500'000);
    EXPECT_EQ(m_recent.records().back().seq, 500'000U);
    EXPECT_LE(m_read, 512U);
}

TEST_F(RecentRecordsTest, KeepsNoMoreThanItsLimit) {
    m_recent.moveTo(1'000'000, SimTime{0}, reader());
    EXPECT_LE(m_recent.records().size(), RecentRecords::kRecordsMax);
    const Duration window{timeOf(1'000'000).us};
    EXPECT_LT(m_recent.covered(timeOf(1'000'000), window), window);
    for (Seq last = 1'000'100; last <= 1'010'000; last += 100) {
        m_recent.moveTo(last, SimTime{0}, reader());
        EXPECT_LE(m_recent.records().size(), RecentRecords::kRecordsMax);
        EXPECT_EQ(m_recent.records().back().seq, last);
    }
}

TEST_F(RecentRecordsTest, BeginsAtTheFirstRecord) {
    moveTo(3);
    ASSERT_EQ(m_recent.records().size(), 3U);
    EXPECT_EQ(m_recent.records().front().seq, 1U);
    moveTo(0);
    EXPECT_TRUE(m_recent.records().empty());
}

}  // namespace
}  // namespace foldline::ui
