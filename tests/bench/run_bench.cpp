// Simulating, recording, seeking and forking: what a user waits for.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>

#include "core/model/simulator.h"
#include "core/run/density.h"
#include "core/run/measure.h"
#include "core/run/session.h"
#include "core/scenario/load.h"
#include "tests/bench/bench_report.h"

namespace {

using namespace foldline;
using bench::quantile;
using bench::reportFigure;
using bench::secondsOf;

constexpr BranchId kFirst{1};
constexpr double kMsPerSecond = 1e3;

template <class T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().message);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

class TemporaryDirectory {
public:
    TemporaryDirectory() {
        m_path = std::filesystem::temp_directory_path() /
                 ("foldline-bench-" + std::to_string(std::random_device{}()));
        std::filesystem::create_directory(m_path);
    }

    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }

    std::filesystem::path file(const std::string& name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

class CountingSink final : public RecordSink {
public:
    void take(std::span<const Record> records) override {
        benchmark::DoNotOptimize(records.data());
        m_count += records.size();
    }

    std::size_t count() const { return m_count; }

private:
    std::size_t m_count = 0;
};

void simulateAlone(const Scenario& scenario, std::size_t system) {
    constexpr std::size_t kRecords = 2'000'000;
    const auto plan = must(compilePlan(scenario, system));
    const SimTime horizon{kDurationMax.us};
    std::size_t records = 0;
    const double seconds = bench::medianSeconds(5, [&] {
        Simulator simulator(plan, {.seed = 1, .horizon = horizon, .faults = {}});
        CountingSink sink;
        simulator.runSome(horizon, kRecords, sink);
        records = sink.count();
    });
    reportFigure("run/simulate/" + scenario.systems[system].name,
                 static_cast<double>(records) / seconds,
                 "records/s");
}

std::unique_ptr<Session> record(const LoadedScenario& loaded,
                                const std::filesystem::path& file,
                                const SessionOptions& options) {
    auto session = must(Session::start(loaded.text, "bench.scenario.yaml", file, options));
    must(session->wait(kFirst, {}));
    return session;
}

/// The event-driven system for as long as `records` take, at about 80 records a second.
SessionOptions lasting(double records) {
    SessionOptions options;
    options.systems = {"event-driven"};
    options.duration = Duration{static_cast<std::int64_t>(records / 79.0 * 1e6)};
    return options;
}

/// The p99 of seeks to random times.
double seekMs(Session& session, double share) {
    std::mt19937_64 random(11);
    std::vector<double> ms;
    for (int i = 0; i < 400; ++i) {
        const SimTime t{static_cast<std::int64_t>(
            random() % static_cast<std::uint64_t>(session.horizon().us + 1))};
        ms.push_back(kMsPerSecond * secondsOf([&] {
                         benchmark::DoNotOptimize(must(session.worldAt(kFirst, 0, t)));
                     }));
    }
    return quantile(std::move(ms), share);
}

void seekInGrowingRecordings(const LoadedScenario& loaded, const TemporaryDirectory& folder) {
    double atHundredThousand = 0.0;
    for (int power = 4; power <= 7; ++power) {
        const std::string name = "1e" + std::to_string(power);
        const double wanted = std::pow(10.0, power);
        std::unique_ptr<Session> session;
        const double seconds =
            secondsOf([&] { session = record(loaded, folder.file(name), lasting(wanted)); });
        const auto records = static_cast<double>(session->progress(kFirst).records);
        reportFigure("run/record/" + name, records / seconds, "records/s");
        const double p99 = seekMs(*session, 0.99);
        atHundredThousand = power == 5 ? p99 : atHundredThousand;
        const auto ratio =
            power > 5 ? std::optional(p99 / atHundredThousand) : std::optional<double>();
        reportFigure("run/seek/" + name + "/p99", p99, "ms", ratio);
        if (power == 7) {
            const auto density = session->density(kFirst, 0);
            std::vector<std::uint32_t> columns(1600);
            const double counting = bench::medianSeconds(50, [&] {
                for (std::size_t lane = 0; lane < density->lanes().size(); ++lane) {
                    density->counts(lane, {}, session->horizon(), columns);
                    benchmark::DoNotOptimize(columns.data());
                }
            });
            reportFigure("run/density/1e7", counting * kMsPerSecond, "ms");
        }
    }
}

/// Ten million times in sixteen even lanes: the worst a timeline is asked to draw.
void countSixteenLanes() {
    std::mt19937_64 random(1);
    std::vector<LaneTimes> lanes(16);
    std::int64_t t = 0;
    for (int i = 0; i < 10'000'000; ++i) {
        const std::uint64_t bits = random();
        t += static_cast<std::int64_t>(bits & 0xFFU);
        lanes[(bits >> 20U) % lanes.size()].append({t});
    }
    std::vector<std::uint32_t> columns(1600);
    std::int64_t shift = 0;
    const double seconds = bench::medianSeconds(100, [&] {
        shift += 1000;
        for (const LaneTimes& lane : lanes) {
            lane.countColumns({shift}, {t - shift}, columns);
            benchmark::DoNotOptimize(columns.data());
        }
    });
    reportFigure("run/density/16-lanes", seconds * kMsPerSecond, "ms");
}

/// From a fork anywhere in the bundled story to the first world that shows it.
void forkToTheFirstChangedFrame(const LoadedScenario& loaded, const TemporaryDirectory& folder) {
    const auto session = record(loaded, folder.file("fork"), {});
    std::mt19937_64 random(5);
    std::vector<double> ms;
    for (int i = 0; i < 60; ++i) {
        auto faults = session->faults(kFirst);
        Fault fault;
        fault.node = "membership";
        fault.at = SimTime{static_cast<std::int64_t>(
            random() % static_cast<std::uint64_t>(session->horizon().us))};
        fault.length = Duration{kUsPerSecond};
        faults.push_back(fault);
        ms.push_back(
            kMsPerSecond * secondsOf([&] {
                const BranchId branch = must(session->fork(kFirst, faults, "what if"));
                while (session->progress(branch).recordedUntil < fault.at) {
                    std::this_thread::sleep_for(std::chrono::microseconds(200));
                }
                for (std::size_t system = 0; system < session->systems().size(); ++system) {
                    benchmark::DoNotOptimize(must(session->worldAt(branch, system, fault.at)));
                }
            }));
    }
    reportFigure("run/fork/p50", quantile(ms, 0.5), "ms");
    reportFigure("run/fork/p99", quantile(ms, 0.99), "ms");
}

}  // namespace

int main() {
    const LoadedScenario loaded =
        loadScenarioFile(FOLDLINE_SOURCE_DIR "/resources/scenarios/address-change.scenario.yaml");
    if (!loaded.scenario) {
        std::fputs("the bundled scenario cannot be read\n", stderr);
        return EXIT_FAILURE;
    }
    try {
        const TemporaryDirectory folder;
        for (std::size_t system = 0; system < loaded.scenario->systems.size(); ++system) {
            simulateAlone(*loaded.scenario, system);
        }
        forkToTheFirstChangedFrame(loaded, folder);
        countSixteenLanes();
        seekInGrowingRecordings(loaded, folder);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "run_bench: %s\n", error.what());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
