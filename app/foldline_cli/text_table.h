// Tables of text for a terminal: columns as wide as their widest cell, Hangul counted as it shows.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace foldline::cli {

/// Columns of a terminal that a UTF-8 text takes: two for Hangul and other wide letters.
std::size_t shownWidth(std::string_view utf8);

class TextTable {
public:
    enum class Align : std::uint8_t { Left, Right };

    explicit TextTable(std::vector<Align> columns) : m_columns(std::move(columns)) {}

    /// One cell a column; missing cells are empty.
    void addRow(std::vector<std::string> cells) { m_rows.push_back(std::move(cells)); }

    /// Without blanks at the end of lines.
    void print(std::ostream& out) const;

private:
    std::vector<Align> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

}  // namespace foldline::cli
