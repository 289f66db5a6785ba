// The simulator: a value whose every run of the same inputs appends the same records.
#pragma once

#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/model/plan.h"
#include "core/model/simulation_state.h"
#include "core/record/record_sink.h"
#include "core/scenario/scenario.h"

namespace foldline {

/// What decides a run, besides the plan. Two runs with equal inputs have byte-identical records;
/// two runs whose faults differ only from time t on have identical records before t.
struct RunInputs {
    std::uint64_t seed = 1;
    SimTime horizon;
    std::vector<Fault> faults;

    friend bool operator==(const RunInputs&, const RunInputs&) = default;
};

/// Copying forks the universe. Not thread-safe; copies share only immutable data and may live in
/// different threads. Debug builds check the Invariants of every record as it is made, and abort
/// with the first that is broken.
class Simulator {
public:
    /// Faults whose node is not part of the plan's system are passed over.
    Simulator(std::shared_ptr<const Plan> plan, RunInputs inputs);

    /// Handles every pending event with time <= min(until, horizon) and gives its records to `sink`
    /// in batches of at most kBatchMax, the last one partly filled. At the horizon it appends
    /// RunEnded.
    void runUntil(SimTime until, RecordSink& sink);

    /// As runUntil, but returns after about `recordsMax` records, between two events, when there
    /// are that many. For progress and cancelling: call again until recordedUntil() has come there.
    void runSome(SimTime until, std::size_t recordsMax, RecordSink& sink);

    bool finished() const;
    /// Everything at or before this time has been recorded.
    SimTime recordedUntil() const;
    Seq lastSeq() const;

    const Plan& plan() const { return *m_plan; }

    const RunInputs& inputs() const { return m_inputs; }

    /// For tests that compare it with what the records fold to.
    const SimulationState& state() const { return m_state; }

    /// Replaces the faults. REQUIRES: both lists agree in everything before recordedUntil(),
    /// inclusive.
    void setFaults(std::vector<Fault> faults);

    static constexpr std::size_t kBatchMax = 4096;

private:
    std::shared_ptr<const Plan> m_plan;
    RunInputs m_inputs;
    SimulationState m_state;
};

}  // namespace foldline
