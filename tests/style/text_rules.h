// What the text of every source file keeps to, as far as clang-format and clang-tidy do not see it.
#pragma once

#include <vector>

#include "tests/style/source_tree.h"

namespace foldline::style {

/// Rules for any text of ours (sources, scripts, build files, documents): ends with a line end, no
/// tabs, no trailing blanks, no path of somebody's machine, no note of work left undone.
std::vector<Violation> textViolations(const SourceFile& file);

/// Rules for C++: at most 500 lines, a name that says what is in it, headers that open with their
/// contract and #pragma once, a source that includes its own header first, no banners, no tests
/// switched off. `hasHeader` tells whether a header of the same name lies beside a source.
std::vector<Violation> cppViolations(const SourceFile& file, bool hasHeader);

/// Sources that no CMakeLists.txt in their folder or above names, among `sources`; and sources
/// listed by pattern, which takes in any file that happens to lie about.
std::vector<Violation> buildViolations(const std::vector<SourceFile>& sources,
                                       const std::vector<SourceFile>& cmakeLists);

/// Types of the same name in the same namespace, defined in two of `headers`: they compile and
/// link, and one is taken for the other.
std::vector<Violation> nameViolations(const std::vector<SourceFile>& headers);

}  // namespace foldline::style
