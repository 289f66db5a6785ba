// What a transaction requires of rows, what it reads from them, and entities named by arguments.
#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "core/scenario/load.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::run;
using testing::Story;

constexpr int kAccounts = 5;
constexpr int kBalance = 100;

Scenario transfer() {
    auto loaded = loadScenarioFile(FOLDLINE_SOURCE_DIR "/tests/core/model/transfer.scenario.yaml");
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        ADD_FAILURE() << formatDiagnostic(diagnostic);
    }
    return loaded.scenario.value();
}

/// The balance of each account after all that was written.
std::vector<std::int64_t> balances(const Story& story) {
    const FieldId balance = story.plan->dictionary.findField("balance");
    std::vector<std::int64_t> all(kAccounts, kBalance);
    for (const Record& row : story.of(Kind::RowWritten)) {
        if (const std::int64_t* value = row.data.find(balance)) {
            all[row.entity.value] = *value;
        }
    }
    return all;
}

std::int64_t total(const Story& story) {
    const auto all = balances(story);
    return std::accumulate(all.begin(), all.end(), std::int64_t{0});
}

std::size_t countOf(const Story& story, Kind kind, std::string_view what) {
    const SymbolId symbol = story.plan->dictionary.findSymbol(what);
    const auto all = story.of(kind);
    return static_cast<std::size_t>(std::ranges::count(all, symbol, &Record::what));
}

TEST(Requirements, MoneyMovesOrStays) {
    for (const std::size_t system : {0U, 1U}) {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            Scenario scenario = transfer();
            scenario.seed = seed;
            const Story story = run(scenario, system);
            EXPECT_EQ(total(story), kAccounts * kBalance) << "system " << system;
            for (const Record& row : story.of(Kind::RowWritten)) {
                EXPECT_GE(row.data.values[0], 0);
            }
            EXPECT_GT(countOf(story, Kind::TransactionRolledBack, "rejected"), 0U);
            EXPECT_GT(countOf(story, Kind::RowWritten, "MoneyReceived"), 0U);
        }
    }
}

TEST(Requirements, ADecisionIsNotAskedForAgain) {
    Scenario scenario = transfer();
    auto& step = std::get<TransactionStep>(scenario.systems[0].handlers[0].steps[0]);
    step.retry = {.attempts = 5};
    const Story story = run(scenario, 0);
    EXPECT_TRUE(story.of(Kind::RetryScheduled).empty());
    EXPECT_GT(countOf(story, Kind::TransactionRolledBack, "rejected"), 0U);
    EXPECT_EQ(countOf(story, Kind::TransactionRolledBack, "rejected"),
              countOf(story, Kind::ReplyReceived, "rejected") -
                  countOf(story, Kind::HandlerFailed, "rejected"));
}

TEST(Requirements, ARejectedEventIsPassedOverAndTheBatchGoesOn) {
    Scenario scenario = transfer();
    auto& consumer = scenario.systems[1].handlers[1];
    auto& read = std::get<TransactionStep>(consumer.steps[0]);
    read.statements.emplace_back(RequireStatement{.entity = "account",
                                                  .key = "toId",
                                                  .field = "balance",
                                                  .compare = Compare::Less,
                                                  .operand = {.literal = {.integer = 120}}});
    const Story story = run(scenario, 1);
    const auto appended = story.of(Kind::EventAppended).size();
    const auto received = countOf(story, Kind::RowWritten, "MoneyReceived");
    std::size_t rejected = 0;
    for (const Record& record : story.of(Kind::TransactionRolledBack)) {
        rejected += record.peer == story.node("receiver") ? 1 : 0;
    }
    EXPECT_GT(rejected, 0U);
    EXPECT_EQ(received + rejected, appended);
    EXPECT_TRUE(story.of(Kind::RetryScheduled).empty());
}

/// Two steps, read and write back, with a pause between them.
std::string deposit(const std::string& guard) {
    return R"(foldline: 1
id: deposit
title: Deposits that read first
duration: 20s
entities:
  account:
    key: accountId
    population: 5
    fields: { balance: integer }
    initial: { balance: 100 }
    events: { MoneyReceived: { add: { balance: $amount } } }
workload:
  - operation: deposit
    arrivals: { poisson: 20/s, until: 15s }
    with: { accountId: any(account), amount: 1 }
systems:
  one:
    nodes:
      people: { client: {} }
      bank: { service: { workers: 8 } }
      books: { rdb: {} }
    routes: { deposit: people -> bank }
    handlers:
      bank.deposit:
        - transaction: { in: books, do: [ { read: account, as: { seen: balance, was: version } } ] }
        - work: 100ms
        - transaction:
            in: books
            do:
)" + guard +
           R"(              - { update: account, set: { balance: $seen } }
              - { update: account, add: { balance: $amount } }
)";
}

TEST(Requirements, WhatWasReadAndWrittenBackLosesUpdates) {
    const Story story = run(testing::loaded(deposit("")), 0);
    const auto deposits = static_cast<std::int64_t>(story.of(Kind::HandlerFinished).size());
    EXPECT_LT(total(story), kAccounts * kBalance + deposits);
}

TEST(Requirements, TheVersionOfTheRowLocksOptimistically) {
    const Story story =
        run(testing::loaded(deposit("              - { require: account.version == $was }\n")), 0);
    const auto deposits = static_cast<std::int64_t>(story.of(Kind::HandlerFinished).size());
    EXPECT_GT(countOf(story, Kind::HandlerFailed, "rejected"), 0U);
    EXPECT_EQ(total(story), kAccounts * kBalance + deposits);
}

}  // namespace
}  // namespace foldline
