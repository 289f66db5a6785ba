#include "core/log/note_table.h"

#include "core/log/strict_row.h"

namespace foldline {
namespace {

constexpr std::int64_t kIdMax = std::numeric_limits<std::uint32_t>::max() - 1;

/// The branch in `column`; the next column counts the branches of that id.
BranchId branchOf(StrictRow& row, int column) {
    const auto id = row.integer(column, 1, kIdMax);
    row.integer(column + 1, 1, 1);
    return BranchId{static_cast<std::uint32_t>(id)};
}

Result<void> replaceAnswer(sqlite::Database& database, const LessonAnswer& answer) {
    auto removal = database.prepare("DELETE FROM lesson_answer WHERE step = ?");
    auto insert = database.prepare("INSERT INTO lesson_answer VALUES(?,?,?,?)");
    if (!removal || !insert) {
        return tl::unexpected(removal ? insert.error() : removal.error());
    }
    removal->bind(1, std::int64_t{answer.step});
    auto done = removal->run();
    std::int64_t position = 0;
    for (const double number : answer.prediction) {
        if (!done) {
            break;
        }
        insert->bind(1, std::int64_t{answer.step}).bind(2, position++);
        insert->bind(3, std::int64_t{answer.branch.value}).bind(4, number);
        done = insert->run();
    }
    return done;
}

}  // namespace

Result<void> storeNote(sqlite::Database& database, const Note& note) {
    auto statement = database.prepare("INSERT OR REPLACE INTO note VALUES(?,?,?,?)");
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    statement->bind(1, std::int64_t{note.id.value}).bind(2, std::int64_t{note.branch.value});
    statement->bind(3, note.t.us).bind(4, note.text);
    return statement->run();
}

Result<void> removeNote(sqlite::Database& database, NoteId note) {
    auto statement = database.prepare("DELETE FROM note WHERE id = ?");
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    statement->bind(1, std::int64_t{note.value});
    return statement->run();
}

Result<void> storeLessonAnswer(sqlite::Database& database, const LessonAnswer& answer) {
    auto done = database.execute("SAVEPOINT answer");
    if (!done) {
        return done;
    }
    done = replaceAnswer(database, answer);
    if (!done) {
        (void)database.execute("ROLLBACK TO answer");
    }
    auto released = database.execute("RELEASE answer");
    return done ? released : done;
}

Result<std::vector<Note>> readNotes(sqlite::Database& database) {
    std::vector<Note> notes;
    auto read = eachRow(database,
                        "note",
                        "SELECT id, t, text, branch, (SELECT count(*) FROM branch WHERE branch.id "
                        "= note.branch) FROM note ORDER BY t, id",
                        [&](StrictRow& row) {
                            row.require(notes.size() < kNotesMax);
                            Note note;
                            note.id = NoteId{static_cast<std::uint32_t>(row.integer(0, 1, kIdMax))};
                            note.t = SimTime{row.integer(1, 0, kDurationMax.us)};
                            note.text = row.text(2, kNoteBytesMax);
                            note.branch = branchOf(row, 3);
                            notes.push_back(std::move(note));
                        });
    if (!read) {
        return tl::unexpected(read.error());
    }
    return notes;
}

Result<std::vector<LessonAnswer>> readLessonAnswers(sqlite::Database& database) {
    std::vector<LessonAnswer> answers;
    auto read = eachRow(
        database,
        "lesson_answer",
        "SELECT step, position, prediction, branch, (SELECT count(*) FROM branch WHERE branch.id "
        "= lesson_answer.branch) FROM lesson_answer ORDER BY step, position",
        [&](StrictRow& row) {
            const auto step = static_cast<std::uint32_t>(row.integer(0, 0, kLessonStepsMax - 1));
            const auto branch = branchOf(row, 3);
            if (row.integer(1, 0, kFiguresMax - 1) == 0) {
                answers.push_back({.step = step, .branch = branch, .prediction = {}});
            }
            row.require(!answers.empty() && answers.back().step == step &&
                        answers.back().branch == branch);
            const double number = row.number(2);
            if (row.ok()) {
                auto& prediction = answers.back().prediction;
                const auto next = static_cast<std::int64_t>(prediction.size());
                row.integer(1, next, next);
                prediction.push_back(number);
            }
        });
    if (!read) {
        return tl::unexpected(read.error());
    }
    return answers;
}

}  // namespace foldline
