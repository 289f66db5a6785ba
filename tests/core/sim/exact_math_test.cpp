#include "core/sim/exact_math.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/sim/random_stream.h"

namespace foldline {
namespace {

TEST(ExactMath, LogAgreesWithThePlatformToTheLastBits) {
    RandomStream random(11, "log");
    for (int i = 0; i < 200'000; ++i) {
        const double x =
            std::ldexp(random.uniform() + 0x1.0p-53, static_cast<int>(random.below(200)) - 100);
        const double expected = std::log(x);
        ASSERT_NEAR(exactLog(x), expected, 4e-16 * std::max(1.0, std::fabs(expected))) << x;
    }
    EXPECT_EQ(exactLog(1.0), 0.0);
}

TEST(ExactMath, ExpAgreesWithThePlatformToTheLastBits) {
    RandomStream random(12, "exp");
    for (int i = 0; i < 200'000; ++i) {
        const double x = (random.uniform() - 0.5) * 1300.0;
        ASSERT_NEAR(exactExp(x) / std::exp(x), 1.0, 2e-15) << x;
    }
    EXPECT_EQ(exactExp(0.0), 1.0);
}

// Any build must reproduce these bits.
constexpr double kSum = 0x1.611fdc4425362p+9;

TEST(ExactMath, BitsAreThoseOfEveryBuild) {
    double sum = 0.0;
    RandomStream random(13, "bits");
    for (int i = 0; i < 1'000; ++i) {
        sum += exactLog(random.uniform() + 0.001);
        sum += exactExp(random.uniform());
    }
    EXPECT_EQ(sum, kSum);
}

}  // namespace
}  // namespace foldline
