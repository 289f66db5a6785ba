#include "ui/stage/edge_route.h"

#include <QLineF>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/check.h"
#include "ui/stage/detour.h"

namespace foldline::ui {
namespace {

enum class Side { Left, Right, Top, Bottom };

QPointF outwards(Side side) {
    switch (side) {
        case Side::Left:
            return {-1.0, 0.0};
        case Side::Right:
            return {1.0, 0.0};
        case Side::Top:
            return {0.0, -1.0};
        case Side::Bottom:
            break;
    }
    return {0.0, 1.0};
}

bool isUpright(Side side) {
    return side == Side::Left || side == Side::Right;
}

/// One end of an edge at a card.
struct Port {
    Side side = Side::Right;
    QPointF at;
};

struct Ends {
    Port from;
    Port to;
};

Ends chooseSides(const QRectF& from, const QRectF& to, double room) {
    if (to.left() - from.right() >= room) {
        return {{Side::Right, {}}, {Side::Left, {}}};
    }
    if (to.top() - from.bottom() >= room) {
        return {{Side::Bottom, {}}, {Side::Top, {}}};
    }
    if (from.top() - to.bottom() >= room) {
        return {{Side::Top, {}}, {Side::Bottom, {}}};
    }
    if (from.left() - to.right() >= room) {
        return {{Side::Left, {}}, {Side::Right, {}}};
    }
    return {{Side::Right, {}}, {Side::Left, {}}};
}

/// Spreads the ports of one side of one card in the order of the cards at their other ends, so that
/// edges leaving together do not cross.
class PortBoard {
public:
    PortBoard(const std::vector<QRectF>& cards, double unit) : m_cards(cards), m_unit(unit) {}

    void add(std::size_t node, std::size_t other, Port& port) {
        m_entries.push_back({node, other, &port});
    }

    void place() {
        for (std::size_t node = 0; node < m_cards.size(); ++node) {
            for (const Side side : {Side::Left, Side::Right, Side::Top, Side::Bottom}) {
                placeSide(node, side);
            }
        }
    }

private:
    struct Entry {
        std::size_t node;
        std::size_t other;
        Port* port;
    };

    void placeSide(std::size_t node, Side side) {
        std::vector<Entry> entries;
        std::ranges::copy_if(m_entries, std::back_inserter(entries), [&](const Entry& entry) {
            return entry.node == node && entry.port->side == side;
        });
        const bool upright = isUpright(side);
        std::ranges::stable_sort(entries, {}, [&](const Entry& entry) {
            const QPointF centre = m_cards[entry.other].center();
            return upright ? centre.y() : centre.x();
        });
        const QRectF& card = m_cards[node];
        const double length = upright ? card.height() : card.width();
        const auto count = static_cast<double>(entries.size());
        const double step = std::min(24.0 * m_unit, length / (count + 1.0));
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const double offset = (static_cast<double>(i) - (count - 1.0) / 2.0) * step;
            const QPointF centre = card.center();
            const QPointF normal = outwards(side);
            const QPointF half(normal.x() * card.width() / 2.0, normal.y() * card.height() / 2.0);
            entries[i].port->at =
                centre + half + (upright ? QPointF(0.0, offset) : QPointF(offset, 0.0));
        }
    }

    const std::vector<QRectF>& m_cards;
    double m_unit;
    std::vector<Entry> m_entries;
};

EdgeRoute curve(const Port& from, const Port& to, double unit) {
    const QPointF gap = to.at - from.at;
    const double across = isUpright(from.side) ? std::abs(gap.y()) : std::abs(gap.x());
    if (across < 0.5) {
        return EdgeRoute({from.at, to.at});
    }
    const double along = isUpright(from.side) ? std::abs(gap.x()) : std::abs(gap.y());
    const double reach = std::max(along * 0.5, 16.0 * unit);
    const QPointF c1 = from.at + outwards(from.side) * reach;
    const QPointF c2 = to.at + outwards(to.side) * reach;
    constexpr int kPieces = 40;
    std::vector<QPointF> points;
    points.reserve(kPieces + 1);
    for (int i = 0; i <= kPieces; ++i) {
        const double t = static_cast<double>(i) / kPieces;
        const double u = 1.0 - t;
        points.push_back(from.at * (u * u * u) + c1 * (3.0 * u * u * t) + c2 * (3.0 * u * t * t) +
                         to.at * (t * t * t));
    }
    return EdgeRoute(std::move(points));
}

/// Replaces each right angle by a quarter of a circle, as near as a parabola comes to it.
EdgeRoute rounded(const std::vector<QPointF>& corners, double radiusMax) {
    std::vector<QPointF> points{corners.front()};
    constexpr int kPieces = 8;
    for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
        const QLineF in(corners[i - 1], corners[i]);
        const QLineF out(corners[i], corners[i + 1]);
        const double radius = std::min({radiusMax, in.length() / 2.0, out.length() / 2.0});
        const QPointF a = corners[i] - (in.p2() - in.p1()) / in.length() * radius;
        const QPointF b = corners[i] + (out.p2() - out.p1()) / out.length() * radius;
        for (int k = 0; k <= kPieces; ++k) {
            const double t = static_cast<double>(k) / kPieces;
            const double u = 1.0 - t;
            points.push_back(a * (u * u) + corners[i] * (2.0 * u * t) + b * (t * t));
        }
    }
    points.push_back(corners.back());
    return EdgeRoute(std::move(points));
}

bool isFree(const EdgeRoute& route,
            const std::vector<QRectF>& obstacles,
            const Link& link,
            double margin) {
    for (std::size_t i = 0; i < obstacles.size(); ++i) {
        const bool own = i == link.from.value || i == link.to.value;
        if (!own && crosses(route, obstacles[i].adjusted(-margin, -margin, margin, margin))) {
            return false;
        }
    }
    return true;
}

}  // namespace

EdgeRoute::EdgeRoute(std::vector<QPointF> points) : m_points(std::move(points)) {
    FOLDLINE_CHECK(m_points.size() >= 2);
    m_lengths.reserve(m_points.size());
    m_lengths.push_back(0.0);
    for (std::size_t i = 1; i < m_points.size(); ++i) {
        m_lengths.push_back(m_lengths.back() + QLineF(m_points[i - 1], m_points[i]).length());
    }
}

std::size_t EdgeRoute::segmentAt(double length) const {
    const auto after = std::upper_bound(m_lengths.begin() + 1, m_lengths.end() - 1, length);
    return static_cast<std::size_t>(after - m_lengths.begin()) - 1;
}

QPointF EdgeRoute::at(double fraction) const {
    const double target = std::clamp(fraction, 0.0, 1.0) * length();
    const std::size_t i = segmentAt(target);
    const double piece = m_lengths[i + 1] - m_lengths[i];
    const double share = piece > 0.0 ? (target - m_lengths[i]) / piece : 0.0;
    return m_points[i] + (m_points[i + 1] - m_points[i]) * share;
}

QPointF EdgeRoute::direction(double fraction) const {
    const std::size_t i = segmentAt(std::clamp(fraction, 0.0, 1.0) * length());
    const QLineF line(m_points[i], m_points[i + 1]);
    return line.length() > 0.0 ? (line.p2() - line.p1()) / line.length() : QPointF(1.0, 0.0);
}

QRectF EdgeRoute::bounds() const {
    double left = m_points.front().x();
    double right = left;
    double top = m_points.front().y();
    double bottom = top;
    for (const QPointF& point : m_points) {
        left = std::min(left, point.x());
        right = std::max(right, point.x());
        top = std::min(top, point.y());
        bottom = std::max(bottom, point.y());
    }
    return {QPointF(left, top), QPointF(right, bottom)};
}

bool crosses(const EdgeRoute& route, const QRectF& rect) {
    const std::array<QLineF, 4> sides{QLineF(rect.topLeft(), rect.topRight()),
                                      QLineF(rect.topRight(), rect.bottomRight()),
                                      QLineF(rect.bottomRight(), rect.bottomLeft()),
                                      QLineF(rect.bottomLeft(), rect.topLeft())};
    const std::vector<QPointF>& points = route.points();
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const QLineF piece(points[i], points[i + 1]);
        if (rect.contains(piece.p1()) || rect.contains(piece.p2())) {
            return true;
        }
        for (const QLineF& side : sides) {
            if (piece.intersects(side, nullptr) == QLineF::BoundedIntersection) {
                return true;
            }
        }
    }
    return false;
}

std::vector<EdgeRoute> routeEdges(const std::vector<Link>& links,
                                  const std::vector<QRectF>& cards,
                                  const std::vector<QRectF>& obstacles,
                                  double unit) {
    std::vector<Ends> ends;
    ends.reserve(links.size());
    PortBoard board(cards, unit);
    for (const Link& link : links) {
        ends.push_back(chooseSides(cards[link.from.value], cards[link.to.value], 12.0 * unit));
        board.add(link.from.value, link.to.value, ends.back().from);
        board.add(link.to.value, link.from.value, ends.back().to);
    }
    board.place();
    std::vector<EdgeRoute> routes;
    routes.reserve(links.size());
    DetourFinder finder(obstacles, 9.0 * unit);
    for (std::size_t i = 0; i < links.size(); ++i) {
        const Ends& end = ends[i];
        EdgeRoute direct = curve(end.from, end.to, unit);
        if (isFree(direct, obstacles, links[i], 3.0 * unit)) {
            routes.push_back(std::move(direct));
            continue;
        }
        const DetourFinder::End from{end.from.at, outwards(end.from.side), links[i].from.value};
        const DetourFinder::End to{end.to.at, outwards(end.to.side), links[i].to.value};
        const std::vector<QPointF> corners = finder.find(from, to);
        routes.push_back(corners.empty() ? std::move(direct) : rounded(corners, 12.0 * unit));
    }
    return routes;
}

}  // namespace foldline::ui
