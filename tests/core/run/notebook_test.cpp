// Marks and answers to the lesson, from the session's side.
#include "core/run/notebook.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/run/recordings.h"

namespace foldline {
namespace {

using testing::bundledScenario;
using testing::finish;
using testing::Folder;
using testing::startSession;

constexpr BranchId kFirst{1};

Note mark(std::int64_t us, std::string text = {}) {
    return {.id = {}, .branch = kFirst, .t = SimTime{us}, .text = std::move(text)};
}

Notebook emptyNotebook(Notebook::Store store = [](const auto&) { return Result<void>{}; }) {
    return Notebook({}, {}, std::move(store));
}

std::vector<std::string> textsOf(const Notebook& notebook) {
    std::vector<std::string> texts;
    for (const Note& note : notebook.notes()) {
        texts.push_back(note.text);
    }
    return texts;
}

TEST(Notebook, NotesAreInOrderOfTimeHoweverTheyCome) {
    auto notebook = emptyNotebook();
    const auto c = notebook.add(mark(30, "c"));
    ASSERT_TRUE(notebook.add(mark(10, "a")));
    ASSERT_TRUE(notebook.add(mark(20, "b")));
    ASSERT_TRUE(notebook.add(mark(10, "a too")));
    EXPECT_EQ(textsOf(notebook), (std::vector<std::string>{"a", "a too", "b", "c"}));
    Note moved = *notebook.find(*c);
    moved.t = SimTime{15};
    ASSERT_TRUE(notebook.change(moved));
    EXPECT_EQ(textsOf(notebook), (std::vector<std::string>{"a", "a too", "c", "b"}));
}

TEST(Notebook, AnIdIsNotGivenTwice) {
    Note stored = mark(10);
    stored.id = NoteId{7};
    Notebook notebook({stored}, {}, [](const auto&) { return Result<void>{}; });
    const auto added = notebook.add(mark(20));
    ASSERT_TRUE(added);
    EXPECT_EQ(*added, NoteId{8});
    ASSERT_TRUE(notebook.remove(*added));
    EXPECT_EQ(*notebook.add(mark(20)), NoteId{9});
}

TEST(Notebook, WhatCannotBeStoredIsNotThere) {
    bool full = false;
    auto notebook = emptyNotebook(
        [&](const auto&) { return full ? fail("the disk is full") : Result<void>{}; });
    const auto kept = notebook.add(mark(1, "kept"));
    ASSERT_TRUE(notebook.answer({.step = 0, .branch = kFirst, .prediction = {1.0}}));
    full = true;
    EXPECT_FALSE(notebook.add(mark(2)));
    EXPECT_FALSE(notebook.remove(*kept));
    Note changed = *notebook.find(*kept);
    changed.text = "changed";
    EXPECT_FALSE(notebook.change(changed));
    EXPECT_FALSE(notebook.answer({.step = 0, .branch = kFirst, .prediction = {2.0}}));
    EXPECT_EQ(textsOf(notebook), std::vector<std::string>{"kept"});
    EXPECT_EQ(notebook.answerTo(0)->prediction, std::vector{1.0});
}

TEST(Notebook, WhatNoFileWouldTakeIsRefused) {
    auto notebook = emptyNotebook();
    EXPECT_TRUE(notebook.add(mark(1, std::string(kNoteBytesMax, 'x'))));
    EXPECT_FALSE(notebook.add(mark(1, std::string(kNoteBytesMax + 1, 'x'))));
    EXPECT_FALSE(notebook.answer({.step = 0, .branch = kFirst, .prediction = {NAN}}));
    EXPECT_FALSE(notebook.answer({.step = kLessonStepsMax, .branch = kFirst, .prediction = {1}}));
    for (std::size_t i = notebook.notes().size(); i < kNotesMax; ++i) {
        ASSERT_TRUE(notebook.add(mark(static_cast<std::int64_t>(i))));
    }
    EXPECT_FALSE(notebook.add(mark(1)));
}

TEST(Notebook, AnEmptyPredictionTakesTheAnswerAway) {
    auto notebook = emptyNotebook();
    ASSERT_TRUE(notebook.answer({.step = 4, .branch = kFirst, .prediction = {1.0}}));
    ASSERT_TRUE(notebook.answer({.step = 2, .branch = kFirst, .prediction = {5.0, 6.0}}));
    ASSERT_EQ(notebook.answers().size(), 2U);
    EXPECT_EQ(notebook.answers().front().step, 2U);
    EXPECT_EQ(notebook.answerTo(3), nullptr);
    ASSERT_TRUE(notebook.answer({.step = 4, .branch = kFirst, .prediction = {}}));
    EXPECT_EQ(notebook.answerTo(4), nullptr);
}

/// The first step of the lesson that asks for figures, and how many.
LessonAnswer anAnswer(const Scenario& scenario) {
    for (std::size_t i = 0; i < scenario.lesson.size(); ++i) {
        if (const auto count = scenario.lesson[i].answer.size(); count > 0) {
            return {.step = static_cast<std::uint32_t>(i),
                    .branch = kFirst,
                    .prediction = std::vector<double>(count, 12.5)};
        }
    }
    ADD_FAILURE() << "the lesson asks nothing";
    return {};
}

TEST(SessionNotebook, WhatWasNotedIsThereWhenTheRecordingIsOpenedAgain) {
    const Folder folder;
    const auto file = folder / "a.foldline";
    std::vector<Note> notes;
    LessonAnswer answer;
    {
        const auto session = startSession(bundledScenario(), file);
        finish(*session, kFirst);
        const auto branch = session->fork(kFirst, {testing::down("members-db", 5'000, 100)}, "b");
        ASSERT_TRUE(branch);
        auto& notebook = session->notebook();
        Note onBranch = mark(20'000'000, "그 뒤");
        onBranch.branch = *branch;
        ASSERT_TRUE(notebook.add(onBranch));
        const auto gone = notebook.add(mark(5));
        ASSERT_TRUE(notebook.add(mark(14'280'000, "here")));
        ASSERT_TRUE(gone && notebook.remove(*gone));
        answer = anAnswer(session->scenario());
        ASSERT_TRUE(notebook.answer(answer));
        notes = notebook.notes();
    }
    ASSERT_EQ(notes.size(), 2U);
    for (const auto access : {SessionAccess::ReadWrite, SessionAccess::ReadOnly}) {
        const auto session = Session::open(file, access);
        ASSERT_TRUE(session) << session.error().message;
        EXPECT_EQ((*session)->notebook().notes(), notes);
        EXPECT_EQ((*session)->notebook().answers(), std::vector{answer});
    }
}

TEST(SessionNotebook, ACopyHasTheNotes) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    finish(*session, kFirst);
    ASSERT_TRUE(session->notebook().add(mark(1, "x")));
    ASSERT_TRUE(session->saveCopy(folder / "b.foldline"));
    const auto copy = Session::open(folder / "b.foldline");
    ASSERT_TRUE(copy) << copy.error().message;
    EXPECT_EQ((*copy)->notebook().notes(), session->notebook().notes());
}

TEST(SessionNotebook, ReadOnlyRefusesWithTheReason) {
    const Folder folder;
    const auto file = folder / "a.foldline";
    {
        const auto session = startSession(bundledScenario(), file);
        finish(*session, kFirst);
    }
    const auto session = Session::open(file, SessionAccess::ReadOnly);
    ASSERT_TRUE(session) << session.error().message;
    const auto added = (*session)->notebook().add(mark(1));
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().message, (*session)->readOnlyReason());
    EXPECT_TRUE((*session)->notebook().notes().empty());
}

TEST(SessionNotebook, AnswersToQuestionsThatAreNotAskedAreDamage) {
    const Folder folder;
    const auto file = folder / "a.foldline";
    {
        const auto session = startSession(bundledScenario(), file);
        finish(*session, kFirst);
    }
    const auto refuses = [&](LessonAnswer answer) {
        {
            const auto out = RecordingWriter::openExisting(file);
            EXPECT_TRUE(out) << out.error().message;
            EXPECT_TRUE((*out)->putLessonAnswer(answer));
        }
        const bool opened = Session::open(file).has_value();
        answer.prediction.clear();
        const auto out = RecordingWriter::openExisting(file);
        EXPECT_TRUE(out && (*out)->putLessonAnswer(answer));
        return !opened;
    };
    const auto session = Session::open(file);
    ASSERT_TRUE(session) << session.error().message;
    LessonAnswer tooMany = anAnswer((*session)->scenario());
    EXPECT_FALSE(refuses(tooMany));
    tooMany.prediction.push_back(1.0);
    EXPECT_TRUE(refuses(tooMany));
    EXPECT_TRUE(refuses({.step = 900, .branch = kFirst, .prediction = {1.0}}));
}

}  // namespace
}  // namespace foldline
