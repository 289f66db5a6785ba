// One system on one branch while it is simulated: steps the simulator, folds what it says, and
// keeps moments to fork from.
#pragma once

#include <memory>
#include <vector>

#include "core/model/simulator.h"
#include "core/run/checkpoints.h"

namespace foldline {

/// Not thread-safe. `records` in its parameters: those of the run's whole history.
class RunSimulation {
public:
    /// From the beginning.
    RunSimulation(std::shared_ptr<const Plan> plan,
                  RunInputs inputs,
                  std::shared_ptr<const FoldTables> tables);
    /// From a moment of another run. REQUIRES: `faults` and those of the moment agree in everything
    /// up to it.
    RunSimulation(const SimulationMoment& from, std::vector<Fault> faults);

    /// What one call of advance gave.
    struct Step {
        std::vector<Record> records;  ///< those that are not stored yet
        Keyframes keyframes;
    };

    /// Simulates towards `until`, about `recordsMax` records or one part of the horizon at most.
    Step advance(SimTime until, std::size_t recordsMax);

    /// Records up to `seq` are stored already: advance does not give them.
    void setStoredUpTo(Seq seq) { m_storedUpTo = seq; }

    const Simulator& simulator() const { return m_moment.simulator; }

    SimTime recordedUntil() const { return m_moment.simulator.recordedUntil(); }

    const SimulationMoment& moment() const { return m_moment; }

    /// The last of the records that were stored already; its seq is 0 when there was none.
    const Record& lastStored() const { return m_lastStored; }

    /// A fork may start here: everything at this time has been recorded, and there is more to come.
    bool isBetweenMoments() const { return m_between && !m_moment.simulator.finished(); }

    Checkpoints& checkpoints() { return m_checkpoints; }

    const Checkpoints& checkpoints() const { return m_checkpoints; }

private:
    class Sink;

    SimulationMoment m_moment;
    Checkpoints m_checkpoints;
    Seq m_storedUpTo = 0;
    Record m_lastStored;
    bool m_between = true;
};

}  // namespace foldline
