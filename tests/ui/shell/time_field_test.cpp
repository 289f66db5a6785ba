#include "ui/shell/time_field.h"

#include <gtest/gtest.h>

#include <QTest>

#include "tests/ui/support/fake_session.h"

namespace foldline::ui {
namespace {

class TimeFieldTest : public ::testing::Test {
protected:
    TimeFieldTest()
        : controller(std::make_unique<FakeSession>(std::vector<std::vector<FakeSession::Event>>{},
                                                   SimTime{60'000'000})),
          field(controller, makeTheme(ThemeKind::Light), nullptr) {
        field.show();
    }

    RunController controller;
    TimeField field;
};

TEST_F(TimeFieldTest, FollowsThePlayhead) {
    controller.setPlayhead(SimTime{14'280'000});
    EXPECT_EQ(field.text(), QStringLiteral("00:14.280"));
}

TEST_F(TimeFieldTest, GoesToATimeThatIsTyped) {
    field.beginEditing();
    QTest::keyClicks(&field, QStringLiteral("20.5"));
    QTest::keyClick(&field, Qt::Key_Return);
    EXPECT_EQ(controller.playhead(), SimTime{20'500'000});
    EXPECT_EQ(field.text(), QStringLiteral("00:20.500"));
}

TEST_F(TimeFieldTest, WhatIsBeingTypedIsNotOverwritten) {
    field.beginEditing();
    QTest::keyClicks(&field, QStringLiteral("2"));
    controller.setPlayhead(SimTime{14'280'000});
    EXPECT_EQ(field.text(), QStringLiteral("2"));
}

TEST_F(TimeFieldTest, EscapeGoesBack) {
    controller.setPlayhead(SimTime{14'280'000});
    field.beginEditing();
    QTest::keyClicks(&field, QStringLiteral("99"));
    QTest::keyClick(&field, Qt::Key_Escape);
    EXPECT_EQ(field.text(), QStringLiteral("00:14.280"));
    EXPECT_EQ(controller.playhead(), SimTime{14'280'000});
}

TEST_F(TimeFieldTest, NonsenseMovesNothing) {
    field.beginEditing();
    QTest::keyClicks(&field, QStringLiteral("later"));
    QTest::keyClick(&field, Qt::Key_Return);
    EXPECT_EQ(controller.playhead(), SimTime{});
}

}  // namespace
}  // namespace foldline::ui
