#include "core/run/trials.h"

#include <gtest/gtest.h>

#include "tests/core/run/recordings.h"

namespace foldline {
namespace {

Scenario shortened(const std::string& expectations) {
    const std::string text = testing::bundledScenario();
    const std::size_t section = text.find("\nexpect:");
    const auto loaded = loadScenario(text.substr(0, section) + "\nexpect:\n" + expectations, "a");
    EXPECT_TRUE(loaded.scenario) << formatDiagnostic(loaded.diagnostics.front());
    Scenario scenario = *loaded.scenario;
    scenario.duration = {20 * kUsPerSecond};
    return scenario;
}

}  // namespace

TEST(Trials, TakeEverySeedInTurnWhateverTheThreads) {
    const Scenario scenario = shortened("  - requests(event-driven, 10s) < 45\n");
    const auto alone = runTrials(scenario, 7, 6, 1, {});
    const auto together = runTrials(scenario, 7, 6, 3, {});
    ASSERT_TRUE(alone && together);
    EXPECT_EQ(*alone, *together);
    ASSERT_EQ(alone->size(), 6U);
    for (std::uint64_t i = 0; i < 6; ++i) {
        const Trial& trial = (*alone)[i];
        EXPECT_EQ(trial.seed, 7 + i);
        EXPECT_EQ(trial.verdicts.at(0).right, 45.0);
        EXPECT_EQ(trial.verdicts.at(0).holds, trial.verdicts.at(0).left < 45.0);
        EXPECT_GT(trial.verdicts.at(0).left, 20.0);
    }
    EXPECT_NE((*alone)[0].verdicts, (*alone)[1].verdicts);
}

TEST(Trials, StopWhenTheyAreTold) {
    const Scenario scenario = shortened("  - lost(event-driven) == 0\n");
    const auto trials = runTrials(scenario, 1, 100'000, 1, [](double) { return false; });
    ASSERT_TRUE(trials);
    EXPECT_LT(trials->size(), 100'000U);
}

}  // namespace foldline
