// Which node stands in which column and row of a system's graph, before anything has a size.
#pragma once

#include <optional>
#include <vector>

#include "core/record/dictionary.h"
#include "core/scenario/scenario.h"

namespace foldline::ui {

/// Where an RDB that only one node uses stands.
enum class DatabasePlace {
    BelowConsumers,  ///< below its user when that is a consumer, to the right of any other
    Right,
    Below,
};

/// One position for every node, by NodeId; no two nodes share one. What the author placed stays
/// where it was put; the rest flows left to right along the links. Cost: O(nodes · links).
std::vector<GridPosition> placeNodes(const Dictionary& dictionary,
                                     const std::vector<std::optional<GridPosition>>& authored,
                                     DatabasePlace databases);

/// The author's positions of a system, by NodeId; empty where the scenario says nothing.
std::vector<std::optional<GridPosition>> authoredPositions(const Scenario& scenario,
                                                           const Dictionary& dictionary);

}  // namespace foldline::ui
