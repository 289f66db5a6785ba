// Faults that come and go by chance, drawn out into ordinary ones when a run is set up: so that
// forks, the timeline and undo meet nothing but faults.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/scenario.h"

namespace foldline {

/// The faults that begin before `horizon`, numbered from `firstId` on. Each random fault has a
/// stream of its own, named by what happens to whom, and among those of one name by their order:
/// the same seed gives the same times, whatever else is in the file. Fails when an id would be
/// greater than kFaultsMax.
Result<std::vector<Fault>> drawFaults(const std::vector<RandomFault>& random,
                                      std::uint64_t seed,
                                      SimTime horizon,
                                      std::uint32_t firstId);

/// How many times it comes in a run of `duration`, on average.
double expectedFaults(const RandomFault& random, Duration duration);

}  // namespace foldline
