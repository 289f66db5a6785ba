#include "ui/timeline/branch_painter.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace foldline::ui {
namespace {

struct LineGeometry {
    double y = 0.0;
    double parentY = 0.0;
    double forkX = 0.0;
    double left = 0.0;   // where its own straight part begins
    double right = 0.0;  // where the plot ends
};

double lineY(const TimelineModel& model, int row, double x);

LineGeometry geometry(const TimelineModel& model, int row) {
    const BranchLine& line = model.branches.lines[static_cast<std::size_t>(row)];
    const auto rows = static_cast<int>(model.branches.lines.size());
    LineGeometry g;
    g.y = branchY(model.bands.branches, rows, row);
    g.right = model.axis.right();
    if (line.parentRow < 0) {
        g.parentY = g.y;
        g.forkX = model.axis.xAtUs(0.0);
        g.left = g.forkX;
    } else {
        g.forkX = model.axis.xAt(line.forkAt);
        g.parentY = lineY(model, line.parentRow, g.forkX);
        g.left = g.forkX + forkReach(g.y - g.parentY);
    }
    return g;
}

QPainterPath forkCurve(const LineGeometry& g) {
    const double middle = (g.forkX + g.left) / 2.0;
    QPainterPath path(QPointF(g.forkX, g.parentY));
    path.cubicTo(QPointF(middle, g.parentY), QPointF(middle, g.y), QPointF(g.left, g.y));
    return path;
}

// Where the line of `row` is at `x`: a branch may leave its parent while that still curves.
double lineY(const TimelineModel& model, int row, double x) {
    const LineGeometry g = geometry(model, row);
    if (x >= g.left) {
        return g.y;
    }
    if (x <= g.forkX) {
        return g.parentY;
    }
    const QPainterPath curve = forkCurve(g);
    double low = 0.0;
    double high = 1.0;
    for (int i = 0; i < 12; ++i) {
        const double middle = (low + high) / 2.0;
        (curve.pointAtPercent(middle).x() < x ? low : high) = middle;
    }
    return curve.pointAtPercent(low).y();
}

// From `from` to `to`, leaving out the label.
void strokeLine(QPainter& painter, double from, double to, double y, const QRectF& label) {
    if (to <= from) {
        return;
    }
    const bool beside = label.left() >= to || label.right() <= from;
    if (beside) {
        painter.drawLine(QPointF(from, y), QPointF(to, y));
        return;
    }
    if (label.left() > from) {
        painter.drawLine(QPointF(from, y), QPointF(label.left(), y));
    }
    if (label.right() < to) {
        painter.drawLine(QPointF(label.right(), y), QPointF(to, y));
    }
}

void paintFork(QPainter& painter, const LineGeometry& g, double radius) {
    painter.drawPath(forkCurve(g));
    painter.setBrush(painter.pen().color());
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(QPointF(g.forkX, g.parentY), radius, radius);
    painter.setBrush(Qt::NoBrush);
}

}  // namespace

QRectF branchLabelRect(const TimelineModel& model, const TimelineLook& look, int row) {
    const BranchLine& line = model.branches.lines[static_cast<std::size_t>(row)];
    const LineGeometry g = geometry(model, row);
    const double gap = look.theme.px(7);
    const double wanted = look.smallStrongMetrics.horizontalAdvance(line.title) + 2.0 * gap;
    const double width = std::min(std::ceil(wanted), model.axis.width() * 0.42);
    const double height = std::ceil(look.smallStrongMetrics.height());
    QRectF rect(g.right - width + gap, std::round(g.y - height / 2.0), width, height);
    if (line.parentRow >= 0 && g.left > rect.left() && g.forkX < g.right + gap) {
        rect.moveRight(g.forkX - gap);
    }
    if (rect.left() < model.axis.left()) {
        rect.moveLeft(model.axis.left());
    }
    return rect;
}

namespace {

// The part of a line that is on the path to what is shown, or the other part.
void paintBranchLine(
    QPainter& painter, const TimelineModel& model, const TimelineLook& look, int row, bool onPath) {
    const BranchLine& line = model.branches.lines[static_cast<std::size_t>(row)];
    const LineGeometry g = geometry(model, row);
    const QRectF label = branchLabelRect(model, look, row);
    const double split = line.onPath ? std::min(model.axis.xAt(line.pathUntil), g.right) : g.left;
    if (onPath && line.onPath) {
        strokeLine(painter, std::max(g.left, model.axis.left()), split, g.y, label);
    } else if (!onPath) {
        strokeLine(painter, std::max({g.left, split, model.axis.left()}), g.right, g.y, label);
    }
    if (line.parentRow >= 0 && onPath == line.onPath) {
        paintFork(painter, g, look.theme.px(onPath ? 3.6 : 2.8));
    }
}

}  // namespace

void paintBranchLines(QPainter& painter, const TimelineModel& model, const TimelineLook& look) {
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    const QPen quiet(mix(look.theme.faint, look.theme.panel, 0.75), look.theme.px(1.4));
    const QPen path(look.theme.command, look.theme.px(2.2));
    for (const bool onPath : {false, true}) {
        for (std::size_t row = 0; row < model.branches.lines.size(); ++row) {
            painter.setPen(onPath ? path : quiet);
            paintBranchLine(painter, model, look, static_cast<int>(row), onPath);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

double pathY(const TimelineModel& model, SimTime t) {
    for (std::size_t row = 0; row < model.branches.lines.size(); ++row) {
        const BranchLine& line = model.branches.lines[row];
        if (line.onPath && t >= line.forkAt && t <= line.pathUntil) {
            return lineY(model, static_cast<int>(row), model.axis.xAt(t));
        }
    }
    return model.bands.branches.top + model.bands.branches.height / 2.0;
}

}  // namespace foldline::ui
