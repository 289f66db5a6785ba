// The figures of the scorecard that a lesson may ask for by name.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace foldline {

/// As core/judge computes them; `staleMax` is in seconds, the others are counts.
inline std::span<const std::string_view> lessonFigures() {
    static constexpr std::array<std::string_view, 10> kFigures{"accepted",
                                                               "refused",
                                                               "unknown",
                                                               "lost",
                                                               "duplicated",
                                                               "retries",
                                                               "databaseWork",
                                                               "behind",
                                                               "toReconcile",
                                                               "staleMax"};
    return kFigures;
}

}  // namespace foldline
