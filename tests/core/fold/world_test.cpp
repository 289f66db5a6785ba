#include "core/fold/world.h"

#include <gtest/gtest.h>

#include "tests/core/fold/record_story.h"

namespace foldline {
namespace {

using Activity = WorkerState::Activity;

class WorldTest : public testing::Test {
protected:
    const Dictionary m_names = story::dictionary();
    World m_world = initialWorld(m_names);

    void tell(std::string_view text) {
        WorldFold{m_names}(m_world, story::records(text, m_names, m_world.seq + 1));
    }

    const NodeState& node(std::string_view name) const {
        return m_world.nodes[m_names.findNode(name).value];
    }

    SymbolId symbol(std::string_view text) const { return m_names.findSymbol(text); }
};

TEST_F(WorldTest, EverybodyIsUpAndIdleBeforeTheFirstRecord) {
    ASSERT_EQ(m_world.nodes.size(), 7U);
    for (const NodeState& state : m_world.nodes) {
        EXPECT_TRUE(state.up);
        EXPECT_TRUE(state.queue.empty());
    }
    EXPECT_EQ(node("membership").workers.size(), 2U);
    EXPECT_EQ(node("members-db").workers.size(), 2U);
    EXPECT_EQ(node("members").workers.size(), 0U);
    EXPECT_EQ(m_world.partitions.size(), 2U);
    ASSERT_EQ(m_world.cursors.size(), 2U);
    EXPECT_EQ(m_world.cursors[1].partition, PartitionId{1});
}

TEST_F(WorldTest, AMessageIsUnderWayFromSendingToArrival) {
    tell(R"(
        10ms RequestSent members->gateway m0 r0 e=member-1 what=changeAddress attempt=1 value=1000
             data=address:Busan
    )");
    ASSERT_EQ(m_world.flights.size(), 1U);
    const Flight& flight = m_world.flights[0];
    EXPECT_EQ(flight.from, m_names.findNode("members"));
    EXPECT_EQ(flight.to, m_names.findNode("gateway"));
    EXPECT_EQ(flight.sentAt, SimTime{10'000});
    EXPECT_EQ(flight.arrivesAt, SimTime{11'000});
    EXPECT_EQ(flight.what, symbol("changeAddress"));
    EXPECT_EQ(flight.sent, 1U);
    tell("11ms RequestReceived gateway->members m0 r0 what=changeAddress");
    EXPECT_TRUE(m_world.flights.empty());
    EXPECT_EQ(node("gateway").received, 1U);
    EXPECT_EQ(node("gateway").asking, 1U);
}

TEST_F(WorldTest, FlightsStayInOrderOfMessageWhateverTheOrderOfArrival) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 attempt=1 value=5000
        2ms RequestSent members->gateway m1 r1 attempt=1 value=1000
        3ms RequestSent members->gateway m2 r2 attempt=1 value=9000
        3ms RequestReceived gateway->members m1 r1
    )");
    ASSERT_EQ(m_world.flights.size(), 2U);
    EXPECT_EQ(m_world.flights[0].message, MessageId{0});
    EXPECT_EQ(m_world.flights[1].message, MessageId{2});
}

TEST_F(WorldTest, ALostMessageIsNoLongerUnderWayAndReachesNobody) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 attempt=1 value=5000
        6ms MessageLost members->gateway m0 r0 what=lost
    )");
    EXPECT_TRUE(m_world.flights.empty());
    EXPECT_EQ(node("gateway").received, 0U);
}

TEST_F(WorldTest, AWorkerIsSeenWorkingAskingAndFreeAgain) {
    tell(R"(
        1ms RequestSent gateway->membership m0 r0 what=changeAddress attempt=1 value=1000
        2ms HandlerStarted membership->gateway m0 r0 what=changeAddress slot=1 attempt=1
    )");
    const WorkerState& worker = node("membership").workers[1];
    EXPECT_EQ(worker.activity, Activity::Working);
    EXPECT_EQ(worker.request, RequestId{0});
    EXPECT_EQ(worker.since, SimTime{2'000});
    EXPECT_EQ(node("membership").received, 1U);
    tell("4ms StatementSent membership->members-db m1 r0 slot=1 value=500");
    EXPECT_EQ(worker.activity, Activity::WaitingForReply);
    EXPECT_EQ(worker.peer, m_names.findNode("members-db"));
    tell("4500us TransactionStarted members-db->membership m1 r0 slot=0");
    EXPECT_EQ(node("members-db").workers[0].peer, m_names.findNode("membership"));
    EXPECT_EQ(m_world.totals.databaseWork, 1U);
    tell(R"(
        6ms TransactionCommitted members-db->membership m1 r0 slot=0 value=1
        6ms ReplySent members-db->membership m2 r0 what=ok value=500
        6500us ReplyReceived membership->members-db m2 r0 what=ok slot=1 value=2500
    )");
    EXPECT_EQ(node("members-db").workers[0], WorkerState{});
    EXPECT_EQ(worker.activity, Activity::Working);
    EXPECT_FALSE(worker.peer.exists());
    tell("7ms HandlerFinished membership r0 what=changeAddress slot=1 value=5000");
    EXPECT_EQ(worker, WorkerState{});
    EXPECT_EQ(node("membership").completed, 1U);
    EXPECT_TRUE(m_world.flights.empty());
}

TEST_F(WorldTest, WhatWaitsIsTakenFromTheQueueWhereverItStands) {
    tell(R"(
        1ms RequestSent gateway->membership m0 r0 attempt=1 value=1000
        1ms RequestSent gateway->membership m1 r1 attempt=1 value=1000
        2ms RequestQueued membership->gateway m0 r0 value=1
        2ms RequestQueued membership->gateway m1 r1 value=2
    )");
    ASSERT_EQ(node("membership").queue.size(), 2U);
    EXPECT_EQ(node("membership").queue[1].message, MessageId{1});
    EXPECT_EQ(node("membership").received, 2U);
    tell("3ms HandlerStarted membership->gateway m1 r1 slot=0 attempt=1 value=1000");
    ASSERT_EQ(node("membership").queue.size(), 1U);
    EXPECT_EQ(node("membership").queue[0].message, MessageId{0});
    EXPECT_EQ(node("membership").received, 2U);
}

TEST_F(WorldTest, ATimeoutFreesTheWorkerToDecideAndARetryMakesItWait) {
    tell(R"(
        1ms RequestSent gateway->membership m0 r0 attempt=1 value=1000
        2ms HandlerStarted membership->gateway m0 r0 slot=0 attempt=1
        3ms StatementSent membership->members-db m1 r0 slot=0 value=500
        9ms TimedOut membership->members-db r0 slot=0 attempt=1 value=6000
    )");
    EXPECT_EQ(node("membership").workers[0].activity, Activity::Working);
    tell("9ms RetryScheduled membership->members-db r0 slot=0 attempt=2 value=1000");
    EXPECT_EQ(node("membership").workers[0].activity, Activity::WaitingForRetry);
    EXPECT_EQ(node("membership").workers[0].attempt, 2U);
    EXPECT_EQ(node("membership").retries, 1U);
    EXPECT_EQ(m_world.totals.retries, 1U);
}

TEST_F(WorldTest, AFailedBatchWaitsWithItsWorkerUntilItIsStartedAgain) {
    tell(R"(
        1ms BatchSent broker->projector m0 what=members-row slot=2 value=1000
        2ms HandlerStarted projector->broker m0 what=project slot=0 attempt=1
        2ms EventDelivered projector->broker m0 r0 slot=1 value=0 attempt=1
        2ms EventDelivered projector->broker m0 r1 slot=1 value=1 attempt=1
        3ms HandlerFailed projector what=failed slot=0 value=1000
        3ms RetryScheduled projector->broker m0 slot=0 attempt=2 value=4000
    )");
    EXPECT_EQ(node("projector").workers[0].activity, Activity::WaitingForRetry);
    EXPECT_EQ(node("projector").failed, 1U);
    EXPECT_EQ(node("projector").workers[0].events, 2U);
    tell("7ms HandlerStarted projector->broker m0 what=project slot=0 attempt=2");
    EXPECT_EQ(node("projector").workers[0].activity, Activity::Working);
    EXPECT_EQ(node("projector").workers[0].attempt, 2U);
    EXPECT_EQ(node("projector").workers[0].events, 2U);
    EXPECT_EQ(node("projector").received, 1U);
}

TEST_F(WorldTest, AClientAsksUntilItIsToldForGood) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 attempt=1 value=1000
        2ms RequestSent members->gateway m1 r1 attempt=1 value=1000
        3ms RequestSent members->gateway m2 r2 attempt=1 value=1000
    )");
    EXPECT_EQ(node("members").asking, 3U);
    EXPECT_EQ(m_world.totals.requests, 3U);
    tell(R"(
        4ms ReplyReceived members->gateway m3 r0 what=failed version=1
        4ms RetryScheduled members->gateway r0 attempt=2 value=1000
        5ms RequestSent members->gateway m4 r0 attempt=2 value=1000
    )");
    EXPECT_EQ(node("members").asking, 3U);
    EXPECT_EQ(m_world.totals.requests, 3U);
    tell(R"(
        6ms ReplyReceived members->gateway m5 r0 what=ok
        7ms ReplyReceived members->gateway m6 r1 what=failed
        8ms TimedOut members->gateway r2 attempt=1 value=5000
    )");
    EXPECT_EQ(node("members").asking, 0U);
    EXPECT_EQ(m_world.totals.accepted, 1U);
    EXPECT_EQ(m_world.totals.refused, 1U);
    EXPECT_EQ(m_world.totals.unknown, 1U);
    EXPECT_EQ(m_world.totals.pending(), 0U);
}

TEST_F(WorldTest, ALateAnswerChangesNothingForTheClient) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 attempt=1 value=1000
        5ms ReplySent gateway->members m1 r0 what=ok value=9000
        8ms TimedOut members->gateway r0 attempt=1 value=7000
        14ms ReplyIgnored members->gateway m1 r0 what=ok
    )");
    EXPECT_EQ(m_world.totals.unknown, 1U);
    EXPECT_EQ(m_world.totals.accepted, 0U);
    ASSERT_EQ(m_world.flights.size(), 1U);
    EXPECT_EQ(m_world.flights[0].message, MessageId{0});
}

TEST_F(WorldTest, AGatewayIsRidOfARequestWhenItAnswers) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 attempt=1 value=1000
        2ms RequestReceived gateway->members m0 r0
        2ms RequestSent gateway->membership m1 r0 attempt=1 value=1000
        5ms ReplyReceived gateway->membership m2 r0 what=failed
        5ms AccessLogged gateway r0 what=failed attempt=1
    )");
    EXPECT_EQ(node("gateway").asking, 1U);
    tell("5ms ReplySent gateway->members m3 r0 what=failed value=1000");
    EXPECT_EQ(node("gateway").asking, 0U);
    EXPECT_EQ(node("gateway").accessLines, 1U);
    EXPECT_EQ(m_world.totals.accessLines, 1U);
}

TEST_F(WorldTest, AGatewayThatIsDownRefusesWithoutEndingWhatItNeverTookIn) {
    tell(R"(
        1ms NodeStopped gateway what=down
        1ms RequestSent members->gateway m0 r0 attempt=1 value=1000
        2ms RequestRefused gateway->members m0 r0 what=down
        2ms ReplySent gateway->members m1 r0 what=down value=1000
    )");
    EXPECT_EQ(node("gateway").asking, 0U);
    EXPECT_EQ(node("gateway").refused, 1U);
    EXPECT_FALSE(node("gateway").up);
}

TEST_F(WorldTest, AStoppingNodeForgetsWhatItIsSaidToForget) {
    tell(R"(
        1ms RequestSent gateway->membership m0 r0 attempt=1 value=1000
        1ms RequestSent gateway->membership m1 r1 attempt=1 value=1000
        2ms HandlerStarted membership->gateway m0 r0 slot=0 attempt=1
        2ms RequestQueued membership->gateway m1 r1 value=1
        3ms FaultStarted membership what=down slot=4 value=1000000
        3ms NodeStopped membership what=down
        3ms WorkLost membership m0 r0 what=running slot=0
        3ms WorkLost membership m1 r1 what=queued
    )");
    EXPECT_FALSE(node("membership").up);
    EXPECT_EQ(node("membership").workers[0], WorkerState{});
    EXPECT_TRUE(node("membership").queue.empty());
    EXPECT_EQ(node("membership").lost, 2U);
    ASSERT_EQ(node("membership").faults.size(), 1U);
    EXPECT_EQ(node("membership").faults[0].fault, 4);
    EXPECT_EQ(node("membership").faults[0].since, SimTime{3'000});
    tell(R"(
        9ms FaultEnded membership what=down slot=4
        9ms NodeStarted membership
    )");
    EXPECT_TRUE(node("membership").up);
    EXPECT_TRUE(node("membership").faults.empty());
}

TEST_F(WorldTest, ABatchThatWaitsForAWorkerIsGoneWhenItsConsumerStops) {
    tell(R"(
        1ms BatchSent broker->projector m0 what=members-row slot=2 value=1000
        1ms BatchSent broker->projector m1 what=members-row slot=2 value=9000
        5ms NodeStopped projector what=crash
    )");
    ASSERT_EQ(m_world.flights.size(), 1U);
    EXPECT_EQ(m_world.flights[0].message, MessageId{1});
}

TEST_F(WorldTest, CursorsFollowDeliveryAndCommitPartitionByPartition) {
    tell(R"(
        0s PartitionsAssigned projector->broker what=members-row slot=0 value=0
        0s PartitionsAssigned projector->broker what=members-row slot=1 value=0
        1ms EventProduced membership->broker m0 r0 e=member-1 what=AddressChanged value=500
        2ms EventAppended broker->membership m0 r0 e=member-1 version=2 what=AddressChanged slot=1
            value=0 data=address:Busan
        2ms EventAppended broker->membership m1 r1 e=member-1 version=3 what=AddressChanged slot=1
            value=1 data=address:Jeju
    )");
    EXPECT_EQ(m_world.partitions[0].end, 0);
    EXPECT_EQ(m_world.partitions[1].end, 2);
    EXPECT_EQ(m_world.totals.eventsAppended, 2U);
    EXPECT_EQ(node("broker").received, 1U);
    tell(R"(
        3ms BatchSent broker->projector m2 what=members-row slot=2 value=1000
        4ms HandlerStarted projector->broker m2 what=project slot=0 attempt=1
        4ms EventDelivered projector->broker m2 r0 slot=1 value=0 attempt=1
        4ms EventDelivered projector->broker m2 r1 slot=1 value=1 attempt=1
    )");
    EXPECT_EQ(node("projector").workers[0].events, 2U);
    EXPECT_EQ(m_world.cursors[1].delivered, 2);
    EXPECT_EQ(m_world.cursors[1].committed, 0);
    tell("5ms OffsetCommitted projector->broker what=members-row slot=1 value=2");
    EXPECT_EQ(m_world.cursors[1].committed, 2);
    EXPECT_EQ(m_world.cursors[0], (CursorState{.partition = PartitionId{0}}));
}

TEST_F(WorldTest, ARestartedConsumerGoesOnFromWhatItCommitted) {
    tell(R"(
        0s PartitionsAssigned projector->broker what=members-row slot=0 value=0
        3ms BatchSent broker->projector m2 what=members-row slot=1 value=1000
        4ms HandlerStarted projector->broker m2 what=project slot=0 attempt=1
        4ms EventDelivered projector->broker m2 r0 slot=0 value=0 attempt=1
        5ms NodeStopped projector what=crash
        5ms WorkLost projector m2 what=running slot=0
        9ms NodeStarted projector
        9ms PartitionsAssigned projector->broker what=members-row slot=0 value=0
    )");
    EXPECT_EQ(m_world.cursors[0].delivered, 0);
    tell(R"(
        9ms BatchSent broker->projector m3 what=members-row slot=1 value=1000
        10ms HandlerStarted projector->broker m3 what=project slot=0 attempt=1
        10ms EventDelivered projector->broker m3 r0 slot=0 value=0 attempt=2
    )");
    EXPECT_EQ(m_world.cursors[0].delivered, 1);
    EXPECT_EQ(m_world.totals.redelivered, 1U);
}

TEST_F(WorldTest, ACommitOfAnotherGroupMovesNoCursor) {
    tell("5ms OffsetCommitted projector->broker what=other-group slot=1 value=2");
    EXPECT_EQ(m_world.cursors[1].committed, 0);
}

TEST_F(WorldTest, ABreakerIsAsItsGatewaySaidLastUntilItForgets) {
    tell("1ms BreakerOpened gateway->membership value=600000");
    ASSERT_EQ(node("gateway").breakers.size(), 1U);
    const BreakerState& breaker = node("gateway").breakers[0];
    EXPECT_EQ(breaker.target, m_names.findNode("membership"));
    EXPECT_EQ(breaker.state, BreakerState::State::Open);
    tell("2ms BreakerHalfOpened gateway->membership");
    EXPECT_EQ(breaker.state, BreakerState::State::HalfOpen);
    EXPECT_EQ(breaker.since, SimTime{2'000});
    tell("3ms BreakerClosed gateway->membership");
    EXPECT_EQ(breaker.state, BreakerState::State::Closed);
    ASSERT_EQ(node("gateway").breakers.size(), 1U);
    tell("4ms NodeStopped gateway what=down");
    EXPECT_TRUE(node("gateway").breakers.empty());
}

TEST_F(WorldTest, ARefusalByAGatewayEndsNothingThatItTookInBefore) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 attempt=1 value=1000
        2ms RequestReceived gateway->members m0 r0
        3ms RequestSent members->gateway m1 r1 attempt=1 value=1000
        4ms RequestRefused gateway->members m1 r1 what=failed
        4ms ReplySent gateway->members m2 r1 what=failed value=1000
    )");
    EXPECT_EQ(node("gateway").asking, 1U);
    EXPECT_EQ(node("gateway").received, 2U);
    EXPECT_EQ(node("gateway").refused, 1U);
}

TEST_F(WorldTest, WhoWaitedTooLongLeavesTheQueue) {
    tell(R"(
        1ms RequestSent gateway->membership m0 r0 attempt=1 value=1000
        2ms RequestQueued membership->gateway m0 r0 value=1
        9ms RequestRefused membership->gateway m0 r0 what=failed value=7000
    )");
    EXPECT_TRUE(node("membership").queue.empty());
    EXPECT_EQ(node("membership").received, 1U);
    EXPECT_EQ(node("membership").refused, 1U);
}

TEST_F(WorldTest, WhatAnRdbSkipsIsCounted) {
    tell("1ms DuplicateSkipped members-db->membership m0 r0 e=member-1 what=changeAddress");
    EXPECT_EQ(node("members-db").skipped, 1U);
    EXPECT_EQ(node("members-db").rowsWritten, 0U);
}

TEST_F(WorldTest, NonsenseBreaksNothing) {
    Record record;
    record.node = NodeId{900};
    record.peer = NodeId{901};
    record.slot = 123'456;
    record.value = std::numeric_limits<std::int64_t>::max();
    const WorldFold foldWorld(m_names);
    for (const NodeId node : {NodeId{900}, NodeId{2}, NodeId{3}, NodeId{4}, NodeId{6}, NodeId{}}) {
        for (const std::int32_t slot : {123'456, 0, -7}) {
            for (const KindInfo& info : kindInfos()) {
                record.seq = m_world.seq + 1;
                record.kind = info.kind;
                record.node = node;
                record.slot = slot;
                foldWorld(m_world, record);
            }
        }
    }
    EXPECT_TRUE(m_world.ended);
    EXPECT_EQ(m_world.nodes.size(), 7U);
}

TEST_F(WorldTest, AConsumersProgressCanBePutBack) {
    tell(R"(
        1ms OffsetCommitted projector->broker what=members-row slot=1 value=9
        2ms OffsetReset projector->broker what=members-row slot=1 value=3
    )");
    EXPECT_EQ(m_world.cursors[1].committed, 3);
    EXPECT_EQ(m_world.cursors[1].delivered, 3);
}

TEST_F(WorldTest, ARepairIsInForceUntilItIsMade) {
    tell("1ms RepairStarted members-db slot=4 what=down");
    ASSERT_EQ(node("members-db").faults.size(), 1U);
    EXPECT_EQ(node("members-db").faults[0].fault, 4);
    tell("2ms RepairFinished members-db slot=4 what=down");
    EXPECT_TRUE(node("members-db").faults.empty());
    tell(R"(
        3ms RepairStarted members-db slot=5 what=down
        4ms RepairFailed members-db->broker slot=5 what=down
    )");
    EXPECT_TRUE(node("members-db").faults.empty());
}

}  // namespace
}  // namespace foldline
