// Where everything of one system's graph is, in the pixels of its panel. A pure function of the
// system, the size and the theme: never of what happens in the run.
#pragma once

#include <QSizeF>
#include <optional>
#include <span>
#include <vector>

#include "core/record/dictionary.h"
#include "ui/stage/card_layout.h"
#include "ui/stage/edge_route.h"
#include "ui/stage/stage_fonts.h"
#include "ui/stage/stage_placement.h"

namespace foldline::ui {

/// What is to be laid out. `authored` as made by authoredPositions().
struct StageGraph {
    const Dictionary* dictionary = nullptr;
    std::vector<std::optional<GridPosition>> authored;
};

/// Scale and detail at which all systems of a session fit their panels: shared, so that the same
/// thing has the same size in each of them.
struct StageFit {
    double scale = 1.0;
    Detail detail = Detail::Full;

    friend bool operator==(const StageFit&, const StageFit&) = default;
};

struct NodeBox {
    QRectF card;
    QRectF extents;  ///< the card with the room of its badge and its ring; never overlaps another's
    QRectF badge;    ///< the most a badge may cover; its own width follows its text
    CardLayout parts;  ///< relative to card.topLeft()
};

struct StageLayout {
    StageFit fit;
    QSizeF panel;
    std::vector<NodeBox> nodes;    ///< by NodeId
    std::vector<EdgeRoute> edges;  ///< by index in Dictionary::links

    /// The node whose card contains `at`; none.
    NodeId nodeAt(const QPointF& at) const;
    QRectF bounds() const;
};

/// The fit for panels of size `panel` each (without their headers). Secondary text is dropped
/// before the scale falls below a readable one. `scaleMax` is relative to the theme's own scale.
StageFit fitStage(std::span<const StageGraph> graphs,
                  QSizeF panel,
                  const Theme& theme,
                  double scaleMax);

/// Cards never overlap; they all lie inside `panel` when `fit` was made for it.
StageLayout layoutStage(const StageGraph& graph,
                        QSizeF panel,
                        const StageFonts& fonts,
                        StageFit fit);

/// The largest scale of a stage in its window, before anyone zooms.
inline constexpr double kStageScaleMax = 1.5;

}  // namespace foldline::ui
