#include "ui/timeline/background_painter.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace foldline::ui {
namespace {

class Background {
public:
    Background(QPainter& painter,
               const TimelineModel& model,
               const TimelineLook& look,
               const RulerPicture& ruler,
               const std::vector<ChartTop>& tops)
        : m_p(painter),
          m_model(model),
          m_look(look),
          m_ruler(ruler),
          m_tops(tops) {}

    void paint() {
        m_p.fillRect(QRect(0, 0, m_model.width, m_model.height), m_look.theme.panel);
        paintRowGrounds();
        paintShade();
        paintRuler();
        paintFixedLabels();
        paintRows();
        paintChartLabels();
        paintSeparators();
    }

private:
    double left() const { return m_look.theme.px(14); }

    void text(const QRectF& rect, const QString& words, const QFont& font, const QColor& color) {
        m_p.setFont(font);
        m_p.setPen(color);
        m_p.drawText(rect,
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     QFontMetricsF(font).elidedText(words, Qt::ElideRight, rect.width()));
    }

    QRectF labelRect(const Band& band, double indent) const {
        const double x = left() + indent;
        return {x,
                static_cast<double>(band.top),
                m_model.labelWidth - x - m_look.theme.px(8),
                static_cast<double>(band.height)};
    }

    bool rowInSight(int index) const {
        return index >= m_model.firstRow && index < m_model.firstRow + m_model.bands.rowsVisible &&
               index < static_cast<int>(m_model.rows.size());
    }

    template <class Paint>
    void forRows(Paint&& paintRow) {
        for (int i = m_model.firstRow; rowInSight(i); ++i) {
            paintRow(m_model.rows[static_cast<std::size_t>(i)],
                     m_model.bands.row(i, m_model.firstRow));
        }
    }

    void paintRowGrounds() {
        forRows([this](const LaneRow& row, const Band& band) {
            const QRect rect(0, band.top, m_model.width, band.height);
            if (row.kind == RowKind::System) {
                m_p.fillRect(rect, m_look.headerGround);
            } else if (isSelected(row)) {
                m_p.fillRect(rect, m_look.theme.selection);
            }
        });
        const Band& charts = m_model.bands.chartsHeader;
        m_p.fillRect(QRect(0, charts.top, m_model.width, charts.height), m_look.headerGround);
    }

    bool isSelected(const LaneRow& row) const {
        return row.kind == RowKind::Node && row.node == m_model.selection.node &&
               row.system == m_model.selection.system;
    }

    QRectF shadeRect(const Fault& fault, double top, double bottom) const {
        const double from = std::max(m_model.axis.xAt(fault.at), m_model.axis.left());
        const double to =
            std::min(m_model.axis.xAt(faultEnd(fault, m_model.axis.end())), m_model.axis.right());
        return {from, top, std::max(to - from, 0.0), bottom - top};
    }

    // Overlapping faults shade once: two at a time are not twice as much of one.
    void paintShade() {
        QPainterPath all;
        all.setFillRule(Qt::WindingFill);
        for (const Fault& fault : m_model.drawn) {
            all.addRect(shadeRect(fault, m_model.bands.ruler.bottom(), m_model.height));
        }
        m_p.fillPath(all.simplified(), m_look.faultShade);
        forRows([this](const LaneRow& row, const Band& band) {
            if (row.kind != RowKind::Node) {
                return;
            }
            const std::string& name = m_model.systems[row.system].node(row.node).name;
            for (const Fault& fault : m_model.drawn) {
                if (fault.node == name || fault.peer == name) {
                    m_p.fillRect(shadeRect(fault, band.top, band.bottom()), m_look.ownShade);
                }
            }
        });
    }

    void paintRuler() {
        const Band& band = m_model.bands.ruler;
        const TimeAxis& axis = m_model.axis;
        m_p.fillRect(QRect(0, band.top, m_model.width, band.height), m_look.rulerGround);
        const auto tick = [&](SimTime t, double length, const QColor& color) {
            const double x = std::floor(axis.xAt(t)) + 0.5;
            m_p.setPen(QPen(color, 1.0));
            m_p.drawLine(QPointF(x, band.bottom() - 1 - length), QPointF(x, band.bottom() - 1));
        };
        const QColor color = mix(m_look.theme.faint, m_look.theme.panel, 0.65);
        for (const SimTime t : ticks(axis, m_ruler.ruler.minor)) {
            tick(t, m_look.theme.px(4), color);
        }
        for (const SimTime t : ticks(axis, m_ruler.ruler.major)) {
            tick(t, m_look.theme.px(10), m_look.theme.faint);
        }
        m_p.setFont(m_look.small);
        m_p.setPen(m_look.theme.muted);
        for (const RulerLabel& label : m_ruler.labels) {
            m_p.drawText(label.rect, Qt::AlignLeft | Qt::AlignVCenter, label.text);
        }
    }

    void paintFixedLabels() {
        const Band& branches = m_model.bands.branches;
        QRectF rect = labelRect(branches, 0.0);
        text(rect, TimelineWords::branches(), m_look.label, m_look.theme.text);
        if (m_model.branches.left > 0) {
            rect.setLeft(rect.left() + m_look.theme.px(6) +
                         m_look.labelMetrics.horizontalAdvance(TimelineWords::branches()));
            text(rect,
                 QStringLiteral("+%1").arg(m_model.branches.left),
                 m_look.small,
                 m_look.theme.muted);
        }
        text(labelRect(m_model.bands.faults, 0.0),
             TimelineWords::faults(),
             m_look.label,
             m_look.theme.text);
    }

    void chevron(const Band& band, bool open) {
        const double size = m_look.theme.px(3.5);
        const QPointF c(left() + size, band.top + band.height / 2.0);
        QPainterPath path;
        if (open) {
            path.moveTo(c + QPointF(-size, -size / 2));
            path.lineTo(c + QPointF(0, size / 2));
            path.lineTo(c + QPointF(size, -size / 2));
        } else {
            path.moveTo(c + QPointF(-size / 2, -size));
            path.lineTo(c + QPointF(size / 2, 0));
            path.lineTo(c + QPointF(-size / 2, size));
        }
        m_p.setRenderHint(QPainter::Antialiasing, true);
        m_p.strokePath(path, QPen(m_look.theme.muted, m_look.theme.px(1.5)));
        m_p.setRenderHint(QPainter::Antialiasing, false);
    }

    void paintRows() {
        const double indent = m_look.theme.px(14);
        forRows([&](const LaneRow& row, const Band& band) {
            switch (row.kind) {
                case RowKind::System:
                    chevron(band, !m_model.collapsed[row.system]);
                    text(labelRect(band, indent),
                         m_model.systemTitle(row.system),
                         m_look.header,
                         m_look.theme.text);
                    break;
                case RowKind::Node:
                    text(labelRect(band, indent),
                         m_model.nodeText(row.system, row.node),
                         isSelected(row) ? m_look.strong : m_look.label,
                         m_look.theme.text);
                    break;
                case RowKind::Events:
                    text(labelRect(band, indent),
                         TimelineWords::events(),
                         m_look.strong,
                         m_look.theme.text);
                    break;
            }
        });
    }

    void paintChartLabels() {
        const Bands& bands = m_model.bands;
        if (bands.chartsHeader.height == 0) {
            return;
        }
        chevron(bands.chartsHeader, m_model.chartsOpen);
        text(labelRect(bands.chartsHeader, m_look.theme.px(14)),
             TimelineWords::charts(),
             m_look.header,
             m_look.theme.text);
        if (!bands.panels.empty() && m_model.systems.size() > 1) {
            paintSystemLegend();
        }
        for (std::size_t i = 0; i < bands.panels.size(); ++i) {
            paintPanelLegend(bands.panels[i], chartPanels()[i]);
        }
        paintChartTops();
    }

    void paintChartTops() {
        const double height = std::ceil(m_look.smallMetrics.height());
        m_p.setFont(m_look.small);
        m_p.setPen(m_look.theme.muted);
        for (const ChartTop& top : m_tops) {
            const QRectF rect(0.0,
                              std::round(top.y - height / 2.0) + m_look.theme.px(1),
                              m_model.axis.left() - m_look.theme.px(5),
                              height);
            m_p.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, QString::number(top.value));
        }
    }

    void swatch(double x, double y, const QPen& pen) {
        m_p.setRenderHint(QPainter::Antialiasing, true);
        m_p.setPen(pen);
        m_p.drawLine(QPointF(x, y), QPointF(x + m_look.theme.px(22), y));
        m_p.setRenderHint(QPainter::Antialiasing, false);
    }

    void paintSystemLegend() {
        const Band& band = m_model.bands.chartsHeader;
        double x = m_model.axis.left() + m_look.theme.px(6);
        for (std::size_t s = 0; s < m_model.systems.size(); ++s) {
            const QString title = m_model.systemTitle(s);
            const double width = m_look.smallMetrics.horizontalAdvance(title);
            if (x + width + m_look.theme.px(30) > m_model.axis.right()) {
                return;
            }
            swatch(x,
                   band.top + std::floor(band.height / 2.0) + 0.5,
                   systemPen(m_look.theme.muted, s, m_model.systems.size(), m_look.theme.scale));
            x += m_look.theme.px(28);
            text(QRectF(x, band.top, width + 2, band.height),
                 title,
                 m_look.small,
                 m_look.theme.muted);
            x += width + m_look.theme.px(20);
        }
    }

    void paintPanelLegend(const Band& band, const std::vector<SeriesKind>& kinds) {
        const double line = std::ceil(m_look.smallMetrics.height());
        const auto count = static_cast<double>(kinds.size());
        const double pitch = std::min(line + m_look.theme.px(3), (band.height - 2.0) / count);
        double y = band.top + m_look.theme.px(band.height >= m_look.px(44) ? 6 : 1);
        if (count * pitch > band.height - 2.0 - (y - band.top) || count == 1.0) {
            y = band.top + (band.height - count * pitch) / 2.0;
        }
        for (const SeriesKind kind : kinds) {
            m_p.setRenderHint(QPainter::Antialiasing, true);
            m_p.setPen(QPen(m_look.series(kind), m_look.theme.px(2.0)));
            const double middle = std::round(y + pitch / 2.0);
            m_p.drawLine(QPointF(left(), middle), QPointF(left() + m_look.theme.px(13), middle));
            m_p.setRenderHint(QPainter::Antialiasing, false);
            text(QRectF(left() + m_look.theme.px(19), y, m_model.labelWidth - left(), pitch),
                 TimelineWords::series(kind),
                 m_look.small,
                 m_look.seriesText(kind));
            y += pitch;
        }
    }

    void paintSeparators() {
        const Bands& bands = m_model.bands;
        const auto line = [this](int y, const QColor& color) {
            m_p.fillRect(QRect(0, y - 1, m_model.width, 1), color);
        };
        line(bands.ruler.bottom(), m_look.theme.line);
        line(bands.branches.bottom(), m_look.hairline);
        line(bands.faults.bottom(), m_look.theme.line);
        forRows([&](const LaneRow&, const Band& band) { line(band.bottom(), m_look.hairline); });
        if (bands.chartsHeader.height > 0) {
            line(bands.chartsHeader.top, m_look.theme.line);
            line(bands.chartsHeader.bottom(), m_look.hairline);
        }
        for (const Band& panel : bands.panels) {
            line(panel.bottom(), m_look.hairline);
        }
    }

    QPainter& m_p;
    const TimelineModel& m_model;
    const TimelineLook& m_look;
    const RulerPicture& m_ruler;
    const std::vector<ChartTop>& m_tops;
};

}  // namespace

RulerPicture layOutRuler(const TimelineModel& model, const TimelineLook& look) {
    const double beside = look.theme.px(5);
    const auto width = [&look](const QString& text) {
        return look.smallMetrics.horizontalAdvance(text);
    };
    RulerPicture picture;
    picture.ruler = chooseRuler(model.axis, width, look.theme.px(26), look.theme.px(7));
    const Band& band = model.bands.ruler;
    const double height = std::ceil(look.smallMetrics.height());
    const double top = band.bottom() - look.theme.px(5) - height;
    double free = 0.0;
    for (const SimTime t : ticks(model.axis, picture.ruler.major)) {
        const QString text = timeLabel(t, picture.ruler.style);
        const double advance = std::ceil(width(text)) + 1.0;
        const double x = std::floor(model.axis.xAt(t));
        QRectF rect(x + beside, top, advance, height);
        if (rect.right() > model.width - 2) {
            rect.moveRight(x - beside + 1);
        }
        if (rect.left() >= free) {
            picture.labels.push_back({rect, text});
            free = rect.right() + beside;
        }
    }
    return picture;
}

void paintBackground(QPainter& painter,
                     const TimelineModel& model,
                     const TimelineLook& look,
                     const RulerPicture& ruler,
                     const std::vector<ChartTop>& tops) {
    Background(painter, model, look, ruler, tops).paint();
}

QPen systemPen(const QColor& color, std::size_t system, std::size_t systems, double scale) {
    static const std::vector<QList<qreal>> dashes{{}, {4.0, 2.5}, {1.2, 2.2}, {6.0, 2.0, 1.0, 2.0}};
    const std::size_t style = (systems - 1 - system) % dashes.size();
    QPen pen(color, (style == 0 ? 1.7 : 1.4) * scale);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    if (style != 0) {
        pen.setDashPattern(dashes[style]);
    }
    return pen;
}

}  // namespace foldline::ui
