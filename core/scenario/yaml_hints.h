// Why YAML could not be read, in words for people who write scenarios rather than parsers.
#pragma once

#include <cstddef>
#include <string>

#include "core/scenario/problems.h"
#include "core/scenario/source_text.h"

namespace foldline {

/// `message` is yaml-cpp's own, given at `byte`. The result may point elsewhere: at the bracket
/// that was never closed, say, instead of at the end of the file.
Problem explainSyntaxError(const SourceText& source, std::size_t byte, const std::string& message);

}  // namespace foldline
