// The pages that list every key of a scenario, made from the schema of scenarios.
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace foldline {

enum class PageLanguage { English, Korean };

/// Beside the schema: where the page of this language is kept.
constexpr std::string_view referenceFile(PageLanguage language) {
    return language == PageLanguage::English ? "guide/reference.md" : "guide/reference.ko.md";
}

inline constexpr std::array kPageLanguages{PageLanguage::English, PageLanguage::Korean};

/// What a `description` of the schema says. It is written "English (default 1) — 한국어", or, where
/// the default is no value that can be written, "English (default: the end) — 한국어 (기본: 끝)".
struct Described {
    std::string meaning;
    std::string defaultValue;   ///< as in a file; empty: none, or told in words
    std::string defaultPhrase;  ///< in words; empty: none, or a value
};

/// Empty in a language in which the description says nothing.
Described described(std::string_view description, PageLanguage language);

/// A table for each kind of object, in the order of the schema. Throws std::logic_error when the
/// schema says something that the page could not show.
std::string referencePage(const nlohmann::ordered_json& schema, PageLanguage language);

}  // namespace foldline
