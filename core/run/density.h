// How much happened when: counts and levels over time in buckets that halve their resolution as
// they cover more, so that any stretch of the timeline is drawn from a few thousand numbers.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline {

/// One row of the timeline's counts.
enum class LaneKind : std::uint8_t {
    NodeActivity,  ///< what a node did
    NodeFailures,  ///< refused, failed, rolled back, timed out or lost there
    Events,        ///< events appended, system-wide
};

struct LaneKey {
    LaneKind kind = LaneKind::NodeActivity;
    NodeId node;  ///< none for Events

    friend bool operator==(const LaneKey&, const LaneKey&) = default;
};

/// A number that is drawn as a curve over time.
enum class SeriesKind : std::uint8_t {
    EventsBehind,  ///< appended and not yet committed by the slowest group
    ErrorsPerSecond,
    RequestsWaiting,  ///< in queues and with workers of services
    LatencyMs,        ///< of answers "ok": mean in the interval
};

struct SeriesPoint {
    SimTime t;
    double min = 0.0;
    double max = 0.0;
    double last = 0.0;
};

/// Immutable once published; the session publishes a new one as the run grows.
class DensityIndex {
public:
    virtual ~DensityIndex() = default;

    virtual SimTime coveredUntil() const = 0;
    virtual std::span<const LaneKey> lanes() const = 0;
    /// Counts of lane `lane` in `columns.size()` equal slices of [from, to). O(columns · log n).
    virtual void counts(std::size_t lane,
                        SimTime from,
                        SimTime to,
                        std::span<std::uint32_t> columns) const = 0;
    /// The curve over [from, to) with at most `pointsMax` points.
    virtual std::vector<SeriesPoint> series(SeriesKind kind,
                                            SimTime from,
                                            SimTime to,
                                            std::size_t pointsMax) const = 0;
};

}  // namespace foldline
