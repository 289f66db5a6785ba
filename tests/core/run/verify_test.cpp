#include "core/run/verify.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "tests/core/run/recordings.h"

namespace foldline {
namespace {

using testing::bundledScenario;
using testing::busyScenario;
using testing::down;
using testing::finish;
using testing::Folder;
using testing::startSession;

constexpr BranchId kFirst{1};

void change(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    char* error = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &error), SQLITE_OK)
        << (error == nullptr ? "" : error);
    EXPECT_GT(sqlite3_changes(database), 0);
    sqlite3_free(error);
    sqlite3_close(database);
}

std::filesystem::path recorded(const Folder& folder) {
    auto file = folder / "a.foldline";
    const auto session = startSession(busyScenario(20, 30), file);
    finish(*session, kFirst);
    auto faults = session->faults(kFirst);
    faults.push_back(down("membership", 20'000, 1000));
    const auto branch = session->fork(kFirst, faults, "what if");
    finish(*session, *branch);
    return file;
}

TEST(Verifying, WhatWasWrittenIsFoundRight) {
    const Folder folder;
    const auto report = verifyRecording(recorded(folder), {});
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_TRUE(report->damage.empty()) << report->damage.front().what;
    EXPECT_EQ(report->runs, 4U);
    EXPECT_EQ(report->unfinishedRuns, 0U);
    EXPECT_GT(report->records, 20'000U);
}

TEST(Verifying, AChangedRecordIsNamed) {
    const Folder folder;
    const auto file = recorded(folder);
    change(file, "UPDATE record SET value = value + 1 WHERE run = 2 AND seq = 1234");
    const auto report = verifyRecording(file, {});
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_FALSE(report->damage.empty());
    EXPECT_EQ(report->damage.front().run, RunId{2});
    EXPECT_EQ(report->damage.front().seq, 1234U);
}

TEST(Verifying, ARecordingOfAnotherSeedIsNotBelieved) {
    const Folder folder;
    const auto file = recorded(folder);
    // A forger who keeps the chain right: everything is as another seed would have written it.
    const auto forged = folder / "b.foldline";
    const auto reader = RecordingReader::open(file);
    ASSERT_TRUE(reader);
    auto info = (*reader)->info();
    info.seed = 43;
    const auto writer = RecordingWriter::create(forged, info, (*reader)->systems(), false);
    ASSERT_TRUE(writer);
    ASSERT_TRUE((*writer)->addBranch((*reader)->branches()->front()));
    RunInfo run = (*reader)->runs()->front();
    ASSERT_TRUE((*writer)->addRun(run));
    ASSERT_TRUE((*writer)->append(run.id, *(*reader)->read(run.id, 1, 5000)));
    ASSERT_TRUE((*writer)->commit(run.id, SimTime{1}, false));
    const auto report = verifyRecording(forged, {});
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_EQ(report->damage.size(), 1U);
    EXPECT_NE(report->damage.front().what.find("fresh simulation"), std::string::npos)
        << report->damage.front().what;
    EXPECT_EQ(report->unfinishedRuns, 1U);
}

TEST(Verifying, AKeyframeThatIsNotTheFoldIsNamed) {
    const Folder folder;
    const auto file = recorded(folder);
    const auto reader = RecordingReader::open(file);
    ASSERT_TRUE(reader);
    const RunInfo run = (*reader)->runs()->front();
    const auto keyframe = (*reader)->keyframeAt(run.id, run.lastSeq);
    ASSERT_TRUE(keyframe && *keyframe);
    auto world = decodeWorld((*keyframe)->world, (*reader)->systems()[0]);
    ASSERT_TRUE(world);
    ++world->totals.accepted;
    {
        const auto writer = RecordingWriter::openExisting(file);
        ASSERT_TRUE(writer);
        Keyframe wrong = **keyframe;
        wrong.world = encodeWorld(*world);
        ASSERT_TRUE((*writer)->addKeyframe(run.id, wrong));
        ASSERT_TRUE((*writer)->commit(run.id, run.recordedUntil, true));
    }
    const auto report = verifyRecording(file, {});
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_EQ(report->damage.size(), 1U);
    EXPECT_EQ(report->damage.front().seq, (*keyframe)->seq);
    EXPECT_NE(report->damage.front().what.find("keyframe"), std::string::npos);
}

TEST(Verifying, StopsWhenItIsTold) {
    const Folder folder;
    const auto report = verifyRecording(recorded(folder), [](double) { return false; });
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_TRUE(report->stopped);
}

TEST(Verifying, DifferencesAreSaidInWords) {
    Record a;
    a.value = 3;
    Record b = a;
    b.value = 4;
    b.node = NodeId{1};
    EXPECT_EQ(differenceOf(a, b), "node is none instead of 1, value is 3 instead of 4");
}

}  // namespace
}  // namespace foldline
