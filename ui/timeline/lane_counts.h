// The numbers behind the lanes that are in sight: how much happened in every bin of round width.
// The bins stand still in time, so that panning moves the picture and changes nothing in it.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/run/density.h"
#include "ui/timeline/bands.h"
#include "ui/timeline/time_axis.h"

namespace foldline::ui {

using Densities = std::vector<std::shared_ptr<const DensityIndex>>;  ///< by system; may hold null

struct RowCounts {
    LaneRow row;
    std::vector<std::uint32_t> activity;  ///< by bin; of a System row: of all its nodes
    std::vector<std::uint32_t> failures;  ///< by bin; never more than activity
    std::vector<std::uint32_t> events;    ///< of an Events row, by pixel column of the plot
    std::uint32_t peak = 0;               ///< the greatest activity of any bin

    friend bool operator==(const RowCounts&, const RowCounts&) = default;
};

struct LaneCounts {
    Duration bin;  ///< 1, 2 or 5 times a power of ten
    SimTime firstBin;
    std::size_t bins = 0;
    std::uint32_t peak = 0;  ///< the greatest activity of any bin of any node in sight
    std::vector<RowCounts> rows;

    SimTime binStart(std::size_t i) const {
        return {firstBin.us + static_cast<std::int64_t>(i) * bin.us};
    }
};

/// Counts for `rows`; bins are at least `binPixels` wide. A System row is counted only when
/// `collapsed` says that it stands for its nodes. Cost: rows times DensityIndex::counts.
LaneCounts countLanes(const std::vector<LaneRow>& rows,
                      const std::vector<bool>& collapsed,
                      const Densities& densities,
                      const TimeAxis& axis,
                      double binPixels);

/// Of the bin that holds `t`, what happened in it up to and with `t`: the fold of the records so
/// far, to be drawn to the scale of `whole`. By pixel column it counts nothing.
LaneCounts countBinUpTo(const LaneCounts& whole,
                        const std::vector<bool>& collapsed,
                        const Densities& densities,
                        SimTime t);

/// The column of the plot in which countLanes counts events at `t`.
struct PixelColumn {
    std::size_t index = 0;
    SimTime start;  ///< the first moment it counts
};

/// REQUIRES that `t` is in sight.
PixelColumn columnAt(const TimeAxis& axis, SimTime t);

/// The count of lane `key` in [from, to); 0 where the index has no such lane.
std::uint64_t countIn(const DensityIndex& index, LaneKey key, SimTime from, SimTime to);

/// What all nodes of all systems did in [from, to).
std::uint64_t activityIn(const Densities& densities, SimTime from, SimTime to);

/// The height of a bar as a share of its lane: from a fifth for a single record to all of it for
/// `peak`, growing with the logarithm, so that next to a burst of hundreds the rest is still seen.
class BarScale {
public:
    explicit BarScale(std::uint32_t peak);

    /// 0 for 0, never more than 1.
    double share(std::uint32_t count) const;

private:
    double m_perLog = 0.0;
};

}  // namespace foldline::ui
