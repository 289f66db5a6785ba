#include "ui/timeline/overlay_painter.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/timeline/branch_painter.h"
#include "ui/timeline/fault_painter.h"

namespace foldline::ui {
namespace {

class Overlay {
public:
    Overlay(QPainter& painter,
            const TimelineModel& model,
            const TimelineLook& look,
            const RulerPicture& ruler,
            const OverlayState& state)
        : m_p(painter),
          m_model(model),
          m_look(look),
          m_ruler(ruler),
          m_state(state) {}

    void paint() {
        m_p.save();
        m_p.setClipRect(plotWithin(m_model.bands.ruler.bottom()));
        paintUnknown();
        paintBranches();
        paintRange();
        m_p.restore();
        paintFaults(m_p, m_model, m_look, m_state.focused);
        paintMarks();
        paintRangeNote();
        paintPlayhead();
        paintFaultNote(m_p, m_model, m_look);
        if (m_state.focused) {
            m_p.setPen(QPen(m_look.theme.command, 2.0));
            m_p.setBrush(Qt::NoBrush);
            m_p.drawLine(QPointF(0, 1), QPointF(m_model.width, 1));
        }
    }

private:
    QRectF plotWithin(double top) const {
        return {m_model.axis.left(), top, m_model.axis.width(), m_model.height - top};
    }

    // Over everything that is not known yet, with how far the simulation has come.
    void paintUnknown() {
        const SimTime known = m_model.knownUntil();
        if (known >= m_model.axis.end()) {
            return;
        }
        const double from = std::max(m_model.axis.xAt(known), m_model.axis.left());
        const QRectF rect(from,
                          m_model.bands.faults.bottom(),
                          m_model.axis.right() - from,
                          m_model.height - m_model.bands.faults.bottom());
        if (rect.width() <= 0.0) {
            return;
        }
        QBrush hatch(hatchTile(m_look, m_p.device()->devicePixelRatioF()));
        m_p.fillRect(rect, hatch);
        const auto percent = static_cast<int>(static_cast<double>(known.us) * 100.0 /
                                              static_cast<double>(m_model.axis.end().us));
        QString text = m_model.progress.finished ? OverlayWords::reading(percent)
                                                 : OverlayWords::simulating(percent);
        if (!m_model.progress.error.empty()) {
            text = QString::fromStdString(m_model.progress.error);
        }
        const double width =
            m_look.smallStrongMetrics.horizontalAdvance(text) + m_look.theme.px(20);
        const double height = m_look.smallStrongMetrics.height() + m_look.theme.px(8);
        if (width + m_look.theme.px(12) > rect.width()) {
            return;
        }
        const double y =
            m_model.bands.lanes.top + (std::max(m_model.bands.lanes.height, 40) - height) / 2.0;
        const QRectF box(rect.center().x() - width / 2.0, std::round(y), width, height);
        m_p.setRenderHint(QPainter::Antialiasing, true);
        m_p.setPen(QPen(m_look.theme.line, 1.0));
        m_p.setBrush(m_look.theme.panel);
        m_p.drawRoundedRect(box, height / 2.0, height / 2.0);
        m_p.setRenderHint(QPainter::Antialiasing, false);
        m_p.setFont(m_look.smallStrong);
        m_p.setPen(m_model.progress.error.empty() ? m_look.theme.muted : m_look.theme.failureText);
        m_p.drawText(box, Qt::AlignCenter, text);
    }

    // Like all that happens, paler after the playhead, but still to be followed to its end.
    void paintBranches() {
        const double now = m_model.axis.xAt(m_model.playhead);
        const Band& band = m_model.bands.branches;
        const auto part = [&](double from, double to, double opacity) {
            if (to <= from) {
                return;
            }
            m_p.save();
            m_p.setClipRect(QRectF(from, band.top, to - from, band.height), Qt::IntersectClip);
            m_p.setOpacity(opacity);
            paintBranchLines(m_p, m_model, m_look);
            m_p.restore();
        };
        part(m_model.axis.left(), std::min(now, m_model.axis.right()), 1.0);
        part(std::max(now, m_model.axis.left()), m_model.axis.right(), 0.5);
        paintBranchLabels();
    }

    void paintBranchLabels() {
        const double gap = m_look.theme.px(7);
        for (std::size_t row = 0; row < m_model.branches.lines.size(); ++row) {
            const BranchLine& line = m_model.branches.lines[row];
            const QRectF rect = branchLabelRect(m_model, m_look, static_cast<int>(row));
            m_p.setFont(line.shown ? m_look.smallStrong : m_look.small);
            m_p.setPen(line.shown ? m_look.theme.commandText : m_look.theme.muted);
            const QRectF inner = rect.adjusted(gap, 0, -gap, 0);
            m_p.drawText(inner,
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                         m_look.smallStrongMetrics.elidedText(
                             line.title, Qt::ElideRight, inner.width() + 1));
        }
    }

    QRectF rangeRect() const {
        const double from = m_model.axis.xAt(m_model.range->from);
        const double to = m_model.axis.xAt(m_model.range->to);
        const double top = m_model.bands.ruler.bottom();
        return {from, top, std::max(to - from, 1.0), m_model.height - top};
    }

    void paintRange() {
        if (!m_model.range) {
            return;
        }
        const QRectF rect = rangeRect();
        QColor ground = m_look.theme.command;
        ground.setAlphaF(m_look.theme.isDark() ? 0.22F : 0.12F);
        m_p.fillRect(rect, ground);
        QColor edge = m_look.theme.command;
        edge.setAlphaF(0.8F);
        m_p.fillRect(QRectF(std::floor(rect.left()), rect.top(), 1, rect.height()), edge);
        m_p.fillRect(QRectF(std::floor(rect.right()), rect.top(), 1, rect.height()), edge);
    }

    void paintRangeNote() {
        if (!m_model.range) {
            return;
        }
        QString text = durationText(m_model.range->length());
        if (!m_state.rangeNote.isEmpty()) {
            text += QStringLiteral(" · ") + m_state.rangeNote;
        }
        const QRectF rect = rangeRect().intersected(plotWithin(0));
        if (rect.isEmpty()) {
            return;
        }
        paintNote(m_p,
                  m_model,
                  m_look,
                  {.text = text,
                   .at = {rect.center().x(), m_model.bands.faults.bottom() + m_look.theme.px(5)},
                   .ground = m_look.theme.command,
                   .ink = m_look.theme.onAccent});
    }

    void paintMarks() {
        const double size = m_look.theme.px(5);
        const double y = m_model.bands.ruler.top + m_look.theme.px(3);
        m_p.setRenderHint(QPainter::Antialiasing, true);
        for (const SimTime mark : m_model.marks) {
            const double x = std::floor(m_model.axis.xAt(mark)) + 0.5;
            if (x < m_model.axis.left() - size || x > m_model.axis.right() + size) {
                continue;
            }
            QColor line = m_look.theme.policy;
            line.setAlphaF(0.45F);
            m_p.setPen(QPen(line, 1.0, Qt::DotLine));
            m_p.drawLine(QPointF(x, m_model.bands.ruler.bottom()), QPointF(x, m_model.height));
            m_p.setPen(Qt::NoPen);
            m_p.setBrush(m_look.theme.policy);
            QPolygonF shape;
            shape << QPointF(x - size, y) << QPointF(x + size, y)
                  << QPointF(x + size, y + size * 1.4) << QPointF(x, y + size * 0.8)
                  << QPointF(x - size, y + size * 1.4);
            m_p.drawPolygon(shape);
        }
        m_p.setRenderHint(QPainter::Antialiasing, false);
    }

    void paintPlayhead() {
        const double x = m_model.axis.xAt(m_model.playhead);
        if (x < m_model.axis.left() - 0.5 || x > m_model.axis.right() + 0.5) {
            return;
        }
        const QRectF flag = playheadFlag(m_model, m_look, m_model.playhead);
        clearRulerUnder(flag);
        const double width = std::max(std::round(m_look.theme.px(2.0)), 1.0);
        const double left = std::round(x - width / 2.0);
        m_p.fillRect(QRectF(left, flag.bottom() - 2, width, m_model.height - flag.bottom() + 2),
                     m_look.theme.text);
        m_p.setRenderHint(QPainter::Antialiasing, true);
        paintPosition();
        QPainterPath path;
        const double middle = left + width / 2.0;
        const double half = flag.width() / 2.0;
        path.moveTo(middle - half, flag.top());
        path.lineTo(middle + half, flag.top());
        path.lineTo(middle + half, flag.bottom() - half * 0.8);
        path.lineTo(middle, flag.bottom());
        path.lineTo(middle - half, flag.bottom() - half * 0.8);
        path.closeSubpath();
        QPen rounding(m_look.theme.text, 1.5);
        rounding.setJoinStyle(Qt::RoundJoin);
        m_p.setPen(rounding);
        m_p.setBrush(m_look.theme.text);
        m_p.drawPath(path);
        m_p.setRenderHint(QPainter::Antialiasing, false);
        if (m_state.scrubbing) {
            paintScrubTime(flag);
        }
    }

    // The bead that rides on the line of the shown branch.
    void paintPosition() {
        const QPointF at(m_model.axis.xAt(m_model.playhead), pathY(m_model, m_model.playhead));
        m_p.setPen(QPen(m_look.theme.panel, m_look.theme.px(1.5)));
        m_p.setBrush(m_look.theme.command);
        m_p.drawEllipse(at, m_look.theme.px(4.5), m_look.theme.px(4.5));
    }

    void clearRulerUnder(const QRectF& rect) {
        for (const RulerLabel& label : m_ruler.labels) {
            if (label.rect.intersects(rect.adjusted(-2, 0, 2, 0))) {
                m_p.fillRect(label.rect.adjusted(-1, 0, 1, 0), m_look.rulerGround);
            }
        }
    }

    void paintScrubTime(const QRectF& flag) {
        const QString text = exactTime(m_model.playhead, m_model.axis.end());
        const double gap = m_look.theme.px(6);
        const double width = std::ceil(m_look.smallMetrics.horizontalAdvance(text)) + 2.0 * gap;
        QRectF box(flag.right() + m_look.theme.px(4),
                   m_model.bands.ruler.top + m_look.theme.px(3),
                   width,
                   m_model.bands.ruler.height - m_look.theme.px(7));
        if (box.right() > m_model.width - 2) {
            box.moveRight(flag.left() - m_look.theme.px(4));
        }
        clearRulerUnder(box);
        m_p.setRenderHint(QPainter::Antialiasing, true);
        m_p.setPen(Qt::NoPen);
        m_p.setBrush(m_look.theme.text);
        m_p.drawRoundedRect(box, m_look.theme.px(4), m_look.theme.px(4));
        m_p.setRenderHint(QPainter::Antialiasing, false);
        m_p.setFont(m_look.small);
        m_p.setPen(m_look.theme.panel);
        m_p.drawText(box, Qt::AlignCenter, text);
    }

    QPainter& m_p;
    const TimelineModel& m_model;
    const TimelineLook& m_look;
    const RulerPicture& m_ruler;
    const OverlayState& m_state;
};

}  // namespace

void paintOverlay(QPainter& painter,
                  const TimelineModel& model,
                  const TimelineLook& look,
                  const RulerPicture& ruler,
                  const OverlayState& state) {
    Overlay(painter, model, look, ruler, state).paint();
}

QRectF playheadFlag(const TimelineModel& model, const TimelineLook& look, SimTime t) {
    const double width = look.theme.px(15);
    const double height = look.theme.px(17);
    return {model.axis.xAt(t) - width / 2.0,
            model.bands.ruler.top + 1.0,
            width,
            std::min(height, static_cast<double>(model.bands.ruler.height))};
}

QRectF playheadReach(const TimelineModel& model, const TimelineLook& look, SimTime t) {
    // Ruler labels beside the flag come and go with it; faults end at the playhead.
    const double reach = look.theme.px(90);
    return {model.axis.xAt(t) - reach, 0.0, 2.0 * reach, static_cast<double>(model.height)};
}

QString OverlayWords::simulating(int percent) {
    return tr("simulating · %1 %").arg(percent);
}

QString OverlayWords::reading(int percent) {
    return tr("reading · %1 %").arg(percent);
}

}  // namespace foldline::ui
