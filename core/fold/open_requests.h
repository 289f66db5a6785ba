// Which requests somebody is busy with, and since when: found by number, without a map.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "core/base/sim_time.h"
#include "core/record/ids.h"

namespace foldline {

/// The same request may be open several times, when it was sent again; what was begun first ends
/// first. A value; O(1) but for repeated ones. Memory: 8 bytes for every request number up to the
/// largest.
class OpenRequests {
public:
    void begin(RequestId request, SimTime since) {
        const auto place = static_cast<std::size_t>(request.value);
        if (place >= m_since.size()) {
            m_since.resize(place + 1, kClosed);
        }
        if (m_since[place] == kClosed) {
            m_since[place] = since;
        } else {
            m_again.push_back({.request = request, .since = since});
        }
    }

    /// Since when; nothing when the request is not open.
    std::optional<SimTime> find(RequestId request) const {
        const auto place = static_cast<std::size_t>(request.value);
        if (place >= m_since.size() || m_since[place] == kClosed) {
            return std::nullopt;
        }
        return m_since[place];
    }

    /// REQUIRES that it is open.
    void end(RequestId request) {
        SimTime& since = m_since[static_cast<std::size_t>(request.value)];
        const auto again = std::ranges::find(m_again, request, &Again::request);
        since = again == m_again.end() ? kClosed : again->since;
        if (again != m_again.end()) {
            m_again.erase(again);
        }
    }

    /// Calls `each` with the time since when, for everything open. O(largest number).
    template <class Each>
    void forEach(Each each) const {
        for (const SimTime since : m_since) {
            if (since != kClosed) {
                each(since);
            }
        }
        for (const Again& again : m_again) {
            each(again.since);
        }
    }

private:
    static constexpr SimTime kClosed{std::numeric_limits<std::int64_t>::min()};

    struct Again {
        RequestId request;
        SimTime since;
    };

    std::vector<SimTime> m_since;  // by RequestId
    std::vector<Again> m_again;
};

}  // namespace foldline
