#include "ui/stage/stage_tokens.h"

#include <gtest/gtest.h>

#include "tests/ui/stage/stage_fixture.h"

namespace foldline::ui {
namespace {

class StageTokens : public ::testing::Test {
protected:
    std::vector<Token> at(std::int64_t us, const Marking& marking = {}) {
        const StageFrame frame{.dictionary = m_system, .world = m_world, .t = {us}};
        return tokensAt(frame, TokenRules(m_system), m_edges, marking);
    }

    NodeId node(const char* name) const { return nodeNamed(m_system, name); }

    Dictionary m_system = eventDriven();
    World m_world = initialWorld(m_system);
    // One for every link: members → membership → broker → projector → members-db.
    std::vector<EdgeRoute> m_edges{EdgeRoute({{0, 0}, {100, 0}}),
                                   EdgeRoute({{200, 0}, {300, 0}, {300, 100}}),
                                   EdgeRoute({{400, 0}, {500, 0}}),
                                   EdgeRoute({{500, 50}, {500, 150}})};
};

TEST_F(StageTokens, StandWhereTheirMessageIs) {
    m_world.flights = {
        flightOf(Kind::RequestSent, node("members"), node("membership"), 1'000, 3'000)};
    EXPECT_EQ(at(1'000).at(0).at, QPointF(0, 0));
    EXPECT_EQ(at(1'500).at(0).at, QPointF(25, 0));
    EXPECT_EQ(at(2'999).at(0).along, 0.9995);
    EXPECT_EQ(at(3'000).at(0).at, QPointF(100, 0));
}

TEST_F(StageTokens, FollowTheirEdgeAroundCorners) {
    m_world.flights = {flightOf(Kind::EventProduced, node("membership"), node("broker"), 0, 4'000)};
    EXPECT_EQ(at(1'000).at(0).at, QPointF(250, 0));
    EXPECT_EQ(at(3'000).at(0).at, QPointF(300, 50));
}

TEST_F(StageTokens, RepliesGoBackTheWayTheRequestCame) {
    m_world.flights = {flightOf(Kind::ReplySent, node("membership"), node("members"), 0, 1'000)};
    const std::vector<Token> tokens = at(250);
    ASSERT_EQ(tokens.size(), 1U);
    EXPECT_EQ(tokens[0].edge, 0U);
    EXPECT_EQ(tokens[0].at, QPointF(75, 0));
    EXPECT_EQ(tokens[0].shape, TokenShape::ReplyOk);
    m_world.flights[0].what = symbolNamed(m_system, "refused");
    EXPECT_EQ(at(250).at(0).shape, TokenShape::ReplyFailed);
}

TEST_F(StageTokens, HaveTheShapeOfTheirKind) {
    Flight batch = flightOf(Kind::BatchSent, node("broker"), node("projector"), 0, 1'000);
    batch.count = 7;
    m_world.flights = {
        flightOf(Kind::RequestSent, node("members"), node("membership"), 0, 1'000),
        flightOf(Kind::EventProduced, node("membership"), node("broker"), 0, 1'000),
        batch,
        flightOf(Kind::StatementSent, node("projector"), node("members-db"), 0, 1'000)};
    const std::vector<Token> tokens = at(500);
    ASSERT_EQ(tokens.size(), 4U);
    EXPECT_EQ(tokens[0].shape, TokenShape::Command);
    EXPECT_EQ(tokens[1].shape, TokenShape::Event);
    EXPECT_EQ(tokens[2].shape, TokenShape::Batch);
    EXPECT_EQ(tokens[2].count, 7);
    EXPECT_EQ(tokens[3].shape, TokenShape::Statement);
}

TEST_F(StageTokens, AreExactlyTheFlights) {
    EXPECT_TRUE(at(500).empty());
    m_world.flights = {flightOf(Kind::RequestSent, node("members"), node("membership"), 0, 1'000),
                       flightOf(Kind::RequestSent, node("members"), node("membership"), 0, 1'000),
                       // No link joins these two: there is no edge to be on.
                       flightOf(Kind::RequestSent, node("members"), node("broker"), 0, 1'000)};
    EXPECT_EQ(at(500).size(), 2U);
}

TEST_F(StageTokens, CountRetriesFromTheSecondAttempt) {
    m_world.flights = {flightOf(Kind::RequestSent, node("members"), node("membership"), 0, 1'000)};
    m_world.flights[0].attempt = 1;
    EXPECT_EQ(at(0).at(0).retry, 0U);
    m_world.flights[0].attempt = 3;
    EXPECT_EQ(at(0).at(0).retry, 2U);
}

TEST_F(StageTokens, AreMarkedForTheSelectedEntityAndRecord) {
    m_world.flights = {flightOf(Kind::RequestSent, node("members"), node("membership"), 0, 1'000)};
    m_world.flights[0].entity = EntityId{1};
    m_world.flights[0].sent = 77;
    EXPECT_FALSE(at(0).at(0).marked);
    EXPECT_TRUE(at(0, {.entity = EntityId{1}}).at(0).marked);
    EXPECT_FALSE(at(0, {.entity = EntityId{0}}).at(0).marked);
    EXPECT_TRUE(at(0, {.record = 77}).at(0).marked);
}

}  // namespace
}  // namespace foldline::ui
