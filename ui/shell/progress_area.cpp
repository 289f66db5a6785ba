#include "ui/shell/progress_area.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>
#include <algorithm>

#include "ui/shell/clock_text.h"
#include "ui/theme/icons.h"

namespace foldline::ui {
namespace {

constexpr int kSteps = 1000;
constexpr int kAppearAfterMs = 300;
constexpr double kBarWidth = 120.0;

}  // namespace

ProgressArea::ProgressArea(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    m_text = new QLabel(this);
    m_bar = new QProgressBar(this);
    m_bar->setRange(0, kSteps);
    m_bar->setTextVisible(false);
    m_button = new QToolButton(this);
    m_button->setProperty("framed", true);
    // Nothing below moves when it comes and goes.
    m_button->setProperty("compact", true);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setFocusPolicy(Qt::TabFocus);
    row->addWidget(m_text);
    row->addWidget(m_bar);
    row->addWidget(m_button);
    connect(m_button, &QToolButton::clicked, this, [this] {
        m_controller->setSimulationPaused(!m_controller->progress().paused);
    });
    m_appear = new QTimer(this);
    m_appear->setSingleShot(true);
    m_appear->setInterval(kAppearAfterMs);
    connect(m_appear, &QTimer::timeout, this, &QWidget::show);
    hide();
    setTheme(theme);
    retranslate();
}

void ProgressArea::setTheme(const Theme& theme) {
    m_theme = theme;
    m_bar->setFixedWidth(qRound(theme.px(kBarWidth)));
    m_text->setFont(theme.numbers(kTextPoints));
    const int icon = qRound(theme.px(12));
    m_button->setIconSize(QSize(icon, icon));
    layout()->setSpacing(qRound(theme.px(8)));
    refresh();
}

void ProgressArea::follow(RunController* controller) {
    m_controller = controller;
    if (controller) {
        connect(controller, &RunController::progressChanged, this, &ProgressArea::refresh);
        connect(controller, &RunController::branchChanged, this, &ProgressArea::refresh);
    }
    refresh();
}

void ProgressArea::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void ProgressArea::refresh() {
    const Progress progress = m_controller ? m_controller->progress() : Progress{};
    if (!m_controller || progress.finished || !progress.error.empty() ||
        !m_controller->session().canFork()) {
        m_appear->stop();
        hide();
        return;
    }
    showPaused(progress);
    if (progress.paused) {
        m_appear->stop();
        show();
        return;
    }
    const auto horizon = std::max<std::int64_t>(1, m_controller->session().horizon().us);
    const double share =
        static_cast<double>(progress.recordedUntil.us) / static_cast<double>(horizon);
    m_bar->setValue(static_cast<int>(share * kSteps));
    m_text->setText(tr("Simulating %1 %").arg(static_cast<int>(share * 100.0)));
    if (isHidden() && !m_appear->isActive()) {
        m_appear->start();
    }
}

void ProgressArea::showPaused(const Progress& progress) {
    const bool paused = progress.paused;
    m_bar->setVisible(!paused);
    if (paused) {
        m_text->setText(tr("Simulated up to %1").arg(clockText(progress.recordedUntil)));
    }
    const QString what = paused ? tr("Go on simulating") : tr("Stop simulating");
    m_button->setAccessibleName(what);
    m_button->setToolTip(paused ? tr("Simulates the rest of the run")
                                : tr("Stops here. What is simulated so far is kept, and can be "
                                     "played; the rest can be simulated later."));
    m_button->setText(paused ? what : tr("Stop"));
    m_button->setIcon(
        makeIcon(paused ? QStringLiteral("play") : QStringLiteral("pause"), m_theme.text));
}

void ProgressArea::retranslate() {
    m_bar->setAccessibleName(tr("Progress of the simulation"));
    refresh();
}

}  // namespace foldline::ui
