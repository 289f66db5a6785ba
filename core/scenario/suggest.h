// "did you mean …": the nearest of the names that would have been right.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace foldline {

/// The candidate that `name` was probably meant to be, or an empty text. Compares without regard to
/// case by the number of letters to insert, remove, replace or swap; at most a third may differ.
std::string_view nearestName(std::string_view name, std::span<const std::string> candidates);

/// A tail for a message about the unknown `name`: "; did you mean 'x'?", or "; write one of 'a',
/// 'b'", or nothing when there is nothing to say.
std::string suggestion(std::string_view name, std::span<const std::string> candidates);

/// A tail for a message about an operation that no workload asks for: the one that was meant, or a
/// workload to add; else `removal`.
std::string unaskedRemedy(std::string_view operation,
                          std::span<const std::string> asked,
                          std::string_view removal);

}  // namespace foldline
