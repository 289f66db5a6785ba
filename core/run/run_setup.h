// What is asked of a scenario before it runs: which systems, which seed, how long, what breaks.
#pragma once

#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/model/plan.h"
#include "core/run/session.h"
#include "core/scenario/scenario.h"

namespace foldline {

struct RunSetup {
    std::vector<std::shared_ptr<const Plan>> plans;  ///< of the chosen systems
    std::uint64_t seed = 0;
    SimTime horizon;
    std::vector<Fault> faults;  ///< every one with an id of its own
};

/// Fails for a system the scenario does not have, or a fault that cannot happen in it.
Result<RunSetup> setUpRun(const Scenario& scenario, const SessionOptions& options);

}  // namespace foldline
