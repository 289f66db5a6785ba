#include "core/run/fork_point.h"

#include <algorithm>

namespace foldline {
namespace {

std::optional<SimTime> endOf(const Fault& fault) {
    return fault.length ? std::optional(fault.at + *fault.length) : std::nullopt;
}

/// REQUIRES a != b.
SimTime firstDifference(const Fault& a, const Fault& b) {
    Fault sameLength = b;
    sameLength.length = a.length;
    if (sameLength != a) {
        return std::min(a.at, b.at);
    }
    const auto endA = endOf(a);
    const auto endB = endOf(b);
    if (!endA || !endB) {
        return endA ? *endA : *endB;
    }
    return std::min(*endA, *endB);
}

void noteMissing(const std::vector<Fault>& of,
                 const std::vector<Fault>& in,
                 std::optional<SimTime>& first) {
    for (const Fault& fault : of) {
        const auto same = std::ranges::find(in, fault.id, &Fault::id);
        if (same != in.end() && *same == fault) {
            continue;
        }
        const SimTime t = same == in.end() ? fault.at : firstDifference(fault, *same);
        first = first ? std::min(*first, t) : t;
    }
}

}  // namespace

std::optional<SimTime> firstDifference(const std::vector<Fault>& a, const std::vector<Fault>& b) {
    std::optional<SimTime> first;
    noteMissing(a, b, first);
    noteMissing(b, a, first);
    return first;
}

}  // namespace foldline
