// The figures of the scorecard that a lesson may ask for by name.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace foldline {

/// As core/judge computes them.
inline std::span<const std::string_view> lessonFigures() {
    static constexpr std::array<std::string_view, 10> kFigures{"accepted",
                                                               "refused",
                                                               "unknown",
                                                               "pending",
                                                               "lost",
                                                               "duplicated",
                                                               "retries",
                                                               "toReconcile",
                                                               "databaseWork",
                                                               "behind"};
    return kFigures;
}

}  // namespace foldline
