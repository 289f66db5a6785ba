#include "ui/timeline/metric_charts.h"

#include <QGraphicsLayout>
#include <QLineSeries>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

#include "ui/timeline/background_painter.h"
#include "ui/timeline/ruler.h"

namespace foldline::ui {
namespace {

constexpr double kPixelsPerPoint = 3.0;
constexpr double kCurveWidth = 1.7;
constexpr double kVisiblePixels = 0.4;
constexpr double kGapPixels = 36.0;
constexpr std::size_t kPiecesMax = 48;

bool hasGaps(SeriesKind kind) {
    return kind == SeriesKind::LatencyMs;
}

/// One device pixel wide: of such lines Qt draws a thousand in the time it takes to stroke ten
/// wider ones. MetricCharts::paint makes them as wide as they should be.
QPen hairPen(QPen pen) {
    const double width = pen.widthF();
    QList<qreal> dashes = pen.dashPattern();
    pen.setCosmetic(true);
    pen.setWidthF(1.0);
    if (pen.style() == Qt::CustomDashLine) {
        for (qreal& dash : dashes) {
            dash *= width;
        }
        pen.setDashPattern(dashes);
    }
    return pen;
}

double greatest(const std::vector<SeriesPoint>& points, SeriesKind kind) {
    double top = 0.0;
    for (const SeriesPoint& point : points) {
        top = std::max(top, hasGaps(kind) ? point.last : point.max);
    }
    return top;
}

/// One curve in the making.
class Pieces {
public:
    explicit Pieces(double visible) : m_visible(visible) {}

    std::vector<QList<QPointF>> take() { return std::move(m_pieces); }

    void begin() { m_pieces.emplace_back(); }

    /// The level from before, up to `t`: a slope would tell of a change before it happens.
    void carryOn(SimTime t) {
        QList<QPointF>& piece = m_pieces.back();
        const qsizetype n = piece.size();
        if (n == 0) {
            return;
        }
        const auto x = static_cast<double>(t.us);
        if (n >= 2 && piece[n - 1].y() == piece[n - 2].y()) {
            piece[n - 1].setX(x);
        } else {
            piece.append({x, piece[n - 1].y()});
        }
    }

    /// Up or down at `t`, where the difference is seen.
    void moveTo(SimTime t, double y) {
        QList<QPointF>& piece = m_pieces.back();
        if (piece.isEmpty() || std::abs(y - piece.constLast().y()) > m_visible) {
            piece.append({static_cast<double>(t.us), y});
        }
    }

private:
    double m_visible;
    std::vector<QList<QPointF>> m_pieces;
};

}  // namespace

MetricCharts::MetricCharts() {
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
}

MetricCharts::~MetricCharts() {
    // The scene must not delete what the panels own.
    for (Panel& panel : m_panels) {
        m_scene.removeItem(panel.chart.get());
    }
}

const QChart& MetricCharts::chart(int panel) const {
    return *m_panels.at(static_cast<std::size_t>(panel)).chart;
}

double MetricCharts::top(int panel) const {
    return m_panels.at(static_cast<std::size_t>(panel)).top;
}

double MetricCharts::topY(int panel) const {
    const QChart& shown = chart(panel);
    return shown.pos().y() + shown.plotArea().top();
}

void MetricCharts::build(const TimelineModel& model) {
    const std::size_t wanted = model.bands.panels.size();
    if (m_panels.size() == wanted && m_systems == model.systems.size()) {
        return;
    }
    for (Panel& panel : m_panels) {
        m_scene.removeItem(panel.chart.get());
    }
    m_panels.clear();
    m_systems = model.systems.size();
    for (std::size_t i = 0; i < wanted; ++i) {
        m_panels.push_back(buildPanel(chartPanels()[i], m_systems));
    }
}

MetricCharts::Panel MetricCharts::buildPanel(const std::vector<SeriesKind>& kinds,
                                             std::size_t systems) {
    Panel panel;
    panel.chart = std::make_unique<QChart>();
    QChart& chart = *panel.chart;
    chart.setAnimationOptions(QChart::NoAnimation);
    chart.setBackgroundVisible(false);
    chart.setDropShadowEnabled(false);
    chart.legend()->hide();
    chart.setMargins({});
    chart.setContentsMargins(0, 0, 0, 0);
    chart.layout()->setContentsMargins(0, 0, 0, 0);
    panel.time = new QValueAxis(&chart);
    panel.time->setVisible(false);
    panel.value = new QValueAxis(&chart);
    panel.value->setLabelsVisible(false);
    panel.value->setLabelFormat(QStringLiteral("%.0f"));
    panel.value->setLineVisible(false);
    panel.value->setMinorGridLineVisible(false);
    chart.addAxis(panel.time, Qt::AlignBottom);
    chart.addAxis(panel.value, Qt::AlignLeft);
    for (const SeriesKind kind : kinds) {
        for (std::size_t s = 0; s < systems; ++s) {
            panel.curves.push_back({kind, s, {}});
        }
    }
    m_scene.addItem(&chart);
    return panel;
}

QLineSeries& MetricCharts::piece(Panel& panel, Curve& curve, std::size_t index) {
    while (curve.pieces.size() <= index) {
        auto* line = new QLineSeries(panel.chart.get());
        panel.chart->addSeries(line);
        line->attachAxis(panel.time);
        line->attachAxis(panel.value);
        curve.pieces.push_back(line);
    }
    return *curve.pieces[index];
}

void MetricCharts::update(const TimelineModel& model, const TimelineLook& look) {
    build(model);
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        place(m_panels[i], model.bands.panels[i], model, look);
        fill(m_panels[i], model, look);
    }
}

void MetricCharts::place(Panel& panel,
                         const Band& band,
                         const TimelineModel& model,
                         const TimelineLook& look) {
    const TimeAxis& axis = model.axis;
    const QRectF rect(axis.left(), band.top, axis.width(), band.height);
    const QPen grid(mix(look.theme.line, look.theme.panel, 0.8), 1.0);
    if (panel.value->gridLinePen() != grid) {
        panel.value->setGridLinePen(grid);
    }
    if (panel.chart->geometry() == rect && !panel.plot.isEmpty()) {
        return;
    }
    const double above = look.theme.px(6);
    const double below = look.theme.px(4);
    panel.plot = QRectF(0.0, above, axis.width(), std::max(band.height - above - below, 1.0));
    panel.chart->setGeometry(rect);
    panel.chart->setPlotArea(panel.plot);
    panel.value->setTickCount(band.height >= look.px(70) ? 3 : 2);
    // Points are handed over in pixels: Qt Charts works all curves out anew for every change of a
    // range, and the ranges in sight change with every frame of panning.
    panel.time->setRange(0.0, panel.plot.width());
    panel.value->setRange(0.0, panel.plot.height());
}

void MetricCharts::fill(Panel& panel, const TimelineModel& model, const TimelineLook& look) const {
    const TimeAxis& axis = model.axis;
    const SimTime from{static_cast<std::int64_t>(std::floor(axis.fromUs()))};
    const SimTime to{static_cast<std::int64_t>(std::ceil(axis.toUs())) + 1};
    const auto points = static_cast<std::size_t>(
        std::max(axis.width() / (kPixelsPerPoint * look.theme.scale), 2.0));
    // So wide that what is measured now and then never falls into too many pieces.
    const double gapPixels = std::max(kGapPixels, axis.width() / (kPiecesMax - 1.0));
    const Duration gap{static_cast<std::int64_t>(std::ceil(gapPixels * axis.usPerPixel()))};
    double greatestOfAll = 0.0;
    std::vector<std::vector<SeriesPoint>> all;
    for (const Curve& curve : panel.curves) {
        const auto& index = model.densities[curve.system];
        all.push_back(index ? index->series(curve.kind, from, to, points)
                            : std::vector<SeriesPoint>{});
        greatestOfAll = std::max(greatestOfAll, greatest(all.back(), curve.kind));
    }
    panel.top = roundTop(greatestOfAll);
    const double visible = kVisiblePixels * panel.top / panel.plot.height();
    const auto toPixels = [&](QPointF& point) {
        point = {(point.x() - axis.fromUs()) / axis.usPerPixel(),
                 point.y() / panel.top * panel.plot.height()};
    };
    for (std::size_t c = 0; c < panel.curves.size(); ++c) {
        Curve& curve = panel.curves[c];
        const QPen pen =
            hairPen(systemPen(look.series(curve.kind), curve.system, m_systems, look.theme.scale));
        auto pieces = chartPieces(all[c], curve.kind, gap, visible);
        const std::size_t used = std::min(pieces.size(), kPiecesMax);
        for (std::size_t i = 0; i < used; ++i) {
            QLineSeries& line = piece(panel, curve, i);
            if (line.pen() != pen) {
                line.setPen(pen);
            }
            std::for_each(pieces[i].begin(), pieces[i].end(), toPixels);
            line.replace(pieces[i]);
        }
        for (std::size_t i = used; i < curve.pieces.size(); ++i) {
            if (curve.pieces[i]->count() > 0) {
                curve.pieces[i]->clear();
            }
        }
    }
}

void MetricCharts::paint(QPainter& painter, double scale) {
    if (m_panels.empty()) {
        return;
    }
    QRectF area;
    for (const Panel& panel : m_panels) {
        area |= panel.chart->geometry();
    }
    const double ratio = painter.device()->devicePixelRatioF();
    QImage lines((area.size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    lines.setDevicePixelRatio(ratio);
    lines.fill(Qt::transparent);
    QPainter hair(&lines);
    hair.setRenderHint(QPainter::Antialiasing, true);
    // Qt Charts sets a pen for its dashed curves but leaves the brush as it finds it.
    hair.setBrush(Qt::NoBrush);
    m_scene.render(&hair, QRectF(QPointF(), area.size()), area, Qt::IgnoreAspectRatio);
    hair.end();
    const int wide = std::max(static_cast<int>(std::lround(kCurveWidth * scale * ratio)), 1);
    for (int i = 0; i < wide; ++i) {
        painter.drawImage(area.topLeft() + QPointF(0.0, i / ratio), lines);
        if (i > 0) {
            painter.drawImage(area.topLeft() + QPointF(i / ratio, 0.0), lines);
        }
    }
}

std::vector<QList<QPointF>> chartPieces(const std::vector<SeriesPoint>& points,
                                        SeriesKind kind,
                                        Duration gap,
                                        double visible) {
    Pieces pieces(visible);
    const SeriesPoint* before = nullptr;
    for (const SeriesPoint& point : points) {
        const bool apart = before != nullptr && hasGaps(kind) && point.until > before->until + gap;
        if (apart) {
            pieces.carryOn(before->until + gap);
        }
        if (before == nullptr || apart) {
            pieces.begin();
        }
        pieces.carryOn(point.until);
        if (!hasGaps(kind)) {
            // The extreme nearer to where the stretch ends comes last: the line ends at `last`.
            const bool fell = point.max - point.last > point.last - point.min;
            pieces.moveTo(point.until, fell ? point.max : point.min);
            pieces.moveTo(point.until, fell ? point.min : point.max);
        }
        pieces.moveTo(point.until, point.last);
        before = &point;
    }
    if (before != nullptr && hasGaps(kind)) {
        pieces.carryOn(before->until + gap);
    }
    return pieces.take();
}

double roundTop(double value) {
    if (value <= 1.0) {
        return 1.0;
    }
    return static_cast<double>(roundStep(value).us);
}

std::optional<double> metricAt(const DensityIndex& index, SeriesKind kind, SimTime t) {
    constexpr Duration kLookBack{10 * kUsPerSecond};
    const SimTime from = std::max(t - kLookBack, SimTime{});
    const auto points = index.series(kind, from, t + Duration{1}, 4096);
    // A stretch that is not over yet holds what comes after `t`.
    const auto found = std::find_if(points.rbegin(), points.rend(), [&](const SeriesPoint& point) {
        return point.until <= t || t >= index.coveredUntil();
    });
    return found == points.rend() ? std::nullopt : std::optional(found->last);
}

}  // namespace foldline::ui
