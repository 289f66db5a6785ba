#include "ui/stage/panel_picture.h"

#include <algorithm>
#include <cmath>

#include "ui/stage/card_painter.h"

namespace foldline::ui {

PanelPicture::PanelPicture(const StageGraph& graph, const PanelLook& look)
    : m_dictionary(graph.dictionary),
      m_graph(graph),
      m_look(look),
      m_words(look.language),
      m_rules(*graph.dictionary),
      m_fonts(look.theme, 1.0),
      m_headerFonts(look.theme, 1.0) {}

void PanelPicture::place(const Place& place) {
    if (m_sprites && place == m_place) {
        return;
    }
    const bool sameGraph =
        m_sprites && place.fit == m_place.fit && place.graphSize == m_place.graphSize;
    m_place = place;
    m_headerFonts = StageFonts(m_look.theme, place.headerScale);
    if (!sameGraph) {
        m_fonts = StageFonts(m_look.theme, place.fit.scale);
        m_sprites.emplace(m_look.theme, m_fonts.px(1.0), m_look.pixelRatio);
        m_layout = layoutStage(m_graph, place.graphSize, m_fonts, place.fit);
    }
    m_stale = true;
}

QRectF PanelPicture::graphRect() const {
    const QSizeF size = m_place.size;
    return {0.0, m_place.header, size.width(), std::max(0.0, size.height() - m_place.header)};
}

void PanelPicture::update(const StageFrame& frame, const HeaderFacts& facts) {
    if (m_place.size.isEmpty()) {
        return;
    }
    PanelHeader header = describeHeader(frame, facts, m_words);
    std::vector<EdgeState> edges = edgeStates(frame);
    std::vector<CardModel> cards;
    cards.reserve(m_layout.nodes.size());
    for (std::size_t i = 0; i < m_layout.nodes.size(); ++i) {
        cards.push_back(describeCard(frame, NodeId{static_cast<std::uint16_t>(i)}, m_words));
    }
    if (m_stale || edges != m_edges || cards.size() != m_cards.size()) {
        m_header = std::move(header);
        m_edges = std::move(edges);
        m_cards = std::move(cards);
        repaintAll();
        return;
    }
    std::vector<std::size_t> changed;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        if (cards[i] != m_cards[i]) {
            m_cards[i] = std::move(cards[i]);
            changed.push_back(i);
        }
    }
    const bool newHeader = header != m_header;
    if (changed.empty() && !newHeader) {
        return;
    }
    QPainter painter(&m_pixmap);
    if (newHeader) {
        m_header = std::move(header);
        const QRectF strip(0.0, 0.0, m_place.size.width(), m_place.header);
        painter.fillRect(strip, m_look.theme.window);
        paintHeader(painter, m_header, strip, m_headerFonts, m_look.theme);
    }
    startGraph(painter);
    for (const std::size_t index : changed) {
        repaintCard(painter, index);
    }
}

void PanelPicture::startGraph(QPainter& painter) const {
    painter.setClipRect(graphRect());
    painter.translate(origin());
}

void PanelPicture::paintEdges(QPainter& painter) const {
    for (std::size_t i = 0; i < m_layout.edges.size(); ++i) {
        paintEdge(painter,
                  m_layout.edges[i],
                  {.kind = m_dictionary->links[i].kind, .state = m_edges[i]},
                  m_fonts,
                  m_look.theme);
    }
}

void PanelPicture::repaintAll() {
    const QSize pixels(static_cast<int>(std::lround(m_place.size.width() * m_look.pixelRatio)),
                       static_cast<int>(std::lround(m_place.size.height() * m_look.pixelRatio)));
    if (m_pixmap.size() != pixels) {
        m_pixmap = QPixmap(pixels);
        m_pixmap.setDevicePixelRatio(m_look.pixelRatio);
    }
    m_pixmap.fill(m_look.theme.window);
    m_stale = false;
    QPainter painter(&m_pixmap);
    paintHeader(painter,
                m_header,
                QRectF(0.0, 0.0, m_place.size.width(), m_place.header),
                m_headerFonts,
                m_look.theme);
    startGraph(painter);
    paintEdges(painter);
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        paintCard(painter, m_cards[i], m_layout.nodes[i], m_fonts, m_look.theme);
        ++m_cardsPainted;
    }
}

void PanelPicture::repaintCard(QPainter& painter, std::size_t index) {
    const NodeBox& box = m_layout.nodes[index];
    painter.save();
    // The extents hold the ends of edges too: all within is painted anew.
    const QRect extents = box.extents.toAlignedRect();
    painter.setClipRect(extents, Qt::IntersectClip);
    painter.fillRect(extents, m_look.theme.window);
    paintEdges(painter);
    paintCard(painter, m_cards[index], box, m_fonts, m_look.theme);
    painter.restore();
    ++m_cardsPainted;
}

void PanelPicture::paint(QPainter& painter, const PanelOverlay& overlay) const {
    if (m_pixmap.isNull() || m_place.size.isEmpty()) {
        return;
    }
    painter.drawPixmap(QPointF(0.0, 0.0), m_pixmap);
    painter.save();
    painter.setClipRect(graphRect(), Qt::IntersectClip);
    painter.translate(origin());
    paintOverlay(painter, overlay, {m_layout, m_fonts, *m_sprites, m_words, m_look.theme});
    for (const NodeId ringed : {overlay.hovered, overlay.selected}) {
        if (ringed.value < m_cards.size()) {
            const std::size_t i = ringed.value;
            paintBadge(painter, m_cards[i], m_layout.nodes[i], m_fonts, m_look.theme);
        }
    }
    painter.restore();
}

}  // namespace foldline::ui
