#include "core/fold/samples.h"

#include <algorithm>
#include <cmath>

namespace foldline {
namespace {

/// The value of the nearest rank. Reorders `us`.
std::int64_t percentile(std::vector<std::int64_t>& us, std::size_t percent) {
    const std::size_t rank = (us.size() * percent + 99) / 100;
    const auto nth = us.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
    std::nth_element(us.begin(), nth, us.end());
    return *nth;
}

}  // namespace

void DurationSamples::takeBack() {
    if (!m_us.empty()) {
        m_us.pop_back();
    }
}

DurationSummary DurationSamples::summarise() const {
    DurationSummary summary;
    summary.count = m_us.size();
    if (m_us.empty()) {
        return summary;
    }
    __extension__ __int128 sum = 0;
    for (const std::int64_t us : m_us) {
        sum += us;
    }
    const auto count = static_cast<double>(m_us.size());
    summary.meanUs = static_cast<double>(sum) / count;
    double squares = 0.0;
    for (const std::int64_t us : m_us) {
        const double off = static_cast<double>(us) - summary.meanUs;
        squares += off * off;
    }
    summary.deviationUs = std::sqrt(squares / count);
    std::vector<std::int64_t> us = m_us;
    summary.p50Us = percentile(us, 50);
    summary.p95Us = percentile(us, 95);
    summary.p99Us = percentile(us, 99);
    const auto [min, max] = std::ranges::minmax(us);
    summary.minUs = min;
    summary.maxUs = max;
    return summary;
}

void LevelOverTime::advance(SimTime t) {
    if (t > m_last) {
        m_area += Area{m_level} * (t - m_last).us;
        m_max = std::max(m_max, m_level);
        m_last = t;
    }
}

void LevelOverTime::add(SimTime t, std::int64_t delta) {
    advance(t);
    m_level += delta;
    if (t >= m_from) {
        m_max = std::max(m_max, m_level);
    }
}

void LevelOverTime::addPast(SimTime since, SimTime until) {
    const SimTime from = std::max(since, m_from);
    if (until > from) {
        m_area += (until - from).us;
        m_max = std::max(m_max, m_level + 1);
    }
}

LevelSummary LevelOverTime::summarise(SimTime end) const {
    LevelOverTime whole = *this;
    whole.advance(end);
    const std::int64_t us = (whole.m_last - m_from).us;
    return {.mean = us > 0 ? static_cast<double>(whole.m_area) / static_cast<double>(us)
                           : static_cast<double>(m_level),
            .max = std::max(whole.m_max, whole.m_level),
            .last = m_level};
}

}  // namespace foldline
