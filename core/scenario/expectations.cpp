// Expectations: `databaseWork(event-driven) < databaseWork(request-driven) / 2`.
#include <algorithm>
#include <optional>

#include "core/record/kind.h"
#include "core/scenario/figures.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/reading.h"
#include "core/scenario/suggest.h"
#include "core/scenario/system_reading.h"
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

// One argument of a call, and where it stands in the expectation's text.
struct Written {
    std::string_view text;
    std::size_t offset = 0;
};

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

    void reportUnknown(std::string_view what,
                       const Written& name,
                       const std::vector<std::string>& candidates) {
        if (!m_failed) {
            m_reading.reportUnknown(
                what, std::string(name.text), m_node.markInside(name.offset), candidates);
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
        if (function.text == "count") {
            readCount(function, arguments, term.question);
        } else if (function.text == "sum" || function.text == "min" || function.text == "max") {
            readRows(function, arguments, term.question);
        } else {
            readFigure(function, arguments, term.question);
        }
        out.push_back(std::move(term));
    }

    void readFigure(const Written& function,
                    const std::vector<Written>& arguments,
                    Question& question) {
        question.name = function.text;
        if (arguments.size() > 2) {
            complainFully(arguments[2].offset,
                          "a figure takes a system or a node, and a time; write " + question.name +
                              "(system, 30s)");
            return;
        }
        readScope(arguments[0], question);
        const auto known = question.node.empty() ? lessonFigures() : nodeFigures();
        question.kind = question.node.empty() ? Question::Kind::Figure : Question::Kind::NodeFigure;
        if (std::ranges::find(known, question.name) == known.end()) {
            const auto other = question.node.empty() ? nodeFigures() : lessonFigures();
            if (std::ranges::find(other, question.name) != other.end()) {
                complainFully(
                    function.offset,
                    inQuotes(question.name) +
                        (question.node.empty()
                             ? " is a figure of a node; write " + question.name + "(system.node)"
                             : " is a figure of a whole system; write " + question.name + "(" +
                                   question.system + ")"));
                return;
            }
            reportUnknown("figure", function, {known.begin(), known.end()});
            return;
        }
        if (arguments.size() == 2) {
            question.at = readTime(arguments[1]);
        }
    }

    void readCount(const Written& function,
                   const std::vector<Written>& arguments,
                   Question& question) {
        question.kind = Question::Kind::Records;
        if (arguments.size() < 2 || arguments.size() > 4) {
            complainFully(function.offset,
                          "count takes a kind of record, a system or a node, and times; write "
                          "count(EventAppended, system.node, 10s, 20s)");
            return;
        }
        readKind(arguments[0], question);
        readScope(arguments[1], question);
        if (arguments.size() == 3) {
            question.at = readTime(arguments[2]);
        } else if (arguments.size() == 4) {
            question.after = readTime(arguments[2]);
            question.at = readTime(arguments[3]);
            if (question.after && question.at && !(*question.after < *question.at)) {
                complainFully(arguments[3].offset,
                              "the later time comes last; write two times such as 10s, 20s");
            }
        }
    }

    // `sum(member.points, system)`: over the rows of one database.
    void readRows(const Written& function,
                  const std::vector<Written>& arguments,
                  Question& question) {
        question.kind = Question::Kind::Rows;
        question.name = function.text;
        if (arguments.size() < 2 || arguments.size() > 3) {
            complainFully(function.offset,
                          question.name +
                              " takes a field, a system or an rdb of one, and a time; write " +
                              question.name + "(member.points, system, 30s)");
            return;
        }
        readRowField(arguments[0], question);
        readScope(arguments[1], question);
        if (arguments.size() == 3) {
            question.at = readTime(arguments[2]);
        }
        const auto& systems = m_reading.scenario.systems;
        const auto system = std::ranges::find(systems, question.system, &SystemSpec::name);
        if (m_failed || question.node.empty() || system == systems.end()) {
            return;
        }
        const auto node = std::ranges::find(system->nodes, question.node, &NodeSpec::name);
        if (node != system->nodes.end() && node->role() != Role::Rdb) {
            complainFully(arguments[1].offset,
                          inQuotes(question.node) + " is " + roleWithArticle(node->role()) +
                              "; rows are kept by an rdb, so write the name of one");
        }
    }

    // `member.points`: an integer field.
    void readRowField(const Written& written, Question& question) {
        const std::size_t dot = std::min(written.text.find('.'), written.text.size());
        question.entity = written.text.substr(0, dot);
        question.field = written.text.substr(std::min(dot + 1, written.text.size()));
        if (question.field.empty()) {
            complainFully(written.offset,
                          inQuotes(written.text) + " is no field of an entity; write " +
                              question.name + "(member.points, system)");
            return;
        }
        const EntityType* entity =
            m_failed ? nullptr
                     : m_reading.entityNamed(question.entity, m_node.markInside(written.offset));
        if (entity == nullptr) {
            m_failed = true;
            return;
        }
        const FieldName* field = findField(*entity, question.field);
        if (field == nullptr) {
            if (!m_reading.isUnreadable("entity", entity->name)) {
                reportUnknown(
                    "field", {question.field, written.offset + dot + 1}, namesOf(entity->fields));
            }
            m_failed = true;
        } else if (field->type != ValueType::Integer) {
            complainFully(written.offset,
                          inQuotes(question.field) + " is " +
                              std::string(valueTypeName(field->type)) +
                              "; only integers are added or ordered");
        }
    }

    // What only events are said of can only say the name of one.
    void checkEvent(const Written& kind, const Written& what) {
        const bool ofEvents = kind.text == "EventProduced" || kind.text == "EventAppended" ||
                              kind.text == "EventDelivered" || kind.text == "OutboxWritten";
        if (ofEvents && m_reading.entitiesRead && m_reading.unreadable.empty() &&
            m_reading.findEntityOfEvent(what.text) == nullptr) {
            reportUnknown("event", what, m_reading.eventNames());
        }
    }

    // `RequestRefused`, or `RequestRefused 'queue full'`.
    void readKind(const Written& written, Question& question) {
        const std::size_t blank = std::min(written.text.find(' '), written.text.size());
        const Written kind{written.text.substr(0, blank), written.offset};
        const std::string_view what = trimmed(written.text.substr(blank));
        if (!what.empty()) {
            const bool quoted = what.size() > 2 && what.front() == what.back() &&
                                (what.front() == '\'' || what.front() == '"');
            if (!quoted) {
                complainFully(written.offset + blank + 1,
                              "what a record says stands in quotes; write " +
                                  std::string(kind.text) + " 'queue full'");
                return;
            }
            question.what = what.substr(1, what.size() - 2);
            checkEvent(kind, {question.what, written.offset + written.text.find(what) + 1});
        }
        question.name = kind.text;
        if (!kindByName(kind.text)) {
            std::vector<std::string> kinds;
            for (const KindInfo& info : kindInfos()) {
                kinds.emplace_back(info.name);
            }
            reportUnknown("kind of record", kind, kinds);
        }
    }

    // `request-driven` or `request-driven.gateway`.
    void readScope(const Written& written, Question& question) {
        const std::size_t dot = std::min(written.text.find('.'), written.text.size());
        const Written system{written.text.substr(0, dot), written.offset};
        question.system = system.text;
        const auto& systems = m_reading.scenario.systems;
        const auto found = std::ranges::find(systems, question.system, &SystemSpec::name);
        if (found == systems.end()) {
            // The author knows already of a system that could not be read.
            if (m_reading.systemsRead && !m_reading.isUnreadable("system", question.system)) {
                reportUnknown("system", system, namesOf(systems));
            }
            m_failed = true;
            return;
        }
        if (dot == written.text.size()) {
            return;
        }
        const Written node{written.text.substr(dot + 1), written.offset + dot + 1};
        question.node = node.text;
        if (std::ranges::find(found->nodes, question.node, &NodeSpec::name) == found->nodes.end()) {
            if (m_reading.systemsRead) {
                reportUnknown("node", node, namesOf(found->nodes));
            }
            m_failed = true;
        }
    }

    std::optional<SimTime> readTime(const Written& written) {
        if (m_failed) {
            return std::nullopt;
        }
        YamlNode time = makeScalar(std::string(written.text));
        time.mark = m_node.markInside(written.offset);
        const auto at =
            readDuration(time, {"the time", {}, m_reading.scenario.duration}, m_reading.problems);
        m_failed = !at;
        return at ? std::optional(SimTime{at->us}) : std::nullopt;
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
