// What repairs do to events and rows.
#include <gtest/gtest.h>

#include <map>

#include "core/judge/scorecard.h"
#include "tests/core/model/points.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::fault;
using testing::run;
using testing::Story;

constexpr std::size_t kRows = 0;
constexpr std::size_t kEvents = 1;

Fault wrongAmounts(const std::string& node, const std::string& field) {
    Fault wrong = fault(Fault::Kind::Corrupt, node);
    wrong.field = field;
    wrong.value = {.type = ValueType::Integer, .integer = 1'000};
    return wrong;
}

Fault repair(Fault::Kind kind, const std::string& node) {
    return {.id = 2, .kind = kind, .node = node, .at = {25 * kUsPerSecond}};
}

Scorecard judged(const Scenario& scenario, const Story& story) {
    Judge judge(scenario, story.plan->dictionary);
    for (const Record& record : story.records) {
        judge.fold(record);
    }
    return judge.scorecard(SimTime{scenario.duration.us});
}

/// Sum of the events' amounts, by entity.
std::map<EntityId, std::int64_t> foldOfEvents(const Story& story) {
    const FieldId amount = story.plan->dictionary.findField("amount");
    std::map<EntityId, std::int64_t> sums;
    for (const Record& event : story.of(Kind::EventAppended)) {
        sums[event.entity] += *event.data.find(amount);
    }
    return sums;
}

std::map<EntityId, std::int64_t> lastRows(const Story& story) {
    const FieldId points = story.plan->dictionary.findField("points");
    std::map<EntityId, std::int64_t> rows;
    for (const Record& record : story.records) {
        if (record.kind == Kind::RowWritten || record.kind == Kind::RowReset) {
            rows[record.entity] = *record.data.find(points);
        }
    }
    return rows;
}

TEST(Correct, MakesWrongEventsGoodByFurtherEvents) {
    Scenario scenario = testing::points();
    scenario.faults = {wrongAmounts("earning", "amount")};
    const Scorecard before = judged(scenario, run(scenario, kEvents));
    EXPECT_GT(before.inconsistentKeys, 10U);
    scenario.faults.push_back(repair(Fault::Kind::Correct, "earning"));
    const Story story = run(scenario, kEvents);
    const Scorecard after = judged(scenario, story);
    EXPECT_EQ(after.inconsistentKeys, 0U);
    EXPECT_EQ(after.wrongRows, 0U);
    EXPECT_EQ(after.appliedTwice, 0U);
    const auto finished = story.of(Kind::RepairFinished);
    ASSERT_EQ(finished.size(), 1U);
    EXPECT_EQ(static_cast<std::uint64_t>(finished[0].value),
              after.totals.eventsAppended - before.totals.eventsAppended);
    EXPECT_EQ(lastRows(story), foldOfEvents(story));
}

TEST(Correct, AppendsNothingWhereNothingWasWrong) {
    Scenario scenario = testing::points();
    scenario.faults = {repair(Fault::Kind::Correct, "earning")};
    for (const std::size_t system : {kRows, kEvents}) {
        const Story story = run(scenario, system);
        ASSERT_EQ(story.of(Kind::RepairFinished).size(), 1U);
        EXPECT_EQ(story.of(Kind::RepairFinished)[0].value, 0);
    }
}

TEST(Correct, LeavesAloneWhatWasSetAnewSince) {
    Scenario scenario = testing::addressChange();
    scenario.workload.pop_back();
    scenario.workload[0].arrivals.until = Duration{20 * kUsPerSecond};
    scenario.entities[0].population = 3;
    Fault wrong = fault(Fault::Kind::Corrupt, "membership");
    wrong.field = "address";
    wrong.value = {.type = ValueType::Text, .integer = 0, .text = "nowhere"};
    scenario.faults = {wrong, repair(Fault::Kind::Correct, "membership")};
    const Story story = run(scenario, kEvents);
    const SymbolId nowhere = story.plan->dictionary.findSymbol("nowhere");
    const FieldId address = story.plan->dictionary.findField("address");
    std::size_t wrongEvents = 0;
    for (const Record& event : story.of(Kind::EventAppended)) {
        wrongEvents += *event.data.find(address) == nowhere.value ? 1 : 0;
    }
    EXPECT_GT(wrongEvents, 10U);
    EXPECT_EQ(story.of(Kind::RepairFinished)[0].value, 0);
    EXPECT_EQ(judged(scenario, story).inconsistentKeys, 0U);
    // Without a later change the right address comes back.
    scenario.workload[0].arrivals.until = Duration{14 * kUsPerSecond};
    const Story mended = run(scenario, kEvents);
    EXPECT_GT(mended.of(Kind::RepairFinished)[0].value, 0);
    EXPECT_LE(mended.of(Kind::RepairFinished)[0].value, 3);
    EXPECT_EQ(judged(scenario, mended).inconsistentKeys, 0U);
}

TEST(Rebuild, ReadsAllEventsAgainIntoEmptyRows) {
    Scenario scenario = testing::points();
    scenario.faults = {wrongAmounts("projector", "points"),
                       repair(Fault::Kind::Rebuild, "projector")};
    const Story story = run(scenario, kEvents);
    const Scorecard card = judged(scenario, story);
    EXPECT_EQ(card.inconsistentKeys, 0U);
    EXPECT_EQ(card.appliedTwice, 0U);
    EXPECT_EQ(card.acknowledgedLost, 0U);
    EXPECT_EQ(lastRows(story), foldOfEvents(story));
    EXPECT_EQ(story.of(Kind::RowReset).size(), 20U);
    EXPECT_GT(card.totals.redelivered, 400U);
    for (const Record& reset : story.of(Kind::OffsetReset)) {
        EXPECT_EQ(reset.value, 0);
        EXPECT_EQ(reset.t, SimTime{25 * kUsPerSecond});
    }
}

TEST(Rebuild, WithoutItTheRowsStayWrong) {
    Scenario scenario = testing::points();
    scenario.faults = {wrongAmounts("projector", "points")};
    EXPECT_GT(judged(scenario, run(scenario, kEvents)).inconsistentKeys, 0U);
}

TEST(Rebuild, AppliesEveryEventOnceEvenInTheMiddleOfTransactions) {
    Scenario scenario = testing::points();
    for (SystemSpec& system : scenario.systems) {
        for (NodeSpec& node : system.nodes) {
            if (auto* rdb = std::get_if<RdbSpec>(&node.spec)) {
                rdb->latency = Distribution::exponential({300 * kUsPerMs});
                rdb->connections = 1;
            }
        }
    }
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        scenario.seed = seed;
        scenario.faults = {repair(Fault::Kind::Rebuild, "projector")};
        const Story story = run(scenario, kEvents);
        EXPECT_EQ(lastRows(story), foldOfEvents(story));
        EXPECT_EQ(judged(scenario, story).appliedTwice, 0U);
    }
}

TEST(Rebuild, ForgetsWhatATransactionKnewToBeDone) {
    Scenario scenario = testing::points();
    std::get<TransactionStep>(scenario.systems[kEvents].handlers[1].steps[0]).once = Once::Event;
    scenario.faults = {repair(Fault::Kind::Rebuild, "projector")};
    const Story story = run(scenario, kEvents);
    EXPECT_EQ(lastRows(story), foldOfEvents(story));
}

TEST(Rebuild, CannotBeMadeWithoutTheDatabase) {
    Scenario scenario = testing::points();
    Fault down = fault(Fault::Kind::Down, "points-db");
    down.length = Duration{30 * kUsPerSecond};
    scenario.faults = {down, repair(Fault::Kind::Rebuild, "projector")};
    const Story story = run(scenario, kEvents);
    const auto failed = story.of(Kind::RepairFailed);
    ASSERT_EQ(failed.size(), 1U);
    EXPECT_EQ(failed[0].peer, story.node("points-db"));
    EXPECT_TRUE(story.of(Kind::RowReset).empty());
}

TEST(Rebuild, OfANodeThatConsumesNothingLeavesItAlone) {
    Scenario scenario = testing::points();
    scenario.faults = {repair(Fault::Kind::Rebuild, "earning")};
    EXPECT_TRUE(run(scenario, kRows).of(Kind::NodeStopped).empty());
}

}  // namespace
}  // namespace foldline
