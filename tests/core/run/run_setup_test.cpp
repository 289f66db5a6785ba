#include "core/run/run_setup.h"

#include <gtest/gtest.h>

#include <set>

#include "core/scenario/faults.h"
#include "core/scenario/load.h"

namespace foldline {
namespace {

Scenario availability() {
    const auto loaded = loadScenarioFile(std::filesystem::path(FOLDLINE_SOURCE_DIR) /
                                         "resources/scenarios/availability.scenario.yaml");
    return loaded.scenario.value();
}

std::vector<Fault> faultsOf(const Scenario& scenario, const SessionOptions& options) {
    const auto setup = setUpRun(scenario, options);
    EXPECT_TRUE(setup.has_value());
    return setup ? setup->faults : std::vector<Fault>{};
}

TEST(RunSetup, DrawsRandomFaultsOutIntoOrdinaryOnes) {
    const Scenario scenario = availability();
    ASSERT_EQ(scenario.faults.size(), 0U);
    const auto faults = faultsOf(scenario, {.seed = 8});
    ASSERT_GT(faults.size(), 3U);
    std::set<std::uint32_t> ids;
    for (const Fault& fault : faults) {
        EXPECT_TRUE(ids.insert(fault.id).second);
        EXPECT_TRUE(fault.length.has_value());
    }
    EXPECT_EQ(parseFaults(formatFaults(faults)).value(), faults);
    EXPECT_EQ(faultsOf(scenario, {.seed = 8}), faults);
    EXPECT_NE(faultsOf(scenario, {.seed = 9}), faults);
}

TEST(RunSetup, ALongerRunBeginsWithTheSameRandomFaults) {
    const Scenario scenario = availability();
    std::set<std::int64_t> longer;
    for (const Fault& fault :
         faultsOf(scenario, {.seed = 8, .duration = Duration{600 * kUsPerSecond}})) {
        longer.insert(fault.at.us);
    }
    const auto faults = faultsOf(scenario, {.seed = 8});
    EXPECT_GT(longer.size(), faults.size());
    for (const Fault& fault : faults) {
        EXPECT_TRUE(longer.contains(fault.at.us));
    }
}

TEST(RunSetup, FurtherFaultsGetIdsOfTheirOwn) {
    const Scenario scenario = availability();
    SessionOptions options{.seed = 8};
    options.extraFaults = {{.node = "orders", .at = {kUsPerSecond}}};
    const auto faults = faultsOf(scenario, options);
    std::set<std::uint32_t> ids;
    for (const Fault& fault : faults) {
        EXPECT_TRUE(ids.insert(fault.id).second);
    }
    EXPECT_EQ(faults.back().at, SimTime{kUsPerSecond});
}

TEST(RunSetup, RefusesMoreRandomFaultsThanThereMayBe) {
    const auto setup =
        setUpRun(availability(), {.seed = 8, .duration = Duration{86'400 * kUsPerSecond}});
    ASSERT_FALSE(setup.has_value());
    EXPECT_NE(setup.error().message.find("1000 faults"), std::string::npos);
}

}  // namespace
}  // namespace foldline
