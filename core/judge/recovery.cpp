#include "core/judge/recovery.h"

#include <algorithm>

namespace foldline {

void Recovery::faultStarted() {
    ++m_inForce;
    m_faultSeen = true;
    m_began.reset();
}

void Recovery::faultEnded(SimTime t) {
    if (m_inForce == 0 || --m_inForce > 0) {
        return;
    }
    m_began = t;
    m_failingUntil = t;
    m_caughtUp.reset();
    behind(t, m_behind);
}

void Recovery::behind(SimTime t, std::uint64_t events) {
    m_behind = events;
    if (!m_faultSeen) {
        m_usual = std::max(m_usual, events);
    }
    if (m_began && !m_caughtUp && events <= m_usual) {
        m_caughtUp = t;
    }
}

void Recovery::requestFailed(SimTime sentAt, SimTime t) {
    if (m_began && sentAt <= m_failingUntil) {
        m_failingUntil = std::max(m_failingUntil, t);
    }
}

Duration Recovery::length(SimTime at) const {
    if (!m_began) {
        return {};
    }
    return std::max(m_failingUntil, m_caughtUp.value_or(at)) - *m_began;
}

}  // namespace foldline
