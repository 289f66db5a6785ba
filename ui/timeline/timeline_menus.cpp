// Menus of the timeline: what to break, which branch to show, how to look at it.
#include <QMenu>
#include <QToolTip>
#include <algorithm>

#include "ui/run/branch_title.h"
#include "ui/timeline/offer_menu.h"
#include "ui/timeline/ruler.h"
#include "ui/timeline/timeline_view.h"

namespace foldline::ui {

bool TimelineView::mayChange() {
    if (m_controller.session().canFork()) {
        return true;
    }
    QToolTip::showText(mapToGlobal(QPoint(m_look.px(14), m_model.bands.faults.bottom())),
                       QString::fromStdString(m_controller.session().readOnlyReason()),
                       this);
    return false;
}

void TimelineView::showMenu(QMenu* menu, QPoint globalPosition) {
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(globalPosition);
}

void TimelineView::askForFault(const TimeRange& range, QPoint globalPosition) {
    auto* menu = new QMenu(this);
    fillFaultMenu(*menu, range.from, range.length());
    showMenu(menu, globalPosition);
}

void TimelineView::fillFaultMenu(QMenu& menu, SimTime at, std::optional<Duration> length) {
    if (!m_controller.session().canFork()) {
        menu.addAction(QString::fromStdString(m_controller.session().readOnlyReason()))
            ->setEnabled(false);
        return;
    }
    fillOfferMenu(menu, m_controller, at, {}, [this, at, length](const Fault& fault) {
        addFault(fault, at, length);
    });
}

void TimelineView::addFault(Fault fault, SimTime at, std::optional<Duration> length) {
    constexpr double kShareOfSight = 1.0 / 12.0;
    fault.at = std::min(at, m_model.axis.end() - Duration{1});
    const Duration lasts =
        length.value_or(roundStep(std::max(m_model.axis.spanUs() * kShareOfSight, 1.0)));
    if (!isMoment(fault.kind) && fault.at + lasts < m_model.axis.end()) {
        fault.length = lasts;
    }
    setRange(std::nullopt);
    m_controller.injectFault(fault);
}

void TimelineView::fillBranchMenu(QMenu& menu) {
    for (const BranchInfo& branch : m_controller.session().branches()) {
        if (branch.hidden && branch.id != m_controller.branch()) {
            continue;
        }
        // An ampersand in a title is no mnemonic.
        QAction* action =
            menu.addAction(branchTitle(branch).replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(branch.id == m_controller.branch());
        const BranchId id = branch.id;
        connect(action, &QAction::triggered, this, [this, id] { m_controller.setBranch(id); });
    }
}

void TimelineView::fillViewMenu(QMenu& menu) {
    QAction* toRange = menu.addAction(tr("Zoom to selection"), this, &TimelineView::zoomToRange);
    toRange->setEnabled(m_model.range.has_value());
    menu.addAction(tr("Show all"), this, &TimelineView::fit);
    menu.addAction(tr("Mark the playhead"), &m_controller, &RunController::toggleMark);
    menu.addSeparator();
    for (std::size_t s = 0; s < m_model.systems.size(); ++s) {
        QAction* lanes = menu.addAction(tr("Lanes of %1").arg(m_model.systemTitle(s)));
        lanes->setCheckable(true);
        lanes->setChecked(!m_model.collapsed[s]);
        connect(lanes, &QAction::toggled, this, [this, s](bool on) { setSystemCollapsed(s, !on); });
    }
    QAction* charts = menu.addAction(TimelineWords::charts());
    charts->setCheckable(true);
    charts->setChecked(m_model.chartsOpen);
    connect(charts, &QAction::toggled, this, &TimelineView::setChartsOpen);
}

}  // namespace foldline::ui
