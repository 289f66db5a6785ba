#include "ui/inspector/inspector_panel.h"

#include <QComboBox>
#include <QEvent>
#include <QFontMetricsF>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <iterator>

#include "ui/inspector/entity_page.h"
#include "ui/inspector/facts.h"
#include "ui/inspector/facts_view.h"
#include "ui/inspector/record_page.h"
#include "ui/inspector/value_text.h"

namespace foldline::ui {
namespace {

constexpr double kLeastWidth = 230.0;
constexpr double kTabPadding = 10.0;
constexpr double kTabPaddingLeast = 4.0;
constexpr double kTabPointsLeast = 8.0;
constexpr double kTabPointsStep = 0.5;
constexpr double kTabFrame = 2.0;

}  // namespace

InspectorPanel::InspectorPanel(RunController& controller, const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_controller(controller),
      m_theme(theme),
      m_tabs(new QTabBar(this)),
      m_systems(new QComboBox(this)),
      m_pages(new QStackedWidget(this)),
      m_entity(new EntityPage(controller, theme, this)),
      m_node(new FactsView(theme, this)),
      m_record(new RecordPage(controller, theme, this)),
      m_checks(new FactsView(theme, this)),
      m_refresh(new QTimer(this)) {
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    for (int i = 0; i <= ChecksTab; ++i) {
        m_tabs->addTab({});
    }
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setElideMode(Qt::ElideRight);
    m_tabs->setUsesScrollButtons(false);
    for (QWidget* page : {static_cast<QWidget*>(m_entity),
                          static_cast<QWidget*>(m_node),
                          static_cast<QWidget*>(m_record),
                          static_cast<QWidget*>(m_checks)}) {
        m_pages->addWidget(page);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    auto* systems = new QHBoxLayout;
    systems->addWidget(m_systems);
    layout->addLayout(systems);
    layout->addWidget(m_pages, 1);
    m_refresh->setSingleShot(true);
    m_refresh->setInterval(0);
    connect(m_refresh, &QTimer::timeout, this, &InspectorPanel::refresh);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, &InspectorPanel::scheduleRefresh);
    connect(m_systems, &QComboBox::activated, this, [this](int system) {
        // Node and record numbers mean something else in another system; entities are the same.
        m_controller.select({.system = static_cast<std::size_t>(system),
                             .entity = m_controller.selection().entity});
    });
    connect(&controller, &RunController::playheadChanged, this, &InspectorPanel::scheduleRefresh);
    connect(&controller, &RunController::branchChanged, this, &InspectorPanel::scheduleRefresh);
    connect(&controller, &RunController::progressChanged, this, &InspectorPanel::scheduleRefresh);
    connect(&controller, &RunController::selectionChanged, this, &InspectorPanel::followSelection);
    if (controller.selection() == Selection{}) {
        // The last system of a scenario is the one that is new to its readers.
        controller.select({.system = controller.session().systems().size() - 1});
    }
    m_followed = controller.selection();
    setTheme(theme);
    retranslate();
}

void InspectorPanel::setTheme(const Theme& theme) {
    m_theme = theme;
    m_entity->setTheme(theme);
    m_node->setTheme(theme);
    m_record->setTheme(theme);
    m_checks->setTheme(theme);
    setMinimumWidth(qRound(theme.px(kLeastWidth)));
    const int pad = qRound(theme.px(12));
    layout()->itemAt(1)->layout()->setContentsMargins(pad, qRound(theme.px(8)), pad, 0);
    fitTabs(true);
    scheduleRefresh();
}

// Words are whole: where they have little room, what is between them gives way, then their size.
void InspectorPanel::fitTabs(bool always) {
    const auto widthOf = [this](double points) {
        const QFontMetricsF metrics(m_theme.font(points, QFont::DemiBold));
        double width = 0.0;
        for (int i = 0; i < m_tabs->count(); ++i) {
            width += std::ceil(metrics.horizontalAdvance(m_tabs->tabText(i))) + kTabFrame;
        }
        return width;
    };
    double points = kTextPoints;
    const auto padding = [&] {
        return static_cast<int>((width() - widthOf(points)) / (2.0 * m_tabs->count()));
    };
    const int least = qRound(m_theme.px(kTabPaddingLeast));
    while (padding() < least && points > kTabPointsLeast) {
        points -= kTabPointsStep;
    }
    const TabFit fit{.points = points,
                     .padding = std::clamp(padding(), least, qRound(m_theme.px(kTabPadding)))};
    if (fit == m_tabFit && !always) {
        return;
    }
    m_tabFit = fit;
    m_tabs->setFont(m_theme.font(points, QFont::DemiBold));
    m_tabs->setStyleSheet(QStringLiteral("QTabBar::tab { padding: %1px %2px; }")
                              .arg(qRound(m_theme.px(8)))
                              .arg(fit.padding));
}

void InspectorPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitTabs(false);
}

InspectorPanel::Page InspectorPanel::page() const {
    return static_cast<Page>(m_tabs->currentIndex());
}

void InspectorPanel::setPage(Page page) {
    m_tabs->setCurrentIndex(page);
}

void InspectorPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

void InspectorPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void InspectorPanel::retranslate() {
    m_tabs->setTabText(NodeTab, tr("Node"));
    m_tabs->setTabText(RecordTab, tr("Record"));
    m_tabs->setAccessibleName(tr("Inspector"));
    m_systems->setAccessibleName(tr("System"));
    m_systems->setToolTip(tr("Which of the systems to look into"));
    m_node->setAccessibleName(tr("The node"));
    m_checks->setAccessibleName(tr("Checks"));
    fillSystems();
    m_entity->retranslate();
    m_record->retranslate();
    scheduleRefresh();
}

void InspectorPanel::fillSystems() {
    const QSignalBlocker blocker(m_systems);
    m_systems->clear();
    for (const Dictionary& system : m_controller.session().systems()) {
        m_systems->addItem(titleText(system.title));
    }
    m_systems->setVisible(m_systems->count() > 1);
}

void InspectorPanel::followSelection() {
    const Selection& selection = m_controller.selection();
    if (selection.node.exists() && selection.node != m_followed.node) {
        setPage(NodeTab);
    } else if (selection.record != 0 && selection.record != m_followed.record) {
        setPage(RecordTab);
    } else if (selection.entity.exists() && selection.entity != m_followed.entity) {
        setPage(EntityTab);
    }
    m_followed = selection;
    scheduleRefresh();
}

void InspectorPanel::scheduleRefresh() {
    if (isVisible() && !m_refresh->isActive()) {
        m_refresh->start();
    }
}

void InspectorPanel::refresh() {
    m_refresh->stop();
    m_systems->setCurrentIndex(static_cast<int>(m_controller.selection().system));
    m_tabs->setTabText(EntityTab, m_entity->entityName());
    updateFigures();
    const int bad = Facts::badChecks(m_figures.card);
    m_tabs->setTabText(ChecksTab, bad > 0 ? tr("Checks %1").arg(bad) : tr("Checks"));
    m_tabs->setTabTextColor(ChecksTab, bad > 0 ? m_theme.failureText : QColor());
    fitTabs(false);
    switch (page()) {
        case EntityTab:
            m_entity->refresh();
            break;
        case NodeTab:
            refreshNode();
            break;
        case RecordTab:
            m_record->refresh();
            break;
        case ChecksTab:
            refreshChecks();
            break;
    }
}

// Summing up a long run takes milliseconds; its figures change only while it is simulated.
void InspectorPanel::updateFigures() {
    Session& session = m_controller.session();
    const BranchId branch = m_controller.branch();
    const std::size_t system = m_controller.selection().system;
    const SimTime until = session.progress(branch).recordedUntil;
    const bool complete = session.progress(branch).figuresComplete;
    if (m_figures.branch == branch && m_figures.system == system && m_figures.until == until &&
        m_figures.complete == complete) {
        return;
    }
    m_figures = {.branch = branch,
                 .system = system,
                 .until = until,
                 .complete = complete,
                 .card = session.scorecard(branch, system),
                 .nodes = session.nodeSummaries(branch, system),
                 .verdicts = complete ? session.verdicts(branch) : std::vector<Verdict>{}};
}

void InspectorPanel::refreshChecks() {
    std::vector<Fact> facts = Facts::ofChecks(m_figures.card);
    if (m_figures.complete) {
        std::ranges::move(Facts::ofExpectations(m_controller.session().scenario().expectations,
                                                m_figures.verdicts),
                          std::back_inserter(facts));
    }
    m_checks->show(std::move(facts));
}

void InspectorPanel::refreshNode() {
    const std::size_t system = m_controller.selection().system;
    Session& session = m_controller.session();
    const Dictionary& dictionary = session.systems()[system];
    const NodeId node =
        m_controller.selection().node.exists() ? m_controller.selection().node : NodeId{0};
    const std::vector<NodeSummary>& summaries = m_figures.nodes;
    const auto summary = std::ranges::find(summaries, node, &NodeSummary::node);
    std::vector<Fact> facts = Facts::ofNode(dictionary,
                                            m_controller.world(system),
                                            node,
                                            summary == summaries.end() ? nullptr : &*summary);
    facts.insert(facts.begin(), {.name = nodeText(dictionary, node), .isHeading = true});
    m_node->show(std::move(facts));
}

}  // namespace foldline::ui
