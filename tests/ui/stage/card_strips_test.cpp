#include "ui/stage/card_strips.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/ui/stage/card_picture.h"
#include "ui/stage/stage_description.h"
#include "ui/stage/stream_painter.h"

namespace foldline::ui {
namespace {

const StageWords kEnglish(QLocale::English);

/// The broker of the event-driven system keeps streams.
Dictionary withStore() {
    Dictionary system = eventDriven();
    NodeName& store = system.nodes[nodeNamed(system, "broker").value];
    store.role = Role::EventStore;
    store.capacity = 3;
    return system;
}

/// The RDB has an outbox, which membership relays.
Dictionary withOutbox() {
    Dictionary system = eventDriven();
    system.partitions.push_back(
        {.broker = nodeNamed(system, "members-db"), .topic = "outbox", .number = 0});
    system.subscriptions.push_back(
        {.consumer = nodeNamed(system, "membership"),
         .broker = nodeNamed(system, "members-db"),
         .group = {},
         .handler = {},
         .partitions = {PartitionId{static_cast<std::uint32_t>(system.partitions.size() - 1)}}});
    return system;
}

World worldOf(const Dictionary& system, std::vector<StoredStream> streams) {
    World world = initialWorld(system);
    world.nodes[nodeNamed(system, "broker").value].streams = std::move(streams);
    return world;
}

CardModel cardOf(const Dictionary& system, const World& world, const char* node) {
    return describeCard(
        {.dictionary = system, .world = world, .t = {}}, nodeNamed(system, node), kEnglish);
}

TEST(CardStrips, AnEventStoreIsNoBrokerAndShowsItsStreams) {
    const Dictionary system = withStore();
    World world = worldOf(system,
                          {{.entity = EntityId{1}, .version = 6, .snapshot = 4},
                           {.entity = EntityId{0}, .version = 2, .conflicted = true}});
    world.partitions[1].end = 6;
    const CardModel card = cardOf(system, world, "broker");
    EXPECT_EQ(card.look, CardLook::EventStore);
    EXPECT_EQ(card.status, QStringLiteral("idle · 6 events"));
    EXPECT_EQ(card.workers.size(), 3U);
    EXPECT_EQ(card.strips.size(), 3U) << "its segments";
    EXPECT_EQ(card.streams,
              (std::vector<StreamRow>{
                  {.name = QStringLiteral("member-42"), .events = 5, .inSnapshot = 3},
                  {.name = QStringLiteral("member-1"), .events = 1, .conflicted = true}}));
    const QString tip =
        describeNode({.dictionary = system, .world = world, .t = {}}, card.node, kEnglish);
    EXPECT_TRUE(tip.contains(QStringLiteral("member-42: events 5 · snapshot of 3")))
        << tip.toStdString();
}

TEST(CardStrips, ADamagedFileNamesNoStreamThatIsNotThere) {
    const Dictionary system = withStore();
    const World world = worldOf(system, {{.entity = EntityId{900}, .version = 0, .snapshot = 7}});
    EXPECT_TRUE(cardOf(system, world, "broker").streams.empty());
}

TEST(CardStrips, AnOutboxShowsWhatIsNotYetRelayed) {
    const Dictionary system = withOutbox();
    World world = initialWorld(system);
    world.partitions.back().end = 12;
    world.cursors.back().committed = 9;
    world.cursors.back().delivered = 11;
    const CardModel card = cardOf(system, world, "members-db");
    ASSERT_EQ(card.strips.size(), 1U);
    EXPECT_EQ(card.strips[0].label, QStringLiteral("outbox"));
    EXPECT_EQ(card.strips[0].behind(), 3);
    EXPECT_TRUE(describeNode({.dictionary = system, .world = world, .t = {}}, card.node, kEnglish)
                    .contains(QStringLiteral("outbox: 12 stored · 3 not yet relayed")));
    EXPECT_TRUE(cardOf(eventDriven(), initialWorld(eventDriven()), "members-db").strips.empty());
}

TEST(CardStrips, TheirRowsLieInsideTheCardBelowEachOther) {
    const Theme theme = makeTheme(ThemeKind::Light);
    const StageFonts fonts(theme, 1.0);
    const std::array places{std::pair{withStore(), "broker"},
                            std::pair{withOutbox(), "members-db"}};
    for (const auto& [system, node] : places) {
        for (const Detail detail : {Detail::Full, Detail::Compact, Detail::Minimal}) {
            const CardLayout card = layoutCard(system, nodeNamed(system, node), fonts, detail);
            std::vector<QRectF> rows{card.title, card.marks};
            rows.insert(rows.end(), card.streams.begin(), card.streams.end());
            rows.insert(rows.end(), card.strips.begin(), card.strips.end());
            for (std::size_t i = 0; i < rows.size(); ++i) {
                EXPECT_TRUE(QRectF(QPointF(), card.size).contains(rows[i])) << i;
                EXPECT_TRUE(i == 0 || rows[i].top() >= rows[i - 1].bottom()) << i;
            }
            EXPECT_FALSE(card.strips.empty());
        }
    }
}

TEST(Streams, TheNewestEventsAreShownAndARefusedAppendTakesAPlace) {
    EXPECT_EQ(firstShownEvent({.events = 0}, 10), 0U);
    EXPECT_EQ(firstShownEvent({.events = 10}, 10), 0U);
    EXPECT_EQ(firstShownEvent({.events = 25}, 10), 15U);
    EXPECT_EQ(firstShownEvent({.events = 10, .conflicted = true}, 10), 1U);
}

class StreamPicture : public ::testing::Test {
protected:
    /// The pixel in the middle of place `place` of the first stream, or at the left end of it.
    QColor pixel(const StreamRow& stream, double place) {
        const StageFonts fonts(m_theme, 1.0);
        const NodeBox box = cardBox(m_system, "broker", fonts);
        const QImage image = cardPicture(box, m_theme, [&](QPainter& painter) {
            paintStreams(painter, {stream}, box, fonts, m_theme);
        });
        const QRectF row = box.parts.streams[0];
        const double width = row.width() - box.parts.streamLabel - box.parts.streamNumber;
        return image.pixelColor(static_cast<int>(row.left() + box.parts.streamLabel +
                                                 place * width / box.parts.streamCells),
                                static_cast<int>(row.center().y()));
    }

    static int distance(const QColor& a, const QColor& b) {
        return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) +
               std::abs(a.blue() - b.blue());
    }

    Dictionary m_system = withStore();
    Theme m_theme = makeTheme(ThemeKind::Light);
};

TEST_F(StreamPicture, WhatASnapshotHoldsIsPalerAndEndsAtItsMark) {
    const StreamRow stream{.name = QStringLiteral("member-1"), .events = 8, .inSnapshot = 4};
    EXPECT_LT(distance(pixel(stream, 1.5), mix(m_theme.event, m_theme.panel, 0.35)), 12);
    EXPECT_LT(distance(pixel(stream, 6.5), m_theme.event), 12);
    EXPECT_LT(distance(pixel(stream, 4.0), m_theme.aggregate), 60);
    EXPECT_GT(distance(pixel(stream, 9.5), m_theme.event), 100) << "nothing stands there yet";
}

TEST_F(StreamPicture, ARefusedAppendIsNoEvent) {
    const StreamRow stream{.name = QStringLiteral("member-1"), .events = 3, .conflicted = true};
    EXPECT_LT(distance(pixel(stream, 2.5), m_theme.event), 12);
    EXPECT_LT(distance(pixel(stream, 3.5), mix(m_theme.failure, m_theme.panel, 0.15)), 12);
}

}  // namespace
}  // namespace foldline::ui
