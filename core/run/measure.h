// Figures without a recording: simulates, judges, and forgets the records.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/base/result.h"
#include "core/judge/scorecard.h"
#include "core/judge/verdict.h"
#include "core/run/session.h"
#include "core/scenario/scenario.h"

namespace foldline {

struct Measurement {
    Dictionary dictionary;
    Scorecard scorecard;
    std::vector<NodeSummary> nodes;
    std::uint64_t records = 0;
    std::uint64_t fingerprint = 0;  ///< chainHash over all records, from 0
};

struct MeasuredRun {
    std::uint64_t seed = 0;
    SimTime until;  ///< the horizon, or where `goOn` stopped it
    std::vector<Fault> faults;
    std::vector<Measurement> systems;
    std::vector<Verdict> verdicts;  ///< on the scenario's expectations; one about a system that
                                    ///< was not run does not hold
};

/// Runs the chosen systems one after another. `goOn` is told the share that is done, 0 … 1, some
/// hundred times, and may return false to stop: then the systems are measured up to where they are.
Result<MeasuredRun> measure(const Scenario& scenario,
                            const SessionOptions& options,
                            const std::function<bool(double)>& goOn);

}  // namespace foldline
