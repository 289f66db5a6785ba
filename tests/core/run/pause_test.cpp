// Stopping a long simulation keeps what it recorded, and it can go on.
#include <gtest/gtest.h>

#include <thread>

#include "tests/core/run/recordings.h"

namespace foldline {
namespace {

using testing::allRecords;
using testing::busyScenario;
using testing::finish;
using testing::Folder;
using testing::freshRecords;
using testing::sameRecords;
using testing::startSession;

constexpr BranchId kFirst{1};

void pauseInTheMiddle(Session& session) {
    ASSERT_TRUE(session.wait(kFirst, [](const Progress& p) { return p.records > 10'000; }));
    session.setPaused(true);
    while (!session.progress(kFirst).paused) {
        std::this_thread::yield();
    }
}

void expectAllOfIt(Session& session) {
    finish(session, kFirst);
    for (std::size_t system = 0; system < 2; ++system) {
        EXPECT_TRUE(sameRecords(allRecords(session, kFirst, system),
                                freshRecords(session, system, session.faults(kFirst))));
    }
}

TEST(Pausing, StopsTheSimulationAndKeepsWhatIsRecorded) {
    const Folder folder;
    const auto session = startSession(busyScenario(80, 240), folder / "a.foldline");
    pauseInTheMiddle(*session);
    const Progress stopped = session->progress(kFirst);
    EXPECT_FALSE(stopped.finished);
    for (std::size_t system = 0; system < 2; ++system) {
        EXPECT_GE(session->scorecard(kFirst, system).at, stopped.recordedUntil);
    }
    EXPECT_TRUE(session->worldAt(kFirst, 0, stopped.recordedUntil));
    ASSERT_TRUE(session->saveCopy(folder / "copy.foldline"));
    EXPECT_EQ(session->progress(kFirst).records, stopped.records);
    const auto waited = session->wait(kFirst, {});
    ASSERT_FALSE(waited);
    EXPECT_NE(waited.error().message.find("paused"), std::string::npos);
}

TEST(Pausing, GoesOnWhereItStopped) {
    const Folder folder;
    const auto session = startSession(busyScenario(80, 60), folder / "a.foldline");
    pauseInTheMiddle(*session);
    session->setPaused(false);
    expectAllOfIt(*session);
}

TEST(Pausing, IsCompletedWhenTheFileIsOpenedAgain) {
    const Folder folder;
    Progress stopped;
    {
        const auto session = startSession(busyScenario(80, 60), folder / "a.foldline");
        pauseInTheMiddle(*session);
        stopped = session->progress(kFirst);
    }
    const auto session = Session::open(folder / "a.foldline");
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_GE((*session)->progress(kFirst).recordedUntil, stopped.recordedUntil);
    expectAllOfIt(**session);
}

TEST(Pausing, EndsWithAFork) {
    const Folder folder;
    const auto session = startSession(busyScenario(80, 60), folder / "a.foldline");
    pauseInTheMiddle(*session);
    const auto made = session->fork(kFirst, {}, "without faults");
    ASSERT_TRUE(made) << made.error().message;
    finish(*session, *made);
}

TEST(Comparing, BothBranchesGetTheirFiguresWhateverIsAskedLast) {
    const Folder folder;
    BranchId made;
    {
        const auto session = startSession(busyScenario(10, 60), folder / "a.foldline");
        made = *session->fork(kFirst, {}, "without faults");
        finish(*session, made);
        finish(*session, kFirst);
    }
    const auto session = Session::open(folder / "a.foldline");
    ASSERT_TRUE(session) << session.error().message;
    while (!(*session)->progress(kFirst).figuresComplete ||
           !(*session)->progress(made).figuresComplete) {
        (void)(*session)->scorecard(made, 0);
        (void)(*session)->scorecard(kFirst, 0);
        std::this_thread::yield();
    }
    EXPECT_NE((*session)->scorecard(made, 0), (*session)->scorecard(kFirst, 0));
}

}  // namespace
}  // namespace foldline
