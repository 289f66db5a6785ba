// What set and add make of a field.
#pragma once

#include <cstdint>

#include "core/base/saturating.h"
#include "core/scenario/operand.h"

namespace foldline {

inline std::int64_t changedValue(FieldChange::Kind kind, std::int64_t before, std::int64_t value) {
    return kind == FieldChange::Kind::Set ? value : saturatingSum(before, value);
}

}  // namespace foldline
