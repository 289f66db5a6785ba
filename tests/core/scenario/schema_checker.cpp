#include "tests/core/scenario/schema_checker.h"

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>
#include <stdexcept>

#include "core/scenario/source_text.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

using nlohmann::json;

class Checker {
public:
    Checker(const json& root, std::map<std::string, std::regex>& patterns)
        : m_root(root),
          m_patterns(patterns) {}

    std::vector<std::string> errors;

    void check(const json& schema, const json& value, const std::string& path) {
        if (const auto ref = schema.find("$ref"); ref != schema.end()) {
            check(m_root.at(json::json_pointer(ref->get<std::string>().substr(1))), value, path);
            return;
        }
        for (const auto& [keyword, rule] : schema.items()) {
            apply(keyword, rule, schema, value, path);
        }
    }

private:
    bool matches(const json& schema, const json& value) const {
        Checker checker(m_root, m_patterns);
        checker.check(schema, value, "");
        return checker.errors.empty();
    }

    void expect(bool good, const std::string& path, const std::string& keyword) {
        if (!good) {
            errors.push_back(path + ": " + keyword);
        }
    }

    void apply(const std::string& keyword,
               const json& rule,
               const json& schema,
               const json& value,
               const std::string& path) {
        static const std::set<std::string> kSilent{
            "$schema", "title", "description", "definitions", "additionalProperties"};
        if (kSilent.contains(keyword)) {
            if (keyword == "additionalProperties" && value.is_object()) {
                applyAdditional(rule, schema, value, path);
            }
        } else if (!applyLogic(keyword, rule, value, path) &&
                   !applyScalar(keyword, rule, value, path) &&
                   !applyObject(keyword, rule, value, path) &&
                   !applyArray(keyword, rule, value, path)) {
            throw std::logic_error("unknown keyword " + keyword);
        }
    }

    bool applyLogic(const std::string& keyword,
                    const json& rule,
                    const json& value,
                    const std::string& path) {
        const auto count = [&] {
            return std::ranges::count_if(rule,
                                         [&](const json& one) { return matches(one, value); });
        };
        if (keyword == "allOf") {
            for (const json& one : rule) {
                check(one, value, path);
            }
        } else if (keyword == "anyOf") {
            expect(count() > 0, path, keyword);
        } else if (keyword == "oneOf") {
            expect(count() == 1, path, keyword);
        } else if (keyword == "not") {
            expect(!matches(rule, value), path, keyword);
        } else if (keyword == "enum") {
            expect(std::ranges::find(rule, value) != rule.end(), path, keyword);
        } else if (keyword == "const") {
            expect(value == rule, path, keyword);
        } else {
            return false;
        }
        return true;
    }

    static bool isOf(const json& value, const std::string& type) {
        return (type == "integer" && value.is_number_integer()) ||
               (type == "number" && value.is_number()) || (type == "string" && value.is_string()) ||
               (type == "boolean" && value.is_boolean()) || (type == "array" && value.is_array()) ||
               (type == "object" && value.is_object());
    }

    bool applyScalar(const std::string& keyword,
                     const json& rule,
                     const json& value,
                     const std::string& path) {
        if (keyword == "type") {
            const bool good =
                rule.is_array()
                    ? std::ranges::any_of(rule, [&](const json& type) { return isOf(value, type); })
                    : isOf(value, rule);
            expect(good, path, "type " + rule.dump());
        } else if (keyword == "minimum") {
            expect(!value.is_number() || value >= rule, path, keyword);
        } else if (keyword == "exclusiveMinimum") {
            expect(!value.is_number() || value > rule, path, keyword);
        } else if (keyword == "maximum") {
            expect(!value.is_number() || value <= rule, path, keyword);
        } else if (keyword == "minLength") {
            expect(!value.is_string() || codePoints(value.get<std::string>()) >= rule.get<int>(),
                   path,
                   keyword);
        } else if (keyword == "pattern") {
            expect(!value.is_string() || matchesPattern(value.get<std::string>(), rule),
                   path,
                   keyword);
        } else {
            return false;
        }
        return true;
    }

    bool applyObject(const std::string& keyword,
                     const json& rule,
                     const json& value,
                     const std::string& path) {
        static constexpr std::array<std::string_view, 6> kKeywords{"properties",
                                                                   "required",
                                                                   "propertyNames",
                                                                   "minProperties",
                                                                   "maxProperties",
                                                                   "dependencies"};
        if (std::ranges::find(kKeywords, keyword) == kKeywords.end()) {
            return false;
        }
        if (!value.is_object()) {
            return true;
        }
        if (keyword == "required") {
            for (const std::string key : rule) {
                expect(value.contains(key), path, "required " + key);
            }
        } else if (keyword == "minProperties") {
            expect(value.size() >= rule.get<std::size_t>(), path, keyword);
        } else if (keyword == "maxProperties") {
            expect(value.size() <= rule.get<std::size_t>(), path, keyword);
        } else {
            applyToMembers(keyword, rule, value, path);
        }
        return true;
    }

    void applyToMembers(const std::string& keyword,
                        const json& rule,
                        const json& value,
                        const std::string& path) {
        for (const auto& [key, member] : value.items()) {
            if (keyword == "propertyNames") {
                check(rule, key, path + "/" + key);
            } else if (rule.contains(key) && keyword == "properties") {
                check(rule.at(key), member, path + "/" + key);
            } else if (rule.contains(key)) {  // dependencies
                for (const std::string other : rule.at(key)) {
                    expect(value.contains(other), path, key + " needs " + other);
                }
            }
        }
    }

    void applyAdditional(const json& rule,
                         const json& schema,
                         const json& value,
                         const std::string& path) {
        for (const auto& [key, member] : value.items()) {
            if (schema.contains("properties") && schema.at("properties").contains(key)) {
                continue;
            }
            if (rule.is_boolean()) {
                expect(rule.get<bool>(), path, "unknown key " + key);
            } else {
                check(rule, member, path + "/" + key);
            }
        }
    }

    bool applyArray(const std::string& keyword,
                    const json& rule,
                    const json& value,
                    const std::string& path) {
        if (keyword != "items" && keyword != "minItems" && keyword != "maxItems") {
            return false;
        }
        if (!value.is_array()) {
            return true;
        }
        if (keyword == "minItems") {
            expect(value.size() >= rule.get<std::size_t>(), path, keyword);
        } else if (keyword == "maxItems") {
            expect(value.size() <= rule.get<std::size_t>(), path, keyword);
        } else {
            for (std::size_t i = 0; i < value.size(); ++i) {
                check(rule, value[i], path + "/" + std::to_string(i));
            }
        }
        return true;
    }

    bool matchesPattern(const std::string& text, const std::string& pattern) const {
        const auto known = m_patterns.try_emplace(pattern, pattern).first;
        return std::regex_search(text, known->second);
    }

    const json& m_root;
    std::map<std::string, std::regex>& m_patterns;
};

json scalarToJson(const YamlNode& node) {
    if (!node.plain) {
        return node.text;
    }
    if (node.text == "true" || node.text == "false") {
        return node.text == "true";
    }
    if (const auto integer = parseInteger(node.text)) {
        return *integer;
    }
    if (const auto real = parseReal(node.text)) {
        return *real;
    }
    return node.text;
}

}  // namespace

json toJson(const YamlNode& node) {
    switch (node.kind) {
        case YamlNode::Kind::Scalar:
            return scalarToJson(node);
        case YamlNode::Kind::Sequence: {
            json list = json::array();
            for (const YamlNode& item : node.values) {
                list.push_back(toJson(item));
            }
            return list;
        }
        case YamlNode::Kind::Map: {
            json map = json::object();
            for (std::size_t i = 0; i < node.keys.size(); ++i) {
                map[node.keys[i].text] = toJson(node.values[i]);
            }
            return map;
        }
        case YamlNode::Kind::Null:
        case YamlNode::Kind::Broken:
            break;
    }
    return nullptr;
}

std::vector<std::string> schemaErrors(const json& schema, const json& value) {
    std::map<std::string, std::regex> patterns;
    Checker checker(schema, patterns);
    checker.check(schema, value, "");
    return checker.errors;
}

}  // namespace foldline
