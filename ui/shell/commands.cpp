#include "ui/shell/commands.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeySequence>
#include <QRegularExpression>
#include <QWidget>
#include <array>

#include "core/base/check.h"
#include "ui/theme/icons.h"

namespace foldline::ui {
namespace {

constexpr const char* kContext = "foldline::ui::CommandSet";

using Id = CommandId;
using Group = CommandGroup;

constexpr auto kCommands = std::to_array<CommandInfo>({
    {Id::Open,
     Group::File,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Open scenario or recording…"),
     "folder-open",
     "Ctrl+O",
     false,
     false},
    {Id::OpenRecording,
     Group::File,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Open last &recording"),
     "clock",
     "Ctrl+Shift+O",
     false,
     false},
    {Id::SaveAs,
     Group::File,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Save recording as…"),
     "save",
     "Ctrl+S Ctrl+Shift+S"},
    {Id::ExportScorecard,
     Group::File,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Export scorecard…"),
     "download",
     "Ctrl+Shift+E"},
    {Id::ShowRecordings,
     Group::File,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Show recordings &folder"),
     "",
     "",
     false,
     false},
    {Id::CloseRecording,
     Group::File,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Close"),
     "x",
     "Ctrl+W"},
    {Id::Quit,
     Group::File,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Quit"),
     "",
     "Ctrl+Q",
     false,
     false},
    {Id::Play,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Play or pause"),
     "play",
     "Space"},
    {Id::NextRecord,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Next record"),
     "step-forward",
     "Right"},
    {Id::PreviousRecord,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Pre&vious record"),
     "step-back",
     "Left"},
    {Id::NextAtNode,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Next record at the same node"),
     "",
     "Shift+Right"},
    {Id::PreviousAtNode,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Previous record at the same node"),
     "",
     "Shift+Left"},
    {Id::Effect,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Go to the first &effect"),
     "arrow-right",
     "Ctrl+Right"},
    {Id::Cause,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Go to the &cause"),
     "arrow-left",
     "Ctrl+Left"},
    {Id::NextFault,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Next &fault"),
     "skip-forward",
     "N"},
    {Id::PreviousFault,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Previous fault"),
     "skip-back",
     "P"},
    {Id::GoToStart,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Go to the start"),
     "",
     "Home"},
    {Id::GoToEnd,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Go to the end"),
     "",
     "End"},
    {Id::GoToTime,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Go to time…"),
     "clock",
     "Ctrl+G"},
    {Id::Faster, Group::Run, QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "F&aster"), "", "]"},
    {Id::Slower, Group::Run, QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "S&lower"), "", "["},
    {Id::ToggleMark,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Mark this time"),
     "flag",
     "M"},
    {Id::NextMark, Group::Run, QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Next mark"), "", "."},
    {Id::PreviousMark,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Previous mark"),
     "",
     ","},
    {Id::NameMark,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Mark this time with a name…"),
     "pencil",
     "Shift+M"},
    {Id::Marks,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "All mar&ks"),
     "",
     "Ctrl+M"},
    {Id::PauseSimulation,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "St&op simulating, or go on"),
     "pause",
     "Ctrl+."},
    {Id::RunWithSeed,
     Group::Run,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Run with another see&d…"),
     "dices",
     "Ctrl+R"},
    {Id::InjectFault,
     Group::Branches,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Inject a fault here"),
     "zap",
     "Ctrl+I"},
    {Id::Undo,
     Group::Branches,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Undo"),
     "undo-2",
     "Ctrl+Z"},
    {Id::Redo,
     Group::Branches,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Redo"),
     "redo-2",
     "Ctrl+Shift+Z Ctrl+Y"},
    {Id::RenameBranch,
     Group::Branches,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Re&name branch…"),
     "pencil",
     "F2"},
    {Id::ChooseBranch,
     Group::Branches,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Choose branch"),
     "git-branch",
     "Ctrl+B"},
    {Id::Scorecard,
     Group::Branches,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Scorecard"),
     "table-2",
     "Ctrl+E"},
    {Id::Compare,
     Group::Branches,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Compare &branches"),
     "git-compare-arrows",
     "Ctrl+K"},
    {Id::ZoomIn,
     Group::View,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Zoom in on time"),
     "",
     "W"},
    {Id::ZoomOut, Group::View, QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Zoom out"), "", "S"},
    {Id::PanLeft, Group::View, QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Earlier"), "", "A"},
    {Id::PanRight, Group::View, QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Later"), "", "D"},
    {Id::FitTime,
     Group::View,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Fit the whole run"),
     "",
     "F"},
    {Id::ShowLesson,
     Group::View,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Lesson"),
     "panel-left",
     "Ctrl+1",
     true},
    {Id::ShowInspector,
     Group::View,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Inspector"),
     "panel-right",
     "Ctrl+2",
     true},
    {Id::ShowTimeline,
     Group::View,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Timeline"),
     "panel-bottom",
     "Ctrl+3",
     true},
    {Id::MovablePanels,
     Group::View,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Movable panels"),
     "",
     "",
     true,
     false},
    {Id::ResetLayout,
     Group::View,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Reset layout"),
     "refresh-cw",
     "Ctrl+0",
     false,
     false},
    {Id::FullScreen,
     Group::View,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "F&ull screen"),
     "",
     "F11",
     true,
     false},
    {Id::ReduceMotion,
     Group::View,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Reduce m&otion"),
     "",
     "",
     true,
     false},
    {Id::ThemeLight,
     Group::View,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Light"),
     "sun",
     "",
     true,
     false},
    {Id::ThemeDark,
     Group::View,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Dark"),
     "moon",
     "",
     true,
     false},
    {Id::ThemeProjector,
     Group::View,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "Projector"),
     "presentation",
     "F5",
     true,
     false},
    {Id::English, Group::View, "English", "", "", true, false},
    {Id::Korean, Group::View, "한국어", "", "", true, false},
    {Id::CommandPalette,
     Group::Help,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Find a command…"),
     "search",
     "Ctrl+Shift+P",
     false,
     false},
    {Id::KeyList,
     Group::Help,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&Keys"),
     "keyboard",
     "? F1",
     false,
     false},
    {Id::About,
     Group::Help,
     QT_TRANSLATE_NOOP("foldline::ui::CommandSet", "&About Foldline"),
     "info",
     "",
     false,
     false},
});

QList<QKeySequence> keysOf(const CommandInfo& info) {
    QList<QKeySequence> keys;
    const QStringList parts = QString::fromLatin1(info.keys).split(u' ', Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        keys << QKeySequence(part, QKeySequence::PortableText);
    }
    return keys;
}

bool mayRepeat(CommandId id) {
    switch (id) {
        case Id::NextRecord:
        case Id::PreviousRecord:
        case Id::NextAtNode:
        case Id::PreviousAtNode:
        case Id::Faster:
        case Id::Slower:
        case Id::ZoomIn:
        case Id::ZoomOut:
        case Id::PanLeft:
        case Id::PanRight:
            return true;
        default:
            return false;
    }
}

}  // namespace

std::span<const CommandInfo> commandInfos() {
    return kCommands;
}

QString commandGroupTitle(CommandGroup group) {
    switch (group) {
        case Group::File:
            return QCoreApplication::translate("foldline::ui::CommandSet", "&File");
        case Group::Run:
            return QCoreApplication::translate("foldline::ui::CommandSet", "&Run");
        case Group::Branches:
            return QCoreApplication::translate("foldline::ui::CommandSet", "F&aults");
        case Group::View:
            return QCoreApplication::translate("foldline::ui::CommandSet", "&View");
        case Group::Help:
            return QCoreApplication::translate("foldline::ui::CommandSet", "&Help");
    }
    return {};
}

CommandSet::CommandSet(QWidget* window) : QObject(window) {
    for (const CommandInfo& info : kCommands) {
        FOLDLINE_CHECK(static_cast<std::size_t>(info.id) == m_actions.size());
        auto* action = new QAction(this);
        action->setObjectName(QString::fromUtf8(info.text));
        action->setShortcuts(keysOf(info));
        action->setCheckable(info.checkable);
        action->setAutoRepeat(mayRepeat(info.id));
        action->setEnabled(!info.needsRun);
        window->addAction(action);
        m_actions.push_back(action);
    }
    m_bound.resize(m_actions.size());
    retranslate();
}

void CommandSet::on(CommandId id, std::function<void()> handler) {
    FOLDLINE_CHECK(!isBound(id));
    m_bound[static_cast<std::size_t>(id)] = true;
    connect(action(id), &QAction::triggered, this, [handler = std::move(handler)] { handler(); });
}

bool CommandSet::isBound(CommandId id) const {
    return m_bound[static_cast<std::size_t>(id)];
}

void CommandSet::setRunOpen(bool open) const {
    for (const CommandInfo& info : kCommands) {
        if (info.needsRun) {
            action(info.id)->setEnabled(open);
        }
    }
}

void CommandSet::setTheme(const Theme& theme) const {
    for (const CommandInfo& info : kCommands) {
        if (*info.icon != '\0') {
            action(info.id)->setIcon(makeIcon(QLatin1String(info.icon), theme.muted, theme.faint));
        }
    }
}

void CommandSet::retranslate() const {
    for (const CommandInfo& info : kCommands) {
        QAction* const made = action(info.id);
        made->setText(QCoreApplication::translate(kContext, info.text));
        const QString keys = made->shortcut().toString(QKeySequence::NativeText);
        const QString text = plainText(*made);
        made->setToolTip(keys.isEmpty() ? text : text % QStringLiteral("  (") % keys % u')');
    }
}

QString plainText(const QAction& action) {
    return plainText(action.text());
}

QString plainText(QString text) {
    static const QRegularExpression kMnemonic(QStringLiteral("\\s*\\(&.\\)|&(?=.)"));
    text.remove(kMnemonic);
    while (text.endsWith(u'…')) {
        text.chop(1);
    }
    return text;
}

}  // namespace foldline::ui
