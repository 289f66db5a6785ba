// The curves below the lanes, drawn with Qt Charts into panels that share the lanes' time axis to
// the pixel.
#pragma once

#include <QChart>
#include <QGraphicsScene>
#include <QPainter>
#include <memory>
#include <optional>
#include <vector>

#include "ui/timeline/timeline_model.h"

class QLineSeries;
class QValueAxis;

namespace foldline::ui {

/// Not a widget: the timeline lays the charts out, paints them into its picture and asks for their
/// values. One chart for each visible panel; in it one curve for each metric and system.
class MetricCharts {
public:
    MetricCharts();
    ~MetricCharts();
    MetricCharts(const MetricCharts&) = delete;
    MetricCharts& operator=(const MetricCharts&) = delete;

    /// Takes over bands, axis and densities. Cost: DensityIndex::series with at most plot width / 3
    /// points for every curve.
    void update(const TimelineModel& model, const TimelineLook& look);

    /// Paints all panels where `model` had them; `scale` is the theme's.
    void paint(QPainter& painter, double scale);

    int panels() const { return static_cast<int>(m_panels.size()); }

    const QChart& chart(int panel) const;
    /// The value at the upper gridline.
    double top(int panel) const;
    /// y of the upper gridline, in the coordinates of the timeline.
    double topY(int panel) const;

private:
    struct Curve {
        SeriesKind kind = SeriesKind::EventsBehind;
        std::size_t system = 0;
        std::vector<QLineSeries*> pieces;  ///< a curve with gaps is several lines
    };

    struct Panel {
        std::unique_ptr<QChart> chart;
        QValueAxis* time = nullptr;
        QValueAxis* value = nullptr;
        std::vector<Curve> curves;
        QRectF plot;  ///< within the chart
        double top = 1.0;
    };

    void build(const TimelineModel& model);
    Panel buildPanel(const std::vector<SeriesKind>& kinds, std::size_t systems);
    static void place(Panel& panel,
                      const Band& band,
                      const TimelineModel& model,
                      const TimelineLook& look);
    void fill(Panel& panel, const TimelineModel& model, const TimelineLook& look) const;
    static QLineSeries& piece(Panel& panel, Curve& curve, std::size_t index);

    QGraphicsScene m_scene;
    std::vector<Panel> m_panels;
    std::size_t m_systems = 0;
};

/// The curve in microseconds and values. What a stretch of time held is drawn where the stretch
/// ends, first its extremes and then its last value, which is carried on until the next stretch
/// ends; of a kind that is measured now and then, for no longer than `gap`. So left of a playhead
/// lies nothing that depends on what comes after it. Level parts keep only their ends. Differences
/// of at most `visible` (>= 0) count as none.
std::vector<QList<QPointF>> chartPieces(const std::vector<SeriesPoint>& points,
                                        SeriesKind kind,
                                        Duration gap,
                                        double visible);

/// 1, 2 or 5 times a power of ten, at least 1 and not below `value`.
double roundTop(double value);

/// What the curve of `kind` shows at `t`: of the last stretch that ended by then; nothing before
/// the first.
std::optional<double> metricAt(const DensityIndex& index, SeriesKind kind, SimTime t);

}  // namespace foldline::ui
