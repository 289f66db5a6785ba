// Services that have gone wrong, and what they leave behind.
#include <gtest/gtest.h>

#include "tests/core/model/points.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::fault;
using testing::run;
using testing::Story;

Fault corrupt(const std::string& node, const std::string& field) {
    Fault wrong = fault(Fault::Kind::Corrupt, node);
    wrong.field = field;
    wrong.value = {.type = ValueType::Integer, .integer = 1'000};
    return wrong;
}

bool inForce(SimTime t) {
    return t >= SimTime{10 * kUsPerSecond} && t < SimTime{15 * kUsPerSecond};
}

TEST(Corrupt, LetsAProducerAppendWrongEventsWhileItLasts) {
    Scenario scenario = testing::points();
    scenario.faults = {corrupt("earning", "amount")};
    const Story story = run(scenario, 1);
    const FieldId amount = story.plan->dictionary.findField("amount");
    std::size_t wrong = 0;
    for (const Record& event : story.of(Kind::EventAppended)) {
        const bool isWrong = *event.data.find(amount) == 1'000;
        const SimTime produced = story.records[event.cause - 1].t;
        EXPECT_EQ(isWrong, inForce(produced)) << event.seq;
        wrong += isWrong ? 1 : 0;
    }
    EXPECT_GT(wrong, 50U);
}

TEST(Corrupt, LetsAConsumerWriteWrongRowsWhileTheEventsStayRight) {
    Scenario scenario = testing::points();
    scenario.faults = {corrupt("projector", "points")};
    const Story story = run(scenario, 1);
    const FieldId amount = story.plan->dictionary.findField("amount");
    const FieldId points = story.plan->dictionary.findField("points");
    for (const Record& event : story.of(Kind::EventAppended)) {
        EXPECT_LE(*event.data.find(amount), 10);
    }
    std::size_t wrong = 0;
    for (const Record& row : story.of(Kind::RowWritten)) {
        wrong += inForce(row.t) && *row.data.find(points) == 1'000 ? 1 : 0;
    }
    EXPECT_GT(wrong, 20U);
}

TEST(Corrupt, LetsAServiceWriteWrongRows) {
    Scenario scenario = testing::points();
    scenario.faults = {corrupt("earning", "amount")};
    const Story story = run(scenario, 0);
    const FieldId points = story.plan->dictionary.findField("points");
    const auto rows = story.of(Kind::RowWritten);
    EXPECT_TRUE(std::ranges::any_of(
        rows, [&](const Record& row) { return *row.data.find(points) >= 1'000; }));
}

TEST(Corrupt, ChangesNothingElse) {
    const Scenario right = testing::points();
    Scenario wrong = testing::points();
    wrong.faults = {corrupt("earning", "amount")};
    for (std::size_t system = 0; system < 2; ++system) {
        Story with = run(wrong, system);
        std::erase_if(with.records, [](const Record& r) {
            return r.kind == Kind::FaultStarted || r.kind == Kind::FaultEnded;
        });
        const Story without = run(right, system);
        ASSERT_EQ(with.records.size(), without.records.size());
        for (std::size_t i = 0; i < with.records.size(); ++i) {
            ASSERT_EQ(with.records[i].kind, without.records[i].kind) << i;
            ASSERT_EQ(with.records[i].t, without.records[i].t) << i;
        }
    }
}

TEST(Corrupt, AFieldThatTheSystemDoesNotKnowChangesNothing) {
    Scenario scenario = testing::points();
    scenario.faults = {corrupt("earning", "colour")};
    const Story story = run(scenario, 1);
    const FieldId amount = story.plan->dictionary.findField("amount");
    for (const Record& event : story.of(Kind::EventAppended)) {
        EXPECT_LE(*event.data.find(amount), 10);
    }
}

}  // namespace
}  // namespace foldline
