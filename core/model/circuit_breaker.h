// A circuit breaker as BreakerSpec defines it: counts outcomes, and decides who may ask.
#pragma once

#include <cstdint>
#include <vector>

#include "core/scenario/policies.h"

namespace foldline {

/// A value; begins closed. An outcome counts in the state in which its attempt was permitted, so
/// that what was asked before the breaker opened says nothing about a probe (resilience4j counts
/// it). As there, an open breaker becomes half-open when somebody asks after `open`, not by itself;
/// and a probe that never ends is waited for, so a gateway with a breaker wants a timeout.
class CircuitBreaker {
public:
    enum class State : std::uint8_t { Closed, Open, HalfOpen };

    struct Permit {
        bool allowed = true;
        bool halfOpened = false;  ///< by this asking
        std::uint32_t period = 0;
    };

    State state() const { return m_state; }

    /// Before an attempt.
    Permit ask(const BreakerSpec& spec, std::int64_t nowUs);
    /// The outcome of an attempt permitted in `period`. True when the state changed.
    bool note(const BreakerSpec& spec, std::uint32_t period, bool ok, std::int64_t nowUs);

    /// Share of failures among the outcomes that led to the last change, in millionths.
    std::int64_t failuresMillionths() const { return m_failuresMillionths; }

private:
    void enter(State state, std::int64_t nowUs);
    bool judge(const BreakerSpec& spec, std::uint32_t outcomes);

    State m_state = State::Closed;
    std::uint32_t m_period = 0;  // grows with every change of state
    std::int64_t m_sinceUs = 0;
    std::uint32_t m_asked = 0;           // probes
    std::vector<std::uint8_t> m_failed;  // outcomes of this period; closed: a ring when full
    std::size_t m_oldest = 0;            // in the ring
    std::uint32_t m_failures = 0;
    std::int64_t m_failuresMillionths = 0;
};

}  // namespace foldline
