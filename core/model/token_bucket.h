// A bucket of tokens that fills by deposits or with time; see RetryBudget and RateLimit.
#pragma once

#include <algorithm>
#include <cstdint>

#include "core/base/sim_time.h"

namespace foldline {

/// A value. Counts millionths of a token, so that whole rates are exact on every build.
class TokenBucket {
public:
    explicit TokenBucket(std::uint32_t burst = 0)
        : m_burst(static_cast<double>(burst) * kToken),
          m_level(m_burst) {}

    void deposit(double tokens) { m_level = std::min(m_burst, m_level + tokens * kToken); }

    /// Fills at a rate from the time before on. REQUIRES that time does not go back.
    void fillUntil(std::int64_t nowUs, double ratePerSecond) {
        deposit(static_cast<double>(nowUs - m_filledUs) * ratePerSecond / kToken);
        m_filledUs = nowUs;
    }

    /// False, and nothing is taken, when there is less than one token.
    bool take() {
        if (m_level < kToken) {
            return false;
        }
        m_level -= kToken;
        return true;
    }

private:
    static constexpr double kToken = 1e6;

    double m_burst;
    double m_level;
    std::int64_t m_filledUs = 0;
};

}  // namespace foldline
