#include "ui/run/run_controller.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>
#include <thread>

#include "tests/ui/support/fake_session.h"

namespace foldline::ui {
namespace {

constexpr SimTime kHorizon{60'000'000};

SimTime seconds(double s) {
    return SimTime{static_cast<std::int64_t>(s * 1e6)};
}

/// A controller over a hand-written session, with a clock that stands still until it is moved.
class RunControllerTest : public ::testing::Test {
protected:
    RunControllerTest() {
        auto made = std::make_unique<FakeSession>(
            std::vector<std::vector<FakeSession::Event>>{
                {{1'000'000, 0}, {2'000'000, 1, 1}, {2'000'000, 0, 2}, {4'000'000, 1, 2}},
                {{1'500'000, 0}, {2'000'000, 1}}},
            kHorizon);
        fake = made.get();
        controller = std::make_unique<RunController>(std::move(made), [this] { return nowNs; });
    }

    void letSecondsPass(double s) {
        nowNs += static_cast<std::int64_t>(s * 1e9);
        QSignalSpy frames(controller.get(), &RunController::playheadChanged);
        frames.wait(500);
    }

    std::int64_t nowNs = 0;
    FakeSession* fake = nullptr;
    std::unique_ptr<RunController> controller;
};

TEST_F(RunControllerTest, OpeningStartsNothing) {
    EXPECT_FALSE(controller->isPlaying());
    EXPECT_EQ(controller->playhead(), SimTime{});
    letSecondsPass(1);
    EXPECT_EQ(controller->playhead(), SimTime{});
}

TEST_F(RunControllerTest, PlayingFollowsTheClockAtItsSpeed) {
    controller->setSpeed(2.0);
    controller->setPlaying(true);
    letSecondsPass(1.5);
    EXPECT_EQ(controller->playhead(), seconds(3));
    controller->setSpeed(0.5);
    letSecondsPass(2);
    EXPECT_EQ(controller->playhead(), seconds(4));
}

TEST_F(RunControllerTest, PauseKeepsThePlayheadExactly) {
    controller->setPlaying(true);
    letSecondsPass(1);
    controller->setPlaying(false);
    letSecondsPass(5);
    EXPECT_EQ(controller->playhead(), seconds(1));
    controller->setPlaying(true);
    letSecondsPass(1);
    EXPECT_EQ(controller->playhead(), seconds(2));
}

TEST_F(RunControllerTest, PlayingWaitsForWhatIsNotRecordedYet) {
    fake->record(seconds(2), false);
    controller->setPlaying(true);
    letSecondsPass(10);
    EXPECT_EQ(controller->playhead(), seconds(2));
    EXPECT_TRUE(controller->isPlaying());
    // The time waited is not made up for.
    fake->record(seconds(30), false);
    letSecondsPass(1);
    EXPECT_EQ(controller->playhead(), seconds(3));
}

TEST_F(RunControllerTest, PlayingStopsAtTheEndAndBeginsAgainAtZero) {
    controller->setPlayhead(seconds(59));
    controller->setPlaying(true);
    letSecondsPass(5);
    EXPECT_EQ(controller->playhead(), kHorizon);
    EXPECT_FALSE(controller->isPlaying());
    controller->setPlaying(true);
    EXPECT_EQ(controller->playhead(), SimTime{});
}

TEST_F(RunControllerTest, PlayheadIsClampedToWhatIsRecorded) {
    fake->record(seconds(20), false);
    controller->setPlayhead(seconds(40));
    EXPECT_EQ(controller->playhead(), seconds(20));
    controller->setPlayhead(SimTime{-5});
    EXPECT_EQ(controller->playhead(), SimTime{});
}

TEST_F(RunControllerTest, SpeedIsClamped) {
    controller->setSpeed(1e9);
    EXPECT_EQ(controller->speed(), RunController::kSpeedMax);
    controller->setSpeed(0);
    EXPECT_EQ(controller->speed(), RunController::kSpeedMin);
}

TEST_F(RunControllerTest, WorldIsFoldedOnceUntilThePlayheadMoves) {
    controller->setPlayhead(seconds(3));
    EXPECT_EQ(controller->world(0).seq, 3U);
    controller->world(0);
    EXPECT_EQ(fake->worldsAsked(), 1);
    controller->setPlayhead(seconds(4));
    EXPECT_EQ(controller->world(0).seq, 4U);
    EXPECT_EQ(fake->worldsAsked(), 2);
}

TEST_F(RunControllerTest, AnUnreadableWorldIsReportedAndEmpty) {
    QSignalSpy failed(controller.get(), &RunController::failed);
    fake->failWith("the file is damaged");
    EXPECT_EQ(controller->world(0).nodes.size(), 3U);
    ASSERT_TRUE(failed.wait(500));
    EXPECT_EQ(failed.first().first().toString(), QStringLiteral("the file is damaged"));
}

TEST_F(RunControllerTest, StepsShowOneRecordAtATimeAlsoInOneMoment) {
    controller->setPlayhead(seconds(1.7));
    controller->stepRecord(1);
    EXPECT_EQ(controller->playhead(), seconds(2));
    EXPECT_EQ(controller->selection(), (Selection{0, {}, {}, 2}));
    EXPECT_EQ(controller->world(0).seq, 2U);
    controller->stepRecord(1);
    EXPECT_EQ(controller->world(0).seq, 3U);
    EXPECT_EQ(controller->world(1).seq, 1U);
    controller->stepRecord(1);
    EXPECT_EQ(controller->selection(), (Selection{1, {}, {}, 2}));
    controller->stepRecord(-1);
    EXPECT_EQ(controller->selection(), (Selection{0, {}, {}, 3}));
    EXPECT_EQ(controller->world(1).seq, 1U);
}

TEST_F(RunControllerTest, SteppingBackBeforeTheFirstRecordEndsAtZero) {
    controller->setPlayhead(seconds(1.2));
    controller->stepRecord(-1);
    EXPECT_EQ(controller->playhead(), SimTime{});
    EXPECT_EQ(controller->selection().record, 0U);
    controller->stepRecord(1);
    EXPECT_EQ(controller->playhead(), seconds(1));
}

TEST_F(RunControllerTest, SteppingAtTheSameNodePassesOthersOver) {
    controller->select({0, NodeId{1}, {}, 0});
    controller->stepSameNode(1);
    EXPECT_EQ(controller->selection().record, 2U);
    controller->stepSameNode(1);
    EXPECT_EQ(controller->selection().record, 4U);
    controller->stepSameNode(-1);
    EXPECT_EQ(controller->selection().record, 2U);
}

TEST_F(RunControllerTest, StepsToTheCauseAndToTheFirstEffect) {
    controller->select({0, {}, {}, 4});
    controller->stepCause(-1);
    EXPECT_EQ(controller->selection().record, 2U);
    EXPECT_EQ(controller->playhead(), seconds(2));
    controller->stepCause(1);
    EXPECT_EQ(controller->selection().record, 3U);
    controller->stepCause(1);
    EXPECT_EQ(controller->selection().record, 3U);
}

TEST_F(RunControllerTest, JumpsToTheEdgesOfFaults) {
    controller->jumpToFault(1);
    EXPECT_EQ(controller->playhead(), seconds(10));
    controller->jumpToFault(1);
    EXPECT_EQ(controller->playhead(), seconds(15));
    controller->jumpToFault(1);
    EXPECT_EQ(controller->playhead(), seconds(15));
    controller->jumpToFault(-1);
    EXPECT_EQ(controller->playhead(), seconds(10));
}

TEST_F(RunControllerTest, MarksAreToggledAndJumpedTo) {
    controller->setPlayhead(seconds(5));
    controller->toggleMark();
    controller->setPlayhead(seconds(3));
    controller->toggleMark();
    EXPECT_EQ(controller->marks(), (std::vector<SimTime>{seconds(3), seconds(5)}));
    controller->jumpToMark(1);
    EXPECT_EQ(controller->playhead(), seconds(5));
    controller->toggleMark();
    EXPECT_EQ(controller->marks(), std::vector<SimTime>{seconds(3)});
    controller->jumpToMark(-1);
    EXPECT_EQ(controller->playhead(), seconds(3));
}

TEST_F(RunControllerTest, MarksAreNamedRemovedAndAllOfItIsUndone) {
    controller->setPlayhead(seconds(5));
    controller->nameMarkHere(QStringLiteral(" the row is behind "));
    const Notebook& notebook = fake->notebook();
    ASSERT_EQ(notebook.notes().size(), 1U);
    EXPECT_EQ(notebook.notes().front().text, "the row is behind");
    controller->nameMark(notebook.notes().front().id, QStringLiteral("it caught up"));
    EXPECT_EQ(notebook.notes().front().text, "it caught up");
    controller->removeMark(notebook.notes().front().id);
    EXPECT_TRUE(controller->marks().empty());
    controller->undoStack()->undo();
    ASSERT_EQ(notebook.notes().size(), 1U);
    EXPECT_EQ(notebook.notes().front().text, "it caught up");
    controller->undoStack()->undo();
    EXPECT_EQ(notebook.notes().front().text, "the row is behind");
    controller->undoStack()->undo();
    EXPECT_TRUE(notebook.notes().empty());
    controller->undoStack()->redo();
    EXPECT_EQ(controller->marks(), std::vector<SimTime>{seconds(5)});
}

TEST_F(RunControllerTest, MarksBelongToTheBranchAndToWhatItShares) {
    controller->setPlayhead(seconds(5));
    controller->toggleMark();
    controller->setPlayhead(seconds(30));
    controller->toggleMark();
    controller->setPlayhead(seconds(20));
    ASSERT_TRUE(controller->injectFault(outage("broker", 20, 5)));
    EXPECT_EQ(controller->marks(), std::vector<SimTime>{seconds(5)});
    controller->setPlayhead(seconds(25));
    controller->toggleMark();
    EXPECT_EQ(controller->marks(), (std::vector<SimTime>{seconds(5), seconds(25)}));
    controller->goToMark(fake->notebook().notes().back().id);
    EXPECT_EQ(controller->branch(), BranchId{1});
    EXPECT_EQ(controller->playhead(), seconds(30));
    EXPECT_EQ(controller->marks(), (std::vector<SimTime>{seconds(5), seconds(30)}));
}

TEST_F(RunControllerTest, AMarkThatCannotBeStoredIsToldAndNotSet) {
    fake->setReadOnly();
    QSignalSpy failed(controller.get(), &RunController::failed);
    controller->toggleMark();
    EXPECT_TRUE(failed.count() == 1 || failed.wait(500));
    EXPECT_TRUE(controller->marks().empty());
    EXPECT_FALSE(controller->undoStack()->canUndo());
}

TEST_F(RunControllerTest, InjectingAFaultShowsTheBranchItMade) {
    controller->setPlayhead(seconds(20));
    ASSERT_TRUE(controller->injectFault(outage("broker", 20, 5)));
    EXPECT_EQ(controller->branch(), BranchId{2});
    EXPECT_EQ(fake->faults(BranchId{2}).size(), 2U);
    EXPECT_EQ(controller->playhead(), seconds(20));
    EXPECT_EQ(controller->branchInfo().title, "Broker down, 20 s for 5 s");
}

TEST_F(RunControllerTest, UndoHidesTheBranchAndShowsItsParent) {
    controller->injectFault(outage("broker", 20, 5));
    controller->undoStack()->undo();
    EXPECT_EQ(controller->branch(), BranchId{1});
    EXPECT_TRUE(fake->branches()[1].hidden);
    controller->undoStack()->redo();
    EXPECT_EQ(controller->branch(), BranchId{2});
    EXPECT_FALSE(fake->branches()[1].hidden);
    EXPECT_EQ(fake->branches().size(), 2U);
}

TEST_F(RunControllerTest, MovingAFaultForksAndLeavesTheOtherBranchAlone) {
    Fault moved = fake->faults(BranchId{1}).front();
    moved.at = seconds(20);
    ASSERT_TRUE(controller->changeFault(moved));
    EXPECT_EQ(fake->faults(BranchId{2}).front().at, seconds(20));
    EXPECT_EQ(fake->faults(BranchId{1}).front().at, seconds(10));
}

TEST_F(RunControllerTest, AFaultThatDidNotChangeMakesNoBranch) {
    EXPECT_TRUE(controller->changeFault(fake->faults(BranchId{1}).front()));
    EXPECT_EQ(fake->branches().size(), 1U);
}

TEST_F(RunControllerTest, RemovingAFaultForksWithoutIt) {
    ASSERT_TRUE(controller->removeFault(1));
    EXPECT_TRUE(fake->faults(BranchId{2}).empty());
    EXPECT_FALSE(controller->removeFault(1));
}

TEST_F(RunControllerTest, AForkThatFailsIsReportedAndNotUndoable) {
    QSignalSpy failed(controller.get(), &RunController::failed);
    fake->failWith("the disk is full");
    EXPECT_FALSE(controller->injectFault(outage("broker", 20, 5)));
    ASSERT_TRUE(failed.wait(500));
    EXPECT_EQ(controller->branch(), BranchId{1});
    EXPECT_EQ(controller->undoStack()->count(), 0);
}

TEST_F(RunControllerTest, AReadOnlyRecordingIsNotForked) {
    fake->setReadOnly();
    EXPECT_FALSE(controller->injectFault(outage("broker", 20, 5)));
    EXPECT_EQ(fake->branches().size(), 1U);
}

TEST_F(RunControllerTest, RenamingABranchCanBeUndone) {
    ASSERT_TRUE(controller->renameBranch(BranchId{1}, QStringLiteral(" baseline ")));
    EXPECT_EQ(controller->branchInfo().title, "baseline");
    controller->undoStack()->undo();
    EXPECT_EQ(controller->branchInfo().title, "as recorded");
    EXPECT_FALSE(controller->renameBranch(BranchId{1}, QStringLiteral("  ")));
}

TEST_F(RunControllerTest, APlayheadBeyondANewBranchReturnsOnceItIsSimulated) {
    controller->setPlayhead(seconds(30));
    fake->record(seconds(12), false);
    controller->removeFault(1);
    EXPECT_EQ(controller->playhead(), seconds(12));
    fake->record(seconds(40), false);
    QSignalSpy(controller.get(), &RunController::progressChanged).wait(500);
    EXPECT_EQ(controller->playhead(), seconds(30));
}

TEST_F(RunControllerTest, ProgressFromAnotherThreadArrivesInThisOneAndNotMoreOftenThanNeeded) {
    QSignalSpy progress(controller.get(), &RunController::progressChanged);
    std::thread background([this] {
        for (int i = 0; i < 10'000; ++i) {
            fake->record(seconds(30), false);
        }
    });
    background.join();
    ASSERT_TRUE(progress.wait(500));
    EXPECT_EQ(progress.count(), 1);
}

TEST_F(RunControllerTest, SelectingAnotherBranchForgetsTheRecordButNotTheNode) {
    controller->injectFault(outage("broker", 20, 5));
    controller->select({0, {}, {}, 2});
    controller->setBranch(BranchId{1});
    EXPECT_EQ(controller->selection().record, 0U);
    controller->select({0, NodeId{1}, {}, 0});
    controller->setBranch(BranchId{2});
    EXPECT_EQ(controller->selection().node, NodeId{1});
}

}  // namespace
}  // namespace foldline::ui
