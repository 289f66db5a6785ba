// What set and add make of a field.
#pragma once

#include <cstdint>
#include <limits>

#include "core/scenario/operand.h"

namespace foldline {

/// A sum stops at the ends of 64 bits.
inline std::int64_t changedValue(FieldChange::Kind kind, std::int64_t before, std::int64_t value) {
    std::int64_t sum = 0;
    if (kind == FieldChange::Kind::Set) {
        return value;
    }
    if (__builtin_add_overflow(before, value, &sum)) {
        return value > 0 ? std::numeric_limits<std::int64_t>::max()
                         : std::numeric_limits<std::int64_t>::min();
    }
    return sum;
}

}  // namespace foldline
