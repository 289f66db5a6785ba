// Event stores: what a load reads, when an append is refused, what is appended only once.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "core/fold/entity_rules.h"
#include "core/fold/node_statistics.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::run;
using testing::Story;

/// What a test varies of a bank whose accounts are aggregates.
struct Bank {
    std::string arrivals = "poisson: 60/s";
    std::string store = "latency: 2ms, perEvent: 100us, segments: 2";
    std::string steps =
        "[ load: { from: accounts }, work: 3ms, append: { to: accounts, event: "
        "MoneyDeposited, timeout: 100ms, retry: { attempts: 5 } } ]";
    std::string client = "timeout: 2s";
    std::string faults = "[]";
    int accounts = 4;
};

Scenario scenarioOf(const Bank& bank) {
    const std::string text =
        "foldline: 1\nid: bank\ntitle: Bank\nduration: 12s\nentities:\n  account:\n"
        "    key: accountId\n    population: " +
        std::to_string(bank.accounts) +
        "\n    fields: { owner: text, balance: integer, deposits: integer }\n"
        "    initial: { owner: pick(names), balance: \"between(50, 150)\" }\n    events:\n"
        "      MoneyDeposited: { add: { balance: $amount, deposits: 1 } }\nworkload:\n"
        "  - operation: deposit\n    arrivals: { " +
        bank.arrivals +
        " }\n    with: { accountId: any(account), amount: \"between(1, 9)\" }\n"
        "systems:\n  axon:\n    nodes:\n      people: { client: { " +
        bank.client +
        " } }\n      bank: { service: { workers: 8 } }\n      accounts: { eventStore: { " +
        bank.store +
        " } }\n      projector: { service: { workers: 2 } }\n      books: { rdb: {} }\n"
        "    routes: { deposit: people -> bank }\n    handlers:\n      bank.deposit: " +
        bank.steps +
        "\n      projector.rows:\n        consume: { topic: accounts, batch: 10 }\n"
        "        do: [ transaction: { in: books, do: [ { apply: account } ] } ]\nfaults: " +
        bank.faults + "\n";
    return testing::loaded(text);
}

Story runBank(const Bank& bank) {
    return run(scenarioOf(bank), 0);
}

std::string append(const std::string& more) {
    return "[ load: { from: accounts }, append: { to: accounts, event: MoneyDeposited, " + more +
           " } ]";
}

std::size_t countOf(const Story& story, Kind kind, std::string_view what) {
    const auto all = story.of(kind);
    return static_cast<std::size_t>(
        std::ranges::count(all, story.plan->dictionary.findSymbol(what), &Record::what));
}

/// The states of every entity by version: [0] is none, [1] as created.
std::map<EntityId, std::vector<Fields>> foldAll(const Story& story, const Scenario& scenario) {
    const EntityRules rules(scenario, story.plan->dictionary);
    std::map<EntityId, std::vector<Fields>> states;
    for (const Record& record : story.records) {
        if (record.kind == Kind::EntityCreated) {
            states[record.entity] = {Fields{}, record.data};
        } else if (record.kind == Kind::EventAppended) {
            Fields state = states[record.entity].back();
            rules.applyEvent(record.what, record.data, state);
            states[record.entity].push_back(state);
            EXPECT_EQ(record.version + 1, states[record.entity].size());
        }
    }
    return states;
}

class SnapshotsEqualFolds : public ::testing::TestWithParam<std::tuple<std::string, int>> {};

TEST_P(SnapshotsEqualFolds, ForEveryVersionWhateverBreaks) {
    const auto& [snapshot, seed] = GetParam();
    Scenario scenario = scenarioOf(
        {.store = "latency: { exponential: 4ms }, connections: 3, segments: 3" + snapshot,
         .faults = "[ { at: 2s, for: 2s, loseReplies: accounts, probability: 0.5 }, "
                   "{ at: 5s, for: 1s, down: accounts }, { at: 7s, for: 1s, crash: bank }, "
                   "{ at: 9s, for: 1s, flaky: accounts, probability: 0.5 } ]"});
    scenario.seed = static_cast<std::uint64_t>(seed);
    const Story story = run(scenario, 0);
    auto states = foldAll(story, scenario);
    const auto loads = story.of(Kind::StreamLoaded);
    const auto snapshots = story.of(Kind::SnapshotTaken);
    EXPECT_GT(loads.size(), 300U);
    EXPECT_EQ(snapshots.empty(), snapshot.empty());
    for (const Record& record : loads) {
        ASSERT_TRUE(record.data == states[record.entity][record.version]) << record.seq;
    }
    for (const Record& record : snapshots) {
        ASSERT_TRUE(record.data == states[record.entity][record.version]) << record.seq;
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds,
                         SnapshotsEqualFolds,
                         ::testing::Combine(::testing::Values("",
                                                              ", snapshot: { every: 1 }",
                                                              ", snapshot: { every: 7 }"),
                                            ::testing::Range(1, 9)));

TEST(EventStore, ALoadCostsWhatItReadsAndASnapshotCapsIt) {
    for (const bool withSnapshots : {false, true}) {
        const Story story = runBank({.store = std::string("latency: 2ms, perEvent: 100us") +
                                              (withSnapshots ? ", snapshot: { every: 10 }" : "")});
        std::int64_t most = 0;
        for (const Record& loaded : story.of(Kind::StreamLoaded)) {
            const Record& committed = story.records[loaded.cause - 1];
            const Record& started = story.records[committed.cause - 1];
            EXPECT_EQ((committed.t - started.t).us, 2'000 + 100 * loaded.value);
            most = std::max(most, loaded.value);
        }
        if (withSnapshots) {
            EXPECT_EQ(most, 9);
        } else {
            EXPECT_GT(most, 100);
        }
    }
}

TEST(EventStore, OfTwoThatLoadedTheSameVersionOneConflicts) {
    const Story story =
        runBank({.arrivals = "burst: 2", .steps = append("expect: loaded"), .accounts = 1});
    EXPECT_EQ(story.of(Kind::EventAppended).size(), 1U);
    const auto conflicts = story.of(Kind::AppendConflicted);
    ASSERT_EQ(conflicts.size(), 1U);
    EXPECT_EQ(conflicts[0].value, 1);
    EXPECT_EQ(conflicts[0].version, 2U);
    EXPECT_EQ(countOf(story, Kind::TransactionRolledBack, "conflict"), 1U);
    EXPECT_EQ(countOf(story, Kind::HandlerFailed, "conflict"), 1U);
}

TEST(EventStore, AfterALoadAnAppendExpectsWhatWasLoaded) {
    const Story story =
        runBank({.arrivals = "burst: 2", .steps = append("timeout: 1s"), .accounts = 1});
    EXPECT_EQ(story.of(Kind::AppendConflicted).size(), 1U);
}

TEST(EventStore, AConflictStartsAgainFromTheLoad) {
    const Story story = runBank(
        {.arrivals = "burst: 4", .steps = append("conflicts: { attempts: 4 }"), .accounts = 1});
    EXPECT_EQ(story.of(Kind::EventAppended).size(), 4U);
    EXPECT_EQ(story.of(Kind::AppendConflicted).size(), 3U + 2U + 1U);
    EXPECT_EQ(story.of(Kind::StreamLoaded).size(), 4U + 3U + 2U + 1U);
    EXPECT_TRUE(story.of(Kind::HandlerFailed).empty());
    const Story fewer = runBank(
        {.arrivals = "burst: 4", .steps = append("conflicts: { attempts: 2 }"), .accounts = 1});
    EXPECT_EQ(fewer.of(Kind::EventAppended).size(), 2U);
    EXPECT_EQ(countOf(fewer, Kind::HandlerFailed, "conflict"), 2U);
}

TEST(EventStore, ARetryOfTheStepDoesNotAskAgainAfterAConflict) {
    const Story story =
        runBank({.arrivals = "burst: 2", .steps = append("retry: { attempts: 5 }"), .accounts = 1});
    EXPECT_EQ(story.of(Kind::EventProduced).size(), 2U);
    EXPECT_EQ(story.of(Kind::AppendConflicted).size(), 1U);
}

TEST(EventStore, WhoExpectsAnyVersionNeverConflicts) {
    const Story story =
        runBank({.arrivals = "burst: 9", .steps = append("expect: any"), .accounts = 1});
    EXPECT_EQ(story.of(Kind::EventAppended).size(), 9U);
    EXPECT_TRUE(story.of(Kind::AppendConflicted).empty());
}

TEST(EventStore, AnExactVersionIsMetByOneEvent) {
    for (const auto& [expect, appended] :
         std::vector<std::pair<std::string, std::size_t>>{{"none", 1}, {"1", 1}, {"2", 0}}) {
        const Story story =
            runBank({.arrivals = "burst: 5", .steps = append("expect: " + expect), .accounts = 1});
        EXPECT_EQ(story.of(Kind::EventAppended).size(), appended) << expect;
        EXPECT_EQ(story.of(Kind::AppendConflicted).size(), 5U - appended) << expect;
    }
}

TEST(EventStore, AHandlerKnowsItsOwnEvents) {
    const std::string own = "append: { to: accounts, event: MoneyDeposited }";
    const Story story =
        runBank({.arrivals = "every: 50ms",
                 .steps = "[ load: { from: accounts }, " + own + ", " + own + " ]"});
    EXPECT_EQ(story.of(Kind::EventAppended).size(),
              2 * countOf(story, Kind::HandlerFinished, "deposit"));
    EXPECT_TRUE(story.of(Kind::AppendConflicted).empty());
}

TEST(EventStore, ARequirementIsJudgedOnWhatWasLoaded) {
    const std::string steps =
        "[ load: { from: accounts }, require: account.balance >= 200, append: { to: accounts, "
        "event: MoneyDeposited } ]";
    const Bank bank{.arrivals = "every: 50ms", .steps = steps};
    EXPECT_TRUE(runBank(bank).of(Kind::EventAppended).empty());  // nobody begins with so much
    Bank less = bank;
    less.steps.replace(less.steps.find(">= 200"), 6, "<= 160");
    const Story story = runBank(less);
    auto states = foldAll(story, scenarioOf(less));
    const FieldId balance = story.plan->dictionary.findField("balance");
    for (const Record& event : story.of(Kind::EventAppended)) {
        EXPECT_LE(*states[event.entity][event.version - 1].find(balance), 160);
    }
    EXPECT_GT(story.of(Kind::EventAppended).size(), 20U);
    EXPECT_GT(countOf(story, Kind::HandlerFailed, "rejected"), 20U);
    EXPECT_TRUE(story.of(Kind::AppendConflicted).empty());
}

TEST(EventStore, ARequirementKnowsTheVersion) {
    const Story story = runBank({.arrivals = "every: 50ms",
                                 .steps = "[ load: { from: accounts }, require: account.version < "
                                          "5, append: { to: accounts, event: MoneyDeposited } ]"});
    EXPECT_EQ(story.of(Kind::EventAppended).size(), 4U * 4U);
}

TEST(EventStore, ARepeatedAppendIsKnownByItsIdAndAnsweredOk) {
    const Story story =
        runBank({.faults = "[ { at: 2s, for: 8s, loseReplies: accounts, probability: 0.6 } ]"});
    std::map<RequestId, Record> appended;
    for (const Record& event : story.of(Kind::EventAppended)) {
        EXPECT_TRUE(appended.try_emplace(event.request, event).second) << event.seq;
    }
    const auto skipped = story.of(Kind::DuplicateSkipped);
    ASSERT_FALSE(skipped.empty());
    bool later = false;
    for (const Record& record : skipped) {
        ASSERT_TRUE(appended.contains(record.request));
        EXPECT_EQ(record.value, appended[record.request].version);
        EXPECT_GE(record.version, appended[record.request].version);
        later = later || record.version > appended[record.request].version;
        EXPECT_EQ(story.records[record.cause - 1].kind, Kind::TransactionCommitted);
    }
    EXPECT_TRUE(later) << "no stream had gone on before its event was repeated";
}

TEST(EventStore, AHandlerThatRunsAgainAppendsANewEvent) {
    const Story story = runBank(
        {.steps = "[ load: { from: accounts, timeout: 50ms }, append: { to: accounts, event: "
                  "MoneyDeposited, timeout: 50ms } ]",
         .client = "timeout: 500ms, retry: { attempts: 4 }",
         .faults = "[ { at: 2s, for: 8s, loseReplies: accounts, probability: 0.6 } ]"});
    std::map<RequestId, int> events;
    for (const Record& event : story.of(Kind::EventAppended)) {
        ++events[event.request];
    }
    EXPECT_TRUE(std::ranges::any_of(events, [](const auto& each) { return each.second > 1; }));
    EXPECT_TRUE(story.of(Kind::DuplicateSkipped).empty());
}

TEST(EventStore, ACrashForgetsWhatWasUnderWayAndNoEvent) {
    const Bank bank{.store = "latency: 40ms, connections: 20",
                    .faults = "[ { at: 4s, for: 1s, crash: accounts } ]"};
    const Story story = runBank(bank);
    EXPECT_GT(countOf(story, Kind::TransactionRolledBack, "connection lost"), 0U);
    const auto states = foldAll(story, scenarioOf(bank));
    const auto loads = story.of(Kind::StreamLoaded);
    EXPECT_TRUE(std::ranges::any_of(loads, [](const Record& load) {
        return load.t > SimTime{5 * kUsPerSecond} && load.version > 20;
    }));
}

TEST(EventStore, AllItsEventsAreATopic) {
    const Story story = runBank({});
    const auto appended = story.of(Kind::EventAppended);
    EXPECT_GT(appended.size(), 500U);
    std::map<std::int32_t, std::int64_t> ends;
    for (const Record& event : appended) {
        EXPECT_EQ(event.value, ends[event.slot]++);
    }
    EXPECT_EQ(ends.size(), 2U);
    const auto rows = story.of(Kind::RowWritten);
    EXPECT_GE(rows.size() + 5, appended.size());
    EXPECT_EQ(rows.size(), story.of(Kind::EventDelivered).size());
}

TEST(EventStore, AForkHasItsOwnStreams) {
    const Scenario scenario = scenarioOf({.store = "snapshot: { every: 5 }"});
    const Story whole = run(scenario, 0);
    Simulator first(whole.plan, {scenario.seed, SimTime{scenario.duration.us}, scenario.faults});
    RecordVector records;
    first.runUntil(SimTime{6 * kUsPerSecond}, records);
    Simulator fork = first;
    RecordVector elsewhere;
    first.runUntil(SimTime{scenario.duration.us}, elsewhere);
    fork.runUntil(SimTime{scenario.duration.us}, records);
    EXPECT_TRUE(whole.records == records.records());
}

TEST(EventStore, LoadsAndAppendsArePiecesOfWorkLikeTransactions) {
    const Story story =
        runBank({.arrivals = "poisson: 150/s", .store = "latency: 8ms, connections: 2, queue: 3"});
    NodeStatistics statistics(story.plan->dictionary, SimTime{});
    for (const Record& record : story.records) {
        statistics.fold(record);
    }
    const NodeId store = story.node("accounts");
    const NodeSummary all = statistics.summarise(story.records.back().t)[store.value];
    EXPECT_EQ(all.arrivals, all.completed + all.failed + all.refused + all.lost + all.open);
    EXPECT_EQ(all.events, story.of(Kind::EventAppended).size());
    EXPECT_GE(all.completed, all.events + story.of(Kind::StreamLoaded).size());
    EXPECT_EQ(all.failed, story.of(Kind::AppendConflicted).size());
    EXPECT_GT(all.refused, 0U);
    EXPECT_GT(all.wait.meanUs, 0.0);
    EXPECT_GT(all.utilisation, 0.7);
}

TEST(EventStore, AServiceGoneWrongAppendsWrongEvents) {
    const Story story =
        runBank({.faults = "[ { at: 2s, for: 3s, corrupt: bank, field: amount, value: 1000 } ]"});
    const FieldId amount = story.plan->dictionary.findField("amount");
    std::size_t wrong = 0;
    for (const Record& event : story.of(Kind::EventAppended)) {
        const bool isWrong = *event.data.find(amount) == 1000;
        wrong += isWrong ? 1 : 0;
        EXPECT_TRUE(!isWrong ||
                    (event.t >= SimTime{2 * kUsPerSecond} && event.t < SimTime{6 * kUsPerSecond}))
            << event.t.us;
    }
    EXPECT_GT(wrong, 0U);
}

}  // namespace
}  // namespace foldline
