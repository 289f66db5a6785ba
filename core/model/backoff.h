// How long to wait before the next attempt.
#pragma once

#include <cstdint>

#include "core/scenario/scenario.h"
#include "core/sim/random_stream.h"

namespace foldline {

/// True when, after `attempts` attempts, the policy allows one more.
bool mayRetry(const RetryPolicy& policy, std::uint32_t attempts);

/// The wait after `attempts` failed attempts (1 after the first), with b = base for fixed backoff
/// and b = min(cap, base * 2^(attempts - 1)) for exponential: no jitter: b; full: uniform in [0,
/// b]; equal: b/2 + uniform in [0, b/2]; decorrelated: min(cap, uniform in [base, 3 * previous]),
/// where `previous` is the wait before (base at first). Source: M. Brooker, "Exponential Backoff
/// And Jitter", AWS Architecture Blog, 2015.
Duration retryDelay(const RetryPolicy& policy,
                    std::uint32_t attempts,
                    Duration previous,
                    RandomStream& random);

}  // namespace foldline
