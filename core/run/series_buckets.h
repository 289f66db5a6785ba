// Curves over time in buckets of equal width: what a level, a rate or a sample did in each of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/sim_time.h"

namespace foldline {

/// An ascending sequence of buckets of which only the last is still changing. A value; copies share
/// the finished ones.
template <class Bucket>
class BucketChain {
public:
    std::size_t size() const { return m_sealed.size() * kChunk + m_open.size(); }

    const Bucket& operator[](std::size_t i) const {
        const std::size_t chunk = i / kChunk;
        return chunk < m_sealed.size() ? (*m_sealed[chunk])[i % kChunk] : m_open[i % kChunk];
    }

    /// REQUIRES size() > 0.
    Bucket& last() { return m_open.back(); }

    void append(const Bucket& bucket) {
        if (m_open.size() == kChunk) {
            m_sealed.push_back(std::make_shared<const std::vector<Bucket>>(std::move(m_open)));
            m_open = {};
        }
        m_open.push_back(bucket);
    }

private:
    static constexpr std::size_t kChunk = 256;

    std::vector<std::shared_ptr<const std::vector<Bucket>>> m_sealed;
    std::vector<Bucket> m_open;  // never empty after the first append, so that it can change
};

/// Cuts [0, horizon] into at most kBucketsMax buckets.
class BucketScale {
public:
    explicit BucketScale(SimTime horizon)
        : m_widthUs(horizon.us / static_cast<std::int64_t>(kBucketsMax) + 1) {}

    std::size_t index(SimTime t) const {
        return t.us <= 0 ? 0 : static_cast<std::size_t>(t.us / m_widthUs);
    }

    SimTime start(std::size_t index) const {
        return {static_cast<std::int64_t>(index) * m_widthUs};
    }

    Duration width() const { return {m_widthUs}; }

    static constexpr std::size_t kBucketsMax = 32768;

private:
    std::int64_t m_widthUs;
};

/// A whole number that keeps its value until it changes.
class LevelSeries {
public:
    struct Bucket {
        std::int32_t min = 0;
        std::int32_t max = 0;
        std::int32_t last = 0;
    };

    explicit LevelSeries(SimTime horizon) : m_scale(horizon) {}

    /// Times in ascending order.
    void change(SimTime t, std::int64_t by);

    /// Carries the level on into the buckets up to `t`.
    void extend(SimTime t);

    const BucketScale& scale() const { return m_scale; }

    const BucketChain<Bucket>& buckets() const { return m_buckets; }

private:
    BucketScale m_scale;
    BucketChain<Bucket> m_buckets;
    std::int32_t m_level = 0;
};

/// How often something happened.
class RateSeries {
public:
    explicit RateSeries(SimTime horizon) : m_scale(horizon) {}

    void count(SimTime t);
    void extend(SimTime t);
    /// The number in the second that ends with bucket `index`, per second.
    double perSecond(std::size_t index) const;

    const BucketScale& scale() const { return m_scale; }

    std::size_t size() const { return m_upTo.size(); }

private:
    BucketScale m_scale;
    BucketChain<std::uint32_t> m_upTo;  // the count up to the end of the bucket
    std::uint32_t m_count = 0;
};

/// Single measurements.
class SampleSeries {
public:
    struct Bucket {
        std::uint32_t count = 0;
        std::int64_t sum = 0;
        std::int64_t min = 0;
        std::int64_t max = 0;

        void add(const Bucket& other);
    };

    explicit SampleSeries(SimTime horizon) : m_scale(horizon) {}

    void sample(SimTime t, std::int64_t value);

    const BucketScale& scale() const { return m_scale; }

    const BucketChain<Bucket>& buckets() const { return m_buckets; }

private:
    BucketScale m_scale;
    BucketChain<Bucket> m_buckets;
};

}  // namespace foldline
