// What a transaction does only once, and what it forgets.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/model/inbox.h"
#include "tests/core/model/address_change.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::fault;
using testing::run;
using testing::Story;

TransactionStep& transactionOf(Scenario& scenario, std::size_t system) {
    for (Handler& handler : scenario.systems[system].handlers) {
        for (Step& step : handler.steps) {
            if (auto* transaction = std::get_if<TransactionStep>(&step)) {
                return *transaction;
            }
        }
    }
    throw std::logic_error("no transaction");
}

RdbSpec& rdbOf(Scenario& scenario, std::size_t system) {
    return std::get<RdbSpec>(scenario.systems[system].nodes.back().spec);
}

Scenario once(std::size_t system, Once by) {
    Scenario scenario = testing::withRoom();
    transactionOf(scenario, system).once = by;
    scenario.faults = {fault(Fault::Kind::LoseReplies, "members-db")};
    return scenario;
}

/// How often each request was written to the row, the most.
int mostWritten(const Story& story) {
    std::map<RequestId, int> effects;
    int most = 0;
    for (const Record& row : story.of(Kind::RowWritten)) {
        most = std::max(most, ++effects[row.request]);
    }
    return most;
}

TEST(Once, ARetryAfterALostReplyIsSkippedAndAnsweredOk) {
    const Story story = run(once(0, Once::Request), 0);
    EXPECT_EQ(mostWritten(story), 1);
    const auto skipped = story.of(Kind::DuplicateSkipped);
    ASSERT_FALSE(skipped.empty());
    const SymbolId ok = story.plan->dictionary.findSymbol("ok");
    for (const Record& record : skipped) {
        const Record& committed = story.records[record.cause - 1];
        ASSERT_EQ(committed.kind, Kind::TransactionCommitted);
        EXPECT_EQ(committed.value, 0);
        const auto reply = std::ranges::find_if(story.records, [&](const Record& r) {
            return r.kind == Kind::ReplySent && r.cause == committed.seq;
        });
        ASSERT_NE(reply, story.records.end());
        EXPECT_EQ(reply->what, ok);
        EXPECT_EQ(record.node, story.node("members-db"));
        EXPECT_TRUE(record.entity.exists());
    }
}

TEST(Once, WithoutAKeyTheSameRetryIsAppliedTwice) {
    EXPECT_GT(mostWritten(run(once(0, Once::No), 0)), 1);
}

TEST(Once, EachEventOfARedeliveredBatchIsAppliedOnce) {
    const Story story = run(once(1, Once::Event), 1);
    EXPECT_EQ(mostWritten(story), 1);
    EXPECT_FALSE(story.of(Kind::DuplicateSkipped).empty());
    EXPECT_EQ(story.of(Kind::RowWritten).size(), story.of(Kind::EventAppended).size());
    EXPECT_GT(mostWritten(run(once(1, Once::No), 1)), 1);
}

Scenario acknowledgementsLost(RetryPolicy retry, Once by) {
    Scenario scenario = testing::withRoom();
    transactionOf(scenario, 1).once = by;
    std::get<ProduceStep>(scenario.systems[1].handlers[0].steps[1]).retry = retry;
    scenario.faults = {fault(Fault::Kind::LoseReplies, "broker")};
    scenario.faults[0].probability = 0.5;
    return scenario;
}

TEST(Once, ARetryOfTheProduceStepRepeatsTheIdOfTheEvent) {
    const Story story = run(acknowledgementsLost({.attempts = 5}, Once::Event), 1);
    const std::size_t events = story.of(Kind::EventAppended).size();
    const std::size_t skipped = story.of(Kind::DuplicateSkipped).size();
    EXPECT_GT(skipped, 0U);
    EXPECT_EQ(story.of(Kind::RowWritten).size() + skipped, events);
    EXPECT_EQ(mostWritten(story), 1);
}

TEST(Once, ASecondExecutionOfTheHandlerMakesANewEventButHasTheSameRequest) {
    Scenario scenario = acknowledgementsLost({}, Once::Event);
    std::get<ClientSpec>(scenario.systems[1].nodes[0].spec).retry = {.attempts = 4};
    EXPECT_GT(mostWritten(run(scenario, 1)), 1);
    transactionOf(scenario, 1).once = Once::Request;
    const Story story = run(scenario, 1);
    EXPECT_EQ(mostWritten(story), 1);
    EXPECT_FALSE(story.of(Kind::DuplicateSkipped).empty());
}

TEST(Once, KeysSurviveACrashAndARollbackLeavesNone) {
    Scenario scenario = once(0, Once::Request);
    std::get<GatewaySpec>(scenario.systems[0].nodes[1].spec).retry = {
        .attempts = 20, .backoff = RetryPolicy::Backoff::Fixed, .base = {500 * kUsPerMs}};
    scenario.faults.push_back(fault(Fault::Kind::Down, "members-db"));
    scenario.faults.back().id = 2;
    scenario.faults.back().at = {12 * kUsPerSecond};
    scenario.faults.back().length = Duration{kUsPerSecond};
    scenario.faults.push_back(fault(Fault::Kind::Flaky, "members-db"));
    scenario.faults.back().id = 3;
    scenario.faults.back().probability = 0.5;
    const Story story = run(scenario, 0);
    EXPECT_EQ(mostWritten(story), 1);
    std::map<RequestId, Seq> rows;
    for (const Record& row : story.of(Kind::RowWritten)) {
        rows[row.request] = row.seq;
    }
    const auto stopped = story.of(Kind::NodeStopped);
    ASSERT_EQ(stopped.size(), 1U);
    bool across = false;
    for (const Record& skipped : story.of(Kind::DuplicateSkipped)) {
        ASSERT_TRUE(rows.contains(skipped.request)) << "nothing was written for what was skipped";
        EXPECT_LT(rows[skipped.request], skipped.seq);
        across = across || (rows[skipped.request] < stopped[0].seq && stopped[0].seq < skipped.seq);
    }
    EXPECT_TRUE(across);
    EXPECT_FALSE(story.of(Kind::TransactionRolledBack).empty());
}

TEST(Once, WhatFellOutOfTheWindowIsAppliedAgain) {
    for (const InboxSpec& window : {InboxSpec{.keep = Duration{100 * kUsPerMs}, .rows = {}},
                                    InboxSpec{.keep = {}, .rows = 1}}) {
        Scenario scenario = once(0, Once::Request);
        rdbOf(scenario, 0).inbox = window;
        EXPECT_GT(mostWritten(run(scenario, 0)), 1);
    }
}

TEST(Once, AForkKnowsWhatWasStoredBefore) {
    const Scenario scenario = once(0, Once::Request);
    const Story whole = run(scenario, 0);
    Simulator first(whole.plan, {scenario.seed, SimTime{scenario.duration.us}, scenario.faults});
    RecordVector records;
    first.runUntil(SimTime{12 * kUsPerSecond}, records);
    Simulator fork = first;
    RecordVector elsewhere;
    first.runUntil(SimTime{scenario.duration.us}, elsewhere);
    fork.runUntil(SimTime{scenario.duration.us}, records);
    EXPECT_TRUE(whole.records == records.records());
}

TEST(Inbox, KnowsAKeyOnlyToTheStepThatStoredIt) {
    Inbox inbox;
    const Inbox::Key key{.handler = 1, .step = 2, .type = SymbolId{3}, .number = 400};
    inbox.store(key, 5);
    EXPECT_TRUE(inbox.knows(key, 5, {}));
    for (const Inbox::Key& other : {Inbox::Key{0, 2, SymbolId{3}, 400},
                                    Inbox::Key{1, 0, SymbolId{3}, 400},
                                    Inbox::Key{1, 2, SymbolId::none(), 400},
                                    Inbox::Key{1, 2, SymbolId{3}, 401}}) {
        EXPECT_FALSE(inbox.knows(other, 5, {}));
    }
}

TEST(Inbox, ForgetsByAgeAndByNumber) {
    Inbox inbox;
    const auto key = [](std::uint64_t number) {
        return Inbox::Key{.type = SymbolId::none(), .number = number};
    };
    inbox.store(key(0), 0);
    inbox.store(key(1), 10);
    const InboxSpec old{.keep = Duration{10}, .rows = {}};
    EXPECT_TRUE(inbox.knows(key(0), 10, old));
    EXPECT_FALSE(inbox.knows(key(0), 11, old));
    EXPECT_TRUE(inbox.knows(key(1), 11, old));
    const InboxSpec two{.keep = {}, .rows = 2};
    EXPECT_TRUE(inbox.knows(key(0), 11, two));
    inbox.store(key(2), 11);
    EXPECT_FALSE(inbox.knows(key(0), 11, two));
    EXPECT_TRUE(inbox.knows(key(1), 11, two));
}

}  // namespace
}  // namespace foldline
