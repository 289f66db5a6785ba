#include "tests/core/scenario/reference_page.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <stdexcept>
#include <vector>

namespace foldline {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kBetweenLanguages = " — ";

std::string coded(std::string_view text) {
    return "`" + std::string(text) + "`";
}

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

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string all;
    for (const std::string& part : parts) {
        all += (all.empty() ? "" : std::string(between)) + part;
    }
    return all;
}

std::string listed(const std::vector<std::string>& keys) {
    std::vector<std::string> parts;
    for (const std::string& key : keys) {
        parts.push_back(coded(key));
    }
    return joined(parts, ", ");
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
        {"positiveDuration", {"duration, more than 0", "시간, 0보다 길게"}},
        {"rate", {"rate", "비율"}},
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
        return page + "\n" +
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
            "editors use. [Writing scenarios](../README.md) explains them by examples. Where no "
            "default stands, a key that is left out means that there is nothing of the kind.\n",
            "<!-- foldline.schema.json에서 `cmake --build --preset dev --target "
            "update_reference`로 만든다. 이 쪽이 아니라 스키마를 고친다. -->\n# 모든 "
            "키\n\n시나리오 "
            "파일에 쓸 수 있는 것을 모은 쪽이다. 객체의 종류마다 표가 하나씩 있고, 편집기가 쓰는 "
            "스키마에서 만든다. [시나리오 쓰기](../README.ko.md)는 이것을 예로 설명한다. 기본값이 "
            "비어 있는 키는 적지 않으면 그런 것이 없다는 뜻이다.\n");
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
        const std::vector<std::string> rules = rulesOf(definition);
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
        for (const std::string choice : {"anyOf", "enum"}) {
            if (value.contains(choice)) {
                std::vector<std::string> parts;
                for (const auto& one : value.at(choice)) {
                    parts.push_back(one.is_object() ? valueOf(one) : coded(constant(one)));
                }
                return alternatives(parts);
            }
        }
        return value.contains("const") ? coded(constant(value.at("const"))) : typed(value);
    }

    std::string alternatives(std::vector<std::string> parts) const {
        const std::string last = parts.back();
        parts.pop_back();
        return joined(parts, ", ") + (parts.empty() ? "" : say(" or ", ", ")) + last;
    }

    static std::string constant(const ordered_json& value) {
        return value.is_string() ? value.get<std::string>() : value.dump();
    }

    std::string typed(const ordered_json& value) const {
        const std::string type = value.value("type", "");
        if (type == "integer") {
            return say("whole number", "정수") + range(value);
        }
        if (type == "number") {
            return say("number", "수") + range(value);
        }
        if (type == "boolean") {
            return alternatives({"`true`", "`false`"});
        }
        if (type == "string") {
            return value.value("pattern", "").starts_with("^\\$") ? say("argument", "인자")
                                                                  : say("text", "글");
        }
        if (type == "array") {
            const std::string item = valueOf(value.at("items"));
            if (value.value("minItems", 0) == 2 && value.value("maxItems", 0) == 2) {
                return "[" + item + ", " + item + "]";
            }
            return say("list: ", "목록: ") + item + howMany(value, "minItems", "maxItems");
        }
        if (type == "object") {
            return say("by name: ", "이름마다: ") + valueOf(value.at("additionalProperties")) +
                   howMany(value, "minProperties", "maxProperties");
        }
        throw std::logic_error("a reference page cannot show " + value.dump());
    }

    std::string range(const ordered_json& value) const {
        const bool open = value.contains("exclusiveMinimum");
        if (open && value.contains("maximum")) {
            return say(", more than ", ", ") + formatted(value.at("exclusiveMinimum")) +
                   say(", at most ", "보다 크고 ") + formatted(value.at("maximum")) +
                   say("", " 이하");
        }
        if (value.contains("minimum") && value.contains("maximum")) {
            return say(" from ", ", ") + formatted(value.at("minimum")) + say(" to ", "부터 ") +
                   formatted(value.at("maximum")) + say("", "까지");
        }
        throw std::logic_error("a number without a range: " + value.dump());
    }

    std::string howMany(const ordered_json& value, const char* least, const char* most) const {
        if (value.contains(least) && value.contains(most)) {
            return say(", ", ", ") + formatted(value.at(least)) + say(" to ", "~") +
                   formatted(value.at(most)) + say("", "개");
        }
        if (value.contains(most)) {
            return say(", at most ", ", 최대 ") + formatted(value.at(most)) + say("", "개");
        }
        return "";
    }

    // One of the alternatives that an object must follow: what it needs, and what it excludes.
    struct Branch {
        std::string main;
        std::vector<std::string> with;
        std::set<std::string> excluded;
    };

    static std::vector<Branch> branchesOf(const ordered_json& definition) {
        std::vector<Branch> branches;
        for (const auto& one : definition.value("oneOf", ordered_json::array())) {
            const auto needed = one.at("required").get<std::vector<std::string>>();
            Branch branch{.main = needed.front(), .with = {needed.begin() + 1, needed.end()}};
            if (const auto refused = one.find("not"); refused != one.end()) {
                const ordered_json rules = refused->value("anyOf", ordered_json::array({*refused}));
                for (const auto& rule : rules) {
                    const auto keys = rule.at("required").get<std::vector<std::string>>();
                    if (keys.size() == 1) {
                        branch.excluded.insert(keys.front());
                    }
                }
            }
            branches.push_back(std::move(branch));
        }
        return branches;
    }

    std::vector<std::string> rulesOf(const ordered_json& definition) const {
        std::vector<std::string> rules;
        const std::vector<Branch> branches = branchesOf(definition);
        std::vector<std::string> mains;
        for (const Branch& branch : branches) {
            if (std::ranges::find(mains, branch.main) == mains.end()) {
                mains.push_back(branch.main);
            }
        }
        if (!mains.empty()) {
            rules.push_back(say("Exactly one of ", "") + listed(mains) +
                            say(".", " 가운데 꼭 하나."));
        }
        for (const Branch& branch : branches) {
            const auto same = [&](const Branch& other) { return other.main == branch.main; };
            if (!branch.with.empty() && std::ranges::count_if(branches, same) == 1) {
                rules.push_back(needs(branch.main, branch.with));
            }
        }
        addRestrictions(definition, branches, mains, rules);
        const auto dependencies = definition.value("dependencies", ordered_json::object());
        for (const auto& [key, others] : dependencies.items()) {
            rules.push_back(needs(key, others.get<std::vector<std::string>>()));
        }
        if (const auto refused = definition.find("not"); refused != definition.end() &&
                                                         refused->contains("required") &&
                                                         !refused->contains("properties")) {
            rules.push_back(say("Not together: ", "함께 쓰지 않는 것: ") +
                            listed(refused->at("required").get<std::vector<std::string>>()) + ".");
        }
        return rules;
    }

    std::string needs(const std::string& key, const std::vector<std::string>& others) const {
        return coded(key) + say(" needs ", ": ") + listed(others) + say(".", "도 적어야 한다.");
    }

    // `factor` only with `slow`; keys of which the same is so are told together.
    void addRestrictions(const ordered_json& definition,
                         const std::vector<Branch>& branches,
                         const std::vector<std::string>& mains,
                         std::vector<std::string>& rules) const {
        std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>> groups;
        for (const auto& [key, value] : definition.at("properties").items()) {
            std::vector<std::string> with;
            for (const std::string& main : mains) {
                const bool allowed = std::ranges::any_of(branches, [&](const Branch& branch) {
                    return branch.main == main && !branch.excluded.contains(key);
                });
                if (allowed) {
                    with.push_back(main);
                }
            }
            if (with.size() == mains.size() || std::ranges::find(mains, key) != mains.end()) {
                continue;
            }
            const auto group =
                std::ranges::find(groups, with, [](const auto& one) { return one.first; });
            if (group == groups.end()) {
                groups.push_back({with, {key}});
            } else {
                group->second.push_back(key);
            }
        }
        for (const auto& [with, keys] : groups) {
            rules.push_back(listed(keys) + restriction(with, mains) + ".");
        }
    }

    std::string restriction(const std::vector<std::string>& with,
                            const std::vector<std::string>& mains) const {
        if (with.size() * 2 <= mains.size()) {
            return say(" only with ", ": ") + listed(with) + say("", "일 때만");
        }
        std::vector<std::string> without = mains;
        std::erase_if(without, [&](const std::string& main) {
            return std::ranges::find(with, main) != with.end();
        });
        return say(" not with ", ": ") + listed(without) + say("", "일 때는 쓰지 않는다");
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
