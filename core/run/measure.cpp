#include "core/run/measure.h"

#include <algorithm>
#include <utility>

#include "core/judge/assessment.h"
#include "core/model/simulator.h"
#include "core/run/run_setup.h"

namespace foldline {
namespace {

class MeasuringSink final : public RecordSink {
public:
    MeasuringSink(const Scenario& scenario, const Dictionary& dictionary)
        : m_dictionary(dictionary),
          m_assessment(scenario, dictionary) {}

    void take(std::span<const Record> records) override {
        for (const Record& record : records) {
            m_assessment.fold(record);
            m_fingerprint = chainHash(m_fingerprint, record, m_dictionary);
        }
        m_last = records.back().t;
    }

    Measurement measurement(const Simulator& simulator) const {
        const SimTime until = endOf(simulator);
        return {.dictionary = simulator.plan().dictionary,
                .scorecard = m_assessment.scorecard(until),
                .nodes = m_assessment.nodes(until),
                .records = simulator.lastSeq(),
                .fingerprint = m_fingerprint};
    }

    SystemAnswers answers(const Simulator& simulator) const {
        return m_assessment.answers(endOf(simulator));
    }

private:
    SimTime endOf(const Simulator& simulator) const {
        return std::max({simulator.recordedUntil(), m_last, SimTime{}});
    }

    const Dictionary& m_dictionary;
    Assessment m_assessment;
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
                    .systems = {},
                    .verdicts = {}};
    std::vector<SystemAnswers> answers;
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
        answers.push_back(sink.answers(simulator));
    }
    run.verdicts = judge(scenario.expectations, answers);
    return run;
}

}  // namespace foldline
