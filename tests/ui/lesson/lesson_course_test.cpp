#include "ui/lesson/lesson_course.h"

#include <gtest/gtest.h>

namespace foldline::ui {
namespace {

const std::vector<LessonStep> kSteps{{.say = {"one", {}}, .playUntil = SimTime{10}},
                                     {.ask = {"two", {}}, .answer = {{"refused", "s"}}}};

TEST(LessonCourse, PlaysToItsTimeAndRevealsThere) {
    LessonCourse course(kSteps);
    EXPECT_EQ(course.phase(), LessonCourse::Phase::Reading);
    course.begin({});
    EXPECT_EQ(course.phase(), LessonCourse::Phase::Playing);
    EXPECT_FALSE(course.reach(SimTime{9}));
    EXPECT_TRUE(course.reach(SimTime{11}));
    EXPECT_EQ(course.phase(), LessonCourse::Phase::Revealed);
    EXPECT_FALSE(course.reach(SimTime{12})) << "it stops the playing only once";
}

TEST(LessonCourse, AStepWithoutATimeIsRevealedAtOnce) {
    LessonCourse course(kSteps);
    course.goTo(1);
    EXPECT_TRUE(course.isLast());
    course.begin({4.0});
    EXPECT_EQ(course.phase(), LessonCourse::Phase::Revealed);
    EXPECT_EQ(course.prediction(), std::vector<double>{4.0});
}

TEST(LessonCourse, GoingElsewhereForgetsThePrediction) {
    LessonCourse course(kSteps);
    course.goTo(1);
    course.begin({4.0});
    course.goTo(0);
    EXPECT_TRUE(course.prediction().empty());
    EXPECT_EQ(course.phase(), LessonCourse::Phase::Reading);
}

}  // namespace
}  // namespace foldline::ui
