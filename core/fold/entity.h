// One entity at one moment, three times over: what the clients believe, what the rows say, and what
// its events fold to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/fold/entity_rules.h"
#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline {

/// A request of a client about the entity that has not come to an end for that client.
struct Intention {
    RequestId request;
    SymbolId operation;
    SimTime since;
    bool unknown = false;  ///< the client stopped waiting and does not know
    Seq effect = 0;        ///< the first row or event written for it; 0: none so far
    Fields arguments;

    friend bool operator==(const Intention&, const Intention&) = default;
};

/// The entity's row in one RDB.
struct RowState {
    NodeId rdb;
    std::uint32_t version = 0;   ///< 1 when created, one more for every write
    std::uint32_t reflects = 0;  ///< version of the stream it was last written from; 0: by no event
    Seq setBy = 0;               ///< the record that wrote it last
    SimTime setAt;
    Fields fields;

    // Not folded, but known from the rules of the system: see keepRows.
    bool follows = true;  ///< it is written by applying the entity's events
    /// What must agree with what clients were told; without a list, all.
    std::optional<std::vector<FieldId>> compared;

    friend bool operator==(const RowState&, const RowState&) = default;
};

struct StreamState {
    std::uint32_t version = 0;  ///< 1 when created, one more for every event
    Seq setBy = 0;
    SimTime setAt;
    Fields fields;

    friend bool operator==(const StreamState&, const StreamState&) = default;
};

/// What the clients believe together: the initial fields, with every change that they were told
/// "ok" for. Two clients that ask at the same time cannot know whose change came first, so changes
/// count in the order in which they took effect, where that is on record, and otherwise in the
/// order in which clients were told.
struct BeliefState {
    std::uint32_t version = 0;  ///< 1 when created, one more for every change told ok
    Seq setBy = 0;
    SimTime setAt;
    Fields fields;
    /// By the index in `fields`: the effect of the change that set it last; 0: no known one.
    EffectOrder setByEffect{};

    friend bool operator==(const BeliefState&, const BeliefState&) = default;
};

struct EntityState {
    Seq seq = 0;  ///< of the last record about it
    BeliefState belief;
    std::vector<RowState> rows;  ///< one for every RDB, by NodeId, until keepRows
    StreamState stream;
    /// Open ones, oldest first. When there are kIntentionsMax, the oldest one the client gave up is
    /// forgotten for the next, or else the oldest.
    std::vector<Intention> intentions;

    static constexpr std::size_t kIntentionsMax = 1024;

    friend bool operator==(const EntityState&, const EntityState&) = default;
};

EntityState initialEntity(const EntityRules& rules);

/// True for records that may change some entity's state: the only ones to read for a seek.
bool concernsEntity(Kind kind);

/// Folds one record whose `entity` is this one; other records must not be given. Unknown kinds are
/// passed over. O(open intentions).
void fold(EntityState& state, const Record& record, const EntityRules& rules);

/// Takes away the rows of RDBs in which nobody ever writes `entity`, and says of the others what
/// they must show.
void keepRows(EntityState& state, EntityId entity, const EntityRules& rules);

/// Compact binary form for keyframes, stable across builds.
std::string encodeEntity(const EntityState& state);
/// Nothing when `bytes` is not an encoding of an entity that fits `dictionary`; never reads
/// outside.
std::optional<EntityState> decodeEntity(std::string_view bytes, const Dictionary& dictionary);

}  // namespace foldline
