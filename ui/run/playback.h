// Where the playhead is while it runs: exact, whatever the frame rate was.
#pragma once

#include <cstdint>

#include "core/base/sim_time.h"

namespace foldline::ui {

/// playhead = anchor + (now - anchored at) * speed. Real times are nanoseconds of any monotonic
/// clock.
class Playback {
public:
    /// The playhead is at `playhead` now and runs on with `speed` simulated seconds a second.
    void anchor(SimTime playhead, std::int64_t nowNs, double speed) {
        m_playhead = playhead;
        m_nowNs = nowNs;
        m_speed = speed;
    }

    SimTime at(std::int64_t nowNs) const {
        const double elapsedUs = static_cast<double>(nowNs - m_nowNs) / 1'000.0;
        return m_playhead + Duration{static_cast<std::int64_t>(elapsedUs * m_speed)};
    }

private:
    SimTime m_playhead;
    std::int64_t m_nowNs = 0;
    double m_speed = 1.0;
};

}  // namespace foldline::ui
