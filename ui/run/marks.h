// Marks of a recording: which of them belong to what is shown.
#pragma once

#include <vector>

#include "core/run/session.h"

namespace foldline::ui {

/// The times of marks set on `branch`, and of those set on others at moments it shares with them.
/// Ascending, each once.
std::vector<SimTime> markTimes(Session& session, BranchId branch);

/// The mark at `t` that is shown on `branch`; null: none.
const Note* markAt(Session& session, BranchId branch, SimTime t);

/// Takes `from` out of the recording (none: nothing), and puts `to` into it (none: nothing). Marks
/// are equal by branch, time and text.
Result<void> replaceMark(Session& session,
                         const std::optional<Note>& from,
                         const std::optional<Note>& to);

}  // namespace foldline::ui
