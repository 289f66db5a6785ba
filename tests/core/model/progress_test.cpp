// How far a consumer is, after whatever happens to it together: crashes in the midst of a replay,
// lost answers, repairs while a database is down. In the end every event is in its row once.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "core/judge/scorecard.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::run;
using testing::Story;

/// A projection that adds points, read from an event store.
struct Case {
    std::string name;
    std::string consume;  ///< after the topic
    std::string steps = "transaction: { in: book, do: [ { apply: member } ] }";
    std::string faults = "[]";
    std::string repairs = "[]";
    std::string points = "workers: 1";
    std::string book = "latency: 3ms";
    Kind none = Kind::RunStarted;  ///< of which there is no record but the first
};

std::ostream& operator<<(std::ostream& out, const Case& one) {
    return out << one.name;
}

Scenario scenarioOf(const Case& one) {
    return testing::loaded(
        "foldline: 1\nid: progress\ntitle: Progress\nseed: 23\nduration: 60s\n"
        "network: { latency: { lognormal: 3ms, sigma: 0.3 } }\nentities:\n  member:\n"
        "    key: memberId\n    population: 10\n    fields: { points: integer }\n    events:\n"
        "      Earned: { add: { points: $amount } }\nworkload:\n"
        "  - operation: buy\n    arrivals: { every: 400ms, until: 30s }\n"
        "    with: { memberId: each(member), amount: \"between(1, 9)\" }\n"
        "systems:\n  one:\n    nodes:\n      people: { client: { timeout: 2s } }\n"
        "      shop: { service: { workers: 4 } }\n"
        "      store: { eventStore: { latency: 2ms } }\n      points: { service: { " +
        one.points + " } }\n      book: { rdb: { " + one.book +
        " } }\n    routes: { buy: people -> shop }\n"
        "    handlers:\n      shop.buy: [ append: { to: store, event: Earned } ]\n"
        "      points.rows:\n        consume: { topic: store" +
        one.consume + " }\n        do: [ " + one.steps + " ]\nfaults: " + one.faults +
        "\nrepairs: " + one.repairs + "\n");
}

class Progress : public ::testing::TestWithParam<Case> {};

TEST_P(Progress, EndsWithEveryEventInItsRowOnce) {
    const Scenario scenario = scenarioOf(GetParam());
    const Story story = run(scenario, 0);
    Judge judge(scenario, story.plan->dictionary);
    for (const Record& record : story.records) {
        judge.fold(record);
    }
    const Scorecard end = judge.scorecard(SimTime{scenario.duration.us});
    EXPECT_EQ(end.parked, 0U);
    EXPECT_EQ(end.behind, 0U);
    EXPECT_EQ(end.wrongRows, 0U);
    EXPECT_LE(story.of(GetParam().none).size(), GetParam().none == Kind::RunStarted ? 1U : 0U);
}

const std::string kTokens = ", tokens: { in: book }, retry: none, onFailure: park";
const std::string kUnreadable = "{ at: 10s, for: 2s, incompatible: shop }";

INSTANTIATE_TEST_SUITE_P(
    After,
    Progress,
    ::testing::Values(
        Case{.name = "going back to a time after a rebuild",
             .consume = "",
             .steps = "work: 100ms, transaction: { in: book, do: [ { apply: member } ] }",
             .repairs = "[ { at: 20s, rebuild: points }, { at: 22s, restore: book, asOf: 21s } ]",
             .book = "latency: 3ms, backup: { every: 5s, log: true }"},
        Case{.name = "a token at the head, and a crash before the first event is done",
             .consume = ", from: latest, tokens: { in: book, claimTimeout: 5s, claimInterval: 2s }",
             .steps = "work: 20ms, transaction: { in: book, do: [ { apply: member } ] }",
             .faults = "[ { at: 410ms, for: 1s, crash: points } ]"},
        Case{.name = "a token that is stored each second does not end",
             .consume = ", batch: 20, tokens: { in: book, claimTimeout: 5s, claimInterval: 1s }",
             .steps = "work: 380ms, transaction: { in: "
                      "book, do: [ { apply: member } ] }",
             .points = "workers: 1, instances: 2",
             .none = Kind::TokenStolen},
        Case{.name = "the answer about a parked event is lost",
             .consume = kTokens,
             .steps = "transaction: { in: book, timeout: 200ms, retry: { attempts: 20, backoff: { "
                      "fixed: 200ms } }, do: [ { apply: member } ] }",
             .faults = "[ " + kUnreadable + ", { at: 34900ms, for: 2s, loseReplies: book } ]",
             .repairs = "[ { at: 34s, upgrade: points }, { at: 35s, retryParked: points } ]"},
        Case{.name = "the answer about an event is lost, and nobody asks again",
             .consume = kTokens,
             .steps = "transaction: { in: book, timeout: 200ms, do: [ { apply: member } ] }",
             .faults = "[ { at: 15s, for: 2s, loseReplies: book } ]",
             .none = Kind::EventParked},
        Case{.name = "parked events of a segment that nobody has are to be tried",
             .consume = kTokens,
             .faults = "[ " + kUnreadable + ", { at: 20s, for: 1s, crash: points, instance: 1 } ]",
             .repairs = "[ { at: 19s, upgrade: points }, { at: 22s, retryParked: points } ]",
             .points = "workers: 1, instances: 2"}));

/// How many deliveries of one event there are at most, and how often the group was set back.
struct Deliveries {
    std::uint32_t most = 0;
    std::size_t resets = 0;
    std::int64_t last = 0;  ///< offset after the last that was committed
};

Deliveries deliveriesOf(const Story& story) {
    Deliveries out;
    for (const Record& record : story.records) {
        if (record.kind == Kind::EventDelivered) {
            out.most = std::max(out.most, record.attempt);
        }
        out.resets += record.kind == Kind::OffsetReset ? 1 : 0;
        out.last = record.kind == Kind::OffsetCommitted ? record.value : out.last;
    }
    return out;
}

TEST(ProgressOfAReplay, BeginsWhenWhoWasAtWorkIsGone) {
    const std::string crash = "{ at: 10500ms, for: 1s, crash: points";
    for (const std::string& consume :
         std::vector<std::string>{"", ", tokens: { in: book, claimTimeout: 2s }"}) {
        for (const std::string& lost :
             std::vector<std::string>{crash + " }", crash + ", instance: 1 }"}) {
            const Story story =
                run(scenarioOf({.consume = consume,
                                .steps = "work: 1200ms, "
                                         "transaction: { in: book, do: [ { apply: member } ] }",
                                .faults = "[ { at: 10s, replay: points }, " + lost + " ]",
                                .points = "workers: 1, instances: 2"}),
                    0);
            EXPECT_GE(deliveriesOf(story).resets, 1U) << lost;
            EXPECT_GT(deliveriesOf(story).last, 20) << lost;
        }
    }
}

// A transaction that comes too late, and parked events, do not move the token ahead of the replay.
TEST(ProgressOfAReplay, GoesThroughAllEvents) {
    const Story story =
        run(scenarioOf({.consume = kTokens,
                        .faults = "[ " + kUnreadable + ", { at: 20s, replay: points } ]",
                        .repairs = "[ { at: 19s, upgrade: points }, { at: 20s, retryParked: "
                                   "points } ]"}),
            0);
    EXPECT_EQ(deliveriesOf(story).resets, 1U);
    EXPECT_TRUE(story.of(Kind::DuplicateSkipped).empty());
}

}  // namespace
}  // namespace foldline
