#include "core/model/simulator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::fault;
using testing::run;
using testing::Story;
using testing::withRoom;

TEST(Simulator, AnOutageRefusesRequestsOfTheSynchronousSystem) {
    const Story r = run(withRoom(), 0);
    const auto refused = r.of(Kind::AccessLogged);
    ASSERT_FALSE(refused.empty());
    for (const Record& line : refused) {
        EXPECT_GE(line.t.us, 10 * kUsPerSecond);
        EXPECT_LE(line.t.us, 17 * kUsPerSecond);
        EXPECT_EQ(line.attempt, 3U);
    }
}

TEST(Simulator, AnOutageRefusesNobodyOfTheEventDrivenSystemAndIsCaughtUpWith) {
    const Story r = run(withRoom(), 1);
    const SymbolId ok = r.plan->dictionary.findSymbol("ok");
    std::size_t answered = 0;
    for (const Record& reply : r.of(Kind::ReplyReceived)) {
        if (reply.node == r.node("members")) {
            EXPECT_EQ(reply.what, ok);
            ++answered;
        }
    }
    EXPECT_EQ(answered, r.of(Kind::EventAppended).size());
    EXPECT_EQ(answered, r.of(Kind::RowWritten).size());
}

TEST(Simulator, AHundredRequestsAreAHundredTransactionsOrAHandful) {
    Scenario scenario = withRoom();
    scenario.workload.erase(scenario.workload.begin());
    scenario.faults.clear();
    EXPECT_EQ(run(scenario, 0).of(Kind::TransactionStarted).size(), 100U);
    EXPECT_LE(run(scenario, 1).of(Kind::TransactionStarted).size(), 5U);
}

TEST(Simulator, ARollbackLeavesNoRow) {
    Scenario scenario = withRoom();
    scenario.faults = {fault(Fault::Kind::Flaky, "members-db")};
    const Story r = run(scenario, 0);
    EXPECT_FALSE(r.of(Kind::TransactionRolledBack).empty());
    const auto committed = r.of(Kind::TransactionCommitted);
    const auto rows = r.of(Kind::RowWritten);
    ASSERT_EQ(committed.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].cause, committed[i].seq);
    }
}

TEST(Simulator, ALostReplyAfterTheCommitIsAppliedAgainByTheRetry) {
    Scenario scenario = withRoom();
    scenario.faults = {fault(Fault::Kind::LoseReplies, "members-db")};
    const Story r = run(scenario, 0);
    std::map<RequestId, int> effects;
    for (const Record& row : r.of(Kind::RowWritten)) {
        ++effects[row.request];
    }
    EXPECT_TRUE(std::ranges::any_of(effects, [](const auto& effect) { return effect.second > 1; }));
}

TEST(Simulator, ACrashedConsumerGetsWhatItHadNotCommittedAgain) {
    Scenario scenario = withRoom();
    scenario.faults = {fault(Fault::Kind::Down, "members-db"),
                       {.id = 2,
                        .kind = Fault::Kind::Crash,
                        .node = "projector",
                        .at = {12 * kUsPerSecond},
                        .length = Duration{kUsPerSecond}}};
    const Story r = run(scenario, 1);
    const auto delivered = r.of(Kind::EventDelivered);
    EXPECT_TRUE(std::ranges::any_of(delivered, [](const Record& e) { return e.attempt == 2; }));
    std::map<std::int32_t, std::int64_t> next;
    for (const Record& event : delivered) {
        std::int64_t& expected = next[event.slot];
        EXPECT_LE(event.value, expected) << "an event was skipped";
        expected = std::max(expected, event.value + 1);
    }
    EXPECT_EQ(r.of(Kind::RowWritten).size(), r.of(Kind::EventAppended).size());
}

TEST(Simulator, CommittingBeforeTheWorkLosesWhatACrashInterrupts) {
    Scenario scenario = withRoom();
    scenario.systems[1].handlers[1].consume->commit = ConsumeSpec::Commit::Before;
    scenario.faults = {fault(Fault::Kind::Down, "members-db"),
                       {.id = 2,
                        .kind = Fault::Kind::Crash,
                        .node = "projector",
                        .at = {12 * kUsPerSecond},
                        .length = Duration{kUsPerSecond}}};
    const Story r = run(scenario, 1);
    EXPECT_LT(r.of(Kind::RowWritten).size(), r.of(Kind::EventAppended).size());
}

TEST(Simulator, EventsOfOneEntityStayInOrder) {
    const Story r = run(withRoom(), 1);
    std::map<EntityId, std::uint32_t> appended;
    std::map<EntityId, std::int32_t> partition;
    for (const Record& event : r.of(Kind::EventAppended)) {
        std::uint32_t& version = appended.try_emplace(event.entity, 1).first->second;
        EXPECT_EQ(event.version, ++version);
        EXPECT_EQ(event.slot, partition.try_emplace(event.entity, event.slot).first->second);
    }
}

TEST(Simulator, ABatchHandledOneByOneWritesForEveryEvent) {
    Scenario scenario = withRoom();
    scenario.faults.clear();
    auto& transaction = std::get<TransactionStep>(scenario.systems[1].handlers[1].steps[0]);
    transaction.statements = {UpdateStatement{
        .entity = "member", .changes = {{.field = "address", .operand = {.argument = "address"}}}}};
    const Story r = run(scenario, 1);
    EXPECT_EQ(r.of(Kind::TransactionStarted).size(), r.of(Kind::EventAppended).size());
    EXPECT_EQ(r.of(Kind::RowWritten).size(), r.of(Kind::EventAppended).size());
}

TEST(Simulator, ALostBatchIsFetchedAgain) {
    Scenario scenario = withRoom();
    scenario.faults = {fault(Fault::Kind::Loss, "projector")};
    scenario.faults[0].probability = 0.5;
    const Story r = run(scenario, 1);
    EXPECT_FALSE(r.of(Kind::MessageLost).empty());
    EXPECT_GE(r.of(Kind::RowWritten).size(), r.of(Kind::EventAppended).size());
}

TEST(Simulator, ACallStepAsksAnotherService) {
    Scenario scenario = withRoom();
    scenario.faults.clear();
    SystemSpec& system = scenario.systems[0];
    system.nodes.push_back({.name = "post", .spec = ServiceSpec{}});
    system.handlers.push_back({.service = "post",
                               .name = "notify",
                               .steps = {WorkStep{Distribution::constant({kUsPerMs})}}});
    auto& steps = system.handlers[0].steps;
    steps.insert(steps.begin() + 1, CallStep{.service = "post", .operation = "notify"});
    const Story r = run(scenario, 0);
    const auto finished = r.of(Kind::HandlerFinished);
    const auto atPost = std::ranges::count(finished, r.node("post"), &Record::node);
    EXPECT_EQ(static_cast<std::size_t>(atPost) * 2, finished.size());
}

TEST(Simulator, EveryMessageSentComesToOneEnd) {
    for (std::size_t system = 0; system < 2; ++system) {
        Scenario scenario = withRoom();
        scenario.faults.push_back({.id = 2,
                                   .kind = Fault::Kind::Loss,
                                   .node = "membership",
                                   .at = {20 * kUsPerSecond},
                                   .length = Duration{10 * kUsPerSecond},
                                   .probability = 0.2});
        const Story r = run(scenario, system);
        std::map<MessageId, int> open;
        for (const Record& record : r.records) {
            switch (record.kind) {
                case Kind::RequestSent:
                case Kind::StatementSent:
                case Kind::EventProduced:
                case Kind::BatchSent:
                case Kind::ReplySent:
                    EXPECT_TRUE(open.emplace(record.message, 1).second);
                    break;
                case Kind::RequestReceived:
                case Kind::RequestQueued:
                case Kind::RequestRefused:
                case Kind::StatementQueued:
                case Kind::EventAppended:
                case Kind::ReplyReceived:
                case Kind::ReplyIgnored:
                case Kind::MessageLost:
                    EXPECT_EQ(open[record.message]--, 1) << kindName(record.kind);
                    break;
                case Kind::HandlerStarted:
                case Kind::TransactionStarted:
                    open[record.message] = 0;
                    break;
                default:
                    break;
            }
        }
        const auto inFlight =
            std::ranges::count_if(open, [](const auto& entry) { return entry.second > 0; });
        EXPECT_LT(inFlight, 20);
    }
}

}  // namespace
}  // namespace foldline
