// An experiment: a scenario as an author would write it, run over fixed seeds, its figures compared
// with a closed form within a confidence interval.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fold/node_statistics.h"
#include "core/record/record.h"
#include "core/scenario/scenario.h"

namespace foldline::theory {

/// The parts of a scenario that experiments differ in, in the grammar of scenario files. There is
/// one entity, job, with an integer n, which the event Done sets to the request's v.
struct Experiment {
    std::string nodes;     ///< one a line
    std::string route;     ///< of the operation "serve"
    std::string handlers;  ///< as under `handlers:`, not indented
    std::string arrivals = "poisson: 80/s";
    std::string duration = "100s";
    std::string warmup = "0s";
    std::string latency = "0s";
    std::string loss = "0";
    std::string faults = {};  ///< one a line, as in a list
};

/// clients -> server, a service of `workers` with `places` to wait ("" for no limit), whose work
/// takes `work`.
Experiment queue(const std::string& arrivals,
                 const std::string& work,
                 int workers = 1,
                 const std::string& places = "");

Scenario scenarioOf(const Experiment& experiment);

struct Observed {
    Dictionary dictionary;
    std::vector<NodeSummary> nodes;
    std::vector<Record> records;  ///< when they were asked for

    const NodeSummary& node(std::string_view name) const;
};

enum class Keep : bool { Figures, Records };

Observed run(const Experiment& experiment, std::uint64_t seed, Keep keep = Keep::Figures);

/// A figure of one run, and what it should be on average.
struct Expectation {
    std::string_view what;
    std::function<double(const Observed&)> figure;
    double expected = 0.0;
};

/// Runs the seeds 1 to `seeds`; each figure's mean over them must lie within 4.5 standard errors of
/// what is expected, and the standard error must be below 5 % of it, so that the test can fail.
void expectMeans(const Experiment& experiment,
                 const std::vector<Expectation>& expectations,
                 int seeds = 10);

/// Erlang B: the probability of loss with `servers` and offered load `load`.
double erlangB(int servers, double load);
/// Erlang C: the probability of waiting.
double erlangC(int servers, double load);

}  // namespace foldline::theory
