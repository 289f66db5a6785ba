// Branches: what they share, where they part, and that a fork is what a fresh run would have been.
#include <gtest/gtest.h>

#include <random>

#include "core/run/fork_point.h"
#include "tests/core/run/recordings.h"

namespace foldline {
namespace {

using testing::allRecords;
using testing::bundledScenario;
using testing::busyScenario;
using testing::down;
using testing::finish;
using testing::Folder;
using testing::freshRecords;
using testing::sameRecords;
using testing::startSession;

constexpr BranchId kFirst{1};

BranchId forked(Session& session, BranchId parent, const std::vector<Fault>& faults) {
    const auto branch = session.fork(parent, faults, "what if");
    EXPECT_TRUE(branch) << branch.error().message;
    return branch.value_or(kFirst);
}

void expectAsFresh(Session& session, BranchId branch) {
    for (std::size_t system = 0; system < session.systems().size(); ++system) {
        EXPECT_TRUE(sameRecords(allRecords(session, branch, system),
                                freshRecords(session, system, session.faults(branch))))
            << "branch " << branch.value << ", system " << system;
    }
}

std::vector<Fault> with(std::vector<Fault> faults, const Fault& fault) {
    faults.push_back(fault);
    return faults;
}

TEST(ForkPoint, IsTheFirstMomentAtWhichListsDiffer) {
    Fault a = down("db", 10'000, 5000);
    a.id = 1;
    Fault b = down("broker", 20'000, 5000);
    b.id = 2;
    EXPECT_EQ(firstDifference({a}, {a}), std::nullopt);
    EXPECT_EQ(firstDifference({a}, {a, b}), b.at);
    EXPECT_EQ(firstDifference({a, b}, {b}), a.at);
    Fault longer = a;
    longer.length = Duration{8000 * kUsPerMs};
    EXPECT_EQ(firstDifference({a}, {longer}), SimTime{15'000 * kUsPerMs});
    Fault endless = a;
    endless.length.reset();
    EXPECT_EQ(firstDifference({endless}, {longer}), SimTime{18'000 * kUsPerMs});
    Fault moved = a;
    moved.at = SimTime{8'000 * kUsPerMs};
    EXPECT_EQ(firstDifference({a}, {moved}), moved.at);
    Fault other = a;
    other.kind = Fault::Kind::Flaky;
    EXPECT_EQ(firstDifference({a, b}, {b, other}), a.at);
    Fault waiting = a;
    waiting.kind = Fault::Kind::Crash;
    waiting.after = "placeOrder/1";
    Fault elsewhere = waiting;
    elsewhere.after = "placeOrder/2";
    EXPECT_EQ(firstDifference({waiting}, {elsewhere}), a.at);
}

TEST(Branches, AForkIsTheRunThatWouldHaveBeenFresh) {
    const Folder folder;
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    finish(*session, kFirst);
    for (int round = 0; round < 6; ++round) {
        const auto atMs = static_cast<std::int64_t>(random() % 60'000);
        const BranchId branch =
            forked(*session, kFirst, with(session->faults(kFirst), down("membership", atMs, 3000)));
        finish(*session, branch);
        SCOPED_TRACE("at " + std::to_string(atMs) + " ms");
        expectAsFresh(*session, branch);
    }
}

TEST(Branches, ABranchOfABranchIsTheRunThatWouldHaveBeenFresh) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    const BranchId child =
        forked(*session, kFirst, with(session->faults(kFirst), down("membership", 20'000, 2000)));
    const BranchId grandchild =
        forked(*session, child, with(session->faults(child), down("members-db", 40'000, 1000)));
    const BranchId earlier = forked(
        *session, grandchild, with(session->faults(grandchild), down("membership", 5000, 1)));
    for (const BranchId branch : {kFirst, child, grandchild, earlier}) {
        finish(*session, branch);
    }
    for (const BranchId branch : {kFirst, child, grandchild, earlier}) {
        expectAsFresh(*session, branch);
    }
}

TEST(Branches, MovingShorteningAndRemovingAFaultForksWhereItMatters) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    finish(*session, kFirst);
    const Fault fault = session->faults(kFirst).at(0);
    Fault moved = fault;
    moved.at = SimTime{25 * kUsPerSecond};
    Fault shorter = fault;
    shorter.length = Duration{kUsPerSecond};

    struct Case {
        std::vector<Fault> faults;
        std::int64_t forkAtUs;
    };

    for (const Case& c : {Case{{moved}, 10 * kUsPerSecond},
                          Case{{shorter}, 11 * kUsPerSecond},
                          Case{{}, 10 * kUsPerSecond}}) {
        const BranchId branch = forked(*session, kFirst, c.faults);
        finish(*session, branch);
        EXPECT_EQ(session->branches().back().forkAt, SimTime{c.forkAtUs});
        expectAsFresh(*session, branch);
    }
}

TEST(Branches, ABranchWithTheSameFaultsSharesEverything) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    finish(*session, kFirst);
    const BranchId branch = forked(*session, kFirst, session->faults(kFirst));
    finish(*session, branch);
    EXPECT_TRUE(sameRecords(allRecords(*session, branch, 0), allRecords(*session, kFirst, 0)));
    EXPECT_TRUE(session->worldAt(branch, 1, session->horizon())->ended);
}

TEST(Branches, AForkAtTheVeryBeginningSharesNothing) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    const BranchId branch =
        forked(*session, kFirst, with(session->faults(kFirst), down("membership", 0, 1000)));
    finish(*session, branch);
    expectAsFresh(*session, branch);
}

TEST(Branches, ThePastCanBeReadBeforeTheFutureIsSimulated) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    finish(*session, kFirst);
    const BranchId branch =
        forked(*session, kFirst, with(session->faults(kFirst), down("membership", 40'000, 1000)));
    const SimTime before{30 * kUsPerSecond};
    EXPECT_GE(session->progress(branch).recordedUntil, before);
    EXPECT_EQ(*session->worldAt(branch, 0, before), *session->worldAt(kFirst, 0, before));
    EXPECT_EQ(*session->entityAt(branch, 1, EntityId{3}, before),
              *session->entityAt(kFirst, 1, EntityId{3}, before));
}

TEST(Branches, AForkAheadOfTheSimulationIsRight) {
    const Folder folder;
    const auto session = startSession(busyScenario(80, 60), folder / "a.foldline");
    const BranchId branch =
        forked(*session, kFirst, with(session->faults(kFirst), down("members-db", 50'000, 2000)));
    finish(*session, branch);
    expectAsFresh(*session, branch);
    finish(*session, kFirst);
    expectAsFresh(*session, kFirst);
}

TEST(Branches, FiguresOfAForkCountItsWholeHistory) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    finish(*session, kFirst);
    const BranchId branch =
        forked(*session, kFirst, with(session->faults(kFirst), down("membership", 35'000, 9000)));
    finish(*session, branch);
    for (std::size_t system = 0; system < 2; ++system) {
        const World last = *session->worldAt(branch, system, session->horizon());
        EXPECT_EQ(session->scorecard(branch, system).totals, last.totals);
        EXPECT_NE(session->scorecard(kFirst, system).totals, last.totals);
    }
}

TEST(Branches, AreFoundAgainInTheFile) {
    const Folder folder;
    const auto file = folder / "a.foldline";
    std::vector<std::vector<Record>> before;
    {
        const auto session = startSession(bundledScenario(), file);
        const BranchId child =
            forked(*session, kFirst, with(session->faults(kFirst), down("membership", 9000, 100)));
        finish(*session, kFirst);
        finish(*session, child);
        ASSERT_TRUE(session->rename(child, "a hiccup"));
        ASSERT_TRUE(session->setHidden(child, true));
        before = {allRecords(*session, child, 0), allRecords(*session, child, 1)};
    }
    const auto session = Session::open(file);
    ASSERT_TRUE(session) << session.error().message;
    const auto branches = (*session)->branches();
    ASSERT_EQ(branches.size(), 2U);
    EXPECT_EQ(branches[1].title, "a hiccup");
    EXPECT_TRUE(branches[1].hidden);
    EXPECT_EQ((*session)->faults(BranchId{2}).size(), 2U);
    EXPECT_TRUE(sameRecords(allRecords(**session, BranchId{2}, 0), before[0]));
    EXPECT_TRUE(sameRecords(allRecords(**session, BranchId{2}, 1), before[1]));
    const BranchId next =
        forked(**session,
               BranchId{2},
               with((*session)->faults(BranchId{2}), down("membership", 30'000, 9)));
    finish(**session, next);
    expectAsFresh(**session, next);
}

TEST(Branches, AFaultAfterTheEndOfAShorterRunIsNoObstacle) {
    const Folder folder;
    SessionOptions options;
    options.duration = Duration{5 * kUsPerSecond};
    const auto session = startSession(bundledScenario(), folder / "a.foldline", options);
    ASSERT_GT(session->faults(kFirst).at(0).at, session->horizon());
    const BranchId branch =
        forked(*session, kFirst, with(session->faults(kFirst), down("membership", 2000, 1000)));
    finish(*session, branch);
    expectAsFresh(*session, branch);
}

Fault crashAfter(const std::string& node, const std::string& point, std::int64_t atMs) {
    Fault crash = down(node, atMs, 2000);
    crash.kind = Fault::Kind::Crash;
    crash.after = point;
    return crash;
}

TEST(Branches, ACrashThatWaitsForAStepIsKeptByEveryFork) {
    const Folder folder;
    const auto file = folder / "a.foldline";
    BranchId crashed;
    {
        const auto session = startSession(bundledScenario(), file);
        finish(*session, kFirst);
        crashed = forked(
            *session,
            kFirst,
            with(session->faults(kFirst), crashAfter("membership", "changeAddress/2", 20'000)));
        finish(*session, crashed);
        expectAsFresh(*session, crashed);
        EXPECT_FALSE(
            sameRecords(allRecords(*session, crashed, 0), allRecords(*session, kFirst, 0)));
        // Before it is armed, when it is armed, in force or over.
        for (const std::int64_t atMs : {19'000, 20'001, 21'500, 30'000}) {
            const BranchId branch = forked(
                *session, crashed, with(session->faults(crashed), down("gateway", atMs, 500)));
            finish(*session, branch);
            SCOPED_TRACE("at " + std::to_string(atMs) + " ms");
            expectAsFresh(*session, branch);
        }
    }
    const auto session = Session::open(file);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ((*session)->faults(crashed).back().after, "changeAddress/2");
    std::vector<Fault> longer = (*session)->faults(crashed);
    longer.back().length = Duration{6 * kUsPerSecond};
    const BranchId branch = forked(**session, crashed, longer);
    finish(**session, branch);
    expectAsFresh(**session, branch);
}

TEST(Branches, FaultsThatCannotHappenAreRefused) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    EXPECT_FALSE(session->fork(kFirst, {down("nobody", 1000, 1000)}, "x"));
    EXPECT_FALSE(session->fork(kFirst, {down("members-db", -1, 1000)}, "x"));
    EXPECT_FALSE(session->fork(kFirst, {down("members-db", 61'000, 1000)}, "x"));
    EXPECT_FALSE(session->fork(kFirst, {crashAfter("membership", "changeAddress/9", 1000)}, "x"));
    EXPECT_FALSE(session->fork(kFirst, {crashAfter("gateway", "changeAddress/1", 1000)}, "x"));
    EXPECT_EQ(session->branches().size(), 1U);
}

}  // namespace
}  // namespace foldline
