// Pointer and keys of the timeline.
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QStyleHints>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/timeline/branch_painter.h"
#include "ui/timeline/timeline_view.h"

namespace foldline::ui {
namespace {

constexpr double kGrip = 5.0;
constexpr double kBranchReach = 6.0;
constexpr double kDragFrom = 4.0;
constexpr double kWheelStep = 120.0;
constexpr double kZoomPerWheelStep = 0.8;
constexpr double kRowsPerWheelStep = 2.0;

}  // namespace

FaultHit TimelineView::faultUnder(QPointF at) const {
    if (at.x() < m_model.axis.left() || at.x() > m_model.axis.right()) {
        return {};
    }
    return faultAt(m_model.drawn,
                   m_model.bars,
                   m_model.axis,
                   m_model.bands.faults,
                   at,
                   m_look.theme.px(kGrip));
}

int TimelineView::branchUnder(QPointF at) const {
    if (!m_model.bands.branches.contains(at.y()) || at.x() < m_model.axis.left()) {
        return -1;
    }
    for (std::size_t row = 0; row < m_model.branches.lines.size(); ++row) {
        if (branchLabelRect(m_model, m_look, static_cast<int>(row)).contains(at)) {
            return static_cast<int>(row);
        }
    }
    return branchAt(
        m_model.branches, m_model.bands.branches, m_model.axis, at, m_look.theme.px(kBranchReach));
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
    updateLayout();
    const QPointF at = event->position();
    if (event->button() != Qt::LeftButton) {
        return;
    }
    if (m_model.edit.byKeys()) {
        commitFault();
    }
    m_pressedAt = at;
    const bool inRuler = m_model.bands.ruler.contains(at.y());
    if (at.x() < m_model.axis.left() - m_look.theme.px(8) ||
        (!inRuler && at.x() < m_model.axis.left())) {
        pressLabel(at);
        return;
    }
    if (inRuler) {
        m_gesture = Gesture::Scrub;
        scrubTo(at.x());
        return;
    }
    if (m_model.bands.faults.contains(at.y()) && pressFault(at)) {
        return;
    }
    m_gesture = Gesture::Press;
}

bool TimelineView::pressFault(QPointF at) {
    const FaultHit hit = faultUnder(at);
    if (hit.part == FaultPart::None) {
        m_model.selectedFault.reset();
        update();
        return false;
    }
    const Fault& fault = m_model.faults[hit.fault];
    m_model.selectedFault = fault.id;
    if (mayChange()) {
        m_model.edit.grab(fault, hit.part, m_model.axis.timeAt(at.x()), m_model.axis.end());
        m_gesture = Gesture::Fault;
    }
    describe();
    update();
    return true;
}

void TimelineView::pressLabel(QPointF at) {
    const Bands& bands = m_model.bands;
    if (bands.branches.contains(at.y())) {
        auto* menu = new QMenu(this);
        fillBranchMenu(*menu);
        showMenu(menu, mapToGlobal(QPoint(m_look.px(14), bands.branches.bottom())));
        return;
    }
    if (bands.chartsHeader.contains(at.y())) {
        setChartsOpen(!m_model.chartsOpen);
        return;
    }
    const int row = bands.rowAt(at.y(), m_model.firstRow);
    if (row < 0 || row >= static_cast<int>(m_model.rows.size())) {
        return;
    }
    const LaneRow lane = m_model.rows[static_cast<std::size_t>(row)];
    if (lane.kind == RowKind::System) {
        setSystemCollapsed(lane.system, !m_model.collapsed[lane.system]);
    } else if (lane.kind == RowKind::Node) {
        Selection selection;
        selection.system = lane.system;
        selection.node = lane.node;
        m_controller.select(selection);
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
    updateLayout();
    const QPointF at = event->position();
    const double x = std::clamp(at.x(), m_model.axis.left(), m_model.axis.right());
    switch (m_gesture) {
        case Gesture::None:
            updateCursor(at);
            break;
        case Gesture::Scrub:
            scrubTo(at.x());
            break;
        case Gesture::Press:
            if (std::abs(at.x() - m_pressedAt.x()) < kDragFrom) {
                break;
            }
            m_gesture = Gesture::Range;
            [[fallthrough]];
        case Gesture::Range: {
            const SimTime a = snapped(m_model.axis.timeAt(m_pressedAt.x()), step());
            const SimTime b = snapped(m_model.axis.timeAt(x), step());
            setRange(a == b
                         ? std::nullopt
                         : std::optional(TimeRange{
                               std::min({a, b}), std::min(std::max({a, b}), m_model.axis.end())}));
            break;
        }
        case Gesture::Fault: {
            // A trembling click is not a drag.
            const bool dragged =
                m_model.edit.changed() || std::abs(at.x() - m_pressedAt.x()) >= kDragFrom;
            if (dragged) {
                m_model.edit.dragTo(m_model.axis.timeAt(x), step());
                update();
            }
            break;
        }
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const Gesture gesture = m_gesture;
    finishGesture();
    if (gesture == Gesture::Press) {
        clickPlot(event->position());
    } else if (gesture == Gesture::Fault) {
        commitFault();
    } else if (gesture == Gesture::Range && m_model.range &&
               m_model.bands.faults.contains(m_pressedAt.y())) {
        askForFault(*m_model.range, event->globalPosition().toPoint());
    }
    updateCursor(event->position());
}

void TimelineView::finishGesture() {
    m_gesture = Gesture::None;
    update();
}

void TimelineView::clickPlot(QPointF at) {
    setRange(std::nullopt);
    const int branch = branchUnder(at);
    if (branch >= 0) {
        m_controller.setBranch(m_model.branches.lines[static_cast<std::size_t>(branch)].id);
        return;
    }
    m_controller.setPlayhead(snapped(m_model.axis.timeAt(at.x()), step()));
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
    updateLayout();
    const QPointF at = event->position();
    const bool onFaults = event->button() == Qt::LeftButton &&
                          m_model.bands.faults.contains(at.y()) && at.x() >= m_model.axis.left();
    if (!onFaults || faultUnder(at).part != FaultPart::None) {
        mousePressEvent(event);
        return;
    }
    finishGesture();
    auto* menu = new QMenu(this);
    fillFaultMenu(*menu, snapped(m_model.axis.timeAt(at.x()), step()));
    showMenu(menu, event->globalPosition().toPoint());
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
    updateLayout();
    const bool byPointer = event->reason() == QContextMenuEvent::Mouse;
    const bool inPlot = byPointer && event->pos().x() >= m_model.axis.left();
    const SimTime at =
        inPlot ? snapped(m_model.axis.timeAt(event->pos().x()), step()) : m_model.playhead;
    auto* menu = new QMenu(this);
    QMenu* faults = menu->addMenu(tr("Add fault at %1").arg(exactTime(at, m_model.axis.end())));
    fillFaultMenu(*faults, at);
    QMenu* branches = menu->addMenu(tr("Show branch"));
    fillBranchMenu(*branches);
    menu->addSeparator();
    fillViewMenu(*menu);
    const QPointF playhead(m_model.axis.xAt(m_model.playhead), m_model.bands.faults.bottom());
    showMenu(menu, byPointer ? event->globalPos() : mapToGlobal(playhead.toPoint()));
}

void TimelineView::scrubTo(double x) {
    const double inside = std::clamp(x, m_model.axis.left(), m_model.axis.right());
    m_controller.setPlayhead(
        std::min(snapped(m_model.axis.timeAt(inside), step()), m_model.axis.end()));
    update(QRect(0, 0, width(), m_model.bands.ruler.bottom()));
}

void TimelineView::updateCursor(QPointF at) {
    const FaultHit hit = m_model.bands.faults.contains(at.y()) ? faultUnder(at) : FaultHit{};
    if (hit.part == FaultPart::Start || hit.part == FaultPart::End) {
        setCursor(Qt::SizeHorCursor);
    } else if (hit.part == FaultPart::Body) {
        setCursor(Qt::OpenHandCursor);
    } else if (branchUnder(at) >= 0) {
        setCursor(Qt::PointingHandCursor);
    } else if (at.x() < m_model.axis.left() && !m_model.bands.ruler.contains(at.y())) {
        const int row = m_model.bands.rowAt(at.y(), m_model.firstRow);
        const bool clickable = row >= 0 || m_model.bands.branches.contains(at.y()) ||
                               m_model.bands.chartsHeader.contains(at.y());
        setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    } else {
        unsetCursor();
    }
}

void TimelineView::wheelEvent(QWheelEvent* event) {
    updateLayout();
    const QPointF pixels(event->pixelDelta());
    const QPointF angle(event->angleDelta());
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        const double x =
            std::clamp(event->position().x(), m_model.axis.left(), m_model.axis.right());
        m_model.axis.zoom(x, std::pow(kZoomPerWheelStep, angle.y() / kWheelStep));
        changePicture();
    } else if (event->modifiers().testFlag(Qt::ShiftModifier) || angle.x() != 0.0) {
        const double by = angle.x() != 0.0 ? angle.x() : angle.y();
        const double byPixels = pixels.x() != 0.0 ? pixels.x() : by;
        m_model.axis.pan(-byPixels);
        changePicture();
    } else {
        m_wheelLeft += angle.y() / kWheelStep * kRowsPerWheelStep;
        const double rows = std::trunc(m_wheelLeft);
        m_wheelLeft -= rows;
        scrollRows(-static_cast<int>(rows));
    }
    event->accept();
}

bool TimelineView::handlesKey(int key, Qt::KeyboardModifiers modifiers) const {
    const bool plain = !modifiers.testFlag(Qt::ControlModifier) &&
                       !modifiers.testFlag(Qt::ShiftModifier) &&
                       !modifiers.testFlag(Qt::MetaModifier);
    if (!plain) {
        return false;
    }
    const bool alt = modifiers.testFlag(Qt::AltModifier);
    switch (key) {
        case Qt::Key_Left:
        case Qt::Key_Right:
            return m_model.selectedFault.has_value();
        case Qt::Key_Delete:
            return !alt && m_model.selectedFault.has_value();
        case Qt::Key_Escape:
            return !alt &&
                   (m_model.edit.active() || m_model.range || m_model.selectedFault.has_value());
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return !alt && (m_model.edit.byKeys() || m_model.range);
        case Qt::Key_W:
        case Qt::Key_A:
        case Qt::Key_S:
        case Qt::Key_D:
        case Qt::Key_F:
        case Qt::Key_M:
        case Qt::Key_B:
        case Qt::Key_Home:
        case Qt::Key_End:
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
        case Qt::Key_Insert:
            return !alt;
        default:
            return false;
    }
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
    if (!handlesKey(event->key(), event->modifiers())) {
        QWidget::keyPressEvent(event);
        return;
    }
    updateLayout();
    if (!faultKey(event->key(), event->modifiers()) && !viewKey(event->key())) {
        QWidget::keyPressEvent(event);
    }
}

bool TimelineView::faultKey(int key, Qt::KeyboardModifiers modifiers) {
    const FaultPart part = modifiers.testFlag(Qt::AltModifier) ? FaultPart::End : FaultPart::Body;
    switch (key) {
        case Qt::Key_Left:
            nudgeFault(part, -1);
            return true;
        case Qt::Key_Right:
            nudgeFault(part, +1);
            return true;
        case Qt::Key_Up:
            selectNextFault(-1);
            return true;
        case Qt::Key_Down:
            selectNextFault(+1);
            return true;
        case Qt::Key_Delete:
            if (m_model.selectedFault && mayChange()) {
                m_controller.removeFault(*m_model.selectedFault);
            }
            return true;
        case Qt::Key_Insert: {
            auto* menu = new QMenu(this);
            fillFaultMenu(*menu, m_model.playhead);
            const QPointF at(m_model.axis.xAt(m_model.playhead), m_model.bands.faults.bottom());
            showMenu(menu, mapToGlobal(at.toPoint()));
            return true;
        }
        case Qt::Key_Escape:
            giveUp();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            confirm();
            return true;
        default:
            return false;
    }
}

bool TimelineView::viewKey(int key) {
    switch (key) {
        case Qt::Key_W:
            zoomIn();
            return true;
        case Qt::Key_S:
            zoomOut();
            return true;
        case Qt::Key_A:
            panLeft();
            return true;
        case Qt::Key_D:
            panRight();
            return true;
        case Qt::Key_F:
            fit();
            return true;
        case Qt::Key_M:
            m_controller.toggleMark();
            return true;
        case Qt::Key_Home:
            m_controller.setPlayhead({});
            return true;
        case Qt::Key_End:
            m_controller.setPlayhead(m_model.axis.end());
            return true;
        case Qt::Key_PageUp:
            scrollRows(-std::max(m_model.bands.rowsVisible - 1, 1));
            return true;
        case Qt::Key_PageDown:
            scrollRows(std::max(m_model.bands.rowsVisible - 1, 1));
            return true;
        case Qt::Key_B: {
            auto* menu = new QMenu(this);
            fillBranchMenu(*menu);
            showMenu(menu, mapToGlobal(QPoint(m_look.px(14), m_model.bands.branches.bottom())));
            return true;
        }
        default:
            return false;
    }
}

void TimelineView::giveUp() {
    if (m_model.edit.active()) {
        m_keyCommit->stop();
        m_model.edit.cancel();
        finishGesture();
    } else if (m_model.range) {
        finishGesture();
        setRange(std::nullopt);
    } else {
        m_model.selectedFault.reset();
    }
    describe();
    update();
}

void TimelineView::confirm() {
    if (m_model.edit.byKeys()) {
        commitFault();
    } else {
        zoomToRange();
    }
}

void TimelineView::selectNextFault(int direction) {
    if (m_model.edit.byKeys()) {
        commitFault();
    }
    const std::vector<std::size_t>& order = m_model.bars.inTime;
    if (order.empty()) {
        return;
    }
    const auto count = static_cast<int>(order.size());
    int place = direction > 0 ? 0 : count - 1;
    for (int i = 0; i < count; ++i) {
        if (m_model.faults[order[static_cast<std::size_t>(i)]].id == m_model.selectedFault) {
            place = (i + direction + count) % count;
            break;
        }
    }
    const Fault& fault = m_model.drawn[order[static_cast<std::size_t>(place)]];
    m_model.selectedFault = fault.id;
    m_model.axis.reveal(fault.at);
    describe();
    changePicture();
}

void TimelineView::nudgeFault(FaultPart part, int direction) {
    const Fault* fault = m_model.selectedFault ? m_model.fault(*m_model.selectedFault) : nullptr;
    if (fault == nullptr || !mayChange() || m_gesture == Gesture::Fault) {
        return;
    }
    if (part != FaultPart::Body && isMoment(fault->kind)) {
        return;
    }
    m_model.edit.nudge(*fault, part, {direction * step().us}, m_model.axis.end());
    m_keyCommit->start();
    update();
}

void TimelineView::commitFault() {
    m_keyCommit->stop();
    const std::optional<Fault> changed = m_model.edit.commit();
    if (changed) {
        m_controller.changeFault(*changed);
    }
    update();
}

}  // namespace foldline::ui
