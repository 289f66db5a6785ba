#include "ui/timeline/data_painter.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/timeline/ruler.h"

namespace foldline::ui {
namespace {

constexpr double kSparsePixels = 4.5;  // columns with events at least so far apart: drawn singly

QPixmap diamond(const TimelineLook& look, double ratio) {
    const double side = look.theme.px(9.5);
    const int pixels = static_cast<int>(std::ceil(side * ratio)) | 1;
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = pixels / 2.0;
    const double reach = middle - 0.5;
    QPolygonF shape;
    shape << QPointF(middle, middle - reach) << QPointF(middle + reach, middle)
          << QPointF(middle, middle + reach) << QPointF(middle - reach, middle);
    // The rim in the ground's colour keeps neighbours apart.
    QColor rim = look.theme.panel;
    rim.setAlphaF(0.6F);
    painter.setPen(QPen(rim, ratio * 0.8));
    painter.setBrush(look.theme.event);
    painter.drawPolygon(shape);
    return pixmap;
}

class Lanes {
public:
    Lanes(QPainter& painter,
          const TimelineModel& model,
          const TimelineLook& look,
          const LaneCounts& counts)
        : m_p(painter),
          m_model(model),
          m_look(look),
          m_counts(counts) {}

    void paint() {
        m_p.setPen(Qt::NoPen);
        const int last = std::min(m_model.firstRow + m_model.bands.rowsVisible,
                                  static_cast<int>(m_counts.rows.size()));
        for (int i = m_model.firstRow; i < last; ++i) {
            const RowCounts& row = m_counts.rows[static_cast<std::size_t>(i)];
            const Band band = m_model.bands.row(i, m_model.firstRow);
            if (row.row.kind == RowKind::Events && sparse(row.events)) {
                paintDiamonds(row.events, band);
            } else {
                paintBars(row, band);
            }
        }
    }

private:
    bool sparse(const std::vector<std::uint32_t>& events) const {
        const auto empty = std::count(events.begin(), events.end(), 0U);
        const auto taken = static_cast<double>(static_cast<std::ptrdiff_t>(events.size()) - empty);
        return taken * kSparsePixels * m_look.theme.scale <= m_model.axis.width();
    }

    QColor color(const LaneRow& row) const {
        if (row.kind == RowKind::Events) {
            return mix(m_look.theme.event, m_look.theme.panel, std::min(m_look.bar + 0.2, 1.0));
        }
        const QColor own = row.kind == RowKind::Node
                               ? m_look.role(m_model.systems[row.system], row.node)
                               : m_look.theme.muted;
        return mix(own, m_look.theme.panel, m_look.bar);
    }

    static std::uint32_t peakOf(const std::vector<std::uint32_t>& counts) {
        return counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
    }

    // Nodes share one scale, so that what one system asks of its database can be compared with the
    // other; events and whole systems have their own.
    std::uint32_t scale(const RowCounts& row) const {
        const std::uint32_t peak =
            row.row.kind == RowKind::Node ? m_counts.peak : peakOf(row.activity);
        return static_cast<std::uint32_t>(
            std::max<std::int64_t>(roundStep(static_cast<double>(peak)).us, 4));
    }

    void paintBars(const RowCounts& row, const Band& band) {
        if (row.activity.empty()) {
            return;
        }
        const double pitch = static_cast<double>(m_counts.bin.us) / m_model.axis.usPerPixel();
        const double gap = pitch >= m_look.theme.px(6) ? 2.0 : 1.0;
        const int width = std::max(static_cast<int>(pitch - gap), 1);
        const int floor = band.bottom() - m_look.px(2) - 1;
        const double room = floor - band.top - m_look.theme.px(2);
        const std::uint32_t peak = scale(row);
        m_activity.clear();
        m_failures.clear();
        for (std::size_t i = 0; i < row.activity.size(); ++i) {
            if (row.activity[i] == 0) {
                continue;
            }
            const int x = static_cast<int>(std::lround(m_model.axis.xAt(m_counts.binStart(i))));
            const auto tall = [&](std::uint32_t count) {
                return std::max(static_cast<int>(std::lround(barShare(count, peak) * room)), 2);
            };
            const int height = tall(row.activity[i]);
            m_activity.push_back({x, floor - height, width, height});
            if (i < row.failures.size() && row.failures[i] > 0) {
                const int failed = std::min(tall(row.failures[i]), height);
                m_failures.push_back({x, floor - failed, width, failed});
            }
        }
        fill(m_activity, color(row.row));
        fill(m_failures, m_look.theme.failure);
    }

    void fill(const std::vector<QRect>& rects, const QColor& color) {
        m_p.setBrush(color);
        m_p.drawRects(rects.data(), static_cast<int>(rects.size()));
    }

    void paintDiamonds(const std::vector<std::uint32_t>& events, const Band& band) {
        const double ratio = m_p.device()->devicePixelRatioF();
        const QPixmap shape = diamond(m_look, ratio);
        const QRectF source(shape.rect());
        const double tallest = (band.height - 2.0) * ratio / source.height();
        const double middle = band.top + (band.height - 1) / 2.0;
        std::vector<QPainter::PixmapFragment> fragments;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (events[i] == 0) {
                continue;
            }
            const QPointF at(m_model.axis.left() + static_cast<double>(i) + 0.5, middle);
            const double stretch =
                std::min(1.0 + 0.35 * std::log2(static_cast<double>(events[i])), tallest);
            fragments.push_back(QPainter::PixmapFragment::create(
                at, source, 1.0 / ratio, std::max(stretch, 0.6) / ratio));
        }
        m_p.setRenderHint(QPainter::SmoothPixmapTransform, true);
        m_p.drawPixmapFragments(fragments.data(), static_cast<int>(fragments.size()), shape);
    }

    QPainter& m_p;
    const TimelineModel& m_model;
    const TimelineLook& m_look;
    const LaneCounts& m_counts;
    std::vector<QRect> m_activity;
    std::vector<QRect> m_failures;
};

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

}  // namespace

double binPixels(const TimelineLook& look) {
    return look.theme.px(3.2);
}

void paintLanes(QPainter& painter,
                const TimelineModel& model,
                const TimelineLook& look,
                const LaneCounts& counts) {
    Lanes(painter, model, look, counts).paint();
}

QRectF branchLabelRect(const TimelineModel& model, const TimelineLook& look, int row) {
    const BranchLine& line = model.branches.lines[static_cast<std::size_t>(row)];
    const LineGeometry g = geometry(model, row);
    const double gap = look.theme.px(7);
    const double wanted =
        look.smallStrongMetrics.horizontalAdvance(model.branchTitle(line)) + 2.0 * gap;
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

void paintBranchLines(QPainter& painter, const TimelineModel& model, const TimelineLook& look) {
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    const QPen quiet(mix(look.theme.faint, look.theme.panel, 0.75), look.theme.px(1.4));
    const QPen path(look.theme.command, look.theme.px(2.2));
    for (const bool onPath : {false, true}) {
        for (std::size_t row = 0; row < model.branches.lines.size(); ++row) {
            const BranchLine& line = model.branches.lines[row];
            const LineGeometry g = geometry(model, static_cast<int>(row));
            const QRectF label = branchLabelRect(model, look, static_cast<int>(row));
            const double split =
                line.onPath ? std::min(model.axis.xAt(line.pathUntil), g.right) : g.left;
            painter.setPen(onPath ? path : quiet);
            if (onPath && line.onPath) {
                strokeLine(painter, std::max(g.left, model.axis.left()), split, g.y, label);
            } else if (!onPath) {
                strokeLine(
                    painter, std::max({g.left, split, model.axis.left()}), g.right, g.y, label);
            }
            if (line.parentRow >= 0 && onPath == line.onPath) {
                painter.drawPath(forkCurve(g));
                painter.setBrush(painter.pen().color());
                painter.setPen(Qt::NoPen);
                painter.drawEllipse(QPointF(g.forkX, g.parentY),
                                    look.theme.px(onPath ? 3.6 : 2.8),
                                    look.theme.px(onPath ? 3.6 : 2.8));
                painter.setBrush(Qt::NoBrush);
            }
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
