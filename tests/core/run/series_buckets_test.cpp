#include "core/run/series_buckets.h"

#include <gtest/gtest.h>

namespace foldline {
namespace {

constexpr SimTime kHorizon{32768 * 1000 - 1};  // buckets of 1 ms

TEST(LevelSeries, ABucketHoldsTheLevelItBeganWith) {
    LevelSeries level(kHorizon);
    level.change({500}, 3);
    level.change({5'200}, -2);
    level.extend({6'000});
    ASSERT_EQ(level.buckets().size(), 7U);
    EXPECT_EQ(level.buckets()[0].min, 0);
    EXPECT_EQ(level.buckets()[0].max, 3);
    EXPECT_EQ(level.buckets()[3].min, 3);
    EXPECT_EQ(level.buckets()[3].last, 3);
    EXPECT_EQ(level.buckets()[5].max, 3);
    EXPECT_EQ(level.buckets()[5].last, 1);
    EXPECT_EQ(level.buckets()[6].max, 1);
}

TEST(LevelSeries, ACopyDoesNotChangeWithItsOriginal) {
    LevelSeries level(kHorizon);
    for (std::int64_t i = 0; i < 1000; ++i) {
        level.change({i * 1000}, 1);
    }
    const LevelSeries copy = level;
    level.change({999'500}, 100);
    EXPECT_EQ(copy.buckets()[999].last, 1000);
    EXPECT_EQ(level.buckets()[999].last, 1100);
    EXPECT_EQ(copy.buckets()[100].last, 101);
}

TEST(RateSeries, CountsTheSecondBeforeTheEndOfABucket) {
    RateSeries rate(kHorizon);
    rate.count({100});
    rate.count({200});
    rate.count({900'000});
    rate.extend({3'000'000});
    EXPECT_DOUBLE_EQ(rate.perSecond(0), 2.0);
    EXPECT_DOUBLE_EQ(rate.perSecond(999), 3.0);
    EXPECT_DOUBLE_EQ(rate.perSecond(1000), 1.0);
    EXPECT_DOUBLE_EQ(rate.perSecond(1900), 0.0);
}

TEST(SampleSeries, KeepsTheSmallestAndTheLargestAnswer) {
    SampleSeries samples(kHorizon);
    samples.sample({100}, 40);
    samples.sample({200}, 10);
    samples.sample({300}, 70);
    EXPECT_EQ(samples.buckets()[0].min, 10);
    EXPECT_EQ(samples.buckets()[0].max, 70);
    EXPECT_EQ(samples.buckets()[0].sum, 120);
    EXPECT_EQ(samples.buckets()[0].count, 3U);
}

TEST(BucketScale, NeverCutsTheHorizonIntoMoreThanItsLimit) {
    for (const std::int64_t us : {std::int64_t{0},
                                  std::int64_t{1},
                                  std::int64_t{32767},
                                  std::int64_t{32768},
                                  std::int64_t{60'000'000},
                                  kDurationMax.us}) {
        EXPECT_LT(BucketScale({us}).index({us}), BucketScale::kBucketsMax) << us;
    }
}

}  // namespace
}  // namespace foldline
