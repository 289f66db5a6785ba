// How a gateway protects what is behind it, as plain data.
#pragma once

#include <cstdint>

#include "core/base/sim_time.h"

namespace foldline {

/// How many retries a gateway may make on the whole, for each node that it passes requests on to.
/// A token bucket: each first attempt deposits `ratio` tokens, a retry takes one, and more than
/// `burst` never lie in it; it begins full. Source: RetryBudget of Twitter's Finagle
/// (com.twitter.finagle.service.RetryBudget: deposit, tryWithdraw), without the expiry of deposits.
struct RetryBudget {
    double ratio = 0.1;
    std::uint32_t burst = 10;

    friend bool operator==(const RetryBudget&, const RetryBudget&) = default;
};

/// A circuit breaker with a count-based sliding window, for each node that a gateway passes
/// requests on to. Source: CircuitBreaker of resilience4j 2 (COUNT_BASED, minimumNumberOfCalls =
/// slidingWindowSize), with its defaults: closed until the window is full and at least the share
/// `failures` of it failed; open for `open`, then half-open for `probes` attempts, whose share of
/// failures closes or opens it again. The defaults are resilience4j's.
struct BreakerSpec {
    std::uint32_t window = 100;  ///< outcomes of attempts
    double failures = 0.5;       ///< more than 0
    Duration open{60 * kUsPerSecond};
    std::uint32_t probes = 10;

    friend bool operator==(const BreakerSpec&, const BreakerSpec&) = default;
};

/// How many requests a gateway takes in: a token bucket that fills with `ratePerSecond` up to
/// `burst` and begins full; a request takes one token, or is refused. Source: the token bucket of
/// RFC 2215, section 3.6, with a token a request.
struct RateLimit {
    double ratePerSecond = 1.0;
    std::uint32_t burst = 1;

    friend bool operator==(const RateLimit&, const RateLimit&) = default;
};

}  // namespace foldline
