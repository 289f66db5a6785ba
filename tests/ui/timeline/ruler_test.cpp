#include "ui/timeline/ruler.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace foldline::ui {
namespace {

constexpr std::int64_t kMinute = 60 * kUsPerSecond;
constexpr std::int64_t kDay = 24 * 60 * kMinute;

double widthOf(const QString& text) {
    return 7.0 * static_cast<double>(text.size());
}

TEST(Ruler, LabelsKeepTheirDistanceAtEveryZoomOfEveryRun) {
    const std::uint32_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> share(0.0, 1.0);
    for (int i = 0; i < 2000; ++i) {
        const auto endUs = static_cast<std::int64_t>(std::pow(10.0, 2.0 + 11.9 * share(random)));
        TimeAxis axis({endUs});
        axis.setPlot(120.0, 300.0 + 1500.0 * share(random));
        const double x = axis.left() + axis.width() * share(random);
        axis.zoom(x, std::pow(10.0, -8.0 * share(random)));
        const Ruler ruler = chooseRuler(axis, widthOf, 20.0, 7.0);
        const std::vector<SimTime> labels = ticks(axis, ruler.major);
        for (std::size_t k = 1; k < labels.size(); ++k) {
            const double apart = axis.xAt(labels[k]) - axis.xAt(labels[k - 1]);
            ASSERT_GE(apart, widthOf(timeLabel(labels[k - 1], ruler.style)) + 19.9)
                << "of a run of " << endUs << " us";
        }
        ASSERT_EQ(ruler.major.us % ruler.minor.us, 0);
        ASSERT_TRUE(ruler.minor == ruler.major ||
                    static_cast<double>(ruler.minor.us) / axis.usPerPixel() >= 6.9);
    }
}

TEST(Ruler, StepsOfSecondsAreOneTwoOrFive) {
    TimeAxis axis({kMinute});
    axis.setPlot(0.0, 1000.0);
    for (int i = 0; i < 60; ++i) {
        const Ruler ruler = chooseRuler(axis, widthOf, 20.0, 7.0);
        std::int64_t mantissa = ruler.major.us;
        while (mantissa % 10 == 0) {
            mantissa /= 10;
        }
        EXPECT_TRUE(mantissa == 1 || mantissa == 2 || mantissa == 5) << ruler.major.us;
        axis.zoom(500.0, 0.75);
    }
    EXPECT_EQ(chooseRuler(axis, widthOf, 20.0, 7.0).major, Duration{2});
}

TEST(Ruler, TicksAreTheVisibleMultiples) {
    TimeAxis axis({kMinute});
    axis.setPlot(0.0, 1000.0);
    axis.show({9'500'000}, {12'000'000});
    EXPECT_EQ(ticks(axis, {kUsPerSecond}),
              (std::vector<SimTime>{{10'000'000}, {11'000'000}, {12'000'000}}));
}

TEST(Ruler, RoundStepIsTheNextOneTwoFive) {
    EXPECT_EQ(roundStep(0.3), Duration{1});
    EXPECT_EQ(roundStep(1.0), Duration{1});
    EXPECT_EQ(roundStep(1.1), Duration{2});
    EXPECT_EQ(roundStep(43'000.0), Duration{50'000});
    EXPECT_EQ(roundStep(51'000.0), Duration{100'000});
}

TEST(TimeText, LabelsShowWhatTheirStepNeeds) {
    EXPECT_EQ(timeLabel({5'000'000}, {false, 0}), QStringLiteral("5 s"));
    EXPECT_EQ(timeLabel({250'000}, {false, 2}), QStringLiteral("0.25 s"));
    EXPECT_EQ(timeLabel({14'280'123}, {false, 6}), QStringLiteral("14.280123 s"));
    EXPECT_EQ(timeLabel({125 * kUsPerSecond}, {true, 0}), QStringLiteral("2:05"));
    EXPECT_EQ(timeLabel({3725 * kUsPerSecond + 500'000}, {true, 1}), QStringLiteral("1:02:05.5"));
    EXPECT_EQ(timeLabel({3 * kDay + 4 * 60 * kMinute}, {true, 0}), QStringLiteral("3 d 04:00:00"));
}

TEST(TimeText, ExactTimesLoseNothing) {
    EXPECT_EQ(exactTime({14'280'000}, {kMinute}), QStringLiteral("14.28 s"));
    EXPECT_EQ(exactTime({14'000'000}, {kMinute}), QStringLiteral("14.00 s"));
    EXPECT_EQ(exactTime({14'280'123}, {kMinute}), QStringLiteral("14.280123 s"));
    EXPECT_EQ(exactTime({62 * kUsPerSecond}, {kDay}), QStringLiteral("1:02.00"));
}

TEST(TimeText, DurationsAreShortAndExact) {
    EXPECT_EQ(durationText({250}), QStringLiteral("250 µs"));
    EXPECT_EQ(durationText({3'250}), QStringLiteral("3.25 ms"));
    EXPECT_EQ(durationText({6'200'000}), QStringLiteral("6.2 s"));
    EXPECT_EQ(durationText({125 * kUsPerSecond}), QStringLiteral("2 min 5 s"));
    EXPECT_EQ(durationText({2 * kDay}), QStringLiteral("2 d"));
}

}  // namespace
}  // namespace foldline::ui
