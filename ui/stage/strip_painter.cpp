#include "ui/stage/strip_painter.h"

#include <algorithm>
#include <cmath>

#include "ui/stage/card_painter.h"

namespace foldline::ui {
namespace {

OffsetMark markAt(const PartitionStrip& strip, std::int64_t offset) {
    if (offset < strip.committed) {
        return OffsetMark::Consumed;
    }
    return offset < strip.delivered ? OffsetMark::Delivered : OffsetMark::Waiting;
}

QColor cellColour(const Theme& theme, OffsetMark mark) {
    switch (mark) {
        case OffsetMark::Consumed:
            return mix(theme.event, theme.panel, 0.28);
        case OffsetMark::Delivered:
            return mix(theme.event, theme.panel, 0.58);
        case OffsetMark::Waiting:
            break;
    }
    return theme.event;
}

/// One strip of one partition, between its number and the number of events behind.
class StripPainter {
public:
    StripPainter(QPainter& painter,
                 const NodeBox& box,
                 const StageFonts& fonts,
                 const Theme& theme,
                 const QRectF& row)
        : m_painter(painter),
          m_parts(box.parts),
          m_fonts(fonts),
          m_theme(theme),
          m_row(row) {}

    void paint(const PartitionStrip& strip) {
        labels(strip);
        m_cells = m_row.adjusted(m_parts.stripLabel, 0.0, -m_parts.stripNumber, 0.0);
        if (m_parts.cells > 0) {
            cells(strip);
        } else {
            bars(strip);
        }
    }

private:
    void labels(const PartitionStrip& strip) {
        // Rows of many partitions are lower than a line of text; segments have one label.
        const bool room = m_row.height() >= m_fonts.height(TextStyle::Small) * 0.6;
        const bool alone = m_parts.streamLabel > 0.0;
        if (m_parts.stripLabel > 0.0 && (room || alone)) {
            m_painter.setFont(m_fonts.font(TextStyle::Small));
            m_painter.setPen(m_theme.faint);
            m_painter.drawText(QRectF(m_row.left(),
                                      m_row.top() - m_row.height(),
                                      m_parts.stripLabel,
                                      m_row.height() * 3.0),
                               Qt::AlignLeft | Qt::AlignVCenter,
                               strip.label);
        }
        if (m_parts.stripNumber > 0.0 && room) {
            const std::int64_t behind = strip.behind();
            m_painter.setFont(m_fonts.font(TextStyle::Number));
            m_painter.setPen(behind > 0 ? m_theme.eventText : m_theme.faint);
            m_painter.drawText(
                QRectF(m_row.right() - m_parts.stripNumber,
                       m_row.top() - m_row.height(),
                       m_parts.stripNumber,
                       m_row.height() * 3.0),
                Qt::AlignRight | Qt::AlignVCenter,
                StageWords(QLocale::English).shortNumber(static_cast<std::uint64_t>(behind)));
        }
    }

    double xOf(std::int64_t offset, std::int64_t first) const {
        return m_cells.left() +
               static_cast<double>(offset - first) * m_cells.width() / m_parts.cells;
    }

    void cells(const PartitionStrip& strip) {
        const std::int64_t first = firstShownOffset(strip.end, m_parts.cells);
        const double gap = std::max(1.0, m_fonts.px(1.6));
        for (int i = 0; i < m_parts.cells; ++i) {
            const std::int64_t offset = first + i;
            const double x = xOf(offset, first);
            const QRectF cell(
                x + gap / 2.0, m_row.top(), m_cells.width() / m_parts.cells - gap, m_row.height());
            if (offset < strip.end) {
                paintOffsetCell(m_painter, cell, markAt(strip, offset), m_theme);
            } else {
                m_painter.setPen(Qt::NoPen);
                m_painter.setBrush(mix(m_theme.line, m_theme.panel, 0.35));
                const double radius = cell.width() * 0.22;
                m_painter.drawRoundedRect(cell, radius, radius);
            }
        }
        for (const std::int64_t committed : strip.committedByGroup) {
            const bool before = committed < first;
            const double x = xOf(std::max(committed, first), first);
            if (before) {
                beforeWindow(x);
            } else {
                paintCommittedMarker(m_painter, x, m_row, m_theme.text);
            }
        }
    }

    /// The committed offset has left the window to the left.
    void beforeWindow(double x) {
        const double w = m_fonts.px(4.5);
        const double h = m_fonts.px(4.0);
        const double y = m_row.center().y();
        const QPointF tip(x - w + m_fonts.px(0.5), y);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.text);
        m_painter.drawPolygon(QPolygonF({tip, tip + QPointF(w, -h), tip + QPointF(w, h)}));
    }

    void bars(const PartitionStrip& strip) {
        const double radius = m_row.height() / 2.0;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(mix(m_theme.line, m_theme.panel, 0.35));
        m_painter.drawRoundedRect(m_cells, radius, radius);
        if (strip.end == 0) {
            return;
        }
        const auto x = [&](std::int64_t offset) {
            return m_cells.left() +
                   m_cells.width() * static_cast<double>(offset) / static_cast<double>(strip.end);
        };
        const auto part = [&](std::int64_t from, std::int64_t to, OffsetMark mark) {
            m_painter.fillRect(QRectF(x(from), m_row.top(), x(to) - x(from), m_row.height()),
                               cellColour(m_theme, mark));
        };
        part(0, strip.committed, OffsetMark::Consumed);
        part(strip.committed, strip.delivered, OffsetMark::Delivered);
        part(strip.delivered, strip.end, OffsetMark::Waiting);
        for (const std::int64_t committed : strip.committedByGroup) {
            paintCommittedMarker(m_painter, x(committed), m_row, m_theme.text);
        }
    }

    QPainter& m_painter;
    const CardLayout& m_parts;
    const StageFonts& m_fonts;
    const Theme& m_theme;
    QRectF m_row;
    QRectF m_cells;
};

}  // namespace

std::int64_t firstShownOffset(std::int64_t end, int cells) {
    return std::max<std::int64_t>(0, end - cells);
}

void paintOffsetCell(QPainter& painter, const QRectF& cell, OffsetMark mark, const Theme& theme) {
    const double radius = std::min(cell.width(), cell.height()) * 0.22;
    painter.setPen(Qt::NoPen);
    painter.setBrush(cellColour(theme, mark));
    painter.drawRoundedRect(cell, radius, radius);
    if (mark == OffsetMark::Delivered) {
        // Not by colour alone: what a consumer holds carries a dot.
        painter.setBrush(theme.panel);
        const double dot = std::min(cell.width(), cell.height()) * 0.18;
        painter.drawEllipse(cell.center(), dot, dot);
    }
}

void paintCommittedMarker(QPainter& painter, double x, const QRectF& row, const QColor& colour) {
    const double over = row.height() * 0.16;
    const double width = std::max(1.5, row.height() * 0.12);
    painter.fillRect(QRectF(x - width / 2.0, row.top() - over, width, row.height() + 2.0 * over),
                     colour);
}

void paintStrips(QPainter& painter,
                 const std::vector<PartitionStrip>& strips,
                 const NodeBox& box,
                 const StageFonts& fonts,
                 const Theme& theme) {
    std::size_t topic = 0;
    for (std::size_t i = 0; i < box.parts.strips.size() && i < strips.size(); ++i) {
        if (strips[i].startsTopic && topic < box.parts.topics.size()) {
            const QRectF label = box.parts.topics[topic].translated(box.card.topLeft());
            ++topic;
            painter.setFont(fonts.font(TextStyle::Small));
            painter.setPen(theme.muted);
            painter.drawText(label,
                             Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                             fonts.elided(TextStyle::Small, strips[i].topic, label.width()));
        }
        const QRectF row = box.parts.strips[i].translated(box.card.topLeft());
        StripPainter(painter, box, fonts, theme, row).paint(strips[i]);
    }
}

}  // namespace foldline::ui
