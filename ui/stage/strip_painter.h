// Paints the partitions of a broker: one strip of cells each, an offset a cell.
#pragma once

#include <QPainter>
#include <vector>

#include "ui/stage/card_model.h"
#include "ui/stage/stage_layout.h"

namespace foldline::ui {

/// The first offset of the window that a strip of `cells` cells shows: the newest offsets.
std::int64_t firstShownOffset(std::int64_t end, int cells);

void paintStrips(QPainter& painter,
                 const std::vector<PartitionStrip>& strips,
                 const NodeBox& box,
                 const StageFonts& fonts,
                 const Theme& theme);

}  // namespace foldline::ui
