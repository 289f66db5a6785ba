// Events that consumers cannot read, with and without a gate.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/model/points.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::fault;
using testing::run;
using testing::Story;

constexpr std::size_t kEvents = 1;

TopicSpec& topicOf(Scenario& scenario) {
    return std::get<BrokerSpec>(scenario.systems[kEvents].nodes[2].spec).topics[0];
}

Scenario incompatible() {
    Scenario scenario = testing::points();
    scenario.faults = {fault(Fault::Kind::Incompatible, "earning")};
    return scenario;
}

bool isDuring(SimTime t) {
    return t >= SimTime{10 * kUsPerSecond} && t < SimTime{15 * kUsPerSecond};
}

TEST(SchemaGate, RefusesWhatConsumersCouldNotRead) {
    Scenario scenario = incompatible();
    topicOf(scenario).gated = true;
    const Story story = run(scenario, kEvents);
    const SymbolId reason = story.plan->dictionary.findSymbol("incompatible schema");
    std::size_t refused = 0;
    for (const Record& record : story.of(Kind::RequestRefused)) {
        EXPECT_EQ(record.what, reason);
        EXPECT_EQ(record.node, story.node("broker"));
        EXPECT_TRUE(isDuring(story.records[record.cause - 1].t));
        ++refused;
    }
    EXPECT_GT(refused, 50U);
    for (const Record& event : story.of(Kind::EventAppended)) {
        EXPECT_FALSE(isDuring(story.records[event.cause - 1].t));
    }
    const auto replies = story.of(Kind::ReplyReceived);
    EXPECT_EQ(
        static_cast<std::size_t>(std::ranges::count_if(
            replies,
            [&](const Record& r) { return r.node == story.node("members") && r.what == reason; })),
        refused);
    EXPECT_TRUE(story.of(Kind::HandlerFailed).size() == refused);
}

TEST(SchemaGate, WithoutItConsumersFailUntilTheyAreUpgraded) {
    Scenario scenario = incompatible();
    scenario.faults.push_back(
        {.id = 2, .kind = Fault::Kind::Upgrade, .node = "projector", .at = {30 * kUsPerSecond}});
    const Story story = run(scenario, kEvents);
    EXPECT_TRUE(story.of(Kind::RequestRefused).empty());
    SimTime lastRow;
    std::size_t between = 0;
    for (const Record& row : story.of(Kind::RowWritten)) {
        between += row.t > SimTime{20 * kUsPerSecond} && row.t < SimTime{30 * kUsPerSecond} ? 1 : 0;
        lastRow = row.t;
    }
    EXPECT_EQ(between, 0U);
    EXPECT_GT(lastRow, SimTime{39 * kUsPerSecond});
    EXPECT_EQ(story.of(Kind::RowWritten).size(), story.of(Kind::EventAppended).size());
    for (const Record& failed : story.of(Kind::HandlerFailed)) {
        EXPECT_LE(failed.t, SimTime{30 * kUsPerSecond});
        EXPECT_EQ(failed.node, story.node("projector"));
    }
}

TEST(SchemaGate, RefusesNothingOtherwise) {
    Scenario scenario = testing::points();
    const std::size_t records = run(scenario, kEvents).records.size();
    topicOf(scenario).gated = true;
    EXPECT_EQ(run(scenario, kEvents).records.size(), records);
}

}  // namespace
}  // namespace foldline
