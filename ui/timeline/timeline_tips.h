// Exact numbers for whatever the pointer is on.
#pragma once

#include <QCoreApplication>
#include <QPointF>
#include <QString>

#include "ui/timeline/lane_counts.h"
#include "ui/timeline/timeline_model.h"

namespace foldline::ui {

class TimelineTips {
    Q_DECLARE_TR_FUNCTIONS(foldline::ui::TimelineTips)

public:
    /// One or more lines of plain text; empty where there is nothing to tell.
    static QString at(const TimelineModel& model,
                      const TimelineLook& look,
                      const LaneCounts& counts,
                      QPointF point);
    static QString records(std::uint64_t count);
    /// What the timeline as a whole shows, for those who listen to it.
    static QString summary(const TimelineModel& model);
};

}  // namespace foldline::ui
