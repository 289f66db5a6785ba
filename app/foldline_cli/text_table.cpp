#include "app/foldline_cli/text_table.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace foldline::cli {
namespace {

/// First and last of the wide letters that scenarios are likely to hold (Unicode Standard Annex 11:
/// Hangul, Kana, CJK, full-width forms, pictures).
constexpr std::array<std::pair<char32_t, char32_t>, 9> kWide{{{0x1100, 0x115F},
                                                              {0x2E80, 0x303E},
                                                              {0x3041, 0x33FF},
                                                              {0x3400, 0x4DBF},
                                                              {0x4E00, 0x9FFF},
                                                              {0xA960, 0xA97F},
                                                              {0xAC00, 0xD7A3},
                                                              {0xF900, 0xFAFF},
                                                              {0xFF00, 0xFF60}}};

bool isWide(char32_t letter) {
    return (letter >= 0x1F300 && letter <= 0x1F9FF) ||
           std::ranges::any_of(kWide, [&](const auto& range) {
               return letter >= range.first && letter <= range.second;
           });
}

}  // namespace

std::size_t shownWidth(std::string_view utf8) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        char32_t letter = length == 1 ? byte : byte & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) {
            letter = (letter << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        }
        width += isWide(letter) ? 2 : 1;
        i += length;
    }
    return width;
}

void TextTable::print(std::ostream& out) const {
    std::vector<std::size_t> widths(m_columns.size());
    for (const auto& row : m_rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], shownWidth(row[i]));
        }
    }
    for (const auto& row : m_rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string blanks(widths[i] - shownWidth(row[i]), ' ');
            line += i == 0 ? "" : "  ";
            line += m_columns[i] == Align::Right ? blanks + row[i] : row[i] + blanks;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out << line << '\n';
    }
}

}  // namespace foldline::cli
