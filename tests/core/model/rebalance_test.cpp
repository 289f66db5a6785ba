// Instances of a service, and what their group does when one is gone and when it is back.
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
constexpr SimTime kCrash{10 * kUsPerSecond};
constexpr SimTime kSessionEnd{13 * kUsPerSecond};
constexpr SimTime kBack{20 * kUsPerSecond};
constexpr Duration kRebalance{200 * kUsPerMs};

/// Three projectors with two members each for six partitions; the second one crashes.
Scenario shared(Assignor assignor) {
    Scenario scenario = testing::withRoom();
    scenario.duration = {40 * kUsPerSecond};
    scenario.workload.resize(1);
    scenario.workload[0].arrivals = {.kind = Arrivals::Kind::Every,
                                     .interval = {20 * kUsPerMs},
                                     .until = Duration{30 * kUsPerSecond}};
    SystemSpec& system = scenario.systems[kEvents];
    std::get<BrokerSpec>(system.nodes[2].spec).topics[0].partitions = 6;
    auto& projector = std::get<ServiceSpec>(system.nodes[3].spec);
    projector.workers = 2;
    projector.instances = 3;
    ConsumeSpec& consume = *system.handlers[1].consume;
    consume.assignor = assignor;
    consume.session = kSessionEnd - kCrash;
    consume.rebalance = kRebalance;
    system.handlers[1].steps.insert(system.handlers[1].steps.begin(),
                                    WorkStep{Distribution::constant({150 * kUsPerMs})});
    Fault crash = fault(Fault::Kind::Crash, "projector");
    crash.instance = 2;
    crash.length = kBack - kCrash;
    scenario.faults = {crash};
    return scenario;
}

/// The owner of each partition after the records up to `t`.
std::map<std::int32_t, std::uint32_t> ownersAt(const Story& story, SimTime t) {
    std::map<std::int32_t, std::uint32_t> owners;
    for (const Record& record : story.records) {
        if (record.t > t) {
            break;
        }
        if (record.kind == Kind::PartitionsAssigned) {
            owners[record.slot] = record.version;
        } else if (record.kind == Kind::PartitionsRevoked) {
            owners.erase(record.slot);
        }
    }
    return owners;
}

std::uint32_t instanceOf(std::uint32_t member) {
    return (member - 1) / 2 + 1;
}

TEST(Instances, ShareTheWorkersAndTheWork) {
    Scenario scenario = shared(Assignor::RoundRobin);
    std::get<ServiceSpec>(scenario.systems[kEvents].nodes[1].spec) = {
        .workers = 2, .instances = 3, .queue = 100};
    scenario.workload[0].arrivals = {
        .kind = Arrivals::Kind::Burst, .count = 60, .from = {kUsPerSecond}};
    scenario.faults[0].node = "membership";
    scenario.faults[0].at = {kUsPerSecond + 4 * kUsPerMs};
    const Story story = run(scenario, kEvents);
    EXPECT_EQ(story.plan->dictionary.node(story.node("membership")).capacity, 6U);
    const auto stopped = story.of(Kind::InstanceStopped);
    ASSERT_EQ(stopped.size(), 1U);
    EXPECT_EQ(stopped[0].slot, 2);
    EXPECT_EQ(stopped[0].value, 2);
    std::set<std::int32_t> before;
    std::set<std::int32_t> after;
    for (const Record& record : story.of(Kind::HandlerStarted)) {
        if (record.node == story.node("membership")) {
            (record.t < stopped[0].t ? before : after).insert(record.slot);
        }
    }
    EXPECT_EQ(before, (std::set<std::int32_t>{0, 1, 2, 3, 4, 5}));
    EXPECT_EQ(after, (std::set<std::int32_t>{0, 1, 4, 5}));
    for (const Record& record : story.of(Kind::WorkLost)) {
        EXPECT_TRUE(record.slot == 2 || record.slot == 3);
    }
    EXPECT_TRUE(story.of(Kind::NodeStopped).empty());
}

TEST(Instances, WhenAllAreDownRequestsAreRefused) {
    Scenario scenario = shared(Assignor::RoundRobin);
    scenario.faults[0].node = "membership";
    scenario.faults[0].instance = 1;
    const Story story = run(scenario, kEvents);
    const auto refused = story.of(Kind::RequestRefused);
    ASSERT_FALSE(refused.empty());
    for (const Record& record : refused) {
        EXPECT_TRUE(record.t >= kCrash && record.t <= kBack);
    }
}

TEST(Rebalance, ThePartitionsOfAGoneMemberWaitForTheEndOfItsSession) {
    const Story story = run(shared(Assignor::Range), kEvents);
    EXPECT_EQ(ownersAt(story, kSessionEnd - Duration{1}), ownersAt(story, SimTime{}));
    std::set<std::int32_t> waiting;
    for (const auto& [partition, member] : ownersAt(story, SimTime{})) {
        if (instanceOf(member) == 2) {
            waiting.insert(partition);
        }
    }
    ASSERT_EQ(waiting.size(), 2U);
    for (const Record& record : story.of(Kind::EventDelivered)) {
        EXPECT_FALSE(waiting.contains(record.slot) && record.t > kCrash &&
                     record.t < kSessionEnd + kRebalance);
    }
}

TEST(Rebalance, EverybodyGivesUpTheirPartitionsAndTheLivingGetThem) {
    for (const Assignor assignor : {Assignor::Range, Assignor::RoundRobin, Assignor::Sticky}) {
        const Story story = run(shared(assignor), kEvents);
        const auto revoked = story.of(Kind::PartitionsRevoked);
        ASSERT_EQ(revoked.size(), 12U);  // when it is gone, and when it is back
        for (std::size_t i = 0; i < revoked.size(); ++i) {
            EXPECT_EQ(revoked[i].t, i < 6 ? kSessionEnd : kBack);
        }
        EXPECT_TRUE(ownersAt(story, kSessionEnd).empty());
        const auto between = ownersAt(story, kSessionEnd + kRebalance);
        ASSERT_EQ(between.size(), 6U);
        for (const auto& [partition, member] : between) {
            EXPECT_NE(instanceOf(member), 2U);
        }
        EXPECT_EQ(ownersAt(story, kBack + kRebalance).size(), 6U);
    }
}

TEST(Rebalance, StickyLeavesThePartitionsOfTheOthersWhereTheyWere) {
    const Story story = run(shared(Assignor::Sticky), kEvents);
    const auto before = ownersAt(story, SimTime{});
    const auto after = ownersAt(story, kSessionEnd + kRebalance);
    for (const auto& [partition, member] : before) {
        if (instanceOf(member) != 2) {
            EXPECT_EQ(after.at(partition), member);
        }
    }
}

TEST(Rebalance, WorkInHandIsRefusedWhenItCommitsAndDoneAgainByTheNewOwner) {
    const Story story = run(shared(Assignor::Range), kEvents);
    const auto refused = story.of(Kind::CommitRefused);
    ASSERT_FALSE(refused.empty());
    for (const Record& record : refused) {
        EXPECT_TRUE((record.t >= kSessionEnd && record.t < kSessionEnd + Duration{kUsPerSecond}) ||
                    (record.t >= kBack && record.t < kBack + Duration{kUsPerSecond}));
        const auto again = std::ranges::find_if(story.records, [&](const Record& r) {
            return r.kind == Kind::EventDelivered && r.slot == record.slot && r.t > record.t &&
                   r.value == record.value - 1 && r.attempt > 1;
        });
        EXPECT_NE(again, story.records.end());
    }
    std::map<std::pair<std::int32_t, std::int64_t>, int> delivered;
    for (const Record& record : story.of(Kind::EventDelivered)) {
        ++delivered[{record.slot, record.value}];
    }
    EXPECT_EQ(delivered.size(), story.of(Kind::EventAppended).size());
    EXPECT_TRUE(std::ranges::any_of(delivered, [](const auto& one) { return one.second > 1; }));
}

TEST(Rebalance, WithOffsetsStoredBeforeTheWorkNothingIsDoneTwice) {
    Scenario scenario = shared(Assignor::RoundRobin);
    scenario.systems[kEvents].handlers[1].consume->commit = ConsumeSpec::Commit::Before;
    const Story story = run(scenario, kEvents);
    EXPECT_TRUE(story.of(Kind::CommitRefused).empty());
    std::map<RequestId, int> rows;
    for (const Record& record : story.of(Kind::RowWritten)) {
        EXPECT_EQ(++rows[record.request], 1);
    }
}

TEST(Rebalance, WhoComesBackSoonerWaitsForTheEndOfItsOldSession) {
    Scenario scenario = shared(Assignor::Range);
    scenario.faults[0].length = Duration{kUsPerSecond};
    const Story story = run(scenario, kEvents);
    const auto revoked = story.of(Kind::PartitionsRevoked);
    ASSERT_EQ(revoked.size(), 6U);
    EXPECT_EQ(revoked[0].t, kSessionEnd);
    EXPECT_EQ(ownersAt(story, kSessionEnd + kRebalance), ownersAt(story, SimTime{}));
}

TEST(Rebalance, WaitsForABrokerThatIsDown) {
    Scenario scenario = shared(Assignor::Range);
    Fault down = fault(Fault::Kind::Down, "broker");
    down.id = 2;
    down.at = {12 * kUsPerSecond};
    down.length = Duration{4 * kUsPerSecond};
    scenario.faults.push_back(down);
    const Story story = run(scenario, kEvents);
    ASSERT_FALSE(story.of(Kind::PartitionsRevoked).empty());
    EXPECT_EQ(story.of(Kind::PartitionsRevoked)[0].t, SimTime{16 * kUsPerSecond});
    std::set<std::pair<std::int32_t, std::int64_t>> delivered;
    for (const Record& record : story.of(Kind::EventDelivered)) {
        delivered.insert({record.slot, record.value});
    }
    EXPECT_EQ(delivered.size(), story.of(Kind::EventAppended).size());
}

TEST(Rebalance, ThatTheBrokersReturnCutsShortIsNotFinishedAgain) {
    Scenario scenario = shared(Assignor::Range);
    ConsumeSpec& consume = *scenario.systems[kEvents].handlers[1].consume;
    consume.session = Duration{kUsPerSecond};
    consume.rebalance = {5 * kUsPerSecond};
    Fault other = scenario.faults[0];
    other.id = 2;
    other.instance = 3;
    Fault broker = fault(Fault::Kind::Crash, "broker");
    broker.id = 3;
    broker.at = {10'800 * kUsPerMs};
    broker.length = Duration{400 * kUsPerMs};
    scenario.faults = {other, broker};
    const Story story = run(scenario, kEvents);
    std::map<std::int32_t, bool> owned;
    for (const Record& record : story.records) {
        if (record.kind == Kind::PartitionsAssigned && record.version > 0) {
            EXPECT_FALSE(owned[record.slot]) << record.seq;
            owned[record.slot] = true;
        } else if (record.kind == Kind::PartitionsRevoked) {
            owned[record.slot] = false;
        }
    }
}

}  // namespace
}  // namespace foldline
