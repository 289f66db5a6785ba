#include "ui/timeline/lane_counts.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/ui/timeline/timeline_session.h"

namespace foldline::ui {
namespace {

constexpr SimTime kEnd{60 * kUsPerSecond};

std::shared_ptr<ListedDensity> density() {
    auto made = std::make_shared<ListedDensity>(kEnd);
    std::vector<std::int64_t> times;
    std::vector<std::int64_t> failures;
    for (std::int64_t i = 0; i < 5000; ++i) {
        times.push_back(i * i % 60'000'000);
        if (i % 7 == 0) {
            failures.push_back(i * i % 60'000'000);
        }
    }
    made->addLane({LaneKind::NodeActivity, NodeId{0}}, times);
    made->addLane({LaneKind::NodeFailures, NodeId{0}}, failures);
    made->addLane({LaneKind::Events, NodeId::none()}, {1'000'000, 1'000'001, 1'000'003});
    return made;
}

TimeAxis axis() {
    TimeAxis axis(kEnd);
    axis.setPlot(100.0, 1200.0);
    return axis;
}

const std::vector<LaneRow> kRows{{RowKind::System, 0, NodeId::none()},
                                 {RowKind::Node, 0, NodeId{0}},
                                 {RowKind::Events, 0, NodeId::none()}};

std::uint64_t sum(const std::vector<std::uint32_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

TEST(LaneCounts, EveryRecordInSightIsInOneBin) {
    const LaneCounts counts = countLanes(kRows, {false}, {density()}, axis(), 4.0);
    EXPECT_EQ(sum(counts.rows[1].activity), 5000U);
    EXPECT_EQ(sum(counts.rows[1].failures), 715U);
    EXPECT_EQ(sum(counts.rows[2].events), 3U);
    EXPECT_TRUE(counts.rows[0].activity.empty()) << "an open system shows its nodes instead";
}

TEST(LaneCounts, ACollapsedSystemStandsForItsNodes) {
    const LaneCounts counts = countLanes(kRows, {true}, {density()}, axis(), 4.0);
    EXPECT_EQ(sum(counts.rows[0].activity), 5000U);
    EXPECT_EQ(sum(counts.rows[0].failures), 715U);
}

TEST(LaneCounts, BinsAreRoundAndStandStillWhilePanning) {
    TimeAxis moved = axis();
    moved.show({10'000'000}, {16'000'000});
    const LaneCounts before = countLanes(kRows, {false}, {density()}, moved, 4.0);
    EXPECT_EQ(before.bin, Duration{20'000});
    moved.pan(3.3);
    const LaneCounts after = countLanes(kRows, {false}, {density()}, moved, 4.0);
    const auto shift =
        static_cast<std::size_t>((after.firstBin - before.firstBin).us / before.bin.us);
    for (std::size_t i = 0; i + shift < before.bins; ++i) {
        ASSERT_EQ(after.rows[1].activity[i], before.rows[1].activity[i + shift]);
    }
}

TEST(LaneCounts, BelowAMicrosecondAPixelEveryEventHasItsOwnColumn) {
    TimeAxis deep = axis();
    deep.show({1'000'000}, {1'000'019});
    const LaneCounts counts = countLanes(kRows, {false}, {density()}, deep, 4.0);
    const std::vector<std::uint32_t>& columns = counts.rows[2].events;
    const auto at = [&](std::int64_t us) {
        return columns[static_cast<std::size_t>(deep.xAt({us}) - deep.left())];
    };
    EXPECT_EQ(sum(columns), 3U);
    EXPECT_EQ(at(1'000'000), 1U);
    EXPECT_EQ(at(1'000'001), 1U);
    EXPECT_EQ(at(1'000'002), 0U);
    EXPECT_EQ(at(1'000'003), 1U);
}

TEST(LaneCounts, AMissingDensityLeavesTheRowsEmpty) {
    const LaneCounts counts = countLanes(kRows, {false}, {nullptr}, axis(), 4.0);
    EXPECT_EQ(counts.rows.size(), 3U);
    EXPECT_EQ(counts.peak, 0U);
}

TEST(LaneCounts, ARangeCountsWhatLiesInIt) {
    const auto index = density();
    EXPECT_EQ(activityIn({index}, {0}, kEnd), 5000U);
    EXPECT_EQ(countIn(*index, {LaneKind::Events, NodeId::none()}, {1'000'001}, {1'000'003}), 1U);
    EXPECT_EQ(countIn(*index, {LaneKind::NodeActivity, NodeId{9}}, {0}, kEnd), 0U);
}

TEST(LaneCounts, TheBinOfThePlayheadHoldsWhatHappenedUpToIt) {
    const auto index = density();
    const LaneCounts whole = countLanes(kRows, {false}, {index}, axis(), 40.0);
    for (std::int64_t us = 0; us < kEnd.us; us += 1'234'567) {
        const LaneCounts part = countBinUpTo(whole, {false}, {index}, {us});
        ASSERT_LE(part.firstBin.us, us);
        ASSERT_GT(part.binStart(1).us, us);
        const LaneKey key{LaneKind::NodeActivity, kRows[1].node};
        ASSERT_EQ(part.rows[1].activity[0], countIn(*index, key, part.firstBin, {us + 1}));
        ASSERT_EQ(part.peak, whole.peak);
    }
    const auto last = static_cast<std::size_t>(whole.bins - 2);
    const SimTime end = whole.binStart(last + 1) - Duration{1};
    EXPECT_EQ(countBinUpTo(whole, {false}, {index}, end).rows[1].activity[0],
              whole.rows[1].activity[last]);
}

TEST(BarScale, GrowsFromAVisibleLeastToTheWhole) {
    EXPECT_DOUBLE_EQ(BarScale(100).share(0), 0.0);
    EXPECT_DOUBLE_EQ(BarScale(100).share(100), 1.0);
    EXPECT_DOUBLE_EQ(BarScale(100).share(500), 1.0);
    EXPECT_GE(BarScale(1'000'000).share(1), 0.2);
    for (std::uint32_t count = 1; count < 100; ++count) {
        EXPECT_LT(BarScale(100).share(count), BarScale(100).share(count + 1));
    }
}

}  // namespace
}  // namespace foldline::ui
