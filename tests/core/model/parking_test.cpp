// Consumers that pass over or park what they cannot handle.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/judge/scorecard.h"
#include "tests/core/model/points.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::fault;
using testing::run;
using testing::Story;

constexpr std::size_t kEvents = 1;

ConsumeSpec& consumeOf(Scenario& scenario) {
    return *scenario.systems[kEvents].handlers[1].consume;
}

/// Events of 10 s to 10.5 s cannot be read until 25 s, when what was parked is tried again.
Scenario unreadable(ConsumeSpec::OnFailure policy) {
    Scenario scenario = testing::points();
    consumeOf(scenario).onFailure = policy;
    consumeOf(scenario).retry = {
        .attempts = 2, .backoff = RetryPolicy::Backoff::Fixed, .base = {10 * kUsPerMs}};
    Fault schema = fault(Fault::Kind::Incompatible, "earning");
    schema.length = Duration{500 * kUsPerMs};
    scenario.faults = {
        schema,
        {.id = 2, .kind = Fault::Kind::Upgrade, .node = "projector", .at = {25 * kUsPerSecond}},
        {.id = 3,
         .kind = Fault::Kind::RetryParked,
         .node = "projector",
         .at = {25 * kUsPerSecond}}};
    return scenario;
}

Scorecard judged(const Scenario& scenario, const Story& story, SimTime at) {
    Judge judge(scenario, story.plan->dictionary);
    for (const Record& record : story.records) {
        if (record.t <= at) {
            judge.fold(record);
        }
    }
    return judge.scorecard(at);
}

SimTime endOf(const Scenario& scenario) {
    return SimTime{scenario.duration.us};
}

using Place = std::pair<std::int32_t, std::int64_t>;  // partition and offset

Place placeOf(const Record& record) {
    return {record.slot, record.value};
}

std::set<Place> unreadablePlaces(const Story& story) {
    std::set<Place> places;
    for (const Record& event : story.of(Kind::EventAppended)) {
        const SimTime produced = story.records[event.cause - 1].t;
        if (produced >= SimTime{10 * kUsPerSecond} &&
            produced < SimTime{10 * kUsPerSecond + 500 * kUsPerMs}) {
            places.insert(placeOf(event));
        }
    }
    return places;
}

TEST(Skip, PassesOverWhatFailsAndNothingElse) {
    const Scenario scenario = unreadable(ConsumeSpec::OnFailure::Skip);
    const Story story = run(scenario, kEvents);
    std::set<Place> skipped;
    for (const Record& record : story.of(Kind::EventSkipped)) {
        EXPECT_TRUE(skipped.insert(placeOf(record)).second);
        EXPECT_EQ(record.attempt, 2U);
    }
    EXPECT_GE(skipped.size(), 4U);
    EXPECT_EQ(skipped, unreadablePlaces(story));
    EXPECT_GT(judged(scenario, story, endOf(scenario)).wrongRows, 0U);
    // Every other event is in a row, once.
    std::map<EntityId, std::size_t> applied;
    for (const Record& row : story.of(Kind::RowWritten)) {
        ++applied[row.entity];
    }
    std::size_t rows = 0;
    for (const auto& [entity, count] : applied) {
        rows += count;
    }
    EXPECT_EQ(rows + skipped.size(), story.of(Kind::EventAppended).size());
}

TEST(GiveUp, ForgetsTheWholeBatch) {
    const Story story = run(unreadable(ConsumeSpec::OnFailure::GiveUp), kEvents);
    EXPECT_TRUE(story.of(Kind::EventSkipped).empty());
    EXPECT_TRUE(story.of(Kind::EventParked).empty());
    EXPECT_LT(story.of(Kind::RowWritten).size() + unreadablePlaces(story).size(),
              story.of(Kind::EventAppended).size());
}

TEST(Park, KeepsWhatFailsAndWhatFollowsItInItsEntityUntilItIsRetried) {
    const Scenario scenario = unreadable(ConsumeSpec::OnFailure::Park);
    const Story story = run(scenario, kEvents);
    const std::set<Place> unreadable = unreadablePlaces(story);
    std::set<EntityId> parkedEntities;
    std::set<Place> tried;
    for (const Record& parked : story.of(Kind::EventParked)) {
        parkedEntities.insert(parked.entity);
        if (parked.attempt > 0) {
            tried.insert(placeOf(parked));
        } else {
            EXPECT_LT(parked.t, SimTime{26 * kUsPerSecond});
        }
    }
    for (const Place& place : tried) {
        EXPECT_TRUE(unreadable.contains(place));
    }
    // No row of such an entity is written while something of it is parked.
    std::map<EntityId, std::size_t> held;
    for (const Record& record : story.records) {
        if (record.kind == Kind::EventParked) {
            ++held[record.entity];
        } else if (record.kind == Kind::EventUnparked) {
            --held[record.entity];
        } else if (record.kind == Kind::RowWritten && record.t < SimTime{25 * kUsPerSecond}) {
            EXPECT_EQ(held[record.entity], 0U) << record.seq;
        }
    }
    EXPECT_GT(judged(scenario, story, SimTime{24 * kUsPerSecond}).parked, unreadable.size());
    const Scorecard end = judged(scenario, story, endOf(scenario));
    EXPECT_EQ(end.parked, 0U);
    EXPECT_EQ(end.wrongRows, 0U);
    EXPECT_EQ(end.appliedTwice, 0U);
    EXPECT_EQ(story.of(Kind::EventParked).size(), story.of(Kind::EventUnparked).size());
}

// A batch may arrive just when the parked events are to be tried again.
TEST(Park, WhatIsUnderWayThenIsTriedWithThem) {
    Scenario scenario = unreadable(ConsumeSpec::OnFailure::Park);
    consumeOf(scenario).linger = {};
    for (int i = 120; i < 160; ++i) {  // the last batch of old ones is on its way at 131 ms
        scenario.faults.back().at = {25 * kUsPerSecond + i * kUsPerMs};
        const Story story = run(scenario, kEvents);
        ASSERT_EQ(judged(scenario, story, endOf(scenario)).parked, 0U) << i << " ms";
    }
}

// The rows of each entity reflect its events in their order.
TEST(Park, KeepsTheOrderOfEveryEntity) {
    const Story story = run(unreadable(ConsumeSpec::OnFailure::Park), kEvents);
    std::map<EntityId, std::int64_t> reflects;
    for (const Record& row : story.of(Kind::RowWritten)) {
        EXPECT_GT(row.value, reflects[row.entity]) << row.seq;
        reflects[row.entity] = row.value;
    }
}

TEST(Park, WithoutSequencesLaterEventsOvertake) {
    Scenario scenario = unreadable(ConsumeSpec::OnFailure::Park);
    consumeOf(scenario).parkSequence = false;
    const Story story = run(scenario, kEvents);
    std::set<Place> parked;
    for (const Record& record : story.of(Kind::EventParked)) {
        parked.insert(placeOf(record));
    }
    EXPECT_EQ(parked, unreadablePlaces(story));
    bool overtaken = false;
    std::map<EntityId, std::int64_t> reflects;
    for (const Record& row : story.of(Kind::RowWritten)) {
        overtaken = overtaken || row.value < reflects[row.entity];
        reflects[row.entity] = std::max(reflects[row.entity], row.value);
    }
    EXPECT_TRUE(overtaken);
    EXPECT_EQ(judged(scenario, story, endOf(scenario)).wrongRows, 0U);
}

TEST(Park, WhatFailsAgainStaysParked) {
    Scenario scenario = unreadable(ConsumeSpec::OnFailure::Park);
    std::erase_if(scenario.faults, [](const Fault& f) { return f.kind == Fault::Kind::Upgrade; });
    const Story story = run(scenario, kEvents);
    EXPECT_TRUE(story.of(Kind::EventUnparked).empty());
    EXPECT_EQ(judged(scenario, story, endOf(scenario)).parked, story.of(Kind::EventParked).size());
}

TEST(Park, SurvivesACrashOfTheConsumer) {
    for (std::int64_t ms = 10'000; ms < 10'900; ms += 100) {
        SCOPED_TRACE("crash at " + std::to_string(ms) + " ms");
        Scenario scenario = unreadable(ConsumeSpec::OnFailure::Park);
        std::get<TransactionStep>(scenario.systems[kEvents].handlers[1].steps[0]).once =
            Once::Event;
        scenario.faults.push_back({.id = 4,
                                   .kind = Fault::Kind::Crash,
                                   .node = "projector",
                                   .at = {ms * kUsPerMs},
                                   .length = Duration{kUsPerSecond}});
        const Story story = run(scenario, kEvents);
        const Scorecard end = judged(scenario, story, endOf(scenario));
        EXPECT_EQ(end.parked, 0U);
        EXPECT_EQ(end.wrongRows, 0U);
        EXPECT_EQ(end.appliedTwice, 0U);
    }
}

TEST(Park, HandlesEventsOneByOneToo) {
    Scenario scenario = unreadable(ConsumeSpec::OnFailure::Park);
    std::get<TransactionStep>(scenario.systems[kEvents].handlers[1].steps[0]).statements = {
        UpdateStatement{
            .entity = "member",
            .changes = {
                {.kind = FieldChange::Kind::Add, .field = "points", .operand = {"amount", {}}}}}};
    const Story story = run(scenario, kEvents);
    EXPECT_GE(story.of(Kind::EventParked).size(), unreadablePlaces(story).size());
    const Scorecard end = judged(scenario, story, endOf(scenario));
    EXPECT_EQ(end.parked, 0U);
    EXPECT_EQ(end.wrongRows, 0U);
}

TEST(Park, ARebuildBeginsWithNothingParked) {
    Scenario scenario = unreadable(ConsumeSpec::OnFailure::Park);
    scenario.faults[2].kind = Fault::Kind::Rebuild;
    scenario.faults[2].at = {26 * kUsPerSecond};
    const Story story = run(scenario, kEvents);
    const Scorecard end = judged(scenario, story, endOf(scenario));
    EXPECT_EQ(end.parked, 0U);
    EXPECT_EQ(end.wrongRows, 0U);
}

}  // namespace
}  // namespace foldline
