#include "ui/shell/transport_bar.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/shell/clock_text.h"
#include "ui/shell/speeds.h"
#include "ui/shell/time_field.h"
#include "ui/theme/icons.h"

namespace foldline::ui {
namespace {

constexpr double kIcon = 16.0;
constexpr double kPlayWidth = 46.0;
constexpr double kLengthPoints = 10.5;

}  // namespace

TransportBar::TransportBar(RunController& controller,
                           const CommandSet& commands,
                           const Theme& theme,
                           QWidget* parent)
    : QWidget(parent),
      m_controller(controller),
      m_theme(theme) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(addButton(commands, CommandId::PreviousFault, QStringLiteral("skip-back")));
    row->addWidget(addButton(commands, CommandId::PreviousRecord, QStringLiteral("step-back")));
    m_play = addButton(commands, CommandId::Play, QStringLiteral("play"));
    m_play->setProperty("role", QStringLiteral("primary"));
    row->addWidget(m_play);
    row->addWidget(addButton(commands, CommandId::NextRecord, QStringLiteral("step-forward")));
    row->addWidget(addButton(commands, CommandId::NextFault, QStringLiteral("skip-forward")));
    m_time = new TimeField(controller, theme, this);
    row->addWidget(m_time);
    m_length = new QLabel(this);
    row->addWidget(m_length);
    m_speed = new QComboBox(this);
    m_speed->setFocusPolicy(Qt::TabFocus);
    for (const double speed : speeds()) {
        m_speed->addItem(speedText(speed), speed);
    }
    connect(m_speed, &QComboBox::activated, this, [this](int index) {
        m_controller.setSpeed(m_speed->itemData(index).toDouble());
    });
    row->addWidget(m_speed);
    connect(&controller, &RunController::playingChanged, this, &TransportBar::showPlaying);
    connect(&controller, &RunController::speedChanged, this, &TransportBar::showSpeed);
    setTheme(theme);
    retranslate();
    showSpeed();
}

void TransportBar::setTheme(const Theme& theme) {
    m_theme = theme;
    layout()->setSpacing(qRound(theme.px(6)));
    const int side = qRound(theme.px(kIcon));
    for (const Button& button : m_buttons) {
        button.widget->setIconSize(QSize(side, side));
        button.widget->setIcon(makeIcon(button.icon, theme.text, theme.faint));
    }
    m_play->setMinimumWidth(qRound(theme.px(kPlayWidth)));
    m_time->setTheme(theme);
    m_length->setFont(theme.numbers(kLengthPoints));
    QPalette palette = m_length->palette();
    palette.setColor(QPalette::WindowText, theme.muted);
    m_length->setPalette(palette);
    m_length->setText(QStringLiteral("/ ") % clockLength(m_controller.session().horizon()));
    m_speed->setFont(theme.numbers(kTextPoints));
    showPlaying();
}

void TransportBar::editTime() {
    m_time->beginEditing();
}

void TransportBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

QToolButton* TransportBar::addButton(const CommandSet& commands,
                                     CommandId id,
                                     const QString& icon) {
    QAction* const action = commands.action(id);
    auto* button = new QToolButton(this);
    button->setProperty("framed", true);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAutoRepeat(id == CommandId::NextRecord || id == CommandId::PreviousRecord);
    connect(button, &QToolButton::clicked, action, &QAction::trigger);
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
        button->setAccessibleName(plainText(*action));
    };
    connect(action, &QAction::changed, button, follow);
    follow();
    m_buttons.push_back({button, icon});
    return button;
}

void TransportBar::showPlaying() {
    const bool playing = m_controller.isPlaying();
    m_play->setIcon(makeIcon(
        playing ? QStringLiteral("pause") : QStringLiteral("play"), m_theme.panel, m_theme.muted));
    m_play->setAccessibleName(playing ? tr("Pause") : tr("Play"));
}

void TransportBar::showSpeed() {
    int index = m_speed->findData(m_controller.speed());
    if (index < 0) {
        m_speed->addItem(speedText(m_controller.speed()), m_controller.speed());
        index = m_speed->count() - 1;
    }
    m_speed->setCurrentIndex(index);
}

void TransportBar::retranslate() {
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Simulated seconds a second"));
    m_length->setToolTip(tr("Length of the run"));
    showPlaying();
}

}  // namespace foldline::ui
