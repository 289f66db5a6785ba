#include "ui/timeline/time_axis.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace foldline::ui {
namespace {

constexpr SimTime kEnd{60 * kUsPerSecond};

TimeAxis axisOf(double left, double width) {
    TimeAxis axis(kEnd);
    axis.setPlot(left, width);
    return axis;
}

TEST(TimeAxis, ShowsTheWholeRunAtFirst) {
    const TimeAxis axis = axisOf(100.0, 1200.0);
    EXPECT_DOUBLE_EQ(axis.xAt({0}), 100.0);
    EXPECT_DOUBLE_EQ(axis.xAt(kEnd), 1300.0);
    EXPECT_TRUE(axis.showsAll());
}

TEST(TimeAxis, ZoomKeepsTheTimeUnderThePointer) {
    TimeAxis axis = axisOf(100.0, 1200.0);
    for (int i = 0; i < 40; ++i) {
        const double before = axis.usAt(700.0);
        axis.zoom(700.0, 0.8);
        EXPECT_NEAR(axis.usAt(700.0), before, 1e-3);
    }
}

TEST(TimeAxis, ZoomAtTheEndsOfTheRunKeepsThemUnderThePointer) {
    for (const double x : {100.0, 1300.0}) {
        TimeAxis axis = axisOf(100.0, 1200.0);
        const double before = axis.usAt(x);
        for (int i = 0; i < 30; ++i) {
            axis.zoom(x, 0.8);
            ASSERT_NEAR(axis.usAt(x), before, 1e-3);
        }
        for (int i = 0; i < 30; ++i) {
            axis.zoom(x, 1.25);
            ASSERT_NEAR(axis.usAt(x), before, 1e-3);
        }
        EXPECT_NEAR(axis.spanUs(), static_cast<double>(kEnd.us), 1e-3);
    }
}

TEST(TimeAxis, ZoomKeepsTheTimeUnderThePointerWheneverTheRunIsLongEnough) {
    std::mt19937_64 random(20);
    std::uniform_real_distribution<double> share(0.0, 1.0);
    const auto endUs = static_cast<double>(kEnd.us);
    int kept = 0;
    for (int i = 0; i < 20'000; ++i) {
        TimeAxis axis = axisOf(100.0, 1200.0);
        const auto from = static_cast<std::int64_t>(share(random) * endUs * 0.9);
        const auto length = static_cast<std::int64_t>(
            std::max(share(random) * (endUs - static_cast<double>(from)), 1000.0));
        axis.show({from}, {from + length});
        const double x = 100.0 + 1200.0 * share(random);
        const double us = axis.usAt(x);
        const double factor = 0.5 + 2.0 * share(random);
        const double span = axis.spanUs() * factor;
        const double wanted = us - (us - axis.fromUs()) * factor;
        axis.zoom(x, factor);
        if (wanted >= 0.0 && wanted + span <= endUs) {
            ASSERT_NEAR(axis.usAt(x), us, 1e-2) << from << " + " << length << " at " << x;
            ++kept;
        }
    }
    EXPECT_GT(kept, 5'000);
}

TEST(TimeAxis, NeverDrawsAMicrosecondWiderThanTheLimit) {
    TimeAxis axis = axisOf(0.0, 1280.0);
    axis.zoom(640.0, 1e-12);
    EXPECT_DOUBLE_EQ(1.0 / axis.usPerPixel(), TimeAxis::kPixelsPerUsMax);
}

TEST(TimeAxis, TimeAtIsTheInverseOfXAt) {
    TimeAxis axis = axisOf(120.0, 900.0);
    axis.show({14'000'000}, {14'000'500});
    for (std::int64_t us = 14'000'000; us <= 14'000'500; us += 7) {
        EXPECT_EQ(axis.timeAt(axis.xAt({us})), SimTime{us});
    }
}

TEST(TimeAxis, PointsBesideThePlotAreTimesWithinTheRun) {
    const TimeAxis axis = axisOf(120.0, 900.0);
    EXPECT_EQ(axis.timeAt(-500.0), SimTime{0});
    EXPECT_EQ(axis.timeAt(5000.0), kEnd);
}

TEST(TimeAxis, RevealPansAsLittleAsItNeeds) {
    TimeAxis axis = axisOf(0.0, 1000.0);
    axis.show({10'000'000}, {20'000'000});
    axis.reveal({15'000'000});
    EXPECT_DOUBLE_EQ(axis.fromUs(), 10e6);
    axis.reveal({25'000'000});
    EXPECT_DOUBLE_EQ(axis.toUs(), 25e6);
    axis.reveal({5'000'000});
    EXPECT_DOUBLE_EQ(axis.fromUs(), 5e6);
}

TEST(TimeAxis, AnotherRunIsShownWholeWhenTheOldOneWas) {
    TimeAxis axis = axisOf(0.0, 1000.0);
    axis.setEnd({90 * kUsPerSecond});
    EXPECT_TRUE(axis.showsAll());
    axis.show({1'000'000}, {2'000'000});
    axis.setEnd({60 * kUsPerSecond});
    EXPECT_DOUBLE_EQ(axis.fromUs(), 1e6);
    EXPECT_DOUBLE_EQ(axis.toUs(), 2e6);
}

}  // namespace
}  // namespace foldline::ui
