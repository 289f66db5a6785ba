// How the height of the timeline is shared out: ruler, branches and faults above, the lanes of the
// systems in the middle (they scroll by whole rows), the charts below.
#pragma once

#include <cstddef>
#include <vector>

#include "core/record/dictionary.h"

namespace foldline::ui {

/// A stretch of y, in whole pixels.
struct Band {
    int top = 0;
    int height = 0;

    int bottom() const { return top + height; }

    bool contains(double y) const { return y >= top && y < bottom(); }

    friend bool operator==(const Band&, const Band&) = default;
};

enum class RowKind { System, Node, Events };

/// One row of the scrolling part.
struct LaneRow {
    RowKind kind = RowKind::System;
    std::size_t system = 0;
    NodeId node;  ///< of Node

    friend bool operator==(const LaneRow&, const LaneRow&) = default;
};

/// A header for every system, then its nodes in the scenario's order with the events below the last
/// broker. `collapsed` names the systems of which only the header is shown.
std::vector<LaneRow> laneRows(const std::vector<Dictionary>& systems,
                              const std::vector<bool>& collapsed);

struct BandRequest {
    int height = 0;
    double scale = 1.0;
    int branchRows = 1;
    int faultRows = 1;
    int laneRows = 0;
    int chartPanels = 0;
    bool chartsOpen = true;
};

struct Bands {
    Band ruler;
    Band branches;
    Band faults;
    Band lanes;  ///< the visible part: a whole number of rows, unless not even one fits
    int rowHeight = 1;
    int rowsVisible = 0;
    Band chartsHeader;
    std::vector<Band> panels;  ///< as many of those asked for as fit

    /// The row of the scrolled lanes at `y`, when `firstRow` is the topmost; -1: none.
    int rowAt(double y, int firstRow) const;
    Band row(int index, int firstRow) const;
};

/// Rows shrink first, then the charts give up panels until they have no more than two fifths of
/// what is below the faults, then the rows scroll, of which three stay in sight, then the charts
/// give up panels down to one. What is left over goes to the charts, or to the rows when they are
/// closed.
Bands shareHeight(const BandRequest& request);

/// The least height that shows ruler, branches, faults and three rows.
int smallestHeight(double scale);

}  // namespace foldline::ui
