// Save As: a complete copy of a recording, also while it is being written.
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace foldline {

/// Copies what is committed in `from` to `to`, replacing a file there only once the copy is
/// complete. Refuses while somebody writes to that. The copy is one file without companions. Any
/// thread.
Result<void> copyRecording(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace foldline
