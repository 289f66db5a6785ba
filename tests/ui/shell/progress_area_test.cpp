#include "ui/shell/progress_area.h"

#include <gtest/gtest.h>

#include <QLabel>
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

    QToolButton& button() { return *area.findChild<QToolButton*>(); }

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

TEST_F(ProgressAreaTest, StopsTheSimulationAndOffersToGoOn) {
    record(15, false);
    ASSERT_TRUE(QTest::qWaitFor([this] { return !area.isHidden(); }, 2000));
    button().click();
    EXPECT_TRUE(controller->progress().paused);
    EXPECT_FALSE(area.isHidden());
    EXPECT_TRUE(area.findChild<QProgressBar*>()->isHidden());
    EXPECT_EQ(button().text(), QStringLiteral("Go on simulating"));
    EXPECT_TRUE(area.findChild<QLabel*>()->text().contains(QStringLiteral("15")));
    button().click();
    EXPECT_FALSE(controller->progress().paused);
    EXPECT_FALSE(area.findChild<QProgressBar*>()->isHidden());
}

TEST_F(ProgressAreaTest, PlayingStopsWhereTheSimulationWasStopped) {
    record(15, false);
    controller->setPlayhead(SimTime{15 * kUsPerSecond});
    controller->setPlaying(true);
    button().click();
    EXPECT_TRUE(QTest::qWaitFor([this] { return !controller->isPlaying(); }, 2000));
    EXPECT_EQ(controller->playhead(), SimTime{15 * kUsPerSecond});
}

}  // namespace
}  // namespace foldline::ui
