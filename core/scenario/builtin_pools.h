// The pools a scenario may pick from without writing them down.
#pragma once

#include <span>

#include "core/scenario/scenario.h"

namespace foldline {

/// `names` (of people) and `addresses`, in romanised Korean.
std::span<const Pool> builtinPools();

}  // namespace foldline
