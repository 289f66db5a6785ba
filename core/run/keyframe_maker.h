// Where keyframes go: near enough for a seek to fold little, and far enough apart to stay small
// beside the records.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/fold/entity.h"
#include "core/fold/world.h"
#include "core/log/recording_file.h"
#include "core/run/fold_tables.h"

namespace foldline {

struct Keyframes {
    std::vector<Keyframe> worlds;
    std::vector<EntityKeyframe> entities;
};

/// Folds the world and all entities of one run. Where it makes keyframes depends on the records
/// alone: who folds them again finds the same places. A value.
class KeyframeMaker {
public:
    explicit KeyframeMaker(std::shared_ptr<const FoldTables> tables);

    /// Records in order of seq. Keyframes that fall due are appended to `out`; null: they exist
    /// already and are only counted.
    void fold(const Record& record, Keyframes* out);

    const World& world() const { return m_world; }

    const std::vector<EntityState>& entities() const { return m_entities; }

    std::size_t bytes() const { return m_entities.size() * kBytesPerEntity; }

    /// Worlds are kept every kSpacingMin to kSpacingMax records: as often as they make up no more
    /// than about a fifth of the log.
    static constexpr Seq kSpacingMin = 4096;
    static constexpr Seq kSpacingMax = 20'000;
    /// An entity is kept every so many records about it.
    static constexpr std::uint32_t kEntitySpacing = 512;

private:
    static constexpr std::size_t kBytesPerEntity = 700;

    void keepWorld(Keyframes* out);

    std::shared_ptr<const FoldTables> m_tables;
    World m_world;
    Seq m_nextWorld = kSpacingMin;
    std::vector<EntityState> m_entities;
    std::vector<std::uint32_t> m_recordsOf;  // by EntityId: since its last keyframe
};

}  // namespace foldline
