// How long a system took to come to itself after its faults.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/sim_time.h"

namespace foldline {

/// Recovery begins with the end of the last fault, when no other is in force. It lasts until both
/// - the rows are no further behind the events than they had been before the first fault, and
/// - no request that fails any more was sent before: a request that ends refused or unknown
///   prolongs the recovery to its end when it had been sent within it, so that one failure leads
///   to the next as long as they overlap, and a burst later on is another story.
/// A value; O(1).
class Recovery {
public:
    void faultStarted();
    void faultEnded(SimTime t);
    /// Events that the rows do not reflect, from `t` on.
    void behind(SimTime t, std::uint64_t events);
    /// A request sent at `sentAt` ended refused or unknown at `t`.
    void requestFailed(SimTime sentAt, SimTime t);

    /// As of `at`, at which a recovery may still be going on. 0 before the end of a fault, and
    /// while a fault is in force.
    Duration length(SimTime at) const;

private:
    std::uint32_t m_inForce = 0;
    bool m_faultSeen = false;
    std::uint64_t m_behind = 0;
    std::uint64_t m_usual = 0;  // the most events behind before the first fault
    std::optional<SimTime> m_began;
    SimTime m_failingUntil;
    std::optional<SimTime> m_caughtUp;
};

}  // namespace foldline
