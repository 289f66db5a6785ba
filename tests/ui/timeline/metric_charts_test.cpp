// The curves: what they show, where, and with how few points.
#include "ui/timeline/metric_charts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "tests/ui/timeline/timeline_session.h"

namespace foldline::ui {
namespace {

std::vector<SeriesPoint> steadyPoints(int count, double value) {
    std::vector<SeriesPoint> points;
    for (int i = 0; i < count; ++i) {
        points.push_back({SimTime{i * 1000}, value, value, value, SimTime{(i + 1) * 1000}});
    }
    return points;
}

TEST(ChartPieces, NothingIsDrawnBeforeItHappened) {
    std::vector<SeriesPoint> points = steadyPoints(10, 2.0);
    // Within [5000, 6000) the level rises.
    points[5] = {SimTime{5000}, 2.0, 9.0, 7.0, SimTime{6000}};
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

/// All that is drawn at `x`: the points there or, where there are none, the line that passes.
std::vector<double> drawnAt(const QList<QPointF>& piece, double x) {
    std::vector<double> values;
    for (const QPointF& point : piece) {
        if (point.x() == x) {
            values.push_back(point.y());
        }
    }
    for (qsizetype i = 1; values.empty() && i < piece.size(); ++i) {
        if (piece[i - 1].x() < x && piece[i].x() > x) {
            values = {piece[i - 1].y(), piece[i].y()};
        }
    }
    return values;
}

TEST(ChartPieces, TheGreatestAndTheLeastAreDrawnWhereTheyCanBeSeen) {
    std::mt19937 random(3);
    std::vector<SeriesPoint> points;
    for (int i = 0; i < 400; ++i) {
        // Small numbers, so that many a stretch is level or as the one before.
        const int range = i % 2 == 0 ? 100 : 3;
        std::array<double, 3> values{};
        for (double& value : values) {
            value = static_cast<double>(random() % static_cast<unsigned>(range));
        }
        const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
        points.push_back(
            {SimTime{i * 1000}, *least, *greatest, values[0], SimTime{(i + 1) * 1000}});
    }
    const double visible = 0.5;
    const auto pieces = chartPieces(points, SeriesKind::EventsBehind, Duration{0}, visible);
    ASSERT_EQ(pieces.size(), 1U);
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::vector<double> values = drawnAt(pieces[0], static_cast<double>(points[i].until.us));
        ASSERT_FALSE(values.empty()) << i;
        ASSERT_NEAR(values.back(), points[i].last, visible) << i;
        if (i > 0 && values.size() > 1) {
            ASSERT_NEAR(values.front(), points[i - 1].last, visible) << i << ": the level before";
            // It may as well be the one extreme.
            const double before = values.front();
            values.erase(values.begin());
            if (before > points[i].min - visible && before < points[i].max + visible) {
                values.push_back(before);
            }
        }
        const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
        ASSERT_NEAR(*least, points[i].min, visible) << i;
        ASSERT_NEAR(*greatest, points[i].max, visible) << i;
    }
}

TEST(ChartPieces, WhatIsMeasuredNowAndThenIsCarriedOnForAWhileWhateverComesNext) {
    const std::vector<SeriesPoint> once{{SimTime{1000}, 5.0, 5.0, 5.0, SimTime{2000}}};
    std::vector<SeriesPoint> again = once;
    again.push_back({SimTime{90'000}, 8.0, 8.0, 8.0, SimTime{91'000}});
    const auto pieces = [](const std::vector<SeriesPoint>& points) {
        return chartPieces(points, SeriesKind::LatencyMs, Duration{10'000}, 0.0);
    };
    EXPECT_EQ(pieces(once)[0], (QList<QPointF>{{2000.0, 5.0}, {12'000.0, 5.0}}));
    EXPECT_EQ(pieces(again)[0], pieces(once)[0]);
    again[1].until = SimTime{8000};
    EXPECT_EQ(pieces(again)[0],
              (QList<QPointF>{{2000.0, 5.0}, {8000.0, 5.0}, {8000.0, 8.0}, {18'000.0, 8.0}}));
}

TEST(ChartPieces, ACurveWithGapsIsBrokenWhereNothingWasMeasured) {
    std::vector<SeriesPoint> points = steadyPoints(3, 5.0);
    points.push_back({SimTime{90'000}, 5.0, 5.0, 5.0, SimTime{91'000}});
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
