// How the stage is used: mouse, wheel and keys.
#include <QApplication>
#include <QHelpEvent>
#include <QLineF>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/stage/fault_menu.h"
#include "ui/stage/stage_description.h"
#include "ui/stage/stage_view.h"

namespace foldline::ui {
namespace {

constexpr double kKeyZoom = 1.25;
/// One notch of a wheel is 120 eighths of a degree.
constexpr double kZoomPerNotch = 1.2;
constexpr double kNotch = 120.0;

}  // namespace

std::optional<std::size_t> StageView::panelAt(const QPointF& at) const {
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        if (QRectF(m_panels[i]->rect()).contains(at)) {
            return i;
        }
    }
    return std::nullopt;
}

StageView::Place StageView::placeAt(const QPointF& at) const {
    const auto panel = panelAt(at);
    if (!panel) {
        return {};
    }
    return {*panel, m_panels[*panel]->nodeAt(at - m_panels[*panel]->rect().topLeft())};
}

std::optional<StageView::Place> StageView::selectedPlace() const {
    const Selection& selection = m_controller.selection();
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        const std::size_t nodes = m_panels[i]->graph().dictionary->nodes.size();
        if (m_panels[i]->system() == selection.system && selection.node.value < nodes) {
            return Place{i, selection.node};
        }
    }
    return std::nullopt;
}

QRectF StageView::rectOf(const Place& place) const {
    const StagePanel& panel = *m_panels[place.panel];
    return panel.nodeRect(place.node).translated(panel.rect().topLeft());
}

void StageView::selectPlace(const Place& place) {
    m_controller.select({.system = m_panels[place.panel]->system(), .node = place.node});
}

void StageView::stepSelection(int direction) {
    std::vector<Place> all;
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        for (std::size_t n = 0; n < m_panels[i]->graph().dictionary->nodes.size(); ++n) {
            all.push_back({i, NodeId{static_cast<std::uint16_t>(n)}});
        }
    }
    if (all.empty()) {
        return;
    }
    const auto selected = selectedPlace();
    if (!selected) {
        selectPlace(direction > 0 ? all.front() : all.back());
        return;
    }
    const auto found = std::ranges::find(all, *selected);
    const auto next = (found - all.begin()) + direction;
    if (next >= 0 && next < static_cast<std::ptrdiff_t>(all.size())) {
        selectPlace(all[static_cast<std::size_t>(next)]);
    }
}

void StageView::moveSelection(const QPointF& direction) {
    const auto selected = selectedPlace();
    if (!selected) {
        stepSelection(1);
        return;
    }
    // What lies straight ahead is nearer than what lies aside.
    constexpr double kAsideWeight = 2.5;
    const QPointF from = rectOf(*selected).center();
    std::optional<Place> best;
    double bestDistance = 0.0;
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        for (std::size_t n = 0; n < m_panels[i]->graph().dictionary->nodes.size(); ++n) {
            const Place place{i, NodeId{static_cast<std::uint16_t>(n)}};
            const QPointF way = rectOf(place).center() - from;
            const double ahead = QPointF::dotProduct(way, direction);
            const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
            if (ahead <= 1.0) {
                continue;
            }
            const double distance = ahead + kAsideWeight * aside;
            if (!best || distance < bestDistance) {
                best = place;
                bestDistance = distance;
            }
        }
    }
    if (best) {
        selectPlace(*best);
    }
}

void StageView::magnify(double factor, const QPointF& at) {
    if (const auto panel = panelAt(at)) {
        m_panels[*panel]->zoomBy(factor, at - m_panels[*panel]->rect().topLeft());
        layOut();
    }
}

void StageView::showMenu(const Place& place, const QPoint& globalPosition) {
    selectPlace(place);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("nodeMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const StageWords words(language());
    menu->addAction(words.either("Inspect", "살펴보기"), this, &StageView::inspectRequested);
    menu->addSeparator();
    fillFaultMenu(*menu, m_controller, m_panels[place.panel]->system(), place.node, words);
    menu->popup(globalPosition);
}

bool StageView::showTip(const QPoint& at, const QPoint& globalPosition) {
    const Place place = placeAt(at);
    QString text;
    if (place.node.exists()) {
        text = describeNode(m_panels[place.panel]->frame(), place.node, StageWords(language()));
    } else if (const auto panel = panelAt(at)) {
        text = m_panels[*panel]->messageAt(at - m_panels[*panel]->rect().topLeft());
    }
    QToolTip::showText(globalPosition, text, this);
    return !text.isEmpty();
}

bool StageView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (!showTip(help->pos(), help->globalPos())) {
            event->ignore();
        }
        return true;
    }
    return QWidget::event(event);
}

void StageView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const Place place = placeAt(event->position());
    if (place.node.exists()) {
        selectPlace(place);
        return;
    }
    m_dragged = panelAt(event->position());
    m_dragFrom = event->position();
}

void StageView::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragged && (event->buttons() & Qt::LeftButton) != 0) {
        m_panels[*m_dragged]->panBy(event->position() - m_dragFrom);
        m_dragFrom = event->position();
        setCursor(Qt::ClosedHandCursor);
        layOut();
        return;
    }
    const Place place = placeAt(event->position());
    if (place != m_hovered) {
        m_hovered = place;
        setCursor(place.node.exists() ? Qt::PointingHandCursor : Qt::ArrowCursor);
        update();
    }
}

void StageView::mouseReleaseEvent(QMouseEvent* event) {
    Q_UNUSED(event);
    if (m_dragged) {
        m_dragged.reset();
        setCursor(Qt::ArrowCursor);
    }
}

void StageView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && placeAt(event->position()).node.exists()) {
        emit inspectRequested();
    }
}

void StageView::leaveEvent(QEvent* event) {
    m_hovered = {};
    update();
    QWidget::leaveEvent(event);
}

void StageView::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / kNotch;
    // Where it does not fit the window, the wheel moves it, and magnifies with Ctrl.
    const bool fits = visibleRegion().boundingRect().height() >= height();
    if (notches == 0.0 || (!fits && !event->modifiers().testFlag(Qt::ControlModifier))) {
        event->ignore();
        return;
    }
    magnify(std::pow(kZoomPerNotch, notches), event->position());
    event->accept();
}

void StageView::contextMenuEvent(QContextMenuEvent* event) {
    if (event->reason() == QContextMenuEvent::Keyboard) {
        if (const auto place = selectedPlace()) {
            showMenu(*place, mapToGlobal(rectOf(*place).center().toPoint()));
        }
        return;
    }
    const Place place = placeAt(event->pos());
    if (place.node.exists()) {
        showMenu(place, event->globalPos());
    } else {
        event->ignore();
    }
}

void StageView::keyPressEvent(QKeyEvent* event) {
    const auto selected = selectedPlace();
    const QPointF middle = selected ? rectOf(*selected).center() : QRectF(rect()).center();
    switch (event->key()) {
        case Qt::Key_Left:
            moveSelection({-1.0, 0.0});
            return;
        case Qt::Key_Right:
            moveSelection({1.0, 0.0});
            return;
        case Qt::Key_Up:
            moveSelection({0.0, -1.0});
            return;
        case Qt::Key_Down:
            moveSelection({0.0, 1.0});
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (selected) {
                emit inspectRequested();
            }
            return;
        case Qt::Key_F:
            fit();
            return;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            magnify(kKeyZoom, middle);
            return;
        case Qt::Key_Minus:
            magnify(1.0 / kKeyZoom, middle);
            return;
        case Qt::Key_Escape:
            m_controller.select({.system = m_controller.selection().system});
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

bool StageView::focusNextPrevChild(bool next) {
    const auto before = selectedPlace();
    stepSelection(next ? 1 : -1);
    // At the last node the focus goes on to the next widget.
    return selectedPlace() != before || QWidget::focusNextPrevChild(next);
}

}  // namespace foldline::ui
