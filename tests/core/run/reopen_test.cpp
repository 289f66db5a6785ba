// Opening recordings: finished, cut short, killed in the middle, foreign.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "core/log/recording_file.h"
#include "tests/core/run/recordings.h"

namespace foldline {
namespace {

using testing::allRecords;
using testing::bundledScenario;
using testing::busyScenario;
using testing::finish;
using testing::Folder;
using testing::freshRecords;
using testing::sameRecords;
using testing::startSession;

constexpr BranchId kFirst{1};

TEST(Reopening, AFinishedRecordingShowsTheSameMomentsAndFigures) {
    const Folder folder;
    const auto file = folder / "a.foldline";
    std::vector<World> worlds;
    std::vector<Totals> totals;
    const SimTime t{12'345'678};
    {
        const auto session = startSession(bundledScenario(), file);
        finish(*session, kFirst);
        for (std::size_t system = 0; system < 2; ++system) {
            worlds.push_back(*session->worldAt(kFirst, system, t));
            totals.push_back(session->scorecard(kFirst, system).totals);
        }
    }
    const auto session = Session::open(file);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_TRUE((*session)->canFork()) << (*session)->readOnlyReason();
    EXPECT_TRUE((*session)->progress(kFirst).finished);
    for (std::size_t system = 0; system < 2; ++system) {
        EXPECT_EQ(*(*session)->worldAt(kFirst, system, t), worlds[system]);
    }
    finish(**session, kFirst);
    for (std::size_t system = 0; system < 2; ++system) {
        EXPECT_EQ((*session)->scorecard(kFirst, system).totals, totals[system]);
        EXPECT_EQ((*session)->density(kFirst, system)->coveredUntil(), (*session)->horizon());
    }
}

TEST(Reopening, ARunThatWasCutShortIsCompleted) {
    const Folder folder;
    const auto file = folder / "a.foldline";
    {
        const auto session = startSession(busyScenario(80, 60), file);
        ASSERT_TRUE(session->wait(kFirst, [](const Progress& p) { return p.records > 10'000; }));
    }
    const auto session = Session::open(file);
    ASSERT_TRUE(session) << session.error().message;
    finish(**session, kFirst);
    for (std::size_t system = 0; system < 2; ++system) {
        EXPECT_TRUE(sameRecords(allRecords(**session, kFirst, system),
                                freshRecords(**session, system, (*session)->faults(kFirst))));
    }
}

/// Starts a session in a process of its own, which dies after it announced `records`.
Progress killAfter(const std::filesystem::path& file, std::uint64_t records) {
    int channel[2] = {};
    EXPECT_EQ(pipe(channel), 0);
    const pid_t child = fork();
    if (child == 0) {
        auto session = Session::start(busyScenario(80, 60), "a.yaml", file, {});
        if (!session) {
            _exit(1);
        }
        (void)(*session)->wait(kFirst, [&](const Progress& p) { return p.records > records; });
        const Progress announced = (*session)->progress(kFirst);
        (void)!write(channel[1], &announced.records, sizeof announced.records);
        (void)!write(channel[1], &announced.recordedUntil, sizeof announced.recordedUntil);
        std::this_thread::sleep_for(std::chrono::seconds(60));
        _exit(0);
    }
    Progress announced;
    EXPECT_EQ(read(channel[0], &announced.records, sizeof announced.records),
              static_cast<ssize_t>(sizeof announced.records));
    EXPECT_EQ(read(channel[0], &announced.recordedUntil, sizeof announced.recordedUntil),
              static_cast<ssize_t>(sizeof announced.recordedUntil));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status));
    close(channel[0]);
    close(channel[1]);
    return announced;
}

TEST(Reopening, AKilledProgramLosesNothingThatWasShownAsSaved) {
    const Folder folder;
    const auto file = folder / "a.foldline";
    const Progress announced = killAfter(file, 30'000);
    const auto session = Session::open(file, SessionAccess::ReadOnly);
    ASSERT_TRUE(session) << session.error().message;
    const Progress found = (*session)->progress(kFirst);
    EXPECT_GE(found.records, announced.records);
    EXPECT_GE(found.recordedUntil, announced.recordedUntil);
    for (std::size_t system = 0; system < 2; ++system) {
        auto fresh = freshRecords(**session, system, (*session)->faults(kFirst));
        const auto recorded = allRecords(**session, kFirst, system);
        ASSERT_LE(recorded.size(), fresh.size());
        fresh.resize(recorded.size());
        EXPECT_TRUE(sameRecords(recorded, fresh));
    }
}

TEST(Reopening, ReadOnlyTouchesNothing) {
    const Folder folder;
    const auto file = folder / "a.foldline";
    {
        const auto session = startSession(busyScenario(80, 60), file);
        ASSERT_TRUE(session->wait(kFirst, [](const Progress& p) { return p.records > 10'000; }));
    }
    const auto written = std::filesystem::last_write_time(file);
    const auto size = std::filesystem::file_size(file);
    {
        const auto session = Session::open(file, SessionAccess::ReadOnly);
        ASSERT_TRUE(session) << session.error().message;
        EXPECT_FALSE((*session)->canFork());
        EXPECT_FALSE((*session)->progress(kFirst).finished);
        EXPECT_TRUE((*session)->worldAt(kFirst, 0, SimTime{1'000'000}));
        EXPECT_FALSE((*session)->fork(kFirst, {}, "x"));
        EXPECT_FALSE((*session)->wait(kFirst, {}));
    }
    EXPECT_EQ(std::filesystem::last_write_time(file), written);
    EXPECT_EQ(std::filesystem::file_size(file), size);
}

TEST(Reopening, ARecordingWithAnotherScenarioIsNotContinued) {
    const Folder folder;
    const auto file = folder / "a.foldline";
    {
        const auto session = startSession(bundledScenario(), file);
        finish(*session, kFirst);
    }
    // As written by another version, whose systems had other words.
    const auto reader = RecordingReader::open(file);
    ASSERT_TRUE(reader);
    auto systems = (*reader)->systems();
    systems[0].symbols.push_back("a word of another version");
    const auto other = folder / "b.foldline";
    auto info = (*reader)->info();
    const auto writer = RecordingWriter::create(other, info, systems, false);
    ASSERT_TRUE(writer);
    ASSERT_TRUE((*writer)->addBranch({.id = kFirst, .title = "x", .faults = "[]"}));
    ASSERT_TRUE((*writer)->addRun({.id = RunId{1}, .branch = kFirst, .system = 0}));
    ASSERT_TRUE((*writer)->commit(RunId{1}, SimTime{}, false));
    const auto session = Session::open(other);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_FALSE((*session)->canFork());
    EXPECT_NE((*session)->readOnlyReason().find("request-driven"), std::string::npos);
}

TEST(Reopening, WhileAnotherProgramCompletesARunItIsForReading) {
    const Folder folder;
    const auto file = folder / "a.foldline";
    {
        const auto session = startSession(busyScenario(80, 60), file);
        ASSERT_TRUE(session->wait(kFirst, [](const Progress& p) { return p.records > 10'000; }));
    }
    {
        const auto other = RecordingWriter::openExisting(file);
        ASSERT_TRUE(other) << other.error().message;
        const auto session = Session::open(file);
        ASSERT_TRUE(session) << session.error().message;
        EXPECT_FALSE((*session)->canFork());
        EXPECT_NE((*session)->readOnlyReason().find("another program"), std::string::npos);
        EXPECT_TRUE((*session)->worldAt(kFirst, 0, SimTime{1'000'000}));
    }
    const auto session = Session::open(file);
    ASSERT_TRUE(session) << session.error().message;
    finish(**session, kFirst);
}

TEST(Reopening, WhatAnotherProgramAddedIsNotWrittenOver) {
    const Folder folder;
    const auto file = folder / "a.foldline";
    {
        const auto session = startSession(bundledScenario(), file);
        finish(*session, kFirst);
    }
    const auto here = Session::open(file);
    ASSERT_TRUE(here) << here.error().message;
    {
        const auto there = Session::open(file);
        ASSERT_TRUE(there) << there.error().message;
        const auto branch = (*there)->fork(kFirst, {}, "theirs");
        ASSERT_TRUE(branch) << branch.error().message;
        finish(**there, *branch);
        const auto refused = (*here)->fork(kFirst, {}, "ours");
        ASSERT_FALSE(refused);
        EXPECT_NE(refused.error().message.find("is being written"), std::string::npos);
    }
    const auto refused = (*here)->fork(kFirst, {}, "ours");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("open it again"), std::string::npos);
    EXPECT_FALSE((*here)->notebook().add({.id = {}, .branch = kFirst, .t = {}, .text = "x"}));
    const auto again = Session::open(file);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ((*again)->branches().back().title, "theirs");
    EXPECT_TRUE((*again)->fork(kFirst, {}, "ours"));
}

TEST(Reopening, ACopyDoesNotReplaceWhatIsBeingWritten) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    finish(*session, kFirst);
    const auto other = startSession(busyScenario(80, 60), folder / "b.foldline");
    EXPECT_FALSE(session->saveCopy(folder / "b.foldline"));
    EXPECT_FALSE(std::filesystem::exists(folder / "b.foldline.part"));
    EXPECT_TRUE(session->saveCopy(folder / "c.foldline"));
    finish(*other, kFirst);
}

TEST(Reopening, ACopyOverAKilledRecordingIsTheCopyAlone) {
    const Folder folder;
    const auto killed = folder / "killed.foldline";
    killAfter(killed, 30'000);
    ASSERT_TRUE(std::filesystem::exists(folder / "killed.foldline-wal"));
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    finish(*session, kFirst);
    ASSERT_TRUE(session->saveCopy(killed));
    EXPECT_TRUE(findDamage(killed, {})->empty());
    const auto copy = Session::open(killed);
    ASSERT_TRUE(copy) << copy.error().message;
    EXPECT_EQ((*copy)->progress(kFirst).records, session->progress(kFirst).records);
}

TEST(Reopening, WhatIsNoRecordingIsRefused) {
    const Folder folder;
    EXPECT_FALSE(Session::open(folder / "missing.foldline"));
    std::ofstream(folder / "text.foldline") << bundledScenario();
    EXPECT_FALSE(Session::open(folder / "text.foldline"));
}

}  // namespace
}  // namespace foldline
