// What RunController does with marks.
#include <QUndoStack>
#include <algorithm>

#include "ui/run/mark_command.h"
#include "ui/run/marks.h"
#include "ui/run/run_controller.h"

namespace foldline::ui {

void RunController::jumpToMark(int direction) {
    if (direction > 0) {
        const auto next = std::upper_bound(m_marks.begin(), m_marks.end(), m_playhead);
        if (next != m_marks.end()) {
            setPlayhead(*next);
        }
        return;
    }
    const auto here = std::lower_bound(m_marks.begin(), m_marks.end(), m_playhead);
    if (here != m_marks.begin()) {
        setPlayhead(*std::prev(here));
    }
}

void RunController::toggleMark() {
    if (const Note* const here = markAt(*m_session, m_branch, m_playhead)) {
        removeMark(here->id);
    } else {
        pushMark({}, Note{.branch = m_branch, .t = m_playhead, .text = {}}, tr("set a mark"));
    }
}

void RunController::nameMark(NoteId mark, const QString& name) {
    const Note* const note = m_session->notebook().find(mark);
    if (!note || note->text == name.trimmed().toStdString()) {
        return;
    }
    Note named = *note;
    named.text = name.trimmed().toStdString();
    pushMark(*note, named, tr("name a mark"));
}

void RunController::nameMarkHere(const QString& name) {
    if (const Note* const here = markAt(*m_session, m_branch, m_playhead)) {
        nameMark(here->id, name);
        return;
    }
    pushMark({},
             Note{.branch = m_branch, .t = m_playhead, .text = name.trimmed().toStdString()},
             tr("set a mark"));
}

void RunController::removeMark(NoteId mark) {
    if (const Note* const note = m_session->notebook().find(mark)) {
        pushMark(*note, {}, tr("remove a mark"));
    }
}

void RunController::goToMark(NoteId mark) {
    if (const Note* const note = m_session->notebook().find(mark)) {
        const SimTime t = note->t;
        setBranch(note->branch);
        setPlayhead(t);
    }
}

void RunController::pushMark(std::optional<Note> before,
                             std::optional<Note> after,
                             const QString& title) {
    // A change that cannot be stored is told, and is nothing to undo.
    if (replaceMark(before, after)) {
        m_undo->push(new MarkCommand(*this, std::move(before), std::move(after), title));
    }
}

bool RunController::replaceMark(const std::optional<Note>& from, const std::optional<Note>& to) {
    const Result<void> done = ui::replaceMark(*m_session, from, to);
    if (!done) {
        report(done.error());
        return false;
    }
    m_marks = markTimes(*m_session, m_branch);
    emit marksChanged();
    return true;
}

void RunController::findMarks() {
    if (std::vector<SimTime> found = markTimes(*m_session, m_branch); found != m_marks) {
        m_marks = std::move(found);
        emit marksChanged();
    }
}

}  // namespace foldline::ui
