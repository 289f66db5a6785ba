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
        const Fault& fault = m_model.drawn[index];
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
        paintToCome(bar, now() <= bar.left());
        const QRectF past(bar.left(), bar.top(), now() - bar.left(), bar.height());
        m_p.save();
        m_p.setClipRect(past, Qt::IntersectClip);
        m_p.setPen(Qt::NoPen);
        m_p.setBrush(m_look.theme.failure);
        roundRect(bar);
        m_p.restore();
        paintText(fault, bar, roomFor(place));
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

    struct Span {
        double from = 0.0;
        double to = 0.0;

        double width() const { return to - from; }
    };

    // How far the text may reach beyond its bar: to the next bars of the row.
    Span roomFor(std::size_t place) const {
        const auto& order = m_model.bars.inTime;
        const int row = m_model.bars.row[order[place]];
        const auto sameRow = [&](std::size_t i) { return m_model.bars.row[order[i]] == row; };
        Span room{m_model.axis.left(), m_model.axis.right()};
        for (std::size_t i = 0; i < place; ++i) {
            if (sameRow(i)) {
                room.from = std::max(room.from, barOf(m_model.drawn[order[i]], row).right());
            }
        }
        for (std::size_t i = place + 1; i < order.size(); ++i) {
            if (sameRow(i)) {
                room.to = std::min(room.to, m_model.axis.xAt(m_model.drawn[order[i]].at));
            }
        }
        return room;
    }

    double now() const { return m_model.axis.xAt(m_model.playhead); }

    bool underPlayhead(const Span& text) const {
        const double beside = m_look.theme.px(3);
        return now() > text.from - beside && now() < text.to + beside;
    }

    // Inside the bar or beside it, where the playhead does not cut the words, or moved on by it;
    // else shortened, in the larger part of the bar.
    void paintText(const Fault& fault, const QRectF& bar, const Span& room) {
        if (bar.height() < m_look.smallStrongMetrics.height() - 2.0) {
            return;
        }
        const QString words = FaultWords::barText(fault, m_model.systems, m_model.korean);
        const double margin = m_look.theme.px(7);
        const double narrow = m_look.theme.px(4);
        const double wanted = std::ceil(m_look.smallStrongMetrics.horizontalAdvance(words)) + 1;
        Span seen{std::max(bar.left(), m_model.axis.left()),
                  std::min(bar.right(), m_model.axis.right())};
        const double spare = (seen.width() - wanted) / 2.0;
        const Span inside{seen.from + std::clamp(spare, narrow, margin), seen.to - narrow};
        const Span before{inside.from, std::min(inside.to, now() - narrow)};
        const Span after{std::max(inside.from, now() + margin), inside.to};
        const Span right{bar.right() + margin, bar.right() + margin + wanted};
        const Span left{bar.left() - margin - wanted, bar.left() - margin};
        const double moved = std::max(right.from, now() + margin);
        const Span beyond{moved, moved + wanted};
        if (wanted <= inside.width() && !underPlayhead({inside.from, inside.from + wanted})) {
            draw(words, {inside.from, inside.from + wanted}, bar, inside.from < now());
        } else if (right.to <= room.to && !underPlayhead(right)) {
            drawBeside(words, right, bar);
        } else if (left.from >= room.from && now() > bar.left() && !underPlayhead(left)) {
            drawBeside(words, left, bar);
        } else if (beyond.to <= room.to && underPlayhead(right)) {
            drawBeside(words, beyond, bar);
        } else {
            const bool early = before.width() > after.width();
            const Span& larger = early ? before : after;
            if (larger.width() >= std::min(wanted, m_look.theme.px(34))) {
                draw(words, larger, bar, early);
            }
        }
    }

    void draw(const QString& words, const Span& at, const QRectF& bar, bool past) {
        const bool solid = past || m_model.edit.active();
        drawText(words, at, bar, solid ? m_look.theme.onAccent : m_look.theme.failureText);
    }

    void drawBeside(const QString& words, const Span& at, const QRectF& bar) {
        drawText(words, at, bar, m_look.theme.failureText);
    }

    void drawText(const QString& words, const Span& at, const QRectF& bar, const QColor& ink) {
        m_p.setFont(m_look.smallStrong);
        m_p.setPen(ink);
        m_p.drawText(QRectF(at.from, bar.top(), at.width() + 1.0, bar.height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     m_look.smallStrongMetrics.elidedText(words, Qt::ElideRight, at.width() + 0.5));
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
        paintText(ghost, bar, {bar.left(), bar.right()});
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
              {.text = OverlayWords::span(ghost.at, to, model.axis.end(), !ghost.length),
               .at = {x, model.bands.faults.bottom() + look.theme.px(5)},
               .ground = look.theme.text,
               .ink = look.theme.panel});
}

void paintNote(QPainter& painter,
               const TimelineModel& model,
               const TimelineLook& look,
               const Note& note) {
    const double gap = look.theme.px(8);
    const double width = std::ceil(look.smallMetrics.horizontalAdvance(note.text)) + 2.0 * gap;
    const double height = std::ceil(look.smallMetrics.height()) + look.theme.px(6);
    QRectF box(note.at.x() - width / 2.0, note.at.y(), width, height);
    box.moveRight(std::min(box.right(), model.axis.right()));
    box.moveLeft(std::max(box.left(), model.axis.left()));
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(look.theme.panel, 1.5));
    painter.setBrush(note.ground);
    painter.drawRoundedRect(box, look.theme.px(5), look.theme.px(5));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(look.small);
    painter.setPen(note.ink);
    painter.drawText(box, Qt::AlignCenter, note.text);
}

QString OverlayWords::span(SimTime from, SimTime to, SimTime end, bool untilEnd) {
    const QString length = durationText(to - from);
    return untilEnd ? tr("%1 until the end · %2").arg(exactTime(from, end), length)
                    : tr("%1 – %2 · %3").arg(exactTime(from, end), exactTime(to, end), length);
}

}  // namespace foldline::ui
