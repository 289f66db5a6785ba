#include "ui/inspector/delegates.h"

#include <QPainter>
#include <QPainterPath>
#include <QTableView>
#include <QTextLayout>
#include <QTextOption>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/inspector/entity_model.h"
#include "ui/inspector/facts_model.h"
#include "ui/inspector/stream_model.h"
#include "ui/inspector/value_text.h"

namespace foldline::ui {
namespace {

constexpr double kPadding = 8.0;
constexpr double kCellEnd = 2.0;  // columns are narrow, and what is next begins after its padding
constexpr double kSmallPoints = 8.5;
constexpr double kClaimPadding = 6.0;
constexpr double kClaimIndent = 30.0;  // beside the mark that says whether it holds

void drawText(QPainter* painter, const QRectF& rect, const QString& text, Qt::Alignment alignment) {
    const QString shown =
        QFontMetricsF(painter->font()).elidedText(text, Qt::ElideRight, rect.width());
    painter->drawText(
        rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

QTextOption wrapped(Qt::Alignment alignment) {
    QTextOption option(alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

int wrappedLines(const QFont& font, const QString& text, double width) {
    QTextLayout layout(text, font);
    layout.setTextOption(wrapped(Qt::AlignLeft));
    layout.beginLayout();
    int lines = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1.0, width));
        ++lines;
    }
    layout.endLayout();
    return std::max(1, lines);
}

void drawFocus(QPainter* painter, const QStyleOptionViewItem& option, const Theme& theme) {
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme.command, theme.px(1.5)));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1));
    }
}

double lineHeight(const QFont& font) {
    return QFontMetricsF(font).height();
}

}  // namespace

void EntityDelegate::paint(QPainter* painter,
                           const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    painter->save();
    const auto standing =
        static_cast<EntityModel::Standing>(index.data(EntityModel::kStandingRole).toInt());
    QColor ground = m_theme.panel;
    QColor ink = index.column() == 0 ? m_theme.muted : m_theme.text;
    if (standing == EntityModel::Standing::Differs) {
        ground = m_theme.failureGround;
        ink = m_theme.failureText;
    } else if (standing == EntityModel::Standing::Agrees) {
        ground = mix(m_theme.readModel, m_theme.panel, 0.14);
        ink = m_theme.readModelText;
    }
    const QRectF rect(option.rect);
    painter->fillRect(rect, ground);
    painter->setPen(m_theme.line);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->setPen(ink);
    painter->setFont(m_theme.numbers(kTextPoints));
    const double pad = m_theme.px(kPadding);
    painter->drawText(rect.adjusted(pad, 0, -m_theme.px(kCellEnd), 0),
                      index.data().toString(),
                      wrapped(Qt::AlignLeft | Qt::AlignVCenter));
    drawFocus(painter, option, m_theme);
    painter->restore();
}

QSize EntityDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QFont font = m_theme.numbers(kTextPoints);
    const QFontMetricsF metrics(font);
    const QString text = index.data().toString();
    const double pad = m_theme.px(kPadding);
    const int lines =
        option.rect.width() > 0
            ? wrappedLines(font, text, option.rect.width() - pad - m_theme.px(kCellEnd))
            : 1;
    return QSizeF(std::ceil(metrics.horizontalAdvance(text) + 2 * pad),
                  std::ceil(lines * metrics.lineSpacing() + m_theme.px(12)))
        .toSize();
}

bool StreamDelegate::fit(const QString& longest, int width) {
    const QFont font = m_theme.font(kTextPoints);
    const double pad = m_theme.px(kPadding);
    const double room = width - 2 * pad - m_theme.px(17);
    const int lines = std::min(wrappedLines(font, longest, room), kLinesMax);
    return std::exchange(m_lines, lines) != lines;
}

void StreamDelegate::paint(QPainter* painter,
                           const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    const auto* model = qobject_cast<const StreamModel*>(index.model());
    if (model == nullptr) {
        return;
    }
    const StreamModel::Item& item = model->items()[static_cast<std::size_t>(index.row())];
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF rect(option.rect);
    painter->fillRect(
        rect, option.state.testFlag(QStyle::State_Selected) ? m_theme.selection : m_theme.panel);
    const bool future = index.data(StreamModel::kFutureRole).toBool();
    painter->setOpacity(future ? 0.5 : 1.0);
    const double pad = m_theme.px(kPadding);
    const QFont titleFont = m_theme.font(kTextPoints, QFont::DemiBold);
    const double top = rect.top() + m_theme.px(6);
    const double titleHeight = lineHeight(titleFont);
    const QPointF centre(rect.left() + pad + m_theme.px(5), top + titleHeight / 2);
    const double radius = m_theme.px(5);
    painter->setPen(Qt::NoPen);
    if (item.isEvent) {
        painter->setBrush(m_theme.event);
        painter->drawPolygon(QPolygonF{{centre.x(), centre.y() - radius},
                                       {centre.x() + radius, centre.y()},
                                       {centre.x(), centre.y() + radius},
                                       {centre.x() - radius, centre.y()}});
    } else {
        painter->setBrush(m_theme.readModel);
        painter->drawRect(QRectF(
            centre.x() - radius * 0.8, centre.y() - radius * 0.8, radius * 1.6, radius * 1.6));
    }
    const double left = centre.x() + m_theme.px(12);
    const QFont timeFont = m_theme.numbers(kSmallPoints);
    const QString time = shortTime(item.record.t);
    const double timeWidth = QFontMetricsF(timeFont).horizontalAdvance(time);
    painter->setFont(timeFont);
    painter->setPen(m_theme.muted);
    drawText(painter,
             QRectF(rect.right() - pad - timeWidth - 1, top, timeWidth + 1, titleHeight),
             time,
             Qt::AlignRight);
    painter->setFont(titleFont);
    painter->setPen(m_theme.text);
    drawText(painter,
             QRectF(left, top, rect.right() - 2 * pad - timeWidth - left, titleHeight),
             item.title,
             Qt::AlignLeft);
    const QFont changeFont = m_theme.font(kTextPoints);
    painter->setFont(changeFont);
    painter->setPen(m_theme.muted);
    painter->drawText(
        QRectF(
            left, top + titleHeight, rect.right() - pad - left, m_lines * lineHeight(changeFont)),
        item.change,
        wrapped(Qt::AlignLeft | Qt::AlignTop));
    painter->setOpacity(1.0);
    drawFocus(painter, option, m_theme);
    painter->restore();
}

QSize StreamDelegate::sizeHint(const QStyleOptionViewItem& option,
                               const QModelIndex& /*index*/) const {
    const double height = lineHeight(m_theme.font(kTextPoints, QFont::DemiBold)) +
                          m_lines * lineHeight(m_theme.font(kTextPoints)) + m_theme.px(12);
    return {option.rect.width(), qRound(height)};
}

void FactsDelegate::paint(QPainter* painter,
                          const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    painter->save();
    const QRectF rect(option.rect);
    const double pad = m_theme.px(kPadding);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(rect, selected ? m_theme.selection : m_theme.panel);
    const QRectF inner = rect.adjusted(index.column() == 0 ? pad * 1.5 : pad / 2, 0, -pad, 0);
    if (index.data(FactsModel::kHeadingRole).toBool()) {
        painter->setFont(m_theme.font(kSmallPoints, QFont::DemiBold));
        painter->setPen(m_theme.muted);
        drawText(painter,
                 inner.adjusted(0, m_theme.px(8), 0, 0),
                 index.data().toString(),
                 Qt::AlignLeft);
    } else if (index.data(FactsModel::kClaimRole).toBool()) {
        paintClaim(painter, rect, index);
    } else {
        painter->setFont(
            m_theme.numbers(kTextPoints, index.column() == 1 ? QFont::DemiBold : QFont::Normal));
        const bool bad = index.column() == 1 && index.data(FactsModel::kBadRole).toBool();
        painter->setPen(bad                   ? m_theme.failureText
                        : index.column() == 0 ? m_theme.muted
                                              : m_theme.text);
        painter->drawText(
            inner,
            index.data().toString(),
            wrapped(Qt::AlignVCenter | (index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight)));
    }
    drawFocus(painter, option, m_theme);
    painter->restore();
}

// A sentence, and below it whether it is so and with which numbers.
void FactsDelegate::paintClaim(QPainter* painter,
                               const QRectF& rect,
                               const QModelIndex& index) const {
    const bool bad = index.data(FactsModel::kBadRole).toBool();
    const double top = rect.top() + m_theme.px(kClaimPadding);
    const double side = m_theme.px(9);
    const QRectF mark(rect.left() + m_theme.px(1.5 * kPadding),
                      top + (lineHeight(m_theme.font(kTextPoints)) - side) / 2,
                      side,
                      side);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(bad ? m_theme.failure : m_theme.readModel,
                         m_theme.px(2),
                         Qt::SolidLine,
                         Qt::RoundCap,
                         Qt::RoundJoin));
    if (bad) {
        painter->drawLine(mark.topLeft(), mark.bottomRight());
        painter->drawLine(mark.topRight(), mark.bottomLeft());
    } else {
        painter->drawPolyline(QPolygonF{{mark.left(), mark.center().y()},
                                        {mark.left() + 0.36 * side, mark.bottom()},
                                        {mark.right(), mark.top()}});
    }
    const ClaimText text = claimText(index, rect.width());
    const double left = rect.left() + m_theme.px(kClaimIndent);
    const double room = rect.right() - m_theme.px(kPadding) - left;
    painter->setFont(m_theme.font(kTextPoints));
    painter->setPen(m_theme.text);
    painter->drawText(
        QRectF(left, top, room, text.claimHeight), text.claim, wrapped(Qt::AlignLeft));
    painter->setFont(m_theme.numbers(kTextPoints, QFont::DemiBold));
    painter->setPen(bad ? m_theme.failureText : m_theme.readModelText);
    painter->drawText(QRectF(left, top + text.claimHeight, room, text.verdictHeight),
                      text.verdict,
                      wrapped(Qt::AlignLeft));
}

FactsDelegate::ClaimText FactsDelegate::claimText(const QModelIndex& index, double width) const {
    const double room = width - m_theme.px(kClaimIndent + kPadding);
    const auto height = [room](const QFont& font, const QString& text) {
        return std::ceil(wrappedLines(font, text, room) * QFontMetricsF(font).lineSpacing());
    };
    ClaimText text{.claim = index.data().toString(),
                   .verdict = index.data(FactsModel::kVerdictRole).toString()};
    text.claimHeight = height(m_theme.font(kTextPoints), text.claim);
    text.verdictHeight = height(m_theme.numbers(kTextPoints, QFont::DemiBold), text.verdict);
    return text;
}

QSize FactsDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QFont font = m_theme.numbers(kTextPoints, QFont::DemiBold);
    const QFontMetricsF metrics(font);
    const auto* view = qobject_cast<const QTableView*>(option.widget);
    // What goes over the whole width says nothing about that of a column.
    if (index.data(FactsModel::kHeadingRole).toBool()) {
        return {0, qRound(metrics.lineSpacing() + m_theme.px(18))};
    }
    if (index.data(FactsModel::kClaimRole).toBool()) {
        const ClaimText text =
            claimText(index, view != nullptr ? view->viewport()->width() : option.rect.width());
        return {0, qRound(text.claimHeight + text.verdictHeight + m_theme.px(2 * kClaimPadding))};
    }
    const QString text = index.data().toString();
    const double room =
        option.rect.width() - m_theme.px((index.column() == 0 ? 2.5 : 1.5) * kPadding);
    const int lines = option.rect.width() <= 0 ? 1 : wrappedLines(font, text, room);
    return QSizeF(metrics.horizontalAdvance(text) + m_theme.px(3 * kPadding),
                  lines * metrics.lineSpacing() + m_theme.px(7))
        .toSize();
}

}  // namespace foldline::ui
