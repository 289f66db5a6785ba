// The faults' bars: solid where they have happened, an outline where they are still to come.
#pragma once

#include <QCoreApplication>
#include <QPainter>
#include <QString>

#include "ui/timeline/timeline_model.h"

namespace foldline::ui {

void paintFaults(QPainter& painter,
                 const TimelineModel& model,
                 const TimelineLook& look,
                 bool focused);

/// From when to when, how long: beside the fault that is being changed.
void paintFaultNote(QPainter& painter, const TimelineModel& model, const TimelineLook& look);

/// A rounded note with its upper edge at `at`, centred there as far as the plot allows.
struct Note {
    QString text;
    QPointF at;
    QColor ground;
    QColor ink;
};

void paintNote(QPainter& painter,
               const TimelineModel& model,
               const TimelineLook& look,
               const Note& note);

class OverlayWords {
    Q_DECLARE_TR_FUNCTIONS(foldline::ui::TimelineWords)

public:
    static QString simulating(int percent);
    static QString reading(int percent);
    static QString span(SimTime from, SimTime to, SimTime end, bool untilEnd);
};

}  // namespace foldline::ui
