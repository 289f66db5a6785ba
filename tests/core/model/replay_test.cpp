// Replays: a group is given all events again, and does again what it is not told to skip.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/fold/node_statistics.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::run;
using testing::Story;

struct Mails {
    std::string onReplay = "";
    std::string consume = "batch: 3";
    std::string faults = "{ at: 10s, replay: mailer }";
    bool rows = false;  ///< the mailer keeps what it is told in an RDB too
};

Story runMails(const Mails& mails) {
    const std::string text =
        "foldline: 1\nid: mails\ntitle: Mails\nduration: 20s\nentities:\n  member:\n"
        "    key: memberId\n    population: 9\n    fields: { address: text }\n    events:\n"
        "      Moved: { set: { address: $address } }\nworkload:\n"
        "  - operation: move\n    arrivals: { every: 100ms, until: 15s }\n"
        "    with: { memberId: any(member), address: pick(addresses) }\n"
        "systems:\n  one:\n    nodes:\n      people: { client: { timeout: 2s } }\n"
        "      office: { service: { workers: 8 } }\n"
        "      broker: { broker: { topics: { moves: { partitions: 3 } } } }\n"
        "      mailer: { service: { workers: 3 } }\n      post: { service: { workers: 4 } }\n"
        "      book: { rdb: {} }\n"
        "    routes: { move: people -> office }\n    handlers:\n"
        "      office.move: [ produce: { topic: moves, event: Moved } ]\n"
        "      post.send: [ work: 5ms ]\n"
        "      mailer.moves:\n        consume: { topic: moves, " +
        mails.consume + " }\n        do: [ " +
        (mails.rows ? "transaction: { in: book, do: [ { apply: member } ] }, " : "") +
        "call: { to: post, operation: send, timeout: 1s" + mails.onReplay + " } ]\nfaults: [ " +
        mails.faults + " ]\n";
    return run(testing::loaded(text), 0);
}

std::size_t appendedBefore(const Story& story, SimTime t) {
    const auto appended = story.of(Kind::EventAppended);
    return static_cast<std::size_t>(
        std::ranges::count_if(appended, [&](const Record& event) { return event.t < t; }));
}

/// How many mails were sent.
std::size_t mailsOf(const Story& story) {
    const auto started = story.of(Kind::HandlerStarted);
    return static_cast<std::size_t>(std::ranges::count(started, story.node("post"), &Record::node));
}

/// All is committed at the end, and each event was delivered in order after the reset.
void expectReplayed(const Story& story, std::size_t resets) {
    std::map<std::int32_t, std::int64_t> ends;
    for (const Record& event : story.of(Kind::EventAppended)) {
        ++ends[event.slot];
    }
    std::map<std::int32_t, std::int64_t> committed;
    std::map<std::int32_t, std::int64_t> delivered;
    for (const Record& record : story.records) {
        if (record.kind == Kind::OffsetCommitted) {
            committed[record.slot] = record.value;
        } else if (record.kind == Kind::OffsetReset) {
            EXPECT_EQ(record.value, 0);
            delivered[record.slot] = 0;
        } else if (record.kind == Kind::EventDelivered) {
            EXPECT_EQ(record.value, delivered[record.slot]++) << record.seq;
        }
    }
    EXPECT_EQ(story.of(Kind::OffsetReset).size(), resets);
    EXPECT_EQ(committed, ends);
    EXPECT_EQ(delivered, ends);
}

TEST(Replay, DeliversEveryEventAgainAndDoesTheWorkAgain) {
    const Story story = runMails({});
    expectReplayed(story, 3);
    const std::size_t events = story.of(Kind::EventAppended).size();
    const auto delivered = story.of(Kind::EventDelivered);
    const std::size_t again = delivered.size() - events;
    EXPECT_GE(again + 3, appendedBefore(story, SimTime{10 * kUsPerSecond}));
    EXPECT_GT(again, 90U);
    EXPECT_EQ(mailsOf(story), delivered.size());
    for (const Record& event : delivered) {
        EXPECT_LE(event.attempt, 2U);
    }
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(delivered, 2U, &Record::attempt)), again);
}

TEST(Replay, SkipsTheStepsThatAreNotToBeDoneAgain) {
    const Story story = runMails({.onReplay = ", onReplay: skip"});
    expectReplayed(story, 3);
    EXPECT_GT(story.of(Kind::EventDelivered).size(), story.of(Kind::EventAppended).size() + 90);
    EXPECT_EQ(mailsOf(story), story.of(Kind::EventAppended).size());
}

TEST(Replay, WaitsUntilTheBatchInHandIsDone) {
    const Story story = runMails(
        {.faults = "{ at: 8s, for: 4s, slow: post, factor: 40 }, { at: 10s, replay: mailer }"});
    expectReplayed(story, 3);
    const auto resets = story.of(Kind::OffsetReset);
    ASSERT_FALSE(resets.empty());
    EXPECT_GT(resets[0].t, SimTime{10 * kUsPerSecond});
    EXPECT_TRUE(story.of(Kind::WorkLost).empty());
}

TEST(Replay, OfAServiceThatIsDownBeginsWhenItIsBack) {
    const Story story =
        runMails({.faults = "{ at: 9s, for: 3s, down: mailer }, { at: 10s, replay: mailer }"});
    EXPECT_EQ(story.of(Kind::OffsetReset).size(), 3U);
    EXPECT_EQ(story.of(Kind::OffsetReset)[0].t, SimTime{10 * kUsPerSecond});
    EXPECT_GT(mailsOf(story), story.of(Kind::EventAppended).size() + 80);
}

TEST(Replay, WhileTheBrokerIsDownBeginsWhenItIsBack) {
    const Story story =
        runMails({.faults = "{ at: 9s, for: 3s, down: broker }, { at: 10s, replay: mailer }"});
    expectReplayed(story, 3);
    EXPECT_EQ(story.of(Kind::OffsetReset)[0].t, SimTime{12 * kUsPerSecond});
}

TEST(Replay, LittlesLawCountsWhatWaitsAgain) {
    const Story story = runMails({});
    NodeStatistics statistics(story.plan->dictionary, SimTime{});
    for (const Record& record : story.records) {
        statistics.fold(record);
    }
    const SimTime end = story.records.back().t;
    const NodeSummary mailer = statistics.summarise(end)[story.node("mailer").value];
    EXPECT_EQ(mailer.lag.last, 0);
    EXPECT_GT(mailer.lag.max, 90);
    EXPECT_EQ(mailer.eventSojourn.count, story.of(Kind::EventDelivered).size());
    EXPECT_NEAR(mailer.lag.mean * static_cast<double>(end.us),
                mailer.eventSojourn.meanUs * static_cast<double>(mailer.eventSojourn.count),
                1.0);
}

TEST(Replay, ARebuildDoesNotDoAgainWhatIsNotToBeDoneAgainEither) {
    const Story without = runMails({.onReplay = ", onReplay: skip", .faults = ""});
    const Story rebuilt = runMails({.onReplay = ", onReplay: skip",
                                    .faults = "] \nrepairs: [ { at: 10s, rebuild: mailer }",
                                    .rows = true});
    const auto mails = [](const Story& story) {
        const auto sent = story.of(Kind::RequestSent);
        return std::ranges::count(sent, story.node("post"), &Record::peer);
    };
    EXPECT_GT(rebuilt.of(Kind::OffsetReset).size(), 0U);
    EXPECT_NEAR(static_cast<double>(mails(rebuilt)), static_cast<double>(mails(without)), 3.0);
}

}  // namespace
}  // namespace foldline
