// One service under open arrivals is a textbook queue; its figures must be the textbook's.
// Formulas: Kleinrock, Queueing Systems, vol. 1 (1975).
#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/model/theory/lab.h"

namespace foldline::theory {
namespace {

constexpr double kUs = 1e6;
constexpr double kServiceRate = 100.0;  // a second, of a worker: 10 ms of work

std::string perSecond(double rate) {
    return "poisson: " + std::to_string(rate) + "/s";
}

double meanWait(const Observed& run) {
    return run.node("server").wait.meanUs;
}

double lossShare(const Observed& run) {
    const NodeSummary& server = run.node("server");
    return static_cast<double>(server.refused) / static_cast<double>(server.arrivals);
}

Experiment mm1(double rho) {
    Experiment experiment = queue(perSecond(rho * kServiceRate), "{ exponential: 10ms }");
    experiment.warmup = "20s";
    experiment.duration = rho < 0.8 ? "150s" : "700s";
    return experiment;
}

TEST(MM1, MeansAndLevelsAreThoseOfTheLoad) {
    for (const double rho : {0.3, 0.6, 0.85}) {
        SCOPED_TRACE(rho);
        const double sojournUs = kUs / (kServiceRate * (1.0 - rho));
        expectMeans(
            mm1(rho),
            {{"utilisation", [](const Observed& r) { return r.node("server").utilisation; }, rho},
             {"W", [](const Observed& r) { return r.node("server").sojourn.meanUs; }, sojournUs},
             {"Wq", meanWait, rho * sojournUs},
             {"L",
              [](const Observed& r) { return r.node("server").inSystem.mean; },
              rho / (1 - rho)},
             {"Lq",
              [](const Observed& r) { return r.node("server").queue.mean; },
              rho * rho / (1 - rho)},
             {"what clients see",
              [](const Observed& r) { return r.node("clients").latency.meanUs; },
              sojournUs}},
            rho < 0.8 ? 10 : 16);
    }
}

TEST(MM1, SojournIsExponential) {
    const double meanUs = kUs / (kServiceRate * 0.4);
    expectMeans(
        mm1(0.6),
        {{"deviation",
          [](const Observed& r) { return r.node("server").sojourn.deviationUs; },
          meanUs},
         {"p50",
          [](const Observed& r) { return static_cast<double>(r.node("server").sojourn.p50Us); },
          meanUs * std::log(2.0)},
         {"p95",
          [](const Observed& r) { return static_cast<double>(r.node("server").sojourn.p95Us); },
          meanUs * std::log(20.0)},
         {"p99",
          [](const Observed& r) { return static_cast<double>(r.node("server").sojourn.p99Us); },
          meanUs * std::log(100.0)}});
}

TEST(MMc, WaitsByErlangC) {
    for (const int servers : {2, 5, 10}) {
        SCOPED_TRACE(servers);
        const double load = 0.8 * servers;
        const double waits = erlangC(servers, load);
        const double waitUs = waits / (kServiceRate * (servers - load)) * kUs;
        Experiment experiment =
            queue(perSecond(load * kServiceRate), "{ exponential: 10ms }", servers);
        experiment.warmup = "5s";
        experiment.duration = "60s";
        expectMeans(experiment,
                    {{"Wq", meanWait, waitUs},
                     {"busy", [](const Observed& r) { return r.node("server").busy.mean; }, load},
                     {"Lq",
                      [](const Observed& r) { return r.node("server").queue.mean; },
                      load * kServiceRate * waitUs / kUs}});
    }
}

/// Probabilities of 0 to K in an M/M/c/K queue.
std::vector<double> stationary(int servers, int capacity, double load) {
    std::vector<double> p{1.0};
    double sum = 1.0;
    for (int k = 1; k <= capacity; ++k) {
        p.push_back(p.back() * load / std::min(k, servers));
        sum += p.back();
    }
    for (double& x : p) {
        x /= sum;
    }
    return p;
}

TEST(MMcK, LosesWhatFindsEveryPlaceTaken) {
    struct Shape {
        int servers, capacity;
        double load;
    };

    for (const auto& [servers, capacity, load] :
         {Shape{1, 1, 0.8}, {1, 5, 1.0}, {3, 10, 4.5}, {5, 5, 4.0}, {5, 8, 6.0}}) {
        SCOPED_TRACE(std::to_string(servers) + "/" + std::to_string(capacity));
        const auto p = stationary(servers, capacity, load);
        double inSystem = 0.0;
        for (int k = 1; k <= capacity; ++k) {
            inSystem += k * p[static_cast<std::size_t>(k)];
        }
        Experiment experiment = queue(perSecond(load * kServiceRate),
                                      "{ exponential: 10ms }",
                                      servers,
                                      std::to_string(capacity - servers));
        experiment.warmup = "5s";
        experiment.duration = "30s";
        expectMeans(
            experiment,
            {{"loss", lossShare, p.back()},
             {"L", [](const Observed& r) { return r.node("server").inSystem.mean; }, inSystem},
             {"utilisation",
              [](const Observed& r) { return r.node("server").utilisation; },
              load * (1.0 - p.back()) / servers}});
        if (capacity == servers) {
            EXPECT_NEAR(p.back(), erlangB(servers, load), 1e-12);
        }
    }
}

TEST(MG1, WaitsByPollaczekAndKhinchine) {
    struct Service {
        std::string work;
        double mean, square;  // first two moments, in seconds
    };

    constexpr double kRate = 60.0;
    const double logMean = 0.008 * std::exp(0.5 * 0.36);
    for (const auto& [work, mean, square] : {
             Service{"10ms", 0.01, 1e-4},
             Service{"{ uniform: [2ms, 18ms] }", 0.01, 1e-4 + 0.016 * 0.016 / 12},
             Service{"{ erlang: 10ms, stages: 4 }", 0.01, 1.25e-4},
             Service{"{ gamma: 10ms, shape: 0.5 }", 0.01, 3e-4},
             Service{"{ lognormal: 8ms, sigma: 0.6 }", logMean, logMean * logMean * std::exp(0.36)},
             Service{"{ empirical: [1ms, 4ms, 25ms] }", 0.01, 642e-6 / 3},
             Service{"{ empirical: [5ms, 10ms, 20ms], weights: [5, 3, 2] }", 0.0095, 122.5e-6},
         }) {
        SCOPED_TRACE(work);
        const double load = kRate * mean;
        Experiment experiment = queue(perSecond(kRate), work);
        experiment.warmup = "10s";
        experiment.duration = "200s";
        expectMeans(experiment,
                    {{"Wq", meanWait, kRate * square / (2.0 * (1.0 - load)) * kUs},
                     {"utilisation",
                      [](const Observed& r) { return r.node("server").utilisation; },
                      load}});
    }
}

TEST(DM1, WaitsByTheRootOfItsTransform) {
    for (const double rho : {0.5, 0.7}) {
        SCOPED_TRACE(rho);
        const double gap = 1.0 / (rho * kServiceRate);
        double root = 0.5;
        for (int i = 0; i < 500; ++i) {
            root = std::exp(-kServiceRate * (1.0 - root) * gap);
        }
        Experiment experiment = queue("every: " + std::to_string(std::llround(gap * kUs)) + "us",
                                      "{ exponential: 10ms }");
        experiment.warmup = "10s";
        experiment.duration = "200s";
        expectMeans(experiment, {{"Wq", meanWait, root / (kServiceRate * (1.0 - root)) * kUs}});
    }
}

}  // namespace
}  // namespace foldline::theory
