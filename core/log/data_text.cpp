#include "core/log/data_text.h"

#include <charconv>

#include "core/base/check.h"

namespace foldline {
namespace {

constexpr std::int64_t kNoSymbol = SymbolId::none().value;

void appendInteger(std::int64_t value, std::string& out) {
    std::array<char, 24> digits{};
    auto* const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

/// How the two encoders agree on a member; `key` and `symbolText` give quoted texts.
template <class SymbolText>
void appendValue(ValueType type, std::int64_t value, std::string& out, SymbolText symbolText) {
    switch (type) {
        case ValueType::Integer:
            appendInteger(value, out);
            return;
        case ValueType::Boolean:
            FOLDLINE_CHECK(value == 0 || value == 1);
            out += value == 1 ? "true" : "false";
            return;
        case ValueType::Text:
            if (value == kNoSymbol) {
                out += "null";
            } else {
                symbolText(static_cast<std::size_t>(value));
            }
            return;
    }
}

/// The end of the JSON string that begins at `at`, behind its closing quote; 0 when it has none.
std::size_t endOfString(std::string_view text, std::size_t at) {
    if (at >= text.size() || text[at] != '"') {
        return 0;
    }
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            return i + 1;
        }
    }
    return 0;
}

bool skip(std::string_view text, std::size_t& at, std::string_view expected) {
    if (text.substr(at).starts_with(expected)) {
        at += expected.size();
        return true;
    }
    return false;
}

/// Only what to_chars writes: no plus sign, no leading zeros, no minus zero.
bool parseInteger(std::string_view text, std::size_t& at, std::int64_t& value) {
    const char* begin = text.data() + at;
    const char* end = text.data() + text.size();
    const auto [next, error] = std::from_chars(begin, end, value);
    if (error != std::errc{}) {
        return false;
    }
    const char* digits = *begin == '-' ? begin + 1 : begin;
    if (*digits == '0' && (next - digits > 1 || digits != begin)) {
        return false;
    }
    at += static_cast<std::size_t>(next - begin);
    return true;
}

bool setNew(Fields& fields, FieldId id, std::int64_t value) {
    return id.exists() && fields.find(id) == nullptr && fields.set(id, value);
}

}  // namespace

void appendJsonString(std::string_view text, std::string& out) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += {'\\', c};
        } else if (byte < 0x20) {
            out += {'\\', 'u', '0', '0', kHex[byte >> 4U], kHex[byte & 15U]};
        } else {
            out += c;
        }
    }
    out += '"';
}

void appendDataText(const Fields& fields, const Dictionary& dictionary, std::string& out) {
    char separator = '{';
    for (std::size_t i = 0; i < fields.count; ++i) {
        const auto& field = dictionary.field(fields.ids.at(i));
        out += separator;
        separator = ',';
        appendJsonString(field.name, out);
        out += ':';
        appendValue(field.type, fields.values.at(i), out, [&](std::size_t symbol) {
            appendJsonString(dictionary.symbols.at(symbol), out);
        });
    }
    out += '}';
}

DataText::DataText(const Dictionary& dictionary) : m_dictionary(dictionary) {
    // The maps point into these: they must not grow afterwards.
    m_keys.resize(dictionary.fields.size());
    m_texts.resize(dictionary.symbols.size());
    for (std::size_t i = 0; i < m_keys.size(); ++i) {
        appendJsonString(dictionary.fields[i].name, m_keys[i]);
        m_keys[i] += ':';
        const auto key = std::string_view(m_keys[i]).substr(0, m_keys[i].size() - 1);
        const auto type = static_cast<std::size_t>(dictionary.fields[i].type);
        m_fields[key].at(type) = FieldId{static_cast<std::uint16_t>(i)};
    }
    m_symbols.reserve(m_texts.size());
    for (std::size_t i = 0; i < m_texts.size(); ++i) {
        appendJsonString(dictionary.symbols[i], m_texts[i]);
        m_symbols.emplace(m_texts[i], SymbolId{static_cast<std::uint32_t>(i)});
    }
}

void DataText::append(const Fields& fields, std::string& out) const {
    char separator = '{';
    for (std::size_t i = 0; i < fields.count; ++i) {
        const auto field = fields.ids[i].value;
        FOLDLINE_CHECK(field < m_keys.size());
        out += separator;
        separator = ',';
        out += m_keys[field];
        appendValue(
            m_dictionary.fields[field].type, fields.values[i], out, [&](std::size_t symbol) {
                FOLDLINE_CHECK(symbol < m_texts.size());
                out += m_texts[symbol];
            });
    }
    out += '}';
}

FieldId DataText::fieldOf(std::string_view key, ValueType type) const {
    const auto found = m_fields.find(key);
    return found == m_fields.end() ? FieldId::none()
                                   : found->second[static_cast<std::size_t>(type)];
}

bool DataText::parseText(std::string_view text,
                         std::size_t& at,
                         std::string_view key,
                         Fields& fields) const {
    const auto end = endOfString(text, at);
    if (end == 0) {
        return false;
    }
    const auto symbol = m_symbols.find(text.substr(at, end - at));
    at = end;
    return symbol != m_symbols.end() &&
           setNew(fields, fieldOf(key, ValueType::Text), symbol->second.value);
}

bool DataText::parseMember(std::string_view text, std::size_t& at, Fields& fields) const {
    const auto keyEnd = endOfString(text, at);
    if (keyEnd == 0) {
        return false;
    }
    const auto key = text.substr(at, keyEnd - at);
    at = keyEnd;
    if (!skip(text, at, ":") || at == text.size()) {
        return false;
    }
    if (text[at] == '"') {
        return parseText(text, at, key, fields);
    }
    if (skip(text, at, "null")) {
        return setNew(fields, fieldOf(key, ValueType::Text), kNoSymbol);
    }
    if (skip(text, at, "true")) {
        return setNew(fields, fieldOf(key, ValueType::Boolean), 1);
    }
    if (skip(text, at, "false")) {
        return setNew(fields, fieldOf(key, ValueType::Boolean), 0);
    }
    std::int64_t value = 0;
    return parseInteger(text, at, value) && setNew(fields, fieldOf(key, ValueType::Integer), value);
}

std::optional<Fields> DataText::parse(std::string_view text) const {
    Fields fields;
    std::size_t at = 0;
    if (!skip(text, at, "{")) {
        return std::nullopt;
    }
    do {
        if (!parseMember(text, at, fields)) {
            return std::nullopt;
        }
    } while (skip(text, at, ","));
    if (!skip(text, at, "}") || at != text.size()) {
        return std::nullopt;
    }
    return fields;
}

}  // namespace foldline
