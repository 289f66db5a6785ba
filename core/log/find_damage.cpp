#include <sqlite3.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "core/log/chain.h"
#include "core/log/dictionary_table.h"
#include "core/log/leaf_scan.h"
#include "core/log/note_table.h"
#include "core/log/record_row.h"
#include "core/log/recording_file.h"
#include "core/log/run_map.h"
#include "core/log/schema.h"
#include "core/log/strict_row.h"

namespace foldline {
namespace {

constexpr std::size_t kFindingsMax = 100;
/// SQLite's own check takes about this share of the time.
constexpr double kIntegrityShare = 0.3;
constexpr std::size_t kRecordColumnsInFile = 18;
constexpr int kHashColumn = kRecordColumnCount;
constexpr int kIdColumn = kRecordColumnCount + 1;

/// A chunk and whose it is.
struct OwnedChunk {
    RunId run;
    Chunk chunk;
};

/// How far the records of one run have been followed.
struct Trail {
    RunInfo info;
    Seq lastSeq = 0;
    SimTime lastT;
    /// What the next record's hash may be seeded with: the hash stored in the last record and, when
    /// that was wrong, the one it should have had. Empty: unknown, after a gap.
    std::vector<std::uint64_t> chains;
};

class DamageFinder {
public:
    DamageFinder(std::filesystem::path path,
                 sqlite::Database database,
                 const std::function<bool(double)>& progress)
        : m_path(std::move(path)),
          m_database(std::move(database)),
          m_progress(progress) {}

    std::vector<Damage> run();

private:
    void report(std::string what, RunId run = RunId::none(), Seq seq = 0);
    void report(const Result<void>& result);
    bool goOn(double share);
    static int onSqliteProgress(void* finder);

    void checkIntegrity();
    bool readNames();
    void readRuns();
    void addTrail(const RunInfo& run, const std::vector<BranchInfo>& branches);
    void readChunks();
    void checkRecords();
    bool checkRange(sqlite::Statement& rows, std::int64_t& next);
    void checkRow(const sqlite::Statement& row, std::int64_t id);
    const OwnedChunk* chunkAt(std::int64_t id);
    void checkRecord(const sqlite::Statement& row, const OwnedChunk& owner, Seq seq);
    std::string faultOf(const sqlite::Statement& row, Trail& trail, const Chunk& chunk, Seq seq);
    void startBranches(RunId run, Seq seq, const std::vector<std::uint64_t>& chains);
    void checkHeads();
    void checkKeyframes(const char* sql, const char* what);
    void checkEncoding();
    void checkNotes();

    std::filesystem::path m_path;
    sqlite::Database m_database;
    const std::function<bool(double)>& m_progress;
    std::vector<Damage> m_found;
    bool m_stopped = false;
    double m_share = 0.0;

    Preamble m_preamble;
    std::vector<std::unique_ptr<DataText>> m_dataTexts;
    std::map<RunId, Trail> m_trails;
    /// The branches that wait for the hash of a record, by the run that recorded it.
    std::multimap<std::pair<RunId, Seq>, RunId> m_forks;
    std::vector<OwnedChunk> m_chunks;  ///< by first id
    std::size_t m_chunk = 0;           ///< the one the scan is in, or before
    std::int64_t m_lastId = 0;
    std::string m_bytes;
};

void DamageFinder::report(std::string what, RunId run, Seq seq) {
    if (m_found.size() < kFindingsMax) {
        m_found.push_back({run, seq, std::move(what)});
    }
}

void DamageFinder::report(const Result<void>& result) {
    if (!result && !m_stopped) {
        report(result.error().message);
    }
}

bool DamageFinder::goOn(double share) {
    m_share = std::max(m_share, share);
    m_stopped = m_stopped || (m_progress && !m_progress(m_share));
    return !m_stopped && m_found.size() < kFindingsMax;
}

int DamageFinder::onSqliteProgress(void* finder) {
    auto& self = *static_cast<DamageFinder*>(finder);
    // How far SQLite has come it does not tell: approach the end of its share.
    return self.goOn(self.m_share + (kIntegrityShare - self.m_share) / 100) ? 0 : 1;
}

void DamageFinder::checkIntegrity() {
    constexpr int kInstructions = 1'000'000;
    sqlite3_progress_handler(m_database.handle(), kInstructions, onSqliteProgress, this);
    auto check = m_database.prepare("PRAGMA integrity_check(100)");
    if (!check) {
        report(check.error().message);
    }
    while (check) {
        const auto row = check->step();
        if (!row) {
            report(tl::unexpected(row.error()));
        }
        if (!row || !*row) {
            break;
        }
        if (const auto text = check->text(0).value_or("?"); text != "ok") {
            report(std::string(text));
        }
    }
    sqlite3_progress_handler(m_database.handle(), 0, nullptr, nullptr);
}

/// False when records cannot be understood for want of names.
bool DamageFinder::readNames() {
    auto preamble = readPreamble(m_database);
    if (!preamble) {
        report(preamble.error().message);
        return false;
    }
    m_preamble = std::move(*preamble);
    for (std::size_t i = 0; i < m_preamble.systems.size(); ++i) {
        const auto& system = m_preamble.systems[i];
        const auto genesis = genesisHash(
            m_preamble.info, m_preamble.kinds, static_cast<std::uint32_t>(i), system.dictionary);
        if (genesis != system.genesis) {
            report("the scenario, the seed, the kinds of records or the names of the system " +
                   system.dictionary.system + " are not those its runs were recorded with");
        }
        m_dataTexts.push_back(std::make_unique<DataText>(system.dictionary));
    }
    return true;
}

void DamageFinder::addTrail(const RunInfo& run, const std::vector<BranchInfo>& branches) {
    const auto parent = m_trails.find(run.parent);
    if (std::ranges::find(branches, run.branch, &BranchInfo::id) == branches.end()) {
        report("it belongs to a branch that is not there", run.id);
    }
    if (run.parent.exists() &&
        (parent == m_trails.end() || parent->second.info.system != run.system ||
         run.forkSeq > parent->second.info.lastSeq)) {
        report("it goes on from record " + std::to_string(run.forkSeq) + " of run " +
                   std::to_string(run.parent.value) + ", which is not there",
               run.id);
    }
    Trail trail{.info = run, .lastSeq = run.forkSeq, .lastT = {}, .chains = {}};
    if (run.forkSeq == 0) {
        trail.chains.push_back(m_preamble.systems[run.system].genesis);
    } else {
        // A branch of a branch may begin in the past that both share.
        auto owner = parent;
        while (owner != m_trails.end() && run.forkSeq <= owner->second.info.forkSeq) {
            owner = m_trails.find(owner->second.info.parent);
        }
        if (owner != m_trails.end()) {
            m_forks.emplace(std::pair(owner->first, run.forkSeq), run.id);
        }
    }
    m_trails.emplace(run.id, std::move(trail));
}

void DamageFinder::readRuns() {
    const auto branches = readBranches(m_database);
    if (!branches) {
        report(branches.error().message);
    }
    const auto known = branches.value_or(std::vector<BranchInfo>{});
    for (const auto& branch : known) {
        if (branch.parent.exists() &&
            std::ranges::find(known, branch.parent, &BranchInfo::id) == known.end()) {
            report("the branch " + branch.title + " grows from a branch that is not there");
        }
    }
    report(eachRun(
        m_database, m_preamble.systems.size(), [&](const RunInfo& run) { addTrail(run, known); }));
}

void DamageFinder::readChunks() {
    report(eachRow(m_database,
                   "chunk",
                   "SELECT first_seq, last_seq, first_t, last_t, first_id, hash, run FROM chunk",
                   [&](StrictRow& row) {
                       OwnedChunk owned;
                       owned.chunk = readChunk(row);
                       owned.run = RunId{static_cast<std::uint32_t>(
                           row.integer(6, 0, std::numeric_limits<std::uint32_t>::max()))};
                       if (row.ok()) {
                           m_chunks.push_back(owned);
                       }
                   }));
    std::ranges::sort(m_chunks, {}, [](const OwnedChunk& owned) { return owned.chunk.firstId; });
    for (std::size_t i = 0; i < m_chunks.size(); ++i) {
        const auto& [run, chunk] = m_chunks[i];
        if (!m_trails.contains(run)) {
            report("there are records of a run that is not there", run, chunk.firstSeq);
        }
        if (i > 0 && m_chunks[i - 1].chunk.idOf(m_chunks[i - 1].chunk.lastSeq) >= chunk.firstId) {
            report("its records are said to be where others are", run, chunk.firstSeq);
        }
    }
}

/// The hash after record `seq` of `run` is known: the branches that begin there can be followed.
void DamageFinder::startBranches(RunId run, Seq seq, const std::vector<std::uint64_t>& chains) {
    const auto [first, last] = m_forks.equal_range({run, seq});
    for (auto fork = first; fork != last; ++fork) {
        m_trails.at(fork->second).chains = chains;
    }
}

/// What is wrong with the row, which should be record `seq` of the trail's run; empty when nothing
/// is.
std::string DamageFinder::faultOf(const sqlite::Statement& row,
                                  Trail& trail,
                                  const Chunk& chunk,
                                  Seq seq) {
    const auto system = trail.info.system;
    std::int64_t run = 0;
    Record record;
    const bool sane =
        readRecord(row, m_preamble.systems[system].dictionary, *m_dataTexts[system], run, record);
    const auto hash = row.integer(kHashColumn);
    const auto stored = static_cast<std::uint64_t>(hash.value_or(0));
    const auto before = std::exchange(trail.chains, {});
    const auto lastT = std::exchange(trail.lastT, sane ? record.t : trail.lastT);
    if (hash) {
        trail.chains.push_back(stored);
    }
    if (run != std::int64_t{trail.info.id.value} || record.seq != seq) {
        return "another record is in its place";
    }
    if (!sane || !hash) {
        return "a value is of the wrong type or out of range";
    }
    m_bytes.resize(kChainHeadBytes);
    encodeChainHead(record, m_bytes.data());
    m_bytes += row.text(kRecordColumnCount - 1).value_or(std::string_view{});
    const bool fits = std::ranges::any_of(
        before, [&](std::uint64_t chain) { return chainStep(chain, m_bytes) == stored; });
    if (!fits && !before.empty()) {
        trail.chains.push_back(chainStep(before.front(), m_bytes));
        return "it or its hash was changed after it was written";
    }
    if (record.t < lastT || record.t < chunk.firstT || record.t > chunk.lastT) {
        return "it is out of order in time";
    }
    if (seq == chunk.lastSeq && stored != chunk.hash) {
        return "its hash is not the one noted for its chunk";
    }
    return {};
}

void DamageFinder::checkRecord(const sqlite::Statement& row, const OwnedChunk& owner, Seq seq) {
    const auto found = m_trails.find(owner.run);
    if (found == m_trails.end()) {
        return;
    }
    auto& trail = found->second;
    if (seq != trail.lastSeq + 1) {
        if (seq > trail.lastSeq + 1) {
            report(
                "records are missing before " + std::to_string(seq), owner.run, trail.lastSeq + 1);
        } else {
            report("it is there twice", owner.run, seq);
        }
        trail.chains.clear();
    }
    if (auto fault = faultOf(row, trail, owner.chunk, seq); !fault.empty()) {
        report(std::move(fault), owner.run, seq);
    }
    trail.lastSeq = std::max(trail.lastSeq, seq);
    startBranches(owner.run, seq, trail.chains);
}

/// The chunk that should hold row `id`; null when none does.
const OwnedChunk* DamageFinder::chunkAt(std::int64_t id) {
    while (m_chunk < m_chunks.size()) {
        const auto& chunk = m_chunks[m_chunk].chunk;
        if (id <= chunk.idOf(chunk.lastSeq)) {
            return id >= chunk.firstId ? &m_chunks[m_chunk] : nullptr;
        }
        ++m_chunk;
    }
    return nullptr;
}

void DamageFinder::checkRow(const sqlite::Statement& row, std::int64_t id) {
    const auto* owner = chunkAt(id);
    if (owner == nullptr) {
        const auto run = row.integer(0).value_or(-1);
        const auto seq = row.integer(1).value_or(0);
        report("a record is there that belongs to no chunk",
               run < 0 ? RunId::none() : RunId{static_cast<std::uint32_t>(run)},
               static_cast<Seq>(std::max<std::int64_t>(seq, 0)));
        return;
    }
    checkRecord(row, *owner, owner->chunk.firstSeq + static_cast<Seq>(id - owner->chunk.firstId));
}

/// Reads on from `next` until the end (true) or until SQLite can go no further (false).
bool DamageFinder::checkRange(sqlite::Statement& rows, std::int64_t& next) {
    const sqlite::ResetAtEnd reset(rows);
    rows.bind(1, next);
    constexpr std::int64_t kRowsBetweenReports = 20'000;
    for (;;) {
        const auto more = rows.step();
        if (!more || !*more) {
            return more.has_value();
        }
        const auto id = rows.integer(kIdColumn).value_or(next);
        checkRow(rows, id);
        next = id + 1;
        if (id % kRowsBetweenReports == 0) {
            const auto done = static_cast<double>(id) / static_cast<double>(m_lastId);
            if (!goOn(kIntegrityShare + (1.0 - kIntegrityShare) * std::min(done, 1.0))) {
                return true;
            }
        }
    }
}

void DamageFinder::checkRecords() {
    if (!m_chunks.empty()) {
        const auto& last = m_chunks.back().chunk;
        m_lastId = last.idOf(last.lastSeq);
    }
    // The index must not stand in for the table, nor for its order.
    auto rows = m_database.prepare(std::string("SELECT ") + kRecordColumns +
                                   ", hash, id FROM record NOT INDEXED WHERE id >= ? ORDER BY id");
    if (!rows) {
        report(rows.error().message);
        return;
    }
    std::int64_t next = std::numeric_limits<std::int64_t>::min();
    std::int64_t skipped = 1;
    std::int64_t reached = next;
    while (!checkRange(*rows, next) && next <= m_lastId && goOn(m_share)) {
        // A page that cannot be read: feel for the next one that can.
        const bool moved = next != reached;
        next = std::max<std::int64_t>(next, 1);
        if (const auto* owner = moved ? chunkAt(next) : nullptr; owner != nullptr) {
            report("it cannot be read: " + m_database.lastError().message,
                   owner->run,
                   owner->chunk.firstSeq + static_cast<Seq>(next - owner->chunk.firstId));
        }
        skipped = moved ? 1 : skipped * 2;
        next += skipped;
        reached = next;
    }
}

void DamageFinder::checkHeads() {
    for (const auto& [id, trail] : m_trails) {
        const auto& info = trail.info;
        if (trail.lastSeq < info.lastSeq) {
            report("records are missing at the end", id, trail.lastSeq + 1);
        } else if (trail.lastSeq > info.lastSeq) {
            report("there are more records than it should have", id, info.lastSeq + 1);
        } else if (std::ranges::find(trail.chains, info.chain) == trail.chains.end()) {
            report("the hash noted for the run is not that of its last record", id, info.lastSeq);
        }
    }
}

/// `sql` gives run, seq, blob and hash.
void DamageFinder::checkKeyframes(const char* sql, const char* what) {
    report(eachRow(m_database, what, sql, [&](StrictRow& row) {
        const auto run = RunId{static_cast<std::uint32_t>(
            row.integer(0, 0, std::numeric_limits<std::uint32_t>::max()))};
        const auto seq =
            static_cast<Seq>(row.integer(1, 1, std::numeric_limits<std::int64_t>::max()));
        const auto blob = row.blob(2);
        const auto trail = m_trails.find(run);
        if (!row.ok()) {
            return;
        }
        if (trail == m_trails.end() || seq <= trail->second.info.forkSeq ||
            seq > trail->second.info.lastSeq) {
            report(std::string("a ") + what + " belongs to no record of the run", run, seq);
        } else if (row.bits(3) != blobHash(blob)) {
            report(std::string("the ") + what + " after it was changed", run, seq);
        }
    }));
}

void DamageFinder::checkEncoding() {
    const auto pageBytes = m_database.integer("PRAGMA page_size");
    const auto pages = m_database.integer("PRAGMA page_count");
    const auto root =
        m_database.integer("SELECT rootpage FROM sqlite_schema WHERE name = 'record'");
    auto place = m_database.prepare("SELECT run, seq FROM record WHERE id = ?");
    if (!pageBytes || !pages || !root || !place) {
        return;
    }
    const PageLayout layout{static_cast<std::uint32_t>(*pageBytes),
                            static_cast<std::uint32_t>(*pages),
                            static_cast<std::uint32_t>(*root)};
    for (const auto id : findMisencodedRows(m_database, layout, kRecordColumnsInFile)) {
        const sqlite::ResetAtEnd reset(*place);
        place->bind(1, id);
        const auto row = place->step();
        const bool there = row && *row;
        const auto run = there ? place->integer(0) : std::nullopt;
        const auto seq = there ? place->integer(1) : std::nullopt;
        report("it is not stored as SQLite stores it",
               run ? RunId{static_cast<std::uint32_t>(*run)} : RunId::none(),
               static_cast<Seq>(seq.value_or(0)));
    }
}

void DamageFinder::checkNotes() {
    if (const auto notes = readNotes(m_database); !notes) {
        report(notes.error().message);
    }
    if (const auto answers = readLessonAnswers(m_database); !answers) {
        report(answers.error().message);
    }
}

std::vector<Damage> DamageFinder::run() {
    // One transaction: a writer at work must not make runs and records disagree.
    report(m_database.execute("BEGIN"));
    checkIntegrity();
    report(checkSchema(m_database, m_path, SchemaCheck::Everything));
    if (!m_stopped && readNames()) {
        readRuns();
        readChunks();
        checkRecords();
        if (!m_stopped) {
            checkHeads();
            checkKeyframes("SELECT run, seq, world, hash FROM keyframe", "keyframe");
            checkKeyframes("SELECT run, seq, state, hash FROM entity_keyframe", "entity_keyframe");
            checkEncoding();
            checkNotes();
        }
    }
    (void)m_database.execute("ROLLBACK");
    goOn(1.0);
    return std::move(m_found);
}

}  // namespace

Result<std::vector<Damage>> findDamage(const std::filesystem::path& path,
                                       const std::function<bool(double)>& progress) {
    if (auto ok = checkHeader(path); !ok) {
        return tl::unexpected(ok.error());
    }
    auto database = openUntrusted(path);
    if (!database) {
        // The header is right, but SQLite cannot even read the list of tables.
        return std::vector<Damage>{{RunId::none(), 0, database.error().message}};
    }
    return DamageFinder(path, std::move(*database), progress).run();
}

}  // namespace foldline
