// What moves: the playhead, the faults with the one being changed, the selected range, the marks,
// and what has not been simulated yet.
#pragma once

#include <QPainter>
#include <QString>

#include "ui/timeline/background_painter.h"
#include "ui/timeline/timeline_model.h"

namespace foldline::ui {

/// What the pointer is doing, as far as it is seen.
struct OverlayState {
    bool scrubbing = false;
    bool focused = false;
    QString rangeNote;  ///< number of records in the selected range
};

void paintOverlay(QPainter& painter,
                  const TimelineModel& model,
                  const TimelineLook& look,
                  const RulerPicture& ruler,
                  const OverlayState& state);

/// The x-range that changes when the playhead moves from or to `t`.
QRectF playheadReach(const TimelineModel& model, const TimelineLook& look, SimTime t);

/// The handle of the playhead, to be grabbed.
QRectF playheadFlag(const TimelineModel& model, const TimelineLook& look, SimTime t);

}  // namespace foldline::ui
