// What people add to a recording: marks with their words, and answers to the lesson. Kept in
// memory; every change is handed on to be stored.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "core/log/recording_file.h"

namespace foldline {

/// A note that is new or was changed, one that was taken away, or an answer.
using NotebookChange = std::variant<Note, NoteId, LessonAnswer>;

/// Used by one thread. Where storing a change fails, nothing is changed.
class Notebook {
public:
    using Store = std::function<Result<void>(const NotebookChange&)>;

    /// Begins with what is stored already. `store` must outlive it, and return soon.
    Notebook(std::vector<Note> notes, std::vector<LessonAnswer> answers, Store store);

    /// By time, then by id. Valid until the next change.
    const std::vector<Note>& notes() const { return m_notes; }

    /// The note of that id; null when there is none.
    const Note* find(NoteId note) const;

    /// Adds `note` under a new id. Fails when its text is too long or there are too many.
    Result<NoteId> add(Note note);
    /// Puts `note` in the place of the one with its id, which must be there.
    Result<void> change(const Note& note);
    /// The note must be there.
    Result<void> remove(NoteId note);

    /// By step. Valid until the next change.
    const std::vector<LessonAnswer>& answers() const { return m_answers; }

    /// What was answered to that step; null when nothing was.
    const LessonAnswer* answerTo(std::size_t step) const;

    /// Takes the place of what was answered to the same step before. An empty prediction takes the
    /// answer away.
    Result<void> answer(const LessonAnswer& answer);

private:
    std::vector<Note>::iterator placeOf(NoteId note);
    void insert(Note note);

    std::vector<Note> m_notes;
    std::vector<LessonAnswer> m_answers;
    Store m_store;
    std::uint32_t m_nextId = 1;
};

}  // namespace foldline
