#include "core/log/file_writer.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/base/check.h"
#include "core/log/chain.h"
#include "core/log/note_table.h"
#include "core/log/schema.h"
#include "core/log/schema.sql.h"

namespace foldline {
namespace {

/// A chunk grows by further appends of the same transaction up to about this many records.
constexpr Seq kChunkRecordsMax = 8192;
constexpr int kCloseWaitMs = 1'000;

/// The WAL is copied back every 64 MiB: at SQLite's 4 MiB that would cost more than appending.
constexpr const char* kWriteSettings =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8192; "
    "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF; "
    "PRAGMA secure_delete = OFF;";

Result<void> prepareAll(sqlite::Database& database, WriterStatements& statements) {
    const std::array<std::pair<sqlite::Statement*, const char*>, 8> all{{
        {&statements.begin, "BEGIN IMMEDIATE"},
        {&statements.commit, "COMMIT"},
        {&statements.dataVersion, "PRAGMA data_version"},
        {&statements.insertBatch, kInsertBatchSql},
        {&statements.insertChunk, "INSERT INTO chunk VALUES(?,?,?,?,?,?,?)"},
        {&statements.updateHead,
         "UPDATE run SET last_seq = ?2, chain = ?3, recorded_until_us = ?4, finished = ?5 "
         "WHERE id = ?1"},
        {&statements.insertKeyframe, "INSERT OR REPLACE INTO keyframe VALUES(?,?,?,?,?)"},
        {&statements.insertEntityKeyframe,
         "INSERT OR REPLACE INTO entity_keyframe VALUES(?,?,?,?,?)"},
    }};
    for (const auto& [statement, sql] : all) {
        auto prepared = database.prepare(sql);
        if (!prepared) {
            return tl::unexpected(prepared.error());
        }
        *statement = std::move(*prepared);
    }
    return {};
}

}  // namespace

FileWriter::FileWriter(WriterLock lock, sqlite::Database database, Preamble preamble)
    : m_lock(std::move(lock)),
      m_database(std::move(database)),
      m_preamble(std::move(preamble)) {
    for (const auto& system : m_preamble.systems) {
        m_dataTexts.push_back(std::make_unique<DataText>(system.dictionary));
    }
}

FileWriter::~FileWriter() {
    m_statements = {};
    if (m_database.inTransaction()) {
        (void)m_database.execute("ROLLBACK");
    }
    // Leaves one file without companions, ready to be mailed. While readers are open it keeps
    // them, but holds everything by itself.
    sqlite3_busy_timeout(m_database.handle(), kCloseWaitMs);
    (void)m_database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    sqlite3_busy_timeout(m_database.handle(), 0);
    (void)m_database.execute("PRAGMA journal_mode = DELETE");
}

Result<void> FileWriter::prepare() {
    auto ready = m_database.execute(kWriteSettings)
                     .and_then([&] { return registerBatchTable(m_database, m_batch); })
                     .and_then([&] { return prepareAll(m_database, m_statements); });
    RunMap runs;
    ready = ready.and_then([&] { return runs.update(m_database, m_preamble.systems.size()); });
    if (!ready) {
        return ready;
    }
    for (const auto& [id, entry] : runs.entries()) {
        auto& head = m_heads[id];
        head.info = entry.info;
        if (!entry.chunks.empty()) {
            head.lastT = entry.chunks.back().lastT;
            if (entry.chunks.back().hash != entry.info.chain) {
                return fail("the recording is damaged (the hash of run " +
                            std::to_string(id.value) +
                            " is not that of its last record); foldline-cli verify says more");
            }
        }
    }
    auto version = m_database.integer("PRAGMA data_version");
    if (!version) {
        return tl::unexpected(version.error());
    }
    m_dataVersion = *version;
    return {};
}

FileWriter::Head& FileWriter::headOf(RunId run) {
    const auto found = m_heads.find(run);
    FOLDLINE_CHECK(found != m_heads.end());
    return found->second;
}

Result<void> FileWriter::noted(Result<void> result) {
    if (!result && !m_failed) {
        m_failed = result.error();
        if (m_database.inTransaction()) {
            (void)m_database.execute("ROLLBACK");
        }
    }
    return result;
}

Result<void> FileWriter::begin() {
    if (m_failed) {
        return tl::unexpected(*m_failed);
    }
    if (m_database.inTransaction()) {
        return {};
    }
    auto begun = m_statements.begin.run();
    if (!begun) {
        return begun;
    }
    const sqlite::ResetAtEnd reset(m_statements.dataVersion);
    const auto row = m_statements.dataVersion.step();
    if (!row || m_statements.dataVersion.integer(0) != m_dataVersion) {
        return fail("another program is writing to the recording; save a copy and go on in that");
    }
    return {};
}

Result<void> FileWriter::storeBranch(const BranchInfo& branch, const char* sql) {
    auto statement = m_database.prepare(sql);
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    statement->bind(1, std::int64_t{branch.id.value});
    if (branch.parent.exists()) {
        statement->bind(2, std::int64_t{branch.parent.value});
    }
    statement->bind(3, branch.forkAt.us).bind(4, branch.title).bind(5, branch.faults);
    statement->bind(6, std::int64_t{branch.hidden ? 1 : 0});
    return statement->run();
}

/// Branches and runs are visible at once, or with the transaction that is under way.
Result<void> FileWriter::addBranch(const BranchInfo& branch) {
    FOLDLINE_CHECK(!branch.parent.exists() || branch.parent < branch.id);
    if (m_failed) {
        return tl::unexpected(*m_failed);
    }
    return storeBranch(branch, "INSERT INTO branch VALUES(?1,?2,?3,?4,?5,?6)");
}

Result<void> FileWriter::updateBranch(const BranchInfo& branch) {
    if (m_failed) {
        return tl::unexpected(*m_failed);
    }
    return storeBranch(branch,
                       "UPDATE branch SET parent = ?2, fork_at_us = ?3, title = ?4, faults = ?5, "
                       "hidden = ?6 WHERE id = ?1");
}

/// The chain's value after record `seq` of the history of `run`.
Result<std::uint64_t> FileWriter::chainAt(RunId run, Seq seq) {
    const auto* info = &headOf(run).info;
    while (seq <= info->forkSeq && info->parent.exists()) {
        info = &headOf(info->parent).info;
    }
    if (seq == 0) {
        return m_preamble.systems.at(info->system).genesis;
    }
    auto query = m_database.prepare(
        "SELECT hash FROM record WHERE run = ?1 AND seq = ?2 AND id = (SELECT first_id + ?2 - "
        "first_seq FROM chunk WHERE run = ?1 AND first_seq <= ?2 ORDER BY first_seq DESC LIMIT 1)");
    if (!query) {
        return tl::unexpected(query.error());
    }
    query->bind(1, std::int64_t{info->id.value}).bind(2, static_cast<std::int64_t>(seq));
    const auto row = query->step();
    const auto hash = row && *row ? query->integer(0) : std::nullopt;
    if (!hash) {
        return row ? fail("the recording is damaged (record " + std::to_string(seq) + " of run " +
                          std::to_string(info->id.value) + " is missing)")
                   : tl::unexpected(row.error());
    }
    return static_cast<std::uint64_t>(*hash);
}

Result<void> FileWriter::storeRun(const RunInfo& run) {
    auto statement = m_database.prepare("INSERT INTO run VALUES(?,?,?,?,?,?,?,?,?)");
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    statement->bind(1, std::int64_t{run.id.value}).bind(2, std::int64_t{run.branch.value});
    statement->bind(3, std::int64_t{run.system});
    if (run.parent.exists()) {
        statement->bind(4, std::int64_t{run.parent.value});
    }
    statement->bind(5, static_cast<std::int64_t>(run.forkSeq));
    statement->bind(6, static_cast<std::int64_t>(run.lastSeq)).bind(7, run.recordedUntil.us);
    statement->bind(8, std::int64_t{0}).bind(9, static_cast<std::int64_t>(run.chain));
    return statement->run();
}

Result<void> FileWriter::addRun(const RunInfo& run) {
    FOLDLINE_CHECK(run.id.exists() && !m_heads.contains(run.id));
    FOLDLINE_CHECK(run.system < m_preamble.systems.size());
    FOLDLINE_CHECK(run.parent.exists() ? run.parent < run.id : run.forkSeq == 0);
    if (m_failed) {
        return tl::unexpected(*m_failed);
    }
    Head head{.info = run, .lastT = {}, .changed = false};
    head.info.lastSeq = run.forkSeq;
    head.info.finished = false;
    head.info.chain = m_preamble.systems[run.system].genesis;
    if (run.parent.exists()) {
        FOLDLINE_CHECK(run.forkSeq <= headOf(run.parent).info.lastSeq);
        FOLDLINE_CHECK(run.system == headOf(run.parent).info.system);
        if (auto flushed = noted(flushChunk()); !flushed) {
            return flushed;
        }
        const auto chain = chainAt(run.parent, run.forkSeq);
        if (!chain) {
            return tl::unexpected(chain.error());
        }
        head.info.chain = *chain;
    }
    if (auto stored = storeRun(head.info); !stored) {
        return stored;
    }
    m_heads.emplace(run.id, head);
    return {};
}

Result<void> FileWriter::flushChunk() {
    if (!m_chunkRun.exists()) {
        return {};
    }
    auto& insert = m_statements.insertChunk;
    insert.bind(1, std::int64_t{m_chunkRun.value});
    insert.bind(2, static_cast<std::int64_t>(m_chunk.firstSeq));
    insert.bind(3, static_cast<std::int64_t>(m_chunk.lastSeq));
    insert.bind(4, m_chunk.firstT.us).bind(5, m_chunk.lastT.us).bind(6, m_chunk.firstId);
    insert.bind(7, static_cast<std::int64_t>(m_chunk.hash));
    m_chunkRun = RunId::none();
    return insert.run();
}

Result<void> FileWriter::storeBatch(Head& head, std::span<const Record> records) {
    m_batch = {.run = head.info.id,
               .records = records,
               .dataText = m_dataTexts.at(head.info.system).get(),
               .chain = head.info.chain};
    if (auto inserted = m_statements.insertBatch.run(); !inserted) {
        return inserted;
    }
    const auto lastId = sqlite3_last_insert_rowid(m_database.handle());
    if (m_chunkRun == head.info.id && m_chunk.lastSeq - m_chunk.firstSeq + 1 >= kChunkRecordsMax) {
        if (auto flushed = flushChunk(); !flushed) {
            return flushed;
        }
    }
    if (m_chunkRun != head.info.id) {
        if (auto flushed = flushChunk(); !flushed) {
            return flushed;
        }
        m_chunkRun = head.info.id;
        m_chunk.firstSeq = records.front().seq;
        m_chunk.firstT = records.front().t;
        m_chunk.firstId = lastId - static_cast<std::int64_t>(records.size()) + 1;
    }
    m_chunk.lastSeq = records.back().seq;
    m_chunk.lastT = records.back().t;
    m_chunk.hash = m_batch.chain;
    head.info.chain = m_batch.chain;
    head.info.lastSeq = records.back().seq;
    head.lastT = records.back().t;
    head.changed = true;
    return {};
}

Result<void> FileWriter::append(RunId run, std::span<const Record> records) {
    Head& head = headOf(run);
    Seq seq = head.info.lastSeq;
    SimTime t = head.lastT;
    for (const Record& record : records) {
        FOLDLINE_CHECK(record.seq == ++seq);
        FOLDLINE_CHECK(record.t >= t && record.cause < record.seq);
        t = record.t;
    }
    if (records.empty()) {
        return {};
    }
    return noted(begin().and_then([&] { return storeBatch(head, records); }));
}

Result<void> FileWriter::addKeyframe(RunId run, const Keyframe& keyframe) {
    if (keyframe.world.size() > kValueBytesMax) {
        return fail("the world is too large for a keyframe");
    }
    return noted(begin().and_then([&] {
        auto& insert = m_statements.insertKeyframe;
        insert.bind(1, std::int64_t{run.value}).bind(2, static_cast<std::int64_t>(keyframe.seq));
        insert.bind(3, keyframe.t.us).bindBlob(4, keyframe.world);
        insert.bind(5, static_cast<std::int64_t>(blobHash(keyframe.world)));
        return insert.run();
    }));
}

Result<void> FileWriter::addEntityKeyframe(RunId run, const EntityKeyframe& keyframe) {
    if (keyframe.state.size() > kValueBytesMax) {
        return fail("the state of an entity is too large for a keyframe");
    }
    return noted(begin().and_then([&] {
        auto& insert = m_statements.insertEntityKeyframe;
        insert.bind(1, std::int64_t{run.value}).bind(2, std::int64_t{keyframe.entity.value});
        insert.bind(3, static_cast<std::int64_t>(keyframe.seq)).bindBlob(4, keyframe.state);
        insert.bind(5, static_cast<std::int64_t>(blobHash(keyframe.state)));
        return insert.run();
    }));
}

Result<void> FileWriter::storeHead(const Head& head) {
    auto& update = m_statements.updateHead;
    update.bind(1, std::int64_t{head.info.id.value});
    update.bind(2, static_cast<std::int64_t>(head.info.lastSeq));
    update.bind(3, static_cast<std::int64_t>(head.info.chain));
    update.bind(4, head.info.recordedUntil.us).bind(5, std::int64_t{head.info.finished ? 1 : 0});
    return update.run();
}

Result<void> FileWriter::commit(RunId run, SimTime recordedUntil, bool finished) {
    Head& committed = headOf(run);
    committed.info.recordedUntil = recordedUntil;
    committed.info.finished = finished;
    committed.changed = true;
    auto done = begin().and_then([&] { return flushChunk(); });
    for (auto& [id, head] : m_heads) {
        if (done && head.changed) {
            done = storeHead(head);
            head.changed = false;
        }
    }
    return noted(done.and_then([&] { return m_statements.commit.run(); }));
}

Result<void> FileWriter::putNote(const Note& note) {
    FOLDLINE_CHECK(note.id.exists() && note.id.value > 0 && note.text.size() <= kNoteBytesMax);
    return m_failed ? tl::unexpected(*m_failed) : storeNote(m_database, note);
}

Result<void> FileWriter::removeNote(NoteId note) {
    return m_failed ? tl::unexpected(*m_failed) : foldline::removeNote(m_database, note);
}

Result<void> FileWriter::putLessonAnswer(const LessonAnswer& answer) {
    FOLDLINE_CHECK(answer.step < kLessonStepsMax && answer.prediction.size() <= kFiguresMax);
    FOLDLINE_CHECK(
        std::ranges::all_of(answer.prediction, [](double n) { return std::isfinite(n); }));
    return m_failed ? tl::unexpected(*m_failed) : storeLessonAnswer(m_database, answer);
}

Result<void> FileWriter::buildIndexes() {
    FOLDLINE_CHECK(!m_database.inTransaction());
    if (m_failed) {
        return tl::unexpected(*m_failed);
    }
    const auto exists = m_database.integer(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name = 'record_by_entity'");
    if (!exists) {
        return tl::unexpected(exists.error());
    }
    return *exists == 1 ? Result<void>{} : m_database.execute(kEntityIndexSql);
}

}  // namespace foldline
