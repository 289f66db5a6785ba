// The theme as the timeline uses it: fonts, colours and measures, worked out once for all frames.
#pragma once

#include <QColor>
#include <QFont>
#include <QFontMetricsF>
#include <QPixmap>

#include "core/record/dictionary.h"
#include "core/run/density.h"
#include "ui/theme/theme.h"

namespace foldline::ui {

struct TimelineLook {
    explicit TimelineLook(const Theme& from);

    /// What a node's lane is drawn in. A service that consumes events looks like the policy it is.
    QColor role(const Dictionary& system, NodeId node) const;
    QColor series(SeriesKind kind) const;
    QColor seriesText(SeriesKind kind) const;
    int px(double logical) const;

    Theme theme;
    QFont label;
    QFont strong;
    QFont header;
    QFont small;
    QFont smallStrong;
    QFontMetricsF labelMetrics;
    QFontMetricsF strongMetrics;
    QFontMetricsF headerMetrics;
    QFontMetricsF smallMetrics;
    QFontMetricsF smallStrongMetrics;
    QColor rulerGround;
    QColor headerGround;
    QColor hairline;    ///< between rows
    QColor faultShade;  ///< translucent, over all lanes while a fault lasts
    QColor ownShade;    ///< in addition, in the lanes of the node that has the fault
    QColor futureBar;   ///< ground of what is yet to come in a fault's bar
    double future;      ///< opacity of everything after the playhead
    double bar;         ///< share of the role's colour in an ordinary bar
};

/// Diagonal lines, to be used as a brush for what has not been simulated.
QPixmap hatchTile(const TimelineLook& look, double devicePixelRatio);

}  // namespace foldline::ui
