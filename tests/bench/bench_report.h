// What the benchmark programs share: timing by medians, comparison by interleaved pairs, and the
// line a figure is told in. On top of Google Benchmark: use benchmark::DoNotOptimize and
// benchmark::ClobberMemory in the bodies that are timed.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace foldline::bench {

/// Wall-clock seconds that one call of `body` takes.
template <class Body>
double secondsOf(Body&& body) {
    const auto start = std::chrono::steady_clock::now();
    std::forward<Body>(body)();
    benchmark::ClobberMemory();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The `share` quantile of `values` by nearest rank: 0.5 is the median, 0.99 the p99. REQUIRES at
/// least one value and 0 <= share <= 1.
inline double quantile(std::vector<double> values, double share) {
    const auto last = static_cast<double>(values.size() - 1);
    const auto rank = static_cast<std::ptrdiff_t>(share * last + 0.5);
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

/// Median seconds of `repetitions` calls, after one that is not counted.
template <class Body>
double medianSeconds(int repetitions, Body&& body) {
    body();
    std::vector<double> seconds;
    for (int i = 0; i < repetitions; ++i) {
        seconds.push_back(secondsOf(body));
    }
    return quantile(std::move(seconds), 0.5);
}

/// Two ways of the same work, measured in turn so that a slow moment of the machine meets both.
struct PairedSeconds {
    double subject = 0.0;   ///< median
    double baseline = 0.0;  ///< median
    double speedup =
        0.0;  ///< median over the pairs of baseline / subject: above 1, subject is faster
};

/// Runs baseline, subject, subject, baseline, … `pairs` times each, after one uncounted call of
/// both. A body that needs preparation returns the seconds it wants counted; any other is timed
/// whole.
template <class Subject, class Baseline>
PairedSeconds interleavedPairs(int pairs, Subject&& subject, Baseline&& baseline) {
    const auto time = [](auto& body) {
        if constexpr (std::is_same_v<decltype(body()), double>) {
            return body();
        } else {
            return secondsOf(body);
        }
    };
    time(baseline);
    time(subject);
    std::vector<double> subjects;
    std::vector<double> baselines;
    std::vector<double> speedups;
    for (int i = 0; i < pairs; ++i) {
        const bool baselineFirst = i % 2 == 0;
        const double first = baselineFirst ? time(baseline) : time(subject);
        const double second = baselineFirst ? time(subject) : time(baseline);
        baselines.push_back(baselineFirst ? first : second);
        subjects.push_back(baselineFirst ? second : first);
        speedups.push_back(baselines.back() / subjects.back());
    }
    return {.subject = quantile(std::move(subjects), 0.5),
            .baseline = quantile(std::move(baselines), 0.5),
            .speedup = quantile(std::move(speedups), 0.5)};
}

/// Prints one figure: name, value, unit, ratio to its baseline (or "-"), separated by tabs. `name`
/// is made of a-z 0-9 _ . / - and `unit` has no blanks ("records/s", "ms"). `ratio` is value over
/// baseline in the figure's own unit: for a rate more is better, for a time less is.
inline void reportFigure(const std::string& name,
                         double value,
                         const std::string& unit,
                         std::optional<double> ratio = std::nullopt) {
    if (ratio) {
        std::printf("%s\t%.6g\t%s\t%.3f\n", name.c_str(), value, unit.c_str(), *ratio);
    } else {
        std::printf("%s\t%.6g\t%s\t-\n", name.c_str(), value, unit.c_str());
    }
    std::fflush(stdout);
}

}  // namespace foldline::bench
