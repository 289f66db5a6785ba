// Which folder may include which: app → ui → core, and inside core and ui the arrows of
// CONTRIBUTING.md. Nothing points back up.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/style/source_tree.h"

namespace foldline::style {

/// The folder that a path belongs to: "core/log", "ui/stage", "app", or "" outside of them.
std::string roomOf(std::string_view path);

/// The rooms there are rules for.
std::vector<std::string> knownRooms();

/// True when files of `from` may include files of `to`: along the arrows, any number of steps.
bool mayInclude(const std::string& from, const std::string& to);

/// Includes against the arrows, rooms without rules, and Qt where it may not be (core and its
/// tests).
std::vector<Violation> includeViolations(const SourceFile& file);

}  // namespace foldline::style
