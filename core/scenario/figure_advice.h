// What to write in place of a figure that there is none of.
#pragma once

#include <string>
#include <string_view>

namespace foldline {

/// What is wrong with `name`, and what to write: the nearest figure, the parts that it lacks
/// (`wait` is asked for as `wait.mean`), or all figures. `ofNode`: it was asked of a node, not of a
/// system.
std::string unknownFigure(std::string_view name, bool ofNode);

}  // namespace foldline
