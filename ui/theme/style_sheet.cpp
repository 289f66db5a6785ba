#include <QHash>
#include <QStringView>

#include "ui/theme/theme.h"

namespace foldline::ui {
namespace {

// Names in braces are colours of the theme, numbers in braces are measures to be scaled; "{5-1}" is
// one pixel less, beside a border that is one thicker.
constexpr const char* kSheet = R"(
QToolTip { color: {text}; background: {panel}; border: 1px solid {line}; padding: {4}px; }
QWidget#titleRow { background: {panel}; border-bottom: 1px solid {line}; }
QMenuBar { background: {panel}; border: none; padding: {2}px {6}px; }
QMenuBar::item { background: transparent; padding: {4}px {9}px; border-radius: {5}px; }
QMenuBar::item:selected { background: {selection}; }
QMenu { background: {panel}; border: 1px solid {line}; padding: {4}px; }
QMenu::item { padding: {5}px {28}px {5}px {12}px; border-radius: {4}px; }
QMenu::icon { padding-left: {8}px; }
QMenu::item:selected { background: {selection}; color: {text}; }
QMenu::item:disabled { color: {faint}; }
QMenu::separator { height: 1px; background: {line}; margin: {4}px {8}px; }
QToolBar { background: {panel}; border: none; border-bottom: 1px solid {line};
    padding: {8}px {12}px; spacing: {8}px; }
QStatusBar { background: {panel}; border-top: 1px solid {line}; }
QStatusBar::item { border: none; }
QMainWindow::separator { background: {line}; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: {command}; }
QFrame[role="divider"] { background: {line}; border: none; }
QSplitter::handle { background: {line}; }
QSplitter::handle:hover { background: {command}; }

QPushButton, QToolButton[framed="true"] { background: {panel}; color: {text};
    border: 1px solid {line}; border-radius: {6}px; padding: {5}px {11}px; }
QPushButton:hover, QToolButton[framed="true"]:hover { background: {selection};
    border-color: {command}; }
QPushButton:pressed, QToolButton[framed="true"]:pressed { background: {line}; }
QPushButton:focus, QToolButton[framed="true"]:focus { border: 2px solid {command};
    padding: {5-1}px {11-1}px; }
QPushButton:disabled, QToolButton[framed="true"]:disabled { color: {faint}; background: {window}; }
QToolButton[compact="true"] { padding: {1}px {8}px; }
QToolButton[compact="true"]:focus { padding: {1-1}px {8-1}px; }
QPushButton:default { background: {command}; color: {onAccent}; border-color: {command}; }
QPushButton:default:focus { border: 2px solid {text}; }
QPushButton:default:hover { background: {commandStrong}; }
QPushButton[role="primary"], QToolButton[role="primary"] { background: {text}; color: {panel};
    border: 1px solid {text}; }
QPushButton[role="primary"]:focus, QToolButton[role="primary"]:focus {
    border: 2px solid {command}; }
QPushButton[role="primary"]:hover, QToolButton[role="primary"]:hover { background: {textSoft}; }
QPushButton[role="primary"]:disabled, QToolButton[role="primary"]:disabled { background: {line};
    border-color: {line}; color: {muted}; }
QPushButton[role="fault"], QToolButton[role="fault"] { background: {failureGround};
    color: {failureText}; border: 1px solid {failureLine}; }
QPushButton[role="fault"]:hover, QToolButton[role="fault"]:hover { border-color: {failure}; }
QPushButton[role="fault"]:focus, QToolButton[role="fault"]:focus { border: 2px solid {failure}; }
QPushButton[role="fault"]:checked { background: {failure}; color: {onFailure};
    border-color: {failure}; }
QPushButton[role="fault"]:checked:focus { border: 2px solid {text}; }
QPushButton[role="fault"]:disabled, QToolButton[role="fault"]:disabled { color: {faint};
    background: {window}; border-color: {line}; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }

QComboBox { background: {panel}; color: {text}; border: 1px solid {line}; border-radius: {6}px;
    padding: {5}px {9}px; }
QComboBox:hover { border-color: {command}; }
QComboBox:focus { border: 2px solid {command}; padding: {5-1}px {9-1}px; }
QComboBox:disabled { color: {faint}; background: {window}; }
QComboBox::drop-down { border: none; width: {20}px; }
QComboBox::down-arrow { image: url(:/icons/chevron-down-{chevron}.svg); width: {12}px;
    height: {12}px; }
QComboBox QAbstractItemView { background: {panel}; color: {text}; border: 1px solid {line};
    selection-background-color: {selection}; selection-color: {text}; outline: none; }
QLineEdit, QAbstractSpinBox, QPlainTextEdit { background: {panel}; color: {text};
    border: 1px solid {line}; border-radius: {6}px; padding: {5}px {8}px;
    selection-background-color: {command}; selection-color: {onAccent}; }
QLineEdit:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus { border-color: {command}; }
QCheckBox { spacing: {7}px; }
QCheckBox::indicator { width: {14}px; height: {14}px; background: {panel};
    border: 1px solid {faint}; border-radius: {3}px; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: {command}; }
QCheckBox::indicator:checked { background: {command}; border-color: {command};
    image: url(:/icons/check.svg); }

QTabBar { background: {panel}; }
QTabBar::tab { background: transparent; color: {muted}; border: none;
    border-bottom: 2px solid transparent; padding: {8}px {10}px; }
QTabBar::tab:selected { color: {text}; border-bottom-color: {text}; }
QTabBar::tab:hover { color: {text}; }
QTabWidget::pane { border: none; border-top: 1px solid {line}; }
QHeaderView { background: {panel}; border: none; }
QHeaderView::section { background: {panel}; color: {muted}; border: none;
    border-bottom: 1px solid {line}; padding: {6}px {8}px; }
QHeaderView::section:vertical { color: {text}; }
QTableCornerButton::section { background: {panel}; border: none;
    border-bottom: 1px solid {line}; }
QTableView, QListView, QTreeView { background: {panel}; color: {text}; border: none;
    gridline-color: {line}; selection-background-color: {selection}; selection-color: {text};
    outline: none; }
QProgressBar { background: {line}; border: none; border-radius: {3}px; max-height: {6}px;
    min-height: {6}px; }
QProgressBar::chunk { background: {command}; border-radius: {3}px; }

QScrollBar:vertical { background: transparent; width: {10}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: {10}px; margin: 0; }
QScrollBar::handle { background: {faintSoft}; border-radius: {3}px; margin: {2}px; }
QScrollBar::handle:hover { background: {faint}; }
QScrollBar::handle:vertical { min-height: {28}px; }
QScrollBar::handle:horizontal { min-width: {28}px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

QHash<QString, QString> names(const Theme& t) {
    const auto name = [](const QColor& c) { return c.name(QColor::HexRgb); };
    return {
        {QStringLiteral("window"), name(t.window)},
        {QStringLiteral("panel"), name(t.panel)},
        {QStringLiteral("line"), name(t.line)},
        {QStringLiteral("text"), name(t.text)},
        {QStringLiteral("textSoft"), name(mix(t.text, t.panel, 0.85))},
        {QStringLiteral("muted"), name(t.muted)},
        {QStringLiteral("faint"), name(t.faint)},
        {QStringLiteral("faintSoft"), name(mix(t.faint, t.panel, 0.6))},
        {QStringLiteral("command"), name(t.command)},
        {QStringLiteral("commandStrong"), name(mix(t.command, t.text, 0.85))},
        {QStringLiteral("failure"), name(t.failure)},
        {QStringLiteral("failureGround"), name(mix(t.failureGround, t.panel, 0.7))},
        {QStringLiteral("failureLine"), name(mix(t.failure, t.failureGround, 0.35))},
        {QStringLiteral("failureText"), name(t.failureText)},
        {QStringLiteral("onFailure"), t.isDark() ? name(t.onAccent) : QStringLiteral("#ffffff")},
        {QStringLiteral("onAccent"), name(t.onAccent)},
        {QStringLiteral("selection"), name(t.selection)},
        {QStringLiteral("chevron"), themeName(t.kind)},
    };
}

}  // namespace

QString makeStyleSheet(const Theme& theme) {
    const QHash<QString, QString> values = names(theme);
    const QString sheet = QString::fromLatin1(kSheet);
    QString out;
    out.reserve(sheet.size());
    qsizetype at = 0;
    // "{word}" is replaced; the braces of a rule have a blank after them.
    while (at < sheet.size()) {
        const qsizetype open = sheet.indexOf(u'{', at);
        if (open < 0 || open + 1 >= sheet.size()) {
            break;
        }
        const qsizetype close = sheet.indexOf(u'}', open);
        const QString word = sheet.mid(open + 1, close - open - 1);
        bool isNumber = false;
        const bool isLess = word.endsWith(QStringLiteral("-1"));
        const int number = word.chopped(isLess ? 2 : 0).toInt(&isNumber);
        out += QStringView(sheet).mid(at, open - at);
        if (isNumber) {
            out += QString::number(qRound(theme.px(number)) - (isLess ? 1 : 0));
            at = close + 1;
        } else if (values.contains(word)) {
            out += values.value(word);
            at = close + 1;
        } else {
            out += u'{';
            at = open + 1;
        }
    }
    out += QStringView(sheet).mid(at);
    return out;
}

}  // namespace foldline::ui
