// The window: composes what the other files of this folder make, and opens and closes recordings.
#pragma once

#include <QMainWindow>
#include <memory>

#include "core/run/session.h"
#include "ui/shell/commands.h"
#include "ui/shell/language.h"
#include "ui/shell/recordings.h"
#include "ui/shell/settings.h"
#include "ui/theme/theme.h"

class QMenu;
class QMenuBar;
class QStackedWidget;
class QToolBar;

namespace foldline::ui {

struct OpenOutcome;

class Banner;
class DockLayout;
class ElidedLabel;
class ProgressArea;
class WelcomePage;
class Workspace;

class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    /// `settings` and `language` must outlive the window.
    MainWindow(Settings& settings, LanguageSwitch& language, Recordings recordings);
    ~MainWindow() override;

    /// A scenario or a recording. What goes wrong is said in the window, which then keeps what it
    /// has open. The recording that is open is closed first: it has one writer. Nothing plays.
    bool open(const QString& path);
    /// As open(), with a session that is there already.
    void showSession(std::unique_ptr<Session> session);
    void closeRecording();
    bool saveAs(const QString& path);
    bool exportScorecard(const QString& path);
    void setThemeKind(ThemeKind kind);
    void setLanguage(Language language);
    void resetLayout();
    /// Finds the bundled scenarios and the last recordings for the page shown while nothing is
    /// open.
    void fillWelcomePage();

    Workspace* workspace() const { return m_workspace.get(); }

    const CommandSet& commands() const { return *m_commands; }

    const Theme& theme() const { return m_theme; }

    Banner& banner() { return *m_banner; }

    WelcomePage& welcomePage() { return *m_welcome; }

    DockLayout& docks() { return *m_docks; }

    QString titleText() const;

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    // Making the window.
    void makeMenus();
    void makeCentre();
    QMenu* addMenu(CommandGroup group);
    void fillViewMenu(QMenu& menu);
    void fillRecentMenu();
    void retranslate();

    // What the commands do: main_window_commands.cpp.
    void bindFileCommands();
    void bindRunCommands();
    void bindBranchCommands();
    void bindTimeCommands();
    void bindPanelCommands();
    void bindLookCommands();
    void bindHelpCommands();
    void askForFile();
    void askWhereToSave();
    void askWhereToExport();
    void askForSeed();
    void askForBranchName();
    void askForMarkName();
    void showScorecard();
    void showComparison();
    void showPalette();
    void showAbout();

    // Keeping up.
    bool take(OpenOutcome outcome, const QString& path);
    void followController();
    void applyTheme();
    void updateCommands();
    void enablePausing();
    void updateTitle();
    void sayProgressError();
    void saveLayout();

    Settings& m_settings;
    LanguageSwitch& m_language;
    Recordings m_recordings;
    Theme m_theme;
    ThemeKind m_themeBeforeProjector = ThemeKind::Light;
    CommandSet* m_commands = nullptr;
    DockLayout* m_docks = nullptr;
    QMenuBar* m_menuBar = nullptr;
    std::vector<std::pair<CommandGroup, QMenu*>> m_menus;
    QMenu* m_recentMenu = nullptr;
    QMenu* m_themeMenu = nullptr;
    QMenu* m_languageMenu = nullptr;
    ElidedLabel* m_title = nullptr;
    ProgressArea* m_progress = nullptr;
    QToolBar* m_toolBar = nullptr;
    Banner* m_banner = nullptr;
    QStackedWidget* m_pages = nullptr;
    WelcomePage* m_welcome = nullptr;
    std::unique_ptr<Workspace> m_workspace;
    QString m_progressError;
};

}  // namespace foldline::ui
