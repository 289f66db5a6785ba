// Scorecards as text for a terminal.
#pragma once

#include <span>
#include <string>

#include "core/judge/scorecard.h"

namespace foldline {

/// One line a figure, one right-aligned column a system, in plain text of any width; checks at the
/// end. Characters that terminals draw twice as wide (Korean, Chinese, Japanese) count as two.
std::string formatScorecards(std::span<const Scorecard> cards);

}  // namespace foldline
