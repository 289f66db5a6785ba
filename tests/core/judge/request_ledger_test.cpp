#include "core/judge/request_ledger.h"

#include <gtest/gtest.h>

#include "tests/core/fold/record_story.h"

namespace foldline {
namespace {

class RequestLedgerTest : public testing::Test {
protected:
    const Dictionary m_names = story::dictionary();
    RequestLedger m_ledger{2};

    void begin(std::uint64_t request) {
        m_ledger.begin(RequestId{request},
                       {.entity = EntityId{0},
                        .operation = m_names.findSymbol("changeAddress"),
                        .meant = m_names.findSymbol("AddressChanged")});
    }

    Record record(std::string_view text) const { return story::records(text, m_names, 50)[0]; }
};

TEST_F(RequestLedgerTest, ARequestEndsOnce) {
    begin(0);
    const std::optional<OpenRequest> asked = m_ledger.end(RequestId{0}, Outcome::Accepted);
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->operation, m_names.findSymbol("changeAddress"));
    EXPECT_FALSE(m_ledger.end(RequestId{0}, Outcome::Refused));
    begin(0);
    EXPECT_FALSE(m_ledger.end(RequestId{0}, Outcome::Refused));
}

TEST_F(RequestLedgerTest, WhatNobodyAskedForHasNoEffect) {
    EXPECT_FALSE(m_ledger.rowWritten(record("1ms RowWritten members-db r9 e=member-1"),
                                     {.rdb = 0, .number = 1}));
    EXPECT_FALSE(m_ledger.end(RequestId{9}, Outcome::Accepted));
    begin(1ULL << 40);
    EXPECT_FALSE(m_ledger.end(RequestId{1ULL << 40}, Outcome::Accepted));
}

TEST_F(RequestLedgerTest, ATransactionThatWritesARowTwiceIsOneEffect) {
    begin(0);
    const Record row = record("1ms RowWritten members-db r0 e=member-1 what=changeAddress");
    EXPECT_TRUE(m_ledger.rowWritten(row, {.rdb = 0, .number = 1}));
    EXPECT_FALSE(m_ledger.rowWritten(row, {.rdb = 0, .number = 1}));
    EXPECT_EQ(m_ledger.appliedTwice(), 0U);
    EXPECT_TRUE(m_ledger.rowWritten(row, {.rdb = 0, .number = 2}));
    EXPECT_EQ(m_ledger.appliedTwice(), 1U);
}

TEST_F(RequestLedgerTest, AnEventAppliedTwiceInOneTransactionIsTwoEffects) {
    begin(0);
    const Record row =
        record("1ms RowWritten members-db r0 e=member-1 what=AddressChanged value=2");
    m_ledger.rowWritten(row, {.rdb = 0, .number = 1});
    m_ledger.rowWritten(row, {.rdb = 0, .number = 1});
    EXPECT_EQ(m_ledger.appliedTwice(), 1U);
}

TEST_F(RequestLedgerTest, ARowInEachOfTwoRdbsIsOneEffect) {
    begin(0);
    const Record row =
        record("1ms RowWritten members-db r0 e=member-1 what=AddressChanged value=2");
    m_ledger.rowWritten(row, {.rdb = 0, .number = 1, .ofEvent = true});
    m_ledger.rowWritten(row, {.rdb = 1, .number = 2, .ofEvent = true});
    EXPECT_EQ(m_ledger.appliedTwice(), 0U);
}

TEST_F(RequestLedgerTest, AnEventAndItsRowAreOneEffect) {
    begin(0);
    m_ledger.eventAppended(
        record("1ms EventAppended broker->membership r0 e=member-1 version=7 what=AddressChanged"));
    m_ledger.rowWritten(
        record("2ms RowWritten members-db r0 e=member-1 what=AddressChanged value=7"),
        {.rdb = 0, .number = 1, .ofEvent = true});
    EXPECT_EQ(m_ledger.appliedTwice(), 0U);
    EXPECT_EQ(m_ledger.streamVersion(RequestId{0}), 7U);
    EXPECT_EQ(m_ledger.firstEffect(RequestId{0}), 50U);
}

TEST_F(RequestLedgerTest, OtherEventsAndOtherEntitiesAreNotItsEffect) {
    begin(0);
    EXPECT_FALSE(m_ledger.eventAppended(
        record("1ms EventAppended broker->membership r0 e=member-1 what=PointsEarned")));
    EXPECT_FALSE(m_ledger.eventAppended(
        record("1ms EventAppended broker->membership r0 e=member-2 what=AddressChanged")));
    EXPECT_FALSE(
        m_ledger.rowWritten(record("1ms RowWritten members-db r0 e=member-2 what=changeAddress"),
                            {.rdb = 0, .number = 1}));
    m_ledger.end(RequestId{0}, Outcome::Accepted);
    EXPECT_EQ(m_ledger.acknowledgedLost(), 1U);
}

TEST_F(RequestLedgerTest, ARowWrittenAsAnotherEventIsNotItsEffect) {
    begin(0);
    EXPECT_FALSE(
        m_ledger.rowWritten(record("1ms RowWritten members-db r0 e=member-1 what=PointsEarned"),
                            {.rdb = 0, .number = 1, .ofEvent = true}));
    EXPECT_TRUE(
        m_ledger.rowWritten(record("2ms RowWritten members-db r0 e=member-1 what=AddressChanged"),
                            {.rdb = 0, .number = 2, .ofEvent = true}));
}

TEST_F(RequestLedgerTest, ALateEffectMakesGoodWhatWasLost) {
    begin(0);
    m_ledger.end(RequestId{0}, Outcome::Accepted);
    EXPECT_EQ(m_ledger.acknowledgedLost(), 1U);
    m_ledger.rowWritten(record("1ms RowWritten members-db r0 e=member-1 what=changeAddress"),
                        {.rdb = 0, .number = 1});
    EXPECT_EQ(m_ledger.acknowledgedLost(), 0U);
}

TEST_F(RequestLedgerTest, NumbersPastCountingAreStillTwiceAndMore) {
    begin(0);
    for (std::uint64_t run = 1; run < 1000; ++run) {
        m_ledger.rowWritten(record("1ms RowWritten members-db r0 e=member-1 what=changeAddress"),
                            {.rdb = 0, .number = run});
    }
    EXPECT_EQ(m_ledger.appliedTwice(), 1U);
}

TEST_F(RequestLedgerTest, WhatARowWasPutBackBeforeIsNoEffectAnyMore) {
    begin(0);
    m_ledger.end(RequestId{0}, Outcome::Accepted);
    begin(1);
    m_ledger.end(RequestId{1}, Outcome::Accepted);
    m_ledger.rowWritten(
        record("1ms RowWritten members-db r0 e=member-1 version=2 what=changeAddress"),
        {.rdb = 0, .number = 1});
    m_ledger.rowWritten(
        record("2ms RowWritten members-db r1 e=member-1 version=3 what=changeAddress"),
        {.rdb = 0, .number = 2});
    m_ledger.rowWritten(
        record("3ms RowWritten members-db r0 e=member-1 version=4 what=changeAddress"),
        {.rdb = 0, .number = 3});
    EXPECT_EQ(m_ledger.acknowledgedLost(), 0U);
    EXPECT_EQ(m_ledger.appliedTwice(), 1U);
    m_ledger.rowReset(record("4ms RowReset members-db e=member-1 version=5 attempt=2"), 1);
    m_ledger.settleResets();
    EXPECT_EQ(m_ledger.appliedTwice(), 1U);
    m_ledger.rowReset(record("4ms RowReset members-db e=member-1 version=5 attempt=2"), 0);
    m_ledger.settleResets();
    EXPECT_EQ(m_ledger.appliedTwice(), 0U);
    EXPECT_EQ(m_ledger.acknowledgedLost(), 1U);
    EXPECT_TRUE(m_ledger.hasRow(RequestId{0}));
    EXPECT_FALSE(m_ledger.hasRow(RequestId{1}));
}

}  // namespace
}  // namespace foldline
