// What stands still under the playhead: ruler, label column, rows and the shade of the faults.
#pragma once

#include <QPainter>
#include <vector>

#include "ui/timeline/ruler.h"
#include "ui/timeline/timeline_model.h"

namespace foldline::ui {

/// A label of the ruler, so that what is drawn over it can take it away as a whole.
struct RulerLabel {
    QRectF rect;
    QString text;
};

struct RulerPicture {
    Ruler ruler;
    std::vector<RulerLabel> labels;
};

/// Where the labels go, without one reaching over the right edge or touching another.
RulerPicture layOutRuler(const TimelineModel& model, const TimelineLook& look);

/// The value at the upper gridline of a chart, to be written beside it.
struct ChartTop {
    double value = 0.0;
    double y = 0.0;
};

void paintBackground(QPainter& painter,
                     const TimelineModel& model,
                     const TimelineLook& look,
                     const RulerPicture& ruler,
                     const std::vector<ChartTop>& tops);

/// How a curve of `system` among `systems` is dashed: the last is solid.
QPen systemPen(const QColor& color, std::size_t system, std::size_t systems, double scale);

}  // namespace foldline::ui
