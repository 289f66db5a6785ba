#include "core/run/checkpoints.h"

#include <gtest/gtest.h>

#include "core/run/run_simulation.h"
#include "tests/core/run/recordings.h"

namespace foldline {
namespace {

constexpr SimTime kEnd{60 * kUsPerSecond};

class CheckpointsTest : public ::testing::Test {
protected:
    RunSimulation simulated(int requestsPerSecond) const {
        const auto loaded = loadScenario(testing::busyScenario(requestsPerSecond, 60), "a.yaml");
        const auto scenario = std::make_shared<const Scenario>(*loaded.scenario);
        const auto plan = *compilePlan(*scenario, 1);
        RunSimulation run(plan,
                          {.seed = 1, .horizon = kEnd, .faults = scenario->faults},
                          std::make_shared<const FoldTables>(scenario, plan->dictionary));
        while (!run.simulator().finished()) {
            (void)run.advance(kEnd, 100'000);
        }
        return run;
    }
};

TEST_F(CheckpointsTest, AShortRunNeedsNone) {
    EXPECT_EQ(simulated(1).checkpoints().size(), 0U);
}

TEST_F(CheckpointsTest, ALongRunHasSomeAllAlong) {
    const RunSimulation run = simulated(60);
    const Checkpoints& checkpoints = run.checkpoints();
    EXPECT_GE(checkpoints.size(), 5U);
    EXPECT_LE(checkpoints.size(), Checkpoints::kMomentsMax);
    const auto last = checkpoints.newestBefore(kEnd);
    ASSERT_TRUE(last);
    EXPECT_GT(last->simulator.recordedUntil(), SimTime{40 * kUsPerSecond});
    EXPECT_LT(last->simulator.recordedUntil(), kEnd);
    EXPECT_EQ(last->figures->lastSeq(), last->simulator.lastSeq());
    EXPECT_EQ(last->keyframes.world().seq, last->simulator.lastSeq());
}

TEST_F(CheckpointsTest, TheOneBeforeATimeLiesBeforeIt) {
    const RunSimulation run = simulated(60);
    const SimTime t{30 * kUsPerSecond};
    const auto before = run.checkpoints().newestBefore(t);
    ASSERT_TRUE(before);
    EXPECT_LT(before->simulator.recordedUntil(), t);
    EXPECT_EQ(run.checkpoints().before(t).newestBefore(kEnd), before);
    EXPECT_FALSE(run.checkpoints().newestBefore(SimTime{1}));
}

TEST_F(CheckpointsTest, AMomentGoesOnAsItsRunDid) {
    const RunSimulation run = simulated(60);
    const auto middle = run.checkpoints().newestBefore(SimTime{30 * kUsPerSecond});
    ASSERT_TRUE(middle);
    RunSimulation again(*middle, middle->simulator.inputs().faults);
    while (!again.simulator().finished()) {
        (void)again.advance(kEnd, 5000);
    }
    EXPECT_EQ(again.simulator().lastSeq(), run.simulator().lastSeq());
    EXPECT_EQ(again.moment().keyframes.world(), run.moment().keyframes.world());
    EXPECT_EQ(again.moment().figures->figures(kEnd)->scorecard,
              run.moment().figures->figures(kEnd)->scorecard);
}

}  // namespace
}  // namespace foldline
