#include "core/sim/distribution.h"

#include <algorithm>
#include <cmath>
#include <limits>

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

// Gamma with mean `shape`, by Marsaglia and Tsang, "A simple method for generating gamma
// variables" (2000), with their boost for shapes below 1.
double gamma(double shape, RandomStream& random) {
    if (shape < 1.0) {
        const double whole = gamma(shape + 1.0, random);
        return whole * exactExp(-random.exponential() / shape);
    }
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    for (;;) {
        const double x = random.normal();
        const double root = 1.0 + c * x;
        if (root <= 0.0) {
            continue;
        }
        const double v = root * root * root;
        if (-random.exponential() < 0.5 * x * x + d - d * v + d * exactLog(v)) {
            return d * v;
        }
    }
}

double weight(const Distribution& distribution, std::size_t i) {
    const std::vector<double>& cumulative = distribution.cumulative;
    return cumulative.empty() ? 1.0 : cumulative[i] - (i > 0 ? cumulative[i - 1] : 0.0);
}

double empiricalMeanUs(const Distribution& distribution) {
    double sum = 0.0;
    double weights = 0.0;
    for (std::size_t i = 0; i < distribution.samples.size(); ++i) {
        sum += weight(distribution, i) * static_cast<double>(distribution.samples[i].us);
        weights += weight(distribution, i);
    }
    return sum / weights;
}

Duration drawEmpirical(const Distribution& distribution, RandomStream& random) {
    const std::vector<Duration>& samples = distribution.samples;
    FOLDLINE_CHECK(!samples.empty());
    if (distribution.cumulative.empty()) {
        return samples[random.below(samples.size())];
    }
    FOLDLINE_CHECK(distribution.cumulative.size() == samples.size());
    const double x = random.uniform() * distribution.cumulative.back();
    const auto above = std::ranges::upper_bound(distribution.cumulative, x);
    const auto index = static_cast<std::size_t>(above - distribution.cumulative.begin());
    return samples[std::min(index, samples.size() - 1)];
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
            return empiricalMeanUs(*this);
        case Shape::Gamma:
            return us;
        case Shape::Pareto:
            return exponent > 1.0 ? us * exponent / (exponent - 1.0)
                                  : std::numeric_limits<double>::infinity();
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
            return drawEmpirical(*this, random);
        case Shape::Gamma:
            return rounded(us * gamma(exponent, random) / exponent);
        case Shape::Pareto:
            return rounded(us * exactExp(random.exponential() / exponent));
    }
    return {};
}

}  // namespace foldline
