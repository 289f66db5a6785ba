#include "ui/shell/tool_strip.h"

#include <QAction>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QToolButton>

#include "ui/shell/branch_selector.h"
#include "ui/shell/fault_bar.h"
#include "ui/shell/transport_bar.h"
#include "ui/theme/icons.h"

namespace foldline::ui {
namespace {

constexpr double kIcon = 16.0;

QString shortText(CommandId id) {
    switch (id) {
        case CommandId::Scorecard:
            return ToolStrip::tr("Scorecard");
        case CommandId::Compare:
            return ToolStrip::tr("Compare");
        case CommandId::CommandPalette:
            return ToolStrip::tr("Find…");
        default:
            return ToolStrip::tr("Present");
    }
}

}  // namespace

ToolStrip::ToolStrip(RunController& controller,
                     const CommandSet& commands,
                     const Theme& theme,
                     QWidget* parent)
    : QWidget(parent),
      m_theme(theme) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    m_transport = new TransportBar(controller, commands, theme, this);
    row->addWidget(m_transport);
    row->addWidget(addLine());
    m_faults = new FaultBar(controller, theme, this);
    row->addWidget(m_faults, 1);
    row->addWidget(addLine());
    m_branches = new BranchSelector(controller, theme, this);
    row->addWidget(m_branches);
    addButton(commands, CommandId::Compare);
    addButton(commands, CommandId::Scorecard);
    addButton(commands, CommandId::CommandPalette);
    addButton(commands, CommandId::ThemeProjector);
    setTheme(theme);
}

void ToolStrip::setTheme(const Theme& theme) {
    m_theme = theme;
    layout()->setSpacing(qRound(theme.px(8)));
    m_transport->setTheme(theme);
    m_faults->setTheme(theme);
    m_branches->setTheme(theme);
    const int side = qRound(theme.px(kIcon));
    for (const Button& button : m_buttons) {
        button.widget->setIconSize(QSize(side, side));
        button.widget->setIcon(makeIcon(button.icon, theme.text, theme.faint));
    }
    retranslate();
}

void ToolStrip::chooseBranch() {
    m_branches->setFocus(Qt::ShortcutFocusReason);
    m_branches->showPopup();
}

void ToolStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void ToolStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void ToolStrip::addButton(const CommandSet& commands, CommandId id) {
    QAction* const action = commands.action(id);
    auto* button = new QToolButton(this);
    button->setProperty("framed", true);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
        button->setAccessibleName(plainText(*action));
    };
    connect(action, &QAction::changed, button, follow);
    follow();
    const CommandInfo& info = commandInfos()[static_cast<std::size_t>(id)];
    m_buttons.push_back({button, action, QLatin1String(info.icon)});
    button->setProperty("command", static_cast<int>(id));
    layout()->addWidget(button);
}

QFrame* ToolStrip::addLine() {
    auto* line = new QFrame(this);
    line->setProperty("role", QStringLiteral("divider"));
    line->setFixedWidth(1);
    return line;
}

void ToolStrip::retranslate() {
    for (const Button& button : m_buttons) {
        button.widget->setText(
            shortText(static_cast<CommandId>(button.widget->property("command").toInt())));
    }
    fit();
}

void ToolStrip::fit() {
    const auto setStyle = [this](Qt::ToolButtonStyle style) {
        for (const Button& button : m_buttons) {
            button.widget->setToolButtonStyle(style);
        }
    };
    setStyle(Qt::ToolButtonTextOnly);
    int wanted = (layout()->count() - 1) * layout()->spacing();
    for (int i = 0; i < layout()->count(); ++i) {
        wanted += layout()->itemAt(i)->sizeHint().width();
    }
    if (wanted > width()) {
        setStyle(Qt::ToolButtonIconOnly);
    }
}

}  // namespace foldline::ui
