// Which rows of the table `record` make up the history of which run, kept in memory: a record is
// found without an index, and a time by halving.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "core/log/recording_file.h"
#include "core/log/sqlite.h"
#include "core/log/strict_row.h"

namespace foldline {

/// A row of the table `chunk`: ids firstId … hold firstSeq … lastSeq of one run.
struct Chunk {
    Seq firstSeq = 0;
    Seq lastSeq = 0;
    SimTime firstT;
    SimTime lastT;
    std::int64_t firstId = 0;
    std::uint64_t hash = 0;

    std::int64_t idOf(Seq seq) const { return firstId + static_cast<std::int64_t>(seq - firstSeq); }
};

/// A part of a run's history that was recorded by one run: itself or an ancestor.
struct LineagePart {
    RunId owner;
    Seq first = 0;
    Seq last = 0;
};

/// Reads all branches. Fails when one makes no sense.
Result<std::vector<BranchInfo>> readBranches(sqlite::Database& database);

/// Gives every row of the table `run` to `take`, in order of id. Fails after the first that makes
/// no sense by itself.
Result<void> eachRun(sqlite::Database& database,
                     std::size_t systems,
                     const std::function<void(const RunInfo&)>& take);

/// A chunk from the columns first_seq, last_seq, first_t, last_t, first_id, hash.
Chunk readChunk(StrictRow& row);

class RunMap {
public:
    struct Entry {
        RunInfo info;
        std::vector<Chunk> chunks;  ///< of its own records, ascending
    };

    /// Reads what is new in `database`; call it inside a read transaction. Fails when runs and
    /// chunks contradict each other.
    Result<void> update(sqlite::Database& database, std::size_t systems);

    const std::map<RunId, Entry>& entries() const { return m_entries; }

    const Entry* find(RunId run) const;

    /// The parts of the run's history, the oldest first, up to its last record. Empty for an
    /// unknown run.
    std::vector<LineagePart> lineage(RunId run) const;
    /// The same, the newest first.
    std::vector<LineagePart> ancestry(RunId run) const;

    /// The chunk of `owner` that holds its own record `seq`; null when it has none.
    const Chunk* chunkOf(RunId owner, Seq seq) const;

    /// The last chunk of `owner` that begins at or before `t`; null when there is none.
    const Chunk* chunkAt(RunId owner, SimTime t) const;

private:
    Result<void> addRun(const RunInfo& run);
    static Result<void> readChunks(sqlite::Statement& query, Entry& entry);

    std::map<RunId, Entry> m_entries;
};

}  // namespace foldline
