#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSaveFile>
#include <QScreen>
#include <QStackedWidget>
#include <QTimer>
#include <QToolBar>
#include <QUndoStack>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/inspector/inspector_panel.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/run/branch_title.h"
#include "ui/shell/banner.h"
#include "ui/shell/diagnostics_dialog.h"
#include "ui/shell/dock_layout.h"
#include "ui/shell/elided_label.h"
#include "ui/shell/file_opening.h"
#include "ui/shell/progress_area.h"
#include "ui/shell/scorecard_dialog.h"
#include "ui/shell/tool_strip.h"
#include "ui/shell/welcome_page.h"
#include "ui/shell/workspace.h"
#include "ui/stage/stage_view.h"
#include "ui/timeline/timeline_view.h"

namespace foldline::ui {
namespace {

constexpr QSize kFirstSize(1600, 1000);
constexpr std::size_t kRecordingsOffered = 5;

}  // namespace

MainWindow::MainWindow(Settings& settings, LanguageSwitch& language, Recordings recordings)
    : m_settings(settings),
      m_language(language),
      m_recordings(std::move(recordings)),
      m_theme(makeTheme(settings.theme())) {
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    m_commands = new CommandSet(this);
    m_docks = new DockLayout(*this);
    m_docks->setMovable(settings.movablePanels());
    makeMenus();
    m_toolBar = new QToolBar(this);
    m_toolBar->setObjectName(QStringLiteral("transportToolBar"));
    m_toolBar->setMovable(false);
    m_toolBar->hide();
    addToolBar(m_toolBar);
    makeCentre();
    bindFileCommands();
    bindRunCommands();
    bindBranchCommands();
    bindTimeCommands();
    bindPanelCommands();
    bindLookCommands();
    bindHelpCommands();
    connect(m_docks, &DockLayout::visibilityChanged, this, &MainWindow::updateCommands);
    applyTheme();
    retranslate();
    if (!restoreGeometry(settings.geometry())) {
        resize(kFirstSize.boundedTo(screen()->availableSize()));
    }
}

MainWindow::~MainWindow() {
    // The base class hides the docks while it goes, when there is nobody left to hear of it.
    m_docks->disconnect(this);
}

void MainWindow::makeMenus() {
    auto* bar = new QWidget(this);
    bar->setObjectName(QStringLiteral("titleRow"));
    bar->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 1);
    m_menuBar = new QMenuBar(bar);
    row->addWidget(m_menuBar);
    row->addStretch(1);
    m_progress = new ProgressArea(m_theme, bar);
    row->addWidget(m_progress);
    m_title = new ElidedLabel(bar, Qt::ElideMiddle);
    m_title->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_title, 100);
    setMenuWidget(bar);
    for (const CommandGroup group : {CommandGroup::File,
                                     CommandGroup::Run,
                                     CommandGroup::Branches,
                                     CommandGroup::View,
                                     CommandGroup::Help}) {
        m_menus.emplace_back(group, addMenu(group));
    }
}

QMenu* MainWindow::addMenu(CommandGroup group) {
    QMenu* const menu = m_menuBar->addMenu(QString());
    if (group == CommandGroup::View) {
        fillViewMenu(*menu);
        return menu;
    }
    for (const CommandInfo& info : commandInfos()) {
        if (info.group != group) {
            continue;
        }
        switch (info.id) {
            case CommandId::SaveAs:
                m_recentMenu = menu->addMenu(QString());
                connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
                [[fallthrough]];
            case CommandId::ShowRecordings:
            case CommandId::CloseRecording:
            case CommandId::Quit:
            case CommandId::NextAtNode:
            case CommandId::NextFault:
            case CommandId::GoToStart:
            case CommandId::Faster:
            case CommandId::ToggleMark:
            case CommandId::PauseSimulation:
            case CommandId::Undo:
            case CommandId::RenameBranch:
            case CommandId::Scorecard:
            case CommandId::About:
                menu->addSeparator();
                break;
            default:
                break;
        }
        menu->addAction(m_commands->action(info.id));
    }
    return menu;
}

void MainWindow::fillViewMenu(QMenu& menu) {
    const auto add = [this](QMenu& to, std::initializer_list<CommandId> ids) {
        for (const CommandId id : ids) {
            to.addAction(m_commands->action(id));
        }
    };
    add(menu,
        {CommandId::ZoomIn,
         CommandId::ZoomOut,
         CommandId::PanLeft,
         CommandId::PanRight,
         CommandId::FitTime});
    menu.addSeparator();
    add(menu,
        {CommandId::ShowLesson,
         CommandId::ShowInspector,
         CommandId::ShowTimeline,
         CommandId::MovablePanels,
         CommandId::ResetLayout});
    menu.addSeparator();
    m_themeMenu = menu.addMenu(QString());
    add(*m_themeMenu, {CommandId::ThemeLight, CommandId::ThemeDark, CommandId::ThemeProjector});
    m_languageMenu = menu.addMenu(QString());
    add(*m_languageMenu, {CommandId::English, CommandId::Korean});
    add(menu, {CommandId::ReduceMotion, CommandId::FullScreen});
}

void MainWindow::makeCentre() {
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_banner = new Banner(m_theme, centre);
    column->addWidget(m_banner);
    m_pages = new QStackedWidget(centre);
    m_welcome = new WelcomePage(m_theme, m_pages);
    m_pages->addWidget(m_welcome);
    column->addWidget(m_pages, 1);
    setCentralWidget(centre);
    connect(m_welcome, &WelcomePage::fileChosen, this, &MainWindow::open);
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::askForFile);
}

void MainWindow::fillWelcomePage() {
    m_welcome->setScenarios(bundledScenarios());
    m_welcome->setRecordings(m_recordings.list(kRecordingsOffered));
}

bool MainWindow::open(const QString& path) {
    if (m_workspace && isRecordingOf(m_workspace->controller().session(), path)) {
        closeRecording();
    }
    return take(openFile(path, m_recordings), path);
}

bool MainWindow::take(OpenOutcome outcome, const QString& path) {
    if (outcome.session) {
        if (!path.isEmpty()) {
            m_settings.addRecentFile(path);
        }
        showSession(std::move(outcome.session));
        return true;
    }
    if (!outcome.diagnostics.empty()) {
        auto* dialog = new DiagnosticsDialog(path, std::move(outcome.diagnostics), m_theme, this);
        connect(dialog, &DiagnosticsDialog::retryRequested, this, &MainWindow::open);
        dialog->show();
        return false;
    }
    m_banner->say(Banner::Tone::Failure, outcome.error);
    return false;
}

void MainWindow::showSession(std::unique_ptr<Session> session) {
    closeRecording();
    m_banner->hide();
    m_progressError.clear();
    m_workspace = std::make_unique<Workspace>(std::move(session), *m_commands, m_theme, this);
    m_toolBar->addWidget(m_workspace->strip());
    m_toolBar->show();
    m_pages->addWidget(m_workspace->stageFrame());
    m_pages->setCurrentWidget(m_workspace->stageFrame());
    m_workspace->stage()->setReducedMotion(m_settings.reducedMotion());
    m_docks->open(m_workspace->lesson(), m_workspace->inspector(), m_workspace->timeline());
    if (!m_docks->restore(m_settings.layout())) {
        m_docks->reset();
    }
    followController();
    m_progress->follow(&m_workspace->controller());
    m_commands->setRunOpen(true);
    updateCommands();
    updateTitle();
    m_workspace->timeline()->setFocus();
    if (!m_workspace->controller().session().canFork()) {
        m_banner->say(Banner::Tone::Note,
                      tr("This recording can only be read. Save a copy to inject faults into it."),
                      tr("Save a copy…"),
                      [this] { askWhereToSave(); });
    }
}

void MainWindow::followController() {
    RunController& controller = m_workspace->controller();
    connect(&controller, &RunController::failed, this, [this](const QString& message) {
        m_banner->say(Banner::Tone::Failure, message);
    });
    connect(&controller, &RunController::branchChanged, this, [this] {
        updateTitle();
        updateCommands();
    });
    connect(&controller, &RunController::branchesChanged, this, [this] {
        updateTitle();
        updateCommands();
    });
    connect(&controller, &RunController::selectionChanged, this, &MainWindow::updateCommands);
    connect(&controller, &RunController::marksChanged, this, &MainWindow::updateCommands);
    connect(&controller, &RunController::progressChanged, this, [this] {
        sayProgressError();
        enablePausing();
    });
    connect(controller.undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateCommands);
    connect(m_workspace->stage(), &StageView::inspectRequested, this, [this] {
        m_docks->inspector().show();
        m_docks->inspector().raise();
    });
}

void MainWindow::closeRecording() {
    if (!m_workspace) {
        return;
    }
    saveLayout();
    m_docks->close();
    m_progress->follow(nullptr);
    m_toolBar->hide();
    m_toolBar->clear();
    m_pages->setCurrentWidget(m_welcome);
    m_workspace.reset();
    m_commands->setRunOpen(false);
    updateTitle();
    fillWelcomePage();
}

bool MainWindow::saveAs(const QString& path) {
    if (!m_workspace || path.isEmpty()) {
        return false;
    }
    const Result<void> saved = m_workspace->controller().session().saveCopy(path.toStdString());
    if (!saved) {
        m_banner->say(Banner::Tone::Failure, QString::fromStdString(saved.error().message));
        return false;
    }
    m_settings.addRecentFile(path);
    m_banner->say(Banner::Tone::Note,
                  tr("Saved a copy as %1.").arg(QFileInfo(path).fileName()),
                  tr("Open the copy"),
                  [this, path] { open(path); });
    return true;
}

bool MainWindow::exportScorecard(const QString& path) {
    if (!m_workspace || path.isEmpty()) {
        return false;
    }
    // The mark by which spreadsheets tell UTF-8.
    const QByteArray mark = QByteArrayLiteral("\xEF\xBB\xBF");
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(mark + toCsv(m_workspace->scorecard().model())) < 0 || !file.commit()) {
        m_banner->say(
            Banner::Tone::Failure,
            tr("%1 cannot be written: %2. Choose another place.").arg(path, file.errorString()));
        return false;
    }
    return true;
}

void MainWindow::setThemeKind(ThemeKind kind) {
    if (m_theme.kind != ThemeKind::Projector) {
        m_themeBeforeProjector = m_theme.kind;
    }
    m_theme = makeTheme(kind);
    m_settings.setTheme(kind);
    applyTheme();
}

void MainWindow::setLanguage(Language language) {
    m_settings.setLanguage(language);
    m_language.setLanguage(language);
}

void MainWindow::resetLayout() {
    m_docks->reset();
    m_settings.setLayout({});
}

void MainWindow::applyTheme() {
    QApplication::setPalette(makePalette(m_theme));
    QApplication::setFont(m_theme.font(kTextPoints));
    // What was made before the program ran has not heard of it.
    setFont(m_theme.font(kTextPoints));
    setStyleSheet(makeStyleSheet(m_theme));
    m_commands->setTheme(m_theme);
    m_banner->setTheme(m_theme);
    m_progress->setTheme(m_theme);
    m_welcome->setTheme(m_theme);
    QPalette palette = m_title->palette();
    palette.setColor(QPalette::WindowText, m_theme.muted);
    m_title->setPalette(palette);
    m_title->setContentsMargins(0, 0, qRound(m_theme.px(14)), 0);
    if (m_workspace) {
        m_workspace->setTheme(m_theme);
    }
    updateCommands();
}

void MainWindow::retranslate() {
    m_commands->retranslate();
    m_docks->retranslate();
    for (const auto& [group, menu] : m_menus) {
        menu->setTitle(commandGroupTitle(group));
    }
    m_recentMenu->setTitle(tr("Open re&cent"));
    m_themeMenu->setTitle(tr("T&heme"));
    m_languageMenu->setTitle(tr("Lan&guage"));
    m_toolBar->setWindowTitle(tr("Transport"));
    setAccessibleName(QStringLiteral("Foldline"));
    updateCommands();
    updateTitle();
}

void MainWindow::updateCommands() {
    const auto check = [this](CommandId id, bool checked) {
        m_commands->action(id)->setChecked(checked);
    };
    check(CommandId::ThemeLight, m_theme.kind == ThemeKind::Light);
    check(CommandId::ThemeDark, m_theme.kind == ThemeKind::Dark);
    check(CommandId::ThemeProjector, m_theme.kind == ThemeKind::Projector);
    check(CommandId::English, m_language.language() == Language::English);
    check(CommandId::Korean, m_language.language() == Language::Korean);
    check(CommandId::ShowLesson, !m_docks->lesson().isHidden());
    check(CommandId::ShowInspector, !m_docks->inspector().isHidden());
    check(CommandId::ShowTimeline, !m_docks->timeline().isHidden());
    check(CommandId::MovablePanels, m_settings.movablePanels());
    check(CommandId::ReduceMotion, m_settings.reducedMotion());
    check(CommandId::FullScreen, isFullScreen());
    if (!m_workspace) {
        return;
    }
    const RunController& controller = m_workspace->controller();
    const auto enable = [this](CommandId id, bool enabled) {
        m_commands->action(id)->setEnabled(enabled);
    };
    enable(CommandId::ShowLesson, m_workspace->lesson() != nullptr);
    enablePausing();
    enable(CommandId::Undo, controller.undoStack()->canUndo());
    enable(CommandId::Redo, controller.undoStack()->canRedo());
    const std::vector<BranchInfo> branches = controller.session().branches();
    enable(CommandId::Compare, std::ranges::count(branches, false, &BranchInfo::hidden) > 1);
    enable(CommandId::InjectFault, controller.session().canFork());
    enable(CommandId::RenameBranch, controller.session().canFork());
    enable(CommandId::Cause, controller.selection().record > 0);
    enable(CommandId::Effect, controller.selection().record > 0);
    enable(CommandId::NextMark, !controller.marks().empty());
    enable(CommandId::PreviousMark, !controller.marks().empty());
}

void MainWindow::enablePausing() {
    const RunController& controller = m_workspace->controller();
    m_commands->action(CommandId::PauseSimulation)
        ->setEnabled(controller.session().canFork() && !controller.progress().finished);
}

QString MainWindow::titleText() const {
    if (!m_workspace) {
        return {};
    }
    const RunController& controller = m_workspace->controller();
    const RecordingInfo& info = controller.session().info();
    return tr("%1 — seed %2 — branch “%3”")
        .arg(QString::fromStdString(info.scenarioName),
             QString::number(info.seed),
             branchTitle(controller.branchInfo()));
}

void MainWindow::updateTitle() {
    const QString text = titleText();
    m_title->setFullText(text);
    setWindowTitle(text.isEmpty() ? QStringLiteral("Foldline")
                                  : text % QStringLiteral(" — Foldline"));
}

void MainWindow::sayProgressError() {
    const QString error = QString::fromStdString(m_workspace->controller().progress().error);
    if (!error.isEmpty() && error != m_progressError) {
        m_progressError = error;
        m_banner->say(Banner::Tone::Failure, tr("The simulation stopped: %1").arg(error));
    }
}

void MainWindow::saveLayout() {
    if (m_docks->isOpen()) {
        m_settings.setLayout(m_docks->save());
    }
}

void MainWindow::fillRecentMenu() {
    m_recentMenu->clear();
    const QStringList files = m_settings.recentFiles();
    for (const QString& path : files) {
        QAction* const action = m_recentMenu->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { open(path); });
    }
    if (files.isEmpty()) {
        m_recentMenu->addAction(tr("Nothing yet"))->setEnabled(false);
        return;
    }
    m_recentMenu->addSeparator();
    connect(m_recentMenu->addAction(tr("Clear this list")), &QAction::triggered, this, [this] {
        m_settings.clearRecentFiles();
    });
}

void MainWindow::closeEvent(QCloseEvent* event) {
    saveLayout();
    m_settings.setGeometry(saveGeometry());
    closeRecording();
    event->accept();
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::WindowStateChange) {
        updateCommands();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QString path = event->mimeData()->urls().value(0).toLocalFile();
    event->acceptProposedAction();
    // Where it was dropped from waits for this event; opening may ask something.
    QTimer::singleShot(0, this, [this, path] { open(path); });
}

}  // namespace foldline::ui
