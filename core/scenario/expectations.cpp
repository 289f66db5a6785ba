// Expectations: `databaseWork(event-driven) < databaseWork(request-driven) / 2`.
#include <algorithm>
#include <vector>

#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/question_reading.h"
#include "core/scenario/reading.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

constexpr std::string_view kExample =
    "write an expectation such as 'lost(event-driven) == 0' or "
    "'latencyP99(a, 30s) < latencyP99(b, 30s) / 2', and 'and' between two";

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// As many bytes as its first code point takes.
std::string_view firstLetter(std::string_view text) {
    std::size_t bytes = 1;
    while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
        ++bytes;
    }
    return text.substr(0, bytes);
}

/// Reads the text of one expectation from left to right. The first mistake is reported and ends it.
class Parser {
public:
    Parser(const YamlNode& node, Reading& reading) : m_node(node), m_reading(reading) {}

    /// One for each comparison; none after a mistake.
    std::vector<Expectation> parse() {
        std::vector<Expectation> all;
        do {
            const std::size_t begin = m_at;
            Expectation expectation{.line =
                                        static_cast<std::uint32_t>(std::max(m_node.mark.line, 0))};
            readSum(expectation.left);
            readComparison(expectation);
            readSum(expectation.right);
            expectation.text = trimmed(std::string_view(m_node.text).substr(begin, m_at - begin));
            all.push_back(std::move(expectation));
        } while (takesAnd());
        if (!m_failed && m_at < m_node.text.size()) {
            complain(m_at, inQuotes(m_node.text.substr(m_at)) + " is one too many");
        }
        return m_failed ? std::vector<Expectation>{} : std::move(all);
    }

private:
    std::string_view rest() const { return std::string_view(m_node.text).substr(m_at); }

    bool takes(std::string_view sign) {
        if (m_failed || !rest().starts_with(sign)) {
            return false;
        }
        m_at += sign.size();
        passBlanks();
        return true;
    }

    bool takesAnd() {
        constexpr std::string_view kAnd = "and";
        const std::string_view behind = rest().substr(std::min(kAnd.size(), rest().size()));
        const bool word = behind.empty() || (!isLetter(behind.front()) && !isDigit(behind.front()));
        return word && takes(kAnd);
    }

    void passBlanks() {
        m_at = std::min(m_node.text.find_first_not_of(" \t\n", m_at), m_node.text.size());
    }

    void complain(std::size_t offset, const std::string& what) {
        if (!m_failed) {
            m_reading.problems.add(m_node.markInside(offset), what + "; " + std::string(kExample));
        }
        m_failed = true;
    }

    /// As complain, where the message says by itself what to write.
    void complainFully(std::size_t offset, const std::string& what) {
        if (!m_failed) {
            m_reading.problems.add(m_node.markInside(offset), what);
        }
        m_failed = true;
    }

    void readComparison(Expectation& expectation) {
        for (const Comparison& comparison : kComparisons) {
            if (takes(comparison.sign)) {
                expectation.compare = comparison.compare;
                return;
            }
        }
        complain(m_at, "here a comparison is missing: == != < <= > >=");
    }

    void readSum(Arithmetic& out) {
        passBlanks();
        readProduct(out);
        while (!m_failed) {
            if (takes("+")) {
                readProduct(out);
                out.push_back({.kind = Term::Kind::Add});
            } else if (takes("-")) {
                readProduct(out);
                out.push_back({.kind = Term::Kind::Subtract});
            } else {
                return;
            }
        }
    }

    void readProduct(Arithmetic& out) {
        readFactor(out);
        while (!m_failed) {
            if (takes("*")) {
                readFactor(out);
                out.push_back({.kind = Term::Kind::Multiply});
            } else if (takes("/")) {
                readFactor(out);
                out.push_back({.kind = Term::Kind::Divide});
            } else {
                return;
            }
        }
    }

    void readFactor(Arithmetic& out) {
        if (m_failed) {
            return;
        }
        if (rest().empty()) {
            complain(m_at, "here a number or a figure is missing");
        } else if (takes("(")) {
            if (++m_depth > kYamlDepthMax) {
                complain(m_at, "these parentheses are nested too deep");
                return;
            }
            readSum(out);
            --m_depth;
            if (!takes(")")) {
                complain(m_at, "here a ')' is missing");
            }
        } else if (isDigit(rest().front())) {
            readNumber(out);
        } else if (isLetter(rest().front())) {
            readCall(out);
        } else {
            complain(m_at, inQuotes(firstLetter(rest())) + " is neither a number nor a figure");
        }
    }

    void readNumber(Arithmetic& out) {
        std::size_t length = 0;
        while (length < rest().size() &&
               (isDigit(rest()[length]) || isLetter(rest()[length]) || rest()[length] == '.')) {
            ++length;
        }
        const std::string_view text = rest().substr(0, length);
        if (isLetter(text.back())) {
            const auto duration = parseDuration(text);
            if (!duration) {
                complainFully(m_at,
                              inQuotes(text) + " is no duration; write 250us, 3ms, 1.5s, 2m or 1h");
                return;
            }
            out.push_back(
                {.number = static_cast<double>(duration->us) / static_cast<double>(kUsPerSecond)});
        } else if (const auto number = parseReal(text)) {
            out.push_back({.number = *number});
        } else {
            complainFully(m_at, inQuotes(text) + " is no number; write 3 or 0.25");
            return;
        }
        m_at += length;
        passBlanks();
    }

    void readCall(Arithmetic& out) {
        const std::size_t begin = m_at;
        const std::size_t open = m_node.text.find('(', m_at);
        const std::size_t close = m_node.text.find(')', m_at);
        const std::string_view whole = m_node.text;
        if (open == std::string::npos || close == std::string::npos || close < open) {
            const std::string_view word =
                whole.substr(begin, whole.find_first_of(" <>=!", begin) - begin);
            complain(begin,
                     inQuotes(word) + " is no figure of a system; write " + std::string(word) +
                         "(system)");
            return;
        }
        const Written function{trimmed(whole.substr(begin, open - begin)), begin};
        std::vector<Written> arguments;
        for (std::size_t at = open + 1; at <= close;) {
            const std::size_t end = std::min(whole.find(',', at), close);
            const std::size_t blanks = std::min(whole.find_first_not_of(" \t\n", at), end);
            arguments.push_back({trimmed(whole.substr(at, end - at)), blanks});
            at = end + 1;
        }
        m_at = close + 1;
        passBlanks();
        Term term{.kind = Term::Kind::Asked};
        m_failed =
            m_failed || !readQuestion({m_node, m_reading}, function, arguments, term.question);
        out.push_back(std::move(term));
    }

    const YamlNode& m_node;
    Reading& m_reading;
    std::size_t m_at = 0;
    std::size_t m_depth = 0;
    bool m_failed = false;
};

void readExpectation(const YamlNode& node, Reading& reading) {
    const YamlNode* text = &node;
    LocalText because;
    if (node.is(YamlNode::Kind::Map)) {
        const ObjectReader object(node, "expectation", reading.problems);
        if (const YamlNode* value = object.find("because"); value != nullptr) {
            because = readLocalText(*value, "because", reading.problems).value_or(LocalText{});
        }
        text = object.find("that");
    }
    if (text == nullptr || !readText(*text, "the expectation", reading.problems)) {
        return;
    }
    for (Expectation& expectation : Parser(*text, reading).parse()) {
        expectation.because = because;
        reading.scenario.expectations.push_back(std::move(expectation));
    }
}

}  // namespace

void readExpectations(const YamlNode& node, Reading& reading) {
    if (checkList(node, "a list of expectations", kExpectationsMax, reading.problems)) {
        for (const YamlNode& item : node.values) {
            readExpectation(item, reading);
        }
    }
}

}  // namespace foldline
