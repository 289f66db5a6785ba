// Paints the streams of an event store: a row of events for each entity.
#pragma once

#include <QPainter>
#include <vector>

#include "ui/stage/card_model.h"
#include "ui/stage/stage_layout.h"

namespace foldline::ui {

/// The first event, from 0, of those that a row of `cells` places shows: the newest. An append that
/// was refused takes a place behind them.
std::uint32_t firstShownEvent(const StreamRow& stream, int cells);

void paintStreams(QPainter& painter,
                  const std::vector<StreamRow>& streams,
                  const NodeBox& box,
                  const StageFonts& fonts,
                  const Theme& theme);

/// A snapshot, and an append that was refused; also in the legend.
void paintSnapshotMark(QPainter& painter, const QRectF& mark, const Theme& theme);
void paintConflictMark(QPainter& painter, const QRectF& cell, const Theme& theme);

}  // namespace foldline::ui
