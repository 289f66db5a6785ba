#include "core/run/density.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace foldline {
namespace {

constexpr NodeId kClient{0};
constexpr NodeId kService{1};
constexpr NodeId kBroker{2};
constexpr NodeId kProjector{3};
constexpr SimTime kHorizon{32768 * 1000 - 1};  // buckets of 1 ms

Dictionary dictionary() {
    Dictionary d;
    d.system = "event-driven";
    d.nodes = {{.name = "members", .title = {}, .role = Role::Client},
               {.name = "membership", .title = {}, .role = Role::Service, .capacity = 2},
               {.name = "broker", .title = {}, .role = Role::Broker},
               {.name = "projector", .title = {}, .role = Role::Service, .capacity = 1}};
    d.symbols = {"ok", "down", "fast", "slow"};
    d.partitions = {{.broker = kBroker, .topic = "membership", .number = 0},
                    {.broker = kBroker, .topic = "membership", .number = 1}};
    d.subscriptions = {{.consumer = kProjector,
                        .broker = kBroker,
                        .group = SymbolId{2},
                        .handler = SymbolId{},
                        .partitions = {PartitionId{0}, PartitionId{1}}},
                       {.consumer = kProjector,
                        .broker = kBroker,
                        .group = SymbolId{3},
                        .handler = SymbolId{},
                        .partitions = {PartitionId{0}}}};
    return d;
}

class DensityTest : public ::testing::Test {
protected:
    void add(std::int64_t ms, Kind kind, NodeId node, Record rest = {}) {
        rest.seq = ++m_seq;
        rest.t = {ms * kUsPerMs};
        rest.kind = kind;
        rest.node = node;
        m_builder.fold(rest);
    }

    void appended(std::int64_t ms, std::int32_t partition, std::int64_t offset) {
        Record r;
        r.slot = partition;
        r.value = offset;
        add(ms, Kind::EventAppended, kBroker, r);
    }

    void faulted(std::int64_t ms, Kind kind, std::int32_t fault) {
        Record r;
        r.slot = fault;
        add(ms, kind, kService, r);
    }

    void committed(std::int64_t ms,
                   std::uint32_t group,
                   std::int32_t partition,
                   std::int64_t next) {
        Record r;
        r.slot = partition;
        r.value = next;
        r.what = SymbolId{group};
        add(ms, Kind::OffsetCommitted, kProjector, r);
    }

    void work(std::int64_t ms, Kind kind, std::uint64_t message, std::int32_t worker) {
        Record r;
        r.message = MessageId{message};
        r.request = RequestId{message};
        r.slot = worker;
        add(ms, kind, kService, r);
    }

    void answered(std::int64_t ms, std::uint32_t what, std::int64_t us) {
        Record r;
        r.what = SymbolId{what};
        r.value = us;
        add(ms, Kind::ReplyReceived, kClient, r);
    }

    double at(SeriesKind kind, std::int64_t ms) const {
        const auto points =
            m_builder.publish(kHorizon)->series(kind, {ms * kUsPerMs}, {(ms + 1) * kUsPerMs}, 1);
        return points.empty() ? -1.0 : points.front().last;
    }

    DensityBuilder m_builder{dictionary(), kHorizon};
    Seq m_seq = 0;
};

TEST_F(DensityTest, EveryNodeHasItsActivityAndItsFailures) {
    answered(1, 0, 500);
    work(2, Kind::HandlerFailed, 1, 0);
    work(2, Kind::HandlerStarted, 2, 0);
    appended(3, 0, 0);
    const auto density = m_builder.publish({4'000});
    ASSERT_EQ(density->lanes().size(), 9U);
    const auto count = [&](LaneKey key) {
        const auto lanes = density->lanes();
        const auto lane = std::ranges::find(lanes, key) - lanes.begin();
        std::vector<std::uint32_t> columns(4);
        density->counts(static_cast<std::size_t>(lane), {0}, {4'000}, columns);
        return columns;
    };
    using Columns = std::vector<std::uint32_t>;
    EXPECT_EQ(count({LaneKind::NodeActivity, kService}), (Columns{0, 0, 2, 0}));
    EXPECT_EQ(count({LaneKind::NodeFailures, kService}), (Columns{0, 0, 1, 0}));
    EXPECT_EQ(count({LaneKind::NodeActivity, kClient}), (Columns{0, 1, 0, 0}));
    EXPECT_EQ(count({LaneKind::Events, NodeId::none()}), (Columns{0, 0, 0, 1}));
}

TEST_F(DensityTest, EventsAreBehindUntilTheSlowestGroupHasCommitted) {
    appended(1, 0, 0);
    appended(2, 0, 1);
    appended(3, 1, 0);
    committed(5, 2, 0, 2);
    committed(6, 3, 0, 1);
    committed(7, 2, 1, 1);
    committed(8, 3, 0, 2);
    EXPECT_EQ(at(SeriesKind::EventsBehind, 0), 0);
    EXPECT_EQ(at(SeriesKind::EventsBehind, 2), 2);
    EXPECT_EQ(at(SeriesKind::EventsBehind, 4), 3);
    EXPECT_EQ(at(SeriesKind::EventsBehind, 5), 3);
    EXPECT_EQ(at(SeriesKind::EventsBehind, 6), 2);
    EXPECT_EQ(at(SeriesKind::EventsBehind, 7), 1);
    EXPECT_EQ(at(SeriesKind::EventsBehind, 9), 0);
}

TEST_F(DensityTest, ParkedEventsAreBehindAlthoughTheirGroupHasCommitted) {
    appended(1, 0, 0);
    appended(1, 0, 1);
    const auto parked = [&](std::int64_t ms, Kind kind) {
        Record r;
        r.slot = 0;
        add(ms, kind, kProjector, r);
    };
    parked(3, Kind::EventParked);
    committed(4, 2, 0, 2);
    committed(4, 3, 0, 2);
    parked(6, Kind::EventUnparked);
    EXPECT_EQ(at(SeriesKind::EventsBehind, 2), 2);
    EXPECT_EQ(at(SeriesKind::EventsBehind, 3), 2);  // it is not committed either
    EXPECT_EQ(at(SeriesKind::EventsBehind, 5), 1);
    EXPECT_EQ(at(SeriesKind::EventsBehind, 7), 0);
}

TEST_F(DensityTest, RequestsWaitFromTheQueueUntilTheirHandlerEnds) {
    work(1, Kind::HandlerStarted, 1, 0);
    work(1, Kind::HandlerStarted, 2, 1);
    work(2, Kind::RequestQueued, 3, kNoSlot);
    work(3, Kind::RequestQueued, 4, kNoSlot);
    EXPECT_EQ(at(SeriesKind::RequestsWaiting, 3), 4);
    work(4, Kind::HandlerFinished, 1, 0);
    work(4, Kind::HandlerStarted, 3, 0);
    EXPECT_EQ(at(SeriesKind::RequestsWaiting, 4), 3);
    work(5, Kind::WorkLost, 4, kNoSlot);
    work(5, Kind::WorkLost, 2, 1);
    work(6, Kind::HandlerFailed, 3, 0);
    EXPECT_EQ(at(SeriesKind::RequestsWaiting, 5), 1);
    EXPECT_EQ(at(SeriesKind::RequestsWaiting, 6), 0);
}

TEST_F(DensityTest, WhoIsRefusedAfterWaitingWaitsNoMore) {
    work(2, Kind::RequestQueued, 3, kNoSlot);
    work(3, Kind::RequestQueued, 4, kNoSlot);
    work(4, Kind::RequestRefused, 3, kNoSlot);
    work(4, Kind::RequestRefused, 5, kNoSlot);
    EXPECT_EQ(at(SeriesKind::RequestsWaiting, 4), 1);
}

TEST_F(DensityTest, ErrorsAreWhatClientsWereTold) {
    answered(100, 1, 10);
    answered(200, 0, 10);
    add(300, Kind::TimedOut, kClient);
    add(300, Kind::TimedOut, kService);
    EXPECT_DOUBLE_EQ(at(SeriesKind::ErrorsPerSecond, 400), 2.0);
    EXPECT_DOUBLE_EQ(at(SeriesKind::ErrorsPerSecond, 1200), 1.0);
    EXPECT_DOUBLE_EQ(at(SeriesKind::ErrorsPerSecond, 1400), 0.0);
}

TEST_F(DensityTest, LatencyIsTheMeanOfTheAnswersOfAnInterval) {
    answered(10, 0, 4'000);
    answered(11, 0, 8'000);
    answered(12, 1, 99'000);
    answered(500, 0, 1'000);
    const auto density = m_builder.publish(kHorizon);
    const auto points = density->series(SeriesKind::LatencyMs, {0}, {100 * kUsPerMs}, 1);
    ASSERT_EQ(points.size(), 1U);
    EXPECT_DOUBLE_EQ(points[0].last, 6.0);
    EXPECT_DOUBLE_EQ(points[0].min, 4.0);
    EXPECT_DOUBLE_EQ(points[0].max, 8.0);
}

TEST_F(DensityTest, ACurveHasNoMorePointsThanAskedForAndKeepsItsPeaks) {
    for (std::int64_t ms = 0; ms < 10'000; ms += 2) {
        appended(ms, 1, ms / 2);
        committed(ms + 1, 2, 1, ms / 2 + (ms == 5000 ? -40 : 1));
    }
    const auto density = m_builder.publish({10'000 * kUsPerMs});
    for (const std::size_t pointsMax : {1U, 2U, 7U, 800U, 100'000U}) {
        const auto points =
            density->series(SeriesKind::EventsBehind, {0}, {10'000 * kUsPerMs}, pointsMax);
        EXPECT_LE(points.size(), pointsMax);
        double peak = 0.0;
        for (const SeriesPoint& point : points) {
            peak = std::max(peak, point.max);
        }
        EXPECT_DOUBLE_EQ(peak, 42.0) << pointsMax;
        for (std::size_t i = 1; i < points.size(); ++i) {
            EXPECT_EQ(points[i].t, points[i - 1].until) << "every moment is told of once";
        }
        EXPECT_GT(points.back().until, points.back().t);
    }
    EXPECT_TRUE(density->series(SeriesKind::EventsBehind, {0}, {0}, 10).empty());
}

TEST_F(DensityTest, WhatIsPublishedDoesNotChangeWhileTheRunGoesOn) {
    appended(1, 0, 0);
    const auto before = m_builder.publish({1'000});
    const DensityBuilder fork = m_builder;
    appended(2, 0, 1);
    std::vector<std::uint32_t> columns(1);
    before->counts(8, {0}, {1'000'000}, columns);
    EXPECT_EQ(columns[0], 1U);
    EXPECT_EQ(before->coveredUntil(), SimTime{1'000});
    fork.publish({5'000})->counts(8, {0}, {1'000'000}, columns);
    EXPECT_EQ(columns[0], 1U);
    m_builder.publish({5'000})->counts(8, {0}, {1'000'000}, columns);
    EXPECT_EQ(columns[0], 2U);
}

TEST_F(DensityTest, TellsWhenAFaultSetInAndNothingOfOneThatDidNot) {
    faulted(10, Kind::FaultStarted, 3);
    const auto before = m_builder.publish(SimTime{11 * kUsPerMs});
    faulted(20, Kind::FaultEnded, 3);
    faulted(30, Kind::FaultStarted, 4);
    const auto index = m_builder.publish(kHorizon);
    EXPECT_EQ(index->faultStarted(3), SimTime{10 * kUsPerMs});
    EXPECT_EQ(index->faultStarted(4), SimTime{30 * kUsPerMs});
    EXPECT_EQ(index->faultStarted(1), std::nullopt);
    EXPECT_EQ(before->faultStarted(4), std::nullopt) << "what was published changes no more";
}

}  // namespace
}  // namespace foldline
