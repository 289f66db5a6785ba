#include "core/fold/samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace foldline {
namespace {

TEST(SamplesTest, NothingSummarisesToZeros) {
    EXPECT_EQ(DurationSamples{}.summarise(), DurationSummary{});
}

TEST(SamplesTest, TenDurationsSummariseAsComputedByHand) {
    DurationSamples samples;
    for (const std::int64_t us : {70, 10, 90, 20, 100, 40, 30, 80, 60, 50}) {
        samples.add({us});
    }
    const DurationSummary summary = samples.summarise();
    EXPECT_EQ(summary.count, 10U);
    EXPECT_DOUBLE_EQ(summary.meanUs, 55.0);
    EXPECT_DOUBLE_EQ(summary.deviationUs, std::sqrt(825.0));
    EXPECT_EQ(summary.minUs, 10);
    EXPECT_EQ(summary.p50Us, 50);
    EXPECT_EQ(summary.p95Us, 100);
    EXPECT_EQ(summary.p99Us, 100);
    EXPECT_EQ(summary.maxUs, 100);
}

TEST(SamplesTest, PercentilesAreThoseOfTheSortedList) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    for (std::size_t count = 1; count < 300; ++count) {
        DurationSamples samples;
        std::vector<std::int64_t> sorted;
        for (std::size_t i = 0; i < count; ++i) {
            sorted.push_back(static_cast<std::int64_t>(random() % 1000));
            samples.add({sorted.back()});
        }
        std::ranges::sort(sorted);
        // The nearest rank by its definition: the first value that p % do not exceed.
        const auto nearestRank = [&](double percent) {
            for (std::size_t i = 0; i < count; ++i) {
                if (static_cast<double>(100 * (i + 1)) >= percent * static_cast<double>(count)) {
                    return sorted[i];
                }
            }
            return sorted.back();
        };
        const DurationSummary summary = samples.summarise();
        ASSERT_EQ(summary.p50Us, nearestRank(50)) << count;
        ASSERT_EQ(summary.p95Us, nearestRank(95)) << count;
        ASSERT_EQ(summary.p99Us, nearestRank(99)) << count;
        ASSERT_EQ(summary.minUs, sorted.front());
        ASSERT_EQ(summary.maxUs, sorted.back());
    }
}

TEST(SamplesTest, WhatIsTakenBackNeverWas) {
    DurationSamples samples;
    samples.takeBack();
    samples.add({5});
    samples.add({900});
    samples.takeBack();
    EXPECT_EQ(samples.summarise().count, 1U);
    EXPECT_EQ(samples.summarise().maxUs, 5);
}

TEST(SamplesTest, ALevelCountsForAsLongAsItLasts) {
    LevelOverTime level(SimTime{0});
    level.add(SimTime{10}, 2);
    level.add(SimTime{30}, -1);
    const LevelSummary summary = level.summarise(SimTime{50});
    EXPECT_DOUBLE_EQ(summary.mean, (2.0 * 20 + 1.0 * 20) / 50);
    EXPECT_EQ(summary.max, 2);
}

TEST(SamplesTest, ALevelFromBeforeTheStartCountsFromTheStartOn) {
    LevelOverTime level(SimTime{100});
    level.add(SimTime{10}, 7);
    level.add(SimTime{20}, -4);
    level.add(SimTime{150}, -3);
    const LevelSummary summary = level.summarise(SimTime{200});
    EXPECT_DOUBLE_EQ(summary.mean, 1.5);
    EXPECT_EQ(summary.max, 3);
}

TEST(SamplesTest, OfNoTimeAtAllTheLevelItselfIsTheMean) {
    LevelOverTime level(SimTime{100});
    level.add(SimTime{50}, 2);
    EXPECT_EQ(level.summarise(SimTime{100}), (LevelSummary{.mean = 2.0, .max = 2, .last = 2}));
}

TEST(SamplesTest, WhatIsFoundOutLateCountsAsIfSeen) {
    LevelOverTime seen(SimTime{10});
    seen.add(SimTime{0}, 1);
    seen.add(SimTime{30}, -1);
    LevelOverTime foundOut(SimTime{10});
    foundOut.addPast(SimTime{0}, SimTime{30});
    EXPECT_EQ(seen.summarise(SimTime{100}), foundOut.summarise(SimTime{100}));
}

}  // namespace
}  // namespace foldline
