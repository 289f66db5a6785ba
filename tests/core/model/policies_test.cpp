// Gateways and services that protect what is behind them.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::fault;
using testing::run;
using testing::Story;

GatewaySpec& gatewayOf(Scenario& scenario) {
    return std::get<GatewaySpec>(scenario.systems[0].nodes[1].spec);
}

ServiceSpec& serviceOf(Scenario& scenario) {
    return std::get<ServiceSpec>(scenario.systems[0].nodes[2].spec);
}

/// The address change with twenty requests a second and a database that is down for 5 s.
Scenario outage() {
    Scenario scenario = testing::withRoom();
    scenario.workload.pop_back();
    scenario.workload[0].arrivals.ratePerSecond = 20.0;
    scenario.faults = {fault(Fault::Kind::Down, "members-db")};
    return scenario;
}

std::vector<Record> refusedFor(const Story& story, std::string_view reason) {
    std::vector<Record> refused = story.of(Kind::RequestRefused);
    const SymbolId what = story.plan->dictionary.findSymbol(reason);
    EXPECT_TRUE(what.exists()) << reason;
    std::erase_if(refused, [&](const Record& r) { return r.what != what; });
    return refused;
}

TEST(Breaker, OpensInAnOutageProbesAndClosesAfterIt) {
    Scenario scenario = outage();
    gatewayOf(scenario).breaker =
        BreakerSpec{.window = 10, .failures = 0.5, .open = {kUsPerSecond}, .probes = 2};
    const Story story = run(scenario, 0);
    const auto opened = story.of(Kind::BreakerOpened);
    const auto halfOpened = story.of(Kind::BreakerHalfOpened);
    const auto closed = story.of(Kind::BreakerClosed);
    ASSERT_GE(opened.size(), 3U);
    ASSERT_EQ(closed.size(), 1U);
    EXPECT_EQ(halfOpened.size(), opened.size());
    EXPECT_GE(opened[0].value, 500'000);
    EXPECT_EQ(opened[0].node, story.node("gateway"));
    EXPECT_EQ(opened[0].peer, story.node("membership"));
    for (std::size_t i = 0; i < opened.size(); ++i) {
        EXPECT_GE((halfOpened[i].t - opened[i].t).us, kUsPerSecond);
        const Kind cause = story.records[opened[i].cause - 1].kind;
        EXPECT_TRUE(cause == Kind::ReplyReceived || cause == Kind::TimedOut);
    }
    EXPECT_GE(closed[0].t.us, 15 * kUsPerSecond);
    const auto refused = refusedFor(story, "breaker open");
    ASSERT_GT(refused.size(), 50U);
    for (const Record& record : refused) {
        EXPECT_EQ(record.node, story.node("gateway"));
        EXPECT_GE(record.t, opened[0].t);
        EXPECT_LE(record.t, closed[0].t);
    }
    EXPECT_EQ(refusedFor(run(outage(), 0), "breaker open").size(), 0U);
}

TEST(Breaker, WhatIsRefusedByTheGatewayNeverReachesTheServiceAndIsNotLogged) {
    Scenario scenario = outage();
    gatewayOf(scenario).retry = {};
    gatewayOf(scenario).breaker =
        BreakerSpec{.window = 10, .failures = 0.5, .open = {kUsPerSecond}, .probes = 2};
    const Story story = run(scenario, 0);
    const auto sent = story.of(Kind::RequestSent);
    const auto logged = story.of(Kind::AccessLogged);
    for (const Record& refused : refusedFor(story, "breaker open")) {
        EXPECT_TRUE(std::ranges::none_of(sent, [&](const Record& r) {
            return r.request == refused.request && r.node == story.node("gateway");
        }));
        EXPECT_TRUE(std::ranges::none_of(
            logged, [&](const Record& r) { return r.request == refused.request; }));
    }
}

TEST(Breaker, ACrashOfTheGatewayForgetsIt) {
    Scenario scenario = outage();
    gatewayOf(scenario).breaker =
        BreakerSpec{.window = 10, .failures = 0.5, .open = {60 * kUsPerSecond}, .probes = 2};
    EXPECT_EQ(run(scenario, 0).of(Kind::BreakerHalfOpened).size(), 0U);
    Fault crash = fault(Fault::Kind::Crash, "gateway");
    crash.id = 2;
    crash.at = {20 * kUsPerSecond};
    crash.length = Duration{kUsPerSecond};
    scenario.faults.push_back(crash);
    const Story story = run(scenario, 0);
    EXPECT_EQ(story.of(Kind::BreakerOpened).size(), 1U);
    for (const Record& refused : refusedFor(story, "breaker open")) {
        EXPECT_LT(refused.t.us, 20 * kUsPerSecond);
    }
}

TEST(Budget, AllowsItsBurstAndThenAShareOfTheRequests) {
    Scenario scenario = outage();
    scenario.faults[0].at = {};
    scenario.faults[0].length.reset();
    gatewayOf(scenario).budget = RetryBudget{.ratio = 0.1, .burst = 10};
    const Story story = run(scenario, 0);
    std::size_t first = 0;
    for (const Record& sent : story.of(Kind::RequestSent)) {
        first += sent.node == story.node("gateway") && sent.attempt == 1 ? 1 : 0;
    }
    const std::size_t retries = story.of(Kind::RetryScheduled).size();
    EXPECT_GT(first, 1'000U);
    EXPECT_LE(retries, 10 + first / 10);
    EXPECT_GE(retries, 8 + first / 10);
    const SymbolId reason = story.plan->dictionary.findSymbol("no retry budget");
    const SymbolId down = story.plan->dictionary.findSymbol("down");
    std::size_t starved = 0;
    for (const Record& line : story.of(Kind::AccessLogged)) {
        if (line.what == reason) {
            ++starved;
            EXPECT_LT(line.attempt, 3U);
            EXPECT_EQ(story.records[line.cause - 1].what, down);
        }
    }
    EXPECT_GT(starved, first / 2);
}

TEST(Limit, TakesInItsBurstAndThenItsRate) {
    Scenario scenario = outage();
    scenario.faults.clear();
    scenario.workload[0].arrivals.ratePerSecond = 100.0;
    gatewayOf(scenario).limit = RateLimit{.ratePerSecond = 30.0, .burst = 20};
    const Story story = run(scenario, 0);
    const std::size_t taken = story.of(Kind::RequestReceived).size();
    EXPECT_LE(taken, 20U + 60 * 30);
    EXPECT_GE(taken, 60U * 30 - 10);
    const auto refused = refusedFor(story, "rate limited");
    ASSERT_GT(refused.size(), 3'000U);
    EXPECT_EQ(refused[0].node, story.node("gateway"));
}

TEST(MaxWait, RefusesWhoWaitedTooLongWhenAWorkerWouldTakeIt) {
    Scenario scenario = outage();
    scenario.workload[0].arrivals.ratePerSecond = 60.0;
    scenario.faults = {fault(Fault::Kind::Slow, "members-db")};
    scenario.faults[0].factor = 200.0;
    gatewayOf(scenario).retry = {};
    serviceOf(scenario).maxWait = Duration{200 * kUsPerMs};
    const Story story = run(scenario, 0);
    const auto refused = refusedFor(story, "waited too long");
    ASSERT_GT(refused.size(), 50U);
    for (const Record& record : refused) {
        EXPECT_GT(record.value, 200 * kUsPerMs);
        EXPECT_EQ(record.node, story.node("membership"));
    }
    for (const Record& started : story.of(Kind::HandlerStarted)) {
        EXPECT_LE(started.value, 200 * kUsPerMs);
    }
}

}  // namespace
}  // namespace foldline
