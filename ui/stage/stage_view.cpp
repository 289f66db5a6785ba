#include "ui/stage/stage_view.h"

#include <QAccessible>
#include <QEvent>
#include <QPainter>
#include <QTimer>
#include <algorithm>
#include <cmath>

#include "ui/stage/legend.h"
#include "ui/stage/stage_description.h"
#include "ui/stage/stage_language.h"

namespace foldline::ui {
namespace {

constexpr int kDescribeDelayMs = 300;
/// Messages echo for this long as one sees it, at any speed.
constexpr double kEchoSeconds = 0.8;

// Lengths at scale 1.
constexpr double kLegendHeight = 28.0;
constexpr double kLegendFromHeight = 430.0;
constexpr double kMargin = 16.0;
/// A panel of this size has texts of scale 1 in its header.
constexpr QSizeF kUsualPanel(900.0, 250.0);

}  // namespace

StageView::StageView(RunController& controller, const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_controller(controller),
      m_theme(theme) {
    setObjectName(QStringLiteral("stage"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_describeDelay = new QTimer(this);
    m_describeDelay->setSingleShot(true);
    m_describeDelay->setInterval(kDescribeDelayMs);
    connect(m_describeDelay, &QTimer::timeout, this, &StageView::describe);
    makePanels();
    const auto refresh = [this] {
        update();
        describeSoon();
    };
    connect(&controller, &RunController::playheadChanged, this, refresh);
    connect(&controller, &RunController::progressChanged, this, refresh);
    connect(&controller, &RunController::speedChanged, this, refresh);
    connect(&controller, &RunController::branchChanged, this, &StageView::onBranchChanged);
    connect(&controller, &RunController::selectionChanged, this, &StageView::onSelectionChanged);
}

StageView::~StageView() = default;

void StageView::makePanels() {
    const std::size_t systems = m_controller.session().systems().size();
    for (std::size_t i = 0; i < systems; ++i) {
        m_panels.push_back(std::make_unique<StagePanel>(m_controller, i));
    }
    applyLook();
}

QLocale::Language StageView::language() const {
    return m_language.value_or(languageOf(*this));
}

void StageView::applyLook() {
    for (const auto& panel : m_panels) {
        panel->setLook(
            {.theme = m_theme, .language = language(), .pixelRatio = devicePixelRatioF()});
    }
    const StageWords words(language());
    setAccessibleName(words.either("Stage", "무대"));
    layOut();
    describeSoon();
}

void StageView::setTheme(const Theme& theme) {
    m_theme = theme;
    applyLook();
}

void StageView::setLanguage(const QString& code) {
    m_language = code.isEmpty() ? std::nullopt : std::optional(QLocale(code).language());
    applyLook();
}

void StageView::setReducedMotion(bool reduced) {
    m_reducedMotion = reduced;
    update();
}

void StageView::setLegendVisible(bool visible) {
    m_legendVisible = visible;
    layOut();
}

int StageView::legendHeight() const {
    const bool room = height() >= m_theme.px(kLegendFromHeight);
    return m_legendVisible && room ? static_cast<int>(std::lround(m_theme.px(kLegendHeight))) : 0;
}

QSize StageView::sizeHint() const {
    return QSizeF(m_theme.px(950.0), m_theme.px(540.0)).toSize();
}

QSize StageView::minimumSizeHint() const {
    const auto panels = static_cast<double>(std::max<std::size_t>(m_panels.size(), 1));
    return QSizeF(320.0, 110.0 * panels).toSize();
}

void StageView::layOut() {
    update();
    if (m_panels.empty() || width() <= 0 || height() <= 0) {
        return;
    }
    const int count = static_cast<int>(m_panels.size());
    const int room = height() - legendHeight();
    const QSizeF size(width(), static_cast<double>(room) / count);
    const double headerScale =
        std::clamp(std::min(size.width() / m_theme.px(kUsualPanel.width()),
                            size.height() / m_theme.px(kUsualPanel.height())),
                   0.8,
                   1.1);
    const double header = headerHeight(StageFonts(m_theme, headerScale));
    const QSizeF graph(size.width(), std::max(1.0, std::floor(size.height()) - header));
    std::vector<StageGraph> graphs;
    for (const auto& panel : m_panels) {
        graphs.push_back(panel->graph());
    }
    const StageFit shared = fitStage(graphs, graph, m_theme, kStageScaleMax);
    for (int i = 0; i < count; ++i) {
        StagePanel& panel = *m_panels[static_cast<std::size_t>(i)];
        const int top = room * i / count;
        const double zoom = panel.zoom();
        const StageFit fit =
            zoom == 1.0 ? shared : fitStage(graphs, graph * zoom, m_theme, kStageScaleMax * zoom);
        panel.place(QRect(0, top, width(), room * (i + 1) / count - top), header, headerScale, fit);
    }
}

void StageView::fit() {
    for (const auto& panel : m_panels) {
        panel->showAll();
    }
    layOut();
}

void StageView::onBranchChanged() {
    for (const auto& panel : m_panels) {
        panel->forget();
    }
    update();
    describeSoon();
}

void StageView::onSelectionChanged() {
    const Selection& selection = m_controller.selection();
    const std::vector<Dictionary>& systems = m_controller.session().systems();
    for (const auto& panel : m_panels) {
        Marking marking;
        if (panel->system() == selection.system) {
            marking = {.entity = selection.entity, .record = selection.record};
        } else if (selection.system < systems.size() &&
                   selection.entity.value < systems[selection.system].entities.size()) {
            // The same member in the other system.
            const EntityName& name = systems[selection.system].entity(selection.entity);
            marking.entity = systems[panel->system()].findEntity(name.type, name.key);
        }
        panel->setMarking(marking);
    }
    update();
    describeSoon();
}

std::optional<std::uint64_t> StageView::leastDatabaseWork() const {
    if (m_panels.size() < 2) {
        return std::nullopt;
    }
    std::uint64_t least = m_controller.world(0).totals.databaseWork;
    for (const auto& panel : m_panels) {
        least = std::min(least, m_controller.world(panel->system()).totals.databaseWork);
    }
    return least;
}

Duration StageView::echoWindow() const {
    const double seconds = kEchoSeconds * m_controller.speed();
    return {std::max<std::int64_t>(1, std::llround(seconds * static_cast<double>(kUsPerSecond)))};
}

void StageView::paintEvent(QPaintEvent* event) {
    Q_UNUSED(event);
    QPainter painter(this);
    if (m_panels.empty()) {
        painter.fillRect(rect(), m_theme.window);
        return;
    }
    const auto least = leastDatabaseWork();
    const auto selected = selectedPlace();
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        StagePanel& panel = *m_panels[i];
        panel.update(least);
        PanelOverlay overlay = panel.overlay(echoWindow(), m_reducedMotion);
        overlay.focused = hasFocus();
        if (selected && selected->panel == i) {
            overlay.selected = selected->node;
        }
        if (m_hovered.panel == i) {
            overlay.hovered = m_hovered.node;
        }
        painter.save();
        painter.translate(panel.rect().topLeft());
        panel.picture().paint(painter, overlay);
        painter.restore();
        if (i > 0) {
            painter.fillRect(QRect(0, panel.rect().top(), width(), 1), m_theme.line);
        }
    }
    if (const int strip = legendHeight(); strip > 0) {
        const QRect foot(0, height() - strip, width(), strip);
        painter.fillRect(foot, m_theme.window);
        painter.fillRect(QRect(0, foot.top(), width(), 1), m_theme.line);
        const double margin = m_theme.px(kMargin);
        const StageFonts fonts(m_theme, 1.0);
        paintLegendLine(painter,
                        QRectF(foot).adjusted(margin, 1.0, -margin, 0.0),
                        fonts,
                        m_theme,
                        StageWords(language()));
    }
}

void StageView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut();
}

void StageView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
        applyLook();
    }
    QWidget::changeEvent(event);
}

void StageView::describeSoon() {
    // Once in a while is enough while playing; every change would drown a screen reader.
    if (!m_describeDelay->isActive()) {
        m_describeDelay->start();
    }
}

void StageView::describe() {
    const StageWords words(language());
    QStringList lines;
    if (const auto place = selectedPlace()) {
        lines.push_back(words.either("Selected: ", "선택: ") +
                        describeNode(m_panels[place->panel]->frame(), place->node, words)
                            .replace(QLatin1Char('\n'), QStringLiteral(", ")));
    }
    for (const auto& panel : m_panels) {
        lines.push_back(describePanel(panel->frame(), panel->facts(leastDatabaseWork()), words));
    }
    setAccessibleDescription(lines.join(QStringLiteral("\n\n")));
}

}  // namespace foldline::ui
