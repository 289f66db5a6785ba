#include "core/run/keyframe_maker.h"

#include <algorithm>
#include <utility>

namespace foldline {
namespace {

/// Of a world's encoding, for one record until the next: a fifth of what a record takes on disk.
constexpr Seq kBytesPerRecord = 13;

}  // namespace

KeyframeMaker::KeyframeMaker(std::shared_ptr<const FoldTables> tables)
    : m_tables(std::move(tables)),
      m_world(initialWorld(m_tables->dictionary)),
      m_entities(m_tables->dictionary.entities.size(), initialEntity(m_tables->rules)),
      m_recordsOf(m_entities.size(), 0) {}

void KeyframeMaker::fold(const Record& record, Keyframes* out) {
    m_tables->world(m_world, record);
    if (record.entity.value < m_entities.size() && concernsEntity(record.kind)) {
        EntityState& entity = m_entities[record.entity.value];
        foldline::fold(entity, record, m_tables->rules);
        if (++m_recordsOf[record.entity.value] == kEntitySpacing) {
            m_recordsOf[record.entity.value] = 0;
            if (out != nullptr) {
                out->entities.push_back(
                    {.entity = record.entity, .seq = record.seq, .state = encodeEntity(entity)});
            }
        }
    }
    if (record.seq >= m_nextWorld) {
        keepWorld(out);
    }
}

void KeyframeMaker::keepWorld(Keyframes* out) {
    std::string bytes = encodeWorld(m_world);
    m_nextWorld =
        m_world.seq + std::clamp<Seq>(bytes.size() / kBytesPerRecord, kSpacingMin, kSpacingMax);
    if (out != nullptr) {
        out->worlds.push_back({.seq = m_world.seq, .t = m_world.t, .world = std::move(bytes)});
    }
}

}  // namespace foldline
