// What an expectation asks a run for: `figure(system)`, `count(Kind, system)`, `sum(field,
// system)`.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/scenario/expectation.h"
#include "core/scenario/reading.h"

namespace foldline {

/// A part of an expectation's text, such as one argument of a call.
struct Written {
    std::string_view text;
    std::size_t offset = 0;  ///< where it stands in the whole text
};

/// The text of an expectation, and what it may refer to. Borrows both.
struct QuestionPlace {
    const YamlNode& node;
    Reading& reading;
};

/// Reads one call; `arguments` is not empty. False after the first mistake, which is reported
/// unless the author knows already.
bool readQuestion(const QuestionPlace& place,
                  const Written& function,
                  const std::vector<Written>& arguments,
                  Question& question);

}  // namespace foldline
