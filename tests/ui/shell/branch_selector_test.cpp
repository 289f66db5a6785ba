#include "ui/shell/branch_selector.h"

#include <gtest/gtest.h>

#include <QUndoStack>

#include "tests/ui/support/fake_session.h"

namespace foldline::ui {
namespace {

class BranchSelectorTest : public ::testing::Test {
protected:
    BranchSelectorTest()
        : controller(std::make_unique<FakeSession>(std::vector<std::vector<FakeSession::Event>>{},
                                                   SimTime{60'000'000})),
          selector(controller, makeTheme(ThemeKind::Light), nullptr) {}

    RunController controller;
    BranchSelector selector;
};

TEST_F(BranchSelectorTest, FollowsTheBranchShown) {
    EXPECT_EQ(selector.count(), 1);
    controller.injectFault(outage("broker", 20, 5));
    EXPECT_EQ(selector.count(), 2);
    EXPECT_EQ(selector.currentText(), QStringLiteral("Broker down, 20 s for 5 s"));
}

TEST_F(BranchSelectorTest, HiddenBranchesAreNotListed) {
    controller.injectFault(outage("broker", 20, 5));
    controller.undoStack()->undo();
    EXPECT_EQ(selector.count(), 1);
    controller.undoStack()->redo();
    EXPECT_EQ(selector.count(), 2);
}

TEST_F(BranchSelectorTest, ChoosingShowsTheBranch) {
    controller.injectFault(outage("broker", 20, 5));
    emit selector.activated(0);
    EXPECT_EQ(controller.branch(), BranchId{1});
}

}  // namespace
}  // namespace foldline::ui
