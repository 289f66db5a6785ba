#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QTableView>
#include <QTest>
#include <QUndoStack>

#include "tests/ui/support/fake_session.h"
#include "ui/shell/marks_dialog.h"
#include "ui/shell/marks_model.h"

namespace foldline::ui {
namespace {

class MarksTest : public ::testing::Test {
protected:
    MarksTest()
        : controller(std::make_unique<FakeSession>(std::vector<std::vector<FakeSession::Event>>{},
                                                   SimTime{60'000'000})) {}

    void markAt(std::int64_t seconds) {
        controller.setPlayhead(SimTime{seconds * kUsPerSecond});
        controller.toggleMark();
    }

    QString cell(const MarksModel& model, int row, int column) const {
        return model.index(row, column).data().toString();
    }

    RunController controller;
    Theme theme = makeTheme(ThemeKind::Light);
};

TEST_F(MarksTest, TheTableFollowsTheRecording) {
    MarksModel model(controller);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    markAt(30);
    markAt(10);
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_EQ(cell(model, 0, MarksModel::Time), QStringLiteral("00:10.000"));
    EXPECT_EQ(cell(model, 0, MarksModel::Branch), QStringLiteral("as recorded"));
    ASSERT_TRUE(
        model.setData(model.index(1, MarksModel::Name), QStringLiteral("caught up"), Qt::EditRole));
    EXPECT_EQ(controller.session().notebook().notes().back().text, "caught up");
    controller.undoStack()->undo();
    EXPECT_EQ(cell(model, 1, MarksModel::Name), QString());
    markAt(10);
    EXPECT_EQ(model.rowCount(), 1);
}

TEST_F(MarksTest, KeysGoToAMarkAndTakeItAway) {
    markAt(30);
    markAt(10);
    MarksDialog dialog(controller, theme, nullptr);
    dialog.show();
    auto* const table = dialog.findChild<QTableView*>();
    table->selectRow(1);
    QTest::keyClick(table, Qt::Key_Return);
    EXPECT_EQ(controller.playhead(), SimTime{30'000'000});
    EXPECT_TRUE(dialog.isVisible());
    for (QAction* action : table->actions()) {
        if (action->shortcut() == QKeySequence(QKeySequence::Delete)) {
            action->trigger();
        }
    }
    EXPECT_EQ(controller.marks(), std::vector<SimTime>{SimTime{10'000'000}});
    EXPECT_EQ(table->currentIndex().row(), 0);
}

}  // namespace
}  // namespace foldline::ui
