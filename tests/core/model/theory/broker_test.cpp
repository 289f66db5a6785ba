// Events: in order by key, gathered into batches, and how often they take effect when a consumer
// crashes.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/core/model/theory/lab.h"

namespace foldline::theory {
namespace {

constexpr double kUs = 1e6;

/// A service that produces an event for every request, and a consumer of them.
Experiment consuming(const std::string& consume, const std::string& steps) {
    return {.nodes =
                "clients: { client: {} }\n"
                "server: { service: { workers: 10000 } }\n"
                "broker: { broker: { topics: { jobs: { partitions: 1 } } } }\n"
                "reader: { service: { workers: 1 } }\n"
                "db: { rdb: { connections: 100, latency: 1ms } }",
            .route = "clients -> server",
            .handlers =
                "server.serve:\n"
                "  - produce: { topic: jobs, event: Done, key: $jobId }\n"
                "reader.rows:\n"
                "  consume: { topic: jobs" +
                consume +
                " }\n"
                "  do:\n" +
                steps};
}

TEST(Consumer, OfSingleEventsIsAQueue) {
    Experiment experiment = consuming("", "    - work: { exponential: 10ms }");
    experiment.arrivals = "poisson: 60/s";
    experiment.duration = "200s";
    experiment.warmup = "10s";
    const double sojournUs = kUs / (100.0 - 60.0);
    expectMeans(
        experiment,
        {{"wait of events",
          [](const Observed& r) { return r.node("reader").eventWait.meanUs; },
          0.6 * sojournUs},
         {"sojourn of events",
          [](const Observed& r) { return r.node("reader").eventSojourn.meanUs; },
          sojournUs},
         {"lag", [](const Observed& r) { return r.node("reader").lag.mean; }, 0.6 / 0.4},
         {"utilisation", [](const Observed& r) { return r.node("reader").utilisation; }, 0.6}});
}

// Of events 10 ms apart, five are there when the first has waited for 45 ms: 45, 35, 25, 15, 5 ms.
TEST(Consumer, LingersForTheFirstEventOfABatch) {
    Experiment experiment = consuming(", batch: 100, linger: 45ms", "    - work: 1us");
    experiment.arrivals = "every: 10ms, until: 10005ms";
    experiment.duration = "20s";
    const Observed observed = run(experiment, 1);
    const NodeSummary& reader = observed.node("reader");
    EXPECT_EQ(reader.events, 1'000U);
    EXPECT_EQ(reader.started, 200U);
    EXPECT_EQ(reader.eventWait.maxUs, 45'000);
    EXPECT_EQ(reader.eventWait.minUs, 5'000);
    EXPECT_DOUBLE_EQ(reader.eventWait.meanUs, 25'000.0);
}

TEST(Consumer, DoesNotLingerForAFullBatch) {
    Experiment experiment = consuming(", batch: 4, linger: 10s", "    - work: 1us");
    experiment.arrivals = "every: 10ms, until: 10005ms";
    experiment.duration = "20s";
    const Observed observed = run(experiment, 1);
    EXPECT_EQ(observed.node("reader").started, 250U);
    EXPECT_EQ(observed.node("reader").eventWait.maxUs, 30'000);
    EXPECT_DOUBLE_EQ(observed.node("reader").eventWait.meanUs, 15'000.0);
}

TEST(Broker, KeepsEveryKeyInOnePartitionAndInOrder) {
    Experiment experiment = consuming(", batch: 3", "    - work: { exponential: 20ms }");
    experiment.nodes.replace(experiment.nodes.find("partitions: 1"), 13, "partitions: 4");
    experiment.nodes.replace(experiment.nodes.find("workers: 1 "), 11, "workers: 3 ");
    experiment.latency = "{ exponential: 5ms }";
    experiment.duration = "60s";
    const Observed observed = run(experiment, 1, Keep::Records);
    std::map<std::uint32_t, std::set<std::int32_t>> partitions;
    std::map<std::uint32_t, std::uint32_t> delivered;
    for (const Record& record : observed.records) {
        if (record.kind == Kind::EventAppended) {
            partitions[record.entity.value].insert(record.slot);
        } else if (record.kind == Kind::EventDelivered) {
            std::uint32_t& last = delivered[record.entity.value];
            EXPECT_EQ(record.version, (last == 0 ? 1 : last) + 1);
            last = record.version;
        }
    }
    ASSERT_EQ(partitions.size(), 20U);
    std::set<std::int32_t> used;
    for (const auto& [key, of] : partitions) {
        EXPECT_EQ(of.size(), 1U) << "entity " << key;
        used.insert(of.begin(), of.end());
    }
    EXPECT_EQ(used.size(), 4U);
}

/// How many requests took effect how often, with a consumer that is killed 39 times.
std::map<int, int> effects(const std::string& commit) {
    Experiment experiment =
        consuming(", batch: 5, commit: " + commit,
                  "    - work: 40ms\n"
                  "    - transaction: { in: db, do: [ { update: job, add: { n: 1 } } ] }\n"
                  "    - work: 20ms");
    experiment.arrivals = "every: 100ms, until: 50s";
    for (int second = 1; second < 40; ++second) {
        experiment.faults += "- { at: " + std::to_string(second * 1'000 + second * 7) +
                             "ms, for: 50ms, crash: reader }\n";
    }
    const Observed observed = run(experiment, 1, Keep::Records);
    std::map<std::uint64_t, int> written;
    for (const Record& record : observed.records) {
        if (record.kind == Kind::EventAppended) {
            written.try_emplace(record.request.value, 0);
        } else if (record.kind == Kind::RowWritten) {
            ++written[record.request.value];
        }
    }
    std::map<int, int> counts;
    for (const auto& [request, times] : written) {
        ++counts[times];
    }
    return counts;
}

TEST(Consumer, CommittingBeforeLosesInACrashAndNeverRepeats) {
    const auto counts = effects("before");
    EXPECT_GT(counts.at(0), 0);
    EXPECT_EQ(counts.rbegin()->first, 1);
}

TEST(Consumer, CommittingAfterRepeatsInACrashAndNeverLoses) {
    const auto counts = effects("after");
    EXPECT_EQ(counts.count(0), 0U);
    EXPECT_GT(counts.rbegin()->first, 1);
}

}  // namespace
}  // namespace foldline::theory
