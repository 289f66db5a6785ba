#include "core/sim/distribution.h"

#include <gtest/gtest.h>

#include <cmath>

namespace foldline {
namespace {

struct Moments {
    double mean = 0.0;
    double deviation = 0.0;
};

Moments momentsOf(const Distribution& distribution) {
    RandomStream random(21, "moments");
    constexpr int kDraws = 200'000;
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < kDraws; ++i) {
        const auto x = static_cast<double>(distribution.sample(random).us);
        sum += x;
        squares += x * x;
    }
    const double mean = sum / kDraws;
    return {mean, std::sqrt(squares / kDraws - mean * mean)};
}

constexpr Duration kTenMs{10 * kUsPerMs};

void expectMoments(const Distribution& distribution, double deviation) {
    const Moments moments = momentsOf(distribution);
    EXPECT_NEAR(moments.mean / distribution.meanUs(), 1.0, 0.01);
    EXPECT_NEAR(moments.deviation, deviation, 0.015 * deviation + 1e-6);
}

TEST(Distribution, ConstantIsConstant) {
    expectMoments(Distribution::constant(kTenMs), 0.0);
}

TEST(Distribution, ExponentialDeviatesByItsMean) {
    expectMoments(Distribution::exponential(kTenMs), 10'000.0);
}

TEST(Distribution, UniformIncludesBothEnds) {
    expectMoments({.shape = Distribution::Shape::Uniform, .a = {0}, .b = {12'000}},
                  12'000.0 / std::sqrt(12.0));
    RandomStream random(1, "ends");
    const Distribution coin{.shape = Distribution::Shape::Uniform, .a = {0}, .b = {1}};
    int ones = 0;
    for (int i = 0; i < 1'000; ++i) {
        ones += static_cast<int>(coin.sample(random).us);
    }
    EXPECT_NEAR(ones, 500, 80);
}

TEST(Distribution, ErlangNarrowsWithItsStages) {
    expectMoments({.shape = Distribution::Shape::Erlang, .a = kTenMs, .stages = 4}, 5'000.0);
}

TEST(Distribution, LognormalHasTheMedianGiven) {
    const double mean = 10'000.0 * std::exp(0.125);
    expectMoments({.shape = Distribution::Shape::Lognormal, .a = kTenMs, .sigma = 0.5},
                  mean * std::sqrt(std::exp(0.25) - 1.0));
}

TEST(Distribution, EmpiricalDrawsItsSamples) {
    expectMoments({.shape = Distribution::Shape::Empirical, .samples = {{1'000}, {3'000}}},
                  1'000.0);
}

TEST(Distribution, EmpiricalDrawsByItsWeights) {
    const Distribution weighted{.shape = Distribution::Shape::Empirical,
                                .samples = {{1'000}, {2'000}, {4'000}},
                                .cumulative = {6.0, 6.0, 8.0}};
    EXPECT_DOUBLE_EQ(weighted.meanUs(), 1'750.0);
    expectMoments(weighted, 3'000.0 * std::sqrt(0.25 * 0.75));
    RandomStream random(3, "weights");
    for (int i = 0; i < 1'000; ++i) {
        EXPECT_NE(weighted.sample(random).us, 2'000) << "it weighs nothing";
    }
}

TEST(Distribution, GammaVariesAsItsShapeSays) {
    for (const double shape : {0.25, 1.0, 4.5}) {
        expectMoments({.shape = Distribution::Shape::Gamma, .a = kTenMs, .exponent = shape},
                      10'000.0 / std::sqrt(shape));
    }
}

TEST(Distribution, ParetoFallsByItsExponent) {
    const Distribution pareto{.shape = Distribution::Shape::Pareto, .a = kTenMs, .exponent = 5.0};
    EXPECT_DOUBLE_EQ(pareto.meanUs(), 12'500.0);
    expectMoments(pareto, 10'000.0 * std::sqrt(5.0 / (16.0 * 3.0)));
    RandomStream random(4, "tail");
    int beyond = 0;
    for (int i = 0; i < 100'000; ++i) {
        const std::int64_t us = pareto.sample(random).us;
        EXPECT_GE(us, kTenMs.us);
        beyond += us > 20'000 ? 1 : 0;
    }
    EXPECT_NEAR(beyond, 100'000 / 32, 220);
}

TEST(Distribution, TheHeaviestTailStaysWithinTheLongestDuration) {
    RandomStream random(5, "tail");
    const Distribution pareto{
        .shape = Distribution::Shape::Pareto, .a = kDurationMax, .exponent = 0.1};
    for (int i = 0; i < 1'000; ++i) {
        EXPECT_EQ(pareto.sample(random), kDurationMax);
    }
}

}  // namespace
}  // namespace foldline
