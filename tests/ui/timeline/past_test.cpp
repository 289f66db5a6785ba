// The promise of the product: what is shown up to the playhead is the fold of the records up to it.
#include <gtest/gtest.h>

#include <QImage>
#include <cmath>

#include "tests/ui/timeline/timeline_session.h"
#include "ui/timeline/timeline_view.h"

namespace foldline::ui {
namespace {

constexpr SimTime kHorizon{60 * kUsPerSecond};

struct View {
    SimTime playhead;
    ThemeKind theme;
    std::optional<Duration> around;  ///< of the playhead; none: the whole run
};

std::vector<View> views() {
    std::vector<View> all;
    for (const double t : {20.0, 20.137, 7.000'003, 33.333'333, 41.9}) {
        for (const ThemeKind theme : {ThemeKind::Light, ThemeKind::Projector}) {
            all.push_back({seconds(t), theme, {}});
            all.push_back({seconds(t), theme, Duration{kUsPerSecond}});
            all.push_back({seconds(t), theme, Duration{20'000}});
        }
    }
    return all;
}

/// A run of which `more` tells how much there is of everything after `now`. What is the greatest of
/// all happens shortly before `now`, so that all scales are the same.
std::shared_ptr<const DensityIndex> runWithFuture(SimTime now, int more) {
    std::vector<std::int64_t> times;
    std::vector<std::int64_t> events{now.us - 1'000'000, now.us - 9'000, now.us};
    // With or without what follows in the same bin, the next round number is the same.
    for (int i = 0; i < 1200; ++i) {
        times.push_back(now.us - 15'000 + i);
    }
    for (std::int64_t us = 50'000; us < kHorizon.us; us += 100'000) {
        times.push_back(us);
    }
    for (std::int64_t i = 1; i <= more; ++i) {
        times.push_back(now.us + i * 100);
        events.push_back(now.us + i * i);
    }
    std::vector<SeriesPoint> level;
    for (std::int64_t us = 0; us < kHorizon.us; us += 2'000) {
        const double value = us + 2'000 <= now.us ? static_cast<double>(us / 2'000 % 7) : more;
        const bool peak = us <= now.us - 12'000 && us > now.us - 14'000;
        level.push_back({SimTime{us}, value, peak ? 900.0 : value, value});
    }
    std::vector<SeriesPoint> samples;
    const auto sample = [&samples](std::int64_t us, double value) {
        samples.push_back({SimTime{us}, value, value, value, SimTime{us + 1'000}});
    };
    for (std::int64_t us = 0; us + 1'000 <= now.us; us += 190'000) {
        sample(us, static_cast<double>(us / 190'000 % 5));
    }
    sample(now.us - 14'000, 900.0);
    for (std::int64_t i = 0; i < more / 2; ++i) {
        sample(now.us + 500 + i * 1'000, more);
    }
    auto density = std::make_shared<ListedDensity>(kHorizon);
    density->addLane({LaneKind::NodeActivity, NodeId{0}}, times);
    density->addLane({LaneKind::NodeFailures, NodeId{0}}, times);
    density->addLane({LaneKind::Events, NodeId::none()}, events);
    for (const SeriesKind kind :
         {SeriesKind::EventsBehind, SeriesKind::RequestsWaiting, SeriesKind::ErrorsPerSecond}) {
        density->addSeries(kind, level);
    }
    density->addSeries(SeriesKind::LatencyMs, samples);
    return density;
}

/// Below the faults; `past`: how much of it lies left of the line of the playhead.
QImage pictureOf(const View& wanted, int more, int& past) {
    auto session = std::make_unique<TimelineSession>();
    const auto run = runWithFuture(wanted.playhead, more);
    session->replaceRun(session->systems(), {run, run}, kHorizon);
    RunController controller(std::move(session));
    controller.setPlayhead(wanted.playhead);
    const Theme theme = makeTheme(wanted.theme);
    TimelineView view(controller, theme);
    view.resize(1600, 700);
    if (wanted.around) {
        view.showTimes(SimTime{wanted.playhead.us - wanted.around->us},
                       wanted.playhead + *wanted.around);
    }
    const TimelineModel& model = view.model();
    EXPECT_EQ(model.bands.panels.size(), 3U);
    past = static_cast<int>(std::floor(model.axis.xAt(wanted.playhead) - theme.px(2.0) / 2.0));
    const int top = model.bands.lanes.top;
    return view.grab().toImage().copy(0, top, view.width(), view.height() - top);
}

TEST(TimelinePast, DoesNotDependOnTheFuture) {
    for (const View& view : views()) {
        int past = 0;
        const QImage calm = pictureOf(view, 0, past);
        const QImage busy = pictureOf(view, 200, past);
        ASSERT_NE(calm, busy) << "the future is seen, too";
        for (int x = 0; x < past; ++x) {
            for (int y = 0; y < calm.height(); ++y) {
                ASSERT_EQ(calm.pixel(x, y), busy.pixel(x, y))
                    << x << ", " << y << ": left of " << past << " at " << view.playhead.us
                    << " us, theme " << static_cast<int>(view.theme) << ", in sight "
                    << (view.around ? 2 * view.around->us : kHorizon.us) << " us";
            }
        }
    }
}

}  // namespace
}  // namespace foldline::ui
