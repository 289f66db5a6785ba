#include "core/scenario/random_faults.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/scenario/limits.h"
#include "core/scenario/load.h"
#include "tests/core/scenario/scenario_files.h"

namespace foldline {
namespace {

constexpr SimTime kHour{3'600 * kUsPerSecond};

RandomFault outage(std::string node, Duration mtbf, Duration mttr) {
    return {.fault = {.node = std::move(node)}, .mtbf = mtbf, .mttr = mttr};
}

std::vector<Fault> drawn(const std::vector<RandomFault>& random, std::uint64_t seed) {
    const auto faults = drawFaults(random, seed, kHour, 1);
    EXPECT_TRUE(faults.has_value());
    return faults.value_or(std::vector<Fault>{});
}

TEST(RandomFaults, AreTheSameForTheSameSeedAndOthersForAnother) {
    const std::vector<RandomFault> random{
        outage("db", {60 * kUsPerSecond}, {5 * kUsPerSecond}),
        outage("broker", {60 * kUsPerSecond}, {5 * kUsPerSecond})};
    EXPECT_EQ(drawn(random, 1), drawn(random, 1));
    EXPECT_NE(drawn(random, 1), drawn(random, 2));
}

TEST(RandomFaults, OneDoesNotReshuffleAnother) {
    const RandomFault db = outage("db", {60 * kUsPerSecond}, {5 * kUsPerSecond});
    const RandomFault broker = outage("broker", {60 * kUsPerSecond}, {5 * kUsPerSecond});
    const auto alone = drawn({db}, 7);
    const auto together = drawn({db, broker}, 7);
    ASSERT_GT(together.size(), alone.size());
    for (std::size_t i = 0; i < alone.size(); ++i) {
        EXPECT_EQ(alone[i], together[i]);
    }
    EXPECT_NE(together[alone.size()].at, alone[0].at);
}

TEST(RandomFaults, TwoOfTheSameKindComeAtDifferentTimes) {
    const RandomFault db = outage("db", {60 * kUsPerSecond}, {5 * kUsPerSecond});
    const auto faults = drawn({db, db}, 7);
    const auto first = drawn({db}, 7);
    ASSERT_GT(faults.size(), first.size());
    EXPECT_NE(faults[first.size()].at, first[0].at);
}

TEST(RandomFaults, HaveIdsOfTheirOwnAndFollowOneAnother) {
    const auto faults =
        drawFaults({outage("db", {20 * kUsPerSecond}, {5 * kUsPerSecond})}, 3, kHour, 12).value();
    ASSERT_GT(faults.size(), 50U);
    for (std::size_t i = 0; i < faults.size(); ++i) {
        EXPECT_EQ(faults[i].id, 12 + i);
        ASSERT_TRUE(faults[i].length.has_value());
        EXPECT_LT(faults[i].at, kHour);
        if (i > 0) {
            EXPECT_GT(faults[i].at, faults[i - 1].at + *faults[i - 1].length);
        }
    }
}

TEST(RandomFaults, KeepToTheirTime) {
    RandomFault db = outage("db", {kUsPerSecond}, {kUsPerSecond});
    db.from = {100 * kUsPerSecond};
    db.until = SimTime{200 * kUsPerSecond};
    const auto faults = drawn({db}, 5);
    ASSERT_GT(faults.size(), 20U);
    EXPECT_GE(faults.front().at, db.from);
    EXPECT_LT(faults.back().at, *db.until);
}

// The share of up time of an alternating renewal process with means U and D over a long time T is
// U / (U + D), with the variance (U^2 D^2 (cU + cD)) / ((U + D)^3 T), where the squared
// coefficients of variation cU and cD of exponential times are 1 (S. Ross, "Stochastic Processes",
// renewal reward processes).
TEST(RandomFaults, InTheLongRunAreInForceForTheirShareOfTheTime) {
    const double up = 30.0;
    const double down = 3.0;
    const double length = 3'600.0;
    const int seeds = 200;
    double sum = 0.0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        double downtime = 0.0;
        for (const Fault& fault :
             drawn({outage("db", {30 * kUsPerSecond}, {3 * kUsPerSecond})}, seed)) {
            const SimTime end = std::min(fault.at + *fault.length, kHour);
            downtime += static_cast<double>((end - fault.at).us) / kUsPerSecond;
        }
        sum += 1.0 - downtime / length;
    }
    const double variance = 2.0 * up * up * down * down / (std::pow(up + down, 3) * length);
    const double halfWidth = 4.0 * std::sqrt(variance / seeds);
    const double startsUp = down / (up + down) * (up * down / (up + down)) / length;
    EXPECT_NEAR(sum / seeds, up / (up + down) + startsUp, halfWidth);
}

TEST(RandomFaults, AreNoMoreThanFaultsMayBe) {
    EXPECT_FALSE(drawFaults({outage("db", {kUsPerMs}, {kUsPerMs})}, 1, kHour, 1).has_value());
}

TEST(RandomFaults, AreReadFromTheListOfFaults) {
    const Scenario base = loadScenarioFile(testFile("base.scenario.yaml")).scenario.value();
    ASSERT_EQ(base.randomFaults.size(), 1U);
    const RandomFault& random = base.randomFaults[0];
    EXPECT_EQ(random.fault.kind, Fault::Kind::Crash);
    EXPECT_EQ(random.fault.node, "bus");
    EXPECT_EQ(random.mtbf, Duration{20 * kUsPerSecond});
    EXPECT_EQ(random.mttr, Duration{kUsPerSecond});
    EXPECT_EQ(random.from, SimTime{kUsPerSecond});
    EXPECT_EQ(random.until, SimTime{25 * kUsPerSecond});
    EXPECT_EQ(base.faults.size(), 13U);
}

}  // namespace
}  // namespace foldline
