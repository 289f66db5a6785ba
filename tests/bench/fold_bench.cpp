// What folding costs: worlds, entities and statistics over the records of the bundled business, a
// million of them, beside the least that a fold can do: adding one to a dense array.
#include <algorithm>
#include <vector>

#include "core/fold/entity.h"
#include "core/fold/node_statistics.h"
#include "core/fold/world.h"
#include "core/judge/scorecard.h"
#include "core/model/simulator.h"
#include "core/scenario/load.h"
#include "tests/bench/bench_report.h"

namespace foldline::bench {
namespace {

constexpr std::size_t kRecords = 1'000'000;
constexpr int kRepetitions = 9;

struct Run {
    Scenario scenario;
    std::shared_ptr<const Plan> plan;
    std::vector<Record> records;
};

Run makeRun(double requestsPerSecond) {
    LoadedScenario loaded =
        loadScenarioFile(FOLDLINE_SOURCE_DIR "/resources/scenarios/address-change.scenario.yaml");
    Run run{.scenario = std::move(*loaded.scenario)};
    run.scenario.workload.front().arrivals.ratePerSecond = requestsPerSecond;
    run.plan = *compilePlan(run.scenario, 1);
    Simulator simulator(run.plan,
                        {run.scenario.seed, SimTime{kDurationMax.us}, run.scenario.faults});
    RecordVector sink;
    simulator.runSome(SimTime{kDurationMax.us}, kRecords, sink);
    run.records = sink.records();
    return run;
}

template <class Fold>
void reportFold(const std::string& name, const Run& run, Fold&& fold) {
    const std::size_t entities = run.plan->dictionary.entities.size();
    const auto dense = [&] {
        std::vector<std::uint64_t> counts(entities + 1);
        for (const Record& record : run.records) {
            ++counts[std::min<std::size_t>(record.entity.value, entities)];
        }
        benchmark::DoNotOptimize(counts.data());
    };
    const PairedSeconds pair = interleavedPairs(kRepetitions, fold, dense);
    reportFigure("fold/" + name,
                 static_cast<double>(run.records.size()) / pair.subject,
                 "records/s",
                 pair.speedup);
}

void benchWorld(const std::string& name, const Run& run) {
    const WorldFold fold(run.plan->dictionary);
    reportFold(name, run, [&] {
        World world = initialWorld(run.plan->dictionary);
        fold(world, run.records);
        benchmark::DoNotOptimize(world.seq);
    });
}

void benchEntities(const Run& run) {
    const EntityRules rules(run.scenario, run.plan->dictionary);
    reportFold("entities", run, [&] {
        std::vector<EntityState> states(run.plan->dictionary.entities.size(), initialEntity(rules));
        for (const Record& record : run.records) {
            if (record.entity.exists() && concernsEntity(record.kind)) {
                fold(states[record.entity.value], record, rules);
            }
        }
        benchmark::DoNotOptimize(states.data());
    });
}

void benchFigures(const Run& run) {
    reportFold("node_statistics", run, [&] {
        NodeStatistics statistics(run.plan->dictionary, SimTime{0});
        for (const Record& record : run.records) {
            statistics.fold(record);
        }
        benchmark::DoNotOptimize(&statistics);
    });
    reportFold("judge", run, [&] {
        Judge judge(run.scenario, run.plan->dictionary);
        for (const Record& record : run.records) {
            judge.fold(record);
        }
        benchmark::DoNotOptimize(&judge);
    });
}

}  // namespace
}  // namespace foldline::bench

int main() {
    using namespace foldline::bench;
    const Run run = makeRun(100.0);
    benchWorld("world", run);
    // Far more than the service can take: hundreds of messages are under way at any time.
    benchWorld("world-overloaded", makeRun(4000.0));
    benchEntities(run);
    benchFigures(run);
    return 0;
}
