// What must hold of the figures of every run to the last microsecond, whatever breaks in it.
#include <gtest/gtest.h>

#include <cmath>

#include "core/record/invariants.h"
#include "core/sim/random_stream.h"
#include "tests/core/model/theory/lab.h"

namespace foldline::theory {
namespace {

std::string one(RandomStream& random, const std::vector<std::string>& choices) {
    return choices[random.below(choices.size())];
}

/// Every role, overloaded now and then, with retries, loss and faults.
Experiment anything(std::uint64_t seed) {
    RandomStream random(seed, "experiment");
    const std::vector<std::string> retries{
        "none", "{ attempts: 3 }", "{ attempts: 4, backoff: { exponential: 20ms }, jitter: full }"};
    const std::vector<std::string> durations{"0s",
                                             "1ms",
                                             "{ exponential: 8ms }",
                                             "{ uniform: [0ms, 20ms] }",
                                             "{ pareto: 2ms, shape: 1.5 }"};
    Experiment e{
        .nodes = "clients: { client: { timeout: 300ms, retry: " + one(random, retries) +
                 " } }\ngate: { gateway: { timeout: 100ms, retry: " + one(random, retries) +
                 " } }\nserver: { service: { workers: 3, queue: " + one(random, {"0", "2", "50"}) +
                 " } }\nhelper: { service: { workers: 1 } }\n"
                 "broker: { broker: { topics: { jobs: { partitions: 3 } }, latency: " +
                 one(random, durations) +
                 " } }\nreader: { service: { workers: 2 } }\n"
                 "db: { rdb: { connections: 2, queue: " +
                 one(random, {"1", "20"}) + ", latency: " + one(random, durations) +
                 ", failure: 0.1 } }",
        .route = "clients -> gate -> server",
        .handlers =
            "server.serve:\n"
            "  - work: " +
            one(random, durations) +
            "\n  - call: { to: helper, operation: help, timeout: 50ms, retry: " +
            one(random, retries) +
            " }\n"
            "  - reply: ok\n"
            "  - produce: { topic: jobs, event: Done, timeout: 60ms }\n"
            "helper.help:\n"
            "  - transaction: { in: db, do: [ { update: job, set: { n: $v } } ], timeout: "
            "40ms, retry: " +
            one(random, retries) +
            " }\n"
            "reader.rows:\n"
            "  consume: { topic: jobs, batch: " +
            one(random, {"1", "7"}) +
            ", linger: 20ms, commit: " + one(random, {"before", "after"}) +
            " }\n"
            "  do:\n"
            "    - transaction: { in: db, do: [ { apply: job } ], timeout: 80ms }",
        .arrivals = one(random, {"poisson: 60/s", "every: 9ms", "burst: 300, at: 2s"}),
        .duration = "20s",
        .latency = one(random, durations),
        .loss = one(random, {"0", "0.03"})};
    for (const char* node : {"gate", "server", "helper", "broker", "reader", "db"}) {
        e.faults += "- { at: " + std::to_string(1'000 + random.below(15'000)) +
                    "ms, for: " + std::to_string(1 + random.below(3'000)) + "ms, " +
                    one(random, {"down", "crash"}) + ": " + node + " }\n";
    }
    return e;
}

constexpr double kRunUs = 20e6;

double total(const DurationSummary& durations) {
    return durations.meanUs * static_cast<double>(durations.count);
}

constexpr std::uint64_t kSeeds = 15;

TEST(Accounting, LittlesLawIsAnIdentity) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const Observed observed = run(anything(seed), seed);
        for (const NodeSummary& node : observed.nodes) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", " +
                         observed.dictionary.node(node.node).name);
            EXPECT_NEAR(
                node.inSystem.mean * kRunUs, total(node.sojourn) + total(node.unfinished), 1.0);
            EXPECT_LE(node.busy.mean + node.queue.mean, node.inSystem.mean + 1e-9);
            if (node.lag.last == 0) {
                EXPECT_NEAR(node.lag.mean * kRunUs, total(node.eventSojourn), 1.0);
            }
        }
    }
}

TEST(Accounting, WhatArrivesEndsOrIsOpen) {
    std::uint64_t refused = 0;
    std::uint64_t lost = 0;
    std::uint64_t open = 0;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const Observed observed = run(anything(seed), seed);
        for (const NodeSummary& node : observed.nodes) {
            EXPECT_EQ(node.arrivals,
                      node.completed + node.failed + node.refused + node.lost + node.open)
                << "seed " << seed << ", " << observed.dictionary.node(node.node).name;
            EXPECT_EQ(node.unfinished.count, node.lost + node.open);
            refused += node.refused;
            lost += node.lost;
            open += node.open;
        }
    }
    EXPECT_GT(std::min({refused, lost, open}), 10U) << "the runs are too tame to say anything";
}

TEST(Accounting, EveryRecordIsPossible) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const Observed observed = run(anything(seed), seed, Keep::Records);
        Invariants invariants(observed.dictionary);
        for (const Record& record : observed.records) {
            ASSERT_EQ(invariants.fold(record), "") << "seed " << seed;
        }
    }
}

TEST(Accounting, UtilisationIsOfAllTimeAndUpShareTellsHowMuchOfItCounted) {
    Experiment experiment = queue("every: 20ms", "10ms");
    experiment.duration = "100s";
    experiment.faults = "- { at: 20s, for: 25s, down: server }";
    const NodeSummary server = run(experiment, 1).node("server");
    EXPECT_DOUBLE_EQ(server.upShare, 0.75);
    EXPECT_NEAR(server.utilisation, 0.5 * 0.75, 0.001);
    EXPECT_NEAR(static_cast<double>(server.refused), 25.0 / 0.02, 2.0);
}

// The longest durations, slowed by the largest factors, and twice: more than 64 bits of
// microseconds.
TEST(Accounting, WhatNeverEndsIsOpen) {
    Experiment experiment{
        .nodes =
            "clients: { client: {} }\n"
            "server: { service: { workers: 2 } }\n"
            "db: { rdb: { connections: 1, perRow: 1000h, latency: 1000h } }",
        .route = "clients -> server",
        .handlers =
            "server.serve:\n"
            "  - transaction: { in: db, do: [ { update: job, set: { n: $v } } ] }\n"
            "  - work: 1000h",
        .arrivals = "every: 1s",
        .duration = "10s",
        .faults =
            "- { at: 0s, slow: server, factor: 1000000 }\n"
            "- { at: 0s, slow: server, factor: 1000000 }\n"
            "- { at: 0s, slow: db, factor: 1000000 }\n"
            "- { at: 0s, slow: db, factor: 1000000 }"};
    for (const std::string& handlers :
         {experiment.handlers, std::string("server.serve: [ { work: 1000h } ]")}) {
        experiment.handlers = handlers;
        const NodeSummary server = run(experiment, 1).node("server");
        EXPECT_EQ(server.arrivals, 10U);
        EXPECT_EQ(server.open, 10U);
        EXPECT_EQ(server.busy.last, 2);
    }
}

// A hundred requests arrive within a second, and take ten.
TEST(Warmup, LeavesOutWhatArrivedBeforeButNotTheTimeItTakes) {
    Experiment experiment = queue("every: 10ms, until: 1005ms", "100ms");
    experiment.duration = "20s";
    experiment.warmup = "5s";
    const NodeSummary server = run(experiment, 1).node("server");
    EXPECT_EQ(server.arrivals, 0U);
    EXPECT_EQ(server.completed, 0U);
    EXPECT_EQ(server.sojourn.count, 0U);
    // 100 pieces of 100 ms each, from 10 ms on, keep the worker until 10.01 s.
    EXPECT_DOUBLE_EQ(server.utilisation, (10.01 - 5.0) / 15.0);
    EXPECT_EQ(server.inSystem.last, 0);
}

}  // namespace
}  // namespace foldline::theory
