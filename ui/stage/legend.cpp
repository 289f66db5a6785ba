#include "ui/stage/legend.h"

#include <QEvent>
#include <QPaintEvent>
#include <algorithm>
#include <cmath>

#include "ui/stage/card_painter.h"
#include "ui/stage/stage_language.h"
#include "ui/stage/stream_painter.h"
#include "ui/stage/token_sprites.h"

namespace foldline::ui {
namespace {

// Lengths at scale 1.
constexpr double kSign = 24.0;
constexpr double kSignGap = 6.0;
constexpr double kEntryGap = 16.0;

auto tokenSign(TokenShape shape) {
    return [shape](QPainter& painter, const QRectF& box, double unit, const Theme& theme) {
        paintToken(painter, box.center(), shape, unit * 0.92, theme);
    };
}

auto workerSign(WorkerMark mark) {
    return [mark](QPainter& painter, const QRectF& box, double unit, const Theme& theme) {
        const double side = 12.0 * unit;
        const QRectF square(
            box.center().x() - side / 2.0, box.center().y() - side / 2.0, side, side);
        paintWorkerMark(painter, square, mark, theme.command, theme);
    };
}

auto offsetSign(OffsetMark mark) {
    return [mark](QPainter& painter, const QRectF& box, double unit, const Theme& theme) {
        const QSizeF size(9.0 * unit, 13.0 * unit);
        const QRectF cell(
            QPointF(box.center().x() - size.width() / 2.0, box.center().y() - size.height() / 2.0),
            size);
        paintOffsetCell(painter, cell, mark, theme);
    };
}

void paintEchoSign(QPainter& painter, const QRectF& box, double unit, const Theme& theme) {
    const double step = 5.5 * unit;
    painter.setOpacity(0.45);
    paintEcho(painter, box.center() - QPointF(step, 0.0), TokenShape::Command, unit, theme);
    painter.setOpacity(0.9);
    paintEcho(painter, box.center() + QPointF(step, 0.0), TokenShape::Event, unit, theme);
    painter.setOpacity(1.0);
}

void paintRepliesSign(QPainter& painter, const QRectF& box, double unit, const Theme& theme) {
    const QPointF step(5.5 * unit, 0.0);
    paintToken(painter, box.center() - step, TokenShape::ReplyOk, unit, theme);
    paintToken(painter, box.center() + step, TokenShape::ReplyFailed, unit, theme);
}

void paintMarkerSign(QPainter& painter, const QRectF& box, double unit, const Theme& theme) {
    const double height = 12.0 * unit;
    paintCommittedMarker(painter,
                         box.center().x(),
                         QRectF(box.left(), box.center().y() - height / 2.0, box.width(), height),
                         theme.text);
}

void paintSnapshotSign(QPainter& painter, const QRectF& box, double unit, const Theme& theme) {
    const QSizeF size(4.0 * unit, 12.0 * unit);
    paintSnapshotMark(painter,
                      QRectF(box.center() - QPointF(size.width() / 2.0, size.height() / 2.0), size),
                      theme);
}

void paintConflictSign(QPainter& painter, const QRectF& box, double unit, const Theme& theme) {
    const double side = 11.0 * unit;
    paintConflictMark(
        painter, QRectF(box.center() - QPointF(side / 2.0, side / 2.0), QSizeF(side, side)), theme);
}

void paintEntry(QPainter& painter,
                const LegendEntry& entry,
                const QRectF& rect,
                const StageFonts& fonts,
                const Theme& theme) {
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(rect.left(), rect.top(), fonts.px(kSign), rect.height());
    painter.save();
    entry.sign(painter, box, fonts.px(1.0), theme);
    painter.restore();
    painter.setFont(fonts.font(TextStyle::Small));
    painter.setPen(theme.muted);
    const double left = box.right() + fonts.px(kSignGap);
    const QRectF text(left, rect.top(), rect.right() - left, rect.height());
    painter.drawText(text,
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     fonts.elided(TextStyle::Small, entry.text, text.width()));
}

double widthOf(const LegendEntry& entry, const StageFonts& fonts) {
    return fonts.px(kSign + kSignGap) + fonts.width(TextStyle::Small, entry.text) + 1.0;
}

}  // namespace

std::vector<LegendEntry> legendEntries(const StageWords& words) {
    const auto say = [&words](const char* en, const char* ko) { return words.either(en, ko); };
    return {
        {say("command", "명령"), tokenSign(TokenShape::Command)},
        {say("event", "이벤트"), tokenSign(TokenShape::Event)},
        {say("batch", "묶음"), tokenSign(TokenShape::Batch)},
        {say("reply: ok, failed", "응답: 성공, 실패"), paintRepliesSign},
        {say("statement", "DB 문"), tokenSign(TokenShape::Statement)},
        {say("just passed, slowed down", "방금 지나감 (느리게)"), paintEchoSign},
        {say("working", "작업 중"), workerSign(WorkerMark::Working)},
        {say("waits for reply", "응답 대기"), workerSign(WorkerMark::WaitingForReply)},
        {say("stuck", "막힘"), workerSign(WorkerMark::Stuck)},
        {say("waits to retry", "재시도 대기"), workerSign(WorkerMark::WaitingForRetry)},
        {say("not delivered", "전달 전"), offsetSign(OffsetMark::Waiting)},
        {say("delivered", "전달됨"), offsetSign(OffsetMark::Delivered)},
        {say("consumed", "소비됨"), offsetSign(OffsetMark::Consumed)},
        {say("committed offset", "커밋된 오프셋"), paintMarkerSign},
        {say("snapshot", "스냅샷"), paintSnapshotSign},
        {say("append refused", "추가 거절"), paintConflictSign},
    };
}

std::size_t paintLegendLine(QPainter& painter,
                            const QRectF& strip,
                            const StageFonts& fonts,
                            const Theme& theme,
                            const StageWords& words) {
    double x = strip.left();
    std::size_t shown = 0;
    for (const LegendEntry& entry : legendEntries(words)) {
        const double width = widthOf(entry, fonts);
        if (x + width > strip.right()) {
            break;
        }
        paintEntry(painter, entry, QRectF(x, strip.top(), width, strip.height()), fonts, theme);
        x += width + fonts.px(kEntryGap);
        ++shown;
    }
    return shown;
}

StageLegend::StageLegend(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_theme(theme),
      m_fonts(theme, 1.0) {
    setObjectName(QStringLiteral("stageLegend"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    describe();
}

void StageLegend::setTheme(const Theme& theme) {
    m_theme = theme;
    m_fonts = StageFonts(theme, 1.0);
    updateGeometry();
    update();
}

void StageLegend::describe() {
    const StageWords words(languageOf(*this));
    m_entries = legendEntries(words);
    QStringList texts;
    for (const LegendEntry& entry : m_entries) {
        texts.push_back(entry.text);
    }
    setAccessibleName(words.either("Legend", "범례"));
    setAccessibleDescription(texts.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

double StageLegend::entryWidth() const {
    double width = 0.0;
    for (const LegendEntry& entry : m_entries) {
        width = std::max(width, widthOf(entry, m_fonts));
    }
    return width;
}

double StageLegend::rowHeight() const {
    return std::ceil(m_fonts.height(TextStyle::Small) + m_fonts.px(6.0));
}

int StageLegend::columns(int width) const {
    const double gap = m_fonts.px(kEntryGap / 2.0);
    return std::max(1, static_cast<int>((width + gap) / (entryWidth() + gap)));
}

int StageLegend::heightForWidth(int width) const {
    const int perRow = columns(width);
    const int rows = (static_cast<int>(m_entries.size()) + perRow - 1) / perRow;
    return static_cast<int>(std::ceil(rows * rowHeight()));
}

QSize StageLegend::sizeHint() const {
    const int width = static_cast<int>(std::ceil(2.0 * entryWidth() + m_fonts.px(kEntryGap)));
    return {width, heightForWidth(width)};
}

QSize StageLegend::minimumSizeHint() const {
    const int width = static_cast<int>(std::ceil(entryWidth()));
    return {width, static_cast<int>(std::ceil(rowHeight()))};
}

void StageLegend::paintEvent(QPaintEvent* event) {
    Q_UNUSED(event);
    QPainter painter(this);
    const int perRow = columns(width());
    const double wide = static_cast<double>(width()) / perRow;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const int index = static_cast<int>(i);
        const int column = index % perRow;
        const int row = index / perRow;
        const QRectF rect(column * wide, row * rowHeight(), wide, rowHeight());
        paintEntry(painter, m_entries[i], rect, m_fonts, m_theme);
    }
}

void StageLegend::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
        describe();
    }
    QWidget::changeEvent(event);
}

}  // namespace foldline::ui
