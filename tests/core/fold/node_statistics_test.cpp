#include "core/fold/node_statistics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <random>

#include "tests/core/fold/record_story.h"

namespace foldline {
namespace {

class NodeStatisticsTest : public testing::Test {
protected:
    const Dictionary m_names = story::dictionary();

    std::vector<NodeSummary> summariesOf(std::string_view text,
                                         SimTime end,
                                         SimTime warmup = SimTime{}) const {
        NodeStatistics statistics(m_names, warmup);
        for (const Record& record : story::records(text, m_names)) {
            statistics.fold(record);
        }
        return statistics.summarise(end);
    }

    NodeSummary summaryOf(std::string_view node,
                          std::string_view text,
                          SimTime end,
                          SimTime warmup = SimTime{}) const {
        return summariesOf(text, end, warmup)[m_names.findNode(node).value];
    }
};

constexpr std::string_view kTwoWorkersThreeRequests = R"(
    0ms HandlerStarted membership->gateway m0 r0 slot=0 attempt=1
    2ms HandlerStarted membership->gateway m1 r1 slot=1 attempt=1
    4ms RequestQueued membership->gateway m2 r2 value=1
    10ms HandlerFinished membership m0 r0 slot=0 value=10000
    10ms HandlerStarted membership->gateway m2 r2 slot=0 attempt=1 value=6000
    12ms HandlerFailed membership m1 r1 what=failed slot=1 value=10000
    14ms HandlerFinished membership m2 r2 slot=0 value=4000
)";

TEST_F(NodeStatisticsTest, AServiceSummarisesAsComputedByHand) {
    const NodeSummary s = summaryOf("membership", kTwoWorkersThreeRequests, SimTime{20'000});
    EXPECT_EQ(s.arrivals, 3U);
    EXPECT_EQ(s.started, 3U);
    EXPECT_EQ(s.completed, 2U);
    EXPECT_EQ(s.failed, 1U);
    EXPECT_EQ(s.wait.count, 3U);
    EXPECT_EQ(s.wait.p50Us, 0);
    EXPECT_EQ(s.wait.maxUs, 6'000);
    EXPECT_DOUBLE_EQ(s.service.meanUs, 8'000.0);
    EXPECT_DOUBLE_EQ(s.sojourn.meanUs, 10'000.0);
    EXPECT_DOUBLE_EQ(s.queue.mean, 6.0 / 20);
    EXPECT_EQ(s.queue.max, 1);
    EXPECT_DOUBLE_EQ(s.busy.mean, 24.0 / 20);
    EXPECT_EQ(s.busy.max, 2);
    EXPECT_DOUBLE_EQ(s.inSystem.mean, 30.0 / 20);
    EXPECT_EQ(s.inSystem.max, 3);
    EXPECT_DOUBLE_EQ(s.utilisation, 24.0 / 40);
    EXPECT_DOUBLE_EQ(s.upShare, 1.0);
}

TEST_F(NodeStatisticsTest, WhatArrivedBeforeTheWarmUpDoesNotCountButKeepsWorkersBusy) {
    const NodeSummary s =
        summaryOf("membership", kTwoWorkersThreeRequests, SimTime{20'000}, SimTime{4'000});
    EXPECT_EQ(s.arrivals, 1U);
    EXPECT_EQ(s.started, 1U);
    EXPECT_EQ(s.completed, 1U);
    EXPECT_EQ(s.failed, 0U);
    EXPECT_EQ(s.sojourn.count, 1U);
    EXPECT_EQ(s.sojourn.maxUs, 10'000);
    EXPECT_DOUBLE_EQ(s.busy.mean, (6.0 + 8.0 + 4.0) / 16);
}

TEST_F(NodeStatisticsTest, AFailedTryOfABatchIsNotTheEndOfItsWork) {
    const NodeSummary s = summaryOf("projector",
                                    R"(
        1ms HandlerStarted projector->broker m0 what=project slot=0 attempt=1
        1ms EventDelivered projector->broker m0 r0 slot=1 value=0 attempt=1
        1ms EventDelivered projector->broker m0 r1 slot=1 value=1 attempt=2
        2ms HandlerFailed projector m0 what=failed slot=0 value=1000
        2ms RetryScheduled projector->broker m0 what=project slot=0 attempt=2 value=4000
        6ms HandlerStarted projector->broker m0 what=project slot=0 attempt=2
        9ms HandlerFinished projector m0 what=project slot=0 value=3000
    )",
                                    SimTime{16'000});
    EXPECT_EQ(s.arrivals, 1U);
    EXPECT_EQ(s.started, 1U);
    EXPECT_EQ(s.completed, 1U);
    EXPECT_EQ(s.failed, 0U);
    EXPECT_EQ(s.retries, 1U);
    EXPECT_EQ(s.events, 2U);
    EXPECT_EQ(s.redelivered, 1U);
    EXPECT_EQ(s.sojourn.count, 1U);
    EXPECT_EQ(s.sojourn.maxUs, 8'000);
    EXPECT_DOUBLE_EQ(s.busy.mean, 0.5);
}

TEST_F(NodeStatisticsTest, ARetriedStatementDoesNotReviveTheHandlerThatFailedBefore) {
    const NodeSummary s = summaryOf("membership",
                                    R"(
        1ms HandlerStarted membership->gateway m0 r0 slot=0 attempt=1
        2ms HandlerFailed membership m0 r0 what=failed slot=0 value=1000
        2ms HandlerStarted membership->gateway m1 r1 slot=0 attempt=1
        3ms RetryScheduled membership->members-db r1 slot=0 attempt=2 value=1000
        5ms HandlerFinished membership m1 r1 slot=0 value=3000
    )",
                                    SimTime{10'000});
    EXPECT_EQ(s.failed, 1U);
    EXPECT_EQ(s.completed, 1U);
    EXPECT_EQ(s.retries, 1U);
    EXPECT_DOUBLE_EQ(s.busy.mean, 0.4);
}

TEST_F(NodeStatisticsTest, ABatchThatWaitedForAWorkerWaitedInTheQueue) {
    const NodeSummary s = summaryOf("projector",
                                    R"(
        6ms HandlerStarted projector->broker m0 what=project slot=0 attempt=1 value=4000
        8ms HandlerFinished projector m0 what=project slot=0 value=2000
    )",
                                    SimTime{10'000});
    EXPECT_EQ(s.wait.maxUs, 4'000);
    EXPECT_DOUBLE_EQ(s.queue.mean, 0.4);
    EXPECT_DOUBLE_EQ(s.inSystem.mean, 0.6);
}

TEST_F(NodeStatisticsTest, AnRdbCountsTransactionsAndRows) {
    const NodeSummary s = summaryOf("members-db",
                                    R"(
        1ms TransactionStarted members-db->membership m0 r0 slot=0
        2ms TransactionStarted members-db->membership m1 r1 slot=1
        3ms StatementQueued members-db->membership m2 r2 value=1
        4ms RequestRefused members-db->membership m3 r3 what=queue_full
        5ms TransactionCommitted members-db->membership m0 r0 slot=0 value=1
        5ms RowWritten members-db r0 e=member-1 version=2
        5ms TransactionStarted members-db->membership m2 r2 slot=0 value=2000
        6ms TransactionRolledBack members-db->membership m1 r1 what=failed slot=1 value=1
        7ms NodeStopped members-db what=down
        7ms TransactionRolledBack members-db->membership m2 r2 what=down slot=0 value=1
        9ms NodeStarted members-db
    )",
                                    SimTime{10'000});
    EXPECT_EQ(s.arrivals, 4U);
    EXPECT_EQ(s.started, 3U);
    EXPECT_EQ(s.completed, 1U);
    EXPECT_EQ(s.failed, 2U);
    EXPECT_EQ(s.refused, 1U);
    EXPECT_EQ(s.rowsWritten, 1U);
    EXPECT_DOUBLE_EQ(s.upShare, 0.8);
    EXPECT_DOUBLE_EQ(s.busy.mean, 1.0);
}

TEST_F(NodeStatisticsTest, AStoppingServiceLosesWhatItHeld) {
    const NodeSummary s = summaryOf("membership",
                                    R"(
        1ms HandlerStarted membership->gateway m0 r0 slot=0 attempt=1
        2ms RequestQueued membership->gateway m1 r1 value=1
        4ms NodeStopped membership what=crash
        4ms WorkLost membership m0 r0 what=running slot=0
        4ms WorkLost membership m1 r1 what=queued
    )",
                                    SimTime{8'000});
    EXPECT_EQ(s.lost, 2U);
    EXPECT_EQ(s.completed, 0U);
    EXPECT_EQ(s.open, 0U);
    EXPECT_EQ(s.unfinished.count, 2U);
    EXPECT_DOUBLE_EQ(s.unfinished.meanUs, 2'500.0);
    EXPECT_DOUBLE_EQ(s.inSystem.mean, 5.0 / 8);
    EXPECT_DOUBLE_EQ(s.upShare, 0.5);
}

TEST_F(NodeStatisticsTest, AClientsLatencyIsFromTheFirstSendOfWhatIsToldOk) {
    const NodeSummary s = summaryOf("members",
                                    R"(
        1ms RequestSent members->gateway m0 r0 attempt=1
        1ms RequestSent members->gateway m1 r1 attempt=1
        1ms RequestSent members->gateway m2 r2 attempt=1
        3ms TimedOut members->gateway r0 version=1
        3ms RetryScheduled members->gateway r0 attempt=2
        4ms RequestSent members->gateway m3 r0 attempt=2
        5ms ReplyReceived members->gateway m4 r1 what=failed
        7ms ReplyReceived members->gateway m5 r0 what=ok
        9ms TimedOut members->gateway r2
    )",
                                    SimTime{9'000});
    EXPECT_EQ(s.arrivals, 3U);
    EXPECT_EQ(s.completed, 1U);
    EXPECT_EQ(s.refused, 1U);
    EXPECT_EQ(s.failed, 1U);
    EXPECT_EQ(s.timedOut, 2U);
    EXPECT_EQ(s.retries, 1U);
    EXPECT_EQ(s.latency.count, 1U);
    EXPECT_EQ(s.latency.maxUs, 6'000);
    EXPECT_EQ(s.sojourn.count, 3U);
    EXPECT_DOUBLE_EQ(s.inSystem.mean * 9'000, s.sojourn.meanUs * 3);
}

TEST_F(NodeStatisticsTest, AGatewayHoldsARequestUntilItAnswers) {
    const NodeSummary s = summaryOf("gateway",
                                    R"(
        0ms RequestSent members->gateway m0 r0 attempt=1
        0ms RequestSent members->gateway m2 r1 attempt=1
        1ms RequestReceived gateway->members m0 r0
        1ms RequestSent gateway->membership m1 r0 attempt=1
        2ms RequestReceived gateway->members m2 r1
        2ms RequestSent gateway->membership m3 r1 attempt=1
        3ms TimedOut gateway->membership r0
        3ms RetryScheduled gateway->membership r0 attempt=2
        4ms RequestSent gateway->membership m4 r0 attempt=2
        5ms ReplySent gateway->members m5 r0 what=ok
        6ms ReplySent gateway->members m6 r1 what=failed
    )",
                                    SimTime{8'000});
    EXPECT_EQ(s.arrivals, 2U);
    EXPECT_EQ(s.started, 2U);
    EXPECT_EQ(s.completed, 1U);
    EXPECT_EQ(s.failed, 1U);
    EXPECT_EQ(s.timedOut, 1U);
    EXPECT_EQ(s.retries, 1U);
    EXPECT_DOUBLE_EQ(s.sojourn.meanUs, 4'000.0);
    EXPECT_DOUBLE_EQ(s.inSystem.mean, 1.0);
}

TEST_F(NodeStatisticsTest, ARequestThatIsSentAgainIsTwoPiecesOfWorkAtAGateway) {
    const NodeSummary s = summaryOf("gateway",
                                    R"(
        0ms RequestSent members->gateway m0 r0 attempt=1
        1ms RequestReceived gateway->members m0 r0
        2ms TimedOut members->gateway r0 version=1
        2ms RequestSent members->gateway m1 r0 attempt=2
        3ms RequestReceived gateway->members m1 r0
        5ms ReplySent gateway->members m2 r0 what=ok
        6ms ReplySent gateway->members m3 r0 what=ok
        7ms ReplySent gateway->members m4 r0 what=ok
    )",
                                    SimTime{7'000});
    EXPECT_EQ(s.arrivals, 2U);
    EXPECT_EQ(s.completed, 2U);
    EXPECT_EQ(s.sojourn.maxUs, 4'000);
    EXPECT_EQ(s.sojourn.minUs, 3'000);
    EXPECT_DOUBLE_EQ(s.inSystem.mean, 1.0);
}

TEST_F(NodeStatisticsTest, WhatIsNotDoneAtTheEndIsOpen) {
    const std::vector<NodeSummary> nodes = summariesOf(R"(
        0ms RequestSent members->gateway m0 r0 attempt=1
        1ms RequestReceived gateway->members m0 r0
        2ms HandlerStarted membership->gateway m1 r0 slot=0 attempt=1
        3ms RequestQueued membership->gateway m2 r1 value=1
        5ms TransactionStarted members-db->membership m3 r0 slot=1
    )",
                                                       SimTime{10'000});
    const auto of = [&](std::string_view node) { return nodes[m_names.findNode(node).value]; };
    EXPECT_EQ(of("members").unfinished.maxUs, 10'000);
    EXPECT_EQ(of("gateway").unfinished.maxUs, 9'000);
    EXPECT_EQ(of("membership").unfinished.maxUs, 8'000);
    EXPECT_EQ(of("membership").unfinished.minUs, 7'000);
    EXPECT_EQ(of("members-db").unfinished.maxUs, 5'000);
    for (const auto& [node, count] :
         {std::pair{"members", 1U}, {"gateway", 1U}, {"membership", 2U}, {"members-db", 1U}}) {
        EXPECT_EQ(of(node).open, count) << node;
        EXPECT_EQ(of(node).inSystem.last, count) << node;
        EXPECT_DOUBLE_EQ(of(node).inSystem.mean * 10'000, of(node).unfinished.meanUs * count);
    }
}

TEST_F(NodeStatisticsTest, WhatWasOpenBeforeTheWarmUpIsNotCountedAsOpen) {
    const NodeSummary s = summaryOf("membership",
                                    "1ms HandlerStarted membership->gateway m1 r0 slot=0",
                                    SimTime{10'000},
                                    SimTime{2'000});
    EXPECT_EQ(s.open, 0U);
    EXPECT_EQ(s.inSystem.last, 1);
}

constexpr std::string_view kThreeEventsOneRedelivered = R"(
    0ms EventAppended broker->membership m0 r0 slot=0 value=0
    2ms EventAppended broker->membership m1 r1 slot=0 value=1
    4ms HandlerStarted projector->broker m2 what=project slot=0 attempt=1
    4ms EventDelivered projector->broker m2 r0 slot=0 value=0 attempt=1
    4ms EventDelivered projector->broker m2 r1 slot=0 value=1 attempt=1
    5ms EventAppended broker->membership m3 r2 slot=1 value=0
    6ms NodeStopped projector what=crash
    6ms WorkLost projector m2 what=running slot=0
    8ms NodeStarted projector
    8ms HandlerStarted projector->broker m4 what=project slot=0 attempt=1
    8ms EventDelivered projector->broker m4 r0 slot=0 value=0 attempt=2
    8ms EventDelivered projector->broker m4 r1 slot=0 value=1 attempt=2
    9ms HandlerFinished projector m4 what=project slot=0 value=1000
    9ms OffsetCommitted projector->broker slot=0 what=members-row value=2
)";

TEST_F(NodeStatisticsTest, AnEventWaitsUntilItsFirstDeliveryAndLagsUntilItIsCommitted) {
    const NodeSummary s = summaryOf("projector", kThreeEventsOneRedelivered, SimTime{10'000});
    EXPECT_EQ(s.eventWait.count, 2U);
    EXPECT_DOUBLE_EQ(s.eventWait.meanUs, 3'000.0);
    EXPECT_EQ(s.eventSojourn.count, 2U);
    EXPECT_EQ(s.eventSojourn.maxUs, 9'000);
    EXPECT_EQ(s.eventSojourn.minUs, 7'000);
    EXPECT_EQ(s.lag.max, 3);
    EXPECT_EQ(s.lag.last, 1);
    EXPECT_DOUBLE_EQ(s.lag.mean, (9.0 + 7.0 + 5.0) / 10);
}

TEST_F(NodeStatisticsTest, EventsAppendedBeforeTheWarmUpLagButDoNotCount) {
    const NodeSummary s =
        summaryOf("projector", kThreeEventsOneRedelivered, SimTime{10'000}, SimTime{1'000});
    EXPECT_EQ(s.eventWait.count, 1U);
    EXPECT_EQ(s.eventSojourn.maxUs, 7'000);
    EXPECT_DOUBLE_EQ(s.lag.mean, (8.0 + 7.0 + 5.0) / 9);
}

TEST_F(NodeStatisticsTest, WhoWaitedTooLongIsOneArrivalAndOneRefusal) {
    const NodeSummary s = summaryOf("membership",
                                    R"(
        0ms HandlerStarted membership->gateway m0 r0 slot=0 attempt=1
        0ms HandlerStarted membership->gateway m1 r1 slot=1 attempt=1
        2ms RequestQueued membership->gateway m2 r2 value=1
        8ms RequestRefused membership->gateway m2 r2 what=failed value=6000
    )",
                                    SimTime{10'000});
    EXPECT_EQ(s.arrivals, 3U);
    EXPECT_EQ(s.refused, 1U);
    EXPECT_EQ(s.started, 2U);
    EXPECT_EQ(s.open, 2U);
    EXPECT_DOUBLE_EQ(s.queue.mean, 0.6);
    EXPECT_DOUBLE_EQ(s.inSystem.mean, 2.6);
    EXPECT_DOUBLE_EQ(s.unfinished.meanUs * 3, 26'000.0);
}

TEST_F(NodeStatisticsTest, ARefusalByAGatewayEndsNoOtherCopyOfTheRequest) {
    const NodeSummary s = summaryOf("gateway",
                                    R"(
        0ms RequestSent members->gateway m0 r0 what=changeAddress attempt=1 value=1000
        1ms RequestReceived gateway->members m0 r0
        1ms RequestSent gateway->membership m1 r0 attempt=1 value=1000
        2ms RequestSent members->gateway m2 r0 what=changeAddress attempt=2 value=1000
        3ms RequestRefused gateway->members m2 r0 what=failed
        3ms ReplySent gateway->members m3 r0 what=failed value=1000 cause=5
        5ms ReplySent gateway->members m4 r0 what=ok value=1000 cause=3
    )",
                                    SimTime{10'000});
    EXPECT_EQ(s.arrivals, 2U);
    EXPECT_EQ(s.refused, 1U);
    EXPECT_EQ(s.completed, 1U);
    EXPECT_EQ(s.failed, 0U);
    EXPECT_DOUBLE_EQ(s.inSystem.mean, 0.4);
}

TEST_F(NodeStatisticsTest, ABrokerCountsTheEventsItAppends) {
    const NodeSummary s = summaryOf("broker",
                                    R"(
        1ms EventAppended broker->membership m0 r0 slot=0 value=0
        2ms EventAppended broker->membership m1 r1 slot=1 value=0
        3ms RequestRefused broker->membership m2 r2 what=down
    )",
                                    SimTime{8'000});
    EXPECT_EQ(s.events, 2U);
    EXPECT_EQ(s.arrivals, 3U);
    EXPECT_EQ(s.completed, 2U);
    EXPECT_EQ(s.refused, 1U);
}

TEST_F(NodeStatisticsTest, NonsenseBreaksNothing) {
    NodeStatistics statistics(m_names, SimTime{});
    for (const int node : {0, 1, 2, 3, 4, 6, 900}) {
        for (const std::int32_t slot : {0, 1, 123'456, -7}) {
            for (const KindInfo& info : kindInfos()) {
                Record record;
                record.kind = info.kind;
                record.node = NodeId{static_cast<std::uint16_t>(node)};
                record.slot = slot;
                record.request = RequestId{1ULL << 60};
                record.value = std::numeric_limits<std::int64_t>::min();
                statistics.fold(record);
            }
        }
    }
    EXPECT_EQ(statistics.summarise(SimTime{1}).size(), m_names.nodes.size());
}

/// A service of two workers with a queue, played by hand: the truth to compare with.
struct PlayedQueue {
    struct Job {
        std::int64_t arrived = 0;
        std::int64_t started = 0;
        std::int64_t ended = 0;
    };

    std::vector<Job> jobs;
    std::vector<Record> records;
    std::int64_t end = 0;

    PlayedQueue(std::mt19937& random, NodeId node, std::size_t count) {
        std::array<std::int64_t, 2> freeAt{};
        std::int64_t t = 0;
        for (std::size_t i = 0; i < count; ++i) {
            t += static_cast<std::int64_t>(random() % 100);
            const auto worker = std::ranges::min_element(freeAt);
            const std::int64_t started = std::max(t, *worker);
            const std::int64_t ended = started + 1 + static_cast<std::int64_t>(random() % 180);
            *worker = ended;
            jobs.push_back({.arrived = t, .started = started, .ended = ended});
            const auto slot = static_cast<std::int32_t>(worker - freeAt.begin());
            if (started > t) {
                add(Kind::RequestQueued, node, i, t, kNoSlot);
            }
            add(Kind::HandlerStarted, node, i, started, slot);
            add(Kind::HandlerFinished, node, i, ended, slot);
            end = std::max(end, ended);
        }
        std::ranges::stable_sort(records, [](const Record& a, const Record& b) {
            const auto rank = [](const Record& r) {
                return r.kind == Kind::HandlerFinished ? 0 : r.kind == Kind::HandlerStarted ? 1 : 2;
            };
            return std::pair(a.t, rank(a)) < std::pair(b.t, rank(b));
        });
    }

    void add(Kind kind, NodeId node, std::size_t job, std::int64_t t, std::int32_t slot) {
        Record record;
        record.kind = kind;
        record.node = node;
        record.t = {t};
        record.slot = slot;
        record.message = MessageId{job};
        record.request = RequestId{job};
        records.push_back(record);
    }
};

TEST_F(NodeStatisticsTest, LittlesLawIsAnIdentity) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const NodeId node = m_names.findNode("membership");
    for (int round = 0; round < 50; ++round) {
        const PlayedQueue played(random, node, 400);
        NodeStatistics statistics(m_names, SimTime{});
        std::ranges::for_each(played.records, [&](const Record& r) { statistics.fold(r); });
        const NodeSummary s = statistics.summarise(SimTime{played.end})[node.value];
        const auto length = static_cast<double>(played.end);
        const auto total = [](const DurationSummary& d) {
            return d.meanUs * static_cast<double>(d.count);
        };
        ASSERT_EQ(s.completed, 400U);
        ASSERT_NEAR(s.inSystem.mean * length, total(s.sojourn), 1e-6);
        ASSERT_NEAR(s.queue.mean * length, total(s.wait), 1e-6);
        ASSERT_NEAR(s.busy.mean * length, total(s.service), 1e-6);
    }
}

TEST_F(NodeStatisticsTest, AnyWarmUpGivesWhatCountingJobByJobGives) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const NodeId node = m_names.findNode("membership");
    for (int round = 0; round < 50; ++round) {
        const PlayedQueue played(random, node, 200);
        const std::int64_t warmup =
            static_cast<std::int64_t>(random()) % std::max<std::int64_t>(played.end, 1);
        NodeStatistics statistics(m_names, SimTime{warmup});
        std::ranges::for_each(played.records, [&](const Record& r) { statistics.fold(r); });
        const NodeSummary s = statistics.summarise(SimTime{played.end})[node.value];
        std::int64_t busy = 0;
        std::int64_t sojourn = 0;
        std::uint64_t count = 0;
        for (const PlayedQueue::Job& job : played.jobs) {
            busy += std::max<std::int64_t>(job.ended - std::max(job.started, warmup), 0);
            if (job.arrived >= warmup) {
                ++count;
                sojourn += job.ended - job.arrived;
            }
        }
        ASSERT_EQ(s.arrivals, count);
        ASSERT_EQ(s.sojourn.count, count);
        ASSERT_NEAR(s.sojourn.meanUs * static_cast<double>(count), static_cast<double>(sojourn), 1);
        ASSERT_NEAR(s.busy.mean * static_cast<double>(played.end - warmup),
                    static_cast<double>(busy),
                    1e-3);
    }
}

}  // namespace
}  // namespace foldline
