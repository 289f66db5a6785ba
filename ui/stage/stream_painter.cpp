#include "ui/stage/stream_painter.h"

#include <algorithm>

#include "ui/stage/token_sprites.h"

namespace foldline::ui {
namespace {

QPolygonF diamondIn(const QRectF& cell) {
    return diamond(cell.center(), std::min(cell.width(), cell.height()) / 2.0);
}

/// One row: the entity, its events on a thread, how many they are.
class StreamPainter {
public:
    StreamPainter(QPainter& painter,
                  const CardLayout& parts,
                  const StageFonts& fonts,
                  const Theme& theme,
                  const QRectF& row)
        : m_painter(painter),
          m_parts(parts),
          m_fonts(fonts),
          m_theme(theme),
          m_row(row),
          m_cells(row.adjusted(parts.streamLabel, 0.0, -parts.streamNumber, 0.0)),
          m_pitch(m_cells.width() / std::max(parts.streamCells, 1)) {}

    void paint(const StreamRow* stream) {
        thread();
        if (stream == nullptr) {
            return;
        }
        text(TextStyle::Small,
             QRectF(m_row.left(), m_row.top(), m_parts.streamLabel - m_fonts.px(5.0), 0.0),
             Qt::AlignLeft,
             m_theme.muted,
             stream->name);
        events(*stream);
        text(TextStyle::Number,
             QRectF(m_cells.right(), m_row.top(), m_parts.streamNumber, 0.0),
             Qt::AlignRight,
             m_theme.text,
             StageWords(QLocale::English).shortNumber(stream->events));
    }

private:
    void text(TextStyle style,
              const QRectF& place,
              Qt::Alignment side,
              const QColor& colour,
              const QString& text) {
        if (place.width() <= 0.0) {
            return;
        }
        m_painter.setFont(m_fonts.font(style));
        m_painter.setPen(colour);
        const double height = m_fonts.height(style);
        m_painter.drawText(
            QRectF(place.left(), m_row.center().y() - height / 2.0, place.width(), height),
            static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine,
            m_fonts.elided(style, text, place.width()));
    }

    void thread() {
        m_painter.setPen(QPen(m_theme.line, m_fonts.px(1.2)));
        const double y = m_cells.center().y();
        m_painter.drawLine(QPointF(m_cells.left(), y), QPointF(m_cells.right(), y));
    }

    QRectF cellAt(std::uint32_t place) const {
        const double inset = m_fonts.px(0.6);
        return QRectF(m_cells.left() + place * m_pitch, m_row.top(), m_pitch, m_row.height())
            .adjusted(inset, 0.0, -inset, 0.0);
    }

    void events(const StreamRow& stream) {
        const std::uint32_t first = firstShownEvent(stream, m_parts.streamCells);
        m_painter.setPen(Qt::NoPen);
        for (std::uint32_t event = first; event < stream.events; ++event) {
            // What a snapshot holds need not be read again.
            const bool folded = event < stream.inSnapshot;
            m_painter.setBrush(mix(m_theme.event, m_theme.panel, folded ? 0.35 : 1.0));
            m_painter.drawPolygon(diamondIn(cellAt(event - first)));
        }
        if (stream.conflicted) {
            paintConflictMark(m_painter, cellAt(stream.events - first), m_theme);
        }
        if (stream.inSnapshot > 0) {
            const double x =
                m_cells.left() + m_pitch * (std::max(stream.inSnapshot, first) - first);
            const double width = m_fonts.px(3.5);
            paintSnapshotMark(
                m_painter, QRectF(x - width / 2.0, m_row.top(), width, m_row.height()), m_theme);
        }
    }

    QPainter& m_painter;
    const CardLayout& m_parts;
    const StageFonts& m_fonts;
    const Theme& m_theme;
    QRectF m_row;
    QRectF m_cells;
    double m_pitch;
};

}  // namespace

std::uint32_t firstShownEvent(const StreamRow& stream, int cells) {
    const std::uint32_t wanted = stream.events + (stream.conflicted ? 1 : 0);
    const auto room = static_cast<std::uint32_t>(std::max(cells, 1));
    return wanted > room ? wanted - room : 0;
}

void paintStreams(QPainter& painter,
                  const std::vector<StreamRow>& streams,
                  const NodeBox& box,
                  const StageFonts& fonts,
                  const Theme& theme) {
    for (std::size_t i = 0; i < box.parts.streams.size(); ++i) {
        const QRectF row = box.parts.streams[i].translated(box.card.topLeft());
        StreamPainter(painter, box.parts, fonts, theme, row)
            .paint(i < streams.size() ? &streams[i] : nullptr);
    }
}

void paintSnapshotMark(QPainter& painter, const QRectF& mark, const Theme& theme) {
    painter.setPen(QPen(theme.aggregateText, std::max(0.8, mark.width() * 0.25)));
    painter.setBrush(theme.aggregate);
    painter.drawRoundedRect(mark, mark.width() * 0.3, mark.width() * 0.3);
    painter.setPen(Qt::NoPen);
}

void paintConflictMark(QPainter& painter, const QRectF& cell, const Theme& theme) {
    const double pen = std::max(1.0, std::min(cell.width(), cell.height()) * 0.16);
    painter.setPen(QPen(theme.failure, pen));
    painter.setBrush(mix(theme.failure, theme.panel, 0.15));
    painter.drawPolygon(diamondIn(cell.adjusted(pen / 2.0, pen / 2.0, -pen / 2.0, -pen / 2.0)));
    painter.setPen(Qt::NoPen);
}

}  // namespace foldline::ui
