// Crypto-shredding: what the log says, what rows remember, and what brings it back.
#include <gtest/gtest.h>

#include "core/fold/entity.h"
#include "core/judge/scorecard.h"
#include "tests/core/model/story.h"

namespace foldline {
namespace {

using testing::run;
using testing::Story;

constexpr std::size_t kEvents = 1;
constexpr SimTime kForgottenAt{20 * kUsPerSecond};

Scenario forgetting() {
    Scenario scenario = testing::addressChange();
    scenario.entities[0].population = 5;
    scenario.entities[0].personal = {"address"};
    scenario.faults = {
        {.id = 1, .kind = Fault::Kind::Forget, .at = kForgottenAt, .entity = "member-3"}};
    return scenario;
}

struct Seen {
    EntityState entity;
    Scorecard card;
};

Seen seenAt(const Scenario& scenario, const Story& story, SimTime at) {
    const Dictionary& names = story.plan->dictionary;
    const EntityRules rules(scenario, names);
    const EntityId member = names.findEntity("member", "member-3");
    Seen seen{.entity = initialEntity(rules), .card = {}};
    Judge judge(scenario, names);
    for (const Record& record : story.records) {
        if (record.t > at) {
            break;
        }
        judge.fold(record);
        if (record.entity == member) {
            fold(seen.entity, record, rules);
        }
    }
    seen.card = judge.scorecard(at);
    return seen;
}

std::string textOf(const Story& story, const Fields& fields) {
    const FieldId address = story.plan->dictionary.findField("address");
    return story.plan->dictionary.symbol(
        SymbolId{static_cast<std::uint32_t>(*fields.find(address))});
}

TEST(Forgetting, MakesTheFoldOfTheEventsUnreadableForEver) {
    const Scenario scenario = forgetting();
    const Story story = run(scenario, kEvents);
    ASSERT_EQ(story.of(Kind::KeyShredded).size(), 1U);
    EXPECT_NE(
        textOf(story, seenAt(scenario, story, SimTime{19 * kUsPerSecond}).entity.stream.fields),
        "(erased)");
    for (const std::int64_t s : {20, 30, 40, 59}) {
        const Seen seen = seenAt(scenario, story, SimTime{s * kUsPerSecond});
        EXPECT_EQ(textOf(story, seen.entity.stream.fields), "(erased)") << s;
    }
    EXPECT_GT(seenAt(scenario, story, SimTime{59 * kUsPerSecond}).entity.stream.version,
              seenAt(scenario, story, kForgottenAt).entity.stream.version);
}

TEST(Forgetting, RowsRememberUntilTheyAreWrittenFromTheEventsAgain) {
    Scenario scenario = forgetting();
    scenario.workload.resize(1);
    scenario.workload[0].arrivals.until = Duration{15 * kUsPerSecond};
    EXPECT_EQ(seenAt(scenario, run(scenario, kEvents), SimTime{50 * kUsPerSecond}).card.remembering,
              1U);
    scenario.faults.push_back(
        {.id = 2, .kind = Fault::Kind::Rebuild, .node = "projector", .at = {30 * kUsPerSecond}});
    const Story story = run(scenario, kEvents);
    const Seen seen = seenAt(scenario, story, SimTime{50 * kUsPerSecond});
    EXPECT_EQ(seen.card.remembering, 0U);
    EXPECT_EQ(seen.card.wrongRows, 0U);
    EXPECT_EQ(textOf(story, seen.entity.rows[0].fields), "(erased)");
}

TEST(Forgetting, ABackupBringsItBack) {
    Scenario scenario = forgetting();
    scenario.workload.resize(1);
    scenario.workload[0].arrivals.until = Duration{15 * kUsPerSecond};
    std::get<RdbSpec>(scenario.systems[kEvents].nodes[4].spec).backup =
        BackupSpec{.every = {17 * kUsPerSecond}};
    scenario.faults.push_back(
        {.id = 2, .kind = Fault::Kind::Rebuild, .node = "projector", .at = {30 * kUsPerSecond}});
    scenario.faults.push_back({.id = 3,
                               .kind = Fault::Kind::Restore,
                               .node = "members-db",
                               .at = {40 * kUsPerSecond},
                               .asOf = SimTime{20 * kUsPerSecond}});
    const Story story = run(scenario, kEvents);
    EXPECT_EQ(seenAt(scenario, story, SimTime{39 * kUsPerSecond}).card.remembering, 0U);
    EXPECT_EQ(seenAt(scenario, story, SimTime{50 * kUsPerSecond}).card.remembering, 1U);
}

TEST(Forgetting, ConcernsNobodyElse) {
    const Scenario scenario = forgetting();
    Scenario remembering = scenario;
    remembering.faults.clear();
    const Story with = run(scenario, kEvents);
    const Story without = run(remembering, kEvents);
    const auto a = with.of(Kind::RowWritten);
    const auto b = without.of(Kind::RowWritten);
    const EntityId member = with.plan->dictionary.findEntity("member", "member-3");
    ASSERT_EQ(a.size(), b.size());
    std::size_t masked = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_EQ(a[i].entity, b[i].entity);
        if (a[i].entity == member && a[i].t >= kForgottenAt) {
            masked += a[i].data == b[i].data ? 0 : 1;
        } else {
            EXPECT_EQ(a[i].data, b[i].data);
        }
    }
    EXPECT_GT(masked, 0U);
}

}  // namespace
}  // namespace foldline
