// What a broker keeps, and how safely.
#pragma once

#include "core/scenario/object_reader.h"
#include "core/scenario/system_reading.h"

namespace foldline {

BrokerSpec readBroker(const ObjectReader& object, const SystemReading& reading);

}  // namespace foldline
