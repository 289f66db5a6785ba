#include "ui/stage/edge_painter.h"

#include <QPolygonF>
#include <algorithm>

namespace foldline::ui {
namespace {

bool isCut(const StageFrame& frame, NodeId node, NodeId peer) {
    if (node.value >= frame.world.nodes.size()) {
        return false;
    }
    const std::vector<ActiveFault>& faults = frame.world.nodes[node.value].faults;
    return std::ranges::any_of(faults,
                               [peer](const ActiveFault& fault) { return fault.peer == peer; });
}

QColor lineColour(LinkKind kind, EdgeState state, const Theme& theme) {
    if (state != EdgeState::Open) {
        return theme.failure;
    }
    if (kind == LinkKind::Produce || kind == LinkKind::Consume) {
        return mix(theme.event, theme.window, 0.62);
    }
    return mix(theme.faint, theme.window, 0.72);
}

void paintArrow(QPainter& painter, const EdgeRoute& route, double size, const QColor& colour) {
    const QPointF tip = route.at(1.0);
    const QPointF along = route.direction(1.0);
    const QPointF across(-along.y(), along.x());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({tip,
                                   tip - along * size * 1.35 + across * size * 0.62,
                                   tip - along * size * 1.35 - across * size * 0.62}));
}

void paintCross(QPainter& painter, const EdgeRoute& route, double size, const Theme& theme) {
    const QPointF at = route.at(0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.window);
    painter.drawEllipse(at, size * 1.5, size * 1.5);
    QPen pen(theme.failure, size * 0.4);
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    painter.drawLine(at + QPointF(-size, -size), at + QPointF(size, size));
    painter.drawLine(at + QPointF(-size, size), at + QPointF(size, -size));
}

}  // namespace

std::vector<EdgeState> edgeStates(const StageFrame& frame) {
    const auto isDown = [&](NodeId node) {
        return node.value < frame.world.nodes.size() && !frame.world.nodes[node.value].up;
    };
    std::vector<EdgeState> states;
    for (const Link& link : frame.dictionary.links) {
        if (isCut(frame, link.from, link.to) || isCut(frame, link.to, link.from)) {
            states.push_back(EdgeState::Cut);
        } else {
            states.push_back(isDown(link.from) || isDown(link.to) ? EdgeState::Broken
                                                                  : EdgeState::Open);
        }
    }
    return states;
}

void paintEdge(QPainter& painter,
               const EdgeRoute& route,
               const EdgeLook& edge,
               const StageFonts& fonts,
               const Theme& theme) {
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = lineColour(edge.kind, edge.state, theme);
    QPen pen(colour, fonts.px(1.5));
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::FlatCap);
    if (edge.state != EdgeState::Open) {
        pen.setDashPattern({3.2, 2.6});
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(route.points().data(), static_cast<int>(route.points().size()));
    paintArrow(painter, route, fonts.px(5.5), colour);
    if (edge.state == EdgeState::Cut) {
        paintCross(painter, route, fonts.px(4.5), theme);
    }
}

}  // namespace foldline::ui
