// Simulated time as a clock shows it, and read from what one types.
#pragma once

#include <QString>
#include <optional>

#include "core/base/sim_time.h"

namespace foldline::ui {

/// "00:14.280", "1:02:03.004" from one hour on; milliseconds are cut off, not rounded.
QString clockText(SimTime t);
/// "01:00", "1:02:03": without milliseconds unless there are any.
QString clockLength(SimTime t);

/// Reads "14.28", "14.28s", "120ms", "00:14.280", "1:02:03" and "2m". Nothing for anything else.
std::optional<SimTime> parseClock(const QString& text);

}  // namespace foldline::ui
