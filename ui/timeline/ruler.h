// The ticks of the ruler: round times, as near to each other as their labels allow.
#pragma once

#include <QString>
#include <functional>
#include <vector>

#include "core/base/sim_time.h"
#include "ui/timeline/time_axis.h"

namespace foldline::ui {

/// How times are written on one ruler.
struct TimeStyle {
    bool clock = false;  ///< "1:02:05" instead of "3725 s"; for runs of more than two minutes
    int decimals = 0;    ///< of seconds

    friend bool operator==(const TimeStyle&, const TimeStyle&) = default;
};

struct Ruler {
    Duration major;  ///< between labels: 1, 2 or 5 times a power of ten, or a part of a day
    Duration minor;  ///< between ticks; divides `major`, equals it where there is no room
    TimeStyle style;

    friend bool operator==(const Ruler&, const Ruler&) = default;
};

/// The width of a text in pixels.
using TextWidth = std::function<double(const QString&)>;

/// The finest ruler whose labels stay at least `gap` pixels apart and whose ticks stay at least
/// `minorGap` apart.
Ruler chooseRuler(const TimeAxis& axis, const TextWidth& textWidth, double gap, double minorGap);

/// The visible multiples of `step`, ascending. REQUIRES step > 0.
std::vector<SimTime> ticks(const TimeAxis& axis, Duration step);

/// The smallest of 1, 2, 5, 10, 20 … µs that is not below `us`.
Duration roundStep(double us);

/// "5 s", "0.25 s", "14.280123 s"; with a clock "2:05", "1:02:05.5", "3 d 04:00:00".
QString timeLabel(SimTime t, TimeStyle style);
/// Exact, with as many decimals as it needs and at least two: "14.28 s", "1:02:05.00".
QString exactTime(SimTime t, SimTime end);
/// "250 µs", "3.25 ms", "6.2 s", "2 min 5 s": exact to the last digit shown.
QString durationText(Duration d);

}  // namespace foldline::ui
