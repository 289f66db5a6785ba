// Where two futures part.
#pragma once

#include <optional>
#include <vector>

#include "core/scenario/scenario.h"

namespace foldline {

/// The first time at which runs with these faults may differ; nothing when they never do. Faults
/// are compared by id: one that was only shortened differs from its new end on.
std::optional<SimTime> firstDifference(const std::vector<Fault>& a, const std::vector<Fault>& b);

}  // namespace foldline
