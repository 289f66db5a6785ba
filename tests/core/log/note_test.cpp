// Marks and answers to the lesson, as they are stored.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/log/sample.h"

namespace foldline {
namespace {

using sample::TemporaryDirectory;
using ::testing::HasSubstr;

Note note(std::uint32_t id, std::int64_t us, std::string text) {
    return {.id = NoteId{id}, .branch = BranchId{1}, .t = SimTime{us}, .text = std::move(text)};
}

LessonAnswer answer(std::uint32_t step, std::vector<double> prediction) {
    return {.step = step, .branch = BranchId{1}, .prediction = std::move(prediction)};
}

class NotesInAFile : public testing::Test {
protected:
    void SetUp() override { m_out = sample::writer(m_file); }

    std::vector<Note> notes() const {
        const auto reader = RecordingReader::open(m_file);
        EXPECT_TRUE(reader) << reader.error().message;
        return reader ? (*reader)->notes().value_or(std::vector<Note>{}) : std::vector<Note>{};
    }

    std::vector<LessonAnswer> answers() const {
        const auto reader = RecordingReader::open(m_file);
        EXPECT_TRUE(reader) << reader.error().message;
        return reader ? (*reader)->lessonAnswers().value_or(std::vector<LessonAnswer>{})
                      : std::vector<LessonAnswer>{};
    }

    const TemporaryDirectory m_directory;
    const std::filesystem::path m_file = m_directory.file("a.foldline");
    std::unique_ptr<RecordingWriter> m_out;
};

TEST_F(NotesInAFile, AreReadByTimeAsTheyWereWritten) {
    const auto late = note(1, 14'280'000, "여기서 DB가 죽는다");
    const auto early = note(2, 5, "");
    ASSERT_TRUE(m_out->putNote(late));
    ASSERT_TRUE(m_out->putNote(early));
    EXPECT_EQ(notes(), (std::vector{early, late}));
    EXPECT_EQ(sample::askSql(m_file, "SELECT text FROM note WHERE t = 14280000"), late.text);
}

TEST_F(NotesInAFile, CanBeChangedAndTakenAway) {
    ASSERT_TRUE(m_out->putNote(note(1, 5, "befor")));
    ASSERT_TRUE(m_out->putNote(note(2, 6, "stays")));
    ASSERT_TRUE(m_out->putNote(note(1, 7, "before")));
    EXPECT_EQ(notes(), (std::vector{note(2, 6, "stays"), note(1, 7, "before")}));
    ASSERT_TRUE(m_out->removeNote(NoteId{1}));
    EXPECT_EQ(notes(), std::vector{note(2, 6, "stays")});
}

TEST_F(NotesInAFile, AnAnswerTakesThePlaceOfTheOneBefore) {
    ASSERT_TRUE(m_out->putLessonAnswer(answer(3, {1.0, 2.5, 0.0})));
    ASSERT_TRUE(m_out->putLessonAnswer(answer(0, {-4.0})));
    ASSERT_TRUE(m_out->putLessonAnswer(answer(3, {7.0, 1e300})));
    EXPECT_EQ(answers(), (std::vector{answer(0, {-4.0}), answer(3, {7.0, 1e300})}));
    ASSERT_TRUE(m_out->putLessonAnswer(answer(3, {})));
    EXPECT_EQ(answers(), std::vector{answer(0, {-4.0})});
}

TEST_F(NotesInAFile, GoWithTheTransactionUnderWay) {
    std::mt19937_64 random(1);
    ASSERT_TRUE(m_out->append(RunId{1}, sample::records(random, 1, 10)));
    ASSERT_TRUE(m_out->putNote(note(1, 5, "a")));
    ASSERT_TRUE(m_out->putLessonAnswer(answer(0, {1.0})));
    EXPECT_TRUE(notes().empty());
    ASSERT_TRUE(m_out->commit(RunId{1}, SimTime{1'000'000}, false));
    EXPECT_EQ(notes().size(), 1U);
    EXPECT_EQ(answers().size(), 1U);
}

TEST_F(NotesInAFile, ThatMakeNoSenseAreRefusedAndFound) {
    ASSERT_TRUE(m_out->putNote(note(1, 5, "a")));
    ASSERT_TRUE(m_out->putLessonAnswer(answer(2, {1.0, 2.0})));
    std::mt19937_64 random(1);
    ASSERT_TRUE(m_out->append(RunId{1}, sample::records(random, 1, 10)));
    ASSERT_TRUE(m_out->commit(RunId{1}, SimTime{9'000'000'000}, true));
    m_out.reset();
    ASSERT_TRUE(findDamage(m_file, {})->empty());
    for (const char* change : {"note SET t = -1",
                               "note SET t = 'noon'",
                               "note SET t = 9e15",
                               "note SET text = x'00'",
                               "note SET text = hex(zeroblob(4000))",
                               "note SET id = 0",
                               "note SET id = 4294967296",
                               "note SET branch = 2",
                               "lesson_answer SET branch = 2",
                               "lesson_answer SET branch = 1 + position",
                               "lesson_answer SET prediction = 'many'",
                               "lesson_answer SET prediction = 9e999",
                               "lesson_answer SET position = position + 5",
                               "lesson_answer SET position = position * 2",
                               "lesson_answer SET step = -1",
                               "lesson_answer SET step = step + position"}) {
        const auto broken = m_directory.file("broken.foldline");
        std::filesystem::copy_file(
            m_file, broken, std::filesystem::copy_options::overwrite_existing);
        sample::runSql(broken, std::string("UPDATE ") + change);
        const auto reader = RecordingReader::open(broken);
        ASSERT_TRUE(reader) << reader.error().message;
        const bool isNote = std::string_view(change).starts_with("note");
        EXPECT_EQ((*reader)->notes().has_value(), !isNote) << change;
        EXPECT_EQ((*reader)->lessonAnswers().has_value(), isNote) << change;
        const auto found = findDamage(broken, {});
        ASSERT_TRUE(found);
        ASSERT_EQ(found->size(), 1U) << change;
        EXPECT_THAT(found->front().what, HasSubstr(isNote ? "table note" : "table lesson_answer"));
    }
}

}  // namespace
}  // namespace foldline
