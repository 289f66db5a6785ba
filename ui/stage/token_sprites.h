// Tokens and echoes as small pictures, drawn once for a size and stamped from then on.
#pragma once

#include <QPainter>
#include <QPixmap>
#include <QPolygonF>
#include <array>

#include "ui/stage/stage_tokens.h"
#include "ui/theme/theme.h"

namespace foldline::ui {

/// The shape of an event: `half` from its centre to each corner.
QPolygonF diamond(const QPointF& at, double half);

/// Draws one token, centred on `at`; `unit` is the length of a logical pixel.
void paintToken(
    QPainter& painter, const QPointF& at, TokenShape shape, double unit, const Theme& theme);
/// The same as an echo: small and hollow.
void paintEcho(
    QPainter& painter, const QPointF& at, TokenShape shape, double unit, const Theme& theme);

class TokenSprites {
public:
    TokenSprites(const Theme& theme, double unit, double pixelRatio);

    void token(QPainter& painter, const QPointF& at, TokenShape shape) const {
        stamp(painter, at, m_tokens[static_cast<std::size_t>(shape)]);
    }

    void echo(QPainter& painter, const QPointF& at, TokenShape shape) const {
        stamp(painter, at, m_echoes[static_cast<std::size_t>(shape)]);
    }

private:
    static constexpr std::size_t kShapes = static_cast<std::size_t>(TokenShape::Statement) + 1;

    void stamp(QPainter& painter, const QPointF& at, const QPixmap& sprite) const {
        painter.drawPixmap(at - QPointF(m_half, m_half), sprite);
    }

    double m_half = 0.0;
    std::array<QPixmap, kShapes> m_tokens;
    std::array<QPixmap, kShapes> m_echoes;
};

}  // namespace foldline::ui
