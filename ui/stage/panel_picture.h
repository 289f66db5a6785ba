// The picture of one system's panel. What changes seldom (header, edges, cards) is kept in a pixmap
// and mended card by card; what moves is painted over it anew for every frame.
#pragma once

#include <QPainter>
#include <QPixmap>
#include <optional>
#include <vector>

#include "ui/stage/card_model.h"
#include "ui/stage/edge_painter.h"
#include "ui/stage/overlay_painter.h"
#include "ui/stage/panel_header.h"
#include "ui/stage/stage_layout.h"
#include "ui/stage/token_sprites.h"

namespace foldline::ui {

/// How a panel looks, whatever happens in it.
struct PanelLook {
    Theme theme;
    QLocale::Language language = QLocale::English;
    double pixelRatio = 1.0;
};

class PanelPicture {
public:
    PanelPicture(const StageGraph& graph, const PanelLook& look);

    /// `size` is that of the whole panel, `header` the height of its head, `headerScale` that of
    /// the texts in it. The graph lies in the rest, laid out for `graphSize` (larger when zoomed)
    /// and moved by `offset`.
    struct Place {
        QSize size;
        double header = 0.0;
        double headerScale = 1.0;
        QSizeF graphSize;
        QPointF offset;
        StageFit fit;

        friend bool operator==(const Place&, const Place&) = default;
    };

    void place(const Place& place);

    /// Brings the kept picture up to the frame.
    void update(const StageFrame& frame, const HeaderFacts& facts);
    /// Paints the panel with its top left at the painter's origin.
    void paint(QPainter& painter, const PanelOverlay& overlay) const;

    const StageLayout& layout() const { return m_layout; }

    const StageFonts& fonts() const { return m_fonts; }

    const StageWords& words() const { return m_words; }

    const TokenRules& tokenRules() const { return m_rules; }

    const std::vector<CardModel>& cards() const { return m_cards; }

    const PanelHeader& header() const { return m_header; }

    /// Where the graph's origin is in the panel.
    QPointF origin() const { return QPointF(0.0, m_place.header) + m_place.offset; }

    QRectF graphRect() const;

    /// Since construction: how many cards were painted, for tests of laziness.
    std::uint64_t cardsPainted() const { return m_cardsPainted; }

private:
    void repaintAll();
    void repaintCard(QPainter& painter, std::size_t index);
    void paintEdges(QPainter& painter) const;
    void startGraph(QPainter& painter) const;

    const Dictionary* m_dictionary;
    StageGraph m_graph;
    PanelLook m_look;
    StageWords m_words;
    TokenRules m_rules;
    Place m_place;
    StageFonts m_fonts;
    StageFonts m_headerFonts;
    std::optional<TokenSprites> m_sprites;
    StageLayout m_layout;
    std::vector<CardModel> m_cards;
    std::vector<EdgeState> m_edges;
    PanelHeader m_header;
    QPixmap m_pixmap;
    bool m_stale = true;
    std::uint64_t m_cardsPainted = 0;
};

}  // namespace foldline::ui
