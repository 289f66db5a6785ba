// Where two branches part: the first record of a system that is not the same in both.
#pragma once

#include <array>
#include <optional>

#include "core/run/session.h"

namespace foldline::ui {

/// Looks on from the time both share by their making, a stretch of records at a time, so that the
/// window can go on meanwhile. Borrows the session.
class DivergenceSearch {
public:
    enum class State {
        Searching,  ///< step() on
        Parted,     ///< found: first() and second()
        Same,       ///< not one record differs to the end of both
        Waiting,    ///< the same as far as both are recorded; step() again when there is more
        Failed,     ///< error() says why
    };

    DivergenceSearch(Session& session, BranchId first, BranchId second, std::size_t system);

    /// Compares the next records, at most kStretch. Cost: reading them twice.
    State step();

    State state() const { return m_state; }

    /// How many records were found the same after the time both branches share.
    Seq compared() const { return m_next - m_begin; }

    /// The record of either branch where they part; none: that branch has ended before.
    const std::optional<Record>& first() const { return m_first; }

    const std::optional<Record>& second() const { return m_second; }

    const std::string& error() const { return m_error; }

    static constexpr std::size_t kStretch = 4096;

private:
    struct Stretch {
        std::vector<Record> records;
        bool isAll = false;  ///< there will be no more after the last of the branch
    };

    Result<Stretch> read(BranchId branch);
    State compare(const Stretch& first, const Stretch& second);
    State ended(const Stretch& first, const Stretch& second);

    Session& m_session;
    std::array<BranchId, 2> m_branches;
    std::size_t m_system;
    State m_state = State::Searching;
    Seq m_begin = 1;
    Seq m_next = 1;
    std::optional<Record> m_first;
    std::optional<Record> m_second;
    std::string m_error;
};

/// Up to this time (exclusive) both branches have the same records by their making; nothing: all of
/// it, they are one branch.
std::optional<SimTime> sharedUntil(const std::vector<BranchInfo>& branches,
                                   BranchId first,
                                   BranchId second);

}  // namespace foldline::ui
