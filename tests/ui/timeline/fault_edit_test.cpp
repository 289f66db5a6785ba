#include "ui/timeline/fault_edit.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/ui/timeline/timeline_session.h"

namespace foldline::ui {
namespace {

constexpr SimTime kEnd{60 * kUsPerSecond};
constexpr Duration kStep{20'000};

Fault outage() {
    Fault f;
    f.id = 7;
    f.node = "members-db";
    f.at = seconds(10);
    f.length = Duration{5 * kUsPerSecond};
    return f;
}

TEST(FaultEdit, MovingKeepsTheLengthAndSnapsTheStart) {
    FaultEdit edit;
    edit.grab(outage(), FaultPart::Body, seconds(12), kEnd);
    edit.dragTo(seconds(14.013), kStep);
    EXPECT_EQ(edit.ghost().at, seconds(12.02));
    EXPECT_EQ(edit.ghost().length, outage().length);
}

TEST(FaultEdit, AnEditWithoutAChangeCommitsNothing) {
    FaultEdit edit;
    edit.grab(outage(), FaultPart::Body, seconds(12), kEnd);
    edit.dragTo(seconds(20), kStep);
    edit.dragTo(seconds(12), kStep);
    EXPECT_EQ(edit.commit(), std::nullopt);
    EXPECT_FALSE(edit.active());
}

TEST(FaultEdit, StretchingTheEndChangesOnlyTheLength) {
    FaultEdit edit;
    edit.grab(outage(), FaultPart::End, seconds(15), kEnd);
    edit.dragTo(seconds(20), kStep);
    const auto changed = edit.commit();
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->at, seconds(10));
    EXPECT_EQ(changed->length, Duration{10 * kUsPerSecond});
    EXPECT_EQ(changed->id, 7U);
}

TEST(FaultEdit, StretchingTheStartKeepsTheEnd) {
    FaultEdit edit;
    edit.grab(outage(), FaultPart::Start, seconds(10), kEnd);
    edit.dragTo(seconds(13), kStep);
    EXPECT_EQ(edit.ghost().at, seconds(13));
    EXPECT_EQ(edit.ghost().length, Duration{2 * kUsPerSecond});
}

TEST(FaultEdit, AtTheEndOfTheRunItLastsUntilTheEnd) {
    FaultEdit edit;
    edit.grab(outage(), FaultPart::End, seconds(15), kEnd);
    edit.dragTo(kEnd, kStep);
    EXPECT_EQ(edit.ghost().length, std::nullopt);
    edit.dragTo(seconds(30), kStep);
    EXPECT_EQ(edit.ghost().length, Duration{20 * kUsPerSecond});
}

TEST(FaultEdit, CancelLeavesTheFaultAlone) {
    FaultEdit edit;
    edit.grab(outage(), FaultPart::Body, seconds(12), kEnd);
    edit.dragTo(seconds(40), kStep);
    edit.cancel();
    EXPECT_EQ(edit.commit(), std::nullopt);
}

TEST(FaultEdit, NudgesAddUpToOneChange) {
    FaultEdit edit;
    for (int i = 0; i < 5; ++i) {
        edit.nudge(outage(), FaultPart::Body, kStep, kEnd);
    }
    edit.nudge(outage(), FaultPart::End, {-kStep.us}, kEnd);
    EXPECT_TRUE(edit.byKeys());
    const auto changed = edit.commit();
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->at, seconds(10.1));
    EXPECT_EQ(changed->length, Duration{5 * kUsPerSecond - kStep.us});
}

TEST(FaultEdit, WhateverIsDraggedStaysAFaultWithinTheRun) {
    const std::uint32_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::uniform_int_distribution<std::int64_t> anywhere(0, kEnd.us);
    for (int i = 0; i < 3000; ++i) {
        Fault start = outage();
        start.at = {std::min(anywhere(random), kEnd.us - 1)};
        if (random() % 3 == 0) {
            start.length.reset();
        } else {
            start.length = Duration{1 + anywhere(random)};
        }
        const auto part = static_cast<FaultPart>(1 + random() % 3);
        FaultEdit edit;
        edit.grab(start, part, {anywhere(random)}, kEnd);
        for (int k = 0; k < 4; ++k) {
            edit.dragTo({anywhere(random)}, kStep);
            const Fault& ghost = edit.ghost();
            ASSERT_GE(ghost.at.us, 0);
            ASSERT_LT(ghost.at, kEnd);
            ASSERT_TRUE(!ghost.length || ghost.length->us > 0);
            ASSERT_EQ(ghost.node, start.node);
        }
    }
}

}  // namespace
}  // namespace foldline::ui
