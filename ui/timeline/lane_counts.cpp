#include "ui/timeline/lane_counts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "ui/timeline/ruler.h"

namespace foldline::ui {
namespace {

constexpr std::size_t kNoLane = static_cast<std::size_t>(-1);

std::size_t laneOf(const DensityIndex& index, LaneKey key) {
    const auto lanes = index.lanes();
    const auto at = std::find(lanes.begin(), lanes.end(), key);
    return at == lanes.end() ? kNoLane : static_cast<std::size_t>(at - lanes.begin());
}

/// Whether the columns of the plot are equal slices of [from, to): none is shorter than a
/// microsecond.
bool countsSlices(const TimeAxis& axis, SimTime from, SimTime to) {
    return static_cast<double>((to - from).us) >= axis.width();
}

class Counter {
public:
    /// Without an axis nothing is counted by pixel.
    Counter(SimTime from, SimTime to, std::size_t bins, const TimeAxis* axis)
        : m_from(from),
          m_to(to),
          m_bins(bins),
          m_axis(axis) {}

    std::vector<std::uint32_t> bins(const DensityIndex& index, LaneKey key) const {
        std::vector<std::uint32_t> columns(m_bins, 0);
        const std::size_t lane = laneOf(index, key);
        if (lane != kNoLane && m_bins > 0) {
            index.counts(lane, m_from, m_to, columns);
        }
        return columns;
    }

    std::vector<std::uint32_t> pixels(const DensityIndex& index, LaneKey key) const {
        if (m_axis == nullptr) {
            return {};
        }
        const auto width = static_cast<std::size_t>(std::ceil(m_axis->width()));
        std::vector<std::uint32_t> columns(width, 0);
        const std::size_t lane = laneOf(index, key);
        if (lane == kNoLane) {
            return columns;
        }
        const SimTime from{static_cast<std::int64_t>(std::floor(m_axis->fromUs()))};
        const SimTime to{static_cast<std::int64_t>(std::ceil(m_axis->toUs()))};
        if (countsSlices(*m_axis, from, to)) {
            index.counts(lane, from, to, columns);
        } else {
            spread(index, lane, columns);
        }
        return columns;
    }

private:
    // Zoomed in below a microsecond a pixel: counted by microsecond, shown where each begins.
    void spread(const DensityIndex& index,
                std::size_t lane,
                std::vector<std::uint32_t>& columns) const {
        const SimTime from{static_cast<std::int64_t>(std::ceil(m_axis->fromUs()))};
        const SimTime to{static_cast<std::int64_t>(std::floor(m_axis->toUs())) + 1};
        std::vector<std::uint32_t> perUs(
            static_cast<std::size_t>(std::max<std::int64_t>((to - from).us, 0)), 0);
        if (perUs.empty()) {
            return;
        }
        index.counts(lane, from, to, perUs);
        for (std::size_t i = 0; i < perUs.size(); ++i) {
            const SimTime t{from.us + static_cast<std::int64_t>(i)};
            const auto column = static_cast<std::int64_t>(m_axis->xAt(t) - m_axis->left());
            const auto last = static_cast<std::int64_t>(columns.size()) - 1;
            columns[static_cast<std::size_t>(std::clamp<std::int64_t>(column, 0, last))] +=
                perUs[i];
        }
    }

    SimTime m_from;
    SimTime m_to;
    std::size_t m_bins;
    const TimeAxis* m_axis;
};

void add(std::vector<std::uint32_t>& sum, const std::vector<std::uint32_t>& more) {
    for (std::size_t i = 0; i < sum.size(); ++i) {
        sum[i] += more[i];
    }
}

void countSystem(const DensityIndex& index, const Counter& counter, RowCounts& row) {
    row.activity = counter.bins(index, {});
    row.failures = row.activity;
    for (const LaneKey& key : index.lanes()) {
        if (key.kind == LaneKind::NodeActivity) {
            add(row.activity, counter.bins(index, key));
        } else if (key.kind == LaneKind::NodeFailures) {
            add(row.failures, counter.bins(index, key));
        }
    }
}

void countRow(const DensityIndex& index, const Counter& counter, bool collapsed, RowCounts& row) {
    switch (row.row.kind) {
        case RowKind::System:
            if (collapsed) {
                countSystem(index, counter, row);
            }
            break;
        case RowKind::Node:
            row.activity = counter.bins(index, {LaneKind::NodeActivity, row.row.node});
            row.failures = counter.bins(index, {LaneKind::NodeFailures, row.row.node});
            break;
        case RowKind::Events:
            row.activity = counter.bins(index, {LaneKind::Events, NodeId::none()});
            row.events = counter.pixels(index, {LaneKind::Events, NodeId::none()});
            break;
    }
    for (std::size_t i = 0; i < row.failures.size(); ++i) {
        row.failures[i] = std::min(row.failures[i], row.activity[i]);
    }
    if (!row.activity.empty()) {
        row.peak = *std::max_element(row.activity.begin(), row.activity.end());
    }
}

void countRows(const Densities& densities,
               const Counter& counter,
               const std::vector<bool>& collapsed,
               LaneCounts& counts) {
    for (RowCounts& row : counts.rows) {
        const std::size_t system = row.row.system;
        if (system < densities.size() && densities[system]) {
            const bool isCollapsed = system < collapsed.size() && collapsed[system];
            countRow(*densities[system], counter, isCollapsed, row);
        }
    }
}

}  // namespace

LaneCounts countLanes(const std::vector<LaneRow>& rows,
                      const std::vector<bool>& collapsed,
                      const Densities& densities,
                      const TimeAxis& axis,
                      double binPixels) {
    LaneCounts counts;
    counts.bin = roundStep(std::max(axis.usPerPixel() * binPixels, 1.0));
    const auto binUs = static_cast<double>(counts.bin.us);
    const auto first = static_cast<std::int64_t>(std::floor(axis.fromUs() / binUs));
    const auto last = static_cast<std::int64_t>(std::ceil(axis.toUs() / binUs));
    counts.firstBin = {first * counts.bin.us};
    counts.bins = static_cast<std::size_t>(std::max<std::int64_t>(last - first, 0));
    for (const LaneRow& row : rows) {
        counts.rows.emplace_back().row = row;
    }
    const Counter counter(counts.firstBin, counts.binStart(counts.bins), counts.bins, &axis);
    countRows(densities, counter, collapsed, counts);
    for (const RowCounts& row : counts.rows) {
        if (row.row.kind == RowKind::Node) {
            counts.peak = std::max(counts.peak, row.peak);
        }
    }
    return counts;
}

LaneCounts countBinUpTo(const LaneCounts& whole,
                        const std::vector<bool>& collapsed,
                        const Densities& densities,
                        SimTime t) {
    LaneCounts part;
    part.bin = whole.bin;
    part.firstBin = {t.us / whole.bin.us * whole.bin.us};
    part.bins = 1;
    part.peak = whole.peak;
    for (const RowCounts& row : whole.rows) {
        part.rows.emplace_back().row = row.row;
    }
    countRows(densities, Counter(part.firstBin, t + Duration{1}, 1, nullptr), collapsed, part);
    for (std::size_t i = 0; i < part.rows.size(); ++i) {
        part.rows[i].peak = whole.rows[i].peak;
    }
    return part;
}

PixelColumn columnAt(const TimeAxis& axis, SimTime t) {
    const SimTime from{static_cast<std::int64_t>(std::floor(axis.fromUs()))};
    const SimTime to{static_cast<std::int64_t>(std::ceil(axis.toUs()))};
    const auto columns = static_cast<std::int64_t>(std::ceil(axis.width()));
    if (!countsSlices(axis, from, to)) {
        // Every microsecond has a column of its own.
        const auto column = static_cast<std::int64_t>(axis.xAt(t) - axis.left());
        return {static_cast<std::size_t>(std::clamp<std::int64_t>(column, 0, columns - 1)), t};
    }
    const std::int64_t span = (to - from).us;
    const std::int64_t offset = std::clamp<std::int64_t>((t - from).us, 0, span - 1);
    std::int64_t column = offset * columns / span;
    while (span * (column + 1) / columns <= offset) {
        ++column;
    }
    return {static_cast<std::size_t>(column), from + Duration{span * column / columns}};
}

std::uint64_t countIn(const DensityIndex& index, LaneKey key, SimTime from, SimTime to) {
    const std::size_t lane = laneOf(index, key);
    if (lane == kNoLane || to <= from) {
        return 0;
    }
    std::array<std::uint32_t, 1> column{};
    index.counts(lane, from, to, column);
    return column[0];
}

std::uint64_t activityIn(const Densities& densities, SimTime from, SimTime to) {
    std::uint64_t sum = 0;
    for (const auto& index : densities) {
        if (!index) {
            continue;
        }
        for (const LaneKey& key : index->lanes()) {
            if (key.kind == LaneKind::NodeActivity) {
                sum += countIn(*index, key, from, to);
            }
        }
    }
    return sum;
}

BarScale::BarScale(std::uint32_t peak)
    : m_perLog(peak == 0 ? 0.0 : 1.0 / std::log1p(static_cast<double>(peak))) {}

double BarScale::share(std::uint32_t count) const {
    constexpr double kLeast = 0.2;
    if (count == 0 || m_perLog == 0.0) {
        return 0.0;
    }
    return std::min(1.0,
                    kLeast + (1.0 - kLeast) * m_perLog * std::log1p(static_cast<double>(count)));
}

}  // namespace foldline::ui
