// What records say, of which expectations count some: `HandlerFailed 'rejected'`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/record/kind.h"

namespace foldline {

/// What is said in the column `what` of a kind of record.
struct RecordWords {
    std::string_view noun;           ///< "reason"
    std::vector<std::string> words;  ///< all there are
};

/// What records of `kind` can say in any scenario: the reasons, ends and kinds of faults that the
/// simulator knows. No words where a scenario names what is said, as of events and operations.
RecordWords wordsOf(Kind kind);

/// A tail for a message about a word that none of `words` is: "; did you mean 'x'?" of the nearest
/// or of one that continues it, else all of them.
std::string wordAdvice(std::string_view word, const std::vector<std::string>& words);

}  // namespace foldline
