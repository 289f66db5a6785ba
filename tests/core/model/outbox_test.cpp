// Outboxes and the relays that empty them.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/scenario/load.h"
#include "tests/core/model/outbox_system.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::fault;
using testing::outboxStory;
using testing::polling;
using testing::run;
using testing::Story;
using testing::tailing;

std::vector<RequestId> requestsOf(const std::vector<Record>& records) {
    std::vector<RequestId> requests;
    for (const Record& record : records) {
        requests.push_back(record.request);
    }
    return requests;
}

std::size_t startedFor(const Story& story, const std::string& service) {
    const auto started = story.of(Kind::TransactionStarted);
    return static_cast<std::size_t>(
        std::ranges::count(started, story.node(service), &Record::peer));
}

std::vector<Record> committedBy(const Story& story, const std::string& service) {
    std::vector<Record> committed = story.of(Kind::TransactionCommitted);
    std::erase_if(committed, [&](const Record& r) { return r.peer != story.node(service); });
    return committed;
}

std::vector<Record> rowsIn(const Story& story, const std::string& rdb) {
    std::vector<Record> rows = story.of(Kind::RowWritten);
    std::erase_if(rows, [&](const Record& r) { return r.node != story.node(rdb); });
    return rows;
}

Fault crashAfter(const std::string& node, const std::string& point) {
    Fault crash = fault(Fault::Kind::Crash, node);
    crash.after = point;
    crash.length = Duration{2 * kUsPerSecond};
    return crash;
}

class Relays : public ::testing::TestWithParam<bool> {
protected:
    static RelaySpec relay() { return GetParam() ? polling() : tailing(); }
};

INSTANTIATE_TEST_SUITE_P(Ways, Relays, ::testing::Bool(), [](const auto& way) {
    return way.param ? "Polling" : "Tailing";
});

TEST_P(Relays, AnEventIsStoredWithItsRowOrNotAtAll) {
    Scenario scenario = outboxStory(relay());
    scenario.faults = {fault(Fault::Kind::Flaky, "members-db")};
    scenario.faults[0].probability = 0.5;
    const Story story = run(scenario, 0);
    const auto rows = rowsIn(story, "members-db");
    const auto events = story.of(Kind::OutboxWritten);
    ASSERT_GT(story.of(Kind::TransactionRolledBack).size(), 10U);
    ASSERT_EQ(rows.size(), events.size());
    std::int64_t place = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].cause, events[i].cause);
        EXPECT_EQ(rows[i].entity, events[i].entity);
        EXPECT_EQ(rows[i].data, events[i].data);
        EXPECT_EQ(events[i].value, place++);
        EXPECT_EQ(story.records[events[i].cause - 1].value, 2) << "a row, and one in the outbox";
    }
}

TEST_P(Relays, EveryStoredEventIsSentOnceInTheOrderOfTheCommits) {
    const Story story = run(outboxStory(relay()), 0);
    const auto stored = story.of(Kind::OutboxWritten);
    const auto appended = story.of(Kind::EventAppended);
    ASSERT_GT(stored.size(), 300U);
    EXPECT_EQ(requestsOf(stored), requestsOf(appended));
    for (std::size_t i = 0; i < stored.size(); ++i) {
        EXPECT_EQ(appended[i].data, stored[i].data);
        EXPECT_EQ(appended[i].peer, story.node("relay"));
        EXPECT_GT(appended[i].version, 1U);
    }
    EXPECT_EQ(rowsIn(story, "read-db").size(), stored.size());
}

TEST_P(Relays, WhatADatabaseOrABrokerHeldUpIsSentWhenItIsBack) {
    for (const char* node : {"members-db", "broker", "relay"}) {
        Scenario scenario = outboxStory(relay());
        scenario.faults = {fault(Fault::Kind::Down, node)};
        const Story story = run(scenario, 0);
        const auto stored = story.of(Kind::OutboxWritten);
        std::set<RequestId> sent;
        for (const Record& event : story.of(Kind::EventAppended)) {
            sent.insert(event.request);
            EXPECT_TRUE(event.t < SimTime{10'100'000} || event.t > SimTime{15'000'000}) << node;
        }
        EXPECT_EQ(sent.size(), stored.size()) << node;
    }
}

TEST_P(Relays, ABrokerThatRefusesMakesNoDuplicates) {
    Scenario scenario = outboxStory(relay());
    scenario.faults = {fault(Fault::Kind::Down, "broker")};
    scenario.faults[0].at = {10 * kUsPerSecond + 1};
    const Story story = run(scenario, 0);
    EXPECT_GT(story.of(Kind::HandlerFailed).size(), 0U);
    EXPECT_EQ(requestsOf(story.of(Kind::OutboxWritten)), requestsOf(story.of(Kind::EventAppended)));
}

TEST_P(Relays, ACrashBetweenSendingAndMarkingSendsTheBatchAgain) {
    Scenario scenario = outboxStory(relay());
    scenario.faults = {crashAfter("relay", "outbox/send")};
    const Story story = run(scenario, 0);
    const std::size_t stored = story.of(Kind::OutboxWritten).size();
    const std::size_t sent = story.of(Kind::EventAppended).size();
    ASSERT_GT(sent, stored);
    EXPECT_LE(sent, stored + relay().batch);
    EXPECT_EQ(rowsIn(story, "read-db").size(), sent) << "the consumer knows no repetition";
    const auto delivered = story.of(Kind::EventDelivered);
    EXPECT_EQ(
        static_cast<std::size_t>(std::ranges::count_if(
            delivered,
            [&](const Record& r) { return r.node == story.node("relay") && r.attempt == 2; })),
        sent - stored);
}

TEST_P(Relays, AnInboxKnowsWhatIsSentAgainByItsId) {
    Scenario scenario = outboxStory(relay(), Once::Event);
    scenario.faults = {crashAfter("relay", "outbox/send")};
    const Story story = run(scenario, 0);
    const std::size_t stored = story.of(Kind::OutboxWritten).size();
    const std::size_t sent = story.of(Kind::EventAppended).size();
    ASSERT_GT(sent, stored);
    EXPECT_EQ(rowsIn(story, "read-db").size(), stored);
    EXPECT_EQ(story.of(Kind::DuplicateSkipped).size(), sent - stored);
}

TEST_P(Relays, ACrashAfterTheMarkSendsNothingAgain) {
    Scenario scenario = outboxStory(relay());
    scenario.faults = {crashAfter("relay", "outbox/mark")};
    const Story story = run(scenario, 0);
    ASSERT_EQ(story.of(Kind::NodeStopped).size(), 1U);
    EXPECT_EQ(requestsOf(story.of(Kind::OutboxWritten)), requestsOf(story.of(Kind::EventAppended)));
}

TEST_P(Relays, MarkingFirstLosesWhatACrashInterrupts) {
    RelaySpec relay = this->relay();
    relay.mark = RelaySpec::Mark::Before;
    Scenario scenario = outboxStory(relay);
    EXPECT_EQ(requestsOf(run(scenario, 0).of(Kind::OutboxWritten)),
              requestsOf(run(scenario, 0).of(Kind::EventAppended)));
    scenario.faults = {crashAfter("relay", "outbox/mark")};
    const Story story = run(scenario, 0);
    const std::size_t stored = story.of(Kind::OutboxWritten).size();
    const std::size_t sent = story.of(Kind::EventAppended).size();
    EXPECT_LT(sent, stored);
    EXPECT_GE(sent + relay.batch, stored);
}

TEST_P(Relays, ALostAcknowledgementSendsOneEventAgain) {
    Scenario scenario = outboxStory(relay(), Once::Event);
    scenario.faults = {fault(Fault::Kind::LoseReplies, "broker")};
    scenario.faults[0].probability = 0.2;
    const Story story = run(scenario, 0);
    const std::size_t stored = story.of(Kind::OutboxWritten).size();
    EXPECT_GT(story.of(Kind::EventAppended).size(), stored);
    EXPECT_EQ(rowsIn(story, "read-db").size(), stored);
}

TEST_P(Relays, WhatWasGivenUpIsReadAgain) {
    RelaySpec relay = this->relay();
    relay.retry = {.attempts = 1};
    Scenario scenario = outboxStory(relay);
    scenario.faults = {fault(Fault::Kind::Down, "broker")};
    const Story story = run(scenario, 0);
    std::set<RequestId> sent;
    for (const RequestId request : requestsOf(story.of(Kind::EventAppended))) {
        sent.insert(request);
    }
    EXPECT_EQ(sent.size(), story.of(Kind::OutboxWritten).size());
}

TEST_P(Relays, ACopyGoesOnAsTheOriginalDoes) {
    Scenario scenario = outboxStory(relay());
    scenario.faults = {crashAfter("relay", "outbox/send")};
    const Story whole = run(scenario, 0);
    Simulator first(whole.plan, {scenario.seed, SimTime{scenario.duration.us}, scenario.faults});
    RecordVector records;
    first.runUntil(SimTime{11 * kUsPerSecond}, records);
    Simulator fork = first;
    RecordVector elsewhere;
    first.runUntil(SimTime{scenario.duration.us}, elsewhere);
    fork.runUntil(SimTime{scenario.duration.us}, records);
    EXPECT_TRUE(whole.records == records.records());
}

TEST(Outbox, ARetryOfTheTransactionRepeatsTheIdOfTheEvent) {
    Scenario scenario = outboxStory(polling(), Once::Event);
    auto& step = std::get<TransactionStep>(scenario.systems[0].handlers[0].steps[1]);
    step.retry = {.attempts = 5};
    scenario.faults = {fault(Fault::Kind::LoseReplies, "members-db")};
    scenario.faults[0].probability = 0.3;
    const Story twice = run(scenario, 0);
    const std::size_t skipped = twice.of(Kind::DuplicateSkipped).size();
    EXPECT_GT(skipped, 0U);
    EXPECT_EQ(rowsIn(twice, "read-db").size() + skipped, twice.of(Kind::EventAppended).size());
    step.once = Once::Request;
    const Story once = run(scenario, 0);
    std::map<RequestId, int> stored;
    for (const Record& event : once.of(Kind::OutboxWritten)) {
        EXPECT_EQ(++stored[event.request], 1);
    }
}

TEST(Outbox, AConsumerStoresOneEventForEachThatItHandles) {
    Scenario scenario = outboxStory(polling());
    SystemSpec& system = scenario.systems[0];
    std::get<BrokerSpec>(system.nodes[4].spec).topics.push_back({"notices", 1});
    auto& step = std::get<TransactionStep>(system.handlers[2].steps[0]);
    step.statements.emplace_back(OutboxStatement{{.topic = "notices", .event = "AddressChanged"}});
    RelaySpec second = tailing();
    second.rdb = "read-db";
    system.nodes.push_back({.name = "relay-2", .spec = ServiceSpec{.workers = 1}});
    system.handlers.push_back({.service = "relay-2", .name = "outbox", .relay = second});
    const Story story = run(scenario, 0);
    const auto stored = story.of(Kind::OutboxWritten);
    const auto inReadDb = std::ranges::count(stored, story.node("read-db"), &Record::node);
    EXPECT_EQ(static_cast<std::size_t>(inReadDb) * 2, stored.size());
    EXPECT_EQ(story.of(Kind::EventAppended).size(), stored.size());
}

TEST(Outbox, AnEventMayBeAboutAnEntityThatAnArgumentNames) {
    auto scenario =
        loadScenarioFile(FOLDLINE_SOURCE_DIR "/tests/core/model/transfer.scenario.yaml").scenario;
    ASSERT_TRUE(scenario.has_value());
    SystemSpec& system = scenario->systems[0];
    system.nodes.push_back({.name = "bus", .spec = BrokerSpec{.topics = {{"moves", 1}}}});
    system.nodes.push_back({.name = "relay", .spec = ServiceSpec{}});
    system.handlers.push_back({.service = "relay",
                               .name = "outbox",
                               .relay = RelaySpec{.rdb = "books", .tail = {kUsPerMs}, .batch = 5}});
    auto& transaction = std::get<TransactionStep>(system.handlers[0].steps[0]);
    transaction.statements.emplace_back(
        OutboxStatement{{.topic = "moves", .event = "MoneyReceived", .key = "toId"}});
    const Story story = run(*scenario, 0);
    const auto rows = story.of(Kind::RowWritten);
    const auto stored = story.of(Kind::OutboxWritten);
    const auto appended = story.of(Kind::EventAppended);
    ASSERT_GT(stored.size(), 20U);
    ASSERT_EQ(rows.size(), 2 * stored.size());
    ASSERT_EQ(appended.size(), stored.size());
    for (std::size_t i = 0; i < stored.size(); ++i) {
        EXPECT_EQ(stored[i].entity, rows[2 * i + 1].entity) << "the receiver, not the sender";
        EXPECT_EQ(appended[i].entity, stored[i].entity);
    }
    EXPECT_GT(story.of(Kind::TransactionRolledBack).size(), 0U) << "what was rejected stored none";
}

TEST(Polling, CostsAQueryEachRoundAlsoWhenThereIsNothing) {
    Scenario scenario = outboxStory(polling());
    scenario.workload[0].arrivals.until = Duration{kUsPerSecond};
    const Story story = run(scenario, 0);
    std::size_t queries = 0;
    std::size_t marks = 0;
    for (const Record& record : committedBy(story, "relay")) {
        (record.value == 0 ? queries : marks) += 1;
    }
    EXPECT_GT(marks, 0U);
    // A round takes 200 ms, and a query of a few.
    EXPECT_GT(queries, 180U);
    EXPECT_LE(queries, 200U);
    EXPECT_EQ(queries + marks, startedFor(story, "relay"));
}

TEST(Polling, AMarkIsATransactionOverTheEventsOfTheRound) {
    const Story story = run(outboxStory(polling()), 0);
    std::int64_t marked = 0;
    for (const Record& record : story.of(Kind::OffsetCommitted)) {
        if (record.node != story.node("relay")) {
            continue;
        }
        const Record& committed = story.records[record.cause - 1];
        ASSERT_EQ(committed.kind, Kind::TransactionCommitted);
        EXPECT_EQ(committed.value, record.value - marked);
        EXPECT_LE(committed.value, 10);
        EXPECT_EQ(record.peer, story.node("members-db"));
        marked = record.value;
    }
    EXPECT_EQ(static_cast<std::size_t>(marked), story.of(Kind::OutboxWritten).size());
}

TEST(Polling, AnAnswerThatIsLostIsAskedForAgain) {
    Scenario scenario = outboxStory(polling());
    scenario.faults = {fault(Fault::Kind::Loss, "relay"),
                       fault(Fault::Kind::LoseReplies, "members-db")};
    scenario.faults[0].probability = 0.3;
    scenario.faults[1].id = 2;
    scenario.faults[1].probability = 0.3;
    const Story story = run(scenario, 0);
    std::set<RequestId> sent;
    for (const Record& event : story.of(Kind::EventAppended)) {
        sent.insert(event.request);
    }
    EXPECT_EQ(sent.size(), story.of(Kind::OutboxWritten).size());
    EXPECT_GT(story.of(Kind::TimedOut).size(), 0U);
}

TEST(Tailing, AsksTheDatabaseForNothingAndIsQuick) {
    const Story story = run(outboxStory(tailing()), 0);
    EXPECT_EQ(startedFor(story, "relay"), 0U);
    const auto stored = story.of(Kind::OutboxWritten);
    const auto appended = story.of(Kind::EventAppended);
    ASSERT_EQ(stored.size(), appended.size());
    for (std::size_t i = 0; i < stored.size(); ++i) {
        EXPECT_GE(appended[i].t - stored[i].t, Duration{20 * kUsPerMs});
        EXPECT_LE(appended[i].t - stored[i].t, Duration{100 * kUsPerMs});
    }
}

TEST(Tailing, KeepsItsPositionWhileTheDatabaseIsDown) {
    Scenario scenario = outboxStory(tailing());
    scenario.faults = {crashAfter("relay", "outbox/send"), fault(Fault::Kind::Down, "members-db")};
    scenario.faults[0].after.clear();
    scenario.faults[0].at = {12 * kUsPerSecond};
    scenario.faults[1].id = 2;
    const Story story = run(scenario, 0);
    EXPECT_EQ(requestsOf(story.of(Kind::OutboxWritten)), requestsOf(story.of(Kind::EventAppended)));
}

}  // namespace
}  // namespace foldline
