// The same inputs give the same records: on every build, in steps of any size, and in forks.
#include <gtest/gtest.h>

#include "core/model/simulator.h"
#include "tests/core/model/address_change.h"

namespace foldline {
namespace {

std::shared_ptr<const Plan> planOf(const Scenario& scenario, std::size_t system) {
    auto plan = compilePlan(scenario, system);
    EXPECT_TRUE(plan) << plan.error().message;
    return *plan;
}

std::vector<Record> recordsOf(Simulator simulator) {
    RecordVector sink;
    simulator.runUntil(simulator.inputs().horizon, sink);
    return sink.records();
}

/// FNV-1a over every member of every record.
std::uint64_t fingerprint(const std::vector<Record>& records) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    const auto mix = [&](std::uint64_t x) { hash = (hash ^ x) * 0x100000001B3ULL; };
    for (const Record& r : records) {
        for (const std::uint64_t x : {r.seq,
                                      static_cast<std::uint64_t>(r.t.us),
                                      r.cause,
                                      r.message.value,
                                      r.request.value,
                                      static_cast<std::uint64_t>(r.value),
                                      std::uint64_t{r.entity.value},
                                      std::uint64_t{r.what.value},
                                      std::uint64_t{r.version},
                                      static_cast<std::uint64_t>(r.slot),
                                      std::uint64_t{r.attempt},
                                      static_cast<std::uint64_t>(r.kind),
                                      std::uint64_t{r.node.value},
                                      std::uint64_t{r.peer.value}}) {
            mix(x);
        }
        for (std::size_t i = 0; i < r.data.count; ++i) {
            mix(r.data.ids[i].value);
            mix(static_cast<std::uint64_t>(r.data.values[i]));
        }
    }
    return hash;
}

RunInputs inputsOf(const Scenario& scenario) {
    return {scenario.seed, SimTime{scenario.duration.us}, scenario.faults};
}

TEST(Determinism, StepsOfAnySizeGiveTheSameRecords) {
    const Scenario scenario = testing::addressChange();
    for (std::size_t system = 0; system < scenario.systems.size(); ++system) {
        const auto plan = planOf(scenario, system);
        const auto whole = recordsOf(Simulator(plan, inputsOf(scenario)));
        Simulator stepped(plan, inputsOf(scenario));
        RecordVector sink;
        while (!stepped.finished()) {
            stepped.runSome(stepped.inputs().horizon, 7, sink);
        }
        EXPECT_TRUE(whole == sink.records());
        for (std::size_t i = 0; i < whole.size(); ++i) {
            ASSERT_EQ(whole[i].seq, i + 1);
            ASSERT_LT(whole[i].cause, whole[i].seq);
            ASSERT_TRUE(i == 0 || whole[i - 1].t <= whole[i].t);
        }
    }
}

TEST(Determinism, AForkWithNewFaultsEqualsAFreshRunWithThem) {
    const Scenario scenario = testing::addressChange();
    for (std::size_t system = 0; system < scenario.systems.size(); ++system) {
        const auto plan = planOf(scenario, system);
        std::vector<Fault> changed = scenario.faults;
        changed[0].length = Duration{10 * kUsPerSecond};
        changed.push_back({.id = 2,
                           .kind = Fault::Kind::Crash,
                           .node = "membership",
                           .at = {30 * kUsPerSecond},
                           .length = Duration{kUsPerSecond}});
        Simulator original(plan, inputsOf(scenario));
        RecordVector forked;
        original.runUntil(SimTime{15 * kUsPerSecond - 1}, forked);
        Simulator fork = original;
        fork.setFaults(changed);
        fork.runUntil(fork.inputs().horizon, forked);
        const auto fresh =
            recordsOf(Simulator(plan, {scenario.seed, SimTime{scenario.duration.us}, changed}));
        EXPECT_TRUE(fresh == forked.records());
        EXPECT_FALSE(fresh == recordsOf(original));
    }
}

TEST(Determinism, ArrivalsAndArgumentsAreTheSameInEverySystem) {
    const Scenario scenario = testing::addressChange();
    std::vector<std::vector<Record>> requests;
    for (std::size_t system = 0; system < scenario.systems.size(); ++system) {
        const auto plan = planOf(scenario, system);
        std::vector<Record> sent;
        for (const Record& r : recordsOf(Simulator(plan, inputsOf(scenario)))) {
            if (r.kind == Kind::RequestSent && r.data.count > 0) {
                sent.push_back(r);
            }
        }
        requests.push_back(std::move(sent));
    }
    ASSERT_EQ(requests[0].size(), requests[1].size());
    ASSERT_GT(requests[0].size(), 300U);
    for (std::size_t i = 0; i < requests[0].size(); ++i) {
        EXPECT_EQ(requests[0][i].t, requests[1][i].t);
        EXPECT_EQ(requests[0][i].entity, requests[1][i].entity);
        EXPECT_EQ(requests[0][i].request, requests[1][i].request);
    }
}

// The same number in Debug, Release and sanitizer builds, by any compiler. It changes when the
// model does, and then on purpose.
TEST(Determinism, FingerprintsAreThoseOfEveryBuild) {
    const Scenario scenario = testing::addressChange();
    EXPECT_EQ(fingerprint(recordsOf(Simulator(planOf(scenario, 0), inputsOf(scenario)))),
              8669410801748094622ULL);
    EXPECT_EQ(fingerprint(recordsOf(Simulator(planOf(scenario, 1), inputsOf(scenario)))),
              8269337399688607078ULL);
}

}  // namespace
}  // namespace foldline
