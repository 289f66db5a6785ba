// When faults set in and end.
#pragma once

#include <cstdint>
#include <vector>

#include "core/model/plan.h"
#include "core/model/simulation_state.h"

namespace foldline {

/// Makes what will happen after `recordedUntil` because of a fault that sets in at `at` pending.
void pushFault(SimulationState& state,
               const Fault& fault,
               std::uint32_t index,
               std::int64_t at,
               std::int64_t recordedUntil);

/// The same for all of `faults`, as far as they concern the plan's system. A crash that waits for a
/// step becomes armed, or has the end that follows from when its step was done. REQUIRES: no fault
/// is pending.
void pushFaults(SimulationState& state, const Plan& plan, const std::vector<Fault>& faults);

}  // namespace foldline
