// One frame of the timeline over ten million records at 1600x400, beside the least that shows as
// much: a painted min/max pyramid, exact counts by binary search, and a plain QChartView.
#include <QApplication>
#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>
#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "core/model/simulator.h"
#include "core/run/density.h"
#include "core/scenario/load.h"
#include "tests/bench/bench_report.h"
#include "tests/ui/timeline/timeline_session.h"
#include "ui/timeline/timeline_view.h"

namespace foldline::ui {
namespace {

using bench::interleavedPairs;
using bench::PairedSeconds;
using bench::reportFigure;

constexpr double kMsPerSecond = 1e3;
constexpr std::size_t kRecordsLeast = 10'000'000;
constexpr SimTime kHorizon{80'000 * kUsPerSecond};
constexpr int kFrames = 60;
constexpr QSize kSize(1600, 400);

/// Times by node, in order: what the baselines draw.
using NodeTimes = std::vector<std::vector<std::int64_t>>;

class DensitySink final : public RecordSink {
public:
    explicit DensitySink(const Dictionary& dictionary)
        : m_builder(dictionary, kHorizon),
          m_times(dictionary.nodes.size()) {}

    void take(std::span<const Record> records) override {
        for (const Record& record : records) {
            m_builder.fold(record);
            if (record.node.value < m_times.size()) {
                m_times[record.node.value].push_back(record.t.us);
            }
        }
        m_records += records.size();
    }

    std::shared_ptr<const DensityIndex> publish() const { return m_builder.publish(kHorizon); }

    NodeTimes takeTimes() { return std::move(m_times); }

    std::size_t records() const { return m_records; }

private:
    DensityBuilder m_builder;
    NodeTimes m_times;
    std::size_t m_records = 0;
};

struct Run {
    std::vector<Dictionary> systems;
    std::vector<std::shared_ptr<const DensityIndex>> densities;
    NodeTimes times;  ///< of all nodes of all systems
};

/// Twenty-two hours of the bundled business, with its database down for five minutes in every hour.
Run makeRun() {
    LoadedScenario loaded =
        loadScenarioFile(FOLDLINE_SOURCE_DIR "/resources/scenarios/address-change.scenario.yaml");
    if (!loaded.scenario) {
        throw std::runtime_error("the bundled scenario cannot be read");
    }
    std::vector<Fault> faults;
    for (std::uint32_t hour = 0; hour < 22; ++hour) {
        Fault down;
        down.id = hour + 1;
        down.node = "members-db";
        down.at = {static_cast<std::int64_t>(hour) * 3600 * kUsPerSecond + 600 * kUsPerSecond};
        down.length = Duration{300 * kUsPerSecond};
        faults.push_back(down);
    }
    Run run;
    std::size_t records = 0;
    for (std::size_t system = 0; system < loaded.scenario->systems.size(); ++system) {
        const auto plan = compilePlan(*loaded.scenario, system);
        if (!plan) {
            throw std::runtime_error(plan.error().message);
        }
        Simulator simulator(*plan, {.seed = 1, .horizon = kHorizon, .faults = faults});
        DensitySink sink((*plan)->dictionary);
        simulator.runUntil(kHorizon, sink);
        run.systems.push_back((*plan)->dictionary);
        run.densities.push_back(sink.publish());
        records += sink.records();
        NodeTimes times = sink.takeTimes();
        std::move(times.begin(), times.end(), std::back_inserter(run.times));
    }
    if (records < kRecordsLeast) {
        throw std::runtime_error("the run has only " + std::to_string(records) + " records");
    }
    return run;
}

/// Paints what a call of `change` left to be painted, as the event loop would.
template <class Change>
double frameSeconds(Change&& change) {
    return bench::secondsOf([&] {
        change();
        QCoreApplication::sendPostedEvents();
    });
}

class PaintCounter final : public QObject {
public:
    int painted = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        painted += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

/// Counts of every node in every pixel column, painted as bars; nothing else of a timeline.
class BareTimeline : public QWidget {
public:
    explicit BareTimeline(const NodeTimes& times) : m_times(times) {
        setAttribute(Qt::WA_OpaquePaintEvent);
        resize(kSize);
    }

    void show(double fromUs, double toUs) {
        m_fromUs = fromUs;
        m_toUs = toUs;
        update();
    }

protected:
    virtual void count(std::size_t node, std::vector<std::uint32_t>& columns) const = 0;

    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), Qt::white);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(47, 111, 219));
        const int rowHeight = height() / static_cast<int>(m_times.size());
        std::vector<QRect> bars;
        for (std::size_t node = 0; node < m_times.size(); ++node) {
            std::vector<std::uint32_t> columns(static_cast<std::size_t>(width()));
            count(node, columns);
            const auto most = std::max(*std::max_element(columns.begin(), columns.end()), 1U);
            const int floor = rowHeight * (static_cast<int>(node) + 1);
            bars.clear();
            for (int x = 0; x < width(); ++x) {
                const auto tall =
                    static_cast<int>(columns[static_cast<std::size_t>(x)] *
                                     static_cast<std::uint64_t>(rowHeight - 2) / most);
                bars.emplace_back(x, floor - tall, 1, tall);
            }
            painter.drawRects(bars.data(), static_cast<int>(bars.size()));
        }
    }

    const NodeTimes& m_times;
    double m_fromUs = 0.0;
    double m_toUs = static_cast<double>(kHorizon.us);
};

/// Counts in buckets that halve from level to level; a column takes the buckets that begin in it.
class Pyramid final : public BareTimeline {
public:
    explicit Pyramid(const NodeTimes& times) : BareTimeline(times) {
        for (const auto& node : times) {
            auto& levels = m_levels.emplace_back(kFinest + 1);
            levels[0].resize(std::size_t{1} << kFinest);
            for (const std::int64_t us : node) {
                const auto bucket = static_cast<std::size_t>(static_cast<double>(us) / bucketUs(0));
                ++levels[0][std::min(bucket, levels[0].size() - 1)];
            }
            for (std::size_t level = 1; level <= kFinest; ++level) {
                levels[level].resize(levels[level - 1].size() / 2);
                for (std::size_t i = 0; i < levels[level].size(); ++i) {
                    levels[level][i] = levels[level - 1][2 * i] + levels[level - 1][2 * i + 1];
                }
            }
        }
    }

private:
    static constexpr std::size_t kFinest = 18;

    static double bucketUs(std::size_t level) {
        return static_cast<double>(kHorizon.us) / static_cast<double>(1U << (kFinest - level));
    }

    void count(std::size_t node, std::vector<std::uint32_t>& columns) const override {
        const double columnUs = (m_toUs - m_fromUs) / static_cast<double>(columns.size());
        std::size_t level = 0;
        while (level < kFinest && bucketUs(level + 1) <= columnUs) {
            ++level;
        }
        const auto& buckets = m_levels[node][level];
        const auto first = static_cast<std::size_t>(m_fromUs / bucketUs(level));
        const auto end =
            std::min(static_cast<std::size_t>(m_toUs / bucketUs(level)) + 1, buckets.size());
        for (std::size_t i = first; i < end; ++i) {
            const double at = static_cast<double>(i) * bucketUs(level) - m_fromUs;
            const auto column = static_cast<std::size_t>(std::max(at / columnUs, 0.0));
            if (column < columns.size()) {
                columns[column] += buckets[i];
            }
        }
    }

    std::vector<std::vector<std::vector<std::uint32_t>>> m_levels;
};

class ExactCounts final : public BareTimeline {
public:
    using BareTimeline::BareTimeline;

private:
    void count(std::size_t node, std::vector<std::uint32_t>& columns) const override {
        const auto& times = m_times[node];
        const double columnUs = (m_toUs - m_fromUs) / static_cast<double>(columns.size());
        auto before = std::lower_bound(times.begin(), times.end(), m_fromUs);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const double end = m_fromUs + columnUs * static_cast<double>(i + 1);
            const auto upTo = std::lower_bound(before, times.end(), end);
            columns[i] = static_cast<std::uint32_t>(upTo - before);
            before = upTo;
        }
    }
};

/// Three chart views with the curves of all systems, at the resolution of the index.
class PlainCharts final : public QWidget {
public:
    explicit PlainCharts(const Run& run) {
        resize(kSize.width(), 140);
        const int panels = static_cast<int>(chartPanels().size());
        for (int panel = 0; panel < panels; ++panel) {
            auto* chart = new QChart;
            chart->legend()->hide();
            auto* view = new QChartView(chart, this);
            view->setRenderHint(QPainter::Antialiasing);
            view->setGeometry(0, height() * panel / panels, width(), height() / panels);
            for (const SeriesKind kind : chartPanels()[static_cast<std::size_t>(panel)]) {
                for (const auto& density : run.densities) {
                    addCurve(*chart, density->series(kind, {}, kHorizon, kPoints));
                }
            }
            chart->createDefaultAxes();
            m_charts.push_back(chart);
        }
    }

    void show(double fromUs, double toUs) {
        for (QChart* chart : m_charts) {
            static_cast<QValueAxis*>(chart->axes(Qt::Horizontal).constFirst())
                ->setRange(fromUs, toUs);
        }
    }

private:
    static constexpr std::size_t kPoints = 10'000;

    static void addCurve(QChart& chart, const std::vector<SeriesPoint>& points) {
        auto* line = new QLineSeries;
        for (const SeriesPoint& point : points) {
            line->append(static_cast<double>(point.t.us), point.last);
        }
        chart.addSeries(line);
    }

    std::vector<QChart*> m_charts;
};

class TimelineBench {
public:
    explicit TimelineBench(const Run& run)
        : m_controller(sessionOf(run)),
          m_view(m_controller, makeTheme(ThemeKind::Light)),
          m_pyramid(run.times),
          m_exact(run.times),
          m_plainCharts(run) {
        m_view.resize(kSize);
        for (QWidget* widget :
             std::initializer_list<QWidget*>{&m_view, &m_pyramid, &m_exact, &m_plainCharts}) {
            widget->show();
        }
        QApplication::processEvents();
        m_view.installEventFilter(&m_counter);
    }

    void measure() {
        m_view.setChartsOpen(false);
        panned("timeline/pan_charts_closed", m_pyramid, "pyramid");
        panned("timeline/pan_charts_closed", m_exact, "exact_counts");
        m_view.setChartsOpen(true);
        panned("timeline/pan_charts_open", m_plainCharts, "plain_charts");
        played();
        if (m_counter.painted < 5 * kFrames) {
            throw std::runtime_error("frames were not painted");
        }
    }

private:
    static std::unique_ptr<Session> sessionOf(const Run& run) {
        auto session = std::make_unique<TimelineSession>();
        session->replaceRun(run.systems, run.densities, kHorizon);
        return session;
    }

    /// Half the run in sight, moved by some pixels in every frame: all of the picture is new.
    double pan(int frame) {
        constexpr std::int64_t kStep = 311 * kUsPerSecond;
        m_fromUs = static_cast<double>(kStep * (frame % 100));
        m_toUs = m_fromUs + static_cast<double>(kHorizon.us) / 2.0;
        return frameSeconds([this] {
            m_view.showTimes({static_cast<std::int64_t>(m_fromUs)},
                             {static_cast<std::int64_t>(m_toUs)});
        });
    }

    template <class Baseline>
    void panned(const std::string& name, Baseline& baseline, const std::string& than) {
        int frame = 0;
        const PairedSeconds pair = interleavedPairs(
            kFrames,
            [&] { return pan(++frame); },
            [&] { return frameSeconds([&] { baseline.show(m_fromUs + 1e6 * frame, m_toUs); }); });
        reportFigure(name + "/than_" + than, pair.subject * kMsPerSecond, "ms", 1.0 / pair.speedup);
    }

    void played() {
        m_view.fit();
        QApplication::processEvents();
        int frame = 0;
        const auto step = [&] {
            ++frame;
            return frameSeconds(
                [&] { m_controller.setPlayhead({frame * 37 * kUsPerSecond * 10}); });
        };
        const PairedSeconds pair =
            interleavedPairs(kFrames, step, [&] { return frameSeconds([&] { m_view.update(); }); });
        reportFigure("timeline/playhead_charts_open/than_whole_repaint",
                     pair.subject * kMsPerSecond,
                     "ms",
                     1.0 / pair.speedup);
    }

    RunController m_controller;
    TimelineView m_view;
    Pyramid m_pyramid;
    ExactCounts m_exact;
    PlainCharts m_plainCharts;
    PaintCounter m_counter;
    double m_fromUs = 0.0;
    double m_toUs = static_cast<double>(kHorizon.us);
};

}  // namespace
}  // namespace foldline::ui

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    try {
        const foldline::ui::Run run = foldline::ui::makeRun();
        foldline::ui::TimelineBench(run).measure();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "timeline_bench: %s\n", error.what());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
