#include "ui/shell/speeds.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "ui/run/run_controller.h"

namespace foldline::ui {
namespace {

TEST(Speeds, AscendFromTheSlowestToTheFastestOfTheController) {
    EXPECT_TRUE(std::is_sorted(speeds().begin(), speeds().end()));
    EXPECT_EQ(speeds().front(), RunController::kSpeedMin);
    EXPECT_EQ(speeds().back(), RunController::kSpeedMax);
}

TEST(Speeds, NextStaysAtTheEnds) {
    EXPECT_EQ(nextSpeed(1.0, 1), 2.0);
    EXPECT_EQ(nextSpeed(1.0, -1), 0.5);
    EXPECT_EQ(nextSpeed(1000.0, 1), 1000.0);
    EXPECT_EQ(nextSpeed(0.1, -1), 0.1);
    EXPECT_EQ(nextSpeed(3.0, 1), 5.0);
}

}  // namespace
}  // namespace foldline::ui
