// A named stream of random numbers: one per cause, so that a change in one place never reshuffles
// another, and every system of a scenario meets the same chances.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace foldline {

/// xoshiro256** (Blackman and Vigna 2018), seeded from (seed, name) by way of FNV-1a and
/// splitmix64. A value: a copy goes on with the same numbers.
class RandomStream {
public:
    RandomStream() : RandomStream(0, "") {}

    RandomStream(std::uint64_t seed, std::string_view name);

    std::uint64_t next();
    /// Uniform in [0, 1), 53 bits.
    double uniform();
    /// Uniform in 0 … n-1, without bias. REQUIRES n > 0.
    std::uint64_t below(std::uint64_t n);
    /// True with probability p; draws one number for any p strictly between 0 and 1, none
    /// otherwise.
    bool chance(double p);
    /// Exponential with mean 1.
    double exponential();
    /// Standard normal, by Marsaglia's polar method.
    double normal();

    friend bool operator==(const RandomStream&, const RandomStream&) = default;

private:
    std::array<std::uint64_t, 4> m_state{};
};

}  // namespace foldline
