// The faults as bars: side by side where they do not overlap in time, below each other where they
// do, and what of them the pointer is on.
#pragma once

#include <QPointF>
#include <QRectF>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "core/scenario/scenario.h"
#include "ui/timeline/bands.h"
#include "ui/timeline/time_axis.h"

namespace foldline::ui {

/// Where a fault stops having effect: `end` for one without a length.
SimTime faultEnd(const Fault& fault, SimTime end);

/// The faults as they are drawn. A crash that waits for a step stands where it happened, from the
/// first system in which it did to its end in the last one; where it did not, as a mere mark at the
/// time from which it waits. `started` tells when a fault set in, in a system.
std::vector<Fault> drawnFaults(
    const std::vector<Fault>& faults,
    std::size_t systems,
    const std::function<std::optional<SimTime>(std::size_t system, std::uint32_t fault)>& started);

struct FaultBars {
    std::vector<int> row;             ///< by index of the fault
    std::vector<std::size_t> inTime;  ///< indexes of the faults, by start, then by id
    int rows = 1;

    friend bool operator==(const FaultBars&, const FaultBars&) = default;
};

/// As few rows as possible; earlier faults get upper rows.
FaultBars packFaults(const std::vector<Fault>& faults, SimTime end);

/// The bar of a time span in `row`; at least a few pixels wide, so that it can be seen and grabbed.
QRectF faultRect(
    const TimeAxis& axis, const Band& band, int rows, int row, SimTime from, SimTime to);

enum class FaultPart { None, Body, Start, End };

struct FaultHit {
    std::size_t fault = 0;  ///< index; meaningful unless part is None
    FaultPart part = FaultPart::None;

    friend bool operator==(const FaultHit&, const FaultHit&) = default;
};

/// The bar at `at`. Its ends are grabbed within `grip` pixels, from outside only where the bar is
/// too narrow to leave room for its body. What happens at one moment has no ends.
FaultHit faultAt(const std::vector<Fault>& faults,
                 const FaultBars& bars,
                 const TimeAxis& axis,
                 const Band& band,
                 QPointF at,
                 double grip);

}  // namespace foldline::ui
