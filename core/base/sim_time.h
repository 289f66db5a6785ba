// Simulated time: whole microseconds, so that no build rounds differently.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace foldline {

/// A span of simulated time in microseconds. May be negative as an intermediate value.
struct Duration {
    std::int64_t us = 0;

    friend constexpr auto operator<=>(const Duration&, const Duration&) = default;

    friend constexpr Duration operator+(Duration a, Duration b) { return {a.us + b.us}; }

    friend constexpr Duration operator-(Duration a, Duration b) { return {a.us - b.us}; }
};

/// A point of simulated time, in microseconds since the start of the run.
struct SimTime {
    std::int64_t us = 0;

    friend constexpr auto operator<=>(const SimTime&, const SimTime&) = default;

    friend constexpr SimTime operator+(SimTime t, Duration d) { return {t.us + d.us}; }

    friend constexpr SimTime operator-(SimTime t, Duration d) { return {t.us - d.us}; }

    friend constexpr Duration operator-(SimTime a, SimTime b) { return {a.us - b.us}; }
};

inline constexpr std::int64_t kUsPerMs = 1'000;
inline constexpr std::int64_t kUsPerSecond = 1'000'000;
/// The longest time a user may write anywhere: 1000 days.
inline constexpr Duration kDurationMax{std::int64_t{86'400} * 1'000 * kUsPerSecond};

/// Reads "250us", "3ms", "1.5s", "2m" or "1h" (no sign, no blank, at most six decimals that come
/// out to whole microseconds). Nothing for anything else, or for more than kDurationMax.
std::optional<Duration> parseDuration(std::string_view text);

/// The shortest exact form that parseDuration reads back: "3ms", "14.28s", "0s".
std::string formatDuration(Duration d);

/// Seconds with exactly six decimals, for tables of records: "14.280000".
std::string formatSeconds(SimTime t);

}  // namespace foldline
