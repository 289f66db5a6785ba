#include "ui/run/divergence.h"

#include <gtest/gtest.h>

#include "tests/ui/support/bundled_session.h"
#include "tests/ui/support/fake_session.h"

namespace foldline::ui {
namespace {

using State = DivergenceSearch::State;

constexpr BranchId kFirst{1};

State searchToEnd(DivergenceSearch& search) {
    while (search.step() == State::Searching) {
    }
    return search.state();
}

std::vector<Record> allRecords(Session& session, BranchId branch, std::size_t system) {
    return *session.records(branch, system, 1, 10'000'000);
}

class DivergenceTest : public ::testing::Test {
protected:
    DivergenceTest() : session(bundled.take()) {}

    BranchId forkWith(const Fault& fault) {
        std::vector<Fault> faults = session->faults(kFirst);
        faults.push_back(fault);
        const BranchId made = *session->fork(kFirst, faults, "test");
        EXPECT_TRUE(session->wait(made, {}));
        return made;
    }

    BundledSession bundled;
    std::unique_ptr<Session> session;
};

TEST_F(DivergenceTest, FindsTheFirstRecordThatIsNotTheSame) {
    const BranchId made = forkWith(outage("members-db", 20, 5));
    for (std::size_t system = 0; system < 2; ++system) {
        DivergenceSearch search(*session, kFirst, made, system);
        ASSERT_EQ(searchToEnd(search), State::Parted) << search.error();
        const auto a = allRecords(*session, kFirst, system);
        const auto b = allRecords(*session, made, system);
        const auto [inA, inB] = std::ranges::mismatch(a, b);
        ASSERT_NE(inA, a.end());
        ASSERT_NE(inB, b.end());
        EXPECT_EQ(search.first(), *inA);
        EXPECT_EQ(search.second(), *inB);
        EXPECT_GE(inB->t, SimTime{20 * kUsPerSecond});
    }
}

TEST_F(DivergenceTest, ASystemWithoutTheNodeThatFailsStaysTheSame) {
    const BranchId made = forkWith(outage("broker", 20, 5));
    const auto a = allRecords(*session, kFirst, 0);
    const bool same = a == allRecords(*session, made, 0);
    DivergenceSearch search(*session, kFirst, made, 0);
    EXPECT_EQ(searchToEnd(search) == State::Same, same);
    EXPECT_TRUE(same);
    EXPECT_GT(search.compared(), 0U);
}

TEST_F(DivergenceTest, BothOrdersFindTheSamePlace) {
    const BranchId one = forkWith(outage("members-db", 20, 5));
    const BranchId two = forkWith(outage("members-db", 30, 5));
    DivergenceSearch there(*session, one, two, 1);
    DivergenceSearch back(*session, two, one, 1);
    ASSERT_EQ(searchToEnd(there), State::Parted);
    ASSERT_EQ(searchToEnd(back), State::Parted);
    EXPECT_EQ(there.first(), back.second());
    EXPECT_EQ(there.second(), back.first());
}

TEST_F(DivergenceTest, ABranchDoesNotPartFromItself) {
    DivergenceSearch search(*session, kFirst, kFirst, 0);
    EXPECT_EQ(search.state(), State::Same);
}

TEST(Divergence, WaitsForWhatIsNotRecordedYet) {
    std::vector<FakeSession::Event> events;
    for (std::int64_t i = 1; i <= 9000; ++i) {
        events.push_back({i * 1000, 0});
    }
    FakeSession session({events}, SimTime{60'000'000});
    const BranchId made = *session.fork(kFirst, {}, "test");
    session.record(SimTime{5'000'000}, false);
    DivergenceSearch search(session, kFirst, made, 0);
    EXPECT_EQ(searchToEnd(search), State::Waiting);
    EXPECT_EQ(search.compared(), 5000U);
    session.record(SimTime{60'000'000}, true);
    EXPECT_EQ(searchToEnd(search), State::Same);
    EXPECT_EQ(search.compared(), 9000U);
}

TEST(Divergence, WhatBranchesShareIsKnownFromTheTree) {
    const std::vector<BranchInfo> branches{{BranchId{1}, {}, {}},
                                           {BranchId{2}, BranchId{1}, SimTime{20}},
                                           {BranchId{3}, BranchId{1}, SimTime{30}},
                                           {BranchId{4}, BranchId{2}, SimTime{10}}};
    const auto shared = [&](std::uint32_t a, std::uint32_t b) {
        return sharedUntil(branches, BranchId{a}, BranchId{b});
    };
    EXPECT_EQ(shared(1, 1), std::nullopt);
    EXPECT_EQ(shared(1, 2), SimTime{20});
    EXPECT_EQ(shared(2, 3), SimTime{20});
    EXPECT_EQ(shared(3, 2), SimTime{20});
    EXPECT_EQ(shared(4, 2), SimTime{10});
    EXPECT_EQ(shared(4, 3), SimTime{10});
    EXPECT_EQ(shared(4, 1), SimTime{10});
}

}  // namespace
}  // namespace foldline::ui
