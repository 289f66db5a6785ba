#include "ui/stage/card_painter.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/stage/stream_painter.h"
#include "ui/stage/strip_painter.h"

namespace foldline::ui {
namespace {

constexpr double kRadius = 9.0;

class CardPainter {
public:
    CardPainter(QPainter& painter,
                const CardModel& card,
                const NodeBox& box,
                const StageFonts& fonts,
                const Theme& theme)
        : m_painter(painter),
          m_card(card),
          m_box(box),
          m_parts(box.parts),
          m_fonts(fonts),
          m_theme(theme),
          m_accent(lookColour(theme, card.look)) {}

    void paint();
    void badge();

private:
    QRectF placed(const QRectF& part) const { return part.translated(m_box.card.topLeft()); }

    void text(TextStyle style, const QRectF& part, const QColor& colour, const QString& text);
    void ground();
    void words();
    void workers();
    void openRequests();
    void queue();
    void batch();
    void ledger();
    void track(const QRectF& gauge);
    void fill(const QRectF& gauge, double share, const QColor& colour);

    QPainter& m_painter;
    const CardModel& m_card;
    const NodeBox& m_box;
    const CardLayout& m_parts;
    const StageFonts& m_fonts;
    const Theme& m_theme;
    QColor m_accent;
};

void CardPainter::text(TextStyle style,
                       const QRectF& part,
                       const QColor& colour,
                       const QString& text) {
    if (part.isEmpty() || text.isEmpty()) {
        return;
    }
    m_painter.setFont(m_fonts.font(style));
    m_painter.setPen(colour);
    m_painter.drawText(placed(part),
                       Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                       m_fonts.elided(style, text, part.width()));
}

void CardPainter::ground() {
    const double radius = m_fonts.px(kRadius);
    const double border = m_fonts.px(m_card.down ? 1.8 : 1.2);
    const QRectF card = m_box.card.adjusted(0.5, 0.5, -0.5, -0.5);
    m_painter.setPen(Qt::NoPen);
    if (!m_theme.isDark()) {
        for (const double drop : {2.5, 1.2}) {
            m_painter.setBrush(QColor(20, 28, 48, 9));
            m_painter.drawRoundedRect(card.translated(0.0, m_fonts.px(drop)), radius, radius);
        }
    }
    m_painter.setPen(QPen(m_card.down ? m_theme.failure : m_theme.line, border));
    m_painter.setBrush(m_card.down ? mix(m_theme.failureGround, m_theme.panel, 0.75)
                                   : m_theme.panel);
    m_painter.drawRoundedRect(card, radius, radius);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_card.down ? m_theme.failure : m_accent);
    const QRectF bar = placed(m_parts.bar).adjusted(0.5, 0.0, 0.5, 0.0);
    m_painter.drawRoundedRect(bar, bar.width() / 2.0, bar.width() / 2.0);
}

void CardPainter::words() {
    text(TextStyle::CardTitle, m_parts.title, m_theme.text, m_card.title);
    const bool alarm = m_card.down || m_card.worried;
    text(m_card.down ? TextStyle::CardAlarm : TextStyle::CardStatus,
         m_parts.status,
         alarm ? m_theme.failureText : m_theme.muted,
         m_card.status);
    text(TextStyle::Small,
         m_parts.footnote,
         m_card.footnoteBad ? m_theme.failureText : m_theme.muted,
         m_card.footnote);
}

void CardPainter::workers() {
    const QRectF marks = placed(m_parts.marks);
    const int shown = std::min(static_cast<int>(m_card.workers.size()), m_parts.marksMax);
    for (int i = 0; i < shown; ++i) {
        const int column = i % m_parts.marksPerRow;
        const int row = i / m_parts.marksPerRow;
        const QPointF at(marks.left() + column * m_parts.markStep,
                         marks.top() + row * m_parts.markStep);
        paintWorkerMark(m_painter,
                        QRectF(at, QSizeF(m_parts.mark, m_parts.mark)),
                        m_card.workers[static_cast<std::size_t>(i)],
                        m_accent,
                        m_theme);
    }
}

void CardPainter::openRequests() {
    const QRectF marks = placed(m_parts.marks);
    m_painter.setBrush(Qt::NoBrush);
    for (int i = 0; i < m_parts.marksMax; ++i) {
        const bool open = static_cast<std::uint64_t>(i) < m_card.waiting;
        const QRectF disc(
            marks.left() + i * m_parts.markStep, marks.top(), m_parts.mark, m_parts.mark);
        const double inset = m_parts.mark * 0.08;
        m_painter.setPen(QPen(open ? m_theme.command : m_theme.line, m_fonts.px(1.2)));
        m_painter.setBrush(open ? mix(m_theme.command, m_theme.panel, 0.85)
                                : mix(m_theme.line, m_theme.panel, 0.35));
        m_painter.drawEllipse(disc.adjusted(inset, inset, -inset, -inset));
    }
    const auto most = static_cast<std::uint64_t>(m_parts.marksMax);
    if (m_card.waiting > most) {
        text(TextStyle::Number,
             m_parts.figure,
             m_theme.commandText,
             QStringLiteral("+") + StageWords(QLocale::English).shortNumber(m_card.waiting - most));
    }
}

void CardPainter::track(const QRectF& gauge) {
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(mix(m_theme.line, m_theme.panel, 0.6));
    m_painter.drawRoundedRect(gauge, gauge.height() / 2.0, gauge.height() / 2.0);
}

void CardPainter::fill(const QRectF& gauge, double share, const QColor& colour) {
    if (share <= 0.0) {
        return;
    }
    QRectF filled = gauge;
    filled.setWidth(std::max(gauge.height() * 0.6, gauge.width() * std::min(share, 1.0)));
    m_painter.setBrush(colour);
    const double radius = std::min(gauge.height(), filled.width()) / 2.0;
    m_painter.drawRoundedRect(filled, radius, radius);
}

void CardPainter::queue() {
    const QRectF gauge = placed(m_parts.gauge);
    track(gauge);
    const auto waiting = static_cast<double>(m_card.waiting);
    // Without a limit the bar nears its end as the queue grows, and is half full at 16.
    constexpr double kHalfFull = 16.0;
    const bool limited = m_card.waitingMax > 0;
    const double share = limited ? waiting / static_cast<double>(m_card.waitingMax)
                                 : waiting / (waiting + kHalfFull);
    constexpr double kNearlyFull = 0.85;
    const bool full = limited && share >= kNearlyFull;
    fill(gauge, share, full ? m_theme.failure : m_theme.event);
    text(TextStyle::Number,
         m_parts.figure,
         m_card.waiting == 0 ? m_theme.faint
         : full              ? m_theme.failureText
                             : m_theme.text,
         StageWords(QLocale::English).shortNumber(m_card.waiting));
}

void CardPainter::batch() {
    const QRectF gauge = placed(m_parts.gauge);
    track(gauge);
    const auto held = static_cast<double>(m_card.inHand);
    fill(gauge, held / std::max(1.0, static_cast<double>(m_card.waitingMax)), m_theme.event);
    text(TextStyle::Number,
         m_parts.figure,
         m_card.inHand == 0 ? m_theme.faint : m_theme.text,
         StageWords(QLocale::English).shortNumber(m_card.inHand));
}

void CardPainter::ledger() {
    const QRectF gauge = placed(m_parts.gauge);
    track(gauge);
    const Ledger& ledger = m_card.ledger;
    const std::uint64_t total = ledger.accepted + ledger.refused + ledger.unknown + ledger.open;
    if (total == 0) {
        return;
    }
    QPainterPath clip;
    clip.addRoundedRect(gauge, gauge.height() / 2.0, gauge.height() / 2.0);
    m_painter.save();
    m_painter.setClipPath(clip, Qt::IntersectClip);
    double x = gauge.left();
    const auto part = [&](std::uint64_t count, const QBrush& brush) {
        const double width =
            gauge.width() * static_cast<double>(count) / static_cast<double>(total);
        m_painter.fillRect(QRectF(x, gauge.top(), width, gauge.height()), brush);
        x += width;
    };
    part(ledger.accepted, m_theme.readModel);
    part(ledger.refused, m_theme.failure);
    part(ledger.unknown, m_theme.aggregate);
    part(ledger.open, mix(m_theme.command, m_theme.panel, 0.55));
    m_painter.restore();
}

void CardPainter::badge() {
    if (m_card.badge.isEmpty()) {
        return;
    }
    const double pad = m_fonts.px(7.0);
    QRectF pill = m_box.badge;
    const QString words = m_fonts.elided(TextStyle::Badge, m_card.badge, pill.width() - 2.0 * pad);
    pill.setLeft(pill.right() - m_fonts.width(TextStyle::Badge, words) - 2.0 * pad);
    m_painter.setPen(QPen(m_theme.panel, m_fonts.px(1.5)));
    m_painter.setBrush(m_card.badgeBad ? m_theme.failure : m_theme.aggregate);
    m_painter.drawRoundedRect(pill, pill.height() / 2.0, pill.height() / 2.0);
    m_painter.setFont(m_fonts.font(TextStyle::Badge));
    m_painter.setPen(m_card.badgeBad ? m_theme.onAccent : QColor(0x1d, 0x17, 0x02));
    m_painter.drawText(pill, Qt::AlignCenter | Qt::TextSingleLine, words);
}

void CardPainter::paint() {
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    ground();
    words();
    switch (m_card.look) {
        case CardLook::Client:
            ledger();
            break;
        case CardLook::Gateway:
            openRequests();
            break;
        case CardLook::Service:
            workers();
            queue();
            break;
        case CardLook::Consumer:
            workers();
            batch();
            break;
        case CardLook::Rdb:
            workers();
            paintStrips(m_painter, m_card.strips, m_box, m_fonts, m_theme);
            break;
        case CardLook::EventStore:
            workers();
            paintStreams(m_painter, m_card.streams, m_box, m_fonts, m_theme);
            paintStrips(m_painter, m_card.strips, m_box, m_fonts, m_theme);
            break;
        case CardLook::Broker:
            paintStrips(m_painter, m_card.strips, m_box, m_fonts, m_theme);
            break;
    }
    badge();
    m_painter.restore();
}

}  // namespace

QColor lookColour(const Theme& theme, CardLook look) {
    switch (look) {
        case CardLook::Client:
            return theme.external;
        case CardLook::Gateway:
            return theme.muted;
        case CardLook::Service:
            return theme.command;
        case CardLook::Consumer:
            return theme.policy;
        case CardLook::Broker:
            return theme.event;
        case CardLook::EventStore:
            return theme.aggregate;
        case CardLook::Rdb:
            break;
    }
    return theme.readModel;
}

void paintCard(QPainter& painter,
               const CardModel& card,
               const NodeBox& box,
               const StageFonts& fonts,
               const Theme& theme) {
    CardPainter(painter, card, box, fonts, theme).paint();
}

void paintBadge(QPainter& painter,
                const CardModel& card,
                const NodeBox& box,
                const StageFonts& fonts,
                const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    CardPainter(painter, card, box, fonts, theme).badge();
    painter.restore();
}

void paintWorkerMark(QPainter& painter,
                     const QRectF& square,
                     WorkerMark mark,
                     const QColor& accent,
                     const Theme& theme) {
    const double radius = square.width() * 0.24;
    const double pen = std::max(1.0, square.width() * 0.1);
    const QRectF box = square.adjusted(pen / 2.0, pen / 2.0, -pen / 2.0, -pen / 2.0);
    const auto draw = [&](const QColor& border, const QColor& ground) {
        painter.setPen(QPen(border, pen));
        painter.setBrush(ground);
        painter.drawRoundedRect(box, radius, radius);
    };
    const auto dot = [&](const QColor& colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(box.center(), box.width() * 0.2, box.width() * 0.2);
    };
    switch (mark) {
        case WorkerMark::Idle:
            draw(mix(theme.faint, theme.line, 0.25), mix(theme.line, theme.panel, 0.3));
            break;
        case WorkerMark::Working:
            draw(accent, mix(accent, theme.panel, 0.9));
            break;
        case WorkerMark::WaitingForReply:
            draw(accent, mix(accent, theme.panel, 0.16));
            dot(accent);
            break;
        case WorkerMark::Stuck:
            draw(theme.failure, mix(theme.failure, theme.panel, 0.28));
            dot(theme.failure);
            break;
        case WorkerMark::WaitingForRetry: {
            draw(theme.eventText, mix(theme.event, theme.panel, 0.14));
            const double w = box.width();
            painter.setPen(QPen(theme.eventText, pen));
            painter.drawLine(box.topLeft() + QPointF(w * 0.22, w * 0.62),
                             box.topLeft() + QPointF(w * 0.62, w * 0.22));
            painter.drawLine(box.topLeft() + QPointF(w * 0.42, w * 0.8),
                             box.topLeft() + QPointF(w * 0.8, w * 0.42));
            break;
        }
        case WorkerMark::Off: {
            QPen dashed(mix(theme.failure, theme.panel, 0.45), pen);
            dashed.setDashPattern({1.6, 1.6});
            painter.setPen(dashed);
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(box, radius, radius);
            break;
        }
    }
}

}  // namespace foldline::ui
