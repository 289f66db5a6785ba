#include "ui/shell/progress_area.h"

#include <gtest/gtest.h>

#include <QProgressBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/ui/support/fake_session.h"

namespace foldline::ui {
namespace {

class ProgressAreaTest : public ::testing::Test {
protected:
    ProgressAreaTest() : area(makeTheme(ThemeKind::Light), nullptr) {
        auto made = std::make_unique<FakeSession>(std::vector<std::vector<FakeSession::Event>>{},
                                                  SimTime{60'000'000});
        fake = made.get();
        controller = std::make_unique<RunController>(std::move(made));
        area.follow(controller.get());
    }

    void record(std::int64_t seconds, bool finished) {
        QSignalSpy progress(controller.get(), &RunController::progressChanged);
        fake->record(SimTime{seconds * kUsPerSecond}, finished);
        progress.wait(500);
    }

    FakeSession* fake = nullptr;
    ProgressArea area;
    std::unique_ptr<RunController> controller;
};

TEST_F(ProgressAreaTest, IsHiddenWhileNothingIsSimulated) {
    EXPECT_TRUE(area.isHidden());
}

TEST_F(ProgressAreaTest, ShowsHowFarALongSimulationHasCome) {
    record(15, false);
    EXPECT_TRUE(area.isHidden());
    ASSERT_TRUE(QTest::qWaitFor([this] { return !area.isHidden(); }, 2000));
    EXPECT_EQ(area.findChild<QProgressBar*>()->value(), 250);
    record(60, true);
    EXPECT_TRUE(area.isHidden());
}

TEST_F(ProgressAreaTest, CanBeCancelled) {
    QSignalSpy cancelled(&area, &ProgressArea::cancelled);
    record(15, false);
    area.findChild<QToolButton*>()->click();
    EXPECT_EQ(cancelled.count(), 1);
}

}  // namespace
}  // namespace foldline::ui
