// Durations and levels summarised exactly: the arithmetic of queues, apart from what is counted.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/sim_time.h"

namespace foldline {

/// Durations in microseconds, summarised. Percentiles are exact (nearest rank: the smallest value
/// that at least so many percent do not exceed).
struct DurationSummary {
    std::uint64_t count = 0;
    double meanUs = 0.0;
    double deviationUs = 0.0;  ///< standard deviation of the population
    std::int64_t minUs = 0;
    std::int64_t p50Us = 0;
    std::int64_t p95Us = 0;
    std::int64_t p99Us = 0;
    std::int64_t maxUs = 0;

    friend bool operator==(const DurationSummary&, const DurationSummary&) = default;
};

/// A whole number over time, weighted by how long it had each value.
struct LevelSummary {
    double mean = 0.0;
    std::int64_t max = 0;
    std::int64_t last = 0;  ///< at the end

    friend bool operator==(const LevelSummary&, const LevelSummary&) = default;
};

/// Keeps every duration: 8 bytes each.
class DurationSamples {
public:
    void add(Duration duration) { m_us.push_back(duration.us); }

    /// Takes back what was added last, if anything.
    void takeBack();

    std::size_t count() const { return m_us.size(); }

    /// O(count).
    DurationSummary summarise() const;

private:
    std::vector<std::int64_t> m_us;
};

/// Integrates a level over time, in whole level-microseconds, so that no order of additions
/// matters.
class LevelOverTime {
public:
    /// What happens before `from` does not count; the level that holds at `from` does.
    explicit LevelOverTime(SimTime from) : m_from(from), m_last(from) {}

    void add(SimTime t, std::int64_t delta);
    /// One more had been there from `since` to `until`, which is now: found out late.
    void addPast(SimTime since, SimTime until);

    std::int64_t level() const { return m_level; }

    /// Over [from, end]; the level itself when that is no time at all.
    LevelSummary summarise(SimTime end) const;

private:
    __extension__ using Area = __int128;

    void advance(SimTime t);

    SimTime m_from;
    SimTime m_last;
    std::int64_t m_level = 0;
    std::int64_t m_max = 0;
    Area m_area = 0;
};

}  // namespace foldline
