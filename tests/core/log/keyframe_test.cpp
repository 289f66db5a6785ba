// Keyframes and the records of one entity.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/log/sample.h"

namespace foldline {
namespace {

using sample::TemporaryDirectory;

/// Run 1 with 400 records and keyframes at 100, 200, 300, 400; run 2 forks at 250 and has keyframes
/// at 260 and 280. Entity 3 has keyframes where the world has.
class Keyframes : public testing::Test {
protected:
    void SetUp() override {
        std::mt19937_64 random(m_seed);
        m_out = sample::writer(m_file);
        m_parent = sample::records(random, 1, 400);
        ASSERT_TRUE(m_out->append(RunId{1}, m_parent));
        for (const Seq seq : {100, 200, 300, 400}) {
            addKeyframes(RunId{1}, seq);
        }
        ASSERT_TRUE(m_out->commit(RunId{1}, m_parent.back().t, true));
        BranchInfo branch;
        branch.id = BranchId{2};
        branch.parent = BranchId{1};
        branch.forkAt = m_parent[249].t + Duration{1};
        ASSERT_TRUE(m_out->addBranch(branch));
        RunInfo run;
        run.id = RunId{2};
        run.branch = branch.id;
        run.parent = RunId{1};
        run.forkSeq = 250;
        ASSERT_TRUE(m_out->addRun(run));
        m_own = sample::records(random, 251, 50, branch.forkAt);
        ASSERT_TRUE(m_out->append(RunId{2}, m_own));
        addKeyframes(RunId{2}, 260);
        addKeyframes(RunId{2}, 280);
        ASSERT_TRUE(m_out->commit(RunId{2}, m_own.back().t, true));
    }

    void addKeyframes(RunId run, Seq seq) {
        const auto name = std::to_string(run.value) + "/" + std::to_string(seq);
        ASSERT_TRUE(m_out->addKeyframe(run, {seq, SimTime{5}, "world " + name}));
        ASSERT_TRUE(
            m_out->addEntityKeyframe(run, {EntityId{3}, seq, std::string("\0e ", 3) + name}));
    }

    std::unique_ptr<RecordingReader> reader() const {
        auto made = RecordingReader::open(m_file);
        EXPECT_TRUE(made) << made.error().message;
        return std::move(*made);
    }

    std::string worldAt(std::uint32_t run, Seq seq) const {
        const auto found = reader()->keyframeAt(RunId{run}, seq);
        EXPECT_TRUE(found) << found.error().message;
        return found && *found ? (*found)->world : "none";
    }

    std::vector<Record> history(std::uint32_t run) const {
        auto all = m_parent;
        if (run == 2) {
            all.resize(250);
            all.insert(all.end(), m_own.begin(), m_own.end());
        }
        return all;
    }

    /// readEntity against a filter of everything, for random bounds.
    void expectEntitiesRight(RecordingReader& reader) {
        std::mt19937_64 random(m_seed);
        for (int i = 0; i < 200; ++i) {
            const auto run = 1 + static_cast<std::uint32_t>(random() % 2);
            const EntityId entity{static_cast<std::uint32_t>(random() % 20)};
            const Seq after = random() % 400;
            const Seq upTo = random() % 3 == 0 ? 1'000'000 : random() % 400;
            const auto limit = static_cast<std::size_t>(random() % 30);
            std::vector<Record> expected;
            for (const auto& record : history(run)) {
                if (record.entity == entity && record.seq > after && record.seq <= upTo &&
                    expected.size() < limit) {
                    expected.push_back(record);
                }
            }
            const auto read = reader.readEntity(RunId{run}, entity, after, upTo, limit);
            ASSERT_TRUE(read) << read.error().message << " seed " << m_seed;
            EXPECT_EQ(*read, expected) << "seed " << m_seed;
        }
    }

    const std::uint64_t m_seed = sample::freshSeed();
    const TemporaryDirectory m_directory;
    const std::filesystem::path m_file = m_directory.file("a.foldline");
    std::unique_ptr<RecordingWriter> m_out;
    std::vector<Record> m_parent;
    std::vector<Record> m_own;
};

TEST_F(Keyframes, TheNewestThatIsNotTooNewIsGiven) {
    EXPECT_EQ(worldAt(1, 99), "none");
    EXPECT_EQ(worldAt(1, 100), "world 1/100");
    EXPECT_EQ(worldAt(1, 399), "world 1/300");
    EXPECT_EQ(worldAt(1, 1'000'000), "world 1/400");
}

TEST_F(Keyframes, ABranchUsesItsParentsUpToTheFork) {
    EXPECT_EQ(worldAt(2, 150), "world 1/100");
    EXPECT_EQ(worldAt(2, 259), "world 1/200");
    EXPECT_EQ(worldAt(2, 260), "world 2/260");
    EXPECT_EQ(worldAt(2, 1'000), "world 2/280");
}

TEST_F(Keyframes, OfAnEntityAreItsOwn) {
    const auto found = reader()->entityKeyframeAt(RunId{2}, EntityId{3}, 270);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->seq, 260U);
    EXPECT_EQ((*found)->state, std::string("\0e 2/260", 8));
    EXPECT_FALSE(reader()->entityKeyframeAt(RunId{2}, EntityId{4}, 270)->has_value());
}

TEST_F(Keyframes, ADamagedOneIsPassedOver) {
    m_out.reset();
    sample::runSql(m_file, "UPDATE keyframe SET world = x'313233' WHERE run = 2 AND seq = 280");
    EXPECT_EQ(worldAt(2, 300), "world 2/260");
}

TEST_F(Keyframes, RecordsOfAnEntityAreReadWithoutAnIndex) {
    expectEntitiesRight(*reader());
}

TEST_F(Keyframes, RecordsOfAnEntityAreReadWithTheIndex) {
    const auto opened = reader();
    ASSERT_TRUE(m_out->buildIndexes());
    ASSERT_TRUE(m_out->buildIndexes()) << "a second time";
    // One that was open before, and one opened since.
    expectEntitiesRight(*opened);
    expectEntitiesRight(*reader());
}

TEST_F(Keyframes, RecordsAppendedAfterTheIndexWasBuiltAreInIt) {
    ASSERT_TRUE(m_out->buildIndexes());
    std::mt19937_64 random(m_seed);
    const auto more = sample::records(random, 401, 200, m_parent.back().t);
    ASSERT_TRUE(m_out->append(RunId{1}, more));
    ASSERT_TRUE(m_out->commit(RunId{1}, more.back().t, true));
    m_parent.insert(m_parent.end(), more.begin(), more.end());
    expectEntitiesRight(*reader());
}

}  // namespace
}  // namespace foldline
