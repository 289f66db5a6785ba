// Checks and the lesson: what must hold, and what is told.
#include <algorithm>

#include "core/scenario/figure_advice.h"
#include "core/scenario/figures.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/reading.h"
#include "core/scenario/suggest.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

constexpr std::string_view kCheckExample =
    "write a check such as 'member.points >= 0' or 'sum(member.points) == 100'";

// `member.points`, at byte `offset` of the node's text.
const FieldName* readField(const YamlNode& node,
                           std::string_view path,
                           std::size_t offset,
                           Check& check,
                           Reading& reading) {
    const std::size_t dot = path.find('.');
    if (dot == std::string_view::npos) {
        reading.problems.add(
            node.markInside(offset),
            inQuotes(path) + " is no field of an entity; " + std::string(kCheckExample));
        return nullptr;
    }
    check.entity = path.substr(0, dot);
    check.field = path.substr(dot + 1);
    const EntityType* entity = reading.entityNamed(check.entity, node.markInside(offset));
    if (entity == nullptr) {
        return nullptr;
    }
    const FieldName* field = findField(*entity, check.field);
    if (field == nullptr && !reading.isUnreadable("entity", entity->name)) {
        reading.reportUnknown(
            "field", check.field, node.markInside(offset + dot + 1), namesOf(entity->fields));
    }
    return field;
}

// The right side, as a literal of the field's type.
bool readRight(const YamlNode& node,
               const ComparisonText& split,
               const FieldName& field,
               Check& check,
               Problems& problems) {
    YamlNode right = makeScalar(std::string(split.right));
    right.mark = node.markInside(split.rightOffset);
    if (right.text.size() >= 2 && (right.text.front() == '"' || right.text.front() == '\'') &&
        right.text.back() == right.text.front()) {
        right.plain = false;
        right.text = right.text.substr(1, right.text.size() - 2);
    }
    const auto literal = readLiteral(right, "the check", problems);
    if (!literal) {
        return false;
    }
    if (literal->type != field.type) {
        problems.add(right.mark,
                     inQuotes(field.name) + " is " + std::string(valueTypeName(field.type)) +
                         ", so it cannot be compared with " + inQuotes(right.text));
        return false;
    }
    check.literal = *literal;
    return true;
}

void readCheck(const YamlNode& node, Reading& reading) {
    const auto text = readText(node, "the check", reading.problems);
    if (!text) {
        return;
    }
    Check check{.text = *text};
    const auto split = splitComparison(*text);
    if (!split || split->left.empty() || split->right.empty()) {
        reading.problems.add(node.mark,
                             inQuotes(*text) + " is no check; " + std::string(kCheckExample));
        return;
    }
    const bool quoted = split->right.front() == '"' || split->right.front() == '\'';
    if (const std::size_t two = split->right.find(" and "); two != std::string::npos && !quoted) {
        reading.problems.add(node.markInside(split->rightOffset + two + 1),
                             "a check is one comparison; write two lines");
        return;
    }
    check.compare = split->compare;
    std::string_view path = split->left;
    std::size_t offset = text->find_first_not_of(' ');
    if (const auto call = parseCallNotation(split->left)) {
        if (call->function != "sum") {
            reading.problems.add(node.mark,
                                 "only sum() is known, not " + inQuotes(call->function) + "; " +
                                     std::string(kCheckExample));
            return;
        }
        check.sum = true;
        offset += call->insideOffset;
        path = split->left.substr(call->insideOffset, call->inside.size());
    }
    const FieldName* field = readField(node, path, offset, check, reading);
    if (field == nullptr || !readRight(node, *split, *field, check, reading.problems)) {
        return;
    }
    const bool ordered =
        check.compare != Check::Compare::Equal && check.compare != Check::Compare::NotEqual;
    if ((ordered || check.sum) && field->type != ValueType::Integer) {
        reading.problems.add(node.mark,
                             inQuotes(field->name) + " is " +
                                 std::string(valueTypeName(field->type)) +
                                 "; only integers are added or ordered, so write == or !=");
        return;
    }
    reading.scenario.checks.push_back(std::move(check));
}

// `refused(request-driven)`, at byte `offset` of the node's text.
void readFigure(const YamlNode& node,
                std::string_view text,
                std::size_t offset,
                LessonStep& step,
                Reading& reading) {
    const auto call = parseCallNotation(text);
    if (!call) {
        reading.problems.add(node.markInside(offset),
                             inQuotes(text) +
                                 " is no figure; write figure(system), such as "
                                 "refused(request-driven)");
        return;
    }
    static const std::vector<std::string> kFigures(lessonFigures().begin(), lessonFigures().end());
    if (std::ranges::find(kFigures, call->function) == kFigures.end()) {
        reading.problems.add(node.markInside(offset), unknownFigure(call->function, false));
        return;
    }
    const std::vector<std::string> systems = namesOf(reading.scenario.systems);
    if (std::ranges::find(systems, call->inside) == systems.end()) {
        if (!reading.isUnreadable("system", call->inside)) {
            reading.reportUnknown(
                "system", call->inside, node.markInside(offset + call->insideOffset), systems);
        }
        return;
    }
    step.answer.push_back({call->function, call->inside});
}

void readAnswer(const YamlNode& node, LessonStep& step, Reading& reading) {
    if (node.is(YamlNode::Kind::Sequence)) {
        for (const YamlNode& item : node.values) {
            if (const auto text = readText(item, "the answer", reading.problems)) {
                readFigure(item, *text, 0, step, reading);
            }
        }
        return;
    }
    const auto text = readText(node, "the answer", reading.problems);
    std::size_t begin = 0;
    while (text && begin <= text->size()) {
        const std::size_t end = std::min(text->find(',', begin), text->size());
        const std::string_view part = std::string_view(*text).substr(begin, end - begin);
        const std::size_t blanks = std::min(part.find_first_not_of(" \t"), part.size());
        readFigure(node, trimmed(part), begin + blanks, step, reading);
        begin = end + 1;
    }
}

void readPlay(const YamlNode& node, LessonStep& step, Reading& reading) {
    const auto text = readText(node, "play", reading.problems);
    if (!text) {
        return;
    }
    const auto call = parseCallNotation(*text);
    if (!call || call->function != "until") {
        reading.problems.add(node.mark, inQuotes(*text) + " is not to be played; write until(10s)");
        return;
    }
    YamlNode time = makeScalar(call->inside);
    time.mark = node.markInside(call->insideOffset);
    const auto until =
        readDuration(time, {"play", {}, reading.scenario.duration}, reading.problems);
    if (!until) {
        return;
    }
    for (const LessonStep& before : reading.scenario.lesson) {
        if (before.playUntil && before.playUntil->us > until->us) {
            reading.problems.add(time.mark,
                                 "an earlier step plays until " +
                                     formatDuration({before.playUntil->us}) +
                                     " already; write a later time");
            break;
        }
    }
    step.playUntil = SimTime{until->us};
}

void readStep(const YamlNode& node, Reading& reading) {
    const ObjectReader object(node, "lessonStep", reading.problems);
    if (!object.isMap()) {
        return;
    }
    LessonStep step;
    if (const YamlNode* say = object.find("say"); say != nullptr) {
        step.say = readLocalText(*say, "say", reading.problems).value_or(LocalText{});
    }
    const YamlNode* ask = object.find("ask");
    if (ask != nullptr) {
        step.ask = readLocalText(*ask, "ask", reading.problems).value_or(LocalText{});
    }
    if (const YamlNode* answer = object.find("answer"); answer != nullptr) {
        readAnswer(*answer, step, reading);
        if (ask == nullptr) {
            reading.problems.add(answer->home, "an answer needs a question; add 'ask: …'");
        }
    } else if (ask != nullptr) {
        reading.problems.add(ask->home,
                             "a question needs an answer from the log; add 'answer: "
                             "refused(request-driven)', say");
    }
    if (const YamlNode* play = object.find("play"); play != nullptr) {
        readPlay(*play, step, reading);
    }
    if (node.keys.empty()) {
        reading.problems.add(node.mark, "an empty lesson step; write say, ask or play");
    }
    reading.scenario.lesson.push_back(std::move(step));
}

}  // namespace

void readChecks(const YamlNode& node, Reading& reading) {
    if (checkList(node, "a list of checks", kChecksMax, reading.problems)) {
        for (const YamlNode& item : node.values) {
            readCheck(item, reading);
        }
    }
}

void readLesson(const YamlNode& node, Reading& reading) {
    if (checkList(node, "a list of steps", kLessonStepsMax, reading.problems)) {
        for (const YamlNode& item : node.values) {
            readStep(item, reading);
        }
    }
}

}  // namespace foldline
