// Crashes between two steps of a handler.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/model/outbox_system.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::run;
using testing::Story;

constexpr std::size_t kRows = 0;
constexpr std::size_t kEvents = 1;

Fault crash(const std::string& node, const std::string& after) {
    Fault fault = testing::fault(Fault::Kind::Crash, node);
    fault.after = after;
    fault.length = Duration{2 * kUsPerSecond};
    return fault;
}

Scenario crashing(const std::string& node, const std::string& after) {
    Scenario scenario = testing::withRoom();
    scenario.faults = {crash(node, after)};
    return scenario;
}

const Record& started(const Story& story) {
    static const Record kNone;
    const auto found = std::ranges::find(story.records, Kind::FaultStarted, &Record::kind);
    EXPECT_NE(found, story.records.end());
    return found == story.records.end() ? kNone : *found;
}

/// What the node said last before it crashed.
const Record& lastOf(const Story& story, NodeId node, Seq before) {
    Seq seq = before - 1;
    while (story.records[seq - 1].node != node) {
        --seq;
    }
    return story.records[seq - 1];
}

TEST(CrashAfter, ComesBetweenTheStepAndTheNextOne) {
    const Story story = run(crashing("membership", "changeAddress/2"), kRows);
    const Record& fault = started(story);
    EXPECT_GE(fault.t, SimTime{10 * kUsPerSecond});
    EXPECT_LT(fault.t, SimTime{11 * kUsPerSecond});
    EXPECT_EQ(fault.cause, 0U);
    const Record& last = lastOf(story, fault.node, fault.seq);
    EXPECT_EQ(last.kind, Kind::ReplyReceived);
    EXPECT_EQ(last.t, fault.t);
    EXPECT_EQ(last.peer, story.node("members-db"));
    // The row is there, and the client was told nothing but that the connection is lost.
    const auto rows = story.of(Kind::RowWritten);
    EXPECT_NE(std::ranges::find(rows, last.request, &Record::request), rows.end());
    const SymbolId ok = story.plan->dictionary.findSymbol("ok");
    for (const Record& reply : story.of(Kind::ReplySent)) {
        EXPECT_FALSE(reply.node == fault.node && reply.request == last.request && reply.what == ok);
    }
}

TEST(CrashAfter, LastsFromThereForAsLongAsItSays) {
    const Story story = run(crashing("membership", "changeAddress/1"), kRows);
    const auto ended = story.of(Kind::FaultEnded);
    ASSERT_EQ(ended.size(), 1U);
    EXPECT_EQ(ended[0].t, started(story).t + Duration{2 * kUsPerSecond});
    ASSERT_EQ(story.of(Kind::NodeStarted).size(), 1U);
    EXPECT_EQ(story.of(Kind::NodeStarted)[0].cause, ended[0].seq);
}

TEST(CrashAfter, HappensOnceForEachFault) {
    Scenario scenario = crashing("membership", "changeAddress/1");
    scenario.faults.push_back(scenario.faults[0]);
    scenario.faults[1].id = 2;
    scenario.faults[1].at = {20 * kUsPerSecond};
    const Story story = run(scenario, kRows);
    EXPECT_EQ(story.of(Kind::NodeStopped).size(), 2U);
    EXPECT_EQ(story.of(Kind::FaultEnded).size(), 2U);
}

TEST(CrashAfter, AReplyIsUnderWayWhenItIsMeant) {
    const Story story = run(crashing("membership", "changeAddress/3"), kRows);
    const Record& fault = started(story);
    const Record& last = lastOf(story, fault.node, fault.seq);
    EXPECT_EQ(last.kind, Kind::ReplySent);
    EXPECT_EQ(last.what, story.plan->dictionary.findSymbol("ok"));
    EXPECT_EQ(last.t, fault.t);
}

TEST(CrashAfter, OneThatIsNeverMetLeavesNoTrace) {
    Scenario scenario = crashing("membership", "changeAddress/2");
    const Story without = [&] {
        Scenario calm = scenario;
        calm.faults.clear();
        return run(calm, kRows);
    }();
    // The last requests arrive before it is armed.
    for (Workload& workload : scenario.workload) {
        workload.arrivals.until = Duration{9 * kUsPerSecond};
    }
    Scenario calm = scenario;
    calm.faults.clear();
    EXPECT_TRUE(run(scenario, kRows).records == run(calm, kRows).records);
    for (const char* other : {"changeAddress/4", "membership/1", "changeAddress/commit"}) {
        scenario = crashing("membership", other);
        EXPECT_TRUE(run(scenario, kRows).records == without.records) << other;
    }
}

TEST(CrashAfter, BeforeTheOffsetIsStoredTheWorkIsDoneAgain) {
    Scenario scenario = crashing("projector", "membership/commit");
    const Story after = run(scenario, kEvents);
    const Record& fault = started(after);
    EXPECT_EQ(lastOf(after, fault.node, fault.seq).kind, Kind::HandlerFinished);
    EXPECT_GT(after.of(Kind::RowWritten).size(), after.of(Kind::EventAppended).size());
    std::get<TransactionStep>(scenario.systems[kEvents].handlers[1].steps[0]).once = Once::Event;
    const Story once = run(scenario, kEvents);
    EXPECT_EQ(once.of(Kind::RowWritten).size(), once.of(Kind::EventAppended).size());
    EXPECT_GT(once.of(Kind::DuplicateSkipped).size(), 0U);
}

TEST(CrashAfter, BeforeTheOffsetIsStoredFirstNothingWasDone) {
    Scenario scenario = crashing("projector", "membership/commit");
    scenario.systems[kEvents].handlers[1].consume->commit = ConsumeSpec::Commit::Before;
    const Story story = run(scenario, kEvents);
    ASSERT_EQ(story.of(Kind::NodeStopped).size(), 1U);
    EXPECT_EQ(story.of(Kind::RowWritten).size(), story.of(Kind::EventAppended).size());
    // One step later the offset is stored already.
    scenario.systems[kEvents].handlers[1].steps.insert(
        scenario.systems[kEvents].handlers[1].steps.begin(),
        WorkStep{Distribution::constant({kUsPerMs})});
    scenario.faults = {crash("projector", "membership/1")};
    const Story lost = run(scenario, kEvents);
    EXPECT_LT(lost.of(Kind::RowWritten).size(), lost.of(Kind::EventAppended).size());
}

TEST(CrashAfter, AnEventWithoutItsRowAndARowWithoutItsEvent) {
    Scenario scenario = testing::withRoom();
    SystemSpec& system = scenario.systems[kEvents];
    auto& steps = system.handlers[0].steps;
    const Step write = std::get<TransactionStep>(scenario.systems[kRows].handlers[0].steps[1]);
    steps.insert(steps.begin() + 1, write);
    system.handlers.pop_back();
    scenario.faults = {crash("membership", "changeAddress/2")};
    const Story row = run(scenario, kEvents);
    EXPECT_EQ(row.of(Kind::RowWritten).size(), row.of(Kind::EventAppended).size() + 1);
    std::swap(steps[1], steps[2]);
    const Story event = run(scenario, kEvents);
    EXPECT_EQ(event.of(Kind::RowWritten).size() + 1, event.of(Kind::EventAppended).size());
}

/// Faults changed at `t` must give what a fresh run with them gives.
void expectAsFresh(const Scenario& scenario, const std::vector<Fault>& others, SimTime t) {
    const auto plan = compilePlan(scenario, 0);
    ASSERT_TRUE(plan);
    const SimTime horizon{scenario.duration.us};
    Simulator fork(*plan, {scenario.seed, horizon, scenario.faults});
    RecordVector records;
    fork.runUntil(t, records);
    fork.setFaults(others);
    fork.runUntil(horizon, records);
    Simulator fresh(*plan, {scenario.seed, horizon, others});
    RecordVector expected;
    fresh.runUntil(horizon, expected);
    EXPECT_TRUE(records.records() == expected.records()) << "forked at " << t.us;
}

TEST(CrashAfter, AForkKeepsOneThatIsArmedAndOneThatIsInForce) {
    Scenario scenario = testing::outboxStory(testing::polling());
    scenario.faults = {crash("membership", "changeAddress/2"), crash("relay", "outbox/send")};
    scenario.faults[1].id = 2;
    const Fault later = [] {
        Fault fault = testing::fault(Fault::Kind::Slow, "members-db");
        fault.id = 3;
        fault.at = {18 * kUsPerSecond};
        return fault;
    }();
    std::vector<Fault> others = scenario.faults;
    others.push_back(later);
    // Before they are armed, while they are in force, and when they are over.
    for (const std::int64_t ms : {5'000, 10'001, 10'400, 11'000, 13'000, 17'999}) {
        expectAsFresh(scenario, others, SimTime{ms * kUsPerMs});
    }
    std::swap(others[0], others[2]);
    expectAsFresh(scenario, others, SimTime{11 * kUsPerSecond});
}

TEST(CrashAfter, AForkMayAddRemoveAndLengthenOne) {
    Scenario scenario = testing::outboxStory(testing::polling());
    const std::vector<Fault> crashes = {crash("membership", "changeAddress/2")};
    expectAsFresh(scenario, crashes, SimTime{9'999'999});
    scenario.faults = crashes;
    expectAsFresh(scenario, {}, SimTime{9'999'999});
    std::vector<Fault> longer = crashes;
    longer[0].length = Duration{5 * kUsPerSecond};
    expectAsFresh(scenario, longer, SimTime{11'999'999});
    longer[0].length.reset();
    expectAsFresh(scenario, longer, SimTime{11'999'999});
}

}  // namespace
}  // namespace foldline
