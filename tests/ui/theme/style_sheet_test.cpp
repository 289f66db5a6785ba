#include <gtest/gtest.h>

#include <QFile>
#include <QRegularExpression>

#include "ui/theme/theme.h"

namespace foldline::ui {
namespace {

TEST(StyleSheet, EveryNameIsReplaced) {
    for (const auto kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Projector}) {
        const QString sheet = makeStyleSheet(makeTheme(kind));
        EXPECT_FALSE(sheet.contains(QRegularExpression(QStringLiteral("\\{[\\w-]+\\}"))));
        EXPECT_EQ(sheet.count(u'{'), sheet.count(u'}'));
    }
}

TEST(StyleSheet, MeasuresGrowWithTheTheme) {
    EXPECT_TRUE(makeStyleSheet(makeTheme(ThemeKind::Light)).contains(QStringLiteral("28px")));
    EXPECT_TRUE(makeStyleSheet(makeTheme(ThemeKind::Projector)).contains(QStringLiteral("38px")));
}

TEST(StyleSheet, EveryPictureItNamesExists) {
    const QRegularExpression picture(QStringLiteral("url\\((:[^)]+)\\)"));
    for (const auto kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Projector}) {
        auto matches = picture.globalMatch(makeStyleSheet(makeTheme(kind)));
        ASSERT_TRUE(matches.hasNext());
        while (matches.hasNext()) {
            EXPECT_TRUE(QFile::exists(matches.next().captured(1)));
        }
    }
}

}  // namespace
}  // namespace foldline::ui
