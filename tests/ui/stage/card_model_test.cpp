#include "ui/stage/card_model.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/ui/stage/stage_fixture.h"
#include "ui/stage/card_layout.h"

namespace foldline::ui {
namespace {

const StageWords kEnglish(QLocale::English);
const StageWords kKorean(QLocale::Korean);

CardModel cardOf(const Dictionary& system,
                 const World& world,
                 const char* name,
                 const StageWords& words = kEnglish) {
    static const std::vector<Fault> kFaults = databaseFault();
    return describeCard(
        {.dictionary = system, .world = world, .t = kOutageMoment, .faults = kFaults},
        nodeNamed(system, name),
        words);
}

TEST(CardModel, ADownNodeSaysWhenItWillBeBack) {
    const Dictionary system = requestDriven();
    const World world = requestDrivenInOutage(system);
    const CardModel card = cardOf(system, world, "members-db");
    EXPECT_TRUE(card.down);
    EXPECT_EQ(card.status, QStringLiteral("DOWN · back in 0.7 s"));
    EXPECT_EQ(cardOf(system, world, "members-db", kKorean).status,
              QStringLiteral("정지 · 0.7초 뒤 복구"));
    for (const WorkerMark mark : card.workers) {
        EXPECT_EQ(mark, WorkerMark::Off);
    }
}

TEST(CardModel, ADownNodeWithoutAnEndSaysSo) {
    const Dictionary system = requestDriven();
    const World world = requestDrivenInOutage(system);
    std::vector<Fault> faults = databaseFault();
    faults[0].length.reset();
    const CardModel card =
        describeCard({.dictionary = system, .world = world, .t = kOutageMoment, .faults = faults},
                     nodeNamed(system, "members-db"),
                     kEnglish);
    EXPECT_EQ(card.status, QStringLiteral("DOWN until the end"));
}

TEST(CardModel, WorkersAreCountedInWords) {
    const Dictionary system = requestDriven();
    const CardModel card = cardOf(system, requestDrivenInOutage(system), "membership");
    EXPECT_EQ(card.status, QStringLiteral("3 of 4 stuck on DB"));
    EXPECT_TRUE(card.worried);
    EXPECT_EQ(card.workers[0], WorkerMark::Stuck);
    EXPECT_EQ(card.workers[2], WorkerMark::WaitingForRetry);
    EXPECT_EQ(card.waiting, 26U);
    EXPECT_EQ(card.waitingMax, 32);
    EXPECT_EQ(cardOf(system, initialWorld(system), "membership").status,
              QStringLiteral("4 workers · idle"));
}

TEST(CardModel, AWaitIsStuckOnlyAfterASecondOrWhenThePeerIsDown) {
    const Dictionary system = requestDriven();
    World world = initialWorld(system);
    WorkerState& worker = world.nodes[nodeNamed(system, "membership").value].workers[0];
    worker = {.activity = WorkerState::Activity::WaitingForReply,
              .peer = nodeNamed(system, "members-db"),
              .since = kOutageMoment - Duration{900'000}};
    EXPECT_EQ(cardOf(system, world, "membership").workers[0], WorkerMark::WaitingForReply);
    EXPECT_EQ(cardOf(system, world, "membership").status, QStringLiteral("1 of 4 wait for DB"));
    worker.since = kOutageMoment - Duration{1'100'000};
    EXPECT_EQ(cardOf(system, world, "membership").workers[0], WorkerMark::Stuck);
    worker.since = kOutageMoment;
    world.nodes[nodeNamed(system, "members-db").value].up = false;
    EXPECT_EQ(cardOf(system, world, "membership").workers[0], WorkerMark::Stuck);
}

TEST(CardModel, APartitionTellsConsumedDeliveredAndWaiting) {
    const Dictionary system = eventDriven();
    const CardModel card = cardOf(system, eventDrivenInOutage(system), "broker");
    ASSERT_EQ(card.strips.size(), 3U);
    EXPECT_EQ(card.strips[0].end, 58);
    EXPECT_EQ(card.strips[0].committed, 46);
    EXPECT_EQ(card.strips[0].delivered, 53);
    EXPECT_EQ(card.strips[0].behind(), 12);
    EXPECT_EQ(card.footnote, QStringLiteral("end 169 · committed 132 · behind 37"));
    EXPECT_EQ(card.status, QStringLiteral("topic membership · 3 partitions"));
}

TEST(CardModel, TheSlowestGroupDecidesWhatIsBehind) {
    const Dictionary system = crowdedBroker();
    World world = initialWorld(system);
    world.partitions[0].end = 20;
    world.cursors[0].committed = 18;
    world.cursors[0].delivered = 20;
    world.cursors[3].committed = 5;
    world.cursors[3].delivered = 6;
    const PartitionStrip strip = cardOf(system, world, "broker").strips.at(0);
    EXPECT_EQ(strip.behind(), 15);
    EXPECT_EQ(strip.delivered, 6);
    EXPECT_EQ(strip.committedByGroup, (std::vector<std::int64_t>{18, 5}));
}

TEST(CardModel, AConsumerSaysWhatItHolds) {
    const Dictionary system = eventDriven();
    const CardModel card = cardOf(system, eventDrivenInOutage(system), "projector");
    EXPECT_EQ(card.look, CardLook::Consumer);
    EXPECT_EQ(card.status, QStringLiteral("holds 21 · retry 5"));
    EXPECT_EQ(card.inHand, 21U);
    EXPECT_EQ(cardOf(system, initialWorld(system), "projector").status,
              QStringLiteral("waits · batch ≤ 100"));
}

TEST(CardModel, AFaultShortOfBeingDownHasABadge) {
    const Dictionary system = requestDriven();
    World world = initialWorld(system);
    NodeState& node = world.nodes[nodeNamed(system, "members-db").value];
    node.faults = {{.fault = 3, .what = symbolNamed(system, "slow"), .strength = 10'000'000}};
    EXPECT_EQ(cardOf(system, world, "members-db").badge, QStringLiteral("slow ×10"));
    node.faults = {{.fault = 3, .what = symbolNamed(system, "flaky"), .strength = 300'000}};
    EXPECT_EQ(cardOf(system, world, "members-db").badge, QStringLiteral("flaky 30 %"));
    EXPECT_EQ(cardOf(system, world, "members-db", kKorean).badge, QStringLiteral("30% 실패"));
    EXPECT_FALSE(cardOf(system, world, "members-db").down);
}

TEST(CardModel, AGatewaySaysThatABreakerIsOpen) {
    const Dictionary system = requestDriven();
    World world = initialWorld(system);
    BreakerState breaker{.target = nodeNamed(system, "membership"),
                         .since = kOutageMoment - Duration{1'200'000}};
    const auto cardWith = [&](BreakerState::State state, const StageWords& words) {
        breaker.state = state;
        world.nodes[nodeNamed(system, "gateway").value].breakers = {breaker};
        return cardOf(system, world, "gateway", words);
    };
    using enum BreakerState::State;
    EXPECT_EQ(cardWith(Open, kEnglish).badge, QStringLiteral("breaker open"));
    EXPECT_EQ(cardWith(Open, kKorean).badge, QStringLiteral("차단기 열림"));
    EXPECT_TRUE(cardWith(Open, kEnglish).badgeBad);
    EXPECT_EQ(cardWith(HalfOpen, kEnglish).badge, QStringLiteral("breaker half-open"));
    EXPECT_FALSE(cardWith(HalfOpen, kEnglish).badgeBad);
    EXPECT_TRUE(cardWith(Closed, kEnglish).badge.isEmpty());
}

TEST(CardModel, OfSeveralBreakersTheOpenOneIsNamed) {
    const Dictionary system = requestDriven();
    World world = initialWorld(system);
    using enum BreakerState::State;
    world.nodes[nodeNamed(system, "gateway").value].breakers = {
        {.target = nodeNamed(system, "membership"), .state = HalfOpen},
        {.target = nodeNamed(system, "members-db"), .state = Open}};
    EXPECT_EQ(cardOf(system, world, "gateway").badge, QStringLiteral("breaker open +1"));
}

TEST(CardModel, AGatewayShowsTheLinesThatAreLeftForPeople) {
    const Dictionary system = requestDriven();
    const CardModel card = cardOf(system, requestDrivenInOutage(system), "gateway");
    EXPECT_EQ(card.footnote, QStringLiteral("38 lines to fix by hand"));
    EXPECT_TRUE(card.footnoteBad);
    EXPECT_FALSE(cardOf(system, initialWorld(system), "gateway").footnoteBad);
}

TEST(CardModel, EveryStatusFitsItsCardInBothLanguages) {
    const std::array systems{requestDriven(), eventDriven(), crowdedBroker()};
    const StageFonts fonts(makeTheme(ThemeKind::Light), 1.0);
    for (const Dictionary& system : systems) {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            const World world = randomWorld(system, seed);
            for (std::size_t i = 0; i < system.nodes.size(); ++i) {
                const NodeId node{static_cast<std::uint16_t>(i)};
                const CardLayout layout = layoutCard(system, node, fonts, Detail::Full);
                for (const StageWords& words : {kEnglish, kKorean}) {
                    const CardModel card = describeCard(
                        {.dictionary = system, .world = world, .t = world.t}, node, words);
                    const TextStyle style =
                        card.down ? TextStyle::CardAlarm : TextStyle::CardStatus;
                    EXPECT_LE(fonts.width(style, card.status), layout.status.width() + 0.5)
                        << "seed " << seed << ": " << card.status.toStdString();
                    EXPECT_LE(fonts.width(TextStyle::CardTitle, card.title),
                              layout.title.width() + 0.5);
                }
            }
        }
    }
}

TEST(CardModel, SaysNothingOfAWorldThatHasNoSuchNode) {
    const Dictionary system = requestDriven();
    const CardModel card = cardOf(system, World{}, "membership");
    EXPECT_EQ(card.title, QStringLiteral("membership"));
    EXPECT_TRUE(card.status.isEmpty());
}

TEST(StageWords, ShortNumbersHaveAtMostFourCharacters) {
    EXPECT_EQ(kEnglish.shortNumber(999), QStringLiteral("999"));
    EXPECT_EQ(kEnglish.shortNumber(1'000), QStringLiteral("1.0k"));
    EXPECT_EQ(kEnglish.shortNumber(9'999), QStringLiteral("9.9k"));
    EXPECT_EQ(kEnglish.shortNumber(54'321), QStringLiteral("54k"));
    EXPECT_EQ(kEnglish.shortNumber(999'999), QStringLiteral("999k"));
    EXPECT_EQ(kEnglish.shortNumber(2'100'000), QStringLiteral("2.1M"));
}

}  // namespace
}  // namespace foldline::ui
