#include "core/run/notebook.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "core/base/check.h"

namespace foldline {
namespace {

Result<void> acceptable(const Note& note) {
    FOLDLINE_CHECK(note.branch.exists() && note.t >= SimTime{} && note.t.us <= kDurationMax.us);
    if (note.text.size() > kNoteBytesMax) {
        return fail("the note is too long (it takes " + std::to_string(note.text.size()) +
                    " bytes, and may take " + std::to_string(kNoteBytesMax) + "); shorten it");
    }
    return {};
}

Result<void> acceptable(const LessonAnswer& answer) {
    FOLDLINE_CHECK(answer.branch.exists());
    if (answer.step >= kLessonStepsMax || answer.prediction.size() > kFiguresMax) {
        return fail("the lesson is too long for its answers to be kept; split it");
    }
    if (!std::ranges::all_of(answer.prediction, [](double n) { return std::isfinite(n); })) {
        return fail("a prediction must be a number");
    }
    return {};
}

}  // namespace

Notebook::Notebook(std::vector<Note> notes, std::vector<LessonAnswer> answers, Store store)
    : m_notes(std::move(notes)),
      m_answers(std::move(answers)),
      m_store(std::move(store)) {
    for (const Note& note : m_notes) {
        m_nextId = std::max(m_nextId, note.id.value + 1);
    }
}

std::vector<Note>::iterator Notebook::placeOf(NoteId note) {
    return std::ranges::find(m_notes, note, &Note::id);
}

const Note* Notebook::find(NoteId note) const {
    const auto found = std::ranges::find(m_notes, note, &Note::id);
    return found == m_notes.end() ? nullptr : &*found;
}

void Notebook::insert(Note note) {
    const auto key = [](const Note& of) { return std::tuple(of.t, of.id); };
    m_notes.insert(std::ranges::upper_bound(m_notes, key(note), {}, key), std::move(note));
}

Result<NoteId> Notebook::add(Note note) {
    auto stored = acceptable(note);
    const NoteId id{m_nextId};
    if (stored && (m_notes.size() >= kNotesMax || !id.exists())) {
        return fail("the recording holds as many notes as it can; remove some first");
    }
    note.id = id;
    stored = stored.and_then([&] { return m_store(note); });
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    ++m_nextId;
    insert(std::move(note));
    return id;
}

Result<void> Notebook::change(const Note& note) {
    FOLDLINE_CHECK(placeOf(note.id) != m_notes.end());
    auto stored = acceptable(note).and_then([&] { return m_store(note); });
    if (stored) {
        m_notes.erase(placeOf(note.id));
        insert(note);
    }
    return stored;
}

Result<void> Notebook::remove(NoteId note) {
    FOLDLINE_CHECK(placeOf(note) != m_notes.end());
    auto stored = m_store(note);
    if (stored) {
        m_notes.erase(placeOf(note));
    }
    return stored;
}

const LessonAnswer* Notebook::answerTo(std::size_t step) const {
    const auto found = std::ranges::find(m_answers, step, &LessonAnswer::step);
    return found == m_answers.end() ? nullptr : &*found;
}

Result<void> Notebook::answer(const LessonAnswer& answer) {
    auto stored = acceptable(answer).and_then([&] { return m_store(answer); });
    if (!stored) {
        return stored;
    }
    std::erase_if(m_answers, [&](const LessonAnswer& old) { return old.step == answer.step; });
    if (!answer.prediction.empty()) {
        const auto next = std::ranges::upper_bound(m_answers, answer.step, {}, &LessonAnswer::step);
        m_answers.insert(next, answer);
    }
    return {};
}

}  // namespace foldline
