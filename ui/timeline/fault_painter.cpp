#include "ui/timeline/fault_painter.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/timeline/fault_words.h"
#include "ui/timeline/ruler.h"

namespace foldline::ui {
namespace {

class Faults {
public:
    Faults(QPainter& painter, const TimelineModel& model, const TimelineLook& look, bool focused)
        : m_p(painter),
          m_model(model),
          m_look(look),
          m_focused(focused) {}

    void paint() {
        m_p.save();
        m_p.setClipRect(QRectF(m_model.axis.left(),
                               m_model.bands.faults.top,
                               m_model.axis.width(),
                               m_model.height - m_model.bands.faults.top));
        m_p.setRenderHint(QPainter::Antialiasing, true);
        for (std::size_t i = 0; i < m_model.bars.inTime.size(); ++i) {
            paintFault(i);
        }
        if (m_model.edit.active()) {
            paintGhost();
        }
        m_p.restore();
    }

private:
    QRectF barOf(const Fault& fault, int row) const {
        const SimTime to = faultEnd(fault, m_model.axis.end());
        QRectF rect =
            faultRect(m_model.axis, m_model.bands.faults, m_model.bars.rows, row, fault.at, to);
        // Coordinates far outside the clip lose their precision when zoomed in deep.
        const double slack = m_look.theme.px(20);
        rect.setLeft(std::max(rect.left(), m_model.axis.left() - slack));
        rect.setRight(std::min(rect.right(), m_model.axis.right() + slack));
        return rect;
    }

    bool isEdited(const Fault& fault) const {
        return m_model.edit.active() && m_model.edit.original().id == fault.id;
    }

    void paintFault(std::size_t place) {
        const std::size_t index = m_model.bars.inTime[place];
        const Fault& fault = m_model.faults[index];
        const QRectF bar = barOf(fault, m_model.bars.row[index]);
        if (bar.right() < m_model.axis.left() || bar.left() > m_model.axis.right() ||
            bar.width() <= 0.0) {
            return;
        }
        if (isEdited(fault)) {
            m_p.setPen(dashed());
            m_p.setBrush(Qt::NoBrush);
            roundRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
            return;
        }
        const double now = m_model.axis.xAt(m_model.playhead);
        paintToCome(bar, now <= bar.left());
        const QRectF past(bar.left(), bar.top(), now - bar.left(), bar.height());
        m_p.save();
        m_p.setClipRect(past, Qt::IntersectClip);
        m_p.setPen(Qt::NoPen);
        m_p.setBrush(m_look.theme.failure);
        roundRect(bar);
        m_p.restore();
        paintText(fault, bar, past, roomAfter(place));
        if (m_model.selectedFault == fault.id) {
            m_p.setPen(
                QPen(m_focused ? m_look.theme.command : m_look.theme.muted, m_look.theme.px(2.0)));
            m_p.setBrush(Qt::NoBrush);
            roundRect(bar.adjusted(-2.0, -2.0, 2.0, 2.0));
        }
    }

    QPen dashed() const {
        QPen pen(mix(m_look.theme.failure, m_look.theme.panel, 0.75), 1.0);
        pen.setDashPattern({3.0, 2.5});
        return pen;
    }

    void paintToCome(const QRectF& bar, bool allOfIt) {
        m_p.setPen(allOfIt ? dashed()
                           : QPen(mix(m_look.theme.failure, m_look.theme.panel, 0.75), 1.0));
        m_p.setBrush(m_look.futureBar);
        roundRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
    }

    void roundRect(const QRectF& rect) {
        const double radius = std::min({m_look.theme.px(4), rect.width() / 2, rect.height() / 2});
        m_p.drawRoundedRect(rect, radius, radius);
    }

    // How far the text may reach beyond its bar: to the next bar of the row.
    double roomAfter(std::size_t place) const {
        const std::size_t index = m_model.bars.inTime[place];
        for (std::size_t i = place + 1; i < m_model.bars.inTime.size(); ++i) {
            const std::size_t next = m_model.bars.inTime[i];
            if (m_model.bars.row[next] == m_model.bars.row[index]) {
                return std::min(m_model.axis.xAt(m_model.faults[next].at), m_model.axis.right());
            }
        }
        return m_model.axis.right();
    }

    // Two inks, so that the words stay readable where the bar changes from outline to solid.
    void paintText(const Fault& fault, const QRectF& bar, const QRectF& past, double room) {
        if (bar.height() < m_look.smallStrongMetrics.height() - 2.0) {
            return;
        }
        const QString words = FaultWords::barText(fault, m_model.systems, m_model.korean);
        const double margin = m_look.theme.px(8);
        const double wanted = std::ceil(m_look.smallStrongMetrics.horizontalAdvance(words)) + 1;
        QRectF inside = bar;
        inside.setLeft(std::max(bar.left(), m_model.axis.left()));
        inside.setRight(std::min(bar.right(), m_model.axis.right()));
        const double spare = (inside.width() - wanted) / 2.0;
        const double left = std::clamp(spare, m_look.theme.px(4), margin);
        inside.adjust(left, 0.0, -m_look.theme.px(3), 0.0);
        m_p.setFont(m_look.smallStrong);
        if (inside.width() < wanted && bar.right() + margin + wanted < room) {
            m_p.setPen(m_look.theme.failureText);
            m_p.drawText(QRectF(bar.right() + margin * 0.75, bar.top(), wanted, bar.height()),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         words);
            return;
        }
        if (inside.width() < std::min(wanted, m_look.theme.px(34))) {
            return;
        }
        const QString shown =
            m_look.smallStrongMetrics.elidedText(words, Qt::ElideRight, inside.width());
        const QRectF toCome(std::max(past.right(), bar.left()),
                            bar.top(),
                            bar.right() - std::max(past.right(), bar.left()),
                            bar.height());
        const auto draw = [&](const QRectF& clip, const QColor& ink) {
            if (clip.width() <= 0.0) {
                return;
            }
            m_p.save();
            m_p.setClipRect(clip, Qt::IntersectClip);
            m_p.setPen(ink);
            m_p.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
            m_p.restore();
        };
        draw(past, m_look.theme.onAccent);
        draw(toCome, m_look.theme.failureText);
    }

    void paintGhost() {
        const Fault& ghost = m_model.edit.ghost();
        int row = 0;
        for (std::size_t i = 0; i < m_model.faults.size(); ++i) {
            if (m_model.faults[i].id == ghost.id) {
                row = m_model.bars.row[i];
            }
        }
        const QRectF bar = barOf(ghost, row);
        m_p.fillRect(QRectF(bar.left(),
                            m_model.bands.faults.bottom(),
                            bar.width(),
                            m_model.height - m_model.bands.faults.bottom()),
                     m_look.faultShade);
        m_p.setPen(Qt::NoPen);
        m_p.setBrush(m_look.theme.failure);
        roundRect(bar);
        paintText(ghost, bar, bar, bar.right());
        const double grip = m_look.theme.px(2.5);
        m_p.setBrush(m_look.theme.onAccent);
        const FaultPart part = m_model.edit.part();
        const QRectF handle(0, bar.top() + 4, grip, bar.height() - 8);
        if (part == FaultPart::Start) {
            m_p.drawRect(handle.translated(bar.left() + 2, 0));
        } else if (part == FaultPart::End) {
            m_p.drawRect(handle.translated(bar.right() - 2 - grip, 0));
        }
    }

    QPainter& m_p;
    const TimelineModel& m_model;
    const TimelineLook& m_look;
    bool m_focused;
};

}  // namespace

void paintFaults(QPainter& painter,
                 const TimelineModel& model,
                 const TimelineLook& look,
                 bool focused) {
    Faults(painter, model, look, focused).paint();
}

void paintFaultNote(QPainter& painter, const TimelineModel& model, const TimelineLook& look) {
    if (!model.edit.active()) {
        return;
    }
    const Fault& ghost = model.edit.ghost();
    const SimTime to = faultEnd(ghost, model.axis.end());
    const double from = model.axis.xAt(ghost.at);
    double x = (from + model.axis.xAt(to)) / 2.0;
    if (model.edit.part() == FaultPart::Start) {
        x = from;
    } else if (model.edit.part() == FaultPart::End) {
        x = model.axis.xAt(to);
    }
    paintNote(painter,
              model,
              look,
              OverlayWords::span(ghost.at, to, model.axis.end(), !ghost.length),
              {x, model.bands.faults.bottom() + look.theme.px(5)},
              look.theme.text,
              look.theme.panel);
}

void paintNote(QPainter& painter,
               const TimelineModel& model,
               const TimelineLook& look,
               const QString& text,
               QPointF at,
               const QColor& ground,
               const QColor& ink) {
    const double gap = look.theme.px(8);
    const double width = std::ceil(look.smallMetrics.horizontalAdvance(text)) + 2.0 * gap;
    const double height = std::ceil(look.smallMetrics.height()) + look.theme.px(6);
    QRectF box(at.x() - width / 2.0, at.y(), width, height);
    box.moveRight(std::min(box.right(), model.axis.right()));
    box.moveLeft(std::max(box.left(), model.axis.left()));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(look.theme.panel, 1.5));
    painter.setBrush(ground);
    painter.drawRoundedRect(box, look.theme.px(5), look.theme.px(5));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(look.small);
    painter.setPen(ink);
    painter.drawText(box, Qt::AlignCenter, text);
}

QString OverlayWords::span(SimTime from, SimTime to, SimTime end, bool untilEnd) {
    const QString length = durationText(to - from);
    return untilEnd ? tr("%1 until the end · %2").arg(exactTime(from, end), length)
                    : tr("%1 – %2 · %3").arg(exactTime(from, end), exactTime(to, end), length);
}

}  // namespace foldline::ui
