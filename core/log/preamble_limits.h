// What a recording may hold besides records: above everything a scenario may ask for, and small
// enough to be read at once.
#pragma once

#include <cstddef>
#include <cstdint>

namespace foldline::preamble_limits {

inline constexpr std::size_t kScenarioBytesMax = std::size_t{1} << 20U;
inline constexpr std::size_t kNameBytesMax = 16 * 1024;
inline constexpr std::size_t kSystemsMax = 64;
inline constexpr std::size_t kKindsMax = 1'000;
inline constexpr std::size_t kNodesMax = 1'000;
inline constexpr std::size_t kFieldsInAllMax = 60'000;
inline constexpr std::size_t kSymbolsMax = 4'000'000;
inline constexpr std::size_t kEntitiesMax = 4'000'000;
inline constexpr std::size_t kPartitionsMax = 1'000'000;
inline constexpr std::size_t kLinksMax = 100'000;
inline constexpr std::int64_t kCapacityMax = 100'000;
inline constexpr std::int64_t kCapacityInAllMax = 4'000'000;

}  // namespace foldline::preamble_limits
