#include "ui/inspector/word_header.h"

#include <gtest/gtest.h>

#include <QFont>
#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QTableView>

namespace foldline::ui {
namespace {

TEST(WordHeader, AWordThatIsTooLongIsShortenedAndTheOthersStay) {
    const QFontMetrics metrics{QFont()};
    const int width = metrics.horizontalAdvance(QStringLiteral("Stati…"));
    const QString shown = elidedWords(QStringLiteral("Statistics DB"), metrics, width);
    EXPECT_TRUE(shown.endsWith(QStringLiteral("… DB"))) << shown.toStdString();
    for (const QString& word : shown.split(QLatin1Char(' '))) {
        EXPECT_LE(metrics.horizontalAdvance(word), width);
    }
    EXPECT_EQ(elidedWords(QStringLiteral("Statistics DB"), metrics, 1000),
              QStringLiteral("Statistics DB"));
}

/// The header over four narrow columns with these titles.
QImage pictureOf(const QStringList& titles, int height) {
    QStandardItemModel model(1, static_cast<int>(titles.size()));
    model.setHorizontalHeaderLabels(titles);
    QTableView view;
    auto* header = new WordHeader(&view);
    view.setHorizontalHeader(header);
    view.setModel(&model);
    header->setPadding(8);
    for (int section = 0; section < header->count(); ++section) {
        view.setColumnWidth(section, 43);
    }
    header->setFixedHeight(height > 0 ? height : header->heightForTitles());
    view.resize(4 * 43 + 40, 120);
    view.show();
    return header->grab().toImage();
}

TEST(WordHeader, NoTitleReachesTheEndOfItsSection) {
    const QImage image = pictureOf({QStringLiteral("Balances DB"),
                                    QStringLiteral("Rankings DB"),
                                    QStringLiteral("Statistics DB"),
                                    QStringLiteral("Fold of events")},
                                   0);
    const QStringList none{QStringLiteral(" "), QStringLiteral(" "), QStringLiteral(" ")};
    const QImage empty = pictureOf(none + QStringList{QStringLiteral(" ")}, image.height());
    ASSERT_NE(image, empty);
    for (int section = 0; section < 4; ++section) {
        for (int y = 0; y < image.height(); ++y) {
            const QPoint last((section + 1) * 43 - 2, y);
            EXPECT_EQ(image.pixelColor(last), empty.pixelColor(last)) << section << " line " << y;
        }
    }
}

}  // namespace
}  // namespace foldline::ui
