// Scorecards for people: all systems side by side.
#pragma once

#include <ostream>
#include <vector>

#include "core/judge/scorecard.h"

namespace foldline::cli {

void printScorecards(const std::vector<Scorecard>& cards, std::ostream& out);

}  // namespace foldline::cli
