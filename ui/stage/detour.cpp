#include "ui/stage/detour.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

namespace foldline::ui {
namespace {

constexpr double kSame = 0.25;

void addLine(std::vector<double>& lines, double at) {
    if (std::ranges::none_of(lines, [at](double line) { return std::abs(line - at) < kSame; })) {
        lines.push_back(at);
    }
}

bool overlap(double a1, double a2, double b1, double b2) {
    return std::min(std::max(a1, a2), std::max(b1, b2)) -
               std::max(std::min(a1, a2), std::min(b1, b2)) >
           kSame;
}

std::vector<QPointF> withoutStraightPoints(const std::vector<QPointF>& points) {
    std::vector<QPointF> corners;
    for (const QPointF& point : points) {
        const std::size_t n = corners.size();
        const auto aligned = [&](double (QPointF::*axis)() const) {
            return std::abs((corners[n - 1].*axis)() - (corners[n - 2].*axis)()) < kSame &&
                   std::abs((point.*axis)() - (corners[n - 1].*axis)()) < kSame;
        };
        if (n >= 1 && (point - corners[n - 1]).manhattanLength() < kSame) {
            continue;
        }
        if (n >= 2 && (aligned(&QPointF::x) || aligned(&QPointF::y))) {
            corners[n - 1] = point;
        } else {
            corners.push_back(point);
        }
    }
    return corners;
}

}  // namespace

/// The crossings of all lanes; a state of the search is a crossing and the axis it was reached on.
struct DetourFinder::Grid {
    std::vector<double> xs;
    std::vector<double> ys;

    std::size_t states() const { return xs.size() * ys.size() * 2; }

    std::size_t state(std::size_t x, std::size_t y, bool upright) const {
        return (y * xs.size() + x) * 2 + (upright ? 1 : 0);
    }

    /// The states one step away.
    std::vector<std::size_t> neighbours(std::size_t of) const {
        const std::size_t x = (of / 2) % xs.size();
        const std::size_t y = (of / 2) / xs.size();
        std::vector<std::size_t> states;
        if (x > 0) {
            states.push_back(state(x - 1, y, false));
        }
        if (x + 1 < xs.size()) {
            states.push_back(state(x + 1, y, false));
        }
        if (y > 0) {
            states.push_back(state(x, y - 1, true));
        }
        if (y + 1 < ys.size()) {
            states.push_back(state(x, y + 1, true));
        }
        return states;
    }

    /// From the start to `end`; `before` names the state each was reached from, or states().
    std::vector<QPointF> way(std::size_t end, const std::vector<std::size_t>& before) const {
        std::vector<QPointF> back;
        for (std::size_t i = end; i != states(); i = before[i]) {
            back.push_back(point(i));
        }
        return {back.rbegin(), back.rend()};
    }

    QPointF point(std::size_t state) const {
        const std::size_t cell = state / 2;
        return {xs[cell % xs.size()], ys[cell / xs.size()]};
    }

    static std::size_t nearest(const std::vector<double>& lines, double at) {
        const auto found =
            std::ranges::min_element(lines, {}, [at](double line) { return std::abs(line - at); });
        return static_cast<std::size_t>(found - lines.begin());
    }
};

DetourFinder::DetourFinder(const std::vector<QRectF>& obstacles, double clearance)
    : m_obstacles(obstacles),
      m_clearance(clearance) {}

bool DetourFinder::blocked(const QPointF& a, const QPointF& b) const {
    const double margin = m_clearance - 2.0 * kSame;
    return std::ranges::any_of(m_obstacles, [&](const QRectF& obstacle) {
        const QRectF grown = obstacle.adjusted(-margin, -margin, margin, margin);
        return overlap(a.x(), b.x() + kSame * 1.1, grown.left(), grown.right()) &&
               overlap(a.y(), b.y() + kSame * 1.1, grown.top(), grown.bottom());
    });
}

bool DetourFinder::used(const QPointF& a, const QPointF& b) const {
    return std::ranges::any_of(m_used, [&](const auto& piece) {
        const auto& [c, d] = piece;
        const bool sameColumn = std::abs(a.x() - b.x()) < kSame &&
                                std::abs(c.x() - d.x()) < kSame && std::abs(a.x() - c.x()) < kSame;
        const bool sameRow = std::abs(a.y() - b.y()) < kSame && std::abs(c.y() - d.y()) < kSame &&
                             std::abs(a.y() - c.y()) < kSame;
        return (sameColumn && overlap(a.y(), b.y(), c.y(), d.y())) ||
               (sameRow && overlap(a.x(), b.x(), c.x(), d.x()));
    });
}

QPointF DetourFinder::stub(const End& end) const {
    const QRectF& owner = m_obstacles[end.owner];
    QPointF at = end.at;
    if (end.outwards.x() != 0.0) {
        at.setX(end.outwards.x() > 0 ? owner.right() + m_clearance : owner.left() - m_clearance);
    } else {
        at.setY(end.outwards.y() > 0 ? owner.bottom() + m_clearance : owner.top() - m_clearance);
    }
    return at;
}

std::vector<QPointF> DetourFinder::find(const End& from, const End& to) {
    const QPointF start = stub(from);
    const QPointF goal = stub(to);
    Grid grid;
    // Two lanes along every border, so that a second way has a place beside the first.
    constexpr double kSecondLane = 0.75;
    for (const double lane : {1.0, 1.0 + kSecondLane}) {
        for (const QRectF& obstacle : m_obstacles) {
            addLine(grid.xs, obstacle.left() - lane * m_clearance);
            addLine(grid.xs, obstacle.right() + lane * m_clearance);
            addLine(grid.ys, obstacle.top() - lane * m_clearance);
            addLine(grid.ys, obstacle.bottom() + lane * m_clearance);
        }
    }
    for (const QPointF& point : {start, goal}) {
        addLine(grid.xs, point.x());
        addLine(grid.ys, point.y());
    }
    std::ranges::sort(grid.xs);
    std::ranges::sort(grid.ys);
    std::vector<QPointF> way = search(grid, start, goal);
    if (way.empty()) {
        return {};
    }
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
        m_used.emplace_back(way[i], way[i + 1]);
    }
    way.insert(way.begin(), from.at);
    way.push_back(to.at);
    return withoutStraightPoints(way);
}

std::vector<QPointF> DetourFinder::search(const Grid& grid,
                                          const QPointF& from,
                                          const QPointF& to) const {
    constexpr double kFar = std::numeric_limits<double>::max();
    const double bend = 4.0 * m_clearance;
    const double shared = 6.0 * m_clearance;
    std::vector<double> cost(grid.states(), kFar);
    std::vector<std::size_t> before(grid.states(), grid.states());
    using Entry = std::pair<double, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    const std::size_t startX = Grid::nearest(grid.xs, from.x());
    const std::size_t startY = Grid::nearest(grid.ys, from.y());
    const std::size_t goal =
        grid.state(Grid::nearest(grid.xs, to.x()), Grid::nearest(grid.ys, to.y()), false);
    for (const bool upright : {false, true}) {
        const std::size_t start = grid.state(startX, startY, upright);
        cost[start] = 0.0;
        open.emplace(0.0, start);
    }
    const auto relax = [&](std::size_t at, std::size_t next) {
        const QPointF a = grid.point(at);
        const QPointF b = grid.point(next);
        const bool turns = at % 2 != next % 2;
        const double price = cost[at] + (b - a).manhattanLength() + (turns ? bend : 0.0) +
                             (used(a, b) ? shared : 0.0);
        const bool reversed = b.x() < a.x() || b.y() < a.y();
        if (price < cost[next] && !(reversed ? blocked(b, a) : blocked(a, b))) {
            cost[next] = price;
            before[next] = at;
            open.emplace(price, next);
        }
    };
    while (!open.empty()) {
        const auto [price, at] = open.top();
        open.pop();
        if (at / 2 == goal / 2) {
            return grid.way(at, before);
        }
        if (price > cost[at]) {
            continue;
        }
        for (const std::size_t next : grid.neighbours(at)) {
            relax(at, next);
        }
    }
    return {};
}

}  // namespace foldline::ui
