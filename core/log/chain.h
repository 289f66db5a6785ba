// The hash chain: every record's hash is seeded with the one before it, so that nothing can change
// in the middle of a recording without a trace. It finds damage, not forgers: who rewrites a file
// can compute the chain anew.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/log/recording_file.h"

namespace foldline {

/// What stands before the text of `data` in what is hashed: all other members of a record.
inline constexpr std::size_t kChainHeadBytes = 74;

/// Writes kChainHeadBytes at `out`: seq, t, cause, message, request, value (8 bytes each), entity,
/// what, version, slot, attempt (4 each), kind, node, peer (2 each), little-endian.
void encodeChainHead(const Record& record, char* out);

/// `bytes`: an encoded head and, behind it, the text of `data`, empty when there are no fields.
std::uint64_t chainStep(std::uint64_t before, std::string_view bytes);

/// A row of the table `kind`.
struct StoredKind {
    std::int64_t id = 0;
    std::string name;
    std::string meaning;
};

/// What the chain of every run of `system` starts from: a hash over everything its records' meaning
/// depends on.
std::uint64_t genesisHash(const RecordingInfo& info,
                          std::span<const StoredKind> kinds,
                          std::uint32_t index,
                          const Dictionary& system);

/// The hash kept beside a keyframe.
std::uint64_t blobHash(std::string_view bytes);

}  // namespace foldline
