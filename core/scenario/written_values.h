// Which values a service writes into rows and events.
#pragma once

#include <string_view>
#include <vector>

#include "core/record/dictionary.h"
#include "core/scenario/scenario.h"

namespace foldline {

/// The fields of entities and the arguments of operations that rows and events of the scenario can
/// carry, each once.
std::vector<FieldName> carriedValues(const Scenario& scenario);

/// Those of them that a service writes in any of the systems: what Corrupt can change there.
/// Linear in the statements of its handlers, times the values.
std::vector<FieldName> writtenValues(const Scenario& scenario, std::string_view service);

}  // namespace foldline
