#include "ui/shell/fault_presets.h"

#include <gtest/gtest.h>

#include "tests/ui/support/fake_session.h"

namespace foldline::ui {
namespace {

Dictionary system(std::vector<NodeName> nodes) {
    Dictionary d;
    d.nodes = std::move(nodes);
    return d;
}

TEST(FaultPresets, AreThoseWhoseNodesTheScenarioHas) {
    const std::vector<Dictionary> systems{
        system({{"web", {}, Role::Service, 1, -1}, {"db", {}, Role::Rdb, 1, -1}})};
    const std::vector<FaultPreset> presets = faultPresets(systems);
    ASSERT_EQ(presets.size(), 4U);
    EXPECT_EQ(presets[0].kind, FaultPresetKind::RdbDown);
    EXPECT_EQ(presets[0].fault.node, "db");
    EXPECT_EQ(presets[1].kind, FaultPresetKind::CrashServer);
    EXPECT_EQ(presets[1].fault.node, "web");
    EXPECT_EQ(presets[1].fault.kind, Fault::Kind::Crash);
}

TEST(FaultPresets, TheServerIsOneThatClientsAsk) {
    Dictionary d = system({{"projector", {}, Role::Service, 1, -1},
                           {"membership", {}, Role::Service, 1, -1},
                           {"members", {}, Role::Client, 0, -1}});
    d.links.push_back({NodeId{2}, NodeId{1}, LinkKind::Request});
    EXPECT_EQ(faultPresets({d}).front().fault.node, "membership");
}

TEST(FaultPresets, NodesOfLaterSystemsCountToo) {
    const std::vector<Dictionary> systems{system({{"db", {}, Role::Rdb, 1, -1}}),
                                          system({{"broker", {}, Role::Broker, 0, -1}})};
    EXPECT_EQ(faultPresets(systems).back().kind, FaultPresetKind::BrokerDown);
}

TEST(FaultPresets, LastFiveSecondsButATenthOfAShortRun) {
    EXPECT_EQ(usualFaultLength(SimTime{60'000'000}), Duration{5'000'000});
    EXPECT_EQ(usualFaultLength(SimTime{1'000'000}), Duration{100'000});
}

TEST(FaultPresets, AFaultIsActiveFromItsStartUntilJustBeforeItsEnd) {
    const std::vector<Fault> faults{outage("db", 10, 5)};
    const Fault like = outage("db", 0, 1);
    EXPECT_FALSE(activeFault(faults, like, SimTime{9'999'999}));
    EXPECT_TRUE(activeFault(faults, like, SimTime{10'000'000}));
    EXPECT_FALSE(activeFault(faults, like, SimTime{15'000'000}));
    EXPECT_FALSE(activeFault(faults, outage("other", 0, 1), SimTime{12'000'000}));
}

}  // namespace
}  // namespace foldline::ui
