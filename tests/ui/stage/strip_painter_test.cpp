#include "ui/stage/strip_painter.h"

#include <gtest/gtest.h>

#include "tests/ui/stage/card_picture.h"

namespace foldline::ui {
namespace {

TEST(StripPainter, TheWindowIsThatOfTheNewestOffsets) {
    EXPECT_EQ(firstShownOffset(0, 14), 0);
    EXPECT_EQ(firstShownOffset(14, 14), 0);
    EXPECT_EQ(firstShownOffset(15, 14), 1);
    EXPECT_EQ(firstShownOffset(152, 14), 138);
}

class StripPicture : public ::testing::Test {
protected:
    /// The middle pixel of cell `cell` of the first strip.
    QColor cell(const PartitionStrip& strip, int cell) {
        const StageFonts fonts(m_theme, 1.0);
        const NodeBox box = cardBox(m_system, "broker", fonts);
        const QImage image = cardPicture(box, m_theme, [&](QPainter& painter) {
            paintStrips(painter, {strip}, box, fonts, m_theme);
        });
        const QRectF row = box.parts.strips[0];
        const double left = row.left() + box.parts.stripLabel;
        const double width =
            (row.width() - box.parts.stripLabel - box.parts.stripNumber) / box.parts.cells;
        // Off the centre, where delivered cells carry their dot.
        return image.pixelColor(static_cast<int>(left + (cell + 0.5) * width),
                                static_cast<int>(row.top() + row.height() * 0.2));
    }

    static int distance(const QColor& a, const QColor& b) {
        return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) +
               std::abs(a.blue() - b.blue());
    }

    Dictionary m_system = eventDriven();
    Theme m_theme = makeTheme(ThemeKind::Light);
};

TEST_F(StripPicture, CellsTellConsumedDeliveredWaitingAndNotYet) {
    const PartitionStrip strip{.end = 10, .delivered = 7, .committed = 4, .committedByGroup = {4}};
    EXPECT_LT(distance(cell(strip, 1), mix(m_theme.event, m_theme.panel, 0.28)), 12);
    EXPECT_LT(distance(cell(strip, 5), mix(m_theme.event, m_theme.panel, 0.58)), 12);
    EXPECT_LT(distance(cell(strip, 8), m_theme.event), 12);
    EXPECT_GT(distance(cell(strip, 12), m_theme.event), 100);
}

TEST_F(StripPicture, ScrollsWithTheEnd) {
    const PartitionStrip strip{
        .end = 152, .delivered = 140, .committed = 133, .committedByGroup = {133}};
    EXPECT_LT(distance(cell(strip, 13), m_theme.event), 12);
    EXPECT_LT(distance(cell(strip, 0), mix(m_theme.event, m_theme.panel, 0.58)), 12);
}

}  // namespace
}  // namespace foldline::ui
