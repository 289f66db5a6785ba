#include "ui/theme/fonts.h"

#include <gtest/gtest.h>

#include <QFontInfo>
#include <QFontMetrics>
#include <QRawFont>

#include "ui/theme/theme.h"

namespace foldline::ui {
namespace {

TEST(Fonts, AllFilesAreFound) {
    EXPECT_TRUE(loadFonts());
}

TEST(Fonts, KoreanIsDrawnInTheFontThatComesWithFoldline) {
    const Theme theme = makeTheme(ThemeKind::Light);
    const QRawFont font = QRawFont::fromFont(theme.font(10));
    EXPECT_EQ(font.familyName(), QStringLiteral("Pretendard"));
    EXPECT_TRUE(font.supportsCharacter(QChar(u'갈')));
}

TEST(Fonts, HeavyTextIsDrawnInTheHeavyFace) {
    const Theme theme = makeTheme(ThemeKind::Light);
    const QString text = QStringLiteral("membership 소비자");
    EXPECT_GT(QFontMetrics(theme.font(30, QFont::Bold)).horizontalAdvance(text),
              QFontMetrics(theme.font(30)).horizontalAdvance(text));
}

}  // namespace
}  // namespace foldline::ui
