// When and how often to try again.
#pragma once

#include <cstdint>

#include "core/base/sim_time.h"

namespace foldline {

/// When and how often to try again. Formulas: full, equal and decorrelated jitter as defined in
/// M. Brooker, "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015).
struct RetryPolicy {
    enum class Backoff : std::uint8_t { None, Fixed, Exponential };
    enum class Jitter : std::uint8_t { None, Full, Equal, Decorrelated };

    std::uint32_t attempts = 1;  ///< in all, the first included; 0: without end
    Backoff backoff = Backoff::None;
    Duration base;                    ///< the first wait; doubled each time when exponential
    Duration cap{30 * kUsPerSecond};  ///< no wait is longer, before jitter
    Jitter jitter = Jitter::None;

    friend bool operator==(const RetryPolicy&, const RetryPolicy&) = default;
};

}  // namespace foldline
