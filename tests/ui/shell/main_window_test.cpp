#include "ui/shell/main_window.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QTableView>
#include <QUndoStack>
#include <QUrl>

#include "tests/ui/shell/window_fixture.h"
#include "ui/shell/banner.h"
#include "ui/shell/diagnostics_dialog.h"
#include "ui/shell/dock_layout.h"
#include "ui/shell/key_list_dialog.h"
#include "ui/shell/scorecard_dialog.h"
#include "ui/shell/tool_strip.h"
#include "ui/shell/welcome_page.h"

namespace foldline::ui {
namespace {

class MainWindowTest : public WindowTest {
protected:
    void trigger(CommandId id) { window->commands().action(id)->trigger(); }

    QString writeFile(const char* name, const QByteArray& bytes) const {
        QFile file(home.filePath(QString::fromLatin1(name)));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return file.fileName();
    }

    Fault brokerDown() {
        Fault fault;
        fault.node = "broker";
        fault.at = SimTime{20'000'000};
        fault.length = Duration{5'000'000};
        return fault;
    }
};

TEST_F(MainWindowTest, EveryCommandDoesSomething) {
    for (const CommandInfo& info : commandInfos()) {
        EXPECT_TRUE(window->commands().isBound(info.id)) << info.text;
    }
}

TEST_F(MainWindowTest, EveryCommandStandsInAMenu) {
    QSet<const QAction*> shown;
    for (const QMenu* menu : window->findChildren<QMenu*>()) {
        for (const QAction* action : menu->actions()) {
            shown.insert(action);
        }
    }
    for (const CommandInfo& info : commandInfos()) {
        EXPECT_TRUE(shown.contains(window->commands().action(info.id))) << info.text;
    }
}

TEST_F(MainWindowTest, WithNothingOpenItOffersScenarios) {
    window->fillWelcomePage();
    EXPECT_TRUE(window->welcomePage().isVisible());
    EXPECT_TRUE(window->docks().timeline().isHidden());
    EXPECT_EQ(window->workspace(), nullptr);
}

TEST_F(MainWindowTest, OpeningAScenarioRecordsItAndStartsNothing) {
    openBundled();
    EXPECT_FALSE(controller().isPlaying());
    EXPECT_EQ(controller().playhead(), SimTime{});
    EXPECT_FALSE(window->docks().timeline().isHidden());
    EXPECT_EQ(recordings().list(10).size(), 1U);
    EXPECT_EQ(window->titleText(),
              QStringLiteral("address-change.scenario.yaml — seed 42 — branch “as recorded”"));
    EXPECT_EQ(settings.recentFiles(), QStringList{bundled()});
}

TEST_F(MainWindowTest, ClosingLosesNothing) {
    openBundled();
    ASSERT_TRUE(controller().injectFault(brokerDown()));
    waitForSimulation();
    window->close();
    window = makeWindow();
    ASSERT_TRUE(window->open(recordings().list(1).front().path));
    EXPECT_EQ(controller().session().branches().size(), 2U);
}

TEST_F(MainWindowTest, UndoHidesAForkAndRedoShowsItAgain) {
    openBundled();
    EXPECT_FALSE(window->commands().action(CommandId::Undo)->isEnabled());
    ASSERT_TRUE(controller().injectFault(brokerDown()));
    EXPECT_TRUE(window->titleText().contains(QStringLiteral("20 s for 5 s")));
    trigger(CommandId::Undo);
    EXPECT_EQ(controller().branch(), BranchId{1});
    EXPECT_TRUE(controller().session().branches().back().hidden);
    trigger(CommandId::Redo);
    EXPECT_EQ(controller().branch(), BranchId{2});
}

TEST_F(MainWindowTest, LanguageIsSwitchedWithoutARestart) {
    openBundled();
    QMenuBar* const bar = window->findChild<QMenuBar*>();
    ASSERT_NE(bar, nullptr);
    EXPECT_TRUE(bar->actions().first()->text().contains(QStringLiteral("File")));
    trigger(CommandId::Korean);
    QCoreApplication::processEvents();
    EXPECT_TRUE(bar->actions().first()->text().contains(QStringLiteral("파일")));
    EXPECT_TRUE(window->titleText().contains(QStringLiteral("시드")));
    trigger(CommandId::English);
    QCoreApplication::processEvents();
    EXPECT_TRUE(bar->actions().first()->text().contains(QStringLiteral("File")));
}

TEST_F(MainWindowTest, ProjectorIsSwitchedOnAndBackToWhatItWas) {
    openBundled();
    trigger(CommandId::ThemeDark);
    trigger(CommandId::ThemeProjector);
    EXPECT_EQ(window->theme().kind, ThemeKind::Projector);
    trigger(CommandId::ThemeProjector);
    EXPECT_EQ(window->theme().kind, ThemeKind::Dark);
    EXPECT_TRUE(window->commands().action(CommandId::ThemeDark)->isChecked());
    EXPECT_EQ(settings.theme(), ThemeKind::Dark);
}

TEST_F(MainWindowTest, PanelsAreHiddenShownAndResetByCommand) {
    openBundled();
    trigger(CommandId::ShowInspector);
    EXPECT_TRUE(window->docks().inspector().isHidden());
    EXPECT_FALSE(window->commands().action(CommandId::ShowInspector)->isChecked());
    trigger(CommandId::ResetLayout);
    EXPECT_FALSE(window->docks().inspector().isHidden());
    EXPECT_TRUE(window->commands().action(CommandId::ShowInspector)->isChecked());
}

TEST_F(MainWindowTest, TheLayoutIsThereAgainAfterARestart) {
    openBundled();
    trigger(CommandId::ShowInspector);
    window->close();
    window = makeWindow();
    openBundled();
    EXPECT_TRUE(window->docks().inspector().isHidden());
    EXPECT_FALSE(window->docks().timeline().isHidden());
}

TEST_F(MainWindowTest, WrongScenariosAreExplainedLineByLine) {
    EXPECT_FALSE(window->open(writeFile("wrong.scenario.yaml", "foldline: 1\nidd: x\n")));
    auto* dialog = window->findChild<DiagnosticsDialog*>();
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(dialog->isVisible());
    EXPECT_GT(dialog->findChild<QTableView*>()->model()->rowCount(), 0);
    EXPECT_EQ(window->workspace(), nullptr);
}

TEST_F(MainWindowTest, FilesThatCannotBeOpenedAreToldInTheBanner) {
    EXPECT_FALSE(window->open(home.filePath(QStringLiteral("missing.foldline"))));
    EXPECT_TRUE(window->banner().isVisible());
    EXPECT_TRUE(window->banner().text().contains(QStringLiteral("missing.foldline")));
    EXPECT_FALSE(window->open(writeFile("torn.foldline", "SQLite format 3\0 and no more")));
    EXPECT_TRUE(window->banner().text().contains(QStringLiteral("torn.foldline")));
}

TEST_F(MainWindowTest, AFailedOpenLeavesWhatIsOpenAlone) {
    openBundled();
    EXPECT_FALSE(window->open(home.filePath(QStringLiteral("missing.foldline"))));
    EXPECT_NE(window->workspace(), nullptr);
}

TEST_F(MainWindowTest, SaveAsWritesACopyThatCanBeOpened) {
    openBundled();
    const QString copy = home.filePath(QStringLiteral("copy.foldline"));
    ASSERT_TRUE(window->saveAs(copy));
    EXPECT_TRUE(window->banner().text().contains(QStringLiteral("copy.foldline")));
    const QString before = window->titleText();
    ASSERT_TRUE(window->open(copy));
    EXPECT_EQ(window->titleText(), before);
    EXPECT_FALSE(window->saveAs(home.filePath(QStringLiteral("no/such/folder/x.foldline"))));
}

TEST_F(MainWindowTest, TheScorecardShowsEverySystemAndIsExported) {
    openBundled();
    trigger(CommandId::Scorecard);
    EXPECT_TRUE(window->workspace()->scorecard().isVisible());
    const QString csv = home.filePath(QStringLiteral("card.csv"));
    ASSERT_TRUE(window->exportScorecard(csv));
    QFile file(csv);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    for (const Dictionary& system : controller().session().systems()) {
        EXPECT_TRUE(bytes.contains(system.title.en.c_str()));
    }
    EXPECT_FALSE(window->exportScorecard(home.filePath(QStringLiteral("no/folder/x.csv"))));
}

TEST_F(MainWindowTest, ComparingShowsTheParentBesideTheBranch) {
    openBundled();
    EXPECT_FALSE(window->commands().action(CommandId::Compare)->isEnabled());
    ASSERT_TRUE(controller().injectFault(brokerDown()));
    waitForSimulation();
    trigger(CommandId::Compare);
    const auto systems = static_cast<int>(controller().session().systems().size());
    EXPECT_EQ(window->workspace()->scorecard().model().columnCount(), 2 * systems);
}

TEST_F(MainWindowTest, KeysAreListed) {
    trigger(CommandId::KeyList);
    auto* dialog = window->findChild<KeyListDialog*>();
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(dialog->isVisible());
}

TEST_F(MainWindowTest, AnotherFileReplacesTheOneThatIsOpen) {
    openBundled();
    openBundled();
    EXPECT_EQ(recordings().list(10).size(), 2U);
    EXPECT_EQ(window->findChildren<ToolStrip*>().size(), 1);
    trigger(CommandId::CloseRecording);
    EXPECT_EQ(window->workspace(), nullptr);
    EXPECT_TRUE(window->welcomePage().isVisible());
    EXPECT_EQ(window->windowTitle(), QStringLiteral("Foldline"));
}

TEST_F(MainWindowTest, SpacePlaysAndArrowsStep) {
    openBundled();
    QApplication::setActiveWindow(window.get());
    QTest::keyClick(window.get(), Qt::Key_Right);
    EXPECT_GT(controller().selection().record, 0U);
    QTest::keyClick(window.get(), Qt::Key_Space);
    EXPECT_TRUE(controller().isPlaying());
    QTest::keyClick(window.get(), Qt::Key_Space);
    EXPECT_FALSE(controller().isPlaying());
}

TEST_F(MainWindowTest, EverythingThatTakesTheKeyboardHasAName) {
    openBundled();
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
            widget->isEnabled()) {
            QAccessibleInterface* accessible =
                QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
            ASSERT_NE(accessible, nullptr);
            EXPECT_FALSE(accessible->text(QAccessible::Name).isEmpty())
                << widget->metaObject()->className() << " " << widget->objectName().toStdString();
        }
    }
}

}  // namespace
}  // namespace foldline::ui
