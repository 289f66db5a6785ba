// What records point at. All are dense indexes into the Dictionary of the run's system, except the
// running numbers Seq, MessageId and RequestId.
#pragma once

#include <cstdint>

#include "core/base/id.h"

namespace foldline {

/// Position of a record in its run's history: 1, 2, 3 … without gaps. 0 means "before the first".
using Seq = std::uint64_t;

using NodeId = Id<struct NodeTag, std::uint16_t>;
/// An interned text: operation, event type, reason, group, text value of a field …
using SymbolId = Id<struct SymbolTag, std::uint32_t>;
using FieldId = Id<struct FieldTag, std::uint16_t>;
/// One entity of the population, such as member-7; numbered through over all entity types.
using EntityId = Id<struct EntityTag, std::uint32_t>;
/// One partition of one topic; numbered through over all brokers and topics of the system.
using PartitionId = Id<struct PartitionTag, std::uint32_t>;
/// One thing on the wire, numbered from 0 in order of sending.
using MessageId = Id<struct MessageTag, std::uint64_t>;
/// One intention of a client, numbered from 0 in order of arrival: the same number is the same
/// intention in every system of a scenario.
using RequestId = Id<struct RequestTag, std::uint64_t>;

}  // namespace foldline
