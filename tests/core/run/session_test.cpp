#include "core/run/session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/run/recording_session.h"
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

World worldByHand(const std::vector<Record>& records, const Dictionary& dictionary, Seq seq) {
    World world = initialWorld(dictionary);
    const WorldFold fold(dictionary);
    fold(world, std::span(records).first(static_cast<std::size_t>(seq)));
    return world;
}

EntityState entityByHand(const Session& session,
                         const std::vector<Record>& records,
                         std::size_t system,
                         EntityId entity,
                         SimTime t) {
    const EntityRules rules(session.scenario(), session.systems()[system]);
    EntityState state = initialEntity(rules);
    for (const Record& record : records) {
        if (record.t <= t && record.entity == entity && concernsEntity(record.kind)) {
            fold(state, record, rules);
        }
    }
    keepRows(state, entity, rules);
    return state;
}

TEST(Session, RecordsWhatTheSimulatorSaysAndNothingElse) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    finish(*session, kFirst);
    ASSERT_EQ(session->systems().size(), 2U);
    for (std::size_t system = 0; system < 2; ++system) {
        EXPECT_TRUE(sameRecords(allRecords(*session, kFirst, system),
                                freshRecords(*session, system, session->faults(kFirst))));
    }
    const Progress progress = session->progress(kFirst);
    EXPECT_TRUE(progress.finished);
    EXPECT_EQ(progress.recordedUntil, session->horizon());
}

TEST(Session, TheSameScenarioGivesTheSameRecordsTwice) {
    const Folder folder;
    std::vector<std::uint64_t> chains[2];
    for (int round = 0; round < 2; ++round) {
        const auto file = folder / (std::to_string(round) + ".foldline");
        {
            const auto session = startSession(bundledScenario(), file);
            finish(*session, kFirst);
        }
        const auto reader = RecordingReader::open(file);
        ASSERT_TRUE(reader) << reader.error().message;
        const auto runs = (*reader)->runs();
        ASSERT_TRUE(runs) << runs.error().message;
        for (const RunInfo& run : *runs) {
            EXPECT_TRUE(run.finished);
            chains[round].push_back(run.chain);
        }
    }
    EXPECT_EQ(chains[0], chains[1]);
    EXPECT_EQ(chains[0].size(), 2U);
}

TEST(Session, OptionsTakeTheirPlaceBeforeTheScenario) {
    const Folder folder;
    SessionOptions options{.seed = 7,
                           .duration = Duration{20 * kUsPerSecond},
                           .systems = {"event-driven"},
                           .extraFaults = {testing::down("broker", 3000, 2000)}};
    const auto session = startSession(bundledScenario(), folder / "a.foldline", options);
    finish(*session, kFirst);
    ASSERT_EQ(session->systems().size(), 1U);
    EXPECT_EQ(session->systems()[0].system, "event-driven");
    EXPECT_EQ(session->info().seed, 7U);
    EXPECT_EQ(session->horizon(), SimTime{20 * kUsPerSecond});
    const auto& faults = session->faults(kFirst);
    ASSERT_EQ(faults.size(), 2U);
    EXPECT_NE(faults[0].id, faults[1].id);
    EXPECT_EQ(faults[1].node, "broker");
}

TEST(Session, UnknownSystemsAndUnreadableScenariosAreRefused) {
    const Folder folder;
    SessionOptions options;
    options.systems = {"event-drven"};
    const auto unknown =
        Session::start(bundledScenario(), "a.scenario.yaml", folder / "a.foldline", options);
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().message.find("event-drven"), std::string::npos);
    const auto broken = Session::start("foldline: 1\n", "b.yaml", folder / "b.foldline", {});
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().message.rfind("b.yaml", 0), 0U) << broken.error().message;
    EXPECT_FALSE(std::filesystem::exists(folder / "a.foldline"));
}

TEST(Session, EveryMomentIsTheFoldOfTheRecordsUntilThen) {
    const Folder folder;
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    const auto session = startSession(busyScenario(30, 40), folder / "a.foldline");
    finish(*session, kFirst);
    for (std::size_t system = 0; system < 2; ++system) {
        const auto records = allRecords(*session, kFirst, system);
        ASSERT_GT(records.size(), 8192U);
        for (int round = 0; round < 25; ++round) {
            const SimTime t{static_cast<std::int64_t>(random() % 40'000'001)};
            const auto upTo = std::ranges::upper_bound(records, t, {}, &Record::t);
            const auto seq = static_cast<Seq>(upTo - records.begin());
            EXPECT_EQ(*session->lastSeqAt(kFirst, system, t), seq);
            const auto world = session->worldAt(kFirst, system, t);
            ASSERT_TRUE(world) << world.error().message;
            EXPECT_EQ(*world, worldByHand(records, session->systems()[system], seq));
            const EntityId entity{static_cast<std::uint32_t>(random() % 50)};
            const auto state = session->entityAt(kFirst, system, entity, t);
            ASSERT_TRUE(state) << state.error().message;
            EXPECT_EQ(*state, entityByHand(*session, records, system, entity, t));
        }
    }
}

TEST(Session, SeekingForwardFoldsOnlyTheStep) {
    const Folder folder;
    const auto session = startSession(busyScenario(30, 40), folder / "a.foldline");
    finish(*session, kFirst);
    const auto& playback = dynamic_cast<RecordingSession&>(*session).playback();
    ASSERT_TRUE(session->worldAtSeq(kFirst, 0, 10'000));
    const std::uint64_t before = playback.recordsFolded();
    EXPECT_LE(before, KeyframeMaker::kSpacingMin);
    for (Seq seq = 10'001; seq <= 10'500; ++seq) {
        ASSERT_EQ(session->worldAtSeq(kFirst, 0, seq)->seq, seq);
    }
    EXPECT_EQ(playback.recordsFolded() - before, 500U);
}

TEST(Session, SeekingAnywhereFoldsNoMoreThanAKeyframesDistance) {
    const Folder folder;
    const auto session = startSession(busyScenario(60, 60), folder / "a.foldline");
    finish(*session, kFirst);
    const auto& playback = dynamic_cast<RecordingSession&>(*session).playback();
    const Seq last = *session->lastSeqAt(kFirst, 0, session->horizon());
    ASSERT_GT(last, 50'000U);
    std::mt19937_64 random(3);
    for (int round = 0; round < 50; ++round) {
        const std::uint64_t before = playback.recordsFolded();
        ASSERT_TRUE(session->worldAtSeq(kFirst, 0, 1 + random() % last));
        EXPECT_LE(playback.recordsFolded() - before, KeyframeMaker::kSpacingMin);
    }
}

TEST(Session, MomentsOutsideTheRunAreItsFirstAndItsLast) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    finish(*session, kFirst);
    EXPECT_EQ(session->worldAt(kFirst, 0, SimTime{-5})->seq, 0U);
    const auto last = session->worldAt(kFirst, 0, SimTime{kDurationMax.us});
    EXPECT_TRUE(last->ended);
    EXPECT_EQ(session->worldAtSeq(kFirst, 0, Seq{1} << 50U)->seq, last->seq);
    EXPECT_TRUE(session->records(kFirst, 0, last->seq + 1, 10)->empty());
}

TEST(Session, AnEntitysHistoryEndsWithTheNewestEvents) {
    const Folder folder;
    const auto session = startSession(busyScenario(30, 40), folder / "a.foldline");
    finish(*session, kFirst);
    const EntityId entity{6};
    std::vector<Record> expected;
    for (const Record& record : allRecords(*session, kFirst, 1)) {
        if (record.entity == entity && record.t <= SimTime{25 * kUsPerSecond} &&
            (record.kind == Kind::EntityCreated || record.kind == Kind::EventAppended ||
             record.kind == Kind::RowWritten)) {
            expected.push_back(record);
        }
    }
    ASSERT_GT(expected.size(), 12U);
    const SimTime to{25 * kUsPerSecond};
    EXPECT_TRUE(sameRecords(*session->entityRecords(kFirst, 1, entity, {}, to, 10'000), expected));
    const std::vector<Record> newest(expected.end() - 10, expected.end());
    EXPECT_TRUE(sameRecords(*session->entityRecords(kFirst, 1, entity, {}, to, 10), newest));
}

TEST(Session, FiguresOfAFinishedBranchCoverAllOfIt) {
    const Folder folder;
    const auto session = startSession(bundledScenario(), folder / "a.foldline");
    finish(*session, kFirst);
    for (std::size_t system = 0; system < 2; ++system) {
        const World last = *session->worldAt(kFirst, system, session->horizon());
        EXPECT_EQ(session->scorecard(kFirst, system).totals, last.totals);
        EXPECT_EQ(session->nodeSummaries(kFirst, system).size(), last.nodes.size());
        const auto density = session->density(kFirst, system);
        EXPECT_EQ(density->coveredUntil(), session->horizon());
        std::vector<std::uint32_t> column(1);
        density->counts(density->lanes().size() - 1, {}, session->horizon() + Duration{1}, column);
        EXPECT_EQ(column[0], last.totals.eventsAppended);
    }
}

TEST(Session, WhatIsAnnouncedCanBeReadWhileTheRestIsSimulated) {
    const Folder folder;
    const auto session = startSession(busyScenario(80, 60), folder / "a.foldline");
    SimTime shown;
    int rounds = 0;
    const auto done = session->wait(kFirst, [&](const Progress& progress) {
        EXPECT_GE(progress.recordedUntil, shown);
        shown = progress.recordedUntil;
        const auto world = session->worldAt(kFirst, 1, shown);
        EXPECT_TRUE(world) << world.error().message;
        EXPECT_LE(world->t, shown);
        ++rounds;
        return false;
    });
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_GT(rounds, 0);
}

TEST(Session, ACopyWhileSimulatingIsARecordingThatCanBeCompleted) {
    const Folder folder;
    const auto session = startSession(busyScenario(80, 60), folder / "a.foldline");
    ASSERT_TRUE(session->wait(kFirst, [](const Progress& p) { return p.records > 20'000; }));
    const auto copied = session->saveCopy(folder / "b.foldline");
    ASSERT_TRUE(copied) << copied.error().message;
    finish(*session, kFirst);
    const auto copy = Session::open(folder / "b.foldline");
    ASSERT_TRUE(copy) << copy.error().message;
    finish(**copy, kFirst);
    for (std::size_t system = 0; system < 2; ++system) {
        EXPECT_TRUE(
            sameRecords(allRecords(**copy, kFirst, system), allRecords(*session, kFirst, system)));
    }
    EXPECT_FALSE(session->saveCopy(folder / "a.foldline"));
}

}  // namespace
}  // namespace foldline
