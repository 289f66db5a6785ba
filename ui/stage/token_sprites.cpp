#include "ui/stage/token_sprites.h"

#include <QPolygonF>
#include <cmath>

namespace foldline::ui {
namespace {

// Lengths at scale 1.
constexpr double kDisc = 6.5;
constexpr double kDiamond = 8.0;
constexpr double kBatchStep = 3.5;
constexpr double kReply = 4.6;
constexpr double kStatement = 5.2;
constexpr double kRing = 1.6;
constexpr double kEchoShare = 0.62;
constexpr double kSpriteHalf = 15.0;

QColor colourOf(TokenShape shape, const Theme& theme) {
    switch (shape) {
        case TokenShape::Command:
            return theme.command;
        case TokenShape::Event:
        case TokenShape::Batch:
            return theme.event;
        case TokenShape::ReplyOk:
            return theme.readModel;
        case TokenShape::ReplyFailed:
            return theme.failure;
        case TokenShape::Statement:
            break;
    }
    return theme.muted;
}

}  // namespace

QPolygonF diamond(const QPointF& at, double half) {
    return QPolygonF({at + QPointF(0.0, -half),
                      at + QPointF(half, 0.0),
                      at + QPointF(0.0, half),
                      at + QPointF(-half, 0.0)});
}

void paintToken(
    QPainter& painter, const QPointF& at, TokenShape shape, double unit, const Theme& theme) {
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = colourOf(shape, theme);
    // A ring in the colour of the ground keeps tokens apart from their edge and from each other.
    QPen ring(theme.window, kRing * unit);
    ring.setJoinStyle(Qt::RoundJoin);
    painter.setPen(ring);
    painter.setBrush(colour);
    switch (shape) {
        case TokenShape::Command:
            painter.drawEllipse(at, kDisc * unit, kDisc * unit);
            break;
        case TokenShape::Statement:
            painter.drawEllipse(at, kStatement * unit, kStatement * unit);
            break;
        case TokenShape::Event:
            painter.drawPolygon(diamond(at, kDiamond * unit));
            break;
        case TokenShape::Batch:
            for (const double step : {-1.0, 0.0, 1.0}) {
                painter.drawPolygon(
                    diamond(at + QPointF(step * kBatchStep * unit, 0.0), kDiamond * unit));
            }
            break;
        case TokenShape::ReplyOk:
        case TokenShape::ReplyFailed:
            painter.drawEllipse(at, kReply * unit, kReply * unit);
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.panel);
            painter.drawEllipse(at, kReply * unit * 0.48, kReply * unit * 0.48);
            break;
    }
}

void paintEcho(
    QPainter& painter, const QPointF& at, TokenShape shape, double unit, const Theme& theme) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colourOf(shape, theme), 1.3 * unit));
    painter.setBrush(mix(colourOf(shape, theme), theme.window, 0.18));
    switch (shape) {
        case TokenShape::Command:
            painter.drawEllipse(at, kDisc * kEchoShare * unit, kDisc * kEchoShare * unit);
            break;
        case TokenShape::Statement:
            painter.drawEllipse(at, kStatement * kEchoShare * unit, kStatement * kEchoShare * unit);
            break;
        case TokenShape::Event:
            painter.drawPolygon(diamond(at, kDiamond * kEchoShare * unit));
            break;
        case TokenShape::Batch:
            for (const double step : {-1.0, 1.0}) {
                painter.drawPolygon(
                    diamond(at + QPointF(step * 1.8 * unit, 0.0), kDiamond * kEchoShare * unit));
            }
            break;
        case TokenShape::ReplyOk:
        case TokenShape::ReplyFailed:
            painter.drawEllipse(at, 2.2 * unit, 2.2 * unit);
            break;
    }
}

TokenSprites::TokenSprites(const Theme& theme, double unit, double pixelRatio)
    : m_half(std::ceil(kSpriteHalf * unit)) {
    const auto make = [&](TokenShape shape, auto paint) {
        const int side = static_cast<int>(std::ceil(2.0 * m_half * pixelRatio));
        QPixmap sprite(side, side);
        sprite.setDevicePixelRatio(pixelRatio);
        sprite.fill(Qt::transparent);
        QPainter painter(&sprite);
        paint(painter, QPointF(m_half, m_half), shape, unit, theme);
        return sprite;
    };
    for (std::size_t i = 0; i < kShapes; ++i) {
        m_tokens[i] = make(static_cast<TokenShape>(i), paintToken);
        m_echoes[i] = make(static_cast<TokenShape>(i), paintEcho);
    }
}

}  // namespace foldline::ui
