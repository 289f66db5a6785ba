#include "ui/run/record_walk.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/ui/support/fake_session.h"

namespace foldline::ui {
namespace {

constexpr BranchId kFirst{1};
constexpr SimTime kHorizon{60'000'000};

std::pair<std::size_t, Seq> place(const RecordPosition& p) {
    return {p.system, p.record.seq};
}

TEST(RecordWalk, TakesTheRecordsOfAllSystemsInTheOrderOfTime) {
    FakeSession session({{{10, 0}, {30, 0}}, {{20, 0}, {30, 0}, {40, 0}}}, kHorizon);
    RecordWalk walk(session);
    ASSERT_TRUE(walk.toTime(kFirst, SimTime{}));
    std::vector<std::pair<std::size_t, Seq>> places;
    while (const auto position = *walk.step(kFirst, 1)) {
        places.push_back(place(*position));
    }
    const std::vector<std::pair<std::size_t, Seq>> expected{{0, 1}, {1, 1}, {0, 2}, {1, 2}, {1, 3}};
    EXPECT_EQ(places, expected);
}

TEST(RecordWalk, WalkingBackTakesTheSameStepsInReverse) {
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::vector<std::vector<FakeSession::Event>> events(2);
    for (auto& system : events) {
        std::int64_t t = 0;
        for (int i = 0; i < 60; ++i) {
            t += static_cast<std::int64_t>(random() % 3);
            system.push_back({t, 0});
        }
    }
    FakeSession session(events, kHorizon);
    RecordWalk walk(session);
    ASSERT_TRUE(walk.toTime(kFirst, SimTime{-1}));
    std::vector<std::pair<std::size_t, Seq>> forward;
    while (const auto position = *walk.step(kFirst, 1)) {
        forward.push_back(place(*position));
    }
    ASSERT_EQ(forward.size(), 120U);
    std::vector<std::pair<std::size_t, Seq>> back{forward.back()};
    while (const auto position = *walk.step(kFirst, -1)) {
        back.push_back(place(*position));
    }
    std::reverse(back.begin(), back.end());
    EXPECT_EQ(back, forward);
}

TEST(RecordWalk, GoingToARecordShowsExactlyWhatCameBefore) {
    FakeSession session({{{10, 0}, {30, 0}, {30, 0}}, {{30, 0}, {40, 0}}}, kHorizon);
    RecordWalk walk(session);
    ASSERT_TRUE(walk.toRecord(kFirst, 0, 2));
    EXPECT_EQ(walk.cursor(0), 2U);
    EXPECT_EQ(walk.cursor(1), 0U);
    ASSERT_TRUE(walk.toRecord(kFirst, 1, 1));
    EXPECT_EQ(walk.cursor(0), 3U);
    EXPECT_EQ(walk.cursor(1), 1U);
}

TEST(RecordWalk, GoingToARecordThatIsNotThereFails) {
    FakeSession session({{{10, 0}}, {}}, kHorizon);
    RecordWalk walk(session);
    EXPECT_FALSE(walk.toRecord(kFirst, 0, 7));
}

TEST(RecordWalk, SearchFindsTheNearestInEitherDirectionAcrossBlocks) {
    std::vector<FakeSession::Event> events;
    for (std::int64_t i = 0; i < 10'000; ++i) {
        events.push_back({i, static_cast<std::uint16_t>(i == 0 || i == 9'999 ? 1 : 0)});
    }
    FakeSession session({events, {}}, kHorizon);
    RecordWalk walk(session);
    const auto atNodeOne = [](const Record& r) { return r.node == NodeId{1}; };
    EXPECT_EQ((*walk.search(kFirst, 0, 5, 1, atNodeOne))->seq, 10'000U);
    EXPECT_EQ((*walk.search(kFirst, 0, 9'999, -1, atNodeOne))->seq, 1U);
    EXPECT_FALSE(walk.search(kFirst, 0, 10'000, 1, atNodeOne)->has_value());
    EXPECT_FALSE(walk.search(kFirst, 0, 1, -1, atNodeOne)->has_value());
}

}  // namespace
}  // namespace foldline::ui
