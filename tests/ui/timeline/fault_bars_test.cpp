#include "ui/timeline/fault_bars.h"

#include <gtest/gtest.h>

#include "tests/ui/timeline/timeline_session.h"
#include "ui/timeline/fault_words.h"

namespace foldline::ui {
namespace {

constexpr SimTime kEnd{60 * kUsPerSecond};
constexpr Band kBand{60, 26};

Fault fault(std::uint32_t id, double at, double length) {
    Fault f;
    f.id = id;
    f.node = "members-db";
    f.at = seconds(at);
    if (length > 0.0) {
        f.length = seconds(length) - SimTime{};
    }
    return f;
}

TimeAxis axis() {
    TimeAxis axis(kEnd);
    axis.setPlot(100.0, 1200.0);
    return axis;
}

TEST(PackFaults, ThoseThatDoNotOverlapShareARow) {
    const FaultBars bars = packFaults({fault(1, 10, 5), fault(2, 15, 5), fault(3, 40, 0)}, kEnd);
    EXPECT_EQ(bars.rows, 1);
}

TEST(PackFaults, ThoseThatOverlapLieBelowEachOther) {
    const FaultBars bars =
        packFaults({fault(1, 20, 5), fault(2, 10, 15), fault(3, 12, 3), fault(4, 26, 1)}, kEnd);
    EXPECT_EQ(bars.rows, 2);
    EXPECT_EQ(bars.row, (std::vector<int>{1, 0, 1, 0}));
    EXPECT_EQ(bars.inTime, (std::vector<std::size_t>{1, 2, 0, 3}));
}

TEST(PackFaults, OneWithoutALengthLastsUntilTheEnd) {
    EXPECT_EQ(faultEnd(fault(1, 10, 0), kEnd), kEnd);
    EXPECT_EQ(packFaults({fault(1, 10, 0), fault(2, 50, 5)}, kEnd).rows, 2);
}

TEST(DrawnFaults, ACrashThatWaitsForAStepStandsWhereItHappened) {
    std::vector<Fault> faults{fault(1, 10, 5), fault(2, 20, 2), fault(3, 30, 2), fault(4, 40, 0)};
    for (std::size_t i = 1; i < faults.size(); ++i) {
        faults[i].kind = Fault::Kind::Crash;
        faults[i].after = "placeOrder/2";
    }
    const std::vector<std::vector<double>> started{{10, 21.5, 0, 41}, {10, 20.5, 0, 0}};
    const auto drawn =
        drawnFaults(faults,
                    started.size(),
                    [&](std::size_t system, std::uint32_t id) -> std::optional<SimTime> {
                        const double t = started[system][id - 1];
                        return t > 0.0 ? std::optional(seconds(t)) : std::nullopt;
                    });
    ASSERT_EQ(drawn.size(), faults.size());
    EXPECT_EQ(drawn[0], faults[0]);
    EXPECT_EQ(drawn[1].at, seconds(20.5));
    EXPECT_EQ(faultEnd(drawn[1], kEnd), seconds(23.5)) << "the last system is up again";
    EXPECT_EQ(drawn[2].at, faults[2].at) << "it never happened: a mark where it begins to wait";
    EXPECT_EQ(drawn[2].length, Duration{1});
    EXPECT_EQ(drawn[3].at, seconds(41.0));
    EXPECT_EQ(drawn[3].length, std::nullopt);
}

TEST(FaultAt, TellsBodyAndEndsApart) {
    const std::vector<Fault> faults{fault(1, 10, 5)};  // from 300 to 400 px
    const FaultBars bars = packFaults(faults, kEnd);
    const auto part = [&](double x) {
        return faultAt(faults, bars, axis(), kBand, {x, 72.0}, 5.0).part;
    };
    EXPECT_EQ(part(298.0), FaultPart::None);
    EXPECT_EQ(part(302.0), FaultPart::Start);
    EXPECT_EQ(part(350.0), FaultPart::Body);
    EXPECT_EQ(part(398.0), FaultPart::End);
    EXPECT_EQ(part(402.0), FaultPart::None);
}

TEST(FaultAt, ANarrowBarIsStretchedFromOutside) {
    const std::vector<Fault> faults{fault(1, 10, 0.4)};  // 8 px wide
    const FaultBars bars = packFaults(faults, kEnd);
    const auto part = [&](double x) {
        return faultAt(faults, bars, axis(), kBand, {x, 72.0}, 5.0).part;
    };
    EXPECT_EQ(part(297.0), FaultPart::Start);
    EXPECT_EQ(part(304.0), FaultPart::Body);
    EXPECT_EQ(part(311.0), FaultPart::End);
}

TEST(FaultAt, FindsTheBarOfItsRowOnly) {
    const std::vector<Fault> faults{fault(1, 10, 20), fault(2, 15, 5)};
    const FaultBars bars = packFaults(faults, kEnd);
    const Band tall{60, 45};
    EXPECT_EQ(faultAt(faults, bars, axis(), tall, {450.0, 70.0}, 5.0).fault, 0U);
    EXPECT_EQ(faultAt(faults, bars, axis(), tall, {450.0, 95.0}, 5.0).fault, 1U);
}

TEST(FaultAt, WhatHappensAtOneMomentHasNoEndsToStretch) {
    std::vector<Fault> faults{fault(1, 10, 0)};
    faults.front().kind = Fault::Kind::LoseLeader;
    const FaultBars bars = packFaults(faults, kEnd);
    for (const double x : {297.0, 301.0, 308.0}) {
        EXPECT_EQ(faultAt(faults, bars, axis(), kBand, {x, 72.0}, 5.0).part, FaultPart::Body) << x;
    }
}

TEST(FaultWords, SayWhatHappensToWhom) {
    const TimelineSession session;
    Fault f = fault(1, 10, 5);
    EXPECT_EQ(FaultWords::barText(f, session.systems(), false), QStringLiteral("RDB members down"));
    EXPECT_EQ(FaultWords::barText(f, session.systems(), true), QStringLiteral("RDB 회원 down"));
    f.kind = Fault::Kind::Cut;
    f.peer = "membership";
    EXPECT_EQ(FaultWords::barText(f, session.systems(), false),
              QStringLiteral("RDB members cut off from membership"));
    f.kind = Fault::Kind::Flaky;
    f.probability = 0.3;
    EXPECT_EQ(FaultWords::barText(f, session.systems(), false),
              QStringLiteral("RDB members rolls back 30 %"));
}

}  // namespace
}  // namespace foldline::ui
