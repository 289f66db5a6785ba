// What each command of the window does.
#include <QDesktopServices>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QStandardPaths>
#include <QUndoStack>
#include <QUrl>

#include "ui/run/branch_title.h"
#include "ui/run/marks.h"
#include "ui/shell/banner.h"
#include "ui/shell/clock_text.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/compare_dialog.h"
#include "ui/shell/dock_layout.h"
#include "ui/shell/fault_bar.h"
#include "ui/shell/file_opening.h"
#include "ui/shell/key_list_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/marks_dialog.h"
#include "ui/shell/scorecard_dialog.h"
#include "ui/shell/speeds.h"
#include "ui/shell/tool_strip.h"
#include "ui/shell/transport_bar.h"
#include "ui/shell/workspace.h"
#include "ui/stage/stage_view.h"
#include "ui/timeline/timeline_view.h"

namespace foldline::ui {
namespace {

QString documents() {
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

QString stemOf(const RunController& controller) {
    QString name = QString::fromStdString(controller.session().info().scenarioName);
    name.remove(QStringLiteral(".yaml"));
    name.remove(QStringLiteral(".scenario"));
    return name.isEmpty() ? QStringLiteral("recording") : name;
}

void present(QWidget& dialog) {
    dialog.show();
    dialog.raise();
    dialog.activateWindow();
}

}  // namespace

void MainWindow::bindFileCommands() {
    m_commands->on(CommandId::Open, [this] { askForFile(); });
    m_commands->on(CommandId::OpenRecording, [this] {
        const std::vector<KeptRecording> last = m_recordings.list(1);
        if (last.empty()) {
            m_banner->say(Banner::Tone::Note, tr("There is no recording yet. Open a scenario."));
        } else {
            open(last.front().path);
        }
    });
    m_commands->on(CommandId::SaveAs, [this] { askWhereToSave(); });
    m_commands->on(CommandId::ExportScorecard, [this] { askWhereToExport(); });
    m_commands->on(CommandId::ShowRecordings, [this] {
        QDir().mkpath(m_recordings.folder());
        QDesktopServices::openUrl(QUrl::fromLocalFile(m_recordings.folder()));
    });
    m_commands->on(CommandId::CloseRecording, [this] { closeRecording(); });
    m_commands->on(CommandId::Quit, [this] { close(); });
    m_commands->on(CommandId::RunWithSeed, [this] { askForSeed(); });
}

void MainWindow::bindRunCommands() {
    const auto run = [this](CommandId id, void (*does)(RunController&)) {
        m_commands->on(id, [this, does] { does(m_workspace->controller()); });
    };
    run(CommandId::Play, [](RunController& c) { c.setPlaying(!c.isPlaying()); });
    run(CommandId::NextRecord, [](RunController& c) { c.stepRecord(1); });
    run(CommandId::PreviousRecord, [](RunController& c) { c.stepRecord(-1); });
    run(CommandId::NextAtNode, [](RunController& c) { c.stepSameNode(1); });
    run(CommandId::PreviousAtNode, [](RunController& c) { c.stepSameNode(-1); });
    run(CommandId::Effect, [](RunController& c) { c.stepCause(1); });
    run(CommandId::Cause, [](RunController& c) { c.stepCause(-1); });
    run(CommandId::NextFault, [](RunController& c) { c.jumpToFault(1); });
    run(CommandId::PreviousFault, [](RunController& c) { c.jumpToFault(-1); });
    run(CommandId::GoToStart, [](RunController& c) { c.setPlayhead(SimTime{}); });
    run(CommandId::GoToEnd, [](RunController& c) { c.setPlayhead(c.session().horizon()); });
    run(CommandId::Faster, [](RunController& c) { c.setSpeed(nextSpeed(c.speed(), 1)); });
    run(CommandId::Slower, [](RunController& c) { c.setSpeed(nextSpeed(c.speed(), -1)); });
    run(CommandId::ToggleMark, [](RunController& c) { c.toggleMark(); });
    run(CommandId::NextMark, [](RunController& c) { c.jumpToMark(1); });
    run(CommandId::PreviousMark, [](RunController& c) { c.jumpToMark(-1); });
    run(CommandId::PauseSimulation,
        [](RunController& c) { c.setSimulationPaused(!c.progress().paused); });
    m_commands->on(CommandId::NameMark, [this] { askForMarkName(); });
    m_commands->on(CommandId::Marks, [this] { present(m_workspace->marks()); });
    m_commands->on(CommandId::GoToTime, [this] { m_workspace->strip()->transport().editTime(); });
}

void MainWindow::bindBranchCommands() {
    m_commands->on(CommandId::InjectFault, [this] { m_workspace->strip()->faults().openMenu(); });
    m_commands->on(CommandId::Undo, [this] { m_workspace->controller().undoStack()->undo(); });
    m_commands->on(CommandId::Redo, [this] { m_workspace->controller().undoStack()->redo(); });
    m_commands->on(CommandId::RenameBranch, [this] { askForBranchName(); });
    m_commands->on(CommandId::ChooseBranch, [this] { m_workspace->strip()->chooseBranch(); });
    m_commands->on(CommandId::Scorecard, [this] { showScorecard(); });
    m_commands->on(CommandId::Compare, [this] { showComparison(); });
}

void MainWindow::bindTimeCommands() {
    const auto on = [this](CommandId id, void (TimelineView::*does)()) {
        m_commands->on(id, [this, does] { (m_workspace->timeline()->*does)(); });
    };
    on(CommandId::ZoomIn, &TimelineView::zoomIn);
    on(CommandId::ZoomOut, &TimelineView::zoomOut);
    on(CommandId::PanLeft, &TimelineView::panLeft);
    on(CommandId::PanRight, &TimelineView::panRight);
    on(CommandId::FitTime, &TimelineView::fit);
}

void MainWindow::bindPanelCommands() {
    const auto toggle = [this](CommandId id, QDockWidget& dock) {
        m_commands->on(id, [&dock] { dock.setVisible(dock.isHidden()); });
    };
    toggle(CommandId::ShowLesson, m_docks->lesson());
    toggle(CommandId::ShowInspector, m_docks->inspector());
    toggle(CommandId::ShowTimeline, m_docks->timeline());
    m_commands->on(CommandId::MovablePanels, [this] {
        const bool movable = !m_settings.movablePanels();
        m_settings.setMovablePanels(movable);
        m_docks->setMovable(movable);
        updateCommands();
    });
    m_commands->on(CommandId::ResetLayout, [this] { resetLayout(); });
    m_commands->on(CommandId::FullScreen,
                   [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
}

void MainWindow::bindLookCommands() {
    m_commands->on(CommandId::ThemeLight, [this] { setThemeKind(ThemeKind::Light); });
    m_commands->on(CommandId::ThemeDark, [this] { setThemeKind(ThemeKind::Dark); });
    m_commands->on(CommandId::ThemeProjector, [this] {
        setThemeKind(m_theme.kind == ThemeKind::Projector ? m_themeBeforeProjector
                                                          : ThemeKind::Projector);
    });
    m_commands->on(CommandId::English, [this] { setLanguage(Language::English); });
    m_commands->on(CommandId::Korean, [this] { setLanguage(Language::Korean); });
    m_commands->on(CommandId::ReduceMotion, [this] {
        m_settings.setReducedMotion(!m_settings.reducedMotion());
        if (m_workspace) {
            m_workspace->stage()->setReducedMotion(m_settings.reducedMotion());
        }
        updateCommands();
    });
}

void MainWindow::bindHelpCommands() {
    m_commands->on(CommandId::CommandPalette, [this] { showPalette(); });
    m_commands->on(CommandId::KeyList,
                   [this] { (new KeyListDialog(*m_commands, m_theme, this))->show(); });
    m_commands->on(CommandId::About, [this] { showAbout(); });
}

void MainWindow::askForFile() {
    const QString path = QFileDialog::getOpenFileName(
        this,
        tr("Open scenario or recording"),
        documents(),
        tr("Scenarios and recordings (*.yaml *.yml *.foldline);;All files (*)"));
    if (!path.isEmpty()) {
        open(path);
    }
}

void MainWindow::askWhereToSave() {
    const QString proposed =
        documents() % u'/' % stemOf(m_workspace->controller()) % QStringLiteral(".foldline");
    QString path = QFileDialog::getSaveFileName(
        this, tr("Save recording as"), proposed, tr("Recordings (*.foldline)"));
    if (!path.isEmpty() && QFileInfo(path).suffix().isEmpty()) {
        path += QStringLiteral(".foldline");
    }
    saveAs(path);
}

void MainWindow::askWhereToExport() {
    const QString proposed =
        documents() % u'/' % stemOf(m_workspace->controller()) % QStringLiteral("-scorecard.csv");
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export scorecard"), proposed, tr("Comma-separated values (*.csv)"));
    exportScorecard(path);
}

void MainWindow::askForSeed() {
    const RecordingInfo& info = m_workspace->controller().session().info();
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Run with another seed"));
    dialog->setLabelText(tr("Seed: a whole number. The same seed always gives the same run."));
    dialog->setTextValue(QString::number(info.seed + 1));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, info](const QString& text) {
        bool ok = false;
        const qulonglong seed = text.trimmed().toULongLong(&ok);
        if (!ok) {
            m_banner->say(Banner::Tone::Failure,
                          tr("“%1” is not a seed; give a whole number from 0 on").arg(text));
            return;
        }
        SessionOptions options;
        options.seed = seed;
        take(startRun(info.scenarioText, info.scenarioName, options, m_recordings), {});
    });
    dialog->open();
}

void MainWindow::askForBranchName() {
    RunController& controller = m_workspace->controller();
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename branch"));
    dialog->setLabelText(tr("Name of the branch"));
    dialog->setTextValue(branchTitle(controller.branchInfo()));
    connect(dialog,
            &QInputDialog::textValueSelected,
            &controller,
            [&controller, branch = controller.branch()](const QString& text) {
                controller.renameBranch(branch, text);
            });
    dialog->open();
}

void MainWindow::askForMarkName() {
    RunController& controller = m_workspace->controller();
    const Note* const here =
        markAt(controller.session(), controller.branch(), controller.playhead());
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Mark this time"));
    dialog->setLabelText(tr("What is to be seen at %1").arg(clockText(controller.playhead())));
    dialog->setTextValue(here ? QString::fromStdString(here->text) : QString());
    controller.setPlaying(false);
    connect(dialog,
            &QInputDialog::textValueSelected,
            &controller,
            [&controller, t = controller.playhead()](const QString& name) {
                controller.setPlayhead(t);
                controller.nameMarkHere(name);
            });
    dialog->open();
}

void MainWindow::showScorecard() {
    ScorecardDialog& dialog = m_workspace->scorecard();
    connect(&dialog,
            &ScorecardDialog::exportRequested,
            this,
            &MainWindow::askWhereToExport,
            Qt::UniqueConnection);
    present(dialog);
}

/// What is shown beside what it was forked from; the first branch beside the newest.
void MainWindow::showComparison() {
    const RunController& controller = m_workspace->controller();
    BranchId first = controller.branchInfo().parent;
    BranchId second = controller.branch();
    if (!first.exists()) {
        first = second;
        for (const BranchInfo& branch : controller.session().branches()) {
            second = branch.hidden || branch.id == first ? second : branch.id;
        }
    }
    CompareDialog& dialog = m_workspace->comparison();
    dialog.setSystem(controller.selection().system);
    dialog.compare(first, second);
    present(dialog);
}

void MainWindow::showPalette() {
    auto* palette = new CommandPalette(m_commands->actions(), m_theme, this);
    palette->show();
    palette->activateWindow();
}

void MainWindow::showAbout() {
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Foldline"));
    box->setText(QStringLiteral("Foldline ") % QCoreApplication::applicationVersion());
    box->setInformativeText(
        tr("A desktop lab for event sourcing. Free software under the GNU General Public License, "
           "version 3 or later."));
    box->setStandardButtons(QMessageBox::Close);
    box->open();
}

}  // namespace foldline::ui
