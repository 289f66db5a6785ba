#include "core/run/playback.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/run/keyframe_maker.h"

namespace foldline {
namespace {

constexpr std::size_t kEntityPage = 2048;

bool isHistory(Kind kind) {
    return kind == Kind::EntityCreated || kind == Kind::EventAppended || kind == Kind::RowWritten ||
           kind == Kind::RowReset;
}

}  // namespace

Playback::Playback(std::filesystem::path file,
                   std::vector<std::shared_ptr<const FoldTables>> tables)
    : m_file(std::move(file)),
      m_tables(std::move(tables)) {}

Result<RecordingReader*> Playback::reader() {
    if (!m_reader) {
        auto opened = RecordingReader::open(m_file);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        m_reader = std::move(*opened);
    }
    return m_reader.get();
}

Result<std::span<const Record>> Playback::stretch(RunId run, Seq first) {
    const ChunkKey key{run, (first - 1) / kChunkRecords};
    const auto offset = static_cast<std::size_t>((first - 1) % kChunkRecords);
    const auto known = m_chunkOf.find(key);
    if (known != m_chunkOf.end()) {
        m_chunks.splice(m_chunks.begin(), m_chunks, known->second);
        if (known->second->records.size() > offset) {
            return std::span<const Record>(known->second->records).subspan(offset);
        }
        // The run has grown since, or ends here.
        m_chunks.pop_front();
        m_chunkOf.erase(known);
    }
    auto file = reader();
    if (!file) {
        return tl::unexpected(file.error());
    }
    auto records = (*file)->read(run, key.number * kChunkRecords + 1, kChunkRecords);
    if (!records) {
        return tl::unexpected(records.error());
    }
    ++m_chunksRead;
    if (m_chunks.size() == kChunksMax) {
        m_chunkOf.erase(m_chunks.back().key);
        m_chunks.pop_back();
    }
    m_chunks.push_front({.key = key, .records = std::move(*records)});
    m_chunkOf[key] = m_chunks.begin();
    const std::span<const Record> all = m_chunks.front().records;
    return all.subspan(std::min(offset, all.size()));
}

Playback::CachedWorld* Playback::cachedWorld(RunId run) {
    const auto found = std::ranges::find(m_worlds, run, &CachedWorld::run);
    if (found == m_worlds.end()) {
        return nullptr;
    }
    m_worlds.splice(m_worlds.begin(), m_worlds, found);
    return &m_worlds.front();
}

/// The nearest world at or before `seq` that is at hand.
Result<World> Playback::startFor(Place place, Seq seq) {
    const CachedWorld* cached = cachedWorld(place.run);
    const bool usable = cached != nullptr && cached->world.seq <= seq;
    if (usable && seq - cached->world.seq <= KeyframeMaker::kSpacingMin) {
        return cached->world;
    }
    auto file = reader();
    if (!file) {
        return tl::unexpected(file.error());
    }
    const auto keyframe = (*file)->keyframeAt(place.run, seq);
    if (!keyframe) {
        return tl::unexpected(keyframe.error());
    }
    if (usable && (!*keyframe || cached->world.seq >= (*keyframe)->seq)) {
        return cached->world;
    }
    const Dictionary& dictionary = m_tables[place.system]->dictionary;
    if (!*keyframe) {
        return initialWorld(dictionary);
    }
    auto world = decodeWorld((*keyframe)->world, dictionary);
    if (!world || world->seq != (*keyframe)->seq) {
        return fail("the recording is damaged (the keyframe at record " +
                    std::to_string((*keyframe)->seq) +
                    " makes no sense); foldline-cli verify says more");
    }
    return *std::move(world);
}

Result<void> Playback::foldUpTo(Place place, World& world, Seq seq) {
    const WorldFold& fold = m_tables[place.system]->world;
    while (world.seq < seq) {
        const auto next = stretch(place.run, world.seq + 1);
        if (!next) {
            return tl::unexpected(next.error());
        }
        if (next->empty()) {
            break;
        }
        const auto wanted =
            next->first(static_cast<std::size_t>(std::min<Seq>(seq - world.seq, next->size())));
        fold(world, wanted);
        m_recordsFolded += wanted.size();
    }
    return {};
}

Result<World> Playback::world(Place place, Seq seq) {
    auto world = startFor(place, seq);
    if (!world) {
        return world;
    }
    if (auto folded = foldUpTo(place, *world, seq); !folded) {
        return tl::unexpected(folded.error());
    }
    if (CachedWorld* cached = cachedWorld(place.run)) {
        cached->world = *world;
    } else {
        if (m_worlds.size() == kWorldsMax) {
            m_worlds.pop_back();
        }
        m_worlds.push_front({.run = place.run, .world = *world});
    }
    return world;
}

Result<EntityState> Playback::entity(Place place, EntityId entity, Seq seq) {
    auto file = reader();
    if (!file) {
        return tl::unexpected(file.error());
    }
    const FoldTables& tables = *m_tables[place.system];
    const auto keyframe = (*file)->entityKeyframeAt(place.run, entity, seq);
    if (!keyframe) {
        return tl::unexpected(keyframe.error());
    }
    EntityState state = initialEntity(tables.rules);
    if (*keyframe) {
        auto decoded = decodeEntity((*keyframe)->state, tables.dictionary);
        if (!decoded || decoded->seq != (*keyframe)->seq) {
            return fail("the recording is damaged (the keyframe of an entity at record " +
                        std::to_string((*keyframe)->seq) +
                        " makes no sense); foldline-cli verify says more");
        }
        state = *std::move(decoded);
    }
    Seq after = state.seq;
    for (;;) {
        const auto records = (*file)->readEntity(place.run, entity, after, seq, kEntityPage);
        if (!records) {
            return tl::unexpected(records.error());
        }
        for (const Record& record : *records) {
            if (concernsEntity(record.kind)) {
                fold(state, record, tables.rules);
            }
            after = record.seq;
        }
        if (records->size() < kEntityPage) {
            keepRows(state, entity, tables.rules);
            return state;
        }
    }
}

Result<std::vector<Record>> Playback::entityHistory(
    Place place, EntityId entity, Seq after, Seq upTo, std::size_t limit) {
    std::vector<Record> history;
    auto file = reader();
    if (!file) {
        return tl::unexpected(file.error());
    }
    // Backwards in growing windows, so that the newest few are found without reading all before.
    Seq window = 16'384;
    while (upTo > after && history.size() < limit) {
        const Seq windowStart = upTo - after > window ? upTo - window : after;
        std::vector<Record> found;
        for (Seq from = windowStart; from < upTo;) {
            auto page = (*file)->readEntity(place.run, entity, from, upTo, kEntityPage);
            if (!page) {
                return tl::unexpected(page.error());
            }
            std::ranges::copy_if(*page, std::back_inserter(found), [](const Record& record) {
                return isHistory(record.kind);
            });
            from = page->size() < kEntityPage ? upTo : page->back().seq;
        }
        const std::size_t room = limit - history.size();
        const auto first = found.end() - static_cast<std::ptrdiff_t>(std::min(room, found.size()));
        history.insert(history.begin(), first, found.end());
        upTo = windowStart;
        window *= 4;
    }
    return history;
}

Result<std::vector<Record>> Playback::records(RunId run, Seq first, std::size_t count) {
    std::vector<Record> result;
    first = std::max<Seq>(first, 1);
    while (result.size() < count) {
        const auto next = stretch(run, first + result.size());
        if (!next) {
            return tl::unexpected(next.error());
        }
        if (next->empty()) {
            break;
        }
        const auto wanted = next->first(std::min(count - result.size(), next->size()));
        result.insert(result.end(), wanted.begin(), wanted.end());
    }
    return result;
}

Result<Seq> Playback::lastSeqAt(RunId run, SimTime t) {
    auto file = reader();
    return file ? (*file)->lastSeqAt(run, t) : tl::unexpected(file.error());
}

}  // namespace foldline
