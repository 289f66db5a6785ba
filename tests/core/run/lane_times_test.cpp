#include "core/run/lane_times.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace foldline {
namespace {

std::vector<std::int64_t> randomTimes(std::mt19937_64& random, std::size_t count) {
    std::vector<std::int64_t> times(count);
    std::int64_t t = 0;
    for (std::int64_t& time : times) {
        const std::uint64_t pick = random() % 100;
        t += pick < 30 ? 0 : static_cast<std::int64_t>(random() % (pick < 99 ? 500 : 3'000'000));
        time = t;
    }
    return times;
}

LaneTimes laneOf(const std::vector<std::int64_t>& times) {
    LaneTimes lane;
    for (const std::int64_t us : times) {
        lane.append({us});
    }
    return lane;
}

std::vector<std::uint32_t> countByHand(const std::vector<std::int64_t>& times,
                                       std::int64_t from,
                                       std::int64_t to,
                                       std::size_t columns) {
    std::vector<std::uint32_t> counts(columns);
    const auto n = static_cast<std::int64_t>(columns);
    const auto before = [&](std::int64_t us) {
        return std::lower_bound(times.begin(), times.end(), us) - times.begin();
    };
    for (std::int64_t i = 0; i < n; ++i) {
        const std::int64_t a = from + (to - from) * i / n;
        const std::int64_t b = from + (to - from) * (i + 1) / n;
        counts[static_cast<std::size_t>(i)] = static_cast<std::uint32_t>(before(b) - before(a));
    }
    return counts;
}

TEST(LaneTimes, CountsEveryColumnExactlyAtEveryZoom) {
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    const auto times = randomTimes(random, 20'000);
    const LaneTimes lane = laneOf(times);
    for (int round = 0; round < 200; ++round) {
        const auto all = static_cast<std::uint64_t>(times.back()) + 1000;
        const std::uint64_t span = 1 + random() % (all >> (round % 24));
        const auto from = static_cast<std::int64_t>(random() % all);
        const auto to = from + static_cast<std::int64_t>(span);
        std::vector<std::uint32_t> columns(1 + random() % 1600);
        lane.countColumns({from}, {to}, columns);
        ASSERT_EQ(columns, countByHand(times, from, to, columns.size())) << from << " " << to;
    }
}

TEST(LaneTimes, CountsAllOfItOnceInAnOverview) {
    std::mt19937_64 random(7);
    const auto times = randomTimes(random, 5000);
    std::vector<std::uint32_t> columns(77);
    laneOf(times).countColumns({0}, {times.back() + 1}, columns);
    EXPECT_EQ(std::accumulate(columns.begin(), columns.end(), 0U), 5000U);
}

TEST(LaneTimes, SpansLongerThanFourBytesOfMicrosecondsAreExact) {
    std::vector<std::int64_t> times;
    for (std::int64_t i = 0; i < 500; ++i) {
        times.push_back(i * 3'000'000'000);
    }
    const LaneTimes lane = laneOf(times);
    for (std::size_t i = 0; i < times.size(); ++i) {
        EXPECT_EQ(lane.countBefore({times[i]}), i);
        EXPECT_EQ(lane.countBefore({times[i] + 1}), i + 1);
    }
}

TEST(LaneTimes, AnEmptyLaneAndAnEmptyStretchCountNothing) {
    std::vector<std::uint32_t> columns(3, 9);
    LaneTimes{}.countColumns({0}, {100}, columns);
    EXPECT_EQ(columns, (std::vector<std::uint32_t>{0, 0, 0}));
    columns.assign(3, 9);
    laneOf({1, 2, 3}).countColumns({5}, {5}, columns);
    EXPECT_EQ(columns, (std::vector<std::uint32_t>{0, 0, 0}));
}

TEST(LaneTimes, ACopyKeepsWhatItHeldWhileTheOriginalGrows) {
    LaneTimes lane = laneOf({10, 20, 30});
    const LaneTimes copy = lane;
    lane.append({40});
    EXPECT_EQ(copy.size(), 3U);
    EXPECT_EQ(copy.countBefore({100}), 3U);
    EXPECT_EQ(lane.countBefore({100}), 4U);
}

TEST(LaneTimes, CopiesThatGrowApartDoNotDisturbEachOther) {
    LaneTimes lane = laneOf({10, 20, 30});
    LaneTimes copy = lane;
    copy.append({35});
    lane.append({40});
    copy.append({50});
    EXPECT_EQ(copy.countBefore({36}), 4U);
    EXPECT_EQ(lane.countBefore({36}), 3U);
    EXPECT_EQ(lane.countBefore({41}), 4U);
    EXPECT_EQ(copy.size(), 5U);
}

}  // namespace
}  // namespace foldline
