#include "core/log/run_map.h"

#include <algorithm>
#include <limits>

namespace foldline {
namespace {

/// Sums of two never overflow.
constexpr std::int64_t kSeqMax = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::int64_t kIdMax = std::numeric_limits<std::uint32_t>::max() - std::int64_t{1};
constexpr std::size_t kRunsMax = 100'000;
constexpr std::size_t kBranchTextBytesMax = std::size_t{1} << 20U;

/// NULL, or an id below `below`: parents come first, so that no line of ancestors goes in circles.
template <class IdType>
IdType parentId(StrictRow& row, int column, std::int64_t below) {
    if (row.isNull(column)) {
        return IdType::none();
    }
    return IdType{static_cast<std::uint32_t>(row.integer(column, 0, below - 1))};
}

std::string nameOf(RunId run) {
    return "run " + std::to_string(run.value);
}

RunInfo readRun(StrictRow& row, std::size_t systems) {
    RunInfo run;
    const auto id = row.integer(0, 0, kIdMax);
    run.id = RunId{static_cast<std::uint32_t>(id)};
    run.branch = BranchId{static_cast<std::uint32_t>(row.integer(1, 0, kIdMax))};
    run.system =
        static_cast<std::uint32_t>(row.integer(2, 0, static_cast<std::int64_t>(systems) - 1));
    run.parent = parentId<RunId>(row, 3, id);
    run.forkSeq = static_cast<Seq>(row.integer(4, 0, kSeqMax));
    run.lastSeq = static_cast<Seq>(row.integer(5, 0, kSeqMax));
    run.recordedUntil = SimTime{row.integer(6, 0, kDurationMax.us)};
    run.finished = row.integer(7, 0, 1) == 1;
    run.chain = row.bits(8);
    row.require(run.lastSeq >= run.forkSeq && (run.parent.exists() || run.forkSeq == 0));
    return run;
}

bool follows(const Chunk& chunk, const std::vector<Chunk>& before) {
    return before.empty() || (chunk.firstT >= before.back().lastT &&
                              chunk.firstId > before.back().idOf(before.back().lastSeq));
}

}  // namespace

Result<std::vector<BranchInfo>> readBranches(sqlite::Database& database) {
    std::vector<BranchInfo> branches;
    auto read = eachRow(database,
                        "branch",
                        "SELECT id, parent, fork_at_us, title, faults, hidden FROM branch "
                        "ORDER BY id",
                        [&](StrictRow& row) {
                            BranchInfo branch;
                            const auto id = row.integer(0, 0, kIdMax);
                            branch.id = BranchId{static_cast<std::uint32_t>(id)};
                            branch.parent = parentId<BranchId>(row, 1, id);
                            branch.forkAt = SimTime{row.integer(2, 0, kDurationMax.us)};
                            branch.title = row.text(3, kBranchTextBytesMax);
                            branch.faults = row.text(4, kBranchTextBytesMax);
                            branch.hidden = row.integer(5, 0, 1) == 1;
                            row.require(branches.size() < kRunsMax);
                            branches.push_back(std::move(branch));
                        });
    if (!read) {
        return tl::unexpected(read.error());
    }
    return branches;
}

Result<void> eachRun(sqlite::Database& database,
                     std::size_t systems,
                     const std::function<void(const RunInfo&)>& take) {
    return eachRow(database,
                   "run",
                   "SELECT id, branch, system, parent, fork_seq, last_seq, recorded_until_us, "
                   "finished, chain FROM run ORDER BY id",
                   [&](StrictRow& row) {
                       const auto run = readRun(row, systems);
                       if (row.ok()) {
                           take(run);
                       }
                   });
}

Chunk readChunk(StrictRow& row) {
    Chunk chunk;
    chunk.firstSeq = static_cast<Seq>(row.integer(0, 1, kSeqMax));
    chunk.lastSeq =
        static_cast<Seq>(row.integer(1, static_cast<std::int64_t>(chunk.firstSeq), kSeqMax));
    chunk.firstT = SimTime{row.integer(2, 0, kDurationMax.us)};
    chunk.lastT = SimTime{row.integer(3, chunk.firstT.us, kDurationMax.us)};
    chunk.firstId = row.integer(4, 1, kSeqMax);
    chunk.hash = row.bits(5);
    return chunk;
}

Result<void> RunMap::addRun(const RunInfo& run) {
    const auto* parent = find(run.parent);
    const bool parentFits = parent != nullptr && parent->info.system == run.system &&
                            run.forkSeq <= parent->info.lastSeq;
    const auto* before = find(run.id);
    const bool changed = before != nullptr && (before->info.forkSeq != run.forkSeq ||
                                               before->info.lastSeq > run.lastSeq);
    if ((run.parent.exists() && !parentFits) || changed || m_entries.size() >= kRunsMax) {
        return fail("the recording is damaged (" + nameOf(run.id) +
                    " makes no sense); foldline-cli verify says more");
    }
    m_entries[run.id].info = run;
    return {};
}

Result<void> RunMap::readChunks(sqlite::Statement& query, Entry& entry) {
    auto known = entry.chunks.empty() ? entry.info.forkSeq : entry.chunks.back().lastSeq;
    const sqlite::ResetAtEnd reset(query);
    query.bind(1, std::int64_t{entry.info.id.value}).bind(2, static_cast<std::int64_t>(known));
    while (known < entry.info.lastSeq) {
        const auto more = query.step();
        if (!more) {
            return tl::unexpected(more.error());
        }
        if (!*more) {
            break;
        }
        StrictRow row(query);
        const auto chunk = readChunk(row);
        if (!row.ok() || chunk.firstSeq != known + 1 || !follows(chunk, entry.chunks)) {
            return fail("the recording is damaged (a chunk of " + nameOf(entry.info.id) +
                        " makes no sense); foldline-cli verify says more");
        }
        entry.chunks.push_back(chunk);
        known = chunk.lastSeq;
    }
    if (known != entry.info.lastSeq) {
        return fail("the recording is damaged (" + nameOf(entry.info.id) +
                    " should end with record " + std::to_string(entry.info.lastSeq) + ", not " +
                    std::to_string(known) + "); foldline-cli verify says more");
    }
    return {};
}

Result<void> RunMap::update(sqlite::Database& database, std::size_t systems) {
    auto query = database.prepare(
        "SELECT first_seq, last_seq, first_t, last_t, first_id, hash FROM chunk "
        "WHERE run = ? AND first_seq > ? ORDER BY first_seq");
    if (!query) {
        return tl::unexpected(query.error());
    }
    Result<void> added;
    auto done = eachRun(database, systems, [&](const RunInfo& run) {
        added = added.and_then([&] { return addRun(run); });
    });
    done = done.and_then([&] { return added; });
    for (auto& [id, entry] : m_entries) {
        if (done) {
            done = readChunks(*query, entry);
        }
    }
    return done;
}

const RunMap::Entry* RunMap::find(RunId run) const {
    const auto found = m_entries.find(run);
    return found == m_entries.end() ? nullptr : &found->second;
}

std::vector<LineagePart> RunMap::ancestry(RunId run) const {
    std::vector<LineagePart> parts;
    const auto* entry = find(run);
    Seq last = entry == nullptr ? 0 : entry->info.lastSeq;
    while (entry != nullptr) {
        const auto& info = entry->info;
        if (last > info.forkSeq) {
            parts.push_back({info.id, info.forkSeq + 1, last});
        }
        last = std::min(last, info.forkSeq);
        entry = find(info.parent);
    }
    return parts;
}

std::vector<LineagePart> RunMap::lineage(RunId run) const {
    auto parts = ancestry(run);
    std::ranges::reverse(parts);
    return parts;
}

const Chunk* RunMap::chunkOf(RunId owner, Seq seq) const {
    const auto* entry = find(owner);
    if (entry == nullptr) {
        return nullptr;
    }
    const auto after = std::ranges::upper_bound(entry->chunks, seq, {}, &Chunk::firstSeq);
    if (after == entry->chunks.begin() || std::prev(after)->lastSeq < seq) {
        return nullptr;
    }
    return &*std::prev(after);
}

const Chunk* RunMap::chunkAt(RunId owner, SimTime t) const {
    const auto* entry = find(owner);
    if (entry == nullptr) {
        return nullptr;
    }
    const auto after = std::ranges::upper_bound(entry->chunks, t, {}, &Chunk::firstT);
    return after == entry->chunks.begin() ? nullptr : &*std::prev(after);
}

}  // namespace foldline
