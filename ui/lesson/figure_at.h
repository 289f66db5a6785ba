// Figures of the scorecard as of any time, folded from the log: the answers of lesson questions.
#pragma once

#include <optional>
#include <string>

#include "core/run/session.h"

namespace foldline::ui {

/// The figure `reference.figure` of system `reference.system` as of `t` on `branch`. Nothing when
/// there is no such figure or system, or the log cannot be read. Cost: folds the run up to `t`.
std::optional<double> figureAt(Session& session,
                               BranchId branch,
                               const FigureRef& reference,
                               SimTime t);

}  // namespace foldline::ui
