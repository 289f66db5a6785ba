#include "ui/stage/edge_route.h"

#include <gtest/gtest.h>

#include <cmath>

namespace foldline::ui {
namespace {

TEST(EdgeRoute, MeasuresAlongItsLength) {
    const EdgeRoute route({{0, 0}, {30, 0}, {30, 10}});
    EXPECT_DOUBLE_EQ(route.length(), 40.0);
    EXPECT_EQ(route.at(0.0), QPointF(0, 0));
    EXPECT_EQ(route.at(0.5), QPointF(20, 0));
    EXPECT_EQ(route.at(0.875), QPointF(30, 5));
    EXPECT_EQ(route.at(1.0), QPointF(30, 10));
    EXPECT_EQ(route.direction(0.9), QPointF(0, 1));
}

TEST(EdgeRoute, StaysOnItsEndsOutsideZeroAndOne) {
    const EdgeRoute route({{0, 0}, {10, 0}});
    EXPECT_EQ(route.at(-1.0), QPointF(0, 0));
    EXPECT_EQ(route.at(2.0), QPointF(10, 0));
}

TEST(EdgeRoute, KnowsWhatItCrosses) {
    const EdgeRoute route({{0, 0}, {100, 100}});
    EXPECT_TRUE(crosses(route, QRectF(40, 40, 20, 20)));
    EXPECT_FALSE(crosses(route, QRectF(60, 10, 20, 20)));
}

TEST(RouteEdges, JoinsCardsInOneLineStraight) {
    const std::vector<QRectF> cards{{0, 0, 50, 40}, {100, 0, 50, 40}};
    const auto routes = routeEdges({{NodeId{0}, NodeId{1}, LinkKind::Request}}, cards, cards, 1.0);
    ASSERT_EQ(routes.size(), 1U);
    EXPECT_EQ(routes[0].points(), (std::vector<QPointF>{{50, 20}, {100, 20}}));
}

TEST(RouteEdges, GoesAroundWhatStandsBetween) {
    const std::vector<QRectF> cards{{0, 0, 50, 40}, {100, 0, 50, 40}, {200, 0, 50, 40}};
    const auto routes = routeEdges({{NodeId{0}, NodeId{2}, LinkKind::Request}}, cards, cards, 1.0);
    EXPECT_FALSE(crosses(routes[0], cards[1]));
    EXPECT_EQ(routes[0].at(0.0), QPointF(50, 20));
    EXPECT_EQ(routes[0].at(1.0), QPointF(200, 20));
}

TEST(RouteEdges, KeepsTwoWaysBetweenTheSameCardsApart) {
    const std::vector<QRectF> cards{{0, 0, 50, 80}, {150, 0, 50, 80}};
    const auto routes = routeEdges(
        {{NodeId{0}, NodeId{1}, LinkKind::Produce}, {NodeId{1}, NodeId{0}, LinkKind::Consume}},
        cards,
        cards,
        1.0);
    EXPECT_GE(std::abs(routes[0].at(0.5).y() - routes[1].at(0.5).y()), 12.0);
}

}  // namespace
}  // namespace foldline::ui
