// Where the parts of a node's card are. Pure geometry: it depends on what a node may ever say, in
// both languages, and never on what it says now, so that nothing moves while a run is played.
#pragma once

#include <QRectF>
#include <QSizeF>
#include <vector>

#include "core/record/dictionary.h"
#include "ui/stage/stage_fonts.h"

namespace foldline::ui {

/// How much a card shows. Secondary text goes first; marks and titles stay.
enum class Detail {
    Full,     ///< title, status, marks, figures, footnote
    Compact,  ///< title and marks with their numbers
    Minimal,  ///< title and small marks
};

/// All rectangles are relative to the top left of the card; an empty one means: not shown.
struct CardLayout {
    QSizeF size;
    QRectF bar;  ///< the coloured bar at the left
    QRectF title;
    QRectF status;
    QRectF marks;           ///< squares of workers or connections, discs of a gateway
    double mark = 0.0;      ///< side of one square
    double markStep = 0.0;  ///< from one square to the next, in both directions
    int marksPerRow = 0;
    int marksMax = 0;  ///< more than these are told as a number
    QRectF gauge;      ///< queue, batch, or a client's ledger
    QRectF figure;     ///< number beside the marks or the gauge
    QRectF footnote;
    std::vector<QRectF> strips;   ///< one row for each partition that is shown
    std::vector<QRectF> topics;   ///< one label for each topic, when there are several
    int cells = 0;                ///< per strip; 0: too many partitions, drawn as bars
    double stripLabel = 0.0;      ///< width of the partition's number at the left of a strip
    double stripNumber = 0.0;     ///< width of the number of events behind at its right
    std::vector<QRectF> streams;  ///< one row for each stream that is shown
    int streamCells = 0;          ///< events per row
    double streamLabel = 0.0;     ///< width of the entity's name at its left
    double streamNumber = 0.0;    ///< width of the number of its events at its right
};

/// `fonts` carries the scale. The card is at least `widthMin` pixels wide.
CardLayout layoutCard(const Dictionary& dictionary,
                      NodeId node,
                      const StageFonts& fonts,
                      Detail detail,
                      double widthMin = 0.0);

/// By how much a badge may reach into a card from above without touching its title, at scale 1.
double badgeInset(Detail detail);

}  // namespace foldline::ui
