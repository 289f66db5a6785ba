#include "core/run/run_simulation.h"

#include <algorithm>
#include <utility>

namespace foldline {
namespace {

constexpr std::int64_t kParts = 64;

}  // namespace

class RunSimulation::Sink final : public RecordSink {
public:
    Sink(RunSimulation& run, Step& step) : m_run(run), m_step(step) {}

    void take(std::span<const Record> records) override {
        const Seq first = records.front().seq;
        const std::size_t stored = m_run.m_storedUpTo < first
                                       ? 0
                                       : static_cast<std::size_t>(std::min<Seq>(
                                             m_run.m_storedUpTo - first + 1, records.size()));
        fold(records.first(stored), nullptr);
        if (stored > 0) {
            m_run.m_lastStored = records[stored - 1];
        }
        const auto fresh = records.subspan(stored);
        fold(fresh, &m_step.keyframes);
        m_step.records.insert(m_step.records.end(), fresh.begin(), fresh.end());
    }

private:
    void fold(std::span<const Record> records, Keyframes* keyframes) {
        SimulationMoment& moment = m_run.m_moment;
        for (const Record& record : records) {
            moment.keyframes.fold(record, keyframes);
        }
        if (moment.figures) {
            for (const Record& record : records) {
                moment.figures->fold(record);
            }
        }
    }

    RunSimulation& m_run;
    Step& m_step;
};

RunSimulation::RunSimulation(std::shared_ptr<const Plan> plan,
                             RunInputs inputs,
                             std::shared_ptr<const FoldTables> tables)
    : m_moment{.simulator = Simulator(std::move(plan), inputs),
               .keyframes = KeyframeMaker(tables),
               .figures = FigureFolds(tables, inputs.horizon)} {}

RunSimulation::RunSimulation(const SimulationMoment& from, std::vector<Fault> faults)
    : m_moment(from) {
    m_moment.simulator.setFaults(std::move(faults));
}

RunSimulation::Step RunSimulation::advance(SimTime until, std::size_t recordsMax) {
    Step step;
    Simulator& simulator = m_moment.simulator;
    const SimTime horizon = simulator.inputs().horizon;
    const std::int64_t partUs = horizon.us / kParts + 1;
    const SimTime partEnd{(std::max<std::int64_t>(recordedUntil().us, -1) / partUs + 1) * partUs};
    const SimTime target = std::min({until, partEnd, horizon});
    if (target < recordedUntil()) {
        return step;
    }
    Sink sink(*this, step);
    simulator.runSome(target, recordsMax, sink);
    // On the way through a moment the simulator says one before it.
    m_between = recordedUntil() >= target;
    if (isBetweenMoments()) {
        m_checkpoints.consider(m_moment, horizon);
    }
    return step;
}

}  // namespace foldline
