// Reading the policies of gateways.
#pragma once

#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace foldline {

/// `budget:`, `breaker:` and `limit:` of a gateway whose retry was read; what is not written stays
/// as it is.
void readPolicies(const ObjectReader& object, GatewaySpec& gateway, Problems& problems);

}  // namespace foldline
