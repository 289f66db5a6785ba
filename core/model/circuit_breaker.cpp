#include "core/model/circuit_breaker.h"

namespace foldline {

void CircuitBreaker::enter(State state, std::int64_t nowUs) {
    m_state = state;
    ++m_period;
    m_sinceUs = nowUs;
    m_asked = 0;
    m_failed.clear();
    m_oldest = 0;
    m_failures = 0;
}

CircuitBreaker::Permit CircuitBreaker::ask(const BreakerSpec& spec, std::int64_t nowUs) {
    Permit permit;
    if (m_state == State::Open && nowUs - m_sinceUs >= spec.open.us) {
        enter(State::HalfOpen, nowUs);
        permit.halfOpened = true;
    }
    permit.period = m_period;
    permit.allowed =
        m_state == State::Closed || (m_state == State::HalfOpen && m_asked < spec.probes);
    m_asked += permit.allowed ? 1 : 0;
    return permit;
}

// True when too many of the outcomes are failures.
bool CircuitBreaker::judge(const BreakerSpec& spec, std::uint32_t outcomes) {
    constexpr std::int64_t kMillionths = 1'000'000;
    m_failuresMillionths = kMillionths * m_failures / outcomes;
    return static_cast<double>(m_failures) >= spec.failures * static_cast<double>(outcomes);
}

bool CircuitBreaker::note(const BreakerSpec& spec,
                          std::uint32_t period,
                          bool ok,
                          std::int64_t nowUs) {
    if (period != m_period || m_state == State::Open) {
        return false;
    }
    const bool probing = m_state == State::HalfOpen;
    const std::uint32_t wanted = probing ? spec.probes : spec.window;
    const std::uint8_t failed = ok ? 0 : 1;
    if (m_failed.size() < wanted) {
        m_failed.push_back(failed);
    } else {
        m_failures -= m_failed[m_oldest];
        m_failed[m_oldest] = failed;
        m_oldest = (m_oldest + 1) % wanted;
    }
    m_failures += failed;
    if (m_failed.size() < wanted) {
        return false;
    }
    const bool tooMany = judge(spec, wanted);
    if (!probing && !tooMany) {
        return false;
    }
    enter(tooMany ? State::Open : State::Closed, nowUs);
    return true;
}

}  // namespace foldline
