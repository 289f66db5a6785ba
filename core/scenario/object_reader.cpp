#include "core/scenario/object_reader.h"

#include <algorithm>
#include <set>

#include "core/scenario/limits.h"
#include "core/scenario/suggest.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isNameCharacter(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

void reportWrongKind(const YamlNode& node, std::string_view expected, Problems& problems) {
    if (node.is(YamlNode::Kind::Broken)) {
        return;
    }
    if (node.is(YamlNode::Kind::Null)) {
        problems.add(node.home, "nothing is written here; write " + std::string(expected));
        return;
    }
    problems.add(node.mark,
                 "expected " + std::string(expected) + ", not " + std::string(kindOf(node)) +
                     (node.is(YamlNode::Kind::Scalar) ? " " + inQuotes(node.text) : ""));
}

// The value that a comma inside { } cut in two, key `index` being its rest: { en: Well, now }.
const YamlNode* valueCutByComma(const YamlNode& map, std::size_t index) {
    constexpr std::size_t kPartsMax = 8;
    for (std::size_t i = index; i > 0 && i + kPartsMax > index; --i) {
        if (!map.values[i].is(YamlNode::Kind::Null)) {
            return nullptr;
        }
        const YamlNode& before = map.values[i - 1];
        if (before.is(YamlNode::Kind::Scalar)) {
            return before.plain && before.mark.line == map.keys[index].mark.line ? &before
                                                                                 : nullptr;
        }
    }
    return nullptr;
}

}  // namespace

std::string_view kindOf(const YamlNode& node) {
    if (node.is(YamlNode::Kind::Scalar) && node.plain && parseInteger(node.text)) {
        return "the number";
    }
    switch (node.kind) {
        case YamlNode::Kind::Null:
            return "nothing";
        case YamlNode::Kind::Scalar:
            return "the text";
        case YamlNode::Kind::Sequence:
            return "a list";
        case YamlNode::Kind::Map:
            return "a map";
        case YamlNode::Kind::Broken:
            break;
    }
    return "something unreadable";
}

bool checkMap(const YamlNode& node, std::string_view expected, Problems& problems) {
    if (!node.is(YamlNode::Kind::Map)) {
        reportWrongKind(node, expected, problems);
        return false;
    }
    std::set<std::string> seen;
    for (const YamlNode& key : node.keys) {
        if (key.is(YamlNode::Kind::Broken)) {
            continue;
        }
        if (!key.is(YamlNode::Kind::Scalar)) {
            problems.add(key.mark,
                         "a key must be a plain name, not " + std::string(kindOf(key)) +
                             "; write 'name: value'");
        } else if (key.text == "<<") {
            problems.add(key.mark, "merge keys (<<) are not read here; write the keys out");
        } else if (!seen.insert(key.text).second) {
            problems.add(key.mark,
                         "the key " + inQuotes(key.text) +
                             " is already there in the same map; remove one of the two");
        }
    }
    return true;
}

bool checkList(const YamlNode& node,
               std::string_view expected,
               std::size_t countMax,
               Problems& problems) {
    if (!node.is(YamlNode::Kind::Sequence)) {
        reportWrongKind(node, expected, problems);
        return false;
    }
    if (node.values.size() > countMax) {
        problems.add(node.home,
                     "this list has " + std::to_string(node.values.size()) +
                         " entries; write at most " + std::to_string(countMax));
        return false;
    }
    return true;
}

ObjectReader::ObjectReader(const YamlNode& node, std::string_view object, Problems& problems)
    : m_node(node),
      m_keys(keysOf(object)),
      m_problems(problems) {
    std::string expected = std::string(m_keys.meaning) + " with the key";
    expected += m_keys.keys.size() > 1 ? "s " : " ";
    for (std::size_t i = 0; i < m_keys.keys.size(); ++i) {
        expected += (i > 0 ? ", " : "") + m_keys.keys[i];
    }
    if (node.is(YamlNode::Kind::Scalar) && node.plain && parseInteger(node.text) &&
        m_keys.required.size() == 1) {
        expected += ", such as { " + m_keys.required.front() + ": " + node.text + " }";
    }
    m_isMap = checkMap(node, expected, problems);
    if (m_isMap) {
        checkKeys();
    }
}

void ObjectReader::checkKeys() {
    std::vector<std::string> unknown;
    for (std::size_t i = 0; i < m_node.keys.size() && !m_problems.full(); ++i) {
        const YamlNode& key = m_node.keys[i];
        if (!key.is(YamlNode::Kind::Scalar) || key.text == "<<" ||
            std::ranges::find(m_keys.keys, key.text) != m_keys.keys.end()) {
            continue;
        }
        if (const YamlNode* cut = valueCutByComma(m_node, i); cut != nullptr) {
            m_problems.add(cut->mark, std::string(kCommaAdvice));
            m_cut.push_back(cut);
        } else {
            m_problems.add(key.mark,
                           "unknown key " + inQuotes(key.text) + " in " +
                               std::string(m_keys.meaning) + suggestion(key.text, m_keys.keys));
            unknown.push_back(key.text);
        }
    }
    for (const std::string& key : m_keys.required) {
        // A misspelt key has been reported as such.
        const bool misspelt = std::ranges::any_of(unknown, [&](const std::string& written) {
            return nearestName(written, m_keys.keys) == key;
        });
        if (!m_node.cutShort && keyNode(key) == nullptr && !misspelt) {
            m_problems.add(m_node.home,
                           std::string(m_keys.meaning) + " needs the key " + inQuotes(key) +
                               "; add '" + key + ": …'");
        }
    }
}

const YamlNode* ObjectReader::keyNode(std::string_view key) const {
    const auto found = std::ranges::find_if(m_node.keys, [&](const YamlNode& candidate) {
        return candidate.is(YamlNode::Kind::Scalar) && candidate.text == key;
    });
    return found == m_node.keys.end() ? nullptr : &*found;
}

const YamlNode* ObjectReader::find(std::string_view key) const {
    static const YamlNode kBroken{.kind = YamlNode::Kind::Broken};
    const YamlNode* found = keyNode(key);
    if (found == nullptr) {
        return nullptr;
    }
    const YamlNode& value = m_node.values[static_cast<std::size_t>(found - m_node.keys.data())];
    return std::ranges::find(m_cut, &value) == m_cut.end() ? &value : &kBroken;
}

std::string_view ObjectReader::oneOf(std::span<const std::string_view> keys) const {
    std::string_view only;
    std::string choice;
    for (const std::string_view key : keys) {
        choice += (choice.empty() ? "" : ", ") + std::string(key);
        const YamlNode* written = keyNode(key);
        if (written == nullptr) {
            continue;
        }
        if (!only.empty()) {
            m_problems.add(written->mark,
                           inQuotes(key) + " and " + inQuotes(only) + " exclude each other in " +
                               std::string(m_keys.meaning) + "; keep one of them");
            return {};
        }
        only = key;
    }
    const bool unknown = std::ranges::any_of(m_node.keys, [&](const YamlNode& written) {
        return std::ranges::find(m_keys.keys, written.text) == m_keys.keys.end();
    });
    if (only.empty() && !unknown) {
        m_problems.add(m_node.home,
                       std::string(m_keys.meaning) + " needs one of the keys " + choice);
    }
    return only;
}

void ObjectReader::refuse(std::initializer_list<std::string_view> keys,
                          std::string_view where) const {
    for (const std::string_view key : keys) {
        if (const YamlNode* written = keyNode(key); written != nullptr) {
            m_problems.add(
                written->mark,
                inQuotes(key) + " belongs to " + std::string(where) + "; remove it here");
        }
    }
}

std::optional<std::uint32_t> readCount(const ObjectReader& object,
                                       const IntegerRange& range,
                                       Problems& problems) {
    const YamlNode* node = object.find(range.what);
    if (node == nullptr) {
        return std::nullopt;
    }
    const auto count = readInteger(*node, range, problems);
    return static_cast<std::uint32_t>(count.value_or(range.min));
}

bool readFlag(const ObjectReader& object,
              std::string_view key,
              bool otherwise,
              Problems& problems) {
    const YamlNode* node = object.find(key);
    const auto literal = node == nullptr ? std::nullopt : readLiteral(*node, key, problems);
    if (literal && literal->type != ValueType::Boolean) {
        problems.add(node->mark,
                     std::string(key) + " is true or false, not " + inQuotes(node->text));
        return otherwise;
    }
    return literal ? literal->integer != 0 : otherwise;
}

bool isName(std::string_view text) {
    return !text.empty() && text.size() <= kNameCharactersMax && isLetter(text[0]) &&
           std::ranges::all_of(text, isNameCharacter);
}

bool checkName(const YamlNode& key, std::string_view what, Problems& problems) {
    const std::string& name = key.text;
    if (key.plain && looksBoolean(name)) {
        problems.add(
            key.mark,
            inQuotes(name) + " is a truth value to some YAML readers; choose another name");
        return false;
    }
    const bool good = isName(name);
    if (!good) {
        problems.add(key.mark,
                     inQuotes(name) + " cannot name " + std::string(what) +
                         "; write a letter, then letters, digits, - or _, at most " +
                         std::to_string(kNameCharactersMax) +
                         " in all (titles may be in any language)");
    }
    return good;
}

bool forEachNamed(const YamlNode& node,
                  std::string_view what,
                  std::size_t countMax,
                  Problems& problems,
                  const std::function<void(const YamlNode& key, const YamlNode& value)>& each) {
    const std::string thing(what.substr(what.find(' ') + 1));
    if (!checkMap(node, "a map with a name for each " + thing, problems)) {
        return false;
    }
    if (node.keys.size() > countMax) {
        problems.add(node.home,
                     "there are " + std::to_string(node.keys.size()) +
                         " entries here; write at most " + std::to_string(countMax));
        return false;
    }
    std::set<std::string> seen;
    bool all = true;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const YamlNode& key = node.keys[i];
        if (const YamlNode* cut = valueCutByComma(node, i); cut != nullptr) {
            problems.add(cut->mark, std::string(kCommaAdvice));
        } else if (!key.is(YamlNode::Kind::Scalar) || key.text == "<<" ||
                   !checkName(key, what, problems)) {
            all = false;
        } else if (seen.insert(key.text).second) {
            each(key, node.values[i]);
        }
    }
    return all;
}

}  // namespace foldline
