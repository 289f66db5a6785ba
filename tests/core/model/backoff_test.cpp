#include "core/model/backoff.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace foldline {
namespace {

RetryPolicy exponential(RetryPolicy::Jitter jitter) {
    return {.attempts = 5,
            .backoff = RetryPolicy::Backoff::Exponential,
            .base = {100 * kUsPerMs},
            .cap = {500 * kUsPerMs},
            .jitter = jitter};
}

struct Spread {
    std::int64_t min = kDurationMax.us;
    std::int64_t max = 0;
    double mean = 0.0;
};

Spread spreadOf(const RetryPolicy& policy, std::uint32_t attempts, Duration previous) {
    RandomStream random(7, "jitter");
    Spread spread;
    constexpr int kDraws = 20'000;
    for (int i = 0; i < kDraws; ++i) {
        const std::int64_t us = retryDelay(policy, attempts, previous, random).us;
        spread.min = std::min(spread.min, us);
        spread.max = std::max(spread.max, us);
        spread.mean += static_cast<double>(us) / kDraws;
    }
    return spread;
}

TEST(Backoff, AttemptsCountTheFirstOne) {
    EXPECT_TRUE(mayRetry({.attempts = 3}, 2));
    EXPECT_FALSE(mayRetry({.attempts = 3}, 3));
    EXPECT_FALSE(mayRetry({}, 1));
    EXPECT_TRUE(mayRetry({.attempts = 0}, 1'000'000));
}

TEST(Backoff, ExponentialDoublesUpToTheCap) {
    RandomStream random(1, "unused");
    const RetryPolicy policy = exponential(RetryPolicy::Jitter::None);
    for (const auto& [attempts, ms] :
         {std::pair{1U, 100}, {2U, 200}, {3U, 400}, {4U, 500}, {4'000'000'000U, 500}}) {
        EXPECT_EQ(retryDelay(policy, attempts, {}, random).us, ms * kUsPerMs);
    }
}

TEST(Backoff, FixedStaysTheSame) {
    RandomStream random(1, "unused");
    const RetryPolicy policy{.backoff = RetryPolicy::Backoff::Fixed, .base = {kUsPerSecond}};
    EXPECT_EQ(retryDelay(policy, 1, {}, random).us, kUsPerSecond);
    EXPECT_EQ(retryDelay(policy, 9, {}, random).us, kUsPerSecond);
}

TEST(Backoff, FullJitterIsUniformFromZeroToTheBackoff) {
    const Spread spread = spreadOf(exponential(RetryPolicy::Jitter::Full), 2, {});
    EXPECT_LT(spread.min, 1 * kUsPerMs);
    EXPECT_LE(spread.max, 200 * kUsPerMs);
    EXPECT_GT(spread.max, 199 * kUsPerMs);
    EXPECT_NEAR(spread.mean, 100.0 * kUsPerMs, 2.0 * kUsPerMs);
}

TEST(Backoff, EqualJitterKeepsHalf) {
    const Spread spread = spreadOf(exponential(RetryPolicy::Jitter::Equal), 2, {});
    EXPECT_GE(spread.min, 100 * kUsPerMs);
    EXPECT_LE(spread.max, 200 * kUsPerMs);
    EXPECT_NEAR(spread.mean, 150.0 * kUsPerMs, 1.0 * kUsPerMs);
}

TEST(Backoff, DecorrelatedJitterGrowsFromTheWaitBefore) {
    const Spread spread =
        spreadOf(exponential(RetryPolicy::Jitter::Decorrelated), 2, {150 * kUsPerMs});
    EXPECT_GE(spread.min, 100 * kUsPerMs);
    EXPECT_LE(spread.max, 450 * kUsPerMs);
    EXPECT_NEAR(spread.mean, 275.0 * kUsPerMs, 3.0 * kUsPerMs);
    const Spread capped =
        spreadOf(exponential(RetryPolicy::Jitter::Decorrelated), 2, {500 * kUsPerMs});
    EXPECT_EQ(capped.max, 500 * kUsPerMs);
}

}  // namespace
}  // namespace foldline
