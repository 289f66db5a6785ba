#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "tests/core/log/sample.h"

namespace foldline {
namespace {

using sample::TemporaryDirectory;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Damage> damageOf(const std::filesystem::path& file) {
    auto found = findDamage(file, {});
    EXPECT_TRUE(found) << found.error().message;
    return found.value_or(std::vector<Damage>{});
}

std::string told(const std::vector<Damage>& found) {
    std::string text;
    for (const auto& damage : found) {
        text += "run " + std::to_string(damage.run.value) + " seq " + std::to_string(damage.seq) +
                ": " + damage.what + "\n";
    }
    return text;
}

/// True when the first record found wrong is this one.
bool names(const std::vector<Damage>& found, RunId run, Seq seq) {
    const auto first = std::ranges::find_if(found, [](const Damage& d) { return d.seq != 0; });
    return first != found.end() && first->run == run && first->seq == seq;
}

std::string contents(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// Where the bytes of one stored record are in the file.
struct Cell {
    Seq id = 0;
    std::size_t begin = 0;
    std::size_t valuesBegin = 0;
    std::size_t end = 0;
};

std::uint64_t varint(const std::string& bytes, std::size_t& at) {
    std::uint64_t value = 0;
    for (;;) {
        const auto byte = static_cast<unsigned char>(bytes.at(at++));
        value = value << 7U | (byte & 0x7fU);
        if (byte < 0x80) {
            return value;
        }
    }
}

std::size_t number16(const std::string& bytes, std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes.at(at))) * 256 +
           static_cast<unsigned char>(bytes.at(at + 1));
}

/// The cells with 18 values in the table leaves of the file: those of the table `record`.
std::vector<Cell> recordCells(const std::string& bytes) {
    const auto pageBytes = number16(bytes, 16);
    std::vector<Cell> cells;
    for (std::size_t page = pageBytes; page < bytes.size(); page += pageBytes) {
        if (bytes[page] != 0x0d) {
            continue;
        }
        const auto count = number16(bytes, page + 3);
        for (std::size_t i = 0; i < count; ++i) {
            Cell cell;
            cell.begin = page + number16(bytes, page + 8 + 2 * i);
            auto at = cell.begin;
            const auto payload = varint(bytes, at);
            cell.id = varint(bytes, at);
            cell.end = at + payload;
            const auto header = at;
            const auto headerBytes = varint(bytes, at);
            cell.valuesBegin = header + headerBytes;
            std::size_t columns = 0;
            while (at < cell.valuesBegin) {
                varint(bytes, at);
                ++columns;
            }
            if (columns == 18) {
                cells.push_back(cell);
            }
        }
    }
    return cells;
}

TEST(FindDamage, AFreshRecordingHasNone) {
    const TemporaryDirectory directory;
    const auto seed = sample::freshSeed();
    sample::finishedRecording(directory.file("a.foldline"), seed, 3'000, 100);
    EXPECT_THAT(told(damageOf(directory.file("a.foldline"))), IsEmpty()) << seed;
}

/// Flips bytes of records in the file and insists that each is found.
class ChangedByte : public testing::Test {
protected:
    void SetUp() override {
        sample::finishedRecording(m_file, m_seed, 300, 100);
        m_intact = contents(m_file);
        m_cells = recordCells(m_intact);
        ASSERT_EQ(m_cells.size(), 300U);
    }

    std::vector<Damage> damageAfter(std::size_t at, char byte) {
        auto changed = m_intact;
        changed.at(at) = byte;
        write(m_file, changed);
        return damageOf(m_file);
    }

    char anotherByte(std::size_t at) {
        return static_cast<char>(m_intact.at(at) ^ static_cast<char>(1 + m_random() % 255));
    }

    const std::uint64_t m_seed = sample::freshSeed();
    std::mt19937_64 m_random{m_seed};
    const TemporaryDirectory m_directory;
    const std::filesystem::path m_file = m_directory.file("a.foldline");
    std::string m_intact;
    std::vector<Cell> m_cells;
};

TEST_F(ChangedByte, InAValueIsFoundAndItsRecordNamed) {
    for (int i = 0; i < 150; ++i) {
        const auto& cell = m_cells[m_random() % m_cells.size()];
        const auto at = cell.valuesBegin + m_random() % (cell.end - cell.valuesBegin);
        const auto found = damageAfter(at, anotherByte(at));
        EXPECT_TRUE(names(found, RunId{1}, cell.id))
            << "byte " << at << " of record " << cell.id << ", seed " << m_seed << "\n"
            << told(found);
    }
}

TEST_F(ChangedByte, InTheHeadOfARecordIsFound) {
    for (int i = 0; i < 150; ++i) {
        const auto& cell = m_cells[m_random() % m_cells.size()];
        const auto at = cell.begin + m_random() % (cell.valuesBegin - cell.begin);
        const auto byte = anotherByte(at);
        EXPECT_FALSE(damageAfter(at, byte).empty())
            << "byte " << at - cell.begin << " of the cell of record " << cell.id << " from "
            << int{m_intact.at(at)} << " to " << int{byte} << ", seed " << m_seed;
    }
}

TEST_F(ChangedByte, ThatSqlCannotSeeIsFound) {
    // Types 10 and 11 are reserved and read as NULL; the stored value of a row's id is not read.
    for (const char type : {'\x8', '\x9', '\xa', '\xb', '\xc', '\xd'}) {
        const auto& cell = m_cells[m_random() % m_cells.size()];
        auto at = cell.begin;
        const auto payload = varint(m_intact, at);
        varint(m_intact, at);
        ASSERT_GT(payload, 0U);
        ASSERT_EQ(m_intact.at(at + 1), 0);
        EXPECT_TRUE(names(damageAfter(at + 1, type), RunId{1}, cell.id)) << int{type};
    }
}

class ChangedValue : public testing::Test {
protected:
    void SetUp() override { sample::finishedRecording(m_file, 7, 500, 100); }

    const TemporaryDirectory m_directory;
    const std::filesystem::path m_file = m_directory.file("a.foldline");
};

TEST_F(ChangedValue, OfAnyColumnIsFound) {
    const auto intact = contents(m_file);
    for (const char* column : {"run",
                               "seq",
                               "t",
                               "kind",
                               "node",
                               "peer",
                               "message",
                               "request",
                               "cause",
                               "entity",
                               "version",
                               "what",
                               "slot",
                               "attempt",
                               "value",
                               "data",
                               "hash"}) {
        for (const char* value : {"coalesce(%, 3) + 1", "iif(% IS NULL, 0, NULL)", "'{}'", "1.5"}) {
            write(m_file, intact);
            std::string expression = value;
            if (const auto place = expression.find('%'); place != std::string::npos) {
                expression.replace(place, 1, column);
            }
            // Columns that must not be NULL refuse it: then nothing has changed.
            sample::runSql(m_file,
                           "UPDATE OR IGNORE record SET " + std::string(column) + " = " +
                               expression + " WHERE id = 250");
            if (contents(m_file) != intact) {
                EXPECT_TRUE(names(damageOf(m_file), RunId{1}, 250))
                    << column << " = " << expression << "\n"
                    << told(damageOf(m_file));
            }
        }
    }
}

TEST_F(ChangedValue, OfARecordsIdIsFound) {
    sample::runSql(m_file, "UPDATE record SET id = 1000 WHERE id = 500");
    EXPECT_TRUE(names(damageOf(m_file), RunId::none(), 500) ||
                names(damageOf(m_file), RunId{1}, 500))
        << told(damageOf(m_file));
}

TEST_F(ChangedValue, TwoSwappedRecordsAreFound) {
    sample::runSql(m_file,
                   "UPDATE record SET id = -1 WHERE id = 20; UPDATE record SET id = 20 WHERE id = "
                   "21; UPDATE record SET id = 21 WHERE id = -1;");
    EXPECT_TRUE(names(damageOf(m_file), RunId{1}, 20)) << told(damageOf(m_file));
}

TEST_F(ChangedValue, ARemovedRecordIsFound) {
    sample::runSql(m_file, "DELETE FROM record WHERE id = 123");
    EXPECT_TRUE(names(damageOf(m_file), RunId{1}, 123)) << told(damageOf(m_file));
}

TEST_F(ChangedValue, RemovedLastRecordsAreFound) {
    sample::runSql(m_file, "DELETE FROM record WHERE id > 450");
    EXPECT_TRUE(names(damageOf(m_file), RunId{1}, 451)) << told(damageOf(m_file));
}

TEST_F(ChangedValue, AShortenedRunIsFound) {
    sample::runSql(m_file,
                   "DELETE FROM record WHERE id > 400; DELETE FROM chunk WHERE first_seq > 400; "
                   "UPDATE run SET last_seq = 400; DELETE FROM keyframe WHERE seq > 400;");
    EXPECT_TRUE(names(damageOf(m_file), RunId{1}, 400)) << told(damageOf(m_file));
}

TEST_F(ChangedValue, AnAddedRecordIsFound) {
    sample::runSql(m_file,
                   "INSERT INTO record SELECT 501, run, 501, t, kind, node, peer, message, "
                   "request, cause, entity, version, what, slot, attempt, value, data, hash FROM "
                   "record WHERE id = 500");
    EXPECT_TRUE(names(damageOf(m_file), RunId{1}, 501)) << told(damageOf(m_file));
}

TEST_F(ChangedValue, OfAnythingTheRecordsRestOnIsFound) {
    const auto intact = contents(m_file);
    for (const char* sql : {
             "UPDATE recording SET scenario = scenario || ' '",
             "UPDATE recording SET seed = seed + 1",
             "UPDATE recording SET horizon_us = horizon_us + 1",
             "UPDATE system SET title_ko = ''",
             "UPDATE system SET genesis = genesis + 1",
             "UPDATE kind SET meaning = meaning || '!' WHERE id = 3",
             "UPDATE kind SET name = 'RequestSend' WHERE id = 4",
             "DELETE FROM kind WHERE id = 4",
             "UPDATE node SET queue_limit = 33 WHERE id = 2",
             "UPDATE node SET role = 'servant' WHERE id = 2",
             "UPDATE symbol SET text = '13 Mapo-daero' WHERE id = 2",
             "UPDATE field SET type = 'text' WHERE id = 1",
             "UPDATE entity SET key = 'member-99' WHERE id = 7",
             "DELETE FROM entity WHERE id = 7",
             "UPDATE partition SET number = 4 WHERE id = 1",
             "UPDATE link SET to_node = 0 WHERE id = 1",
             "UPDATE subscription SET batch_max = 1",
             "UPDATE subscription_partition SET partition = 0",
             "UPDATE run SET last_seq = 499",
             "UPDATE run SET chain = chain + 1",
             "UPDATE run SET branch = 7",
             "UPDATE run SET system = 1",
             "UPDATE run SET fork_seq = 3",
             "UPDATE run SET parent = 0, fork_seq = 10",
             "UPDATE chunk SET first_seq = first_seq + 1 WHERE first_seq = 101",
             "UPDATE chunk SET last_t = last_t - 1 WHERE first_seq = 101",
             "UPDATE chunk SET first_id = first_id + 1 WHERE first_seq = 101",
             "UPDATE chunk SET hash = hash + 1 WHERE first_seq = 101",
             "DELETE FROM chunk WHERE first_seq = 101",
             "UPDATE keyframe SET world = 'x' WHERE seq = 200",
             "UPDATE keyframe SET world = x'00' WHERE seq = 200",
             "UPDATE keyframe SET hash = 0 WHERE seq = 200",
             "UPDATE keyframe SET seq = 1000 WHERE seq = 200",
             "UPDATE branch SET parent = 0",
             "UPDATE branch SET hidden = 2",
             "DROP VIEW events; CREATE VIEW events AS SELECT 1",
             "CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM run; END",
             "DROP TABLE entity_keyframe",
         }) {
        write(m_file, intact);
        sample::runSql(m_file, sql);
        ASSERT_NE(contents(m_file), intact) << sql;
        EXPECT_FALSE(damageOf(m_file).empty()) << sql;
    }
}

TEST_F(ChangedValue, InEveryRecordIsTooMuchToTell) {
    sample::runSql(m_file, "UPDATE record SET value = value + 1");
    EXPECT_EQ(damageOf(m_file).size(), 100U);
}

TEST_F(ChangedValue, WhileAPageCannotBeReadTheOthersAreStillChecked) {
    auto bytes = contents(m_file);
    const auto cells = recordCells(bytes);
    const auto pageBytes = number16(bytes, 16);
    const auto broken = cells.at(250).begin / pageBytes;
    bytes.at(broken * pageBytes) = 0x77;
    // A value far behind the broken page.
    bytes.at(cells.at(490).end - 1) ^= 1;
    ASSERT_NE(cells.at(490).begin / pageBytes, broken);
    write(m_file, bytes);
    const auto found = damageOf(m_file);
    EXPECT_THAT(told(found), HasSubstr("seq 491")) << told(found);
    EXPECT_THAT(told(found), HasSubstr("cannot be read")) << told(found);
}

TEST(FindDamage, FollowsBranchesOfBranches) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    std::mt19937_64 random(11);
    auto out = sample::writer(file);
    const auto first = sample::records(random, 1, 300);
    ASSERT_TRUE(out->append(RunId{1}, first));
    const auto fork = [&](std::uint32_t id, std::uint32_t parent, Seq seq) {
        BranchInfo branch;
        branch.id = BranchId{id};
        branch.parent = BranchId{parent};
        branch.forkAt = first[seq - 1].t + Duration{1};
        ASSERT_TRUE(out->addBranch(branch));
        RunInfo run;
        run.id = RunId{id};
        run.branch = branch.id;
        run.parent = RunId{parent};
        run.forkSeq = seq;
        ASSERT_TRUE(out->addRun(run));
        ASSERT_TRUE(out->append(run.id, sample::records(random, seq + 1, 50, branch.forkAt)));
        ASSERT_TRUE(out->commit(run.id, sample::info().horizon, true));
    };
    fork(2, 1, 200);
    fork(3, 2, 100);
    fork(4, 2, 210);
    out.reset();
    EXPECT_THAT(told(damageOf(file)), IsEmpty());
    sample::runSql(file, "UPDATE record SET value = value + 1 WHERE run = 3 AND seq = 101");
    EXPECT_TRUE(names(damageOf(file), RunId{3}, 101)) << told(damageOf(file));
}

TEST(FindDamage, OfAFileThatIsNoRecordingIsAnError) {
    const TemporaryDirectory directory;
    write(directory.file("a.foldline"), std::string(4'096, 'x'));
    EXPECT_FALSE(findDamage(directory.file("a.foldline"), {}));
    EXPECT_FALSE(findDamage(directory.file("nothing.foldline"), {}));
}

TEST(FindDamage, TellsItsProgressAndStopsWhenAsked) {
    const TemporaryDirectory directory;
    const auto file = directory.file("a.foldline");
    sample::finishedRecording(file, 2, 50'000);
    std::vector<double> told;
    ASSERT_TRUE(findDamage(file, [&](double share) {
        told.push_back(share);
        return true;
    }));
    EXPECT_TRUE(std::ranges::is_sorted(told));
    EXPECT_EQ(told.back(), 1.0);
    ASSERT_GT(told.size(), 2U);
    sample::runSql(file, "UPDATE run SET chain = 0");
    const auto stopped = findDamage(file, [](double) { return false; });
    ASSERT_TRUE(stopped);
    EXPECT_TRUE(stopped->empty()) << "the end was not reached";
}

}  // namespace
}  // namespace foldline
