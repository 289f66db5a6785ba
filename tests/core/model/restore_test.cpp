// Going back to a backup: rows, and with them the progress of consumers.
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
constexpr SimTime kRestoredAt{25 * kUsPerSecond};

Scenario backedUp(bool log) {
    Scenario scenario = testing::points();
    for (SystemSpec& system : scenario.systems) {
        for (NodeSpec& node : system.nodes) {
            if (auto* rdb = std::get_if<RdbSpec>(&node.spec)) {
                rdb->backup = BackupSpec{.every = {10 * kUsPerSecond}, .log = log};
            }
        }
    }
    scenario.faults = {{.id = 1,
                        .kind = Fault::Kind::Restore,
                        .node = "points-db",
                        .at = kRestoredAt,
                        .length = Duration{2 * kUsPerSecond}}};
    return scenario;
}

using Rows = std::map<EntityId, Fields>;

Rows rowsAt(const Story& story, SimTime at) {
    Rows rows;
    for (const Record& record : story.records) {
        if (record.t > at) {
            break;
        }
        const bool about = record.kind == Kind::EntityCreated || record.kind == Kind::RowWritten ||
                           record.kind == Kind::RowReset;
        for (std::size_t i = 0; about && i < record.data.count; ++i) {
            rows[record.entity].set(record.data.ids[i], record.data.values[i]);
        }
    }
    return rows;
}

Scorecard judged(const Scenario& scenario, const Story& story) {
    Judge judge(scenario, story.plan->dictionary);
    for (const Record& record : story.records) {
        judge.fold(record);
    }
    return judge.scorecard(SimTime{scenario.duration.us});
}

SimTime seconds(double s) {
    return SimTime{static_cast<std::int64_t>(s * 1e6)};
}

TEST(Backup, IsTakenRegularlyWhileTheDatabaseIsUp) {
    Scenario scenario = backedUp(false);
    scenario.faults = {fault(Fault::Kind::Down, "points-db")};
    scenario.faults[0].at = {19 * kUsPerSecond};
    scenario.faults[0].length = Duration{2 * kUsPerSecond};
    std::vector<SimTime> times;
    for (const Record& taken : run(scenario, kRows).of(Kind::BackupTaken)) {
        times.push_back(taken.t);
        EXPECT_EQ(taken.value, static_cast<std::int64_t>(times.size()));
    }
    EXPECT_EQ(times,
              (std::vector{seconds(10), seconds(30), seconds(40), seconds(50), seconds(60)}));
}

TEST(Restore, PutsTheRowsBackToTheLastBackup) {
    const Scenario scenario = backedUp(false);
    const Story story = run(scenario, kRows);
    EXPECT_EQ(rowsAt(story, seconds(27)), rowsAt(story, seconds(20)));
    EXPECT_NE(rowsAt(story, seconds(24.9)), rowsAt(story, seconds(20)));
    for (const Record& reset : story.of(Kind::RowReset)) {
        EXPECT_EQ(reset.t, seconds(27));
    }
}

TEST(Restore, WithALogGoesBackToAnyTime) {
    Scenario scenario = backedUp(true);
    scenario.faults[0].asOf = seconds(23.5);
    const Story story = run(scenario, kRows);
    EXPECT_EQ(rowsAt(story, seconds(27)), rowsAt(story, seconds(23.5)));
}

TEST(Restore, WithoutALogGoesBackToTheBackupBefore) {
    Scenario scenario = backedUp(false);
    scenario.faults[0].asOf = seconds(19.9);
    const Story story = run(scenario, kRows);
    EXPECT_EQ(rowsAt(story, seconds(27)), rowsAt(story, seconds(10)));
}

TEST(Restore, LosesWhatWasAcceptedSince) {
    const Scenario scenario = backedUp(false);
    const Story story = run(scenario, kRows);
    std::uint64_t since = 0;
    for (const Record& row : story.of(Kind::RowWritten)) {
        since += row.t > seconds(20) && row.t <= seconds(25) ? 1 : 0;
    }
    ASSERT_GT(since, 50U);
    const Scorecard card = judged(scenario, story);
    EXPECT_EQ(card.acknowledgedLost, since);
    EXPECT_GT(card.wrongRows, 0U);
    EXPECT_GT(card.totals.refused, 20U);
}

TEST(Restore, OfAReadModelTakesItsOffsetsBackAndLosesNothing) {
    for (const bool log : {false, true}) {
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            SCOPED_TRACE("seed " + std::to_string(seed));
            Scenario scenario = backedUp(log);
            scenario.seed = seed;
            scenario.faults[0].asOf = seconds(21.3);
            const Story story = run(scenario, kEvents);
            const Scorecard card = judged(scenario, story);
            EXPECT_EQ(card.wrongRows, 0U);
            EXPECT_EQ(card.appliedTwice, 0U);
            EXPECT_EQ(card.acknowledgedLost, 0U);
            EXPECT_GT(card.totals.redelivered, 0U);
            EXPECT_FALSE(story.of(Kind::OffsetReset).empty());
        }
    }
}

TEST(Restore, ForgetsTheKeysThatWereStoredSince) {
    Scenario scenario = backedUp(false);
    std::get<TransactionStep>(scenario.systems[kEvents].handlers[1].steps[0]).once = Once::Event;
    const Scorecard card = judged(scenario, run(scenario, kEvents));
    EXPECT_EQ(card.wrongRows, 0U);
    EXPECT_EQ(card.appliedTwice, 0U);
}

TEST(Restore, TwiceGoesBackTwice) {
    Scenario scenario = backedUp(true);
    scenario.faults.push_back(scenario.faults[0]);
    scenario.faults[1].id = 2;
    scenario.faults[1].at = seconds(35);
    scenario.faults[1].asOf = seconds(31.7);
    scenario.faults[1].length.reset();
    const Story rows = run(scenario, kRows);
    EXPECT_EQ(rowsAt(rows, seconds(35)), rowsAt(rows, seconds(31.7)));
    const Scorecard card = judged(scenario, run(scenario, kEvents));
    EXPECT_EQ(card.wrongRows, 0U);
    EXPECT_EQ(card.appliedTwice, 0U);
}

TEST(Restore, IsDownForAsLongAsItTakes) {
    const Story story = run(backedUp(false), kRows);
    ASSERT_EQ(story.of(Kind::NodeStopped).size(), 1U);
    EXPECT_EQ(story.of(Kind::NodeStopped)[0].t, kRestoredAt);
    EXPECT_EQ(story.of(Kind::NodeStarted)[0].t, seconds(27));
    EXPECT_EQ(story.of(Kind::RepairFinished)[0].t, seconds(27));
}

TEST(Restore, CannotBeMadeWithoutABackup) {
    Scenario scenario = backedUp(true);
    scenario.faults[0].asOf = seconds(9);
    const Story story = run(scenario, kRows);
    ASSERT_EQ(story.of(Kind::RepairFailed).size(), 1U);
    EXPECT_EQ(story.of(Kind::RepairFailed)[0].what, story.plan->dictionary.findSymbol("no backup"));
    EXPECT_TRUE(story.of(Kind::RowReset).empty());
    EXPECT_TRUE(story.of(Kind::NodeStopped).empty());
}

}  // namespace
}  // namespace foldline
