#include "core/run/measure.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/run/recordings.h"

namespace foldline {
namespace {

using testing::bundledScenario;
using testing::finish;
using testing::Folder;
using testing::startSession;

Scenario bundled() {
    return *loadScenario(bundledScenario(), "a.scenario.yaml").scenario;
}

TEST(Measuring, GivesTheFiguresOfARecording) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    finish(*session, BranchId{1});
    const auto measured = measure(bundled(), {}, {});
    ASSERT_TRUE(measured) << measured.error().message;
    ASSERT_EQ(measured->systems.size(), 2U);
    EXPECT_EQ(measured->verdicts, session->verdicts(BranchId{1}));
    EXPECT_GE(measured->verdicts.size(), 5U);
    EXPECT_TRUE(std::ranges::all_of(measured->verdicts, &Verdict::holds));
    for (std::size_t system = 0; system < 2; ++system) {
        EXPECT_EQ(measured->systems[system].scorecard, session->scorecard(BranchId{1}, system));
        EXPECT_EQ(measured->systems[system].records,
                  *session->lastSeqAt(BranchId{1}, system, session->horizon()));
    }
}

TEST(Measuring, StoppedSystemsAreComparedAtTheSameMoment) {
    Scenario scenario = bundled();
    scenario.workload.front().arrivals.ratePerSecond = 200;
    const auto measured = measure(scenario, {}, [](double part) { return part < 0.2; });
    ASSERT_TRUE(measured) << measured.error().message;
    EXPECT_LT(measured->until, SimTime{60 * kUsPerSecond});
    EXPECT_EQ(measured->systems[1].scorecard.at, measured->until);
}

TEST(Measuring, AFaultMoreCostsTheRequestDrivenSystem) {
    SessionOptions options;
    options.extraFaults = {testing::down("members-db", 40'000, 10'000)};
    const auto before = measure(bundled(), {}, {});
    const auto after = measure(bundled(), options, {});
    ASSERT_TRUE(before && after);
    EXPECT_GT(after->systems[0].scorecard.totals.refused,
              before->systems[0].scorecard.totals.refused);
    EXPECT_EQ(after->systems[1].scorecard.totals.refused, 0U);
    EXPECT_EQ(after->systems[1].scorecard.acknowledgedLost, 0U);
}

}  // namespace
}  // namespace foldline
