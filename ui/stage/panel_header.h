// The head of a system's panel: its title and the figures that tell how it fares.
#pragma once

#include <QPainter>
#include <QString>
#include <optional>
#include <vector>

#include "ui/stage/stage_fonts.h"
#include "ui/stage/stage_frame.h"
#include "ui/stage/stage_words.h"

namespace foldline::ui {

enum class ChipTone : std::uint8_t { Plain, Good, Bad, Late };

struct Chip {
    QString word;
    QString figure;
    ChipTone tone = ChipTone::Plain;
    int rank = 0;        ///< where there is no room for all, the highest ranks go first
    bool quiet = false;  ///< tells of nothing: goes before the subtitle is cut

    friend bool operator==(const Chip&, const Chip&) = default;
};

struct PanelHeader {
    QString title;
    QString subtitle;
    std::vector<Chip> chips;

    friend bool operator==(const PanelHeader&, const PanelHeader&) = default;
};

/// What a header needs beside the world.
struct HeaderFacts {
    LocalText subtitle;
    std::optional<Duration> behindFor;               ///< how long events have been behind
    std::optional<std::uint64_t> leastDatabaseWork;  ///< over all systems shown, when several
};

/// Events appended and not yet committed, or parked, summed over partitions, for the group of each
/// that has most of them.
std::uint64_t eventsBehind(const World& world, const Dictionary& dictionary);

PanelHeader describeHeader(const StageFrame& frame,
                           const HeaderFacts& facts,
                           const StageWords& words);

/// Height of the strip a header needs.
double headerHeight(const StageFonts& fonts);

/// Where the parts of a header come to lie; nothing overlaps at any width.
struct HeaderLayout {
    QRectF title;
    QRectF subtitle;                                    ///< empty: no room
    std::vector<std::pair<std::size_t, QRectF>> chips;  ///< index in PanelHeader::chips, rectangle
};

HeaderLayout layoutHeader(const PanelHeader& header, const QRectF& strip, const StageFonts& fonts);

void paintHeader(QPainter& painter,
                 const PanelHeader& header,
                 const QRectF& strip,
                 const StageFonts& fonts,
                 const Theme& theme);

}  // namespace foldline::ui
