// What happened, row by row, without ground, so that the part after the playhead can be laid over
// the background paler: histograms and events.
#pragma once

#include <QPainter>
#include <QRegion>

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

/// Where that picture, cut at the playhead, would tell what has not happened yet: the bars of the
/// bin and the events that the playhead divides. Empty when the playhead is out of sight.
QRegion dividedByPlayhead(const TimelineModel& model,
                          const TimelineLook& look,
                          const LaneCounts& counts);

/// Paints these places as they are at the playhead: only what happened until then in full.
void paintDivided(QPainter& painter,
                  const TimelineModel& model,
                  const TimelineLook& look,
                  const LaneCounts& counts);

}  // namespace foldline::ui
