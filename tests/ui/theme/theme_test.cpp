#include "ui/theme/theme.h"

#include <gtest/gtest.h>

#include <QFontMetricsF>

namespace foldline::ui {
namespace {

class EveryTheme : public ::testing::TestWithParam<ThemeKind> {};

INSTANTIATE_TEST_SUITE_P(Kinds,
                         EveryTheme,
                         ::testing::Values(ThemeKind::Light, ThemeKind::Dark, ThemeKind::Projector),
                         [](const auto& kind) { return themeName(kind.param).toStdString(); });

TEST_P(EveryTheme, TextIsReadableOnEveryGround) {
    const Theme t = makeTheme(GetParam());
    const QColor carriers[] = {t.text,
                               t.muted,
                               t.commandText,
                               t.eventText,
                               t.aggregateText,
                               t.readModelText,
                               t.policyText,
                               t.externalText,
                               t.failureText};
    for (const QColor& ground : {t.window, t.panel, t.selection}) {
        for (const QColor& text : carriers) {
            EXPECT_GE(contrast(text, ground), 4.5)
                << text.name().toStdString() << " on " << ground.name().toStdString();
        }
    }
    EXPECT_GE(contrast(t.failureText, t.failureGround), 4.5);
    EXPECT_GE(contrast(t.onAccent, t.command), 4.5);
    EXPECT_GE(contrast(t.onAccent, t.failure), 4.5);
}

TEST_P(EveryTheme, PaletteAgreesWithTheme) {
    const Theme t = makeTheme(GetParam());
    const QPalette palette = makePalette(t);
    EXPECT_EQ(palette.color(QPalette::Window), t.window);
    EXPECT_EQ(palette.color(QPalette::Base), t.panel);
    EXPECT_EQ(palette.color(QPalette::Text), t.text);
    EXPECT_GE(
        contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)),
        4.5);
}

TEST(Theme, LightAndDarkColoursAreThoseOfTheDesign) {
    const Theme light = makeTheme(ThemeKind::Light);
    EXPECT_EQ(light.window.name(), QStringLiteral("#f4f5f7"));
    EXPECT_EQ(light.event.name(), QStringLiteral("#e8890c"));
    EXPECT_EQ(light.failureGround.name(), QStringLiteral("#fdecec"));
    const Theme dark = makeTheme(ThemeKind::Dark);
    EXPECT_EQ(dark.panel.name(), QStringLiteral("#1a1e26"));
    EXPECT_EQ(dark.command.name(), QStringLiteral("#5b93f5"));
    EXPECT_EQ(dark.selection.name(), QStringLiteral("#1e2c49"));
}

TEST(Theme, ProjectorEnlargesFontsAndMeasures) {
    const Theme light = makeTheme(ThemeKind::Light);
    const Theme projector = makeTheme(ThemeKind::Projector);
    EXPECT_GT(projector.font(10).pixelSize(), light.font(10).pixelSize());
    EXPECT_DOUBLE_EQ(projector.px(100), 135.0);
}

TEST(Theme, FiguresAreTabular) {
    const Theme theme = makeTheme(ThemeKind::Light);
    for (const int weight : {QFont::Normal, QFont::DemiBold}) {
        const QFontMetricsF metrics(theme.numbers(20, weight));
        for (char16_t digit = u'1'; digit <= u'9'; ++digit) {
            EXPECT_DOUBLE_EQ(metrics.horizontalAdvance(QChar(digit)),
                             metrics.horizontalAdvance(QChar(u'0')));
        }
    }
}

TEST(Theme, ContrastIsThatOfWcag) {
    EXPECT_NEAR(contrast(Qt::black, Qt::white), 21.0, 1e-6);
    EXPECT_NEAR(contrast(QColor(0x77, 0x77, 0x77), Qt::white), 4.48, 0.01);
}

}  // namespace
}  // namespace foldline::ui
