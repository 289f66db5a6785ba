#include "core/log/run_map.h"

#include <algorithm>
#include <limits>

#include "core/log/strict_row.h"

namespace foldline {
namespace {

constexpr std::int64_t kInt64Max = std::numeric_limits<std::int64_t>::max();
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
    run.forkSeq = static_cast<Seq>(row.integer(4, 0, kInt64Max));
    run.lastSeq = static_cast<Seq>(row.integer(5, 0, kInt64Max));
    run.recordedUntil = SimTime{row.integer(6, 0, kDurationMax.us)};
    run.finished = row.integer(7, 0, 1) == 1;
    run.chain = row.bits(8);
    row.require(run.lastSeq >= run.forkSeq && (run.parent.exists() || run.forkSeq == 0));
    return run;
}

bool follows(const Chunk& chunk, const std::vector<Chunk>& before) {
    if (before.empty()) {
        return true;
    }
    const auto& last = before.back();
    return chunk.firstSeq == last.lastSeq + 1 && chunk.firstT >= last.lastT &&
           chunk.firstId > last.idOf(last.lastSeq);
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

Result<void> RunMap::readRuns(sqlite::Database& database, std::size_t systems) {
    return eachRow(
        database,
        "run",
        "SELECT id, branch, system, parent, fork_seq, last_seq, recorded_until_us, finished, "
        "chain FROM run ORDER BY id",
        [&](StrictRow& row) {
            const auto run = readRun(row, systems);
            const auto* parent = find(run.parent);
            // A parent only ever grows, so what was checked once stays right.
            row.require(!run.parent.exists() ||
                        (parent != nullptr && parent->info.system == run.system &&
                         run.forkSeq <= parent->info.lastSeq));
            row.require(m_entries.size() < kRunsMax);
            if (row.ok()) {
                auto& entry = m_entries[run.id];
                row.require(entry.chunks.empty() || entry.info.forkSeq == run.forkSeq);
                entry.info = run;
            }
        });
}

Result<void> RunMap::readChunks(sqlite::Statement& query, Entry& entry) {
    const auto known = entry.chunks.empty() ? entry.info.forkSeq : entry.chunks.back().lastSeq;
    if (known == entry.info.lastSeq) {
        return {};
    }
    const sqlite::ResetAtEnd reset(query);
    query.bind(1, std::int64_t{entry.info.id.value}).bind(2, static_cast<std::int64_t>(known));
    for (;;) {
        const auto more = query.step();
        if (!more) {
            return tl::unexpected(more.error());
        }
        if (!*more) {
            break;
        }
        StrictRow row(query);
        Chunk chunk;
        chunk.firstSeq = static_cast<Seq>(row.integer(0, 1, kInt64Max));
        chunk.lastSeq = static_cast<Seq>(row.integer(1, 1, kInt64Max));
        chunk.firstT = SimTime{row.integer(2, 0, kDurationMax.us)};
        chunk.lastT = SimTime{row.integer(3, chunk.firstT.us, kDurationMax.us)};
        chunk.firstId = row.integer(4, 0, kInt64Max / 2);
        chunk.hash = row.bits(5);
        row.require(chunk.lastSeq >= chunk.firstSeq && chunk.lastSeq < Seq{kInt64Max / 2});
        row.require(!entry.chunks.empty() || chunk.firstSeq == entry.info.forkSeq + 1);
        if (!row.ok() || !follows(chunk, entry.chunks)) {
            return fail("the recording is damaged (a chunk of " + nameOf(entry.info.id) +
                        " makes no sense); foldline-cli verify says more");
        }
        entry.chunks.push_back(chunk);
    }
    const auto last = entry.chunks.empty() ? entry.info.forkSeq : entry.chunks.back().lastSeq;
    if (last != entry.info.lastSeq) {
        return fail("the recording is damaged (" + nameOf(entry.info.id) +
                    " should end with record " + std::to_string(entry.info.lastSeq) + ", not " +
                    std::to_string(last) + ")");
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
    auto done = readRuns(database, systems);
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

std::vector<LineagePart> RunMap::lineage(RunId run) const {
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
