// Paints one node's card.
#pragma once

#include <QPainter>

#include "ui/stage/card_model.h"
#include "ui/stage/stage_fonts.h"
#include "ui/stage/stage_layout.h"

namespace foldline::ui {

/// The colour of a role: the bar of its card, and its working squares.
QColor lookColour(const Theme& theme, CardLook look);

/// Stays inside box.extents. Leaves the painter's state as it found it.
void paintCard(QPainter& painter,
               const CardModel& card,
               const NodeBox& box,
               const StageFonts& fonts,
               const Theme& theme);

/// Only its badge, which is painted by paintCard() too: again over what was drawn around the card.
void paintBadge(QPainter& painter,
                const CardModel& card,
                const NodeBox& box,
                const StageFonts& fonts,
                const Theme& theme);

/// The square of a worker or connection; also in the legend.
void paintWorkerMark(QPainter& painter,
                     const QRectF& square,
                     WorkerMark mark,
                     const QColor& accent,
                     const Theme& theme);

enum class OffsetMark { Consumed, Delivered, Waiting };

/// One cell of a partition; also in the legend.
void paintOffsetCell(QPainter& painter, const QRectF& cell, OffsetMark mark, const Theme& theme);
/// The marker of a committed offset, centred on `x`.
void paintCommittedMarker(QPainter& painter, double x, const QRectF& row, const QColor& colour);

}  // namespace foldline::ui
