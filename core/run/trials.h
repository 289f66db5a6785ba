// Trying a scenario's expectations over many seeds.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/judge/verdict.h"
#include "core/scenario/scenario.h"

namespace foldline {

/// A check of the scenario that did not hold at all times.
struct BrokenCheck {
    std::string system;
    std::string text;              ///< as written
    SimTime first;                 ///< when it was violated first
    std::string place;             ///< node in which that was; empty: as it was created
    std::string entity;            ///< whose row it was, "member-4"; empty: of a sum
    std::uint64_t violations = 0;  ///< how often it came not to hold

    friend bool operator==(const BrokenCheck&, const BrokenCheck&) = default;
};

/// One run of all systems.
struct Trial {
    std::uint64_t seed = 0;
    std::vector<Verdict> verdicts;          ///< one for each expectation of the scenario
    std::vector<BrokenCheck> brokenChecks;  ///< in order of systems and checks

    friend bool operator==(const Trial&, const Trial&) = default;
};

/// Simulates the seeds `first`, `first` + 1, … of the scenario, `count` in all, on `threads`
/// threads; what comes out depends on neither. `goOn` is called from this thread a few times a
/// second with the share that is done, 0 … 1, and may return false to stop: then the trials that
/// were completed come back, those without a gap from `first` on. REQUIRES count >= 1, threads
/// >= 1.
Result<std::vector<Trial>> runTrials(const Scenario& scenario,
                                     std::uint64_t first,
                                     std::uint64_t count,
                                     std::uint32_t threads,
                                     const std::function<bool(double)>& goOn);

}  // namespace foldline
