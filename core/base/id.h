// Strong integer ids: a node is never passed where a worker is meant.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace foldline {

/// A dense index or a running number, told apart by Tag. `none()` means "there is none".
template <class Tag, class Rep>
struct Id {
    Rep value = std::numeric_limits<Rep>::max();

    constexpr Id() = default;

    constexpr explicit Id(Rep v) : value(v) {}

    static constexpr Id none() { return Id{}; }

    constexpr bool exists() const { return value != std::numeric_limits<Rep>::max(); }

    friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

}  // namespace foldline

template <class Tag, class Rep>
struct std::hash<foldline::Id<Tag, Rep>> {
    std::size_t operator()(const foldline::Id<Tag, Rep>& id) const noexcept {
        return std::hash<Rep>{}(id.value);
    }
};
