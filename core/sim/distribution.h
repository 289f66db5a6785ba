// Distributions of simulated durations. Our own, because those of the standard library differ
// between platforms, and with them the log would.
#pragma once

#include <vector>

#include "core/base/sim_time.h"
#include "core/sim/random_stream.h"

namespace foldline {

/// A distribution of non-negative durations, rounded to the nearest microsecond.
struct Distribution {
    enum class Shape : std::uint8_t {
        Constant,     ///< always `a`
        Exponential,  ///< mean `a`
        Lognormal,    ///< median `a`, sigma of the underlying normal distribution: exp(ln a + sigma
                      ///< Z)
        Uniform,      ///< from `a` to `b`
        Erlang,       ///< mean `a`, sum of `stages` exponentials
        Empirical,    ///< one of `samples`, each equally likely
    };

    Shape shape = Shape::Constant;
    Duration a;
    Duration b;
    double sigma = 0.0;
    std::uint32_t stages = 1;
    std::vector<Duration> samples;

    static Distribution constant(Duration d) { return {.a = d}; }

    static Distribution exponential(Duration mean) {
        return {.shape = Shape::Exponential, .a = mean};
    }

    /// The exact mean in microseconds.
    double meanUs() const;
    Duration sample(RandomStream& random) const;

    friend bool operator==(const Distribution&, const Distribution&) = default;
};

}  // namespace foldline
