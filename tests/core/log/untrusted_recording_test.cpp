// Files somebody else wrote, or broke.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "tests/core/log/sample.h"

namespace foldline {
namespace {

using sample::TemporaryDirectory;
using testing::HasSubstr;

std::string contents(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

std::string messageOf(const std::filesystem::path& file) {
    const auto reader = RecordingReader::open(file);
    return reader ? "opened" : reader.error().message;
}

/// Everything a reader can be asked. The answers do not matter, coming back does.
void askEverything(const std::filesystem::path& file) {
    auto opened = RecordingReader::open(file);
    if (!opened) {
        return;
    }
    auto& reader = **opened;
    (void)reader.branches();
    const auto runs = reader.runs();
    for (const auto& run : runs.value_or(std::vector<RunInfo>{})) {
        const auto& names = reader.systems().at(run.system);
        const auto read = reader.read(run.id, 1, 2'000);
        for (const auto& record : read.value_or(std::vector<Record>{})) {
            EXPECT_TRUE(!record.entity.exists() || record.entity.value < names.entities.size());
            EXPECT_TRUE(!record.what.exists() || record.what.value < names.symbols.size());
            EXPECT_TRUE(!record.node.exists() || record.node.value < names.nodes.size());
            EXPECT_LT(record.cause, record.seq);
        }
        (void)reader.lastSeqAt(run.id, SimTime{100'000});
        (void)reader.keyframeAt(run.id, run.lastSeq);
        (void)reader.entityKeyframeAt(run.id, EntityId{3}, run.lastSeq);
        (void)reader.readEntity(run.id, EntityId{3}, 0, run.lastSeq, 100);
    }
}

class UntrustedRecording : public testing::Test {
protected:
    void SetUp() override { sample::finishedRecording(m_file, m_seed, 600, 150); }

    const std::uint64_t m_seed = sample::freshSeed();
    const TemporaryDirectory m_directory;
    const std::filesystem::path m_file = m_directory.file("a.foldline");
};

TEST_F(UntrustedRecording, BrokenAnywhereBreaksNothingElse) {
    const auto intact = contents(m_file);
    std::mt19937_64 random(m_seed);
    SCOPED_TRACE(m_seed);
    for (int i = 0; i < 150; ++i) {
        auto broken = intact;
        for (auto count = 1 + random() % 8; count > 0; --count) {
            broken[random() % broken.size()] = static_cast<char>(random());
        }
        if (random() % 10 == 0) {
            broken.resize(random() % broken.size());
        }
        write(m_file, broken);
        askEverything(m_file);
        (void)findDamage(m_file, {});
        if (i % 5 == 0) {
            (void)RecordingWriter::openExisting(m_file);
        }
        std::filesystem::remove(std::filesystem::path(m_file) += "-journal");
        std::filesystem::remove(std::filesystem::path(m_file) += "-wal");
        std::filesystem::remove(std::filesystem::path(m_file) += "-shm");
    }
}

TEST_F(UntrustedRecording, WithValuesOutOfRangeIsRefusedNotBelieved) {
    const auto intact = contents(m_file);
    for (const char* change : {"record SET seq = 7 WHERE id = 300",
                               "record SET run = 2 WHERE id = 300",
                               "record SET t = -1 WHERE id = 300",
                               "record SET t = 9e15 WHERE id = 300",
                               "record SET t = 0 WHERE id = 600",
                               "record SET kind = 0 WHERE id = 300",
                               "record SET kind = 10000 WHERE id = 300",
                               "record SET node = 5 WHERE id = 300",
                               "record SET node = -1 WHERE id = 300",
                               "record SET peer = 65536 WHERE id = 300",
                               "record SET message = -1 WHERE id = 300",
                               "record SET cause = 300 WHERE id = 300",
                               "record SET cause = 0 WHERE id = 300",
                               "record SET entity = 20 WHERE id = 300",
                               "record SET entity = 4294967296 WHERE id = 300",
                               "record SET what = 6 WHERE id = 300",
                               "record SET version = 0 WHERE id = 300",
                               "record SET version = 4294967296 WHERE id = 300",
                               "record SET slot = 2147483648 WHERE id = 300",
                               "record SET slot = 'first' WHERE id = 300",
                               "record SET slot = 1.5 WHERE id = 300",
                               "record SET value = 4611686018427387904, kind = 2 WHERE id = 300",
                               "record SET data = '{\"wealth\":5}' WHERE id = 300",
                               "record SET data = x'7b7d' WHERE id = 300",
                               "record SET id = 1000 WHERE id = 300"}) {
        write(m_file, intact);
        sample::runSql(m_file, std::string("UPDATE ") + change);
        auto reader = RecordingReader::open(m_file);
        ASSERT_TRUE(reader) << reader.error().message;
        const auto read = (*reader)->read(RunId{1}, 1, 1'000);
        ASSERT_FALSE(read) << change;
        EXPECT_THAT(read.error().message, HasSubstr("damaged")) << change;
        EXPECT_TRUE((*reader)->read(RunId{1}, 1, 299)) << "what is before it is read";
    }
}

TEST_F(UntrustedRecording, WithTablesThatAreNotOursIsRefused) {
    const auto intact = contents(m_file);
    for (const char* sql :
         {"ALTER TABLE keyframe RENAME TO old; CREATE VIEW keyframe AS SELECT * FROM old",
          "ALTER TABLE record ADD COLUMN more",
          "ALTER TABLE entity_keyframe DROP COLUMN hash",
          "DROP TABLE branch",
          "CREATE INDEX mine ON record(abs(value))",
          "DROP INDEX record_by_entity; CREATE INDEX record_by_entity ON record(entity)",
          "DROP TABLE chunk; CREATE TABLE chunk(run, first_seq, last_seq, first_t, last_t, "
          "first_id, hash)"}) {
        write(m_file, intact);
        sample::runSql(m_file, sql);
        EXPECT_NE(messageOf(m_file), "opened") << sql;
        EXPECT_FALSE(RecordingWriter::openExisting(m_file)) << sql;
    }
}

TEST_F(UntrustedRecording, WithATriggerIsReadButNotWritten) {
    sample::runSql(m_file,
                   "CREATE TRIGGER mine AFTER INSERT ON record BEGIN DELETE FROM record; END");
    EXPECT_EQ(messageOf(m_file), "opened");
    const auto out = RecordingWriter::openExisting(m_file);
    ASSERT_FALSE(out);
    EXPECT_THAT(out.error().message, HasSubstr("the trigger mine"));
}

TEST_F(UntrustedRecording, WithNotesOfItsOwnerIsAsGoodAsAny) {
    sample::runSql(m_file,
                   "CREATE TABLE my_notes(text); CREATE INDEX my_index ON my_notes(text); "
                   "CREATE VIEW mine AS SELECT * FROM records; ANALYZE;");
    EXPECT_EQ(messageOf(m_file), "opened");
    EXPECT_TRUE(findDamage(m_file, {})->empty());
    EXPECT_TRUE(RecordingWriter::openExisting(m_file));
}

TEST_F(UntrustedRecording, OfANewerFoldlineSaysSo) {
    const auto intact = contents(m_file);
    sample::runSql(m_file, "PRAGMA user_version = 2");
    EXPECT_THAT(messageOf(m_file), HasSubstr("written by a newer Foldline"));
    EXPECT_FALSE(RecordingWriter::openExisting(m_file));
    write(m_file, intact);
    sample::runSql(m_file, "INSERT INTO kind VALUES(1000, 'TeaServed', '')");
    EXPECT_NE(messageOf(m_file), "opened");
    write(m_file, intact);
    sample::runSql(m_file, "INSERT INTO kind SELECT max(id) + 1, 'TeaServed', '' FROM kind");
    EXPECT_THAT(messageOf(m_file),
                HasSubstr("newer Foldline, which knows records called TeaServed"));
}

TEST_F(UntrustedRecording, ThatIsNoneSaysSo) {
    const auto other = m_directory.file("other");
    EXPECT_THAT(messageOf(other), HasSubstr("there is no file"));
    EXPECT_THAT(messageOf(m_directory.path()), HasSubstr("is not a file"));
    write(other, "");
    EXPECT_THAT(messageOf(other), HasSubstr("is not a Foldline recording"));
    write(other, std::string(10'000, 'x'));
    EXPECT_THAT(messageOf(other), HasSubstr("is not a Foldline recording"));
    std::filesystem::remove(other);
    sample::runSql(other, "CREATE TABLE t(a)");
    EXPECT_THAT(messageOf(other), HasSubstr("is not a Foldline recording"));
}

TEST_F(UntrustedRecording, IsNotChangedByReading) {
    const auto before = contents(m_file);
    askEverything(m_file);
    (void)findDamage(m_file, {});
    EXPECT_TRUE(contents(m_file) == before);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(m_directory.path()), {}), 1);
}

TEST_F(UntrustedRecording, OddNamesOfFilesAreOnlyNames) {
    for (const char* name :
         {"a?mode=memory#b%20c.foldline", "file:x.foldline", ":memory:", "서 울"}) {
        const auto file = m_directory.file(name);
        std::filesystem::copy_file(m_file, file);
        EXPECT_EQ(messageOf(file), "opened") << name;
    }
}

/// Runs `work` in a process that may not write to `directory`, and returns what it says.
template <class Work>
std::string withoutPermission(const std::filesystem::path& directory, Work work) {
    std::filesystem::permissions(
        directory,
        std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec |
            std::filesystem::perms::group_read | std::filesystem::perms::group_exec |
            std::filesystem::perms::others_read | std::filesystem::perms::others_exec);
    int pipes[2] = {};
    EXPECT_EQ(pipe(pipes), 0);
    const auto child = fork();
    if (child == 0) {
        // The administrator may write anywhere: become nobody.
        constexpr uid_t kNobody = 65'534;
        const bool powerless = geteuid() != 0 || setuid(kNobody) == 0;
        const std::string said = powerless ? work() : "cannot give up permissions";
        const auto written = ::write(pipes[1], said.data(), said.size());
        _exit(written == static_cast<ssize_t>(said.size()) ? 0 : 1);
    }
    close(pipes[1]);
    std::string said(1'000, '\0');
    const auto size = read(pipes[0], said.data(), said.size());
    close(pipes[0]);
    said.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    int status = 0;
    waitpid(child, &status, 0);
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
    return said;
}

TEST_F(UntrustedRecording, InAFolderThatCannotBeWrittenIsRead) {
    EXPECT_EQ(withoutPermission(m_directory.path(), [&] { return messageOf(m_file); }), "opened");
    // A copy made while it was open elsewhere says in its header that it has a WAL.
    sample::runSql(m_file, "PRAGMA journal_mode = WAL");
    EXPECT_EQ(withoutPermission(m_directory.path(), [&] { return messageOf(m_file); }), "opened");
    EXPECT_NE(withoutPermission(m_directory.path(),
                                [&] {
                                    const auto out = RecordingWriter::openExisting(m_file);
                                    return out ? "writes" : out.error().message;
                                }),
              "writes");
}

}  // namespace
}  // namespace foldline
