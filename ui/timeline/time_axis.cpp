#include "ui/timeline/time_axis.h"

#include <algorithm>
#include <cmath>

#include "core/base/check.h"

namespace foldline::ui {

TimeAxis::TimeAxis(SimTime end) : m_end(end), m_spanUs(static_cast<double>(end.us)) {
    FOLDLINE_CHECK(end.us > 0);
}

void TimeAxis::setEnd(SimTime end) {
    FOLDLINE_CHECK(end.us > 0);
    const bool all = showsAll();
    m_end = end;
    if (all) {
        showAll();
    } else {
        place(m_fromUs, m_spanUs);
    }
}

void TimeAxis::setPlot(double left, double width) {
    FOLDLINE_CHECK(width > 0.0);
    m_left = left;
    m_width = width;
    place(m_fromUs, m_spanUs);
}

SimTime TimeAxis::timeAt(double x) const {
    const double us = std::clamp(usAt(x), 0.0, static_cast<double>(m_end.us));
    return {std::llround(us)};
}

bool TimeAxis::showsAll() const {
    return m_spanUs >= static_cast<double>(m_end.us);
}

void TimeAxis::showAll() {
    place(0.0, static_cast<double>(m_end.us));
}

void TimeAxis::show(SimTime from, SimTime to) {
    place(static_cast<double>(from.us), static_cast<double>(to.us - from.us));
}

void TimeAxis::zoom(double x, double factor) {
    const double us = usAt(x);
    const double fromBefore = m_fromUs;
    const double spanBefore = m_spanUs;
    place(m_fromUs, m_spanUs * factor);
    // The span may have met a limit: what counts is how much it really changed. Where it begins was
    // moved too when it would have reached beyond the run.
    place(us - (us - fromBefore) * m_spanUs / spanBefore, m_spanUs);
}

void TimeAxis::pan(double pixels) {
    place(m_fromUs + pixels * usPerPixel(), m_spanUs);
}

void TimeAxis::reveal(SimTime t) {
    const auto us = static_cast<double>(t.us);
    if (us < m_fromUs) {
        place(us, m_spanUs);
    } else if (us > toUs()) {
        place(us - m_spanUs, m_spanUs);
    }
}

void TimeAxis::place(double fromUs, double spanUs) {
    const auto endUs = static_cast<double>(m_end.us);
    const double smallest = std::min(m_width / kPixelsPerUsMax, endUs);
    m_spanUs = std::clamp(spanUs, smallest, endUs);
    m_fromUs = std::clamp(fromUs, 0.0, endUs - m_spanUs);
}

}  // namespace foldline::ui
