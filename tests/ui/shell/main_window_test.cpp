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
#include <QPushButton>
#include <QTableView>
#include <QUndoStack>
#include <QUrl>
#include <QWheelEvent>
#include <algorithm>

#include "tests/ui/shell/window_fixture.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/shell/banner.h"
#include "ui/shell/compare_dialog.h"
#include "ui/shell/compare_model.h"
#include "ui/shell/diagnostics_dialog.h"
#include "ui/shell/dock_layout.h"
#include "ui/shell/key_list_dialog.h"
#include "ui/shell/scorecard_dialog.h"
#include "ui/shell/tool_strip.h"
#include "ui/shell/welcome_page.h"
#include "ui/stage/stage_panel.h"
#include "ui/stage/stage_view.h"
#include "ui/timeline/timeline_view.h"

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

    /// Drags `data` into the middle of `widget`, as Qt does it.
    bool wouldTake(QWidget& widget, const QMimeData& data) {
        const QPoint middle = widget.mapTo(window.get(), widget.rect().center());
        QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&widget, &enter);
        QDragLeaveEvent leave;
        QApplication::sendEvent(&widget, &leave);
        return enter.isAccepted();
    }

    void dropOnStage(const QString& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QWidget* const target = window->centralWidget();
        const QPoint middle = target->rect().center();
        QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &enter);
        ASSERT_TRUE(enter.isAccepted());
        QDropEvent drop(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &drop);
        EXPECT_TRUE(drop.isAccepted());
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

TEST_F(MainWindowTest, TheRecordingThatIsOpenCanBeOpenedAnewUnderAnyName) {
    QByteArray longer;
    {
        QFile file(bundled());
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        longer = file.readAll().replace("duration: 60s", "duration: 200000s");
    }
    ASSERT_TRUE(window->open(writeFile("long.scenario.yaml", longer)));
    const QString recording = recordings().list(1).front().path;
    const QString link = home.filePath(QStringLiteral("link.foldline"));
    ASSERT_TRUE(QFile::link(recording, link));
    for (const QString& path : {recording, link}) {
        ASSERT_FALSE(controller().progress().finished);
        ASSERT_TRUE(window->open(path));
        const Session& session = controller().session();
        EXPECT_TRUE(session.canFork()) << session.readOnlyReason();
    }
}

TEST_F(MainWindowTest, AFileThatCannotBeOpenedLeavesTheRecordingOpen) {
    openBundled();
    const auto before = controller().session().file();
    EXPECT_FALSE(window->open(home.filePath(QStringLiteral("missing.foldline"))));
    EXPECT_TRUE(window->banner().isVisible());
    EXPECT_FALSE(window->open(writeFile("bad.foldline", "SQLite format 3 and no more")));
    ASSERT_NE(window->workspace(), nullptr);
    EXPECT_EQ(controller().session().file(), before);
    EXPECT_TRUE(controller().session().canFork());
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

TEST_F(MainWindowTest, FitsASmallProjectorInBothLanguages) {
    openBundled();
    trigger(CommandId::ThemeProjector);
    for (const CommandId spoken : {CommandId::English, CommandId::Korean}) {
        trigger(spoken);
        window->resize(1280, 720);
        QTest::qWait(1);
        EXPECT_EQ(window->size(), QSize(1280, 720));
        EXPECT_LE(window->minimumSizeHint().width(), 1280);
        EXPECT_LE(window->minimumSizeHint().height(), 720);
    }
    trigger(CommandId::English);
}

TEST_F(MainWindowTest, FiveSystemsLeaveTheTimelineItsRoomOnASmallProjector) {
    trigger(CommandId::ThemeProjector);
    ASSERT_TRUE(window->open(
        QStringLiteral(FOLDLINE_SOURCE_DIR "/resources/scenarios/lost-reply-twice.scenario.yaml")));
    window->resize(1280, 720);
    window->resetLayout();
    QTest::qWait(1);
    EXPECT_EQ(window->size(), QSize(1280, 720));
    const QWidget* const timeline = window->workspace()->timeline();
    EXPECT_GE(timeline->height(), timeline->minimumSizeHint().height());
    EXPECT_LE(timeline->mapTo(window.get(), timeline->rect().bottomLeft()).y(), 720);
    const auto seen = [this](std::size_t system) {
        const StageView& stage = *window->workspace()->stage();
        return stage.visibleRegion().boundingRect().contains(stage.panels()[system]->rect());
    };
    for (const std::size_t system : {4U, 0U}) {
        controller().select({.system = system, .node = NodeId{0}});
        EXPECT_TRUE(seen(system)) << system;
        EXPECT_FALSE(seen(4 - system)) << system;
    }
}

TEST_F(MainWindowTest, AStageThatIsScrolledLeavesTheWheelAloneButWithCtrl) {
    ASSERT_TRUE(window->open(
        QStringLiteral(FOLDLINE_SOURCE_DIR "/resources/scenarios/lost-reply-twice.scenario.yaml")));
    window->resize(1280, 720);
    window->resetLayout();
    QTest::qWait(1);
    StageView& stage = *window->workspace()->stage();
    const auto takes = [&stage](int by, Qt::KeyboardModifiers modifiers) {
        const QPointF at(stage.visibleRegion().boundingRect().center());
        QWheelEvent event(at,
                          stage.mapToGlobal(at),
                          {},
                          QPoint(0, by),
                          Qt::NoButton,
                          modifiers,
                          Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(&stage, &event);
        return event.isAccepted();
    };
    const auto magnified = [&stage] {
        return std::ranges::any_of(stage.panels(),
                                   [](const auto& panel) { return panel->zoom() != 1.0; });
    };
    // What the stage does not take goes to what scrolls it.
    EXPECT_FALSE(takes(120, Qt::NoModifier));
    EXPECT_FALSE(magnified());
    EXPECT_TRUE(takes(120, Qt::ControlModifier));
    EXPECT_TRUE(magnified());
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

TEST_F(MainWindowTest, AScenarioOrRecordingThatIsDroppedIsOpenedAndNotStarted) {
    dropOnStage(bundled());
    ASSERT_TRUE(QTest::qWaitFor([this] { return window->workspace() != nullptr; }, 5000));
    waitForSimulation();
    EXPECT_FALSE(controller().isPlaying());
    EXPECT_EQ(controller().playhead(), SimTime{});
    const QString recording = recordings().list(1).front().path;
    trigger(CommandId::CloseRecording);
    dropOnStage(recording);
    ASSERT_TRUE(QTest::qWaitFor([this] { return window->workspace() != nullptr; }, 5000));
    EXPECT_FALSE(controller().isPlaying());
    EXPECT_EQ(QString::fromStdString(controller().session().file().string()), recording);
    EXPECT_EQ(recordings().list(10).size(), 1U);
}

TEST_F(MainWindowTest, AFileIsDroppedOnAnyPanel) {
    openBundled();
    const QString recording = recordings().list(1).front().path;
    for (QWidget* target : {static_cast<QWidget*>(window->workspace()->inspector()),
                            static_cast<QWidget*>(window->workspace()->timeline()),
                            static_cast<QWidget*>(window->workspace()->strip()),
                            static_cast<QWidget*>(window->workspace()->lesson())}) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(recording)});
        const QList<QWidget*> inside = target->findChildren<QWidget*>();
        for (QWidget* child : inside) {
            if (child->isVisible()) {
                EXPECT_TRUE(wouldTake(*child, data)) << child->metaObject()->className();
                // Else it is text to it, to be put in.
                EXPECT_FALSE(child->acceptDrops()) << child->metaObject()->className();
            }
        }
    }
}

TEST_F(MainWindowTest, StoppingALongSimulationLeavesTheRecordingOpenAndItCanGoOn) {
    QFile file(bundled());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray longer = file.readAll().replace("duration: 60s", "duration: 6000s");
    ASSERT_TRUE(window->open(writeFile("long.scenario.yaml", longer)));
    trigger(CommandId::PauseSimulation);
    ASSERT_TRUE(QTest::qWaitFor([this] { return controller().progress().paused; }, 10'000));
    EXPECT_NE(window->workspace(), nullptr);
    ASSERT_FALSE(controller().progress().finished);
    const auto recorded = controller().progress().records;
    controller().setPlayhead(controller().session().horizon());
    EXPECT_EQ(controller().playhead(), controller().progress().recordedUntil);
    EXPECT_EQ(controller().progress().records, recorded);
    trigger(CommandId::PauseSimulation);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return controller().progress().records > recorded; }, 10'000));
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

TEST_F(MainWindowTest, ComparingShowsTheBranchBesideItsParentAndWhereTheyPart) {
    openBundled();
    EXPECT_FALSE(window->commands().action(CommandId::Compare)->isEnabled());
    ASSERT_TRUE(controller().injectFault(brokerDown()));
    waitForSimulation();
    trigger(CommandId::Compare);
    CompareDialog& dialog = window->workspace()->comparison();
    EXPECT_TRUE(dialog.isVisible());
    EXPECT_FALSE(dialog.isModal());
    EXPECT_EQ(dialog.first(), BranchId{1});
    EXPECT_EQ(dialog.second(), BranchId{2});
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return dialog.search()->state() == DivergenceSearch::State::Parted; }, 10'000));
    EXPECT_GT(dialog.model().differences(), 0);
    trigger(CommandId::Undo);
    EXPECT_FALSE(window->commands().action(CommandId::Compare)->isEnabled());
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
    // The bundled scenarios, the recordings and the file dialog.
    EXPECT_GE(window->welcomePage().findChildren<QPushButton*>().size(), 4);
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
