// Orchestrated sagas: what is left when each step fails in turn, in which order it is undone, what
// survives a crash, and what two sagas see of each other.
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::run;
using testing::Story;

constexpr int kSteps = 4;

/// One request for a saga of four steps, each of which sets a field of its own to 1 and has a
/// compensation that sets it to 2. Step `failing` (1 to 4) is rejected, 0: none; a pivot may stand
/// behind a step, and one compensation may fail for good.
struct Case {
    int failing = 0;
    int pivot = 0;
    int stuck = 0;
    std::string saga = "{}";
    std::string faults;
};

std::string step(const Case& one, int number) {
    const std::string n = std::to_string(number);
    const std::string guard =
        number == one.failing ? "{ require: thing.poison == 1 }, " : std::string();
    const std::string stuck =
        number == one.stuck ? "{ require: thing.poison == 1 }, " : std::string();
    return "          - transaction: { in: db, do: [ " + guard + "{ update: thing, set: { s" + n +
           ": 1 } } ] }\n" + "            compensate: [ { transaction: { in: db, do: [ " + stuck +
           "{ update: thing, set: { s" + n + ": 2 } } ] } } ]\n" +
           (number == one.pivot ? "            pivot: true\n" : "");
}

Scenario scenarioOf(const Case& one) {
    std::string text = R"(foldline: 1
id: saga
title: A saga of four steps
duration: 20s
entities:
  thing:
    key: thingId
    population: 1
    fields: { s1: integer, s2: integer, s3: integer, s4: integer, poison: integer }
    events: { Done: { set: { s1: 1 } } }
workload:
  - operation: go
    arrivals: { times: [1s] }
    with: { thingId: each(thing) }
systems:
  one:
    nodes:
      people: { client: {} }
      orders: { service: { workers: 2 } }
      db: { rdb: {} }
    routes: { go: people -> orders }
    handlers:
      orders.go:
        saga: )" + one.saga +
                       "\n        do:\n";
    for (int number = 1; number <= kSteps; ++number) {
        text += step(one, number);
    }
    text += one.faults;
    return testing::loaded(text);
}

/// The fields s1 to s4 at the end, and the order in which they were set to 2.
struct End {
    std::array<std::int64_t, kSteps> fields{};
    std::vector<int> undone;
    std::string how;
    std::string told;
};

End endOf(const Story& story) {
    End end;
    for (const Record& row : story.of(Kind::RowWritten)) {
        for (int i = 0; i < kSteps; ++i) {
            const FieldId id = story.plan->dictionary.findField("s" + std::to_string(i + 1));
            if (const std::int64_t* value = row.data.find(id)) {
                end.fields[static_cast<std::size_t>(i)] = *value;
                if (*value == 2) {
                    end.undone.push_back(i + 1);
                }
            }
        }
    }
    for (const Record& record : story.of(Kind::SagaEnded)) {
        end.how += story.plan->dictionary.symbol(record.what);
    }
    for (const Record& record : story.of(Kind::ReplyReceived)) {
        if (record.node == story.node("people")) {
            end.told = story.plan->dictionary.symbol(record.what);
        }
    }
    return end;
}

TEST(Saga, EveryFailingStepUndoesWhatWasDoneBeforeItInReverseOrder) {
    for (const std::string saga : {"{}", "{ state: db }"}) {
        for (int failing = 1; failing <= kSteps; ++failing) {
            const Story story = run(scenarioOf({.failing = failing, .saga = saga}), 0);
            const End end = endOf(story);
            std::vector<int> expected;
            for (int i = failing - 1; i >= 1; --i) {
                expected.push_back(i);
            }
            EXPECT_EQ(end.undone, expected) << failing;
            EXPECT_EQ(end.how, "compensated");
            EXPECT_EQ(end.told, "rejected");
            for (int i = failing; i <= kSteps; ++i) {
                EXPECT_EQ(end.fields[static_cast<std::size_t>(i - 1)], 0) << failing << " " << i;
            }
            std::vector<int> told;
            for (const Record& record : story.of(Kind::CompensationRun)) {
                told.push_back(record.slot);
            }
            EXPECT_EQ(told, expected);
        }
    }
}

TEST(Saga, WithoutAFailureNothingIsUndone) {
    const End end = endOf(run(scenarioOf({}), 0));
    EXPECT_EQ(end.fields, (std::array<std::int64_t, kSteps>{1, 1, 1, 1}));
    EXPECT_TRUE(end.undone.empty());
    EXPECT_EQ(end.how, "completed");
    EXPECT_EQ(end.told, "ok");
}

TEST(Saga, AfterThePivotNothingIsUndone) {
    const End after = endOf(run(scenarioOf({.failing = 4, .pivot = 2}), 0));
    EXPECT_EQ(after.fields, (std::array<std::int64_t, kSteps>{1, 1, 1, 0}));
    EXPECT_EQ(after.how, "failed");
    const End before = endOf(run(scenarioOf({.failing = 2, .pivot = 2}), 0));
    EXPECT_EQ(before.fields, (std::array<std::int64_t, kSteps>{2, 0, 0, 0}));
    EXPECT_EQ(before.how, "compensated");
}

TEST(Saga, ACompensationThatFailsEndsItAsFailed) {
    const End end = endOf(run(scenarioOf({.failing = 4, .stuck = 2}), 0));
    EXPECT_EQ(end.fields, (std::array<std::int64_t, kSteps>{1, 1, 2, 0}));
    EXPECT_EQ(end.how, "failed");
}

TEST(Saga, AStepThatWasNotAnsweredIsUndoneAsWell) {
    Scenario scenario = scenarioOf({});
    auto& second = std::get<TransactionStep>(scenario.systems[0].handlers[0].steps[1]);
    second.timeout = Duration{1};
    const End end = endOf(run(scenario, 0));
    EXPECT_EQ(end.undone, (std::vector<int>{2, 1}));
    EXPECT_EQ(end.how, "compensated");
}

/// A crash at `atUs`, for half a second.
Scenario withCrash(const std::string& saga, std::int64_t atUs, int failing) {
    Scenario scenario = scenarioOf({.failing = failing, .saga = saga});
    scenario.faults = {{.id = 1,
                        .kind = Fault::Kind::Crash,
                        .node = "orders",
                        .at = {atUs},
                        .length = Duration{500 * kUsPerMs}}};
    return scenario;
}

TEST(Saga, AStoredSagaComesToItsEndWheneverItsServiceCrashes) {
    int resumed = 0;
    for (const int failing : {0, 4}) {
        for (std::int64_t at = 1'000'000; at < 1'060'000; at += 500) {
            const Story story = run(withCrash("{ state: db }", at, failing), 0);
            const std::size_t started = story.of(Kind::SagaStarted).size();
            const End end = endOf(story);
            resumed += static_cast<int>(story.of(Kind::SagaResumed).size());
            if (started == 0) {
                continue;  // the request found the service down
            }
            const std::size_t stored = story.of(Kind::TransactionCommitted).size();
            if (stored == 0) {
                continue;  // it crashed before anything was stored
            }
            EXPECT_EQ(end.how, failing == 0 ? "completed" : "compensated") << at;
            const std::int64_t left = failing == 0 ? 1 : 2;
            EXPECT_EQ(end.fields[0], left) << at;
            EXPECT_EQ(end.fields[2], left) << at;
        }
    }
    EXPECT_GT(resumed, 100);
}

TEST(Saga, ASagaInMemoryIsLostWithItsService) {
    int half = 0;
    for (std::int64_t at = 1'000'000; at < 1'030'000; at += 500) {
        const Story story = run(withCrash("{}", at, 0), 0);
        const End end = endOf(story);
        EXPECT_TRUE(story.of(Kind::SagaResumed).empty());
        half += end.how.empty() && end.fields[0] == 1 && end.fields[3] == 0 ? 1 : 0;
    }
    EXPECT_GT(half, 10);
}

/// Two sagas on one account, the second `offsetMs` later. Each reads the balance, waits, writes it
/// back 10 higher, and then asks for an approval that the first is denied: it writes back what it
/// had read.
std::string account(const std::string& lock, const std::string& unlock, int offsetMs) {
    return R"(foldline: 1
id: isolation
title: Two sagas on one account
duration: 10s
network: { latency: 1ms }
entities:
  account:
    key: accountId
    population: 1
    fields: { balance: integer, held: boolean }
    initial: { balance: 100 }
    events: { Raised: { add: { balance: 10 } }, Denied: { set: { balance: $seen } } }
operations:
  first: { means: Raised }
  second: { means: Raised }
workload:
  - { operation: first, arrivals: { times: [1s] }, with: { accountId: each(account) } }
  - { operation: second, arrivals: { times: [)" +
           std::to_string(1000 + offsetMs) +
           R"(ms] }, with: { accountId: each(account) } }
systems:
  one:
    nodes:
      people: { client: {} }
      bank: { service: { workers: 4 } }
      db: { rdb: { latency: 1ms } }
    routes: { first: people -> bank, second: people -> bank }
    handlers:
)" + [&] {
               std::string text;
               for (const std::string name : {"first", "second"}) {
                   text += "      bank." + name + ":\n        saga: {}\n        do:\n" +
                           "          - transaction: { in: db, do: [ " + lock +
                           "{ read: account, as: { seen: balance } } ] }\n" +
                           (unlock.empty()
                                ? ""
                                : "            compensate: [ { transaction: { in: db, do: [ " +
                                      unlock + " ] } } ]\n") +
                           "          - work: 5ms\n" +
                           "          - transaction: { in: db, do: [ { update: account, set: { "
                           "balance: "
                           "$seen } }, { update: account, add: { balance: 10 } } ] }\n" +
                           "            compensate: [ { transaction: { in: db, do: [ { update: "
                           "account, "
                           "set: { balance: $seen } } ] } } ]\n" +
                           "          - work: 5ms\n" + "          - transaction: { in: db, do: [ " +
                           (name == "first" ? "{ require: account.balance < 0 }, " : "") +
                           (unlock.empty() ? "{ read: account, as: { after: balance } }" : unlock) +
                           " ] }\n";
               }
               return text;
           }();
}

/// The balance at the end, and how many of the two sagas completed.
std::pair<std::int64_t, std::int64_t> outcome(const std::string& text) {
    const Story story = run(testing::loaded(text), 0);
    const FieldId balance = story.plan->dictionary.findField("balance");
    std::int64_t last = 100;
    for (const Record& row : story.of(Kind::RowWritten)) {
        if (const std::int64_t* value = row.data.find(balance)) {
            last = *value;
        }
    }
    const SymbolId completed = story.plan->dictionary.findSymbol("completed");
    const auto ends = story.of(Kind::SagaEnded);
    EXPECT_EQ(ends.size(), 2U);
    return {last, std::ranges::count(ends, completed, &Record::what)};
}

/// Every offset at which the two overlap in another way: a step takes at least a millisecond.
constexpr int kOffsets = 40;

TEST(Saga, WithoutIsolationInterleavedSagasLoseUpdatesAndReadWhatIsTakenBack) {
    int lost = 0;
    int dirty = 0;
    for (int offset = 0; offset <= kOffsets; ++offset) {
        const auto [balance, completed] = outcome(account("", "", offset));
        ASSERT_EQ(completed, 1) << offset;
        lost += balance == 100 ? 1 : 0;   // the second's 10 are gone with the compensation
        dirty += balance == 120 ? 1 : 0;  // it built on 10 that were taken back
    }
    EXPECT_GT(lost, 0);
    EXPECT_GT(dirty, 0);
    EXPECT_EQ(outcome(account("", "", 200)).first, 110) << "one after the other";
}

TEST(Saga, ASemanticLockMakesEveryInterleavingSerial) {
    int refused = 0;
    for (int offset = 0; offset <= kOffsets; ++offset) {
        const auto [balance, completed] =
            outcome(account("{ require: account.held == false }, "
                            "{ update: account, set: { held: true } }, ",
                            "{ update: account, set: { held: false } }",
                            offset));
        EXPECT_EQ(balance, 100 + 10 * completed) << offset;
        refused += completed == 0 ? 1 : 0;
    }
    EXPECT_GT(refused, 0);
}

TEST(Saga, AStoreThatIsCommittedTooLateBringsNothingBack) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        Scenario scenario = scenarioOf(
            {.saga = "{ state: db, timeout: 100ms, retry: { attempts: 10, backoff: { exponential: "
                     "50ms } } }"});
        scenario.seed = seed;
        scenario.workload[0].arrivals = {.kind = Arrivals::Kind::Every,
                                         .interval = {100 * kUsPerMs},
                                         .until = Duration{10 * kUsPerSecond}};
        scenario.systems[0].network.latency = {
            .shape = Distribution::Shape::Lognormal, .a = {40 * kUsPerMs}, .sigma = 1.5};
        const Story story = run(scenario, 0);
        EXPECT_TRUE(story.of(Kind::SagaResumed).empty());
        // Two workers may be at two sagas when the run is over.
        const std::size_t ended = story.of(Kind::SagaEnded).size();
        EXPECT_GT(ended, 5U);
        EXPECT_LE(story.of(Kind::SagaStarted).size(), ended + 2);
    }
}

}  // namespace
}  // namespace foldline
