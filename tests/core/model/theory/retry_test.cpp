// Trying again: how often, after how long, and what it does to those below.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/model/theory/lab.h"

namespace foldline::theory {
namespace {

double perRequest(const Observed& run, std::uint64_t count) {
    return static_cast<double>(count) / static_cast<double>(run.node("clients").arrivals);
}

/// Clients with `client`, a service of boundless workers, and an RDB with `rdb`.
Experiment asking(const std::string& client, const std::string& rdb) {
    return {.nodes = "clients: { client: { " + client +
                     " } }\n"
                     "server: { service: { workers: 10000 } }\n"
                     "db: { rdb: { connections: 10000, " +
                     rdb + " } }",
            .route = "clients -> server",
            .handlers =
                "server.serve:\n"
                "  - transaction: { in: db, do: [ { update: job, set: { n: $v } } ] }",
            .arrivals = "poisson: 100/s, until: 60s",
            .duration = "100s"};
}

TEST(Retry, EveryLayerMultipliesTheAttemptsBelow) {
    for (const int attempts : {2, 3}) {
        for (const int layers : {1, 2, 4}) {
            Experiment experiment = asking("", "failure: 1");
            const std::string retry = ", retry: { attempts: " + std::to_string(attempts) + " } }";
            experiment.handlers = "server.serve:\n";
            for (int i = 1; i < layers; ++i) {
                const std::string number = std::to_string(i);
                experiment.nodes += "\ns" + number + ": { service: { workers: 10000 } }";
                experiment.handlers += "  - call: { to: s" + number + ", operation: op" + number +
                                       retry + "\ns" + number + ".op" + number + ":\n";
            }
            experiment.handlers +=
                "  - transaction: { in: db, do: [ { update: job, set: { n: $v } } ]" + retry;
            experiment.arrivals = "every: 100ms, until: 2050ms";
            const Observed observed = run(experiment, 1);
            EXPECT_EQ(observed.node("clients").arrivals, 20U);
            EXPECT_DOUBLE_EQ(perRequest(observed, observed.node("db").arrivals),
                             std::pow(attempts, layers));
        }
    }
}

TEST(Retry, GoesOnUntilItWorksOrTheAttemptsAreUsedUp) {
    constexpr double kFails = 0.4;
    expectMeans(asking("retry: { attempts: 3 }", "failure: 0.4"),
                {{"attempts",
                  [](const Observed& r) { return perRequest(r, r.node("db").arrivals); },
                  1 + kFails + kFails * kFails},
                 {"retries",
                  [](const Observed& r) { return perRequest(r, r.node("clients").retries); },
                  kFails + kFails * kFails},
                 {"refused",
                  [](const Observed& r) { return perRequest(r, r.node("clients").refused); },
                  kFails * kFails * kFails}});
}

TEST(Timeout, CutsTheTailOff) {
    constexpr double kMeanUs = 10'000.0;
    const double beyond = std::exp(-2.0);
    Experiment experiment = asking("timeout: 20ms", "latency: { exponential: 10ms }");
    expectMeans(experiment,
                {{"timed out",
                  [](const Observed& r) { return perRequest(r, r.node("clients").timedOut); },
                  beyond},
                 {"latency of those in time",
                  [](const Observed& r) { return r.node("clients").latency.meanUs; },
                  (kMeanUs - beyond * 3 * kMeanUs) / (1 - beyond)},
                 {"work goes on all the same",
                  [](const Observed& r) { return perRequest(r, r.node("db").completed); },
                  1.0}});
}

/// The mean time a client spends on a request whose attempts all fail at once.
void expectWait(const std::string& retry, double expectedMs) {
    SCOPED_TRACE(retry);
    Experiment experiment = asking("retry: { " + retry + " }", "latency: 0s, failure: 1");
    experiment.arrivals = "poisson: 10/s, until: 60s";
    expectMeans(experiment,
                {{"wait",
                  [](const Observed& r) { return r.node("clients").sojourn.meanUs / 1e3; },
                  expectedMs}});
}

TEST(Backoff, FixedAndExponentialWaitExactly) {
    expectWait("attempts: 4, backoff: { fixed: 100ms }", 300);
    expectWait("attempts: 5, backoff: { exponential: 100ms }", 100 + 200 + 400 + 800);
    expectWait("attempts: 5, backoff: { exponential: 100ms }, cap: 300ms", 100 + 200 + 300 + 300);
}

// Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015).
TEST(Backoff, JitterWaitsOnAverageAsPublished) {
    expectWait("attempts: 5, backoff: { exponential: 100ms }, jitter: full", 0.5 * 1500);
    expectWait("attempts: 5, backoff: { exponential: 100ms }, jitter: equal", 0.75 * 1500);
    // sleep = random_between(base, 3 sleep), the first sleep before being base: its mean goes from
    // m to (base + 3 m) / 2.
    expectWait("attempts: 4, backoff: { exponential: 100ms }, jitter: decorrelated",
               200 + 350 + 575);
    // With the cap the second wait is min(300, uniform in [100, 3 x]), on average 300 - 200^2 /
    // (2 (3 x - 100)), where the first, x, is uniform in [100, 300].
    const double second = 300.0 - 20'000.0 * std::log(800.0 / 200.0) / 600.0;
    expectWait("attempts: 3, backoff: { exponential: 100ms }, cap: 300ms, jitter: decorrelated",
               200 + second);
}

}  // namespace
}  // namespace foldline::theory
