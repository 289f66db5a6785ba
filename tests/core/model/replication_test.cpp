// What is acknowledged, what a lost leader takes with it, and what a broker knows of repetitions.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/core/model/address_change.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::fault;
using testing::run;
using testing::Story;

constexpr std::size_t kEvents = 1;

/// 50 requests in a second, to a broker whose followers are 100 ms behind.
Scenario replicated(Acks acks) {
    Scenario scenario = testing::withRoom();
    scenario.duration = {30 * kUsPerSecond};
    scenario.workload.resize(1);
    scenario.workload[0].arrivals = {.kind = Arrivals::Kind::Every,
                                     .interval = {20 * kUsPerMs},
                                     .until = Duration{20 * kUsPerSecond}};
    SystemSpec& system = scenario.systems[kEvents];
    std::get<ServiceSpec>(system.nodes[1].spec).workers = 300;
    auto& broker = std::get<BrokerSpec>(system.nodes[2].spec);
    broker.replicas = 3;
    broker.replication = Distribution::constant({100 * kUsPerMs});
    auto& produce = std::get<ProduceStep>(system.handlers[0].steps[1]);
    produce.acks = acks;
    produce.retry = {.attempts = 0, .base = {50 * kUsPerMs}};
    scenario.faults.clear();
    return scenario;
}

ProduceStep& produceOf(Scenario& scenario) {
    return std::get<ProduceStep>(scenario.systems[kEvents].handlers[0].steps[1]);
}

Fault loseLeader() {
    return {.id = 1, .kind = Fault::Kind::LoseLeader, .node = "broker", .at = {10 * kUsPerSecond}};
}

/// Requests whose client was told ok and of which no event was appended.
std::size_t lost(const Story& story) {
    std::set<RequestId> appended;
    for (const Record& record : story.of(Kind::EventAppended)) {
        appended.insert(record.request);
    }
    const SymbolId ok = story.plan->dictionary.findSymbol("ok");
    std::size_t count = 0;
    for (const Record& reply : story.of(Kind::ReplyReceived)) {
        count += reply.node == story.node("members") && reply.what == ok &&
                         !appended.contains(reply.request)
                     ? 1
                     : 0;
    }
    return count;
}

std::size_t appendedTwice(const Story& story) {
    std::map<RequestId, std::size_t> events;
    for (const Record& record : story.of(Kind::EventAppended)) {
        ++events[record.request];
    }
    return static_cast<std::size_t>(
        std::ranges::count_if(events, [](const auto& event) { return event.second > 1; }));
}

TEST(Replication, AnEventIsAppendedWhenEveryReplicaHasIt) {
    const Story story = run(replicated(Acks::All), kEvents);
    const auto appended = story.of(Kind::EventAppended);
    ASSERT_EQ(appended.size(), story.of(Kind::EventHeld).size());
    ASSERT_GT(appended.size(), 900U);
    for (const Record& record : appended) {
        const Record& held = story.records[record.cause - 1];
        ASSERT_EQ(held.kind, Kind::EventHeld);
        EXPECT_EQ(held.message, record.message);
        EXPECT_EQ(held.slot, record.slot);
        EXPECT_EQ(record.t - held.t, Duration{100 * kUsPerMs});
    }
}

TEST(Replication, TheAcknowledgementFollowsWhatTheProducerAskedFor) {
    for (const Acks acks : {Acks::All, Acks::Leader}) {
        const Story story = run(replicated(acks), kEvents);
        std::size_t replies = 0;
        for (const Record& reply : story.of(Kind::ReplySent)) {
            if (reply.node == story.node("broker")) {
                EXPECT_EQ(story.records[reply.cause - 1].kind,
                          acks == Acks::All ? Kind::EventAppended : Kind::EventHeld);
                ++replies;
            }
        }
        EXPECT_EQ(replies, story.of(Kind::EventAppended).size());
    }
}

TEST(Replication, WithoutAcknowledgementTheStepEndsWithTheSending) {
    const Story story = run(replicated(Acks::None), kEvents);
    const auto sent = story.of(Kind::EventProduced);
    ASSERT_GT(sent.size(), 900U);
    for (const Record& record : sent) {
        const auto reply = std::ranges::find_if(story.records, [&](const Record& r) {
            return r.kind == Kind::ReplySent && r.cause == record.seq;
        });
        ASSERT_NE(reply, story.records.end());
        EXPECT_EQ(reply->t, record.t);
    }
    EXPECT_TRUE(std::ranges::none_of(story.of(Kind::ReplySent), [&](const Record& r) {
        return r.node == story.node("broker");
    }));
}

TEST(Replication, ALostLeaderTakesWithItWhatOnlyTheLeaderAcknowledged) {
    Scenario scenario = replicated(Acks::Leader);
    scenario.faults = {loseLeader()};
    const Story story = run(scenario, kEvents);
    const auto gone = story.of(Kind::EventLost);
    // At 50 a second and 100 ms.
    EXPECT_GE(gone.size(), 3U);
    EXPECT_LE(gone.size(), 7U);
    for (const Record& record : gone) {
        EXPECT_EQ(record.t, SimTime{10 * kUsPerSecond});
        EXPECT_EQ(record.value, 1);
    }
    EXPECT_EQ(lost(story), gone.size());
}

TEST(Replication, WhatEveryReplicaHasIsNotLost) {
    Scenario scenario = replicated(Acks::All);
    scenario.faults = {loseLeader()};
    const Story story = run(scenario, kEvents);
    const auto gone = story.of(Kind::EventLost);
    ASSERT_FALSE(gone.empty());
    EXPECT_TRUE(std::ranges::all_of(gone, [](const Record& r) { return r.value == 0; }));
    EXPECT_EQ(lost(story), 0U);
    EXPECT_EQ(appendedTwice(story), 0U);
    EXPECT_EQ(story.of(Kind::EventAppended).size(),
              story.of(Kind::HandlerFinished).size() -
                  static_cast<std::size_t>(std::ranges::count(
                      story.of(Kind::HandlerFinished), story.node("projector"), &Record::node)));
}

TEST(Replication, TheNextLeaderTakesOverAfterTheFailover) {
    Scenario scenario = replicated(Acks::All);
    std::get<BrokerSpec>(scenario.systems[kEvents].nodes[2].spec).failover = {3 * kUsPerSecond};
    scenario.faults = {loseLeader()};
    scenario.faults[0].length = Duration{kUsPerSecond};
    const Story story = run(scenario, kEvents);
    const auto started = story.of(Kind::NodeStarted);
    ASSERT_EQ(started.size(), 1U);
    EXPECT_EQ(started[0].t, SimTime{13 * kUsPerSecond});
    for (const Record& record : story.of(Kind::EventHeld)) {
        EXPECT_FALSE(record.t > SimTime{10 * kUsPerSecond} && record.t < started[0].t);
    }
}

TEST(Replication, ABrokerThatStopsAndStartsAgainStillHasWhatItsLeaderHeld) {
    Scenario scenario = replicated(Acks::Leader);
    scenario.faults = {fault(Fault::Kind::Down, "broker")};
    const Story story = run(scenario, kEvents);
    EXPECT_TRUE(story.of(Kind::EventLost).empty());
    EXPECT_EQ(lost(story), 0U);
    EXPECT_EQ(story.of(Kind::EventAppended).size(), story.of(Kind::EventHeld).size());
}

TEST(Replication, WhoWaitsForAStoppingBrokerTriesAgainAndTheEventIsThereTwice) {
    Scenario scenario = replicated(Acks::All);
    scenario.faults = {fault(Fault::Kind::Down, "broker")};
    EXPECT_GT(appendedTwice(run(scenario, kEvents)), 0U);
    produceOf(scenario).idempotent = true;
    const Story story = run(scenario, kEvents);
    EXPECT_EQ(appendedTwice(story), 0U);
    EXPECT_EQ(lost(story), 0U);
    EXPECT_FALSE(story.of(Kind::DuplicateSkipped).empty());
}

TEST(IdempotentProducer, IsKnownAgainWhateverTheNetworkLoses) {
    Scenario scenario = replicated(Acks::All);
    produceOf(scenario).timeout = Duration{300 * kUsPerMs};
    Fault loss = fault(Fault::Kind::Loss, "broker");
    loss.probability = 0.3;
    scenario.faults = {loss};
    EXPECT_GT(appendedTwice(run(scenario, kEvents)), 0U);
    produceOf(scenario).idempotent = true;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        scenario.seed = seed;
        const Story story = run(scenario, kEvents);
        EXPECT_EQ(appendedTwice(story), 0U);
        EXPECT_EQ(lost(story), 0U);
        const auto skipped = story.of(Kind::DuplicateSkipped);
        ASSERT_FALSE(skipped.empty());
        for (const Record& record : skipped) {
            EXPECT_EQ(record.node, story.node("broker"));
            EXPECT_GT(record.attempt, 1U);
        }
    }
}

TEST(IdempotentProducer, HasAtMostFiveEventsUnderWayToAPartition) {
    Scenario scenario = replicated(Acks::All);
    scenario.workload[0].arrivals = {
        .kind = Arrivals::Kind::Burst, .count = 60, .from = {kUsPerSecond}};
    produceOf(scenario).idempotent = true;
    const Story story = run(scenario, kEvents);
    EXPECT_EQ(story.of(Kind::EventAppended).size(), 60U);
    std::map<std::int32_t, std::size_t> held;
    std::size_t most = 0;
    for (const Record& record : story.records) {
        if (record.kind == Kind::EventHeld) {
            most = std::max(most, ++held[record.slot]);
        } else if (record.kind == Kind::EventAppended) {
            --held[record.slot];
        }
    }
    EXPECT_EQ(most, 5U);
}

TEST(Keys, WithoutAKeyThePartitionsTakeTurns) {
    Scenario scenario = replicated(Acks::All);
    produceOf(scenario).keyed = false;
    const Story story = run(scenario, kEvents);
    std::map<std::int32_t, std::size_t> events;
    for (const Record& record : story.of(Kind::EventAppended)) {
        ++events[record.slot];
    }
    ASSERT_EQ(events.size(), 3U);
    EXPECT_LE(events[0], events[2] + 1);
    EXPECT_LE(events[2], events[0] + 1);
}

}  // namespace
}  // namespace foldline
