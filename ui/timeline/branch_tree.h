// The branches as lines below each other: which are drawn, and where each leaves its parent.
#pragma once

#include <QPointF>
#include <QString>
#include <vector>

#include "core/log/recording_file.h"
#include "ui/timeline/bands.h"
#include "ui/timeline/time_axis.h"

namespace foldline::ui {

struct BranchLine {
    BranchId id;
    int parentRow = -1;  ///< -1: the line begins with the run
    SimTime forkAt;
    QString title;        ///< in the language of the program
    bool shown = false;   ///< the branch on screen
    bool onPath = false;  ///< the shown branch goes along it, until pathUntil
    SimTime pathUntil;

    friend bool operator==(const BranchLine&, const BranchLine&) = default;
};

struct BranchTree {
    std::vector<BranchLine> lines;  ///< by row; parents before their children
    int left = 0;                   ///< branches that are not hidden and found no row

    friend bool operator==(const BranchTree&, const BranchTree&) = default;
};

/// At most `rowsMax` (>= 1) lines: those the shown branch goes along, nearest first, then the
/// newest. A hidden branch gets no line; its visible children begin at its nearest visible
/// ancestor.
BranchTree layOutBranches(const std::vector<BranchInfo>& branches,
                          BranchId shown,
                          SimTime end,
                          int rowsMax);

/// The y of the line in `row`.
double branchY(const Band& band, int rows, int row);

/// How far the curve from a fork to the child's own line reaches, in pixels.
double forkReach(double drop);

/// The row whose line, fork point or curve lies within `reach` pixels of `at`; -1: none.
int branchAt(
    const BranchTree& tree, const Band& band, const TimeAxis& axis, QPointF at, double reach);

}  // namespace foldline::ui
