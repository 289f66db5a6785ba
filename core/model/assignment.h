// Which member of a consumer group gets which partitions of a topic: the assignors of Apache Kafka
// (RangeAssignor, RoundRobinAssignor, StickyAssignor, of which the last is specified in KIP-54).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/scenario/handler_spec.h"

namespace foldline {

/// The owner of each partition, or kNobody when there are no members. `members`: the numbers of
/// those that are there, ascending. `before`: the owners until now, by partition; may be empty, and
/// may name members that are gone. Every assignor is balanced: no member has two more than another.
/// - Range: neighbouring partitions, the first members one more where they do not come out even.
/// - RoundRobin: partition after partition to member after member.
/// - Sticky: each member keeps what it had, as far as the balance allows; the rest goes to those
///   that have least. No balanced assignment moves fewer partitions.
/// O(partitions x members).
std::vector<std::uint32_t> assignPartitions(Assignor assignor,
                                            std::uint32_t partitions,
                                            std::span<const std::uint32_t> members,
                                            std::span<const std::uint32_t> before);

inline constexpr std::uint32_t kNobody = 0xFFFFFFFF;

/// The partitions that `member` owns, ascending.
std::vector<std::uint32_t> partitionsOf(std::span<const std::uint32_t> owners,
                                        std::uint32_t member);

}  // namespace foldline
