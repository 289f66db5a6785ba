// The bytes of a scenario file and the places in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/problems.h"

namespace foldline {

/// True for every byte of UTF-8 but a continuation.
constexpr bool startsCodePoint(unsigned char byte) {
    return (byte & 0xC0) != 0x80;
}

/// Code points in valid UTF-8.
int codePoints(std::string_view text);

/// Borrows the text, which must outlive it. Lines end with LF, as yaml-cpp counts them.
class SourceText {
public:
    explicit SourceText(std::string_view text);

    std::string_view text() const { return m_text; }

    int lineCount() const { return static_cast<int>(m_lineStarts.size()); }

    /// `line` from 1, without its line break; empty beyond the end.
    std::string_view line(int line) const;
    /// The mark of a byte; the end of the text for any beyond.
    Mark markAt(std::size_t byte) const;
    /// The byte of a place given as yaml-cpp does: line and byte column, both from 0.
    std::size_t byteAt(int line, int column) const;

private:
    std::string_view m_text;
    std::vector<std::size_t> m_lineStarts;
};

/// Marks of bytes asked for in rising order, at a cost that is linear in the text altogether.
class MarkCursor {
public:
    /// Borrows the source.
    explicit MarkCursor(const SourceText& source) : m_source(&source) {}

    /// Any order is right; only a rising one is cheap.
    Mark markAt(std::size_t byte);

private:
    const SourceText* m_source;
    std::size_t m_byte = 0;
    Mark m_mark{1, 1};
};

/// The first byte that makes `text` not be UTF-8 (overlong forms and surrogates included), or
/// nothing.
std::optional<std::size_t> findInvalidUtf8(std::string_view text);

}  // namespace foldline
