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

class Counter {
public:
    Counter(const LaneCounts& counts, const TimeAxis& axis)
        : m_from(counts.firstBin),
          m_to(counts.binStart(counts.bins)),
          m_bins(counts.bins),
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
        const auto width = static_cast<std::size_t>(std::ceil(m_axis.width()));
        std::vector<std::uint32_t> columns(width, 0);
        const std::size_t lane = laneOf(index, key);
        if (lane == kNoLane) {
            return columns;
        }
        const SimTime from{static_cast<std::int64_t>(std::floor(m_axis.fromUs()))};
        const SimTime to{static_cast<std::int64_t>(std::ceil(m_axis.toUs()))};
        if (static_cast<double>((to - from).us) >= m_axis.width()) {
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
        const SimTime from{static_cast<std::int64_t>(std::ceil(m_axis.fromUs()))};
        const SimTime to{static_cast<std::int64_t>(std::floor(m_axis.toUs())) + 1};
        std::vector<std::uint32_t> perUs(
            static_cast<std::size_t>(std::max<std::int64_t>((to - from).us, 0)), 0);
        if (perUs.empty()) {
            return;
        }
        index.counts(lane, from, to, perUs);
        for (std::size_t i = 0; i < perUs.size(); ++i) {
            const SimTime t{from.us + static_cast<std::int64_t>(i)};
            const auto column = static_cast<std::int64_t>(m_axis.xAt(t) - m_axis.left());
            const auto last = static_cast<std::int64_t>(columns.size()) - 1;
            columns[static_cast<std::size_t>(std::clamp<std::int64_t>(column, 0, last))] +=
                perUs[i];
        }
    }

    SimTime m_from;
    SimTime m_to;
    std::size_t m_bins;
    const TimeAxis& m_axis;
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
    const Counter counter(counts, axis);
    for (const LaneRow& row : rows) {
        RowCounts& out = counts.rows.emplace_back();
        out.row = row;
        if (row.system < densities.size() && densities[row.system]) {
            const bool isCollapsed = row.system < collapsed.size() && collapsed[row.system];
            countRow(*densities[row.system], counter, isCollapsed, out);
        }
        if (row.kind == RowKind::Node && !out.activity.empty()) {
            counts.peak =
                std::max(counts.peak, *std::max_element(out.activity.begin(), out.activity.end()));
        }
    }
    return counts;
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

double barShare(std::uint32_t count, std::uint32_t peak) {
    constexpr double kLeast = 0.2;
    if (count == 0 || peak == 0) {
        return 0.0;
    }
    const double share =
        std::log1p(static_cast<double>(count)) / std::log1p(static_cast<double>(peak));
    return std::min(1.0, kLeast + (1.0 - kLeast) * share);
}

}  // namespace foldline::ui
