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
        Empirical,    ///< one of `samples`, as likely as `cumulative` says
        Gamma,        ///< mean `a`, squared coefficient of variation 1 / `exponent`
        Pareto,       ///< at least `a`; P(X > x) = (a / x)^`exponent`
    };

    Shape shape = Shape::Constant;
    Duration a;
    Duration b;
    double sigma = 0.0;
    std::uint32_t stages = 1;
    std::vector<Duration> samples;
    std::vector<double> cumulative;  ///< running sums of the weights of `samples`, rising to more
                                     ///< than 0; empty: each is equally likely
    double exponent = 1.0;           ///< the shape of a gamma or Pareto distribution, from 0.1

    static Distribution constant(Duration d) { return {.a = d}; }

    static Distribution exponential(Duration mean) {
        return {.shape = Shape::Exponential, .a = mean};
    }

    /// The exact mean in microseconds; infinite for a Pareto distribution with an exponent up to 1.
    double meanUs() const;
    Duration sample(RandomStream& random) const;

    friend bool operator==(const Distribution&, const Distribution&) = default;
};

}  // namespace foldline
