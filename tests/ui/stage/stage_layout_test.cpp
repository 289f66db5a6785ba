#include "ui/stage/stage_layout.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/ui/stage/stage_fixture.h"

namespace foldline::ui {
namespace {

const std::array kSizes{QSizeF(480, 180),
                        QSizeF(480, 400),
                        QSizeF(640, 220),
                        QSizeF(700, 137),
                        QSizeF(952, 226),
                        QSizeF(952, 500),
                        QSizeF(1280, 300),
                        QSizeF(1600, 860),
                        QSizeF(2400, 600)};

StageGraph graphOf(const Dictionary& dictionary) {
    return {.dictionary = &dictionary, .authored = {}};
}

StageLayout layoutFor(const Dictionary& dictionary, QSizeF panel, const Theme& theme) {
    const StageGraph graph = graphOf(dictionary);
    const StageFit fit = fitStage({&graph, 1}, panel, theme, kStageScaleMax);
    return layoutStage(graph, panel, StageFonts(theme, fit.scale), fit);
}

void expectTidy(const StageLayout& layout, const Dictionary& dictionary) {
    const QRectF panel(QPointF(0, 0), layout.panel);
    for (std::size_t a = 0; a < layout.nodes.size(); ++a) {
        EXPECT_TRUE(panel.contains(layout.nodes[a].card))
            << dictionary.nodes[a].name << " leaves the panel";
        for (std::size_t b = a + 1; b < layout.nodes.size(); ++b) {
            EXPECT_FALSE(layout.nodes[a].card.intersects(layout.nodes[b].card))
                << dictionary.nodes[a].name << " overlaps " << dictionary.nodes[b].name;
            EXPECT_FALSE(layout.nodes[a].badge.intersects(layout.nodes[b].card))
                << "the badge of " << dictionary.nodes[a].name << " covers "
                << dictionary.nodes[b].name;
        }
    }
}

void expectPartsInside(const NodeBox& box, const std::string& name) {
    const CardLayout& parts = box.parts;
    const QRectF card(QPointF(0, 0), parts.size);
    std::vector<QRectF> rows{parts.title, parts.status, parts.footnote};
    rows.insert(rows.end(), parts.strips.begin(), parts.strips.end());
    rows.insert(rows.end(), parts.topics.begin(), parts.topics.end());
    rows.push_back(parts.marks | parts.gauge | parts.figure);
    std::erase_if(rows, [](const QRectF& row) { return row.isEmpty(); });
    for (std::size_t a = 0; a < rows.size(); ++a) {
        EXPECT_TRUE(card.contains(rows[a])) << name << ", part " << a;
        for (std::size_t b = a + 1; b < rows.size(); ++b) {
            EXPECT_FALSE(rows[a].intersects(rows[b])) << name << ", parts " << a << " and " << b;
        }
    }
    EXPECT_FALSE(parts.marks.intersects(parts.gauge)) << name;
    EXPECT_FALSE(parts.gauge.intersects(parts.figure)) << name;
    EXPECT_FALSE(parts.marks.intersects(parts.figure)) << name;
}

TEST(StageLayout, NothingOverlapsOrLeavesThePanelAtAnySizeAndLook) {
    const std::array systems{
        requestDriven(), eventDriven(), longChain(2), longChain(4), crowdedBroker()};
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Projector}) {
        const Theme theme = makeTheme(kind);
        for (const Dictionary& system : systems) {
            for (const QSizeF& size : kSizes) {
                SCOPED_TRACE(system.title.en + " at " + std::to_string(size.width()) + "x" +
                             std::to_string(size.height()) + " " + themeName(kind).toStdString());
                expectTidy(layoutFor(system, size, theme), system);
            }
        }
    }
}

TEST(StageLayout, PartsOfACardNeitherOverlapNorLeaveIt) {
    const Theme theme = makeTheme(ThemeKind::Light);
    for (const Dictionary& system : {requestDriven(), eventDriven(), crowdedBroker()}) {
        for (const Detail detail : {Detail::Full, Detail::Compact, Detail::Minimal}) {
            for (const double scale : {0.7, 1.0, 1.3}) {
                const StageLayout layout = layoutStage(graphOf(system),
                                                       {1600, 900},
                                                       StageFonts(theme, scale),
                                                       {.scale = scale, .detail = detail});
                for (std::size_t i = 0; i < layout.nodes.size(); ++i) {
                    expectPartsInside(layout.nodes[i], system.nodes[i].name);
                }
            }
        }
    }
}

TEST(StageLayout, EdgesPassNoOtherCard) {
    const Theme theme = makeTheme(ThemeKind::Light);
    for (const Dictionary& system :
         {requestDriven(), eventDriven(), longChain(4), crowdedBroker()}) {
        for (const QSizeF& size : kSizes) {
            const StageLayout layout = layoutFor(system, size, theme);
            for (std::size_t e = 0; e < layout.edges.size(); ++e) {
                for (std::size_t n = 0; n < layout.nodes.size(); ++n) {
                    const Link& link = system.links[e];
                    if (n != link.from.value && n != link.to.value) {
                        EXPECT_FALSE(crosses(layout.edges[e], layout.nodes[n].card))
                            << system.title.en << ": link " << e << " passes "
                            << system.nodes[n].name << " at " << size.width();
                    }
                }
            }
        }
    }
}

TEST(StageLayout, EdgesBeginAndEndAtTheirCards) {
    const Theme theme = makeTheme(ThemeKind::Light);
    const Dictionary system = crowdedBroker();
    const StageLayout layout = layoutFor(system, {1280, 500}, theme);
    const auto onBorder = [](const QPointF& at, const QRectF& card) {
        return card.adjusted(-1, -1, 1, 1).contains(at) &&
               !card.adjusted(1, 1, -1, -1).contains(at);
    };
    for (std::size_t e = 0; e < layout.edges.size(); ++e) {
        const Link& link = system.links[e];
        EXPECT_TRUE(onBorder(layout.edges[e].at(0.0), layout.nodes[link.from.value].card));
        EXPECT_TRUE(onBorder(layout.edges[e].at(1.0), layout.nodes[link.to.value].card));
    }
}

TEST(StageLayout, SecondaryTextGoesBeforeTheScaleBecomesUnreadable) {
    const Theme theme = makeTheme(ThemeKind::Light);
    const Dictionary system = eventDriven();
    const StageGraph graph = graphOf(system);
    const auto fit = [&](QSizeF panel) {
        return fitStage({&graph, 1}, panel, theme, kStageScaleMax);
    };
    EXPECT_EQ(fit({1280, 400}).detail, Detail::Full);
    EXPECT_EQ(fit({700, 140}).detail, Detail::Compact);
    EXPECT_EQ(fit({420, 110}).detail, Detail::Minimal);
    EXPECT_GE(fit({700, 140}).scale, 0.75);
}

TEST(StageLayout, SystemsOfASessionShareOneScale) {
    const Theme theme = makeTheme(ThemeKind::Light);
    const Dictionary small = requestDriven();
    const Dictionary large = crowdedBroker();
    const std::array graphs{graphOf(small), graphOf(large)};
    const StageFit both = fitStage(graphs, {952, 300}, theme, kStageScaleMax);
    const StageFit larger = fitStage({&graphs[1], 1}, {952, 300}, theme, kStageScaleMax);
    EXPECT_EQ(both, larger);
}

TEST(StageLayout, AuthorsPositionsAreKept) {
    const Theme theme = makeTheme(ThemeKind::Light);
    const Dictionary system = requestDriven();
    // From right to left, and the database above its service.
    const StageGraph graph{
        .dictionary = &system,
        .authored = {
            GridPosition{3, 1}, GridPosition{2, 1}, GridPosition{1, 1}, GridPosition{1, 0}}};
    const StageFit fit = fitStage({&graph, 1}, {952, 400}, theme, kStageScaleMax);
    const StageLayout layout = layoutStage(graph, {952, 400}, StageFonts(theme, fit.scale), fit);
    EXPECT_LT(layout.nodes[1].card.right(), layout.nodes[0].card.left());
    EXPECT_LT(layout.nodes[2].card.right(), layout.nodes[1].card.left());
    EXPECT_LT(layout.nodes[3].card.bottom(), layout.nodes[2].card.top());
    EXPECT_NEAR(layout.nodes[3].card.center().x(), layout.nodes[2].card.center().x(), 1.0);
    expectTidy(layout, system);
}

TEST(StageLayout, FindsTheNodeUnderAPoint) {
    const Theme theme = makeTheme(ThemeKind::Light);
    const Dictionary system = eventDriven();
    const StageLayout layout = layoutFor(system, {952, 300}, theme);
    for (std::size_t i = 0; i < layout.nodes.size(); ++i) {
        EXPECT_EQ(layout.nodeAt(layout.nodes[i].card.center()).value, i);
    }
    EXPECT_FALSE(layout.nodeAt({1, 1}).exists());
}

TEST(StageLayout, LaysOutASystemWithoutLinksOrNodes) {
    const Theme theme = makeTheme(ThemeKind::Light);
    Dictionary loose = requestDriven();
    loose.links.clear();
    expectTidy(layoutFor(loose, {952, 500}, theme), loose);
    const Dictionary empty{.system = "empty"};
    EXPECT_TRUE(layoutFor(empty, {952, 300}, theme).nodes.empty());
}

}  // namespace
}  // namespace foldline::ui
