#include "ui/stage/panel_header.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/ui/stage/stage_fixture.h"

namespace foldline::ui {
namespace {

const StageWords kEnglish(QLocale::English);

PanelHeader headerOf(const Dictionary& system, const World& world, const HeaderFacts& facts = {}) {
    return describeHeader({.dictionary = system, .world = world, .t = world.t}, facts, kEnglish);
}

const Chip& chip(const PanelHeader& header, const char* word) {
    const auto found = std::ranges::find(header.chips, QString::fromUtf8(word), &Chip::word);
    EXPECT_NE(found, header.chips.end()) << word;
    return *found;
}

TEST(PanelHeader, ShowsTheTotals) {
    const Dictionary system = requestDriven();
    const PanelHeader header = headerOf(system, requestDrivenInOutage(system));
    EXPECT_EQ(header.title, QStringLiteral("Request-driven"));
    EXPECT_EQ(chip(header, "accepted").figure, QStringLiteral("131"));
    EXPECT_EQ(chip(header, "refused").figure, QStringLiteral("38"));
    EXPECT_EQ(chip(header, "refused").tone, ChipTone::Bad);
    EXPECT_EQ(chip(header, "unknown").figure, QStringLiteral("0"));
    EXPECT_EQ(chip(header, "retries").figure, QStringLiteral("57"));
    EXPECT_EQ(chip(header, "DB work").figure, QStringLiteral("226"));
    EXPECT_TRUE(std::ranges::none_of(
        header.chips, [](const Chip& c) { return c.word == QStringLiteral("behind"); }));
}

TEST(PanelHeader, TellsHowFarASystemWithABrokerIsBehindAndSinceWhen) {
    const Dictionary system = eventDriven();
    World world = eventDrivenInOutage(system);
    EXPECT_EQ(eventsBehind(world, system), 37U);
    const PanelHeader late = headerOf(system, world, {.behindFor = Duration{4'230'000}});
    EXPECT_EQ(chip(late, "behind").figure, QStringLiteral("37 events · 4.2 s"));
    EXPECT_EQ(chip(late, "behind").tone, ChipTone::Late);
    for (std::size_t i = 0; i < world.cursors.size(); ++i) {
        world.cursors[i].committed = world.partitions[i].end;
    }
    EXPECT_EQ(chip(headerOf(system, world), "behind").figure, QStringLiteral("0 events"));
    EXPECT_EQ(chip(headerOf(system, world), "behind").tone, ChipTone::Good);
}

TEST(PanelHeader, ColoursDatabaseWorkOnlyInComparison) {
    const Dictionary system = requestDriven();
    const World world = requestDrivenInOutage(system);
    EXPECT_EQ(chip(headerOf(system, world), "DB work").tone, ChipTone::Plain);
    EXPECT_EQ(chip(headerOf(system, world, {.leastDatabaseWork = 14}), "DB work").tone,
              ChipTone::Bad);
    EXPECT_EQ(chip(headerOf(system, world, {.leastDatabaseWork = 226}), "DB work").tone,
              ChipTone::Good);
    EXPECT_EQ(chip(headerOf(system, world, {.leastDatabaseWork = 200}), "DB work").tone,
              ChipTone::Plain);
}

TEST(PanelHeader, NothingOverlapsAtAnyWidth) {
    const Dictionary system = eventDriven();
    const PanelHeader header = headerOf(system,
                                        eventDrivenInOutage(system),
                                        {.subtitle = {"produce the event, answer, apply later", ""},
                                         .behindFor = Duration{4'200'000}});
    const StageFonts fonts(makeTheme(ThemeKind::Light), 1.0);
    std::size_t chipsBefore = 0;
    for (double width = 120; width <= 1600; width += 20) {
        const QRectF strip(0, 0, width, headerHeight(fonts));
        const HeaderLayout layout = layoutHeader(header, strip, fonts);
        std::vector<QRectF> rects{layout.title};
        if (!layout.subtitle.isEmpty()) {
            rects.push_back(layout.subtitle);
        }
        for (const auto& [index, rect] : layout.chips) {
            rects.push_back(rect);
        }
        for (std::size_t a = 0; a < rects.size(); ++a) {
            EXPECT_TRUE(strip.contains(rects[a])) << "width " << width << ", part " << a;
            for (std::size_t b = a + 1; b < rects.size(); ++b) {
                EXPECT_FALSE(rects[a].intersects(rects[b])) << "width " << width;
            }
        }
        EXPECT_GE(layout.chips.size() + 1, chipsBefore) << "width " << width;
        chipsBefore = layout.chips.size();
    }
    EXPECT_EQ(chipsBefore, header.chips.size());
}

TEST(PanelHeader, WhatMattersMostStaysLongest) {
    const Dictionary system = eventDriven();
    const PanelHeader header = headerOf(system, eventDrivenInOutage(system));
    const StageFonts fonts(makeTheme(ThemeKind::Light), 1.0);
    const HeaderLayout narrow = layoutHeader(header, QRectF(0, 0, 420, 40), fonts);
    ASSERT_FALSE(narrow.chips.empty());
    ASSERT_LT(narrow.chips.size(), header.chips.size());
    EXPECT_EQ(header.chips[narrow.chips[0].first].word, QStringLiteral("accepted"));
    EXPECT_EQ(header.chips[narrow.chips[1].first].word, QStringLiteral("refused"));
}

}  // namespace
}  // namespace foldline::ui
