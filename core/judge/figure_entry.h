// What a table of figures is made of: a name, and how the figure is had from what was counted.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/sim_time.h"

namespace foldline {

template <class Counted>
struct FigureEntry {
    std::string_view name;
    double (*of)(const Counted&);
};

constexpr double real(std::uint64_t count) {
    return static_cast<double>(count);
}

constexpr double seconds(double us) {
    return us / static_cast<double>(kUsPerSecond);
}

constexpr double seconds(std::int64_t us) {
    return seconds(static_cast<double>(us));
}

}  // namespace foldline
