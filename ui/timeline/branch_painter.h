// The lines of the branches, with the places of their titles.
#pragma once

#include <QPainter>

#include "ui/timeline/timeline_model.h"

namespace foldline::ui {

/// Where the title of a branch goes: at the right end of its line, or, when the fork is there,
/// before it. The line leaves the place free.
QRectF branchLabelRect(const TimelineModel& model, const TimelineLook& look, int row);

void paintBranchLines(QPainter& painter, const TimelineModel& model, const TimelineLook& look);

/// y of the shown branch's path at `t`.
double pathY(const TimelineModel& model, SimTime t);

}  // namespace foldline::ui
