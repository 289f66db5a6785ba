// How long acknowledged changes were missing in the rows.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/sim_time.h"
#include "core/record/ids.h"

namespace foldline {

/// A value. O(1) amortised for every change; memory: 40 bytes for each that is missing now, 4 for
/// every request and entity.
class Staleness {
public:
    struct Summary {
        Duration max;
        double meanUs = 0.0;
    };

    /// A client was told ok for a change that the rows show already.
    void toldInTime() { ++m_count; }

    /// A client was told ok at `t` for a change that no row shows yet. `version`: of the entity's
    /// stream with the change, which a row will reflect; 0: not known, or shown by its own row.
    void told(RequestId request, EntityId entity, std::uint32_t version, SimTime t);
    /// The event of a change told before has been appended.
    void versionKnown(RequestId request, std::uint32_t version);
    /// A row shows the change.
    void shown(RequestId request, SimTime t);
    /// Every row that follows the entity's events shows them up to `version`. Pops what is shown.
    void shownUpTo(EntityId entity, std::uint32_t version, SimTime t);

    /// Over all acknowledged changes; those still missing count with their time until `at`.
    Summary summarise(SimTime at) const;

private:
    static constexpr std::uint32_t kNone = 0;  // indexes are 1 more than the place in m_missing

    struct Link {
        std::uint32_t before = kNone;
        std::uint32_t after = kNone;
    };

    struct Missing {
        SimTime toldAt;
        RequestId request;
        EntityId entity;
        std::uint32_t version = 0;
        Link told;      // all that are missing, in the order of telling
        Link ofEntity;  // those of the entity with a version, ascending
    };

    struct Ends {
        std::uint32_t first = kNone;
        std::uint32_t last = kNone;
    };

    Missing& at(std::uint32_t index) { return m_missing[index - 1]; }

    std::uint32_t indexOf(RequestId request) const;
    std::uint32_t take();
    void linkToEntity(std::uint32_t index);
    void unlink(Ends& ends, Link Missing::*link, std::uint32_t index);
    void end(std::uint32_t index, SimTime t);

    std::vector<Missing> m_missing;
    std::vector<std::uint32_t> m_free;
    std::vector<std::uint32_t> m_ofRequest;  // by RequestId
    std::vector<Ends> m_ofEntity;            // by EntityId
    Ends m_told;
    std::uint64_t m_count = 0;  // acknowledged changes, missing or not
    std::uint64_t m_missingCount = 0;
    __extension__ using Sum = __int128;
    Sum m_sumUs = 0;      // of those shown
    Sum m_toldSumUs = 0;  // times of telling of those missing
    std::int64_t m_maxUs = 0;
};

}  // namespace foldline
