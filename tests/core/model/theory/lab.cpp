#include "tests/core/model/theory/lab.h"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "core/model/simulator.h"
#include "core/scenario/load.h"

namespace foldline::theory {
namespace {

std::string indented(const std::string& text, int columns) {
    std::string result;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        result += std::string(static_cast<std::size_t>(columns), ' ') + line + "\n";
    }
    return result;
}

std::string textOf(const Experiment& e) {
    std::string text =
        "foldline: 1\n"
        "id: experiment\n"
        "title: Experiment\n"
        "duration: " +
        e.duration + "\nwarmup: " + e.warmup + "\nnetwork: { latency: " + e.latency +
        ", loss: " + e.loss +
        " }\n"
        "entities:\n"
        "  job:\n"
        "    key: jobId\n"
        "    population: 20\n"
        "    fields: { n: integer }\n"
        "    events: { Done: { set: { n: $v } } }\n"
        "workload:\n"
        "  - operation: serve\n"
        "    arrivals: { " +
        e.arrivals +
        " }\n"
        "    with: { jobId: any(job), v: \"between(1, 3)\" }\n"
        "systems:\n"
        "  system:\n"
        "    nodes:\n" +
        indented(e.nodes, 6) + "    routes:\n      serve: " + e.route + "\n    handlers:\n" +
        indented(e.handlers, 6);
    return e.faults.empty() ? text : text + "faults:\n" + indented(e.faults, 2);
}

class Observer final : public RecordSink {
public:
    Observer(const Dictionary& dictionary, SimTime warmup, Keep keep)
        : m_statistics(dictionary, warmup),
          m_keep(keep) {}

    void take(std::span<const Record> records) override {
        for (const Record& record : records) {
            m_statistics.fold(record);
        }
        if (m_keep == Keep::Records) {
            m_kept.insert(m_kept.end(), records.begin(), records.end());
        }
    }

    std::vector<NodeSummary> summarise(SimTime end) const { return m_statistics.summarise(end); }

    std::vector<Record> takeRecords() { return std::move(m_kept); }

private:
    NodeStatistics m_statistics;
    Keep m_keep;
    std::vector<Record> m_kept;
};

}  // namespace

Experiment queue(const std::string& arrivals,
                 const std::string& work,
                 int workers,
                 const std::string& places) {
    const std::string limit = places.empty() ? "" : ", queue: " + places;
    return {.nodes = "clients: { client: {} }\nserver: { service: { workers: " +
                     std::to_string(workers) + limit + " } }",
            .route = "clients -> server",
            .handlers = "server.serve:\n  - work: " + work,
            .arrivals = arrivals};
}

Scenario scenarioOf(const Experiment& experiment) {
    const std::string text = textOf(experiment);
    LoadedScenario loaded = loadScenario(text, "experiment");
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        ADD_FAILURE() << formatDiagnostic(diagnostic) << "\n" << text;
    }
    return loaded.scenario.value();
}

const NodeSummary& Observed::node(std::string_view name) const {
    return nodes.at(dictionary.findNode(name).value);
}

Observed run(const Experiment& experiment, std::uint64_t seed, Keep keep) {
    const Scenario scenario = scenarioOf(experiment);
    const auto plan = compilePlan(scenario, 0).value();
    const SimTime end{scenario.duration.us};
    Simulator simulator(plan, {.seed = seed, .horizon = end, .faults = scenario.faults});
    Observer observer(plan->dictionary, SimTime{scenario.warmup.us}, keep);
    simulator.runUntil(end, observer);
    return {.dictionary = plan->dictionary,
            .nodes = observer.summarise(end),
            .records = observer.takeRecords()};
}

void expectMeans(const Experiment& experiment,
                 const std::vector<Expectation>& expectations,
                 int seeds) {
    std::vector<double> sums(expectations.size());
    std::vector<double> squares(expectations.size());
    for (int seed = 1; seed <= seeds; ++seed) {
        const Observed observed = run(experiment, static_cast<std::uint64_t>(seed));
        for (std::size_t i = 0; i < expectations.size(); ++i) {
            const double x = expectations[i].figure(observed);
            sums[i] += x;
            squares[i] += x * x;
        }
    }
    for (std::size_t i = 0; i < expectations.size(); ++i) {
        const double expected = expectations[i].expected;
        const double mean = sums[i] / seeds;
        const double variance = std::max(0.0, squares[i] / seeds - mean * mean);
        const double error = std::sqrt(variance / (seeds - 1));
        EXPECT_NEAR(mean, expected, 4.5 * error + 1e-6 * std::abs(expected))
            << expectations[i].what << " over seeds 1 to " << seeds;
        EXPECT_LT(error, 0.05 * std::abs(expected)) << expectations[i].what << ": too weak a test";
    }
}

double erlangB(int servers, double load) {
    double loss = 1.0;
    for (int k = 1; k <= servers; ++k) {
        loss = load * loss / (k + load * loss);
    }
    return loss;
}

double erlangC(int servers, double load) {
    const double loss = erlangB(servers, load);
    const double free = 1.0 - load / servers;
    return loss / (free + (1.0 - free) * loss);
}

}  // namespace foldline::theory
