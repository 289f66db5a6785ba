// The way of an edge over the stage. Painting and tokens use the same points, so that a token is on
// its line to the last bit.
#pragma once

#include <QPointF>
#include <QRectF>
#include <vector>

#include "core/record/dictionary.h"

namespace foldline::ui {

/// A polyline with its lengths. Has at least two points.
class EdgeRoute {
public:
    EdgeRoute() = default;
    explicit EdgeRoute(std::vector<QPointF> points);

    const std::vector<QPointF>& points() const { return m_points; }

    double length() const { return m_lengths.empty() ? 0.0 : m_lengths.back(); }

    /// The point at `fraction` of the length, clamped to [0, 1].
    QPointF at(double fraction) const;
    /// Direction of travel there, as a vector of length 1.
    QPointF direction(double fraction) const;
    QRectF bounds() const;

private:
    std::size_t segmentAt(double length) const;

    std::vector<QPointF> m_points;
    std::vector<double> m_lengths;  ///< from the start to each point
};

/// Routes every link from card to card. Straight or curved where nothing is in the way, otherwise
/// around the `obstacles` with rounded right angles. `obstacles[i]` is what node i keeps free and
/// contains `cards[i]`; `unit` is the length of one logical pixel. Cost: O(links · nodes²).
std::vector<EdgeRoute> routeEdges(const std::vector<Link>& links,
                                  const std::vector<QRectF>& cards,
                                  const std::vector<QRectF>& obstacles,
                                  double unit);

/// True when the route passes through the inside of `rect`.
bool crosses(const EdgeRoute& route, const QRectF& rect);

}  // namespace foldline::ui
