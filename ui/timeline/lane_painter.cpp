#include "ui/timeline/lane_painter.h"

#include <algorithm>
#include <cmath>

#include "ui/timeline/ruler.h"

namespace foldline::ui {
namespace {

constexpr double kDiamond = 9.5;
constexpr double kSparsePixels = 4.5;  // columns with events at least so far apart: drawn singly

QPixmap diamond(const TimelineLook& look, double ratio) {
    const double side = look.theme.px(kDiamond);
    const int pixels = static_cast<int>(std::ceil(side * ratio)) | 1;
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = pixels / 2.0;
    const double reach = middle - 0.5;
    QPolygonF shape;
    shape << QPointF(middle, middle - reach) << QPointF(middle + reach, middle)
          << QPointF(middle, middle + reach) << QPointF(middle - reach, middle);
    // The rim in the ground's colour keeps neighbours apart.
    QColor rim = look.theme.panel;
    rim.setAlphaF(0.6F);
    painter.setPen(QPen(rim, ratio * 0.8));
    painter.setBrush(look.theme.event);
    painter.drawPolygon(shape);
    return pixmap;
}

class Lanes {
public:
    Lanes(QPainter& painter,
          const TimelineModel& model,
          const TimelineLook& look,
          const LaneCounts& counts)
        : m_p(painter),
          m_model(model),
          m_look(look),
          m_counts(counts) {}

    void paintBars(const RowCounts& row, const Band& band) {
        if (row.activity.empty()) {
            return;
        }
        const double pitch = static_cast<double>(m_counts.bin.us) / m_model.axis.usPerPixel();
        const double gap = pitch >= m_look.theme.px(6) ? 2.0 : 1.0;
        const int floor = band.bottom() - 2;
        const double room = floor - band.top - m_look.theme.px(2);
        const BarScale scale(scaleOf(row));
        m_activity.clear();
        m_failures.clear();
        for (std::size_t i = 0; i < row.activity.size(); ++i) {
            if (row.activity[i] == 0) {
                continue;
            }
            const int x = static_cast<int>(std::lround(m_model.axis.xAt(m_counts.binStart(i))));
            // Up to the next bar: a width of its own would let the gaps come and go.
            const int next =
                static_cast<int>(std::lround(m_model.axis.xAt(m_counts.binStart(i + 1))));
            const int width = std::max(next - x - static_cast<int>(gap), 1);
            const auto tall = [&](std::uint32_t count) {
                return std::max(static_cast<int>(std::lround(scale.share(count) * room)), 2);
            };
            const int height = tall(row.activity[i]);
            m_activity.emplace_back(x, floor - height, width, height);
            if (i < row.failures.size() && row.failures[i] > 0) {
                const int failed = std::min(tall(row.failures[i]), height);
                m_failures.emplace_back(x, floor - failed, width, failed);
            }
        }
        fill(m_activity, color(row.row));
        fill(m_failures, m_look.theme.failure);
    }

    /// The events of the columns [from, to) of the plot.
    void paintDiamonds(const std::vector<std::uint32_t>& events,
                       const Band& band,
                       std::size_t from,
                       std::size_t to) {
        const double ratio = m_p.device()->devicePixelRatioF();
        if (m_diamond.isNull()) {
            m_diamond = diamond(m_look, ratio);
        }
        const QRectF source(m_diamond.rect());
        const double tallest = (band.height - 2.0) * ratio / source.height();
        const double middle = band.top + (band.height - 1) / 2.0;
        std::vector<QPainter::PixmapFragment> fragments;
        for (std::size_t i = from; i < std::min(to, events.size()); ++i) {
            if (events[i] == 0) {
                continue;
            }
            const QPointF at(m_model.axis.left() + static_cast<double>(i) + 0.5, middle);
            const double stretch =
                std::min(1.0 + 0.35 * std::log2(static_cast<double>(events[i])), tallest);
            fragments.push_back(QPainter::PixmapFragment::create(
                at, source, 1.0 / ratio, std::max(stretch, 0.6) / ratio));
        }
        m_p.setRenderHint(QPainter::SmoothPixmapTransform, true);
        m_p.drawPixmapFragments(fragments.data(), static_cast<int>(fragments.size()), m_diamond);
    }

private:
    QColor color(const LaneRow& row) const {
        if (row.kind == RowKind::Events) {
            return mix(m_look.theme.event, m_look.theme.panel, std::min(m_look.bar + 0.2, 1.0));
        }
        const QColor own = row.kind == RowKind::Node
                               ? m_look.role(m_model.systems[row.system], row.node)
                               : m_look.theme.muted;
        return mix(own, m_look.theme.panel, m_look.bar);
    }

    // Nodes share one scale, so that what one system asks of its database can be compared with the
    // other; events and whole systems have their own.
    std::uint32_t scaleOf(const RowCounts& row) const {
        const std::uint32_t peak = row.row.kind == RowKind::Node ? m_counts.peak : row.peak;
        return static_cast<std::uint32_t>(
            std::max<std::int64_t>(roundStep(static_cast<double>(peak)).us, 4));
    }

    void fill(const std::vector<QRect>& rects, const QColor& color) {
        m_p.setPen(Qt::NoPen);
        m_p.setBrush(color);
        m_p.drawRects(rects.data(), static_cast<int>(rects.size()));
    }

    QPainter& m_p;
    const TimelineModel& m_model;
    const TimelineLook& m_look;
    const LaneCounts& m_counts;
    QPixmap m_diamond;
    std::vector<QRect> m_activity;
    std::vector<QRect> m_failures;
};

/// Events so few that each is drawn singly.
bool drawnSingly(const RowCounts& row, const TimelineModel& model, const TimelineLook& look) {
    if (row.row.kind != RowKind::Events) {
        return false;
    }
    const auto taken = row.events.size() - static_cast<std::size_t>(std::count(
                                               row.events.begin(), row.events.end(), 0U));
    return !row.events.empty() &&
           static_cast<double>(taken) * kSparsePixels * look.theme.scale <= model.axis.width();
}

/// Calls visit(row, band, index) for the rows in sight.
template <class Visit>
void forRowsInSight(const TimelineModel& model, const LaneCounts& counts, Visit&& visit) {
    const int last =
        std::min(model.firstRow + model.bands.rowsVisible, static_cast<int>(counts.rows.size()));
    for (int i = model.firstRow; i < last; ++i) {
        visit(counts.rows[static_cast<std::size_t>(i)],
              model.bands.row(i, model.firstRow),
              static_cast<std::size_t>(i));
    }
}

int playheadX(const TimelineModel& model) {
    return static_cast<int>(std::lround(model.axis.xAt(model.playhead)));
}

bool playheadInSight(const TimelineModel& model) {
    const int x = playheadX(model);
    return x >= model.axis.left() && x <= model.axis.right();
}

/// What lies nearer to the playhead than this may have an event drawn over it from the other side.
int diamondReach(const TimelineLook& look) {
    return look.px(kDiamond) / 2 + 2;
}

QRect dividedIn(const RowCounts& row,
                const Band& band,
                const TimelineModel& model,
                const TimelineLook& look,
                Duration bin) {
    const int now = playheadX(model);
    const int left = static_cast<int>(std::ceil(model.axis.left()));
    const int right = model.plotRight();
    if (drawnSingly(row, model, look)) {
        const int reach = diamondReach(look);
        const int from = std::max(now - reach, left);
        return {from, band.top, std::min(now + reach, right) - from, band.height};
    }
    const SimTime start{model.playhead.us / bin.us * bin.us};
    const int from = std::max(static_cast<int>(std::lround(model.axis.xAt(start))), left);
    return {from, band.top, now - from, band.height};
}

}  // namespace

double binPixels(const TimelineLook& look) {
    return look.theme.px(5.2);
}

void paintLanes(QPainter& painter,
                const TimelineModel& model,
                const TimelineLook& look,
                const LaneCounts& counts) {
    Lanes lanes(painter, model, look, counts);
    forRowsInSight(model, counts, [&](const RowCounts& row, const Band& band, std::size_t) {
        if (drawnSingly(row, model, look)) {
            lanes.paintDiamonds(row.events, band, 0, row.events.size());
        } else {
            lanes.paintBars(row, band);
        }
    });
}

QRegion dividedByPlayhead(const TimelineModel& model,
                          const TimelineLook& look,
                          const LaneCounts& counts) {
    QRegion region;
    if (playheadInSight(model)) {
        forRowsInSight(model, counts, [&](const RowCounts& row, const Band& band, std::size_t) {
            region += dividedIn(row, band, model, look, counts.bin);
        });
    }
    return region;
}

void paintDivided(QPainter& painter,
                  const TimelineModel& model,
                  const TimelineLook& look,
                  const LaneCounts& counts) {
    if (!playheadInSight(model)) {
        return;
    }
    const LaneCounts part = countBinUpTo(counts, model.collapsed, model.densities, model.playhead);
    Lanes whole(painter, model, look, counts);
    Lanes happened(painter, model, look, part);
    const auto reach = static_cast<std::size_t>(diamondReach(look)) * 2;
    const PixelColumn column = columnAt(model.axis, model.playhead);
    const std::size_t now = column.index;
    forRowsInSight(model, counts, [&](const RowCounts& row, const Band& band, std::size_t i) {
        painter.save();
        painter.setClipRect(dividedIn(row, band, model, look, counts.bin), Qt::IntersectClip);
        if (drawnSingly(row, model, look)) {
            // The column of the playhead may hold events on both sides of it.
            std::vector<std::uint32_t> past = row.events;
            std::vector<std::uint32_t> future = row.events;
            if (now < past.size()) {
                const auto upTo = countIn(*model.densities[row.row.system],
                                          {LaneKind::Events, NodeId::none()},
                                          column.start,
                                          model.playhead + Duration{1});
                past[now] = static_cast<std::uint32_t>(std::min<std::uint64_t>(upTo, past[now]));
                future[now] -= past[now];
            }
            painter.save();
            painter.setClipRect(QRect(playheadX(model), band.top, model.width, band.height),
                                Qt::IntersectClip);
            painter.setOpacity(look.future);
            whole.paintDiamonds(future, band, now, now + reach);
            painter.restore();
            whole.paintDiamonds(past, band, now - std::min(now, reach), now + 1);
        } else {
            happened.paintBars(part.rows[i], band);
        }
        painter.restore();
    });
}

}  // namespace foldline::ui
