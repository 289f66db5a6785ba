#include "core/scenario/question_reading.h"

#include <algorithm>
#include <optional>
#include <span>

#include "core/record/kind.h"
#include "core/scenario/figure_advice.h"
#include "core/scenario/figures.h"
#include "core/scenario/record_words.h"
#include "core/scenario/system_reading.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

/// The first mistake is reported and ends it.
class QuestionReader {
public:
    explicit QuestionReader(const QuestionPlace& place) : m_place(place) {}

    bool read(const Written& function, const std::vector<Written>& arguments, Question& question) {
        if (function.text == "count") {
            readCount(function, arguments, question);
        } else if (function.text == "sum" || function.text == "min" || function.text == "max") {
            readRows(function, arguments, question);
        } else {
            readFigure(function, arguments, question);
        }
        return !m_failed;
    }

private:
    void complainFully(std::size_t offset, const std::string& what) {
        if (!m_failed) {
            m_place.reading.problems.add(m_place.node.markInside(offset), what);
        }
        m_failed = true;
    }

    void reportUnknown(std::string_view what,
                       const Written& name,
                       const std::vector<std::string>& candidates) {
        if (!m_failed) {
            m_place.reading.reportUnknown(
                what, std::string(name.text), m_place.node.markInside(name.offset), candidates);
        }
        m_failed = true;
    }

    // `avg(card.points, s)`: whoever asks for a field means no figure.
    bool isFunctionOfRows(std::string_view function, const Written& argument) const {
        const auto named = [&](std::span<const std::string_view> figures) {
            return std::ranges::find(figures, function) != figures.end();
        };
        const std::string_view thing = argument.text.substr(0, argument.text.find('.'));
        const auto& systems = m_place.reading.scenario.systems;
        return !named(lessonFigures()) && !named(nodeFigures()) &&
               thing.size() < argument.text.size() &&
               m_place.reading.findEntity(thing) != nullptr &&
               std::ranges::find(systems, thing, &SystemSpec::name) == systems.end();
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
        if (isFunctionOfRows(question.name, arguments[0])) {
            complainFully(function.offset,
                          "unknown function " + inQuotes(question.name) +
                              "; of rows there are sum, min and max, and count counts records");
            return;
        }
        if (arguments.size() == 2) {
            refuseSystem(function, {}, arguments[1]);
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
            complainFully(function.offset, unknownFigure(question.name, !question.node.empty()));
            return;
        }
        if (arguments.size() == 2) {
            question.at = readTime(arguments[1]);
        }
    }

    // `sum(member.points, a, b)`: where a time stands, another system cannot.
    void refuseSystem(const Written& function, std::string_view before, const Written& argument) {
        const auto& systems = m_place.reading.scenario.systems;
        const std::string_view name = argument.text.substr(0, argument.text.find('.'));
        if (std::ranges::find(systems, name, &SystemSpec::name) != systems.end()) {
            const std::string of = std::string(function.text) + "(" + std::string(before);
            complainFully(argument.offset,
                          std::string(function.text) + " is of one system; write " + of + "a) + " +
                              of + "b) for two");
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
            refuseSystem(function, std::string(arguments[0].text) + ", ", arguments[2]);
        }
        if (arguments.size() == 3) {
            question.at = readTime(arguments[2]);
        }
        const auto& systems = m_place.reading.scenario.systems;
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
                     : m_place.reading.entityNamed(question.entity,
                                                   m_place.node.markInside(written.offset));
        if (entity == nullptr) {
            m_failed = true;
            return;
        }
        const FieldName* field = findField(*entity, question.field);
        if (field == nullptr) {
            if (!m_place.reading.isUnreadable("entity", entity->name)) {
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

    // What only events are said of can only say the name of one; a reason is one of those known.
    void checkWhat(const Written& kind, const Written& what) {
        const auto known = kindByName(kind.text);
        const RecordWords said = known ? wordsOf(*known) : RecordWords{};
        if (!said.words.empty() && std::ranges::find(said.words, what.text) == said.words.end()) {
            complainFully(what.offset,
                          "unknown " + std::string(said.noun) + " " + inQuotes(what.text) + " of " +
                              std::string(kind.text) + wordAdvice(what.text, said.words));
        }
        const bool ofEvents = kind.text == "EventProduced" || kind.text == "EventAppended" ||
                              kind.text == "EventDelivered" || kind.text == "OutboxWritten";
        if (ofEvents && m_place.reading.entitiesRead && m_place.reading.unreadable.empty() &&
            m_place.reading.findEntityOfEvent(what.text) == nullptr) {
            reportUnknown("event", what, m_place.reading.eventNames());
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
            checkWhat(kind, {question.what, written.offset + written.text.find(what) + 1});
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
        const auto& systems = m_place.reading.scenario.systems;
        const auto found = std::ranges::find(systems, question.system, &SystemSpec::name);
        if (found == systems.end()) {
            // The author knows already of a system that could not be read.
            if (m_place.reading.systemsRead &&
                !m_place.reading.isUnreadable("system", question.system)) {
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
            if (m_place.reading.systemsRead) {
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
        time.mark = m_place.node.markInside(written.offset);
        const auto at = readDuration(
            time, {"the time", {}, m_place.reading.scenario.duration}, m_place.reading.problems);
        m_failed = !at;
        return at ? std::optional(SimTime{at->us}) : std::nullopt;
    }

    QuestionPlace m_place;
    bool m_failed = false;
};

}  // namespace

bool readQuestion(const QuestionPlace& place,
                  const Written& function,
                  const std::vector<Written>& arguments,
                  Question& question) {
    return QuestionReader(place).read(function, arguments, question);
}

}  // namespace foldline
