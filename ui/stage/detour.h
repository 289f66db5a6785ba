// A way with right angles around rectangles, for edges that have a node in their way.
#pragma once

#include <QPointF>
#include <QRectF>
#include <vector>

namespace foldline::ui {

/// Finds short ways with few bends on the lines that run at `clearance` from the obstacles, and
/// remembers them, so that a later way rather takes a lane of its own.
class DetourFinder {
public:
    struct End {
        QPointF at;         ///< on the border of its obstacle's card
        QPointF outwards;   ///< unit vector away from it
        std::size_t owner;  ///< index of its obstacle
    };

    /// `obstacles` must outlive the finder.
    DetourFinder(const std::vector<QRectF>& obstacles, double clearance);

    /// Corner points from `from.at` to `to.at`, without points on a straight stretch; empty when
    /// there is no way. Cost: O(n² log n) for n obstacles.
    std::vector<QPointF> find(const End& from, const End& to);

private:
    struct Grid;

    bool blocked(const QPointF& a, const QPointF& b) const;
    bool used(const QPointF& a, const QPointF& b) const;
    QPointF stub(const End& end) const;
    std::vector<QPointF> search(const Grid& grid, const QPointF& from, const QPointF& to) const;

    const std::vector<QRectF>& m_obstacles;
    double m_clearance;
    std::vector<std::pair<QPointF, QPointF>> m_used;
};

}  // namespace foldline::ui
