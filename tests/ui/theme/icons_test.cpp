#include "ui/theme/icons.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QImage>
#include <QPixmap>

namespace foldline::ui {
namespace {

/// The colour of the pixels that are fully drawn; invalid when there are none or they differ.
QColor inkOf(const QIcon& icon, QIcon::Mode mode = QIcon::Normal) {
    const QImage image =
        icon.pixmap(QSize(64, 64), mode).toImage().convertToFormat(QImage::Format_ARGB32);
    QColor ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() == 255) {
                if (ink.isValid() && ink != pixel) {
                    return {};
                }
                ink = pixel;
            }
        }
    }
    return ink;
}

TEST(Icons, AreDrawnInTheColourAskedFor) {
    const QColor colour(0xd1, 0x3b, 0x3b);
    EXPECT_EQ(inkOf(makeIcon(QStringLiteral("database"), colour)), colour);
}

TEST(Icons, AreDrawnInTheOtherColourWhereDisabled) {
    const QIcon icon = makeIcon(QStringLiteral("play"), Qt::black, Qt::red);
    EXPECT_EQ(inkOf(icon, QIcon::Disabled), QColor(Qt::red));
}

TEST(Icons, HaveTheSizeInPixelsOfTheScreen) {
    const QIcon icon = makeIcon(QStringLiteral("play"), Qt::black);
    EXPECT_EQ(icon.pixmap(QSize(16, 16), 2.0).size(), QSize(32, 32));
}

TEST(Icons, UnknownNameGivesAnEmptyIcon) {
    EXPECT_TRUE(makeIcon(QStringLiteral("no-such-icon"), Qt::black).isNull());
}

TEST(Icons, EveryIconDrawsSomething) {
    const QStringList files = QDir(QStringLiteral(":/icons")).entryList();
    ASSERT_GT(files.size(), 20);
    for (const QString& file : files) {
        const QIcon icon = makeIcon(file.chopped(4), Qt::blue);
        const QImage image = icon.pixmap(QSize(32, 32)).toImage();
        bool drawn = false;
        for (int i = 0; i < 32 * 32 && !drawn; ++i) {
            drawn = image.pixelColor(i % 32, i / 32).alpha() > 0;
        }
        EXPECT_TRUE(drawn) << file.toStdString();
    }
}

}  // namespace
}  // namespace foldline::ui
