#include "ui/stage/stage_placement.h"

#include <gtest/gtest.h>

#include "tests/ui/stage/stage_fixture.h"

namespace foldline::ui {
namespace {

TEST(StagePlacement, FlowsFromClientToDatabase) {
    const auto at = placeNodes(requestDriven(), {}, DatabasePlace::Right);
    EXPECT_EQ(at[0], (GridPosition{0, 0}));
    EXPECT_EQ(at[1], (GridPosition{1, 0}));
    EXPECT_EQ(at[2], (GridPosition{2, 0}));
    EXPECT_EQ(at[3], (GridPosition{3, 0}));
}

TEST(StagePlacement, HangsADatabaseBelowTheConsumerThatUsesIt) {
    const auto at = placeNodes(eventDriven(), {}, DatabasePlace::BelowConsumers);
    EXPECT_EQ(at[3].column, at[4].column);
    EXPECT_EQ(at[4].row, at[3].row + 1.0);
    EXPECT_EQ(at[2].row, (at[3].row + at[4].row) / 2.0);
    // A service's database stays to its right.
    EXPECT_EQ(placeNodes(requestDriven(), {}, DatabasePlace::BelowConsumers)[3].column, 3.0);
}

TEST(StagePlacement, KeepsAChainInOneLineAboveItsDatabases) {
    const Dictionary chain = longChain(3);
    const auto at = placeNodes(chain, {}, DatabasePlace::Below);
    for (const std::string name : {"service-1", "service-2", "service-3"}) {
        EXPECT_EQ(at[nodeNamed(chain, name).value].row, 0.0) << name;
    }
    EXPECT_EQ(at[nodeNamed(chain, "db-2").value].row, 1.0);
}

TEST(StagePlacement, SurvivesLinksInACircle) {
    Dictionary circle = requestDriven();
    circle.links.push_back({NodeId{3}, NodeId{1}, LinkKind::Request});
    circle.links.push_back({NodeId{2}, NodeId{2}, LinkKind::Request});
    const auto at = placeNodes(circle, {}, DatabasePlace::Right);
    EXPECT_LT(at[1].column, at[2].column);
    EXPECT_LT(at[2].column, at[3].column);
}

TEST(StagePlacement, GivesNoTwoNodesOnePlace) {
    const Dictionary system = requestDriven();
    const std::vector<std::optional<GridPosition>> authored{
        GridPosition{2, 0}, GridPosition{2, 0}, std::nullopt, std::nullopt};
    const auto at = placeNodes(system, authored, DatabasePlace::Right);
    for (std::size_t a = 0; a < at.size(); ++a) {
        for (std::size_t b = a + 1; b < at.size(); ++b) {
            EXPECT_NE(at[a], at[b]) << a << " and " << b;
        }
    }
    EXPECT_EQ(at[0], (GridPosition{2, 0}));
}

TEST(StagePlacement, TakesPositionsFromTheScenario) {
    const Dictionary system = requestDriven();
    Scenario scenario;
    scenario.systems.push_back(
        {.name = "request-driven",
         .nodes = {{.name = "gateway", .at = GridPosition{4, 2}, .spec = GatewaySpec{}}}});
    const auto authored = authoredPositions(scenario, system);
    ASSERT_EQ(authored.size(), 4U);
    EXPECT_EQ(authored[1], (GridPosition{4, 2}));
    EXPECT_FALSE(authored[0]);
}

}  // namespace
}  // namespace foldline::ui
