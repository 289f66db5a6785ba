// One card of the stage, painted alone, so that a test can look at its pixels.
#pragma once

#include <QImage>
#include <QPainter>
#include <functional>
#include <string_view>

#include "tests/ui/stage/stage_fixture.h"
#include "ui/stage/card_painter.h"

namespace foldline::ui {

/// The card of a node with all its parts, its corner at the origin.
inline NodeBox cardBox(const Dictionary& system, std::string_view node, const StageFonts& fonts) {
    NodeBox box;
    box.parts = layoutCard(system, nodeNamed(system, node), fonts, Detail::Full);
    box.card = QRectF(QPointF(0, 0), box.parts.size);
    return box;
}

/// What `paint` paints on the ground of the panel, where the card is.
inline QImage cardPicture(const NodeBox& box,
                          const Theme& theme,
                          const std::function<void(QPainter&)>& paint) {
    QImage image(box.parts.size.toSize(), QImage::Format_RGB32);
    image.fill(theme.panel);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter);
    return image;
}

}  // namespace foldline::ui
