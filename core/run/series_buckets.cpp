#include "core/run/series_buckets.h"

#include <algorithm>

namespace foldline {

void LevelSeries::extend(SimTime t) {
    while (m_buckets.size() <= m_scale.index(t)) {
        m_buckets.append({.min = m_level, .max = m_level, .last = m_level});
    }
}

void LevelSeries::change(SimTime t, std::int64_t by) {
    extend(t);
    m_level = static_cast<std::int32_t>(m_level + by);
    Bucket& bucket = m_buckets.last();
    bucket.min = std::min(bucket.min, m_level);
    bucket.max = std::max(bucket.max, m_level);
    bucket.last = m_level;
}

void RateSeries::extend(SimTime t) {
    while (m_upTo.size() <= m_scale.index(t)) {
        m_upTo.append(m_count);
    }
}

void RateSeries::count(SimTime t) {
    extend(t);
    m_upTo.last() = ++m_count;
}

double RateSeries::perSecond(std::size_t index) const {
    const std::int64_t widthUs = m_scale.width().us;
    const auto window =
        static_cast<std::size_t>(std::max<std::int64_t>((kUsPerSecond + widthUs / 2) / widthUs, 1));
    const std::uint32_t before = index >= window ? m_upTo[index - window] : 0;
    const double seconds = static_cast<double>(window) * static_cast<double>(widthUs) /
                           static_cast<double>(kUsPerSecond);
    return static_cast<double>(m_upTo[index] - before) / seconds;
}

void SampleSeries::Bucket::add(const Bucket& other) {
    if (other.count == 0) {
        return;
    }
    min = count == 0 ? other.min : std::min(min, other.min);
    max = count == 0 ? other.max : std::max(max, other.max);
    count += other.count;
    sum += other.sum;
}

void SampleSeries::sample(SimTime t, std::int64_t value) {
    while (m_buckets.size() <= m_scale.index(t)) {
        m_buckets.append({});
    }
    m_buckets.last().add({.count = 1, .sum = value, .min = value, .max = value});
}

}  // namespace foldline
