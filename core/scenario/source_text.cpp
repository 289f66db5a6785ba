#include "core/scenario/source_text.h"

#include <algorithm>
#include <cstdint>

namespace foldline {
namespace {

struct Lead {
    int length = 0;  // 0: not a lead byte
    std::uint32_t bits = 0;
    std::uint32_t least = 0;
};

Lead leadOf(unsigned char byte) {
    if (byte < 0x80) {
        return {1, byte, 0};
    }
    if ((byte & 0xE0) == 0xC0) {
        return {2, byte & 0x1FU, 0x80};
    }
    if ((byte & 0xF0) == 0xE0) {
        return {3, byte & 0x0FU, 0x800};
    }
    if ((byte & 0xF8) == 0xF0) {
        return {4, byte & 0x07U, 0x10000};
    }
    return {};
}

}  // namespace

int codePoints(std::string_view text) {
    return static_cast<int>(std::ranges::count_if(
        text, [](char c) { return startsCodePoint(static_cast<unsigned char>(c)); }));
}

SourceText::SourceText(std::string_view text) : m_text(text), m_lineStarts{0} {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n') {
            m_lineStarts.push_back(i + 1);
        }
    }
}

std::string_view SourceText::line(int line) const {
    if (line < 1 || line > lineCount()) {
        return {};
    }
    const std::size_t begin = m_lineStarts[static_cast<std::size_t>(line - 1)];
    std::string_view rest = m_text.substr(begin);
    rest = rest.substr(0, rest.find('\n'));
    return rest.ends_with('\r') ? rest.substr(0, rest.size() - 1) : rest;
}

Mark SourceText::markAt(std::size_t byte) const {
    byte = std::min(byte, m_text.size());
    const auto after = std::ranges::upper_bound(m_lineStarts, byte);
    const std::size_t begin = *(after - 1);
    return {static_cast<int>(after - m_lineStarts.begin()),
            codePoints(m_text.substr(begin, byte - begin)) + 1};
}

std::size_t SourceText::byteAt(int line, int column) const {
    if (line < 0 || line >= lineCount()) {
        return m_text.size();
    }
    const std::size_t begin = m_lineStarts[static_cast<std::size_t>(line)];
    return std::min(m_text.size(), begin + static_cast<std::size_t>(std::max(column, 0)));
}

Mark MarkCursor::markAt(std::size_t byte) {
    byte = std::min(byte, m_source->text().size());
    if (byte < m_byte) {
        m_mark = m_source->markAt(byte);
        m_byte = byte;
        return m_mark;
    }
    for (; m_byte < byte; ++m_byte) {
        const char c = m_source->text()[m_byte];
        if (c == '\n') {
            m_mark = {m_mark.line + 1, 1};
        } else if (startsCodePoint(static_cast<unsigned char>(c))) {
            ++m_mark.column;
        }
    }
    return m_mark;
}

std::optional<std::size_t> findInvalidUtf8(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        const Lead lead = leadOf(static_cast<unsigned char>(text[i]));
        if (lead.length == 0 || i + static_cast<std::size_t>(lead.length) > text.size()) {
            return i;
        }
        std::uint32_t point = lead.bits;
        for (int k = 1; k < lead.length; ++k) {
            const auto byte = static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]);
            if (startsCodePoint(byte)) {
                return i;
            }
            point = point << 6 | (byte & 0x3FU);
        }
        if (point < lead.least || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
            return i;
        }
        i += static_cast<std::size_t>(lead.length);
    }
    return std::nullopt;
}

}  // namespace foldline
