#include "core/model/backoff.h"

#include <algorithm>

namespace foldline {
namespace {

std::int64_t uniformUpTo(std::int64_t max, RandomStream& random) {
    return max <= 0 ? 0
                    : static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(max) + 1));
}

std::int64_t backoffUs(const RetryPolicy& policy, std::uint32_t attempts) {
    if (policy.backoff == RetryPolicy::Backoff::None) {
        return 0;
    }
    std::int64_t us = policy.base.us;
    if (policy.backoff == RetryPolicy::Backoff::Exponential) {
        for (std::uint32_t i = 1; i < attempts && us < policy.cap.us; ++i) {
            us *= 2;
        }
    }
    return std::min(us, policy.cap.us);
}

}  // namespace

bool mayRetry(const RetryPolicy& policy, std::uint32_t attempts) {
    return policy.attempts == 0 || attempts < policy.attempts;
}

Duration retryDelay(const RetryPolicy& policy,
                    std::uint32_t attempts,
                    Duration previous,
                    RandomStream& random) {
    const std::int64_t us = backoffUs(policy, attempts);
    switch (policy.jitter) {
        case RetryPolicy::Jitter::None:
            return {us};
        case RetryPolicy::Jitter::Full:
            return {uniformUpTo(us, random)};
        case RetryPolicy::Jitter::Equal:
            return {us / 2 + uniformUpTo(us - us / 2, random)};
        case RetryPolicy::Jitter::Decorrelated: {
            if (policy.backoff == RetryPolicy::Backoff::None) {
                return {0};
            }
            const std::int64_t base = std::min(policy.base.us, policy.cap.us);
            const std::int64_t high = std::max(base, std::min(previous.us, policy.cap.us) * 3);
            return {std::min(policy.cap.us, base + uniformUpTo(high - base, random))};
        }
    }
    return {us};
}

}  // namespace foldline
