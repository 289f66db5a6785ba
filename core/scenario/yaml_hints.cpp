#include "core/scenario/yaml_hints.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace foldline {
namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct Opened {
    std::size_t byte = 0;
    char closing = '}';
};

// Follows brackets and quotes as far as needed to tell which are open at a place.
class BracketScan {
public:
    explicit BracketScan(std::string_view text) : m_text(text) {}

    void runUntil(std::size_t end) {
        while (m_at < end && m_at < m_text.size()) {
            step();
        }
    }

    const std::vector<Opened>& open() const { return m_open; }

    /// Where a quoted text began that never ended.
    std::size_t unclosedQuote() const { return m_unclosedQuote; }

private:
    void step() {
        const char c = m_text[m_at];
        if (c == '#' && (m_at == 0 || isBlank(m_text[m_at - 1]))) {
            m_at = std::min(m_text.find('\n', m_at), m_text.size());
            return;
        }
        if ((c == '"' || c == '\'') && m_tokenStarts) {
            skipQuoted(c);
        } else if ((c == '{' || c == '[') && (m_tokenStarts || !m_open.empty())) {
            m_open.push_back({m_at, c == '{' ? '}' : ']'});
            m_tokenStarts = true;
        } else if (!m_open.empty() && c == m_open.back().closing) {
            m_open.pop_back();
            m_tokenStarts = false;
        } else if (c == '\n' || startsToken(c)) {
            m_tokenStarts = true;
        } else if (!isBlank(c)) {
            m_tokenStarts = false;
        }
        ++m_at;
    }

    bool startsToken(char c) const {
        const bool blankFollows = m_at + 1 >= m_text.size() || isBlank(m_text[m_at + 1]);
        return (c == ':' && blankFollows) || (c == '-' && blankFollows && m_tokenStarts) ||
               (c == ',' && !m_open.empty());
    }

    // Ends on the closing quote.
    void skipQuoted(char quote) {
        const std::size_t begin = m_at;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (quote == '"' && m_text[m_at] == '\\') {
                ++m_at;
            } else if (m_text[m_at] == quote) {
                m_tokenStarts = false;
                return;
            }
        }
        m_unclosedQuote = begin;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_tokenStarts = true;
    std::vector<Opened> m_open;
    std::size_t m_unclosedQuote = std::string_view::npos;
};

struct Hint {
    std::string_view part;  // of yaml-cpp's message
    std::string_view advice;
};

constexpr std::array kHints{
    Hint{"alias not found",
         "* begins an alias; put a text that begins with * (such as **bold**) in quotes"},
    Hint{"illegal character found while scanning alias",
         "* begins an alias; put a text that begins with * (such as **bold**) in quotes"},
    Hint{"the referenced anchor is not defined",
         "* begins an alias; put a text that begins with * in quotes"},
    Hint{"anchor", "& begins an anchor; put a text that begins with & in quotes"},
    Hint{"tag", "! begins a tag; put a text that begins with ! in quotes"},
    Hint{"escape character",
         "this escape is unknown; write \\\\ for a backslash, or use 'single' quotes"},
    Hint{"illegal flow end", "this bracket closes nothing; remove it, or put this text in quotes"},
    Hint{"illegal map value",
         "a second ': ' in one line; if the colon is part of a text, put this text in quotes"},
    Hint{"illegal block entry",
         "'- ' cannot stand here; begin the list on a line of its own, or put this text in quotes"},
    Hint{"unknown token", "a text cannot begin with this character; put this text in quotes"},
    Hint{"illegal EOF in scalar", "a quoted text is not closed"},
    Hint{"end of map not found",
         "this line does not continue the map above; indent it like the other keys there, write "
         "'key: value', or put a text of several lines in quotes"},
    Hint{"end of sequence not found",
         "this line does not continue the list above; begin it with '- ', indented like the "
         "others"},
    Hint{"flow not found",
         "a comma or a closing bracket is missing here; put a text with : , [ ] { } in quotes"},
};

std::string adviceFor(const std::string& message) {
    for (const Hint& hint : kHints) {
        if (message.find(hint.part) != std::string::npos) {
            return std::string(hint.advice);
        }
    }
    return "this is not readable as YAML (" + message + "); put texts in quotes";
}

// A tab before the first word of a line, at or above `line`.
std::optional<Mark> findTabIndent(const SourceText& source, int line) {
    for (int i = 1; i <= line; ++i) {
        const std::string_view text = source.line(i);
        const std::size_t word = text.find_first_not_of(" \t");
        const std::size_t tab = text.find('\t');
        if (tab < word && word != std::string_view::npos && text[word] != '#') {
            return Mark{i, static_cast<int>(tab) + 1};
        }
    }
    return std::nullopt;
}

// The line above, when it is a lone text and thus lacks its colon.
std::optional<Problem> findMissingColon(const SourceText& source, const Mark& mark) {
    const std::string_view line = source.line(mark.line);
    for (int i = mark.line - 1; i > 0 && line.find(':') != std::string_view::npos; --i) {
        const std::string_view above = source.line(i);
        const std::size_t word = above.find_first_not_of(" \t");
        if (word == std::string_view::npos || above[word] == '#') {
            continue;
        }
        const std::string_view code = above.substr(0, above.find(" #"));
        if (code.find(':') == std::string_view::npos && code.find("- ") == std::string_view::npos) {
            return Problem{{i, static_cast<int>(word) + 1},
                           "a colon is missing here; write 'key: value'"};
        }
        break;
    }
    return std::nullopt;
}

std::string mismatch(char wanted, char found, const Mark& opened) {
    return std::string("write '") + wanted + "' before this '" + found +
           "', to close the bracket in line " + std::to_string(opened.line) + ", column " +
           std::to_string(opened.column);
}

}  // namespace

Problem explainSyntaxError(const SourceText& source, std::size_t byte, const std::string& message) {
    BracketScan scan(source.text());
    scan.runUntil(byte);
    if (scan.unclosedQuote() != std::string_view::npos) {
        return {source.markAt(scan.unclosedQuote()),
                "this quote is never closed; end the text with the same quote"};
    }
    const Mark mark = source.markAt(byte);
    if (!scan.open().empty()) {
        const Opened& opened = scan.open().back();
        const Mark begin = source.markAt(opened.byte);
        if (begin.line < mark.line || byte >= source.text().size()) {
            return {begin,
                    std::string("this bracket is never closed; add '") + opened.closing + "'"};
        }
        if (const char found = source.text()[byte]; found == '}' || found == ']') {
            return {mark, mismatch(opened.closing, found, begin)};
        }
    }
    if (const auto tab = findTabIndent(source, mark.line)) {
        return {*tab, "a tab cannot indent; write spaces"};
    }
    if (message.find("illegal map value") != std::string::npos) {
        if (const auto missing = findMissingColon(source, mark)) {
            return *missing;
        }
    }
    return {mark, adviceFor(message)};
}

}  // namespace foldline
