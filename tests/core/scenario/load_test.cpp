#include "core/scenario/load.h"

#include <gtest/gtest.h>

namespace foldline {
namespace {

TEST(Load, AnswersAMissingFileWithADiagnostic) {
    const LoadedScenario loaded = loadScenarioFile("no/such/file.scenario.yaml");
    EXPECT_FALSE(loaded.scenario.has_value());
    ASSERT_EQ(loaded.diagnostics.size(), 1U);
    EXPECT_EQ(formatDiagnostic(loaded.diagnostics[0]),
              "no/such/file.scenario.yaml: error: there is no such file");
}

}  // namespace
}  // namespace foldline
