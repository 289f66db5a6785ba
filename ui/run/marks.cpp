#include "ui/run/marks.h"

#include <algorithm>

#include "ui/run/divergence.h"

namespace foldline::ui {
namespace {

bool isOn(const Note& note, const std::vector<BranchInfo>& branches, BranchId branch) {
    const std::optional<SimTime> shared = sharedUntil(branches, note.branch, branch);
    return !shared || note.t < *shared;
}

bool saysTheSame(const Note& a, const Note& b) {
    return a.branch == b.branch && a.t == b.t && a.text == b.text;
}

}  // namespace

std::vector<SimTime> markTimes(Session& session, BranchId branch) {
    const std::vector<BranchInfo> branches = session.branches();
    std::vector<SimTime> times;
    for (const Note& note : session.notebook().notes()) {
        if (isOn(note, branches, branch) && (times.empty() || times.back() != note.t)) {
            times.push_back(note.t);
        }
    }
    return times;
}

const Note* markAt(Session& session, BranchId branch, SimTime t) {
    const std::vector<BranchInfo> branches = session.branches();
    const std::vector<Note>& notes = session.notebook().notes();
    const auto found = std::ranges::find_if(
        notes, [&](const Note& note) { return note.t == t && isOn(note, branches, branch); });
    return found == notes.end() ? nullptr : &*found;
}

Result<void> replaceMark(Session& session,
                         const std::optional<Note>& from,
                         const std::optional<Note>& to) {
    Notebook& notebook = session.notebook();
    if (!from) {
        return to ? notebook.add(*to).map([](NoteId) {}) : Result<void>{};
    }
    const std::vector<Note>& notes = notebook.notes();
    const auto found =
        std::ranges::find_if(notes, [&](const Note& note) { return saysTheSame(note, *from); });
    if (found == notes.end()) {
        return fail("the mark is not there any more");
    }
    if (!to) {
        return notebook.remove(found->id);
    }
    Note changed = *to;
    changed.id = found->id;
    return notebook.change(changed);
}

}  // namespace foldline::ui
