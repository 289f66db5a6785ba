#include "core/run/measure.h"

#include <algorithm>
#include <utility>

#include "core/model/simulator.h"
#include "core/run/run_setup.h"

namespace foldline {
namespace {

class MeasuringSink final : public RecordSink {
public:
    MeasuringSink(const Scenario& scenario, const Dictionary& dictionary)
        : m_dictionary(dictionary),
          m_judge(scenario, dictionary),
          m_statistics(dictionary, SimTime{scenario.warmup.us}) {}

    void take(std::span<const Record> records) override {
        for (const Record& record : records) {
            m_judge.fold(record);
            m_statistics.fold(record);
            m_fingerprint = chainHash(m_fingerprint, record, m_dictionary);
        }
        m_last = records.back().t;
    }

    Measurement measurement(const Simulator& simulator) const {
        const SimTime until = std::max({simulator.recordedUntil(), m_last, SimTime{}});
        return {.dictionary = simulator.plan().dictionary,
                .scorecard = m_judge.scorecard(until),
                .nodes = m_statistics.summarise(until),
                .records = simulator.lastSeq(),
                .fingerprint = m_fingerprint};
    }

private:
    const Dictionary& m_dictionary;
    Judge m_judge;
    NodeStatistics m_statistics;
    SimTime m_last;
    std::uint64_t m_fingerprint = 0;
};

constexpr std::size_t kSliceRecords = 65'536;

}  // namespace

Result<MeasuredRun> measure(const Scenario& scenario,
                            const SessionOptions& options,
                            const std::function<bool(double)>& goOn) {
    auto setup = setUpRun(scenario, options);
    if (!setup) {
        return tl::unexpected(setup.error());
    }
    MeasuredRun run{.seed = setup->seed,
                    .until = setup->horizon,
                    .faults = std::move(setup->faults),
                    .systems = {}};
    const auto count = static_cast<double>(setup->plans.size());
    for (const auto& plan : setup->plans) {
        Simulator simulator(plan,
                            {.seed = run.seed, .horizon = setup->horizon, .faults = run.faults});
        MeasuringSink sink(scenario, plan->dictionary);
        const auto before = static_cast<double>(run.systems.size());
        bool goingOn = true;
        // A stopped run compares its systems at the same moment.
        while (goingOn && simulator.recordedUntil() < run.until) {
            simulator.runSome(run.until, kSliceRecords, sink);
            const double part = static_cast<double>(simulator.recordedUntil().us) /
                                static_cast<double>(std::max<std::int64_t>(setup->horizon.us, 1));
            goingOn = !goOn || goOn((before + part) / count);
        }
        if (!goingOn) {
            run.until = std::max(simulator.recordedUntil(), SimTime{});
        }
        run.systems.push_back(sink.measurement(simulator));
    }
    return run;
}

}  // namespace foldline
