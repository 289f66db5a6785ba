#include "ui/stage/stage_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace foldline::ui {
namespace {

// Lengths at scale 1.
constexpr double kMarginX = 28.0;
constexpr double kMarginY = 12.0;
constexpr double kBadge = 16.0;
constexpr double kRing = 4.0;
constexpr double kColumnGapMin = 58.0;
constexpr double kColumnGapWished = 80.0;
constexpr double kColumnGapMax = 190.0;
constexpr double kRowGapMin = 26.0;
constexpr double kRowGapMax = 64.0;
constexpr double kNarrowGapShare = 0.62;  ///< of the least gap, when there is no text between cards

// Below these scales a level of detail is given up for the next.
constexpr double kFullScaleMin = 0.84;
constexpr double kCompactScaleMin = 0.78;
constexpr double kScaleFloor = 0.2;

constexpr std::array kPlaces{
    DatabasePlace::BelowConsumers, DatabasePlace::Right, DatabasePlace::Below};

double badgeAbove(Detail detail) {
    return kBadge - badgeInset(detail);
}

double gapShare(Detail detail) {
    return detail == Detail::Full ? 1.0 : kNarrowGapShare;
}

std::vector<CardLayout> layoutCards(const Dictionary& dictionary,
                                    const StageFonts& fonts,
                                    Detail detail) {
    std::vector<CardLayout> cards;
    cards.reserve(dictionary.nodes.size());
    for (std::size_t i = 0; i < dictionary.nodes.size(); ++i) {
        cards.push_back(
            layoutCard(dictionary, NodeId{static_cast<std::uint16_t>(i)}, fonts, detail));
    }
    return cards;
}

/// Columns are tracks of their own width; rows share one pitch, so that a node half-way between two
/// others stands half-way.
struct Tracks {
    std::vector<double> columns;  ///< distinct, ascending
    std::vector<double> widths;   ///< of each column
    double pitch = 0.0;           ///< from one row to the next, without the gap's spread
    double pitchGaps = 0.0;       ///< how much of a gap a pitch holds, at most
    double rowFirst = 0.0;
    double rowLast = 0.0;
    double above = 0.0;  ///< from the first row's centre to the top of what stands there
    double below = 0.0;

    double width(double gap) const {
        double sum = 0.0;
        for (const double w : widths) {
            sum += w;
        }
        return sum + gap * static_cast<double>(widths.empty() ? 0 : widths.size() - 1);
    }

    double height() const { return above + (rowLast - rowFirst) * pitch + below; }
};

std::size_t columnOf(const Tracks& tracks, double column) {
    return static_cast<std::size_t>(std::ranges::lower_bound(tracks.columns, column) -
                                    tracks.columns.begin());
}

double pitchFor(const std::vector<GridPosition>& at,
                const std::vector<QSizeF>& sizes,
                double rowGap) {
    double pitch = 0.0;
    for (std::size_t a = 0; a < at.size(); ++a) {
        for (std::size_t b = 0; b < at.size(); ++b) {
            const double rows = at[b].row - at[a].row;
            if (a == b || at[a].column != at[b].column || rows <= 0.0) {
                continue;
            }
            const double need = (sizes[a].height() + sizes[b].height()) / 2.0 + rowGap;
            pitch = std::max(pitch, need / rows);
        }
    }
    return pitch;
}

Tracks makeTracks(const std::vector<GridPosition>& at,
                  const std::vector<QSizeF>& sizes,
                  double rowGap) {
    Tracks tracks;
    std::map<double, double> columns;
    for (std::size_t i = 0; i < at.size(); ++i) {
        double& width = columns[at[i].column];
        width = std::max(width, sizes[i].width());
    }
    for (const auto& [column, width] : columns) {
        tracks.columns.push_back(column);
        tracks.widths.push_back(width);
    }
    if (at.empty()) {
        return tracks;
    }
    tracks.pitch = pitchFor(at, sizes, rowGap);
    const auto [first, last] = std::ranges::minmax(at, {}, &GridPosition::row);
    tracks.rowFirst = first.row;
    tracks.rowLast = last.row;
    if (tracks.pitch == 0.0) {
        // No column has two cards: rows may share the height of the tallest.
        for (const QSizeF& size : sizes) {
            tracks.pitch = std::max(tracks.pitch, size.height() * 0.5 + rowGap);
        }
    }
    for (std::size_t i = 0; i < at.size(); ++i) {
        const double y = (at[i].row - tracks.rowFirst) * tracks.pitch;
        const double fromLast = (tracks.rowLast - at[i].row) * tracks.pitch;
        tracks.above = std::max(tracks.above, sizes[i].height() / 2.0 - y);
        tracks.below = std::max(tracks.below, sizes[i].height() / 2.0 - fromLast);
    }
    return tracks;
}

/// Cards and grid of one way of placing.
struct Draft {
    std::vector<GridPosition> at;
    std::vector<QSizeF> sizes;  ///< of the extents
    Tracks tracks;
    double gap = 0.0;
};

Draft makeDraft(const StageGraph& graph,
                const std::vector<CardLayout>& cards,
                const StageFonts& fonts,
                Detail detail,
                DatabasePlace databases) {
    Draft draft;
    draft.at = placeNodes(*graph.dictionary, graph.authored, databases);
    const double above = badgeAbove(detail);
    for (const CardLayout& card : cards) {
        draft.sizes.emplace_back(card.size.width() + fonts.px(2.0 * kRing),
                                 card.size.height() + fonts.px(2.0 * above));
    }
    const double rowGap = fonts.px(kRowGapMin * gapShare(detail) - above);
    draft.tracks = makeTracks(draft.at, draft.sizes, std::max(rowGap, 0.0));
    draft.gap = fonts.px(kColumnGapMin * gapShare(detail) - 2.0 * kRing);
    return draft;
}

/// By how much the draft must be scaled to fill the panel with gaps `gapFactor` times the least.
double fillScale(const Draft& draft, QSizeF panel, const StageFonts& fonts, double gapFactor) {
    const double margins = 2.0 * fonts.px(kMarginX);
    const double width = draft.tracks.width(draft.gap * gapFactor) + margins;
    const double height = draft.tracks.height() + 2.0 * fonts.px(kMarginY);
    return std::min(panel.width() / width, panel.height() / height);
}

/// The best scale over the ways of placing, at one level of detail.
double bestScale(const StageGraph& graph, QSizeF panel, const Theme& theme, Detail detail) {
    const StageFonts fonts(theme, 1.0);
    const std::vector<CardLayout> cards = layoutCards(*graph.dictionary, fonts, detail);
    double best = 0.0;
    for (const DatabasePlace place : kPlaces) {
        const Draft draft = makeDraft(graph, cards, fonts, detail, place);
        const double tight = fillScale(draft, panel, fonts, 1.0);
        const double airy = fillScale(draft, panel, fonts, kColumnGapWished / kColumnGapMin);
        // Above its natural size a graph grows only as far as its edges keep their length.
        best = std::max(best, std::max(airy, std::min(tight, 1.0)));
    }
    return best;
}

bool fits(const Draft& draft, QSizeF panel, const StageFonts& fonts) {
    return fillScale(draft, panel, fonts, 1.0) >= 1.0 - 1e-9;
}

/// Fonts come in whole pixels, so that sizes do not follow the scale exactly: shrinks `fit` until
/// every graph is inside its panel.
double settledScale(std::span<const StageGraph> graphs,
                    QSizeF panel,
                    const Theme& theme,
                    StageFit fit) {
    constexpr int kRoundsMax = 12;
    for (int round = 0; round < kRoundsMax && fit.scale > kScaleFloor; ++round) {
        const StageFonts fonts(theme, fit.scale);
        double fill = 1.0;
        for (const StageGraph& graph : graphs) {
            const std::vector<CardLayout> cards = layoutCards(*graph.dictionary, fonts, fit.detail);
            double best = 0.0;
            for (const DatabasePlace place : kPlaces) {
                const Draft draft = makeDraft(graph, cards, fonts, fit.detail, place);
                best = std::max(best, fillScale(draft, panel, fonts, 1.0));
            }
            fill = std::min(fill, best);
        }
        if (fill >= 1.0) {
            break;
        }
        fit.scale *= std::min(fill, 0.995);
    }
    return fit.scale;
}

double spread(double least, double most, double room, std::size_t gaps) {
    if (gaps == 0) {
        return least;
    }
    return std::clamp(least + room / static_cast<double>(gaps), least, most);
}

/// Puts the draft into the panel: gaps take up the room there is, the rest goes around.
std::vector<QPointF> centres(Draft& draft, QSizeF panel, const StageFonts& fonts) {
    Tracks& tracks = draft.tracks;
    const double roomX = panel.width() - 2.0 * fonts.px(kMarginX) - tracks.width(draft.gap);
    const std::size_t gaps = tracks.widths.empty() ? 0 : tracks.widths.size() - 1;
    const double gap = spread(draft.gap, fonts.px(kColumnGapMax), roomX, gaps);
    const double roomY = panel.height() - 2.0 * fonts.px(kMarginY) - tracks.height();
    const double rows = tracks.rowLast - tracks.rowFirst;
    if (rows > 0.0 && roomY > 0.0) {
        tracks.pitch += std::min(roomY * 0.5 / rows, fonts.px(kRowGapMax - kRowGapMin));
    }
    const double left = (panel.width() - tracks.width(gap)) / 2.0;
    // A little above the middle: what hangs below a line of cards weighs more than what is above.
    constexpr double kOpticalMiddle = 0.47;
    const double top = std::max((panel.height() - tracks.height()) * kOpticalMiddle, 0.0);
    std::vector<double> middles;
    double x = left;
    for (const double width : tracks.widths) {
        middles.push_back(x + width / 2.0);
        x += width + gap;
    }
    std::vector<QPointF> points;
    for (const GridPosition& at : draft.at) {
        points.emplace_back(middles[columnOf(tracks, at.column)],
                            top + tracks.above + (at.row - tracks.rowFirst) * tracks.pitch);
    }
    return points;
}

NodeBox makeBox(const QPointF& centre,
                const CardLayout& parts,
                const StageFonts& fonts,
                Detail detail) {
    NodeBox box;
    box.parts = parts;
    // Whole pixels keep borders and squares crisp.
    const QPointF topLeft(std::round(centre.x() - parts.size.width() / 2.0),
                          std::round(centre.y() - parts.size.height() / 2.0));
    box.card = QRectF(topLeft, parts.size);
    const double ring = fonts.px(kRing);
    const double above = fonts.px(badgeAbove(detail));
    box.extents = box.card.adjusted(-ring, -above, ring, above);
    const double inset = fonts.px(6.0);
    box.badge = QRectF(box.extents.left() + inset,
                       box.card.top() - above,
                       box.extents.width() - 2.0 * inset,
                       fonts.px(kBadge));
    return box;
}

/// Cards that stand below each other and are nearly as wide become equally wide.
void alignWidths(const StageGraph& graph,
                 const Draft& draft,
                 const StageFonts& fonts,
                 Detail detail,
                 std::vector<CardLayout>& cards) {
    constexpr double kNearly = 0.7;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const double column = draft.tracks.widths[columnOf(draft.tracks, draft.at[i].column)];
        const double width = column - fonts.px(2.0 * kRing);
        if (cards[i].size.width() >= kNearly * width) {
            cards[i] = layoutCard(
                *graph.dictionary, NodeId{static_cast<std::uint16_t>(i)}, fonts, detail, width);
        }
    }
}

}  // namespace

NodeId StageLayout::nodeAt(const QPointF& at) const {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].card.contains(at)) {
            return NodeId{static_cast<std::uint16_t>(i)};
        }
    }
    return NodeId::none();
}

QRectF StageLayout::bounds() const {
    QRectF all;
    for (const NodeBox& box : nodes) {
        all |= box.extents;
    }
    for (const EdgeRoute& edge : edges) {
        all |= edge.bounds();
    }
    return all;
}

StageFit fitStage(std::span<const StageGraph> graphs,
                  QSizeF panel,
                  const Theme& theme,
                  double scaleMax) {
    const auto scaleOf = [&](Detail detail) {
        double scale = scaleMax;
        for (const StageGraph& graph : graphs) {
            scale = std::min(scale, bestScale(graph, panel, theme, detail));
        }
        return settledScale(graphs, panel, theme, {scale, detail});
    };
    const double full = scaleOf(Detail::Full);
    if (full >= kFullScaleMin) {
        return {full, Detail::Full};
    }
    const double compact = scaleOf(Detail::Compact);
    if (compact >= kCompactScaleMin) {
        return {compact, Detail::Compact};
    }
    return {std::max(scaleOf(Detail::Minimal), kScaleFloor), Detail::Minimal};
}

StageLayout layoutStage(const StageGraph& graph,
                        QSizeF panel,
                        const StageFonts& fonts,
                        StageFit fit) {
    std::vector<CardLayout> cards = layoutCards(*graph.dictionary, fonts, fit.detail);
    std::optional<Draft> chosen;
    double chosenFill = 0.0;
    for (const DatabasePlace place : kPlaces) {
        Draft draft = makeDraft(graph, cards, fonts, fit.detail, place);
        const double fill = fillScale(draft, panel, fonts, 1.0);
        if (!chosen || fill > chosenFill) {
            chosen = std::move(draft);
            chosenFill = fill;
        }
        if (fits(*chosen, panel, fonts)) {
            break;
        }
    }
    alignWidths(graph, *chosen, fonts, fit.detail, cards);
    StageLayout layout;
    layout.fit = fit;
    layout.panel = panel;
    const std::vector<QPointF> points = centres(*chosen, panel, fonts);
    std::vector<QRectF> frames;
    std::vector<QRectF> obstacles;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        layout.nodes.push_back(makeBox(points[i], cards[i], fonts, fit.detail));
        frames.push_back(layout.nodes.back().card);
        obstacles.push_back(layout.nodes.back().extents);
    }
    layout.edges = routeEdges(graph.dictionary->links, frames, obstacles, fonts.px(1.0));
    return layout;
}

}  // namespace foldline::ui
