// One writer at a time, whatever its process, and whatever becomes of it.
#include "core/log/writer_lock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "tests/core/log/sample.h"

namespace foldline {
namespace {

using sample::TemporaryDirectory;
using ::testing::HasSubstr;

/// Runs `work` in a process of its own; true when it returns true there.
template <class Work>
bool elsewhere(Work work) {
    const pid_t child = fork();
    if (child == 0) {
        _exit(work() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string refusalOf(const std::filesystem::path& file) {
    const auto out = RecordingWriter::openExisting(file);
    return out ? "not refused" : out.error().message;
}

TEST(WriterLock, ASecondWriterOfTheSameProcessIsRefusedAndTold) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    auto out = sample::writer(file);
    EXPECT_THAT(refusalOf(file), HasSubstr("is being written by another program"));
    EXPECT_THAT(refusalOf(file), HasSubstr("try again"));
    out.reset();
    EXPECT_EQ(refusalOf(file), "not refused");
}

TEST(WriterLock, AWriterOfAnotherProcessIsRefused) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    const auto refusedThere = [&] {
        return elsewhere([&] { return refusalOf(file) != "not refused"; });
    };
    auto out = sample::writer(file);
    EXPECT_TRUE(refusedThere());
    out.reset();
    EXPECT_FALSE(refusedThere());
}

TEST(WriterLock, ReadingAndVerifyingDoNotGiveItUp) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    std::mt19937_64 random(1);
    const auto out = sample::writer(file);
    ASSERT_TRUE(out->append(RunId{1}, sample::records(random, 1, 100)));
    ASSERT_TRUE(out->commit(RunId{1}, SimTime{1'000'000}, false));
    ASSERT_TRUE(RecordingReader::open(file));
    ASSERT_TRUE(findDamage(file, {}));
    EXPECT_TRUE(elsewhere([&] { return refusalOf(file) != "not refused"; }));
    // The last reader of another process must not take the WAL away with it.
    EXPECT_TRUE(elsewhere([&] {
        const auto reader = RecordingReader::open(file);
        return reader && (*reader)->read(RunId{1}, 1, 100)->size() == 100;
    }));
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(file) += "-wal"));
}

TEST(WriterLock, ARecordingUnderWayIsNotReplaced) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    const auto out = sample::writer(file);
    EXPECT_FALSE(RecordingWriter::create(file, sample::info(), {sample::dictionary()}, true));
    EXPECT_TRUE((*RecordingReader::open(file))->runs()->size() == 1);
}

TEST(WriterLock, AnotherNameOfTheSameFileIsNoWayAround) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    const auto link = directory.file("link.foldline");
    const auto out = sample::writer(file);
    std::filesystem::create_symlink(file, link);
    EXPECT_THAT(refusalOf(link), HasSubstr("is being written"));
}

TEST(WriterLock, AKilledWriterLeavesNoLock) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    int channel[2] = {};
    ASSERT_EQ(pipe(channel), 0);
    const pid_t child = fork();
    if (child == 0) {
        const auto out = sample::writer(file);
        (void)!write(channel[1], "!", 1);
        pause();
        _exit(0);
    }
    char ready = 0;
    ASSERT_EQ(read(channel[0], &ready, 1), 1);
    EXPECT_NE(refusalOf(file), "not refused");
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(file) += "-lock"));
    EXPECT_EQ(refusalOf(file), "not refused");
    EXPECT_FALSE(std::filesystem::exists(std::filesystem::path(file) += "-lock"));
    close(channel[0]);
    close(channel[1]);
}

TEST(WriterLock, ALockThatWasRemovedUnderItsHolderKeepsNobodyOutTwice) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    const auto first = WriterLock::take(file);
    ASSERT_TRUE(first);
    std::filesystem::remove(directory.file("a.foldline-lock"));
    // Whoever comes next makes a new file, and holds that.
    const auto second = WriterLock::take(file);
    ASSERT_TRUE(second) << second.error().message;
    EXPECT_FALSE(WriterLock::take(file));
}

TEST(WriterLock, WithoutAFolderToWriteInItSaysSo) {
    const TemporaryDirectory directory;
    const auto lock = WriterLock::take(directory.file("missing") / "a.foldline");
    ASSERT_FALSE(lock);
    EXPECT_THAT(lock.error().message, HasSubstr("use another folder"));
}

}  // namespace
}  // namespace foldline
