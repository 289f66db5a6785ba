#include "core/judge/staleness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace foldline {
namespace {

constexpr EntityId kMember{0};

TEST(StalenessTest, NothingToldIsNothingStale) {
    const Staleness::Summary summary = Staleness{}.summarise(SimTime{1000});
    EXPECT_EQ(summary.max, Duration{});
    EXPECT_EQ(summary.meanUs, 0.0);
}

TEST(StalenessTest, AChangeIsMissingFromTellingUntilItIsShown) {
    Staleness staleness;
    staleness.toldInTime();
    staleness.told(RequestId{0}, kMember, 2, SimTime{100});
    staleness.shownUpTo(kMember, 1, SimTime{150});
    staleness.shownUpTo(kMember, 2, SimTime{400});
    EXPECT_EQ(staleness.summarise(SimTime{9000}).max, Duration{300});
    EXPECT_DOUBLE_EQ(staleness.summarise(SimTime{9000}).meanUs, 150.0);
}

TEST(StalenessTest, WhatIsStillMissingCountsUntilNow) {
    Staleness staleness;
    staleness.told(RequestId{0}, kMember, 2, SimTime{100});
    staleness.told(RequestId{1}, kMember, 3, SimTime{200});
    EXPECT_EQ(staleness.summarise(SimTime{1100}).max, Duration{1000});
    EXPECT_DOUBLE_EQ(staleness.summarise(SimTime{1100}).meanUs, 950.0);
    staleness.shownUpTo(kMember, 2, SimTime{300});
    EXPECT_EQ(staleness.summarise(SimTime{1100}).max, Duration{900});
}

TEST(StalenessTest, AChangeMayBeToldBeforeItsEventIsAppended) {
    Staleness staleness;
    staleness.told(RequestId{0}, kMember, 0, SimTime{100});
    staleness.shownUpTo(kMember, 9, SimTime{150});
    EXPECT_EQ(staleness.summarise(SimTime{200}).max, Duration{100});
    staleness.versionKnown(RequestId{0}, 10);
    staleness.shownUpTo(kMember, 10, SimTime{250});
    EXPECT_EQ(staleness.summarise(SimTime{900}).max, Duration{150});
}

TEST(StalenessTest, AWriteForTheRequestItselfShowsItsChange) {
    Staleness staleness;
    staleness.told(RequestId{7}, kMember, 0, SimTime{100});
    staleness.shown(RequestId{3}, SimTime{110});
    staleness.shown(RequestId{7}, SimTime{130});
    EXPECT_EQ(staleness.summarise(SimTime{900}).max, Duration{30});
}

/// Plays random tellings and showings, and counts the same again by looking at every change.
TEST(StalenessTest, AgreesWithLookingAtEveryChange) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);

    struct Change {
        std::uint32_t entity;
        std::uint32_t version;
        std::int64_t told;
        std::int64_t shown;
    };

    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random()) % n; };
    for (int round = 0; round < 200; ++round) {
        Staleness staleness;
        std::vector<Change> changes;
        std::map<std::uint32_t, std::uint32_t> versions;
        std::int64_t t = 0;
        for (int step = 0; step < 200; ++step) {
            t += below(5);
            const std::uint32_t entity = below(3);
            if (below(2) == 0) {
                // Answers overtake one another.
                const std::uint32_t version = ++versions[entity] * 4 - below(8) + 8;
                staleness.told(RequestId{changes.size()}, EntityId{entity}, version, SimTime{t});
                changes.push_back({entity, version, t, -1});
            } else {
                const std::uint32_t upTo = versions[entity] * 4 - below(8) + 8;
                staleness.shownUpTo(EntityId{entity}, upTo, SimTime{t});
                for (Change& change : changes) {
                    if (change.entity == entity && change.version <= upTo && change.shown < 0) {
                        change.shown = t;
                    }
                }
            }
        }
        std::int64_t max = 0;
        std::int64_t sum = 0;
        for (const Change& change : changes) {
            const std::int64_t us = (change.shown < 0 ? t : change.shown) - change.told;
            max = std::max(max, us);
            sum += us;
        }
        const Staleness::Summary summary = staleness.summarise(SimTime{t});
        ASSERT_EQ(summary.max.us, max);
        ASSERT_DOUBLE_EQ(summary.meanUs * static_cast<double>(changes.size()),
                         static_cast<double>(sum));
    }
}

}  // namespace
}  // namespace foldline
