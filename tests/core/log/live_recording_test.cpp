// A recording that is being written: by a thread beside readers, and by a process that is killed.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <thread>

#include "tests/core/log/sample.h"

namespace foldline {
namespace {

using sample::TemporaryDirectory;

constexpr std::size_t kBatch = 500;

TEST(LiveRecording, AReaderSeesEveryCommitWholeAndNothingElse) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    const auto seed = sample::freshSeed();
    std::mt19937_64 random(seed);
    const auto all = sample::records(random, 1, 60'000);
    auto out = sample::writer(file);
    std::atomic<bool> done = false;
    std::size_t prefixes = 0;
    std::string problem;
    std::thread observer([&] {
        const auto reader = std::move(*RecordingReader::open(file));
        Seq seen = 0;
        for (bool last = false; problem.empty() && !last;) {
            last = done;
            const auto runs = reader->runs();
            const Seq promised = runs ? runs->front().lastSeq : 0;
            const auto read = reader->read(RunId{1}, seen + 1, all.size());
            if (!runs || !read) {
                problem = runs ? read.error().message : runs.error().message;
                break;
            }
            // Three appends make a commit.
            const bool whole = (seen + read->size()) % (3 * kBatch) == 0;
            const bool equal =
                std::ranges::equal(*read, std::span(all).subspan(seen, read->size()));
            prefixes += read->empty() ? 0 : 1;
            seen += read->size();
            if (!whole || !equal || seen < promised) {
                problem = "after " + std::to_string(seen) + " records";
            }
        }
        problem += seen == all.size() ? "" : " the end was not seen";
    });
    for (std::size_t i = 0; i < all.size(); i += kBatch) {
        EXPECT_TRUE(out->append(RunId{1}, std::span(all).subspan(i, kBatch)));
        if ((i / kBatch) % 3 == 2) {
            EXPECT_TRUE(out->commit(RunId{1}, all[i + kBatch - 1].t, false));
        }
    }
    done = true;
    observer.join();
    EXPECT_EQ(problem, "") << seed;
    EXPECT_GE(prefixes, 1U);
}

TEST(LiveRecording, AReaderOutlivesItsWriter) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    std::mt19937_64 random(4);
    const auto all = sample::records(random, 1, 1'000);
    auto out = sample::writer(file);
    const auto reader = std::move(*RecordingReader::open(file));
    ASSERT_TRUE(out->append(RunId{1}, all));
    ASSERT_TRUE(out->commit(RunId{1}, all.back().t, true));
    out.reset();
    EXPECT_EQ(*reader->read(RunId{1}, 1, 2'000), all);
    auto again = RecordingWriter::openExisting(file);
    ASSERT_TRUE(again) << again.error().message;
    const auto more = sample::records(random, 1'001, 10, all.back().t);
    ASSERT_TRUE((*again)->append(RunId{1}, more));
    ASSERT_TRUE((*again)->commit(RunId{1}, more.back().t, true));
    EXPECT_EQ(*reader->read(RunId{1}, 1'001, 2'000), more);
}

TEST(LiveRecording, WhenItsWriterIsClosedTheFileAloneIsComplete) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    std::mt19937_64 random(4);
    const auto all = sample::records(random, 1, 1'000);
    auto out = sample::writer(file);
    const auto reader = std::move(*RecordingReader::open(file));
    ASSERT_TRUE(out->append(RunId{1}, all));
    ASSERT_TRUE(out->commit(RunId{1}, all.back().t, true));
    out.reset();
    const auto mailed = directory.file("mailed.foldline");
    std::filesystem::copy_file(file, mailed);
    EXPECT_EQ(*std::move(*RecordingReader::open(mailed))->read(RunId{1}, 1, 2'000), all);
}

TEST(LiveRecording, WhatAnotherToolWroteStopsTheWriter) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    std::mt19937_64 random(4);
    const auto all = sample::records(random, 1, 20);
    const auto out = sample::writer(file);
    ASSERT_TRUE(out->append(RunId{1}, std::span(all).first(10)));
    ASSERT_TRUE(out->commit(RunId{1}, all[9].t, false));
    sample::runSql(file, "UPDATE branch SET title = 'mine'");
    const auto refused = out->append(RunId{1}, std::span(all).subspan(10));
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("another program"), std::string::npos);
    EXPECT_EQ(*(*RecordingReader::open(file))->read(RunId{1}, 1, 20),
              std::vector(all.begin(), all.begin() + 10));
}

/// Appends without end, and says after every commit how many records are safe.
[[noreturn]] void appendUntilKilled(const std::filesystem::path& file,
                                    const std::vector<Record>& all,
                                    int pipe) {
    auto out = RecordingWriter::openExisting(file);
    for (std::size_t i = 0; out && i + kBatch <= all.size(); i += kBatch) {
        const auto some = std::span(all).subspan(i, kBatch);
        if (!(*out)->append(RunId{1}, some) || !(*out)->commit(RunId{1}, some.back().t, false)) {
            break;
        }
        const Seq safe = some.back().seq;
        if (write(pipe, &safe, sizeof safe) != sizeof safe) {
            break;
        }
        // Something uncommitted is always under way when the end comes.
        (void)(*out)->addKeyframe(RunId{1}, {safe, some.back().t, std::string(100'000, 'k')});
    }
    _exit(1);
}

TEST(LiveRecording, AKilledWriterLosesNothingItCommitted) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    const auto seed = sample::freshSeed();
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    const auto all = sample::records(random, 1, 400'000);
    sample::writer(file).reset();
    int pipes[2] = {};
    ASSERT_EQ(pipe(pipes), 0);
    const auto child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        appendUntilKilled(file, all, pipes[1]);
    }
    close(pipes[1]);
    Seq safe = 0;
    const auto commits = 5 + random() % 20;
    for (std::size_t i = 0; i < commits; ++i) {
        ASSERT_EQ(read(pipes[0], &safe, sizeof safe), static_cast<ssize_t>(sizeof safe));
    }
    ASSERT_EQ(kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status)) << "it was to be killed in the middle of its work";
    while (read(pipes[0], &safe, sizeof safe) == static_cast<ssize_t>(sizeof safe)) {
    }
    close(pipes[0]);

    auto out = RecordingWriter::openExisting(file);
    ASSERT_TRUE(out) << out.error().message;
    auto reader = RecordingReader::open(file);
    ASSERT_TRUE(reader) << reader.error().message;
    const auto run = reader.value()->runs()->front();
    EXPECT_GE(run.lastSeq, safe);
    EXPECT_FALSE(run.finished);
    const auto kept = static_cast<std::size_t>(run.lastSeq);
    ASSERT_TRUE((*out)->append(RunId{1}, std::span(all).subspan(kept, kBatch)));
    ASSERT_TRUE((*out)->commit(RunId{1}, all[kept + kBatch - 1].t, true));
    const auto read = reader.value()->read(RunId{1}, 1, all.size());
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_TRUE(std::ranges::equal(*read, std::span(all).first(kept + kBatch)));
    EXPECT_TRUE(findDamage(file, {})->empty());
}

}  // namespace
}  // namespace foldline
