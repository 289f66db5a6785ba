#include "core/sim/distribution.h"

#include <algorithm>
#include <numeric>

#include "core/base/check.h"
#include "core/sim/exact_math.h"

namespace foldline {
namespace {

Duration rounded(double us) {
    // Longer than any run: keeps sums of a few within 64 bits.
    const double bounded = std::min(us, static_cast<double>(kDurationMax.us));
    return {static_cast<std::int64_t>(bounded + 0.5)};
}

double erlang(std::uint32_t stages, RandomStream& random) {
    double sum = 0.0;
    for (std::uint32_t i = 0; i < stages; ++i) {
        sum += random.exponential();
    }
    return sum / stages;
}

}  // namespace

double Distribution::meanUs() const {
    const auto us = static_cast<double>(a.us);
    switch (shape) {
        case Shape::Constant:
        case Shape::Exponential:
        case Shape::Erlang:
            return us;
        case Shape::Lognormal:
            return us * exactExp(sigma * sigma / 2.0);
        case Shape::Uniform:
            return (us + static_cast<double>(b.us)) / 2.0;
        case Shape::Empirical:
            return std::accumulate(
                       samples.begin(),
                       samples.end(),
                       0.0,
                       [](double sum, Duration d) { return sum + static_cast<double>(d.us); }) /
                   static_cast<double>(samples.size());
    }
    return 0.0;
}

Duration Distribution::sample(RandomStream& random) const {
    const auto us = static_cast<double>(a.us);
    switch (shape) {
        case Shape::Constant:
            return a;
        case Shape::Exponential:
            return rounded(us * random.exponential());
        case Shape::Erlang:
            return rounded(us * erlang(stages, random));
        case Shape::Lognormal:
            return rounded(us * exactExp(std::clamp(sigma * random.normal(), -600.0, 600.0)));
        case Shape::Uniform:
            return {a.us + static_cast<std::int64_t>(
                               random.below(static_cast<std::uint64_t>(b.us - a.us) + 1))};
        case Shape::Empirical:
            FOLDLINE_CHECK(!samples.empty());
            return samples[random.below(samples.size())];
    }
    return {};
}

}  // namespace foldline
