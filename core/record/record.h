// One record: what happened, once, in the past tense. Plain data; see kind.h for which members a
// kind uses and what they mean there.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <type_traits>

#include "core/base/sim_time.h"
#include "core/record/ids.h"
#include "core/record/kind.h"

namespace foldline {

/// The most fields an entity or the arguments of an operation may have.
inline constexpr std::size_t kFieldsMax = 8;

/// A short list of field values. A value is an integer, a truth value as 0 or 1, or a SymbolId,
/// according to the type of its field in the Dictionary.
struct Fields {
    std::uint8_t count = 0;
    std::array<FieldId, kFieldsMax> ids{};
    std::array<std::int64_t, kFieldsMax> values{};

    /// The value of `id`, or null when it is not listed.
    const std::int64_t* find(FieldId id) const {
        for (std::size_t i = 0; i < count; ++i) {
            if (ids[i] == id) {
                return &values[i];
            }
        }
        return nullptr;
    }

    /// Sets `id`, appending it when it is new. False when the list is full.
    bool set(FieldId id, std::int64_t value) {
        for (std::size_t i = 0; i < count; ++i) {
            if (ids[i] == id) {
                values[i] = value;
                return true;
            }
        }
        if (count == kFieldsMax) {
            return false;
        }
        ids[count] = id;
        values[count] = value;
        ++count;
        return true;
    }

    friend bool operator==(const Fields& a, const Fields& b) {
        if (a.count != b.count) {
            return false;
        }
        for (std::size_t i = 0; i < a.count; ++i) {
            if (a.ids[i] != b.ids[i] || a.values[i] != b.values[i]) {
                return false;
            }
        }
        return true;
    }
};

inline constexpr std::int32_t kNoSlot = -1;

struct Record {
    Seq seq = 0;
    SimTime t;
    Seq cause = 0;  ///< seq of the record that caused this one; 0: nothing did
    MessageId message;
    RequestId request;
    std::int64_t value = 0;
    EntityId entity;
    SymbolId what;
    std::uint32_t version = 0;    ///< 0: none
    std::int32_t slot = kNoSlot;  ///< worker, connection, partition, fault …
    std::uint32_t attempt = 0;    ///< 0: none
    Kind kind = Kind::RunStarted;
    NodeId node;
    NodeId peer;
    Fields data;

    friend bool operator==(const Record&, const Record&) = default;
};

static_assert(std::is_trivially_copyable_v<Record>);

}  // namespace foldline
