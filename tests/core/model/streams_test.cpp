// What a stream folds to for the code that loads it: snapshots of older code, and old events.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::run;
using testing::Story;

/// A bank whose code counts deposits once it is upgraded, at 10 s.
struct Code {
    std::string service = "workers: 4, foldsAfterUpgrade: [deposits]";
    std::string snapshot = ", snapshot: { every: 10 }";
    std::string more = "";
};

Story runBank(const Code& code) {
    return run(
        testing::loaded(
            "foldline: 1\nid: code\ntitle: Code\nduration: 20s\nentities:\n  account:\n"
            "    key: accountId\n    population: 2\n"
            "    fields: { balance: integer, deposits: integer }\n    events:\n"
            "      Deposited: { add: { balance: $amount, deposits: 1 } }\nworkload:\n"
            "  - operation: deposit\n    arrivals: { every: 200ms }\n"
            "    with: { accountId: each(account), amount: \"between(1, 9)\" }\n"
            "systems:\n  one:\n    nodes:\n      people: { client: { timeout: 2s } }\n"
            "      bank: { service: { " +
            code.service + " } }\n      store: { eventStore: { latency: 2ms" + code.snapshot +
            " } }\n    routes: { deposit: people -> bank }\n    handlers:\n"
            "      bank.deposit:\n        - load: { from: store }\n"
            "        - append: { to: store, event: Deposited, conflicts: { attempts: 3 } }\n"
            "repairs: [ { at: 10s, upgrade: bank } ]\n" +
            code.more),
        0);
}

/// The fields of the last load before `t`, and of which version.
std::pair<std::int64_t, std::int64_t> depositsLoaded(const Story& story, SimTime t) {
    const FieldId field = story.plan->dictionary.findField("deposits");
    Record last;
    for (const Record& record : story.of(Kind::StreamLoaded)) {
        last = record.t < t ? record : last;
    }
    const std::int64_t* deposits = last.data.find(field);
    return {deposits == nullptr ? 0 : *deposits, last.version - 1};
}

TEST(Streams, OldCodeLeavesOutWhatItDoesNotKnow) {
    const Story story = runBank({});
    const auto [deposits, events] = depositsLoaded(story, SimTime{10 * kUsPerSecond});
    EXPECT_EQ(deposits, 0);
    EXPECT_GT(events, 20);
}

TEST(Streams, ASnapshotOfOldCodeHidesWhatOnlyNewCodeKnows) {
    const auto [stale, events] = depositsLoaded(runBank({}), SimTime{20 * kUsPerSecond});
    EXPECT_EQ(stale, events - 20);  // of each account's 25, 20 were in a snapshot
    const auto [right, all] =
        depositsLoaded(runBank({.snapshot = ", snapshot: { every: 10, checkRevision: true }"}),
                       SimTime{20 * kUsPerSecond});
    EXPECT_EQ(right, all);
    const auto [none, same] = depositsLoaded(runBank({.snapshot = ""}), SimTime{20 * kUsPerSecond});
    EXPECT_EQ(none, same);
}

TEST(Streams, ASnapshotIsPassedOverUntilTheNextOne) {
    const Story story = runBank({.snapshot = ", snapshot: { every: 10, checkRevision: true }"});
    std::int64_t before = 0;
    std::int64_t after = 0;
    std::int64_t later = 0;
    for (const Record& record : story.of(Kind::StreamLoaded)) {
        std::int64_t& most = record.t < SimTime{10 * kUsPerSecond}   ? before
                             : record.t < SimTime{14 * kUsPerSecond} ? after
                                                                     : later;
        most = std::max(most, record.value);
    }
    EXPECT_EQ(before, 9);
    EXPECT_EQ(after, 29);  // until a snapshot is due, ten events after the last
    EXPECT_EQ(later, 9);
}

std::size_t failedBetween(const Story& story, std::int64_t from, std::int64_t to) {
    const auto failed = story.of(Kind::HandlerFailed);
    const SymbolId reason = story.plan->dictionary.findSymbol("incompatible schema");
    return static_cast<std::size_t>(std::ranges::count_if(failed, [&](const Record& record) {
        return record.what == reason && record.t >= SimTime{from * kUsPerSecond} &&
               record.t < SimTime{to * kUsPerSecond};
    }));
}

TEST(Streams, OldCodeCannotLoadWhatNewCodeHasAppended) {
    const Story story = runBank(
        {.service = "workers: 4", .more = "faults: [ { at: 4s, for: 2s, incompatible: bank } ]\n"});
    EXPECT_EQ(failedBetween(story, 0, 6), 0U);  // the release that wrote them reads them
    EXPECT_GT(failedBetween(story, 6, 10), 15U);
    EXPECT_EQ(failedBetween(story, 11, 20), 0U);
    EXPECT_GT(story.of(Kind::EventAppended).size(), 60U);
}

TEST(Streams, WithoutUpcastersNewCodeCannotLoadWhatIsOld) {
    const Story story = runBank({.service = "workers: 4, upcasters: false", .snapshot = ""});
    EXPECT_EQ(failedBetween(story, 0, 10), 0U);
    EXPECT_GT(failedBetween(story, 11, 20), 40U);
}

TEST(Streams, ASnapshotIsReadInThePlaceOfOldEvents) {
    const Story story = runBank({.service = "workers: 4, upcasters: false",
                                 .snapshot = ", snapshot: { every: 1 }",
                                 .more = "faults: [ { at: 10s, incompatible: bank } ]\n"});
    EXPECT_EQ(failedBetween(story, 0, 20), 0U);
}

}  // namespace
}  // namespace foldline
