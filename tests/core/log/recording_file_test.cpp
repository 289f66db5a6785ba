#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tests/core/log/sample.h"

namespace foldline {
namespace {

using sample::TemporaryDirectory;

std::unique_ptr<RecordingReader> readerOf(const std::filesystem::path& file) {
    auto reader = RecordingReader::open(file);
    EXPECT_TRUE(reader) << reader.error().message;
    return reader ? std::move(*reader) : nullptr;
}

std::vector<Record> readAll(RecordingReader& reader, RunId run) {
    auto read = reader.read(run, 1, 10'000'000);
    EXPECT_TRUE(read) << read.error().message;
    return read.value_or(std::vector<Record>{});
}

RunInfo runInfo(std::uint32_t id, std::uint32_t parent, Seq forkSeq) {
    RunInfo run;
    run.id = RunId{id};
    run.branch = BranchId{id};
    run.parent = parent == 0 ? RunId::none() : RunId{parent};
    run.forkSeq = forkSeq;
    return run;
}

BranchInfo branchInfo(std::uint32_t id, std::uint32_t parent, SimTime forkAt) {
    BranchInfo branch;
    branch.id = BranchId{id};
    branch.parent = parent == 0 ? BranchId::none() : BranchId{parent};
    branch.forkAt = forkAt;
    branch.title = "branch " + std::to_string(id);
    branch.faults = "- at: 10s\n";
    return branch;
}

/// The history a reader should show: a parent's records up to the fork, then the branch's own.
std::vector<Record> joined(const std::vector<Record>& parent,
                           Seq forkSeq,
                           const std::vector<Record>& own) {
    std::vector<Record> all(parent.begin(), parent.begin() + static_cast<std::ptrdiff_t>(forkSeq));
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

TEST(RecordingFile, EverythingWrittenIsReadBack) {
    const TemporaryDirectory directory;
    const auto seed = sample::freshSeed();
    SCOPED_TRACE(seed);
    const auto written = sample::finishedRecording(directory.file("a.foldline"), seed, 20'000, 777);
    const auto reader = readerOf(directory.file("a.foldline"));
    EXPECT_EQ(reader->info(), sample::info());
    ASSERT_EQ(reader->systems().size(), 1U);
    EXPECT_EQ(reader->systems()[0], sample::dictionary());
    EXPECT_EQ(readAll(*reader, RunId{1}), written);
    const auto runs = reader->runs();
    ASSERT_TRUE(runs);
    ASSERT_EQ(runs->size(), 1U);
    EXPECT_TRUE(runs->front().finished);
    EXPECT_EQ(runs->front().lastSeq, written.size());
    EXPECT_EQ(runs->front().recordedUntil, written.back().t);
}

TEST(RecordingFile, AnyRangeIsReadAsItWasWritten) {
    const TemporaryDirectory directory;
    const auto seed = sample::freshSeed();
    SCOPED_TRACE(seed);
    const auto written = sample::finishedRecording(directory.file("a.foldline"), seed, 5'000, 300);
    const auto reader = readerOf(directory.file("a.foldline"));
    std::mt19937_64 random(seed);
    for (int i = 0; i < 200; ++i) {
        const Seq first = 1 + random() % 5'100;
        const auto count = static_cast<std::size_t>(random() % 1'000);
        const auto read = reader->read(RunId{1}, first, count);
        ASSERT_TRUE(read) << read.error().message;
        const auto begin = std::min<std::size_t>(first - 1, written.size());
        const auto end = std::min(begin + count, written.size());
        EXPECT_TRUE(std::ranges::equal(*read, std::span(written).subspan(begin, end - begin)));
    }
    EXPECT_EQ(reader->read(RunId{1}, 0, 2)->size(), 2U);
    EXPECT_EQ(reader->read(RunId{1}, 4'999, SIZE_MAX)->size(), 2U);
}

TEST(RecordingFile, ATimeIsFoundBetweenRecordsOfEqualTime) {
    const TemporaryDirectory directory;
    const auto seed = sample::freshSeed();
    SCOPED_TRACE(seed);
    const auto written = sample::finishedRecording(directory.file("a.foldline"), seed, 5'000, 250);
    const auto reader = readerOf(directory.file("a.foldline"));
    std::mt19937_64 random(seed);
    for (int i = 0; i < 300; ++i) {
        const SimTime t{static_cast<std::int64_t>(
            random() % static_cast<std::uint64_t>(written.back().t.us + 10))};
        const auto expected =
            std::ranges::upper_bound(written, t, {}, &Record::t) - written.begin();
        EXPECT_EQ(reader->lastSeqAt(RunId{1}, t).value(), static_cast<Seq>(expected)) << t.us;
    }
    EXPECT_EQ(reader->lastSeqAt(RunId{1}, SimTime{-1}).value(), 0U);
}

TEST(RecordingFile, TwoRunsMayBeAppendedInTurns) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    std::mt19937_64 random(5);
    auto out = RecordingWriter::create(
        file, sample::info(), {sample::dictionary("a"), sample::dictionary("b")}, false);
    ASSERT_TRUE(out);
    auto second = runInfo(2, 0, 0);
    second.system = 1;
    ASSERT_TRUE((*out)->addRun(runInfo(1, 0, 0)));
    ASSERT_TRUE((*out)->addRun(second));
    const std::array all{sample::records(random, 1, 3'000), sample::records(random, 1, 3'000)};
    for (std::size_t i = 0; i < 3'000; i += 100) {
        for (std::uint32_t run = 0; run < 2; ++run) {
            ASSERT_TRUE((*out)->append(RunId{run + 1}, std::span(all.at(run)).subspan(i, 100)));
        }
        if (i % 500 == 0) {
            ASSERT_TRUE((*out)->commit(RunId{1}, all[0][i + 99].t, false));
        }
    }
    ASSERT_TRUE((*out)->commit(RunId{2}, all[1].back().t, true));
    const auto reader = readerOf(file);
    EXPECT_EQ(readAll(*reader, RunId{1}), all[0]);
    EXPECT_EQ(readAll(*reader, RunId{2}), all[1]);
}

/// Run 1, run 2 forked from it at 600, run 3 from run 2 at 700, run 4 from run 2 at 300, which is
/// before run 2 has records of its own.
class BranchedRecording : public testing::Test {
protected:
    void SetUp() override {
        SCOPED_TRACE(m_seed);
        std::mt19937_64 random(m_seed);
        auto out = sample::writer(m_file);
        m_histories[0] = sample::records(random, 1, 1'000);
        ASSERT_TRUE(out->append(RunId{1}, m_histories[0]));
        ASSERT_TRUE(out->commit(RunId{1}, m_histories[0].back().t, true));
        fork(*out, random, 2, 1, 600);
        fork(*out, random, 3, 2, 700);
        fork(*out, random, 4, 2, 300);
        out.reset();
        m_reader = readerOf(m_file);
        ASSERT_NE(m_reader, nullptr);
    }

    void fork(RecordingWriter& out,
              std::mt19937_64& random,
              std::uint32_t id,
              std::uint32_t parent,
              Seq forkSeq) {
        const auto& past = m_histories.at(parent - 1);
        const auto forkAt = past[forkSeq - 1].t + Duration{1};
        ASSERT_TRUE(out.addBranch(branchInfo(id, parent, forkAt)));
        ASSERT_TRUE(out.addRun(runInfo(id, parent, forkSeq)));
        const auto own = sample::records(random, forkSeq + 1, 500, forkAt);
        ASSERT_TRUE(out.append(RunId{id}, own));
        ASSERT_TRUE(out.commit(RunId{id}, own.back().t, true));
        m_histories.at(id - 1) = joined(past, forkSeq, own);
    }

    const std::uint64_t m_seed = sample::freshSeed();
    const TemporaryDirectory m_directory;
    const std::filesystem::path m_file = m_directory.file("branches.foldline");
    std::array<std::vector<Record>, 4> m_histories;
    std::unique_ptr<RecordingReader> m_reader;
};

TEST_F(BranchedRecording, EveryRunShowsTheWholeOfItsHistory) {
    for (std::uint32_t run = 1; run <= 4; ++run) {
        EXPECT_EQ(readAll(*m_reader, RunId{run}), m_histories.at(run - 1)) << run << " " << m_seed;
    }
}

TEST_F(BranchedRecording, ATimeBeforeTheForkIsFoundInTheParent) {
    for (std::uint32_t run = 1; run <= 4; ++run) {
        const auto& history = m_histories.at(run - 1);
        for (SimTime t{0}; t < history.back().t; t.us += 997) {
            const auto expected =
                std::ranges::upper_bound(history, t, {}, &Record::t) - history.begin();
            ASSERT_EQ(m_reader->lastSeqAt(RunId{run}, t).value(), static_cast<Seq>(expected))
                << "run " << run << " at " << t.us << " seed " << m_seed;
        }
    }
}

TEST_F(BranchedRecording, TheChainGoesOnFromTheParents) {
    const auto runs = m_reader->runs().value();
    const auto names = sample::dictionary();
    // From the parent's chain at the fork, the branch's own records lead to the branch's chain.
    const auto atFork =
        sample::askSql(m_file, "SELECT hash FROM record WHERE run = 1 AND seq = 600");
    auto chain = static_cast<std::uint64_t>(std::stoll(atFork));
    for (std::size_t i = 600; i < m_histories[1].size(); ++i) {
        chain = chainHash(chain, m_histories[1][i], names);
    }
    EXPECT_EQ(runs.at(1).chain, chain) << m_seed;
}

TEST_F(BranchedRecording, BranchesAreReadBackAsTheyWereAdded) {
    const auto branches = m_reader->branches();
    ASSERT_TRUE(branches);
    ASSERT_EQ(branches->size(), 4U);
    EXPECT_FALSE(branches->at(0).parent.exists());
    EXPECT_EQ(branches->at(3), branchInfo(4, 2, m_histories[1][299].t + Duration{1}));
}

TEST(RecordingFile, ABranchMayBeHiddenAndRenamed) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    auto out = sample::writer(file);
    auto branch = branchInfo(2, 1, SimTime{5});
    ASSERT_TRUE(out->addBranch(branch));
    branch.hidden = true;
    branch.title = "이름";
    ASSERT_TRUE(out->updateBranch(branch));
    EXPECT_EQ(readerOf(file)->branches()->at(1), branch);
}

TEST(RecordingFile, AnExistingFileIsReplacedOnlyOnRequest) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    sample::finishedRecording(file, 1, 10);
    const auto refused =
        RecordingWriter::create(file, sample::info(), {sample::dictionary()}, false);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("exists already"), std::string::npos);
    EXPECT_EQ(readAll(*readerOf(file), RunId{1}).size(), 10U);
    EXPECT_TRUE(RecordingWriter::create(file, sample::info(), {sample::dictionary()}, true));
    EXPECT_TRUE(readerOf(file)->runs()->empty());
}

TEST(RecordingFile, AClosedRecordingIsOneFile) {
    const TemporaryDirectory directory;
    sample::finishedRecording(directory.file("a.foldline"), 1, 100);
    readAll(*readerOf(directory.file("a.foldline")), RunId{1});
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory.path()), {}), 1);
}

TEST(RecordingFile, AClosedRecordingCanBeGoneOnWith) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    std::mt19937_64 random(3);
    auto all = sample::finishedRecording(file, 3, 100);
    const auto more = sample::records(random, 101, 50, all.back().t);
    auto out = RecordingWriter::openExisting(file);
    ASSERT_TRUE(out) << out.error().message;
    ASSERT_TRUE((*out)->append(RunId{1}, more));
    ASSERT_TRUE((*out)->commit(RunId{1}, more.back().t, true));
    out->reset();
    all.insert(all.end(), more.begin(), more.end());
    EXPECT_EQ(readAll(*readerOf(file), RunId{1}), all);
}

TEST(RecordingFile, WhatWasNotCommittedIsNotThere) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    std::mt19937_64 random(3);
    const auto all = sample::records(random, 1, 100);
    auto out = sample::writer(file);
    ASSERT_TRUE(out->append(RunId{1}, std::span(all).first(60)));
    ASSERT_TRUE(out->commit(RunId{1}, all[59].t, false));
    ASSERT_TRUE(out->append(RunId{1}, std::span(all).subspan(60)));
    EXPECT_EQ(readAll(*readerOf(file), RunId{1}).size(), 60U);
    out.reset();
    EXPECT_EQ(readAll(*readerOf(file), RunId{1}).size(), 60U);
}

}  // namespace
}  // namespace foldline
