// The version that is written into recordings.
#pragma once

namespace foldline {

/// As of the project: "0.1.0". Set by the build.
inline constexpr const char* kVersion = FOLDLINE_VERSION;

}  // namespace foldline
