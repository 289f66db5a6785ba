// Where a time of the run lies on the screen: the one mapping that ruler, lanes and charts share.
#pragma once

#include "core/base/sim_time.h"

namespace foldline::ui {

/// Maps the visible stretch of [0, end] to the pixels [left, left + width]. The stretch never
/// leaves [0, end] and is never shorter than what kPixelsPerUsMax allows. Times between whole
/// microseconds exist only inside, so that panning is smooth at every zoom.
class TimeAxis {
public:
    /// A microsecond is drawn at most this wide.
    static constexpr double kPixelsPerUsMax = 64.0;

    /// REQUIRES end > 0. Shows everything.
    explicit TimeAxis(SimTime end = {1});

    /// Another run: keeps the visible stretch where it still exists, all of it if all was visible.
    void setEnd(SimTime end);
    /// REQUIRES width > 0. The visible stretch stays.
    void setPlot(double left, double width);

    SimTime end() const { return m_end; }

    double left() const { return m_left; }

    double width() const { return m_width; }

    double right() const { return m_left + m_width; }

    double fromUs() const { return m_fromUs; }

    double toUs() const { return m_fromUs + m_spanUs; }

    double spanUs() const { return m_spanUs; }

    double usPerPixel() const { return m_spanUs / m_width; }

    double xAtUs(double us) const { return m_left + (us - m_fromUs) / usPerPixel(); }

    double xAt(SimTime t) const { return xAtUs(static_cast<double>(t.us)); }

    double usAt(double x) const { return m_fromUs + (x - m_left) * usPerPixel(); }

    /// The nearest whole microsecond, within the run.
    SimTime timeAt(double x) const;

    bool showsAll() const;
    void showAll();
    /// Shows [from, to] as far as the limits allow.
    void show(SimTime from, SimTime to);
    /// A factor below 1 zooms in. The time under `x` stays there unless a limit forbids it.
    void zoom(double x, double factor);
    /// Positive: later times come into sight.
    void pan(double pixels);
    /// Pans as little as brings `t` into sight.
    void reveal(SimTime t);

private:
    void place(double fromUs, double spanUs);

    SimTime m_end;
    double m_left = 0.0;
    double m_width = 1.0;
    double m_fromUs = 0.0;
    double m_spanUs = 1.0;
};

}  // namespace foldline::ui
