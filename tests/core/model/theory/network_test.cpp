// Queues behind one another, databases as queues, and chains that are as good as their parts.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/model/theory/lab.h"

namespace foldline::theory {
namespace {

constexpr double kUs = 1e6;

double latency(const Observed& run) {
    return run.node("clients").latency.meanUs;
}

double share(std::uint64_t part, std::uint64_t of) {
    return static_cast<double>(part) / static_cast<double>(of);
}

/// Told ok, of all that ended.
double availability(const Observed& run) {
    const NodeSummary& clients = run.node("clients");
    return share(clients.completed, clients.completed + clients.refused + clients.failed);
}

/// Jackson (1957): each of two queues in a row is M/M/1 by itself.
TEST(Tandem, EachQueueIsMM1AndTheirSumIsErlang) {
    const double eachUs = kUs / (100.0 - 60.0);
    expectMeans(
        {.nodes = "clients: { client: {} }\n"
                  "front: { service: { workers: 10000 } }\n"
                  "first: { service: {} }\n"
                  "second: { service: {} }",
         .route = "clients -> front",
         .handlers = "front.serve:\n"
                     "  - call: { to: first, operation: one }\n"
                     "  - call: { to: second, operation: two }\n"
                     "first.one: [ { work: { exponential: 10ms } } ]\n"
                     "second.two: [ { work: { exponential: 10ms } } ]",
         .arrivals = "poisson: 60/s",
         .duration = "160s",
         .warmup = "10s"},
        {{"first", [](const Observed& r) { return r.node("first").sojourn.meanUs; }, eachUs},
         {"second", [](const Observed& r) { return r.node("second").sojourn.meanUs; }, eachUs},
         {"p95 of both",  // 1 - e^-x (1 + x) = 0.95
          [](const Observed& r) { return static_cast<double>(r.node("clients").latency.p95Us); },
          4.743865 * eachUs},
         {"L of who calls them",
          [](const Observed& r) { return r.node("front").inSystem.mean; },
          60.0 * 2 * eachUs / kUs}});
}

TEST(Gateway, AddsItsHopsAndNothingElse) {
    expectMeans({.nodes = "clients: { client: {} }\n"
                          "gate: { gateway: {} }\n"
                          "server: { service: {} }",
                 .route = "clients -> gate -> server",
                 .handlers = "server.serve: [ { work: { exponential: 10ms } } ]",
                 .arrivals = "poisson: 40/s",
                 .duration = "200s",
                 .warmup = "10s",
                 .latency = "{ exponential: 3ms }"},
                {{"latency", latency, kUs / 60.0 + 4 * 3'000.0},
                 {"gateway",
                  [](const Observed& r) { return r.node("gate").sojourn.meanUs; },
                  kUs / 60.0 + 2 * 3'000.0}});
}

Experiment database(const std::string& rdb, const std::string& arrivals) {
    return {.nodes =
                "clients: { client: {} }\n"
                "server: { service: { workers: 10000 } }\n"
                "db: { rdb: { " +
                rdb + " } }",
            .route = "clients -> server",
            .handlers =
                "server.serve:\n"
                "  - transaction: { in: db, do: [ { update: job, set: { n: $v } } ] }",
            .arrivals = arrivals,
            .duration = "60s",
            .warmup = "5s"};
}

TEST(Rdb, IsAQueueWithAsManyServersAsConnections) {
    const double waitUs = erlangC(4, 3.2) / (400.0 - 320.0) * kUs;
    expectMeans(
        database("connections: 4, latency: { exponential: 10ms }", "poisson: 320/s"),
        {{"Wq", [](const Observed& r) { return r.node("db").wait.meanUs; }, waitUs},
         {"Lq", [](const Observed& r) { return r.node("db").queue.mean; }, 320.0 * waitUs / kUs},
         {"utilisation", [](const Observed& r) { return r.node("db").utilisation; }, 0.8},
         {"latency", latency, waitUs + 10'000.0}});
}

TEST(Rdb, WithoutPlacesToWaitLosesByErlangB) {
    expectMeans(
        database("connections: 3, queue: 0, latency: 10ms", "poisson: 250/s"),
        {{"loss",
          [](const Observed& r) { return share(r.node("db").refused, r.node("db").arrivals); },
          erlangB(3, 2.5)}});
}

TEST(Rdb, EveryRowTakesItsTime) {
    Experiment experiment = database("connections: 1, latency: 4ms, perRow: 2ms", "every: 100ms");
    experiment.handlers =
        "server.serve:\n"
        "  - transaction:\n"
        "      in: db\n"
        "      do: [ { update: job, set: { n: $v } }, { update: job, add: { n: 1 } } ]";
    const Observed observed = run(experiment, 1);
    EXPECT_EQ(observed.node("db").service.minUs, 8'000);
    EXPECT_EQ(observed.node("db").service.maxUs, 8'000);
}

/// `parts` services, each of which writes to an RDB of its own and then asks the next.
Experiment chain(int parts, const std::string& rdb) {
    Experiment experiment{.nodes = "clients: { client: { timeout: 20s } }\n",
                          .route = "clients -> s0",
                          .handlers = {},
                          .arrivals = "poisson: 40/s, until: 60s",
                          .duration = "90s"};
    for (int i = 0; i < parts; ++i) {
        const std::string number = std::to_string(i);
        const std::string next = std::to_string(i + 1);
        experiment.nodes += "s" + number + ": { service: { workers: 10000 } }\n";
        experiment.nodes += "d" + number + ": { rdb: { connections: 10000, " + rdb + " } }\n";
        experiment.handlers += "s" + number + (i == 0 ? ".serve" : ".op" + number) +
                               ":\n  - transaction: { in: d" + number +
                               ", do: [ { update: job, set: { n: $v } } ], timeout: 1s }\n";
        if (i + 1 < parts) {
            experiment.handlers +=
                "  - call: { to: s" + next + ", operation: op" + next + ", timeout: 9s }\n";
        }
    }
    return experiment;
}

TEST(Chain, IsAvailableAsTheProductOfItsParts) {
    for (const int parts : {1, 3, 5}) {
        SCOPED_TRACE(parts);
        expectMeans(chain(parts, "failure: 0.1"),
                    {{"availability", availability, std::pow(0.9, parts)}});
    }
}

// Twelve messages have to arrive: from client to service and back, and for each of three services
// to its RDB and, but for the last, to the next, and back.
TEST(Chain, LosesWhatAnyOfItsMessagesLoses) {
    Experiment experiment = chain(3, "latency: 1ms");
    experiment.loss = "0.05";
    expectMeans(experiment, {{"availability", availability, std::pow(0.95, 12)}});
}

}  // namespace
}  // namespace foldline::theory
