// Reads a recording for somebody who moves about in time: keyframes, a few decoded stretches of
// records, and the world where he was last, so that going on costs only the step.
#pragma once

#include <cstdint>
#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <span>
#include <vector>

#include "core/fold/entity.h"
#include "core/fold/world.h"
#include "core/log/recording_file.h"
#include "core/run/fold_tables.h"

namespace foldline {

/// One thread uses a Playback. Opens the file at the first question.
class Playback {
public:
    /// `tables` by system, as in the recording.
    Playback(std::filesystem::path file, std::vector<std::shared_ptr<const FoldTables>> tables);

    /// A part of a recording's history: a run of one system.
    struct Place {
        RunId run;
        std::size_t system = 0;
    };

    /// The world after record `seq` of the run's history, or after the last one stored.
    Result<World> world(Place place, Seq seq);
    Result<EntityState> entity(Place place, EntityId entity, Seq seq);
    /// The newest `limit` records about `entity` with after < seq <= upTo that are events or
    /// writes of its row, oldest first.
    Result<std::vector<Record>> entityHistory(
        Place place, EntityId entity, Seq after, Seq upTo, std::size_t limit);
    Result<std::vector<Record>> records(RunId run, Seq first, std::size_t count);
    Result<Seq> lastSeqAt(RunId run, SimTime t);

    /// How many records were folded into worlds so far, and how many stretches read: what tests
    /// count.
    std::uint64_t recordsFolded() const { return m_recordsFolded; }

    std::uint64_t chunksRead() const { return m_chunksRead; }

    static constexpr std::size_t kChunkRecords = 1024;
    static constexpr std::size_t kChunksMax = 64;
    static constexpr std::size_t kWorldsMax = 8;

private:
    struct ChunkKey {
        RunId run;
        Seq number = 0;

        friend auto operator<=>(const ChunkKey&, const ChunkKey&) = default;
    };

    struct CachedChunk {
        ChunkKey key;
        std::vector<Record> records;
    };

    struct CachedWorld {
        RunId run;
        World world;
    };

    Result<RecordingReader*> reader();
    /// Records `first` … of the run up to the end of a stretch, as far as they are stored.
    Result<std::span<const Record>> stretch(RunId run, Seq first);
    CachedWorld* cachedWorld(RunId run);
    Result<World> startFor(Place place, Seq seq);
    Result<void> foldUpTo(Place place, World& world, Seq seq);

    std::filesystem::path m_file;
    std::vector<std::shared_ptr<const FoldTables>> m_tables;
    std::unique_ptr<RecordingReader> m_reader;
    std::list<CachedChunk> m_chunks;  // the one used last comes first
    std::map<ChunkKey, std::list<CachedChunk>::iterator> m_chunkOf;
    std::list<CachedWorld> m_worlds;  // the one used last comes first
    std::uint64_t m_recordsFolded = 0;
    std::uint64_t m_chunksRead = 0;
};

}  // namespace foldline
