// Walks through the records of all systems of a branch in the order of time.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/run/session.h"

namespace foldline::ui {

/// One record of one system.
struct RecordPosition {
    std::size_t system = 0;
    Record record;
};

/// Knows the last record that is shown of every system. Records of equal time are ordered by system
/// and seq, so that walking back takes the steps of walking forward in reverse. Borrows the
/// session.
class RecordWalk {
public:
    explicit RecordWalk(Session& session) : m_session(session) {}

    /// Everything up to and including `t` is shown. O(systems · log records).
    Result<void> toTime(BranchId branch, SimTime t);
    /// Everything before record `seq` of `system` in that order, and the record itself, is shown.
    Result<RecordPosition> toRecord(BranchId branch, std::size_t system, Seq seq);

    /// Shows one record more (+1), or one less (-1). Nothing at either end. The result is the last
    /// record shown after the step: walking back, the one before the record that was taken away.
    Result<std::optional<RecordPosition>> step(BranchId branch, int direction);

    /// The nearest record of `system` after or before `from` for which `wanted` holds. Reads in
    /// blocks, at most kSearchMax records; nothing when there is none among them.
    Result<std::optional<Record>> search(BranchId branch,
                                         std::size_t system,
                                         Seq from,
                                         int direction,
                                         const std::function<bool(const Record&)>& wanted);

    /// The last record shown; 0 before the first.
    Seq cursor(std::size_t system) const { return m_cursors.at(system); }

    std::size_t systems() const { return m_cursors.size(); }

    static constexpr std::size_t kSearchMax = 1'000'000;

private:
    Result<std::optional<Record>> recordAt(BranchId branch, std::size_t system, Seq seq);
    /// The last record shown of all systems.
    Result<std::optional<RecordPosition>> latest(BranchId branch);

    Session& m_session;
    std::vector<Seq> m_cursors;
};

}  // namespace foldline::ui
