#include "core/sim/random_stream.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace foldline {
namespace {

TEST(RandomStream, DependsOnSeedAndNameAndNothingElse) {
    EXPECT_EQ(RandomStream(1, "a").next(), RandomStream(1, "a").next());
    EXPECT_NE(RandomStream(1, "a").next(), RandomStream(1, "b").next());
    EXPECT_NE(RandomStream(1, "a").next(), RandomStream(2, "a").next());
}

TEST(RandomStream, ACopyGoesOnWithTheSameNumbers) {
    RandomStream original(5, "copy");
    original.next();
    RandomStream copy = original;
    EXPECT_EQ(copy.next(), original.next());
}

TEST(RandomStream, BelowIsEvenOverItsRange) {
    RandomStream random(3, "below");
    std::array<int, 7> counts{};
    constexpr int kDraws = 70'000;
    for (int i = 0; i < kDraws; ++i) {
        ++counts.at(random.below(counts.size()));
    }
    for (const int count : counts) {
        EXPECT_NEAR(count, kDraws / 7, 400);
    }
}

TEST(RandomStream, NormalHasMeanZeroAndDeviationOne) {
    RandomStream random(4, "normal");
    double sum = 0.0;
    double squares = 0.0;
    constexpr int kDraws = 200'000;
    for (int i = 0; i < kDraws; ++i) {
        const double x = random.normal();
        sum += x;
        squares += x * x;
    }
    EXPECT_NEAR(sum / kDraws, 0.0, 0.01);
    EXPECT_NEAR(squares / kDraws, 1.0, 0.015);
}

TEST(RandomStream, CertaintiesDrawNoNumber) {
    RandomStream random(6, "chance");
    const RandomStream before = random;
    EXPECT_FALSE(random.chance(0.0));
    EXPECT_TRUE(random.chance(1.0));
    EXPECT_EQ(random, before);
}

}  // namespace
}  // namespace foldline
