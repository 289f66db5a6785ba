#include "ui/timeline/timeline_look.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace foldline::ui {
namespace {

constexpr double kLabelPoints = 9.75;
constexpr double kHeaderPoints = 9.0;
constexpr double kSmallPoints = 8.25;

QColor translucent(QColor color, double alpha) {
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

bool consumes(const Dictionary& system, NodeId node) {
    return std::any_of(system.subscriptions.begin(),
                       system.subscriptions.end(),
                       [node](const Subscription& s) { return s.consumer == node; });
}

}  // namespace

TimelineLook::TimelineLook(const Theme& from)
    : theme(from),
      label(theme.font(kLabelPoints)),
      strong(theme.font(kLabelPoints, QFont::DemiBold)),
      header(theme.font(kHeaderPoints, QFont::DemiBold)),
      small(theme.numbers(kSmallPoints)),
      smallStrong(theme.font(kSmallPoints, QFont::DemiBold)),
      labelMetrics(label),
      strongMetrics(strong),
      headerMetrics(header),
      smallMetrics(small),
      smallStrongMetrics(smallStrong),
      rulerGround(mix(theme.window, theme.panel, 0.45)),
      headerGround(mix(theme.window, theme.panel, 0.6)),
      hairline(mix(theme.line, theme.panel, 0.55)),
      faultShade(translucent(theme.failure, theme.isDark() ? 0.10 : 0.07)),
      ownShade(translucent(theme.failure, theme.isDark() ? 0.14 : 0.10)),
      futureBar(mix(theme.failure, theme.panel, theme.isDark() ? 0.16 : 0.09)),
      future(theme.kind == ThemeKind::Projector ? 0.34 : 0.25),
      bar(theme.kind == ThemeKind::Projector ? 0.85 : 0.64) {}

QColor TimelineLook::role(const Dictionary& system, NodeId node) const {
    switch (system.node(node).role) {
        case Role::Client:
            return theme.external;
        case Role::Gateway:
            return theme.muted;
        case Role::Service:
            return consumes(system, node) ? theme.policy : theme.command;
        case Role::Rdb:
            return theme.readModel;
        case Role::Broker:
        case Role::EventStore:
            return theme.event;
    }
    return theme.muted;
}

QColor TimelineLook::series(SeriesKind kind) const {
    switch (kind) {
        case SeriesKind::EventsBehind:
            return theme.event;
        case SeriesKind::ErrorsPerSecond:
            return theme.failure;
        case SeriesKind::RequestsWaiting:
            return theme.command;
        case SeriesKind::LatencyMs:
            return theme.muted;
    }
    return theme.muted;
}

QColor TimelineLook::seriesText(SeriesKind kind) const {
    switch (kind) {
        case SeriesKind::EventsBehind:
            return theme.eventText;
        case SeriesKind::ErrorsPerSecond:
            return theme.failureText;
        case SeriesKind::RequestsWaiting:
            return theme.commandText;
        case SeriesKind::LatencyMs:
            return theme.muted;
    }
    return theme.muted;
}

int TimelineLook::px(double logical) const {
    return static_cast<int>(std::lround(theme.px(logical)));
}

QPixmap hatchTile(const TimelineLook& look, double devicePixelRatio) {
    const int side = look.px(8);
    const int pixels = static_cast<int>(std::lround(side * devicePixelRatio));
    QPixmap tile(pixels, pixels);
    tile.setDevicePixelRatio(devicePixelRatio);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.theme.line, look.theme.px(1.0)));
    // Drawn three times so that the line goes on over the edges of the tile.
    for (const int shift : {-side, 0, side}) {
        painter.drawLine(QPointF(shift - 1, side + 1), QPointF(shift + side + 1, -1));
    }
    return tile;
}

}  // namespace foldline::ui
