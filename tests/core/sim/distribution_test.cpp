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

}  // namespace
}  // namespace foldline
