#include "core/log/file_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/log/chain.h"
#include "core/log/note_table.h"
#include "core/log/record_row.h"

namespace foldline {
namespace {

/// One read transaction: everything in it sees the same prefix of the recording.
class Snapshot {
public:
    explicit Snapshot(ReaderStatements& statements) : m_statements(statements) {}

    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    ~Snapshot() { (void)m_statements.end.run(); }

    Result<void> begin() { return m_statements.begin.run(); }

private:
    ReaderStatements& m_statements;
};

}  // namespace

/// A stretch of one run's records within one chunk.
struct FileReader::Stretch {
    const Chunk* chunk = nullptr;
    RunId owner;
    Seq first = 0;
    Seq last = 0;
};

FileReader::FileReader(sqlite::Database database, Preamble preamble)
    : m_database(std::move(database)),
      m_info(std::move(preamble.info)) {
    for (auto& system : preamble.systems) {
        m_systems.push_back(std::move(system.dictionary));
    }
    for (const auto& system : m_systems) {
        m_dataTexts.push_back(std::make_unique<DataText>(system));
    }
}

Result<void> FileReader::prepare() {
    const std::string columns = kRecordColumns;
    const std::array<std::pair<sqlite::Statement*, std::string>, 7> all{{
        {&m_statements.begin, "BEGIN"},
        {&m_statements.end, "COMMIT"},
        {&m_statements.dataVersion, "PRAGMA data_version"},
        {&m_statements.timeOf, "SELECT t, run, seq FROM record WHERE id = ?"},
        {&m_statements.keyframe,
         "SELECT seq, t, world, hash FROM keyframe WHERE run = ? AND seq BETWEEN ? AND ? "
         "ORDER BY seq DESC"},
        {&m_statements.entityKeyframe,
         "SELECT seq, state, hash FROM entity_keyframe WHERE run = ? AND entity = ? AND seq "
         "BETWEEN ? AND ? ORDER BY seq DESC"},
        {&m_statements.entityScan,
         "SELECT " + columns +
             " FROM record NOT INDEXED WHERE id BETWEEN ? AND ? AND entity = ? AND run = ? "
             "ORDER BY id LIMIT ?"},
    }};
    for (const auto& [statement, sql] : all) {
        auto prepared = m_database.prepare(sql);
        if (!prepared) {
            return tl::unexpected(prepared.error());
        }
        *statement = std::move(*prepared);
    }
    if (auto ready = m_scan.prepare(m_database); !ready) {
        return ready;
    }
    Snapshot snapshot(m_statements);
    return snapshot.begin().and_then([&] { return refresh(); });
}

Result<void> FileReader::refreshEntityIndex() {
    if (m_statements.entityIndex.handle() != nullptr) {
        return {};
    }
    const auto exists = m_database.integer(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name = 'record_by_entity'");
    if (!exists || *exists == 0) {
        return exists ? Result<void>{} : tl::unexpected(exists.error());
    }
    auto prepared = m_database.prepare(
        std::string("SELECT ") + kRecordColumns +
        " FROM record INDEXED BY record_by_entity WHERE id BETWEEN ? AND ? AND entity = ? AND run "
        "= ? ORDER BY id LIMIT ?");
    if (!prepared) {
        return tl::unexpected(prepared.error());
    }
    m_statements.entityIndex = std::move(*prepared);
    return {};
}

/// Learns what was committed since the last call; two lookups when nothing was.
Result<void> FileReader::refresh() {
    const sqlite::ResetAtEnd reset(m_statements.dataVersion);
    if (const auto row = m_statements.dataVersion.step(); !row) {
        return tl::unexpected(row.error());
    }
    const auto version = m_statements.dataVersion.integer(0);
    if (m_dataVersion && version == m_dataVersion) {
        return {};
    }
    auto done =
        m_runs.update(m_database, m_systems.size()).and_then([&] { return refreshEntityIndex(); });
    if (done) {
        m_dataVersion = version;
    }
    return done;
}

Result<const RunMap::Entry*> FileReader::entryOf(RunId run) const {
    const auto* entry = m_runs.find(run);
    if (entry == nullptr) {
        return fail("the recording has no run " + std::to_string(run.value));
    }
    return entry;
}

Error FileReader::damagedRecord(RunId run, Seq seq) {
    return {"the recording is damaged (record " + std::to_string(seq) + " of run " +
            std::to_string(run.value) +
            " is missing or makes no sense); foldline-cli verify says "
            "more"};
}

Result<std::vector<BranchInfo>> FileReader::branches() {
    return readBranches(m_database);
}

Result<std::vector<Note>> FileReader::notes() {
    return readNotes(m_database);
}

Result<std::vector<LessonAnswer>> FileReader::lessonAnswers() {
    return readLessonAnswers(m_database);
}

Result<std::vector<RunInfo>> FileReader::runs() {
    Snapshot snapshot(m_statements);
    if (auto ready = snapshot.begin().and_then([&] { return refresh(); }); !ready) {
        return tl::unexpected(ready.error());
    }
    std::vector<RunInfo> runs;
    for (const auto& [id, entry] : m_runs.entries()) {
        runs.push_back(entry.info);
    }
    return runs;
}

Result<void> FileReader::readStretch(const Stretch& stretch, std::vector<Record>& out) {
    const auto system = m_runs.find(stretch.owner)->info.system;
    const auto count = static_cast<std::size_t>(stretch.last - stretch.first + 1);
    const auto read = m_scan.read({.run = stretch.owner.value,
                                   .firstId = stretch.chunk->idOf(stretch.first),
                                   .firstSeq = stretch.first,
                                   .count = count,
                                   .firstT = stretch.chunk->firstT,
                                   .lastT = stretch.chunk->lastT,
                                   .names = {&m_systems[system], m_dataTexts[system].get()}},
                                  out);
    if (!read) {
        return tl::unexpected(read.error());
    }
    if (*read < count) {
        return tl::unexpected(damagedRecord(stretch.owner, stretch.first + *read));
    }
    return {};
}

Result<std::vector<Record>> FileReader::read(RunId run, Seq first, std::size_t count) {
    Snapshot snapshot(m_statements);
    if (auto ready = snapshot.begin().and_then([&] { return refresh(); }); !ready) {
        return tl::unexpected(ready.error());
    }
    const auto entry = entryOf(run);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    std::vector<Record> records;
    const auto lastSeq = (*entry)->info.lastSeq;
    first = std::max<Seq>(first, 1);
    if (first > lastSeq || count == 0) {
        return records;
    }
    const Seq last = std::min<Seq>(lastSeq, first + std::min<Seq>(count - 1, lastSeq - first));
    records.reserve(std::min<std::size_t>(last - first + 1, std::size_t{1} << 16U));
    for (const auto& part : m_runs.lineage(run)) {
        Seq seq = std::max(first, part.first);
        const Seq end = std::min(last, part.last);
        while (seq <= end) {
            const auto* chunk = m_runs.chunkOf(part.owner, seq);
            const Stretch stretch{chunk, part.owner, seq, std::min(end, chunk->lastSeq)};
            if (auto done = readStretch(stretch, records); !done) {
                return tl::unexpected(done.error());
            }
            seq = stretch.last + 1;
        }
    }
    return records;
}

Result<SimTime> FileReader::timeOf(const Chunk& chunk, RunId owner, Seq seq) {
    auto& statement = m_statements.timeOf;
    const sqlite::ResetAtEnd reset(statement);
    statement.bind(1, chunk.idOf(seq));
    const auto row = statement.step();
    if (!row) {
        return tl::unexpected(row.error());
    }
    const auto t = *row ? statement.integer(0) : std::nullopt;
    if (!t || statement.integer(1) != std::int64_t{owner.value} ||
        statement.integer(2) != static_cast<std::int64_t>(seq)) {
        return tl::unexpected(damagedRecord(owner, seq));
    }
    return SimTime{*t};
}

/// The last record of `part` with time <= t; the one before the part when there is none.
Result<Seq> FileReader::lastSeqAtIn(const LineagePart& part, SimTime t) {
    const auto* chunk = m_runs.chunkAt(part.owner, t);
    if (chunk == nullptr || chunk->firstSeq > part.last) {
        // A part of an ancestor may end before the chunk that covers t.
        chunk = chunk == nullptr ? nullptr : m_runs.chunkOf(part.owner, part.last);
        if (chunk == nullptr) {
            return part.first - 1;
        }
    }
    Seq low = chunk->firstSeq;  // its time is <= t
    Seq high = std::min(chunk->lastSeq, part.last);
    if (chunk->lastT <= t) {
        return high;
    }
    while (low < high) {
        const Seq middle = low + (high - low + 1) / 2;
        const auto time = timeOf(*chunk, part.owner, middle);
        if (!time) {
            return tl::unexpected(time.error());
        }
        if (*time <= t) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

Result<Seq> FileReader::lastSeqAt(RunId run, SimTime t) {
    Snapshot snapshot(m_statements);
    auto ready = snapshot.begin().and_then([&] { return refresh(); });
    if (const auto entry = entryOf(run); ready && !entry) {
        ready = tl::unexpected(entry.error());
    }
    if (!ready) {
        return tl::unexpected(ready.error());
    }
    for (const auto& part : m_runs.ancestry(run)) {
        auto seq = lastSeqAtIn(part, t);
        if (!seq || *seq >= part.first) {
            return seq;
        }
    }
    return 0;
}

Result<std::optional<Keyframe>> FileReader::keyframeAt(RunId run, Seq seq) {
    Snapshot snapshot(m_statements);
    if (auto ready = snapshot.begin().and_then([&] { return refresh(); }); !ready) {
        return tl::unexpected(ready.error());
    }
    auto& query = m_statements.keyframe;
    for (const auto& part : m_runs.ancestry(run)) {
        const sqlite::ResetAtEnd reset(query);
        query.bind(1, std::int64_t{part.owner.value});
        query.bind(2, static_cast<std::int64_t>(part.first));
        query.bind(3, static_cast<std::int64_t>(std::min(seq, part.last)));
        for (;;) {
            const auto row = query.step();
            if (!row) {
                return tl::unexpected(row.error());
            }
            if (!*row) {
                break;
            }
            const auto at = query.integer(0);
            const auto t = query.integer(1);
            const auto world = query.blob(2);
            // A damaged keyframe is no loss: an older one leads to the same world.
            if (at && t && world &&
                query.integer(3) == static_cast<std::int64_t>(blobHash(*world))) {
                return Keyframe{static_cast<Seq>(*at), SimTime{*t}, std::string(*world)};
            }
        }
    }
    return std::nullopt;
}

Result<std::optional<EntityKeyframe>> FileReader::entityKeyframeAt(RunId run,
                                                                   EntityId entity,
                                                                   Seq seq) {
    Snapshot snapshot(m_statements);
    if (auto ready = snapshot.begin().and_then([&] { return refresh(); }); !ready) {
        return tl::unexpected(ready.error());
    }
    auto& query = m_statements.entityKeyframe;
    for (const auto& part : m_runs.ancestry(run)) {
        const sqlite::ResetAtEnd reset(query);
        query.bind(1, std::int64_t{part.owner.value}).bind(2, std::int64_t{entity.value});
        query.bind(3, static_cast<std::int64_t>(part.first));
        query.bind(4, static_cast<std::int64_t>(std::min(seq, part.last)));
        for (;;) {
            const auto row = query.step();
            if (!row) {
                return tl::unexpected(row.error());
            }
            if (!*row) {
                break;
            }
            const auto at = query.integer(0);
            const auto state = query.blob(1);
            if (at && state && query.integer(2) == static_cast<std::int64_t>(blobHash(*state))) {
                return EntityKeyframe{entity, static_cast<Seq>(*at), std::string(*state)};
            }
        }
    }
    return std::nullopt;
}

Result<void> FileReader::readRows(sqlite::Statement& statement,
                                  const RunMap::Entry& owner,
                                  EntityId entity,
                                  std::vector<Record>& out) {
    const auto system = owner.info.system;
    for (;;) {
        const auto row = statement.step();
        if (!row) {
            return tl::unexpected(row.error());
        }
        if (!*row) {
            return {};
        }
        std::int64_t run = 0;
        auto& record = out.emplace_back();
        const bool sane =
            readRecord(statement, m_systems[system], *m_dataTexts[system], run, record);
        const bool ascending = out.size() < 2 || out[out.size() - 2].seq < record.seq;
        if (!sane || !ascending || run != owner.info.id.value || record.entity != entity) {
            return tl::unexpected(damagedRecord(owner.info.id, record.seq));
        }
    }
}

Result<void> FileReader::readEntityPart(const LineagePart& part,
                                        EntityId entity,
                                        std::size_t limit,
                                        std::vector<Record>& out) {
    const auto& owner = *m_runs.find(part.owner);
    const bool indexed = m_statements.entityIndex.handle() != nullptr;
    auto& query = indexed ? m_statements.entityIndex : m_statements.entityScan;
    Seq seq = part.first;
    while (seq <= part.last && out.size() < limit) {
        // Other runs may have records between the chunks of this one: only the index passes over
        // them for nothing.
        const auto* chunk = m_runs.chunkOf(part.owner, seq);
        const Seq end = indexed ? part.last : std::min(part.last, chunk->lastSeq);
        const auto* lastChunk = m_runs.chunkOf(part.owner, end);
        const sqlite::ResetAtEnd reset(query);
        query.bind(1, chunk->idOf(seq)).bind(2, lastChunk->idOf(end));
        query.bind(3, std::int64_t{entity.value}).bind(4, std::int64_t{part.owner.value});
        query.bind(5, static_cast<std::int64_t>(limit - out.size()));
        if (auto done = readRows(query, owner, entity, out); !done) {
            return done;
        }
        seq = end + 1;
    }
    return {};
}

Result<std::vector<Record>> FileReader::readEntity(
    RunId run, EntityId entity, Seq after, Seq upTo, std::size_t limit) {
    Snapshot snapshot(m_statements);
    if (auto ready = snapshot.begin().and_then([&] { return refresh(); }); !ready) {
        return tl::unexpected(ready.error());
    }
    if (const auto entry = entryOf(run); !entry) {
        return tl::unexpected(entry.error());
    }
    std::vector<Record> records;
    for (auto part : m_runs.lineage(run)) {
        if (after >= part.last || upTo < part.first) {
            continue;
        }
        part.first = std::max(part.first, after + 1);
        part.last = std::min(part.last, upTo);
        if (auto done = readEntityPart(part, entity, limit, records); !done) {
            return tl::unexpected(done.error());
        }
    }
    return records;
}

}  // namespace foldline
