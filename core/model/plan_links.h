// Who talks to whom in a compiled system: found from its routes, steps and subscriptions.
#pragma once

#include <optional>
#include <string>

#include "core/model/plan.h"

namespace foldline {

/// Fills Dictionary::links, each once, in the order in which routes and handlers name them.
void addLinks(Plan& plan);

/// Says which route ends at a service that has no handler for it; nothing when all are handled.
std::optional<std::string> unhandledRoute(const Plan& plan);

}  // namespace foldline
