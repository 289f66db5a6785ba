#include "ui/shell/fault_bar.h"

#include <gtest/gtest.h>

#include <QMenu>
#include <QTest>
#include <algorithm>

#include "tests/ui/support/fake_session.h"
#include "ui/shell/fault_button.h"

namespace foldline::ui {
namespace {

class FaultBarTest : public ::testing::Test {
protected:
    FaultBarTest() {
        auto made = std::make_unique<FakeSession>(std::vector<std::vector<FakeSession::Event>>{},
                                                  SimTime{60'000'000});
        fake = made.get();
        controller = std::make_unique<RunController>(std::move(made));
        bar = std::make_unique<FaultBar>(*controller, makeTheme(ThemeKind::Light), nullptr);
        bar->resize(bar->sizeHint());
        bar->show();
    }

    FaultButton& rdbDown() { return *bar->buttons().front(); }

    void goTo(std::int64_t seconds) { controller->setPlayhead(SimTime{seconds * kUsPerSecond}); }

    FakeSession* fake = nullptr;
    std::unique_ptr<RunController> controller;
    std::unique_ptr<FaultBar> bar;
};

TEST_F(FaultBarTest, AButtonIsDownWhileItsFaultLasts) {
    EXPECT_FALSE(rdbDown().isChecked());
    goTo(12);
    EXPECT_TRUE(rdbDown().isChecked());
    EXPECT_TRUE(rdbDown().text().startsWith(u'●'));
    goTo(16);
    EXPECT_FALSE(rdbDown().isChecked());
}

TEST_F(FaultBarTest, PressingStartsTheFaultAtThePlayhead) {
    goTo(30);
    rdbDown().click();
    ASSERT_EQ(controller->branch(), BranchId{2});
    const Fault& made = fake->faults(BranchId{2}).back();
    EXPECT_EQ(made.node, "members-db");
    EXPECT_EQ(made.at, SimTime{30'000'000});
    EXPECT_EQ(made.length, Duration{5'000'000});
    EXPECT_TRUE(rdbDown().isChecked());
}

TEST_F(FaultBarTest, PressingAgainEndsItAtThePlayhead) {
    goTo(12);
    rdbDown().click();
    EXPECT_EQ(fake->faults(BranchId{2}).front().length, Duration{2'000'000});
    EXPECT_FALSE(rdbDown().isChecked());
}

TEST_F(FaultBarTest, PressingTwiceAtOnceLeavesNoFault) {
    goTo(30);
    rdbDown().click();
    rdbDown().click();
    EXPECT_EQ(fake->faults(controller->branch()).size(), 1U);
}

TEST_F(FaultBarTest, NothingCanBeBrokenAtTheEndOrInAReadOnlyRecording) {
    goTo(60);
    EXPECT_FALSE(rdbDown().isEnabled());
    goTo(30);
    EXPECT_TRUE(rdbDown().isEnabled());
    fake->setReadOnly();
    goTo(31);
    EXPECT_FALSE(rdbDown().isEnabled());
}

TEST_F(FaultBarTest, ButtonsThatDoNotFitAreNotShownAndNoneIsCut) {
    const int whole = bar->sizeHint().width();
    for (const int width : {whole, whole - 1, whole / 2, bar->minimumSizeHint().width()}) {
        bar->resize(width, bar->height());
        for (const FaultButton* button : bar->buttons()) {
            if (button->isVisible()) {
                EXPECT_LE(button->geometry().right(), width);
                EXPECT_GE(button->width(), button->sizeHint().width());
            }
        }
    }
    EXPECT_FALSE(bar->buttons().front()->isVisible());
}

TEST_F(FaultBarTest, NothingMovesWhenAFaultStartsOrEnds) {
    bar->setStyleSheet(makeStyleSheet(makeTheme(ThemeKind::Light)));
    bar->resize(bar->sizeHint());
    const auto places = [this] {
        // As after any change of layout around it.
        bar->resize(bar->width() + 1, bar->height());
        bar->resize(bar->width() - 1, bar->height());
        std::vector<QRect> out;
        for (const FaultButton* button : bar->buttons()) {
            out.push_back(button->geometry());
        }
        return out;
    };
    const QSize wanted = bar->sizeHint();
    const std::vector<QRect> before = places();
    goTo(12);
    ASSERT_TRUE(rdbDown().isChecked());
    EXPECT_EQ(places(), before);
    EXPECT_EQ(bar->sizeHint(), wanted);
    EXPECT_GE(rdbDown().width(), rdbDown().sizeHint().width());
    goTo(16);
    EXPECT_EQ(places(), before);
}

TEST_F(FaultBarTest, TheMenuOffersEveryKindOnEveryNodeItCanBefall) {
    QMenu menu;
    bar->fillMenu(menu);
    const QList<QAction*> kinds = menu.actions();
    EXPECT_GE(kinds.size(), 6);
    for (const QAction* kind : kinds) {
        ASSERT_NE(kind->menu(), nullptr);
        EXPECT_FALSE(kind->menu()->actions().isEmpty());
    }
}

}  // namespace
}  // namespace foldline::ui
