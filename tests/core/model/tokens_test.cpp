// Tokens: who may work on a segment, when somebody else takes it, and what is done twice then.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::run;
using testing::Story;

/// What a test varies of a projection that adds points.
struct Points {
    std::string tokens = "in: book, claimTimeout: 3s, claimInterval: 500ms";
    std::string points = "workers: 2, instances: 2";
    std::string consume = "";
    int segments = 4;
    std::string faults = "";
};

Scenario scenarioOf(const Points& one, std::uint64_t seed = 1) {
    Scenario scenario = testing::loaded(
        "foldline: 1\nid: tokens\ntitle: Tokens\nduration: 40s\nentities:\n  member:\n"
        "    key: memberId\n    population: 9\n    fields: { points: integer }\n    events:\n"
        "      Earned: { add: { points: $amount } }\nworkload:\n"
        "  - operation: earn\n    arrivals: { every: 100ms, until: 20s }\n"
        "    with: { memberId: any(member), amount: \"between(1, 9)\" }\n"
        "systems:\n  one:\n    nodes:\n      people: { client: { timeout: 2s } }\n"
        "      shop: { service: { workers: 8 } }\n"
        "      store: { eventStore: { segments: " +
        std::to_string(one.segments) + " } }\n      points: { service: { " + one.points +
        " } }\n      partner: { service: { workers: 8 } }\n"
        "      book: { rdb: { latency: 3ms } }\n"
        "    routes: { earn: people -> shop }\n    handlers:\n"
        "      shop.earn: [ append: { to: store, event: Earned } ]\n"
        "      partner.confirm: [ work: 5ms ]\n"
        "      points.rows:\n        consume: { topic: store, tokens: { " +
        one.tokens + " }" + one.consume +
        " }\n        do: [ call: { to: partner, operation: confirm }, transaction: { in: book, "
        "timeout: 1s, retry: { attempts: 9, backoff: { fixed: 100ms } }, do: [ { apply: member } ] "
        "} ]\nfaults: [ " +
        one.faults + " ]\n");
    scenario.seed = seed;
    return scenario;
}

Story runPoints(const Points& one, std::uint64_t seed = 1) {
    return run(scenarioOf(one, seed), 0);
}

std::int64_t sumOf(const Story& story, Kind kind) {
    const FieldId field =
        story.plan->dictionary.findField(kind == Kind::RowWritten ? "points" : "amount");
    std::map<EntityId, std::int64_t> newest;
    std::int64_t sum = 0;
    for (const Record& record : story.of(kind)) {
        sum += kind == Kind::RowWritten ? *record.data.find(field) - newest[record.entity]
                                        : *record.data.find(field);
        newest[record.entity] = *record.data.find(field);
    }
    return sum;
}

SimTime at(double seconds) {
    return SimTime{static_cast<std::int64_t>(seconds * kUsPerSecond)};
}

TEST(Tokens, StayWithWhoeverWorksOrWaits) {
    const Story story = runPoints({});
    EXPECT_TRUE(story.of(Kind::TokenStolen).empty());
    EXPECT_TRUE(story.of(Kind::CommitRefused).empty());
    EXPECT_EQ(story.of(Kind::RowWritten).size(), story.of(Kind::EventAppended).size());
    EXPECT_EQ(sumOf(story, Kind::RowWritten), sumOf(story, Kind::EventAppended));
}

TEST(Tokens, OfAnInstanceThatIsGoneAreTakenOnceItsClaimsHaveEnded) {
    const Story story = runPoints({.faults = "{ at: 10s, for: 20s, crash: points, instance: 1 }"});
    const auto stolen = story.of(Kind::TokenStolen);
    ASSERT_EQ(stolen.size(), 2U);  // two of the four segments
    for (const Record& record : stolen) {
        EXPECT_GE(record.t, at(12.9));
        EXPECT_LE(record.t, at(13.5));
        EXPECT_LE(record.version, 2U);  // a member of the first instance
    }
    EXPECT_EQ(sumOf(story, Kind::RowWritten), sumOf(story, Kind::EventAppended));
}

TEST(Tokens, OneThatComesBackWaitsForTheClaimOfItsFormerSelf) {
    const Story story = runPoints(
        {.points = "workers: 2", .segments = 2, .faults = "{ at: 10s, for: 1s, crash: points }"});
    const auto stolen = story.of(Kind::TokenStolen);
    ASSERT_EQ(stolen.size(), 2U);
    EXPECT_GE(stolen[0].t, at(12.9));
    const auto delivered = story.of(Kind::EventDelivered);
    EXPECT_TRUE(std::ranges::none_of(delivered, [](const Record& record) {
        return record.t > at(10.0) && record.t < at(12.9);
    }));
    EXPECT_EQ(sumOf(story, Kind::RowWritten), sumOf(story, Kind::EventAppended));
}

TEST(Tokens, ARestartInOrderGivesThemBack) {
    Points one;
    one.faults = "]\nrepairs: [ { at: 10s, rebuild: points }";
    const Story story = runPoints(one);
    const auto given = story.of(Kind::PartitionsRevoked);
    ASSERT_EQ(given.size(), 4U);
    EXPECT_LE(given.back().t, at(10.1));
    EXPECT_TRUE(story.of(Kind::TokenStolen).empty());
}

TEST(Tokens, WhoIsSlowLosesTheSegmentAndItsCommitIsRefused) {
    Points slow;
    slow.tokens = "claimTimeout: 3s, claimInterval: 500ms";
    slow.segments = 1;
    slow.faults = "{ at: 10s, for: 100ms, slow: partner, factor: 1000 }";
    const Story apart = runPoints(slow);
    ASSERT_EQ(apart.of(Kind::TokenStolen).size(), 1U);
    EXPECT_EQ(apart.of(Kind::CommitRefused).size(), 1U);
    EXPECT_EQ(apart.of(Kind::RowWritten).size(), apart.of(Kind::EventAppended).size() + 1);
    EXPECT_GT(sumOf(apart, Kind::RowWritten), sumOf(apart, Kind::EventAppended));

    slow.tokens = "in: book, claimTimeout: 3s, claimInterval: 500ms";
    const Story together = runPoints(slow);
    ASSERT_EQ(together.of(Kind::TokenStolen).size(), 1U);
    EXPECT_EQ(together.of(Kind::CommitRefused).size(), 1U);
    const auto rolledBack = together.of(Kind::TransactionRolledBack);
    ASSERT_EQ(rolledBack.size(), 1U);
    EXPECT_EQ(rolledBack[0].what, together.plan->dictionary.findSymbol("token stolen"));
    EXPECT_EQ(sumOf(together, Kind::RowWritten), sumOf(together, Kind::EventAppended));
}

class TokensInTheDatabase : public ::testing::TestWithParam<std::tuple<std::string, int>> {};

// Whatever breaks, every event is in its row once.
TEST_P(TokensInTheDatabase, MakeRowsOnceWhateverBreaks) {
    const auto& [consume, seed] = GetParam();
    const auto n = static_cast<std::uint64_t>(seed);
    const std::string t = std::to_string(3 + seed % 4);
    Points one;
    one.tokens = "in: book, claimTimeout: 1s, claimInterval: 200ms";
    one.consume = consume;
    one.faults =
        "{ at: 2s, for: 2s, loseReplies: book, probability: 0.4 }, { at: " + t +
        "s, for: 3s, crash: points, instance: 1 }, { at: 8s, for: 2s, slow: partner, "
        "factor: 300 }, { at: 11s, for: 1s, down: book }, { at: 13s, for: 1s, flaky: book, "
        "probability: 0.5 }, { at: 15s, for: 1s, crash: points }, { at: 17s, for: 1s, "
        "crash: points, after: rows/2 }, { at: 19s, for: 500ms, down: store }";
    const Story story = runPoints(one, n);
    EXPECT_FALSE(story.of(Kind::TokenStolen).empty());
    EXPECT_EQ(sumOf(story, Kind::RowWritten), sumOf(story, Kind::EventAppended));
    EXPECT_EQ(story.of(Kind::RowWritten).size(), story.of(Kind::EventAppended).size());
}

INSTANTIATE_TEST_SUITE_P(Seeds,
                         TokensInTheDatabase,
                         ::testing::Combine(::testing::Values("", ", batch: 7"),
                                            ::testing::Range(1, 9)));

}  // namespace
}  // namespace foldline
