// What happened, without ground, so that the part after the playhead can be laid over the
// background paler: histograms, events and the lines of the branches.
#pragma once

#include <QPainter>

#include "ui/timeline/lane_counts.h"
#include "ui/timeline/timeline_model.h"

namespace foldline::ui {

/// How wide a bar with its gap is at least.
double binPixels(const TimelineLook& look);

/// Paints rows in sight in the coordinates of the timeline; the painter must be clipped to the
/// plot.
void paintLanes(QPainter& painter,
                const TimelineModel& model,
                const TimelineLook& look,
                const LaneCounts& counts);

/// Where the title of a branch goes: at the right end of its line, or, when the fork is there,
/// before it. The line leaves the place free.
QRectF branchLabelRect(const TimelineModel& model, const TimelineLook& look, int row);

void paintBranchLines(QPainter& painter, const TimelineModel& model, const TimelineLook& look);

/// y of the shown branch's path at `t`.
double pathY(const TimelineModel& model, SimTime t);

}  // namespace foldline::ui
