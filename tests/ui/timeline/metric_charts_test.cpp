// The curves: what they show, where, and with how few points.
#include "ui/timeline/metric_charts.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/ui/timeline/timeline_session.h"

namespace foldline::ui {
namespace {

std::vector<SeriesPoint> steadyPoints(int count, double value) {
    std::vector<SeriesPoint> points;
    for (int i = 0; i < count; ++i) {
        points.push_back({SimTime{i * 1000}, value, value, value});
    }
    return points;
}

TEST(ChartPieces, NothingIsDrawnBeforeItHappened) {
    std::vector<SeriesPoint> points = steadyPoints(10, 2.0);
    // Within [5000, 6000) the level rises.
    points[5] = {SimTime{5000}, 2.0, 9.0, 7.0};
    for (std::size_t i = 6; i < points.size(); ++i) {
        points[i].min = points[i].max = points[i].last = 7.0;
    }
    const auto pieces = chartPieces(points, SeriesKind::RequestsWaiting, Duration{0}, 0.0);
    ASSERT_EQ(pieces.size(), 1U);
    for (const QPointF& point : pieces[0]) {
        EXPECT_TRUE(point.x() >= 6000.0 || point.y() == 2.0) << point.x() << ' ' << point.y();
    }
}

TEST(ChartPieces, ALevelStretchKeepsOnlyItsEnds) {
    const auto pieces =
        chartPieces(steadyPoints(1000, 3.0), SeriesKind::EventsBehind, Duration{0}, 0.0);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0], (QList<QPointF>{{1000.0, 3.0}, {1'000'000.0, 3.0}}));
}

TEST(ChartPieces, TheGreatestAndTheLeastAreDrawnWhereTheyCanBeSeen) {
    std::mt19937 random(3);
    std::vector<SeriesPoint> points;
    for (int i = 0; i < 400; ++i) {
        const auto a = static_cast<double>(random() % 100);
        const auto b = static_cast<double>(random() % 100);
        points.push_back({SimTime{i * 1000}, std::min(a, b), std::max(a, b), a});
    }
    const double visible = 0.5;
    const auto pieces = chartPieces(points, SeriesKind::EventsBehind, Duration{0}, visible);
    ASSERT_EQ(pieces.size(), 1U);
    for (const SeriesPoint& point : points) {
        double least = 1e9;
        double greatest = -1e9;
        const double x = static_cast<double>(point.t.us + 1000);
        for (qsizetype i = 1; i < pieces[0].size(); ++i) {
            // The first point at a place carries on the level from before.
            if (pieces[0][i].x() == x && pieces[0][i - 1].x() == x) {
                least = std::min(least, pieces[0][i].y());
                greatest = std::max(greatest, pieces[0][i].y());
            }
        }
        if (greatest < least) {
            continue;  // level, or the first of all
        }
        ASSERT_TRUE(std::abs(greatest - point.max) <= visible ||
                    std::abs(least - point.min) <= visible);
        ASSERT_LE(greatest, point.max + visible);
        ASSERT_GE(least, point.min - visible);
    }
}

TEST(ChartPieces, ACurveWithGapsIsBrokenWhereNothingWasMeasured) {
    std::vector<SeriesPoint> points = steadyPoints(3, 5.0);
    points.push_back({SimTime{90'000}, 5.0, 5.0, 5.0});
    EXPECT_EQ(chartPieces(points, SeriesKind::LatencyMs, Duration{10'000}, 0.0).size(), 2U);
    EXPECT_EQ(chartPieces(points, SeriesKind::EventsBehind, Duration{10'000}, 0.0).size(), 1U);
}

TEST(RoundTop, IsRoundAndNotBelowTheValue) {
    EXPECT_EQ(roundTop(0.0), 1.0);
    EXPECT_EQ(roundTop(20.0), 20.0);
    EXPECT_EQ(roundTop(20.5), 50.0);
}

}  // namespace
}  // namespace foldline::ui
