// Bad logs, and what is said about them: one record of a good log is changed or added at a time.
#include "core/record/invariants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/fold/record_story.h"

namespace foldline {
namespace {

using testing::HasSubstr;

// A request by way of the gateway, a second one that waits for a worker, an event that is appended
// and applied.
constexpr std::string_view kGood = R"(
    1ms RequestSent members->gateway m0 r0 attempt=1 value=1000
    2ms RequestReceived gateway->members m0 r0 cause=3
    2ms RequestSent gateway->membership m1 r0 attempt=1 value=0 cause=4
    2ms RequestSent gateway->membership m2 r1 attempt=1 value=0 cause=4
    2ms RequestSent gateway->membership m3 r2 attempt=1 value=0 cause=4
    2ms HandlerStarted membership->gateway m1 r0 slot=0 attempt=1 cause=5
    2ms HandlerStarted membership->gateway m2 r1 slot=1 attempt=1 cause=6
    2ms RequestQueued membership->gateway m3 r2 value=1 cause=7
    2ms StatementSent membership->members-db m4 r0 slot=0 value=1000 cause=8
    2ms EventProduced membership->broker m5 r1 e=member-1 slot=1 attempt=1 value=0 cause=9
    2ms EventAppended broker->membership m5 r1 e=member-1 version=2 slot=0 value=0 cause=12
    3ms TransactionStarted members-db->membership m4 r0 slot=0 cause=11
    4ms TransactionCommitted members-db->membership m4 r0 slot=0 value=1 cause=14
    4ms RowWritten members-db r0 e=member-1 version=2 cause=15
    4ms ReplySent members-db->membership m6 r0 what=ok value=0 cause=15
    4ms ReplyReceived membership->members-db m6 r0 what=ok value=2000 slot=0 cause=17
    4ms HandlerFinished membership m1 r0 slot=0 cause=18
    4ms HandlerStarted membership->gateway m3 r2 slot=0 attempt=1 value=2000 cause=10
    5ms BatchSent broker->projector m7 what=members-row slot=1 value=0 cause=13
    5ms HandlerStarted projector->broker m7 what=project slot=0 attempt=1 cause=21
    5ms EventDelivered projector->broker m7 r1 e=member-1 version=2 slot=0 value=0 attempt=1 cause=22
    6ms HandlerFailed projector m7 what=failed slot=0 cause=22
    6ms RetryScheduled projector->broker m7 what=project slot=0 attempt=2 value=1000 cause=24
    7ms HandlerStarted projector->broker m7 what=project slot=0 attempt=2 cause=25
    8ms HandlerFinished projector m7 what=project slot=0 cause=26
    8ms OffsetCommitted projector->broker what=members-row slot=0 value=1 cause=27
    9ms FaultStarted membership what=down slot=1
    9ms NodeStopped membership what=down cause=29
    9ms WorkLost membership m2 r1 slot=1 what=running cause=30
    9ms WorkLost membership m3 r2 slot=0 what=running cause=30
)";

class InvariantsTest : public testing::Test {
protected:
    Record& at(Seq seq) { return m_records[static_cast<std::size_t>(seq) - 1]; }

    /// The first thing that is wrong; empty when all is well.
    std::string wrong() const {
        Invariants invariants(m_names);
        for (const Record& record : m_records) {
            if (std::string text = invariants.fold(record); !text.empty()) {
                return text;
            }
        }
        return "";
    }

    const Dictionary m_names = story::dictionary();
    std::vector<Record> m_records = story::join(
        {{{.kind = Kind::RunStarted},
          {.cause = 1, .entity = EntityId{0}, .version = 1, .kind = Kind::EntityCreated}},
         story::records(kGood, m_names),
         {{.t = SimTime{9'000}, .kind = Kind::RunEnded}}});
};

TEST_F(InvariantsTest, HoldOfAGoodLog) {
    EXPECT_EQ(wrong(), "");
}

TEST_F(InvariantsTest, ForbidGapsInTheNumbers) {
    m_records.erase(m_records.begin() + 9);
    EXPECT_EQ(wrong(), "record 11, StatementSent: it follows record 9");
}

TEST_F(InvariantsTest, ForbidToTravelInTime) {
    at(14).t = SimTime{1'500};
    EXPECT_THAT(wrong(), HasSubstr("record 14, TransactionStarted: time goes back"));
}

TEST_F(InvariantsTest, ForbidEffectsWithoutACause) {
    at(8).cause = 0;
    EXPECT_EQ(wrong(), "record 8, HandlerStarted: nothing caused it");
}

TEST_F(InvariantsTest, ForbidCausesThatComeLater) {
    at(8).cause = 8;
    EXPECT_THAT(wrong(), HasSubstr("its cause, 8, comes after it"));
}

TEST_F(InvariantsTest, ForbidCausesOfWhatAClientWants) {
    at(3).cause = 1;
    EXPECT_THAT(wrong(), HasSubstr("nothing causes it"));
}

TEST_F(InvariantsTest, ForbidReferencesToNothing) {
    at(4).peer = NodeId{99};
    EXPECT_THAT(wrong(), HasSubstr("there is no such node"));
    at(4).peer = NodeId{0};
    at(2).entity = EntityId{99};
    EXPECT_THAT(wrong(), HasSubstr("there is no such entity"));
}

TEST_F(InvariantsTest, ForbidToInventAMessage) {
    at(4).message = MessageId{5};
    EXPECT_THAT(wrong(), HasSubstr("message 5 is not under way"));
}

TEST_F(InvariantsTest, ForbidToSendUnderTheNumberOfAnotherMessage) {
    at(5).message = MessageId{0};
    EXPECT_THAT(wrong(), HasSubstr("message 0 is sent, where 1 is the next"));
}

TEST_F(InvariantsTest, ForbidToArriveTwice) {
    at(9) = at(8);
    at(9).seq = 9;
    at(9).slot = 1;
    EXPECT_THAT(wrong(), HasSubstr("message 1 is neither waiting nor under way"));
}

TEST_F(InvariantsTest, ForbidToArriveTooEarlyOrElsewhere) {
    at(11).value = 900;
    EXPECT_THAT(wrong(), HasSubstr("message 4 is due elsewhere, or at 0.002900"));
    at(11).value = 1'000;
    at(4).node = m_names.findNode("membership");
    EXPECT_THAT(wrong(), HasSubstr("message 0 went from and to other nodes"));
}

TEST_F(InvariantsTest, ForbidToForgetAMessage) {
    m_records.resize(3);
    at(3).value = 1'000;
    Record end{.seq = 4, .t = SimTime{5'000}, .kind = Kind::RunEnded};
    m_records.push_back(end);
    EXPECT_EQ(wrong(), "record 4, RunEnded: message 0 never arrived");
    at(4).t = SimTime{1'500};
    EXPECT_EQ(wrong(), "") << "it is still under way";
}

TEST_F(InvariantsTest, ForbidAWorkerTwoThingsAtOnce) {
    at(9).slot = 0;
    EXPECT_THAT(wrong(), HasSubstr("slot 0 is busy with message 1"));
}

TEST_F(InvariantsTest, ForbidToFinishWhatWasNotBegun) {
    at(15).slot = 1;
    EXPECT_THAT(wrong(), HasSubstr("slot 1 is not at work on message 4"));
}

TEST_F(InvariantsTest, ForbidWorkersThatDoNotExist) {
    at(9).slot = 2;
    EXPECT_THAT(wrong(), HasSubstr("there is no worker or connection 2"));
}

TEST_F(InvariantsTest, ForbidQueuesOfAnotherLengthAndWaitsOfAnotherTime) {
    at(10).value = 2;
    EXPECT_THAT(wrong(), HasSubstr("the queue has a length of 1"));
    at(10).value = 1;
    at(20).value = 1'000;
    EXPECT_THAT(wrong(), HasSubstr("message 3 waited elsewhere, or since 0.002000"));
}

TEST_F(InvariantsTest, ForbidToRefuseWhatWaitsElsewhere) {
    m_records.resize(20);
    at(20).kind = Kind::RequestRefused;
    at(20).slot = kNoSlot;
    EXPECT_EQ(wrong(), "") << "whoever waited may be refused";
    at(20).value = 1'000;
    EXPECT_THAT(wrong(), HasSubstr("message 3 waited elsewhere, or since 0.002000"));
}

TEST_F(InvariantsTest, ForbidOffsetsAndVersionsToJump) {
    at(13).value = 1;
    EXPECT_THAT(wrong(), HasSubstr("the partition ends at offset 0"));
    at(13).value = 0;
    at(13).version = 3;
    EXPECT_THAT(wrong(), HasSubstr("the stream of the entity is at version 1"));
    at(13).version = 2;
    at(16).version = 3;
    EXPECT_THAT(wrong(), HasSubstr("the row is at version 1"));
}

TEST_F(InvariantsTest, ForbidToDeliverAndCommitWhatWasNotAppended) {
    at(23).value = 1;
    EXPECT_THAT(wrong(), HasSubstr("EventDelivered: no such event was appended"));
    at(23).value = 0;
    at(28).value = 2;
    EXPECT_THAT(wrong(), HasSubstr("OffsetCommitted: no such event was appended"));
}

TEST_F(InvariantsTest, ForbidProgressToGoBack) {
    Record again = at(28);
    again.seq = 29;
    m_records.resize(28);
    m_records.push_back(again);
    EXPECT_THAT(wrong(), HasSubstr("already committed offset 1"));
}

TEST_F(InvariantsTest, ForbidTheDeadToWork) {
    m_records.resize(30);
    m_records.push_back({.seq = 31,
                         .t = SimTime{9'000},
                         .cause = 30,
                         .message = MessageId{3},
                         .slot = 0,
                         .kind = Kind::HandlerFinished,
                         .node = m_names.findNode("membership")});
    EXPECT_EQ(wrong(), "record 31, HandlerFinished: the node is down");
}

TEST_F(InvariantsTest, ForbidToLoseWhatWasNotThere) {
    at(31).message = MessageId{1};
    EXPECT_THAT(wrong(), HasSubstr("slot 1 holds no message 1"));
    at(31).slot = kNoSlot;
    EXPECT_THAT(wrong(), HasSubstr("message 1 is not waiting here"));
}

TEST_F(InvariantsTest, ForbidARunToGoOnAfterItsEnd) {
    Record more = at(29);
    more.seq = 34;
    m_records.push_back(more);
    EXPECT_THAT(wrong(), HasSubstr("the run has ended"));
}

TEST_F(InvariantsTest, LetARepairPutProgressBackButNotForward) {
    Record reset = at(28);
    reset.seq = 30;
    reset.kind = Kind::OffsetReset;
    reset.value = 0;
    Record again = at(28);
    again.seq = 31;
    m_records.resize(28);
    m_records.push_back({.seq = 29, .t = reset.t, .kind = Kind::RepairStarted});
    m_records.push_back(reset);
    m_records.push_back(again);
    EXPECT_EQ(wrong(), "");
    at(30).value = 2;
    EXPECT_THAT(wrong(), HasSubstr("the group has only committed offset 1"));
}

TEST_F(InvariantsTest, ForbidRowsToBePutBackToWhatTheyNeverWere) {
    Record reset = at(16);
    reset.seq = 29;
    reset.t = at(28).t;
    reset.kind = Kind::RowReset;
    reset.version = 3;
    reset.attempt = 1;
    m_records.resize(28);
    m_records.push_back(reset);
    EXPECT_EQ(wrong(), "");
    at(29).attempt = 4;
    EXPECT_THAT(wrong(), HasSubstr("the row never had a version 4"));
}

TEST_F(InvariantsTest, ForbidToTakeBackWhatWasNotParked) {
    Record parked = at(23);
    parked.seq = 29;
    parked.t = at(28).t;
    parked.kind = Kind::EventParked;
    Record unparked = parked;
    unparked.seq = 30;
    unparked.kind = Kind::EventUnparked;
    m_records.resize(28);
    m_records.push_back(parked);
    m_records.push_back(unparked);
    EXPECT_EQ(wrong(), "");
    at(30).value = 1;
    EXPECT_THAT(wrong(), HasSubstr("no such event was appended"));
    at(30).value = 0;
    m_records.push_back(at(30));
    at(31).seq = 31;
    EXPECT_THAT(wrong(), HasSubstr("it was not parked"));
}

}  // namespace
}  // namespace foldline
