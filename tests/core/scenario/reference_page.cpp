#include "tests/core/scenario/reference_page.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <stdexcept>
#include <vector>

#include "tests/core/scenario/kind_table.h"
#include "tests/core/scenario/reference_rules.h"
#include "tests/core/scenario/reference_text.h"

namespace foldline {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kBetweenLanguages = " — ";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

// 1000000 as 1,000,000; from 10,000 on, so that years and the like stay as they are.
std::string formatted(const ordered_json& number) {
    std::string digits = number.dump();
    if (digits.size() < 5 || digits.find_first_not_of("0123456789") != std::string::npos) {
        return digits;
    }
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, ",");
    }
    return digits.front() == ',' ? digits.substr(1) : digits;
}

struct Word {
    std::string_view english;
    std::string_view korean;
};

// Kinds of values that have no keys of their own; whatever else has none is shown by its parts.
const std::map<std::string_view, Word>& words() {
    static const std::map<std::string_view, Word> kWords{
        {"name", {"name", "이름"}},
        {"duration", {"duration", "시간"}},
        {"positiveDuration", {"duration, more than 0", "0보다 긴 시간"}},
        {"rate", {"rate", "빈도"}},
        {"probability", {"probability", "확률"}},
        {"scalarText", {"text", "글"}},
        {"localText", {"text to show", "보여 줄 글"}},
        {"literal", {"constant", "상수"}},
        {"operand", {"argument or constant", "인자나 상수"}},
        {"generator", {"generator", "생성기"}},
        {"changes", {"changes", "바꿀 값"}},
        {"comparison", {"comparison", "비교"}},
    };
    return kWords;
}

class Page {
public:
    Page(const ordered_json& schema, PageLanguage language)
        : m_definitions(schema.at("definitions")),
          m_language(language) {
        for (const auto& [name, definition] : m_definitions.items()) {
            for (const auto& [key, value] : propertiesOf(definition).items()) {
                noteUses(value, name, key);
            }
        }
    }

    std::string text() const {
        std::string page = preface();
        page += heading(say("Values", "값"));
        page += row({say("value", "값"), say("meaning", "뜻")}) + row({"---", "---"});
        for (const auto& [name, definition] : m_definitions.items()) {
            if (const auto word = words().find(name); word != words().end()) {
                page += row({say(word->second.english, word->second.korean),
                             describe(definition, name).meaning});
            }
        }
        for (const auto& [name, definition] : m_definitions.items()) {
            if (definition.contains("properties")) {
                page += section(name, definition);
            }
        }
        return page + kindTable(m_language) + "\n" +
               say("Back to [Writing scenarios](../README.md).",
                   "[시나리오 쓰기](../README.ko.md)로 돌아가기.") +
               "\n";
    }

private:
    std::string say(std::string_view english, std::string_view korean) const {
        return std::string(m_language == PageLanguage::English ? english : korean);
    }

    static const ordered_json& propertiesOf(const ordered_json& definition) {
        static const ordered_json kNone = ordered_json::object();
        const auto found = definition.find("properties");
        return found == definition.end() ? kNone : *found;
    }

    static std::string heading(const std::string& title) { return "\n## " + title + "\n\n"; }

    static std::string row(const std::vector<std::string>& cells) {
        if (cells.front() == "---") {
            return "|" + joined(cells, "|") + "|\n";
        }
        std::vector<std::string> escaped;
        for (const std::string& cell : cells) {
            escaped.push_back(replaced(cell, "|", "\\|"));
        }
        return "| " + joined(escaped, " | ") + " |\n";
    }

    static std::string link(const std::string& name) {
        std::string anchor = name;
        std::ranges::transform(
            anchor, anchor.begin(), [](unsigned char c) { return std::tolower(c); });
        return "[" + name + "](#" + anchor + ")";
    }

    const ordered_json* definition(const ordered_json& reference, std::string& name) const {
        const auto ref = reference.find("$ref");
        if (ref == reference.end()) {
            return nullptr;
        }
        const auto path = ref->get<std::string>();
        name = path.substr(path.rfind('/') + 1);
        return &m_definitions.at(name);
    }

    // Which objects may stand under a key, also deep inside lists and maps.
    void noteUses(const ordered_json& value, const std::string& object, const std::string& key) {
        std::string name;
        if (const ordered_json* target = definition(value, name)) {
            if (target->contains("properties")) {
                auto& keys = m_uses[name];
                const std::pair use{object, key};
                if (std::ranges::find(keys, use) == keys.end()) {
                    keys.push_back(use);
                }
            } else if (!words().contains(name)) {
                noteUses(*target, object, key);
            }
            return;
        }
        for (const auto& part : value) {
            if (part.is_structured()) {
                noteUses(part, object, key);
            }
        }
    }

    std::string preface() const {
        return say(
            "<!-- Made from foldline.schema.json by `cmake --build --preset dev --target "
            "update_reference`. Change the schema, not this page. -->\n# Every key\n\nWhat can "
            "stand in a scenario file: a table for each kind of object, made from the schema that "
            "editors use. [Writing scenarios](../README.md) explains them by examples. Where – "
            "stands in place of a default, the key is one of several, or required with another "
            "key: see below the table. What a run records stands at the [end](#kinds-of-records)."
            "\n",
            "<!-- foldline.schema.json에서 `cmake --build --preset dev --target "
            "update_reference`로 만든다. 이 쪽이 아니라 스키마를 고친다. -->\n# 모든 "
            "키\n\n시나리오 "
            "파일에 쓸 수 있는 것을 모은 쪽이다. 객체의 종류마다 표가 하나씩 있고, 편집기가 쓰는 "
            "스키마에서 만든다. [시나리오 쓰기](../README.ko.md)는 이것을 예로 설명한다. 기본값 "
            "자리에 –가 있는 키는 여럿 가운데 하나를 고르는 키이거나 다른 키와 함께 꼭 적어야 하는 "
            "키다. 표 아래를 보라. 실행이 남기는 기록의 종류는 [끝](#기록의-종류)에 있다.\n");
    }

    Described describe(const ordered_json& value, const std::string& where) const {
        std::string name;
        const ordered_json* target = definition(value, name);
        const ordered_json& holder = target == nullptr ? value : *target;
        Described found = described(holder.value("description", ""), m_language);
        if (found.meaning.empty()) {
            throw std::logic_error("the schema does not describe " + where + " in both languages");
        }
        return found;
    }

    std::string section(const std::string& name, const ordered_json& definition) const {
        std::string text = heading(name) + describe(definition, name).meaning + ".\n";
        if (const auto uses = m_uses.find(name); uses != m_uses.end()) {
            std::vector<std::string> places;
            for (const auto& [object, key] : uses->second) {
                places.push_back(link(object) + " " + coded(key));
            }
            text += say("Stands in: ", "쓰이는 곳: ") + joined(places, ", ") + ".\n";
        }
        text += "\n" + row({say("key", "키"),
                            say("value", "값"),
                            say("default", "기본값"),
                            say("meaning", "뜻")});
        text += row({"---", "---", "---", "---"});
        const auto required =
            definition.value("required", ordered_json::array()).get<std::set<std::string>>();
        for (const auto& [key, value] : definition.at("properties").items()) {
            const Described said = describe(value, name + "." + key);
            const std::string otherwise = required.contains(key) ? say("**required**", "**필수**")
                                          : !said.defaultValue.empty()  ? coded(said.defaultValue)
                                          : !said.defaultPhrase.empty() ? said.defaultPhrase
                                                                        : "–";
            text += row({coded(key), valueOf(value), otherwise, said.meaning});
        }
        const std::vector<std::string> rules = rulesOf(definition, m_language);
        return rules.empty() ? text : text + "\n- " + joined(rules, "\n- ") + "\n";
    }

    // What may be written, with its range or its choices.
    std::string valueOf(const ordered_json& value) const {
        std::string name;
        if (const ordered_json* target = definition(value, name)) {
            if (target->contains("properties")) {
                return link(name);
            }
            const auto word = words().find(name);
            return word == words().end() ? valueOf(*target)
                                         : say(word->second.english, word->second.korean);
        }
        if (value.contains("allOf")) {
            return valueOf(value.at("allOf").at(0));
        }
        if (const std::vector<std::string> parts = choicesOf(value); !parts.empty()) {
            return alternatives(parts);
        }
        return value.contains("const") ? coded(constant(value.at("const"))) : typed(value);
    }

    // What one of may be written, also where a choice is among choices.
    std::vector<std::string> choicesOf(const ordered_json& value) const {
        std::vector<std::string> parts;
        for (const auto& one : value.value("anyOf", ordered_json::array())) {
            const std::vector<std::string> inner = choicesOf(one);
            if (inner.empty()) {
                parts.push_back(valueOf(one));
            }
            parts.insert(parts.end(), inner.begin(), inner.end());
        }
        for (const auto& one : value.value("enum", ordered_json::array())) {
            parts.push_back(coded(constant(one)));
        }
        return parts;
    }

    std::string alternatives(std::vector<std::string> parts) const {
        const std::string last = parts.back();
        parts.pop_back();
        return joined(parts, ", ") + (parts.empty() ? "" : say(" or ", " 또는 ")) + last;
    }

    std::string typed(const ordered_json& value) const {
        const std::string type = value.value("type", "");
        if (type == "integer") {
            return ranged("whole number", "정수", value);
        }
        if (type == "number") {
            return ranged("number", "수", value);
        }
        if (type == "boolean") {
            return alternatives({"`true`", "`false`"});
        }
        if (type == "string") {
            if (const Described titled = described(value.value("title", ""), m_language);
                !titled.meaning.empty()) {
                return titled.meaning;
            }
            return value.value("pattern", "").starts_with("^\\$") ? say("argument", "인자")
                                                                  : say("text", "글");
        }
        if (type == "array") {
            const std::string item = valueOf(value.at("items"));
            if (value.value("minItems", 0) == 2 && value.value("maxItems", 0) == 2) {
                return "[" + item + ", " + item + "]";
            }
            return say("list of ", "") + item + say("", " 목록") +
                   howMany(value, "minItems", "maxItems");
        }
        if (type == "object") {
            return say("by name", "이름마다") + howMany(value, "minProperties", "maxProperties") +
                   ": " + valueOf(value.at("additionalProperties"));
        }
        throw std::logic_error("a reference page cannot show " + value.dump());
    }

    std::string ranged(std::string_view english,
                       std::string_view korean,
                       const ordered_json& value) const {
        const std::string what = say(english, korean);
        if (value.contains("exclusiveMinimum") && value.contains("maximum")) {
            const std::string least = formatted(value.at("exclusiveMinimum"));
            const std::string most = formatted(value.at("maximum"));
            return say(what + ", more than " + least + ", at most " + most,
                       least + "보다 크고 " + most + " 이하인 " + what);
        }
        if (value.contains("minimum") && value.contains("maximum")) {
            const std::string least = formatted(value.at("minimum"));
            const std::string most = formatted(value.at("maximum"));
            return say(what + " from " + least + " to " + most, least + "~" + most + "의 " + what);
        }
        throw std::logic_error("a number without a range: " + value.dump());
    }

    std::string howMany(const ordered_json& value, const char* least, const char* most) const {
        if (value.contains(least) && value.contains(most)) {
            return say(" (", "(") + formatted(value.at(least)) + say(" to ", "~") +
                   formatted(value.at(most)) + say(")", "개)");
        }
        if (value.contains(most)) {
            return say(" (at most ", "(최대 ") + formatted(value.at(most)) + say(")", "개)");
        }
        return "";
    }

    const ordered_json& m_definitions;
    PageLanguage m_language;
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> m_uses;
};

}  // namespace

Described described(std::string_view description, PageLanguage language) {
    const std::size_t split = description.find(kBetweenLanguages);
    if (split == std::string_view::npos) {
        return {};
    }
    const std::string english(description.substr(0, split));
    const std::string korean(description.substr(split + kBetweenLanguages.size()));
    Described said{.meaning = language == PageLanguage::English ? english : korean};
    // A value reads the same in both languages, and is written once.
    const std::string value = "(default ";
    if (const std::size_t at = english.rfind(value); at != std::string::npos) {
        const std::size_t begin = at + value.size();
        said.defaultValue = english.substr(begin, english.rfind(')') - begin);
    }
    const std::string phrase = language == PageLanguage::English ? "(default: " : "(기본: ";
    if (const std::size_t at = said.meaning.rfind(phrase); at != std::string::npos) {
        const std::size_t begin = at + phrase.size();
        said.defaultPhrase = said.meaning.substr(begin, said.meaning.rfind(')') - begin);
    }
    for (const std::string& start : {value, phrase}) {
        if (const std::size_t at = said.meaning.rfind(" " + start); at != std::string::npos) {
            said.meaning.erase(at);
        }
    }
    return said;
}

std::string referencePage(const ordered_json& schema, PageLanguage language) {
    return Page(schema, language).text();
}

}  // namespace foldline
