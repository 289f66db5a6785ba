#include "ui/stage/overlay_painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace foldline::ui {
namespace {

// Lengths at scale 1.
constexpr double kReplyLane = 5.0;   ///< replies walk beside what asks
constexpr double kLabelLift = 11.0;  ///< of a label's near edge from its token's centre
constexpr std::size_t kLabelsMax = 24;

/// Keeps labels from covering cards and each other: what finds no room is left out.
class LabelBoard {
public:
    explicit LabelBoard(const StageLayout& layout) {
        for (const NodeBox& box : layout.nodes) {
            m_taken.push_back(box.extents);
        }
    }

    bool take(const QRectF& rect) {
        const bool free = m_labels < kLabelsMax &&
                          std::ranges::none_of(
                              m_taken, [&](const QRectF& other) { return other.intersects(rect); });
        if (free) {
            // Two words side by side must not read as one.
            const double gap = rect.height() * 0.3;
            m_taken.push_back(rect.adjusted(-gap, 0.0, gap, 0.0));
            ++m_labels;
        }
        return free;
    }

private:
    std::vector<QRectF> m_taken;
    std::size_t m_labels = 0;
};

class OverlayPainter {
public:
    OverlayPainter(QPainter& painter, const OverlayGround& ground)
        : m_painter(painter),
          m_ground(ground),
          m_fonts(ground.fonts),
          m_theme(ground.theme),
          m_board(ground.layout) {}

    void paint(const PanelOverlay& overlay);

private:
    const EdgeRoute& route(std::size_t edge) const { return m_ground.layout.edges[edge]; }

    QPointF onLane(std::size_t edge, double along, TokenShape shape) const;
    void echoLabel(const Echo& echo,
                   const QPointF& at,
                   const QPointF& direction,
                   std::set<std::pair<std::size_t, bool>>& labelled);
    void echoes(const Trace& trace);
    void counted(const Trace& trace);
    void mishaps(const Trace& trace);
    void tokens(const std::vector<Token>& tokens);
    void tokenLabels(const std::vector<Token>& tokens);
    bool label(const QPointF& at, const QPointF& along, const QString& text, const QColor& colour);
    void rings(const PanelOverlay& overlay);

    QPainter& m_painter;
    const OverlayGround& m_ground;
    const StageFonts& m_fonts;
    const Theme& m_theme;
    LabelBoard m_board;
};

bool isReply(TokenShape shape) {
    return shape == TokenShape::ReplyOk || shape == TokenShape::ReplyFailed;
}

QPointF OverlayPainter::onLane(std::size_t edge, double along, TokenShape shape) const {
    const QPointF at = route(edge).at(along);
    if (!isReply(shape)) {
        return at;
    }
    const QPointF direction = route(edge).direction(along);
    return at + QPointF(-direction.y(), direction.x()) * m_fonts.px(kReplyLane);
}

bool OverlayPainter::label(const QPointF& at,
                           const QPointF& along,
                           const QString& text,
                           const QColor& colour) {
    const double width = m_fonts.width(TextStyle::Small, text);
    const double height = m_fonts.height(TextStyle::Small);
    const double lift = m_fonts.px(kLabelLift);
    const bool upright = std::abs(along.y()) > std::abs(along.x());
    const std::array<QPointF, 2> places =
        upright ? std::array{at + QPointF(lift, -height / 2.0),
                             at + QPointF(-lift - width, -height / 2.0)}
                : std::array{at + QPointF(-width / 2.0, -lift - height),
                             at + QPointF(-width / 2.0, lift)};
    const QSizeF size(width, height);
    const auto* const free = std::ranges::find_if(
        places, [&](const QPointF& place) { return m_board.take(QRectF(place, size)); });
    if (free == places.end()) {
        return false;
    }
    m_painter.setFont(m_fonts.font(TextStyle::Small));
    m_painter.setPen(colour);
    m_painter.drawText(QRectF(*free, size), Qt::AlignCenter | Qt::TextSingleLine, text);
    return true;
}

/// The latest retry and the latest crowd of an edge are worth a word; more would be noise.
void OverlayPainter::echoLabel(const Echo& echo,
                               const QPointF& at,
                               const QPointF& direction,
                               std::set<std::pair<std::size_t, bool>>& labelled) {
    constexpr std::int32_t kWorthCounting = 4;
    const bool retry = echo.retry > 0;
    const bool crowd = echo.count >= kWorthCounting && !isReply(echo.shape);
    if ((!retry && !crowd) || labelled.contains({echo.edge, retry})) {
        return;
    }
    QString text;
    if (retry) {
        text = m_ground.words.retry(echo.retry);
    } else {
        text = QStringLiteral("×");
        text += m_ground.words.number(static_cast<std::uint64_t>(echo.count));
    }
    if (label(at, direction, text, m_theme.muted)) {
        labelled.insert({echo.edge, retry});
    }
}

void OverlayPainter::echoes(const Trace& trace) {
    std::set<std::pair<std::size_t, bool>> labelled;
    for (const Echo& echo : trace.echoes) {
        if (echo.edge >= m_ground.layout.edges.size()) {
            continue;
        }
        const QPointF at = onLane(echo.edge, echo.along, echo.shape);
        m_painter.setOpacity(std::pow(1.0 - echo.age, 0.7) * 0.9);
        m_ground.sprites.echo(m_painter, at, echo.shape);
        const QPointF direction = route(echo.edge).direction(echo.along);
        echoLabel(echo, at, direction, labelled);
    }
    m_painter.setOpacity(1.0);
}

void OverlayPainter::counted(const Trace& trace) {
    std::map<std::size_t, std::uint64_t> counts;
    std::map<std::size_t, TokenShape> shapes;
    for (const Echo& echo : trace.echoes) {
        if (!isReply(echo.shape) && echo.edge < m_ground.layout.edges.size()) {
            counts[echo.edge] += static_cast<std::uint64_t>(echo.count);
            shapes[echo.edge] = echo.shape;
        }
    }
    for (const auto& [edge, count] : counts) {
        const QPointF at = route(edge).at(0.5);
        m_ground.sprites.echo(m_painter, at, shapes[edge]);
        label(at,
              route(edge).direction(0.5),
              QStringLiteral("×") + m_ground.words.number(count),
              m_theme.muted);
    }
}

void OverlayPainter::mishaps(const Trace& trace) {
    for (const MishapEcho& mishap : trace.mishaps) {
        if (mishap.edge >= m_ground.layout.edges.size()) {
            continue;
        }
        const QPointF at = route(mishap.edge).at(mishap.along);
        const double size = m_fonts.px(3.6);
        m_painter.setOpacity(std::min(1.0, 1.6 * (1.0 - mishap.age)));
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.window);
        m_painter.drawEllipse(at, size * 1.9, size * 1.9);
        QPen pen(m_theme.failure, m_fonts.px(2.0));
        pen.setCapStyle(Qt::RoundCap);
        m_painter.setPen(pen);
        m_painter.drawLine(at + QPointF(-size, -size), at + QPointF(size, size));
        m_painter.drawLine(at + QPointF(-size, size), at + QPointF(size, -size));
        const StageWords& words = m_ground.words;
        QString text = mishap.what == Mishap::Refused ? words.refused()
                       : mishap.what == Mishap::Lost  ? words.lost()
                                                      : words.timeout();
        if (mishap.count > 1) {
            text += QStringLiteral(" ×") + words.number(static_cast<std::uint64_t>(mishap.count));
        }
        label(at, route(mishap.edge).direction(mishap.along), text, m_theme.failureText);
    }
    m_painter.setOpacity(1.0);
}

void OverlayPainter::tokens(const std::vector<Token>& tokens) {
    for (const Token& token : tokens) {
        if (token.marked) {
            const QPointF at = onLane(token.edge, token.along, token.shape);
            m_painter.setPen(QPen(m_theme.aggregate, m_fonts.px(2.0)));
            m_painter.setBrush(mix(m_theme.aggregate, m_theme.window, 0.25));
            m_painter.drawEllipse(at, m_fonts.px(11.0), m_fonts.px(11.0));
        }
    }
    for (const Token& token : tokens) {
        m_ground.sprites.token(
            m_painter, onLane(token.edge, token.along, token.shape), token.shape);
    }
}

void OverlayPainter::tokenLabels(const std::vector<Token>& tokens) {
    // Tokens that lie on each other are told apart by their number.
    struct Pile {
        const Token* token = nullptr;
        std::uint64_t count = 0;
        std::uint32_t retry = 0;
    };

    const double grain = m_fonts.px(8.0);
    std::map<std::tuple<std::size_t, TokenShape, long>, Pile> piles;
    for (const Token& token : tokens) {
        const long place = std::lround(token.along * route(token.edge).length() / grain);
        Pile& pile = piles[{token.edge, token.shape, place}];
        pile.token = &token;
        pile.count += token.shape == TokenShape::Batch
                          ? static_cast<std::uint64_t>(std::max(token.count, 0))
                          : 1;
        pile.retry = std::max(pile.retry, token.retry);
    }
    for (const auto& [key, pile] : piles) {
        const Token& token = *pile.token;
        QString text;
        if (pile.retry > 0) {
            text = m_ground.words.retry(pile.retry);
        }
        if (pile.count > 1 || token.shape == TokenShape::Batch) {
            text += (text.isEmpty() ? QStringLiteral("×") : QStringLiteral(" ×")) +
                    m_ground.words.number(pile.count);
        }
        if (!text.isEmpty()) {
            label(onLane(token.edge, token.along, token.shape),
                  route(token.edge).direction(token.along),
                  text,
                  pile.retry > 0 ? m_theme.commandText : m_theme.text);
        }
    }
}

void OverlayPainter::rings(const PanelOverlay& overlay) {
    const auto ring = [&](NodeId node, const QColor& colour, double width) {
        if (node.value >= m_ground.layout.nodes.size()) {
            return;
        }
        const double out = m_fonts.px(2.6);
        const double radius = m_fonts.px(11.0);
        m_painter.setPen(QPen(colour, m_fonts.px(width)));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(
            m_ground.layout.nodes[node.value].card.adjusted(-out, -out, out, out), radius, radius);
    };
    if (overlay.hovered != overlay.selected) {
        ring(overlay.hovered, mix(m_theme.command, m_theme.window, 0.35), 1.4);
    }
    ring(overlay.selected,
         overlay.focused ? m_theme.command : mix(m_theme.command, m_theme.window, 0.7),
         2.4);
}

void OverlayPainter::paint(const PanelOverlay& overlay) {
    m_painter.setRenderHint(QPainter::Antialiasing);
    rings(overlay);
    // What is really under way has the first choice of room for its labels, and the last layer.
    std::vector<Token> tokensOnEdges;
    std::ranges::copy_if(overlay.tokens, std::back_inserter(tokensOnEdges), [&](const Token& t) {
        return t.edge < m_ground.layout.edges.size();
    });
    tokenLabels(tokensOnEdges);
    mishaps(overlay.trace);
    if (overlay.stillTrace) {
        counted(overlay.trace);
    } else {
        echoes(overlay.trace);
    }
    tokens(tokensOnEdges);
}

}  // namespace

void paintOverlay(QPainter& painter, const PanelOverlay& overlay, const OverlayGround& ground) {
    OverlayPainter(painter, ground).paint(overlay);
}

}  // namespace foldline::ui
