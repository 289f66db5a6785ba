// What is wrong with a scenario, collected while it is read.
#pragma once

#include <compare>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace foldline {

/// A place in the file. Line and column count from 1, columns in code points; line 0 means the file
/// as a whole.
struct Mark {
    int line = 0;
    int column = 0;

    friend auto operator<=>(const Mark&, const Mark&) = default;
};

struct Problem {
    Mark mark;
    std::string message;  ///< what is wrong, and what to write instead

    friend auto operator<=>(const Problem&, const Problem&) = default;
};

/// Keeps at most kProblemsMax problems, each once.
class Problems {
public:
    void add(Mark mark, std::string message);

    bool empty() const { return m_problems.empty(); }

    /// True when further problems would be left out.
    bool full() const;

    /// In order of position. When some were left out, the last one says so.
    std::vector<Problem> sorted() const;

private:
    std::set<Problem> m_problems;
    bool m_leftOut = false;
};

/// 'text' for a message: quoted, shortened to 40 characters, control characters replaced.
std::string inQuotes(std::string_view text);

}  // namespace foldline
