// What people leave in a recording: marks with their words, and answers to the lesson.
#pragma once

#include <vector>

#include "core/log/recording_file.h"
#include "core/log/sqlite.h"

namespace foldline {

/// All that store are part of the transaction under way, or one of their own.
Result<void> storeNote(sqlite::Database& database, const Note& note);
Result<void> removeNote(sqlite::Database& database, NoteId note);
Result<void> storeLessonAnswer(sqlite::Database& database, const LessonAnswer& answer);

/// Both fail when a row makes no sense, or belongs to a branch that is not there.
Result<std::vector<Note>> readNotes(sqlite::Database& database);
Result<std::vector<LessonAnswer>> readLessonAnswers(sqlite::Database& database);

}  // namespace foldline
