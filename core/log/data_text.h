// The text of a record's `data`: a JSON object of field names to values, in one canonical form, so
// that equal fields have equal texts and equal hashes.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline {

/// Appends `text` as a JSON string: quotes, backslashes and control characters escaped, everything
/// else as it is.
void appendJsonString(std::string_view text, std::string& out);

/// Appends the canonical text of `fields`, without blanks, in their order: {"address":"12
/// Mapo-daero","points":5,"vip":true}. A text field without a symbol is null. REQUIRES: ids are in
/// the dictionary.
void appendDataText(const Fields& fields, const Dictionary& dictionary, std::string& out);

/// The same with everything escaped beforehand, and back. The dictionary must outlive it.
class DataText {
public:
    explicit DataText(const Dictionary& dictionary);
    DataText(const DataText&) = delete;
    DataText& operator=(const DataText&) = delete;

    void append(const Fields& fields, std::string& out) const;
    /// Nothing for a text that append does not write.
    std::optional<Fields> parse(std::string_view text) const;

private:
    /// Fields of one name, by type: entity types may disagree about it.
    using FieldsByType = std::array<FieldId, 3>;

    FieldId fieldOf(std::string_view key, ValueType type) const;
    bool parseMember(std::string_view text, std::size_t& at, Fields& fields) const;
    bool parseText(std::string_view text,
                   std::size_t& at,
                   std::string_view key,
                   Fields& fields) const;

    const Dictionary& m_dictionary;
    std::vector<std::string> m_keys;   ///< by FieldId: "address": with quotes and colon
    std::vector<std::string> m_texts;  ///< by SymbolId, with quotes
    std::unordered_map<std::string_view, FieldsByType> m_fields;
    std::unordered_map<std::string_view, SymbolId> m_symbols;
};

}  // namespace foldline
