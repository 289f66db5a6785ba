// What a broker still has, and what a consumer that comes later is given of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/core/model/address_change.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::fault;
using testing::run;
using testing::Story;

constexpr std::size_t kEvents = 1;

/// 20 requests a second for 30 s; the projector is away from 10 s to 20 s.
Scenario kept(std::optional<Duration> retain, std::optional<Duration> compact) {
    Scenario scenario = testing::withRoom();
    scenario.duration = {40 * kUsPerSecond};
    scenario.workload.resize(1);
    scenario.workload[0].arrivals = {.kind = Arrivals::Kind::Every,
                                     .interval = {50 * kUsPerMs},
                                     .until = Duration{30 * kUsPerSecond}};
    auto& topic = std::get<BrokerSpec>(scenario.systems[kEvents].nodes[2].spec).topics[0];
    topic.retain = retain;
    topic.compact = compact;
    Fault crash = fault(Fault::Kind::Crash, "projector");
    crash.length = Duration{10 * kUsPerSecond};
    scenario.faults = {crash};
    return scenario;
}

ConsumeSpec& consumeOf(Scenario& scenario) {
    return *scenario.systems[kEvents].handlers[1].consume;
}

using Place = std::pair<std::int32_t, std::int64_t>;

std::map<Place, Record> firstDeliveries(const Story& story) {
    std::map<Place, Record> delivered;
    for (const Record& record : story.of(Kind::EventDelivered)) {
        delivered.try_emplace({record.slot, record.value}, record);
    }
    return delivered;
}

TEST(Retention, AnEventExpiresWhenItIsOldEnoughAndNotMuchLater) {
    const Duration retain{4 * kUsPerSecond};
    const Story story = run(kept(retain, std::nullopt), kEvents);
    std::map<Place, SimTime> appended;
    for (const Record& record : story.of(Kind::EventAppended)) {
        appended[{record.slot, record.value}] = record.t;
    }
    const auto expired = story.of(Kind::EventsExpired);
    ASSERT_FALSE(expired.empty());
    std::map<std::int32_t, std::int64_t> before;
    for (const Record& record : expired) {
        for (std::int64_t offset = before[record.slot]; offset < record.value; ++offset) {
            const Duration age = record.t - appended.at({record.slot, offset});
            EXPECT_GE(age, retain);
            EXPECT_LE(age, Duration{retain.us + retain.us / 10 + kUsPerMs});
        }
        before[record.slot] = record.value;
    }
}

TEST(Retention, WhoComesTooLateGoesOnWithWhatIsKeptAndSaysWhatItMissed) {
    const Story story = run(kept(Duration{4 * kUsPerSecond}, std::nullopt), kEvents);
    const auto resets = story.of(Kind::EventsMissed);
    ASSERT_EQ(resets.size(), 3U);  // one for each partition
    std::size_t missed = 0;
    for (const Record& record : resets) {
        EXPECT_EQ(story.records[record.cause - 1].kind, Kind::EventsExpired);
        EXPECT_EQ(story.records[record.cause - 1].value, record.value);
        missed += record.version;
    }
    EXPECT_EQ(firstDeliveries(story).size() + missed, story.of(Kind::EventAppended).size());
    // Away for 10 s, of which the broker has the last 4.
    EXPECT_GT(missed, 80U);
    EXPECT_LT(missed, 140U);
}

TEST(Retention, FromLatestItGoesOnWithWhatComes) {
    Scenario scenario = kept(Duration{4 * kUsPerSecond}, std::nullopt);
    consumeOf(scenario).from = ConsumeSpec::From::Latest;
    const Story story = run(scenario, kEvents);
    for (const Record& record : story.of(Kind::EventsMissed)) {
        for (const auto& [place, delivered] : firstDeliveries(story)) {
            EXPECT_FALSE(place.first == record.slot && delivered.t >= record.t &&
                         place.second < record.value);
        }
    }
    std::size_t missed = 0;
    for (const Record& record : story.of(Kind::EventsMissed)) {
        missed += record.version;
    }
    EXPECT_GT(missed, 180U);
}

TEST(Retention, WhoIsBackInTimeMissesNothing) {
    const Story story = run(kept(Duration{12 * kUsPerSecond}, std::nullopt), kEvents);
    EXPECT_FALSE(story.of(Kind::EventsExpired).empty());
    EXPECT_TRUE(story.of(Kind::EventsMissed).empty());
    EXPECT_EQ(firstDeliveries(story).size(), story.of(Kind::EventAppended).size());
}

TEST(Groups, ThatAreNewBeginWhereTheyAreToldTo) {
    for (const auto from : {ConsumeSpec::From::Earliest, ConsumeSpec::From::Latest}) {
        Scenario scenario = kept(std::nullopt, std::nullopt);
        scenario.faults[0].at = {};
        consumeOf(scenario).from = from;
        const Story story = run(scenario, kEvents);
        const bool all = from == ConsumeSpec::From::Earliest;
        for (const auto& [place, delivered] : firstDeliveries(story)) {
            EXPECT_TRUE(all || place.second > 20);
        }
        EXPECT_EQ(firstDeliveries(story).contains({0, 0}), all);
    }
}

TEST(Compaction, KeepsTheNewestEventOfEachEntity) {
    const Story story = run(kept(std::nullopt, Duration{kUsPerSecond}), kEvents);
    ASSERT_FALSE(story.of(Kind::EventsCompacted).empty());
    std::map<Place, Record> appended;
    std::map<EntityId, Place> newest;
    for (const Record& record : story.of(Kind::EventAppended)) {
        appended[{record.slot, record.value}] = record;
        newest[record.entity] = {record.slot, record.value};
    }
    const auto delivered = firstDeliveries(story);
    EXPECT_LT(delivered.size(), appended.size());
    for (const auto& [entity, place] : newest) {
        EXPECT_TRUE(delivered.contains(place));
    }
    for (const auto& [place, record] : appended) {
        const bool hasNewer = std::ranges::any_of(appended, [&](const auto& other) {
            return other.second.entity == record.entity && other.second.version > record.version;
        });
        EXPECT_TRUE(delivered.contains(place) || hasNewer);
    }
}

TEST(Compaction, TakesNothingFromAConsumerThatKeepsUp) {
    Scenario scenario = kept(std::nullopt, Duration{5 * kUsPerSecond});
    scenario.faults.clear();
    const Story story = run(scenario, kEvents);
    const auto delivered = firstDeliveries(story);
    std::size_t missing = 0;
    for (const Record& record : story.of(Kind::EventAppended)) {
        missing += delivered.contains({record.slot, record.value}) ? 0 : 1;
    }
    // What is appended within the linger before a compaction may be overtaken by it.
    EXPECT_LE(missing, story.of(Kind::EventsCompacted).size() * 4);
    EXPECT_GT(story.of(Kind::EventsCompacted).size(), 5U);
}

TEST(Retention, WaitsWhileTheBrokerIsDown) {
    Scenario scenario = kept(Duration{2 * kUsPerSecond}, Duration{kUsPerSecond});
    scenario.faults = {fault(Fault::Kind::Down, "broker")};
    for (const Record& record : run(scenario, kEvents).records) {
        EXPECT_FALSE((record.kind == Kind::EventsExpired || record.kind == Kind::EventsCompacted) &&
                     record.t > SimTime{10 * kUsPerSecond} &&
                     record.t < SimTime{15 * kUsPerSecond});
    }
}

TEST(Retention, ABatchWithGapsThatIsLostIsFetchedAgainFromItsBeginning) {
    Scenario scenario = kept(std::nullopt, Duration{kUsPerSecond});
    consumeOf(scenario).batch = 50;
    Fault loss = fault(Fault::Kind::Loss, "projector");
    loss.id = 2;
    loss.at = {19'900 * kUsPerMs};
    loss.probability = 0.5;
    scenario.faults.push_back(loss);
    scenario.faults.back().length = Duration{3 * kUsPerSecond};
    const Story story = run(scenario, kEvents);
    const auto delivered = firstDeliveries(story);
    std::map<EntityId, Place> newest;
    for (const Record& event : story.of(Kind::EventAppended)) {
        newest[event.entity] = {event.slot, event.value};
    }
    ASSERT_FALSE(newest.empty());
    for (const auto& [entity, place] : newest) {
        EXPECT_TRUE(delivered.contains(place)) << entity.value;
    }
}

TEST(Retention, WhatWasMissedIsSaidOnce) {
    Scenario scenario = kept(Duration{4 * kUsPerSecond}, std::nullopt);
    Fault again = scenario.faults[0];
    again.id = 2;
    again.at = {20'010 * kUsPerMs};
    again.length = Duration{500 * kUsPerMs};
    scenario.faults.push_back(again);
    const Story story = run(scenario, kEvents);
    std::map<std::int32_t, std::int64_t> missed;
    std::map<std::int32_t, std::int64_t> last;
    for (const Record& record : story.of(Kind::EventsMissed)) {
        missed[record.slot] += record.version;
        last[record.slot] = record.value;
    }
    std::map<std::int32_t, std::int64_t> neverDelivered;
    const auto delivered = firstDeliveries(story);
    for (const Record& event : story.of(Kind::EventAppended)) {
        neverDelivered[event.slot] +=
            event.value < last[event.slot] && !delivered.contains({event.slot, event.value}) ? 1
                                                                                             : 0;
    }
    EXPECT_EQ(missed, neverDelivered);
}

}  // namespace
}  // namespace foldline
