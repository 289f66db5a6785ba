#include "ui/timeline/fault_bars.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace foldline::ui {
namespace {

constexpr double kNarrowest = 5.0;

}  // namespace

SimTime faultEnd(const Fault& fault, SimTime end) {
    if (fault.length) {
        return std::min(fault.at + *fault.length, end);
    }
    return isMoment(fault.kind) ? std::min(fault.at, end) : end;
}

std::vector<Fault> drawnFaults(
    const std::vector<Fault>& faults,
    std::size_t systems,
    const std::function<std::optional<SimTime>(std::size_t system, std::uint32_t fault)>& started) {
    std::vector<Fault> drawn = faults;
    for (Fault& fault : drawn) {
        if (fault.after.empty()) {
            continue;
        }
        std::optional<SimTime> first;
        SimTime last;
        for (std::size_t system = 0; system < systems; ++system) {
            if (const auto t = started(system, fault.id)) {
                first = std::min(first.value_or(*t), *t);
                last = std::max(last, *t);
            }
        }
        if (!first) {
            fault.length = Duration{1};
            continue;
        }
        fault.at = *first;
        if (fault.length) {
            fault.length = last + *fault.length - *first;
        }
    }
    return drawn;
}

FaultBars packFaults(const std::vector<Fault>& faults, SimTime end) {
    FaultBars bars;
    bars.row.assign(faults.size(), 0);
    bars.inTime.resize(faults.size());
    std::iota(bars.inTime.begin(), bars.inTime.end(), std::size_t{0});
    std::stable_sort(
        bars.inTime.begin(), bars.inTime.end(), [&faults](std::size_t a, std::size_t b) {
            return faults[a].at != faults[b].at ? faults[a].at < faults[b].at
                                                : faults[a].id < faults[b].id;
        });
    std::vector<SimTime> freeFrom;
    for (const std::size_t i : bars.inTime) {
        const auto free = std::find_if(
            freeFrom.begin(), freeFrom.end(), [&](SimTime t) { return t <= faults[i].at; });
        bars.row[i] = static_cast<int>(free - freeFrom.begin());
        const SimTime until = std::max(faultEnd(faults[i], end), faults[i].at + Duration{1});
        if (free == freeFrom.end()) {
            freeFrom.push_back(until);
        } else {
            *free = until;
        }
    }
    bars.rows = std::max(1, static_cast<int>(freeFrom.size()));
    return bars;
}

QRectF faultRect(
    const TimeAxis& axis, const Band& band, int rows, int row, SimTime from, SimTime to) {
    constexpr double kMargin = 3.0;
    const double pitch = (band.height - 2.0 * kMargin) / std::max(rows, 1);
    const double top = std::round(band.top + kMargin + pitch * row);
    const double gap = rows > 1 ? 2.0 : 0.0;
    const double left = axis.xAt(from);
    const double width = std::max(axis.xAt(to) - left, kNarrowest);
    return {left, top, width, std::max(std::round(pitch - gap), 3.0)};
}

FaultHit faultAt(const std::vector<Fault>& faults,
                 const FaultBars& bars,
                 const TimeAxis& axis,
                 const Band& band,
                 QPointF at,
                 double grip) {
    FaultHit hit;
    // The last drawn lies on top.
    for (const std::size_t i : bars.inTime) {
        const Fault& fault = faults[i];
        const QRectF bar =
            faultRect(axis, band, bars.rows, bars.row[i], fault.at, faultEnd(fault, axis.end()));
        const bool narrow = bar.width() < 4.0 * grip;
        const double outside = narrow ? grip : 0.0;
        if (!bar.adjusted(-outside, 0.0, outside, 0.0).contains(at)) {
            continue;
        }
        const double inside = narrow ? 0.0 : grip;
        if (isMoment(fault.kind)) {
            hit = {i, FaultPart::Body};  // there is nothing to stretch
        } else if (at.x() > bar.right() - inside) {
            hit = {i, FaultPart::End};
        } else if (at.x() < bar.left() + inside) {
            hit = {i, FaultPart::Start};
        } else {
            hit = {i, FaultPart::Body};
        }
    }
    return hit;
}

}  // namespace foldline::ui
