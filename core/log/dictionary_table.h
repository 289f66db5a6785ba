// What a recording says about itself: its scenario, the kinds of records, and the names of every
// system.
#pragma once

#include <vector>

#include "core/log/chain.h"
#include "core/log/sqlite.h"

namespace foldline {

struct StoredSystem {
    Dictionary dictionary;
    std::uint64_t genesis = 0;
};

/// Everything but branches, runs and what belongs to them.
struct Preamble {
    RecordingInfo info;
    std::vector<StoredKind> kinds;
    std::vector<StoredSystem> systems;
};

/// Fails when a dictionary refers to what is not in it, lists a name twice, or is absurdly large.
Result<void> checkDictionary(const Dictionary& dictionary);

/// The table `kind` as this version writes it.
std::vector<StoredKind> currentKinds();

Result<void> writePreamble(sqlite::Database& database,
                           const RecordingInfo& info,
                           const std::vector<Dictionary>& systems);

/// Checks what it reads, except that the hashes fit: findDamage does that.
Result<Preamble> readPreamble(sqlite::Database& database);

}  // namespace foldline
