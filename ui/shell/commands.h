// Every command of the program in one table: its text, icon and keys; and the actions made of it.
#pragma once

#include <QObject>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "ui/theme/theme.h"

class QAction;
class QWidget;

namespace foldline::ui {

enum class CommandId {
    Open,
    OpenRecording,
    SaveAs,
    ExportScorecard,
    ShowRecordings,
    CloseRecording,
    Quit,
    Play,
    NextRecord,
    PreviousRecord,
    NextAtNode,
    PreviousAtNode,
    Effect,
    Cause,
    NextFault,
    PreviousFault,
    GoToStart,
    GoToEnd,
    GoToTime,
    Faster,
    Slower,
    ToggleMark,
    NextMark,
    PreviousMark,
    NameMark,
    Marks,
    PauseSimulation,
    RunWithSeed,
    InjectFault,
    Undo,
    Redo,
    RenameBranch,
    ChooseBranch,
    Scorecard,
    Compare,
    ZoomIn,
    ZoomOut,
    PanLeft,
    PanRight,
    FitTime,
    ShowLesson,
    ShowInspector,
    ShowTimeline,
    MovablePanels,
    ResetLayout,
    FullScreen,
    ReduceMotion,
    ThemeLight,
    ThemeDark,
    ThemeProjector,
    English,
    Korean,
    CommandPalette,
    KeyList,
    About,
};

enum class CommandGroup { File, Run, Branches, View, Help };

struct CommandInfo {
    CommandId id;
    CommandGroup group;
    const char* text;  ///< English source, with the mnemonic of the menu
    const char* icon;  ///< of resources/icons; empty: none
    const char* keys;  ///< in portable form, alternatives divided by blanks; empty: none
    bool checkable = false;
    bool needsRun = true;  ///< can only be used while a recording is open
};

/// In the order of CommandId.
std::span<const CommandInfo> commandInfos();
QString commandGroupTitle(CommandGroup group);

/// The actions of one window, made from the table.
class CommandSet final : public QObject {
    Q_OBJECT

public:
    /// The actions are added to `window`, so that their keys work everywhere in it.
    explicit CommandSet(QWidget* window);

    QAction* action(CommandId id) const { return m_actions.at(static_cast<std::size_t>(id)); }

    const std::vector<QAction*>& actions() const { return m_actions; }

    /// What the command does. REQUIRES: called once for every command.
    void on(CommandId id, std::function<void()> handler);

    bool isBound(CommandId id) const;
    void setRunOpen(bool open) const;
    void setTheme(const Theme& theme) const;
    /// Takes the texts of the current language.
    void retranslate() const;

private:
    std::vector<QAction*> m_actions;
    std::vector<bool> m_bound;
};

/// The text of an action as one reads it: without mnemonics and dots.
QString plainText(const QAction& action);
QString plainText(QString text);

}  // namespace foldline::ui
