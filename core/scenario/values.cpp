#include "core/scenario/values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"

namespace foldline {
namespace {

constexpr std::string_view kBlanks = " \t";

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string lowered(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
}

// Reports a node that is no scalar, in words for whoever meant to write one.
bool isScalar(const YamlNode& node, const std::string& expected, Problems& problems) {
    switch (node.kind) {
        case YamlNode::Kind::Scalar:
            return true;
        case YamlNode::Kind::Broken:
            return false;
        case YamlNode::Kind::Null:
            problems.add(node.home, "nothing is written here; write " + expected);
            return false;
        case YamlNode::Kind::Map:
        case YamlNode::Kind::Sequence:
            problems.add(node.mark,
                         "expected " + expected + ", not " + std::string(kindOf(node)) +
                             "; if this is a text with : , [ ] { } in it, put it in quotes");
            return false;
    }
    return false;
}

std::string rangeText(const IntegerRange& range) {
    return std::string(range.what) + " must be a whole number from " + formatCount(range.min) +
           " to " + formatCount(range.max);
}

// "0.5", not "0.500000".
std::string formatReal(double value) {
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

bool hasLeadingZero(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) {
        text.remove_prefix(1);
    }
    return text.size() > 1 && text[0] == '0' && std::ranges::all_of(text, isDigit);
}

// A plain scalar that some readers of YAML take for a number, and others for another one.
bool isAmbiguousNumber(std::string_view text) {
    return hasLeadingZero(text) ||
           (text.size() > 2 && (text.starts_with("0x") || text.starts_with("0o")));
}

void reportAmbiguousNumber(const YamlNode& node, Problems& problems) {
    problems.add(
        node.mark,
        inQuotes(node.text) +
            " is read as different numbers by different YAML readers; write it without the "
            "leading 0, or in quotes if it is a text");
}

}  // namespace

bool looksBoolean(std::string_view text) {
    constexpr std::array<std::string_view, 6> kWords{"true", "false", "yes", "no", "on", "off"};
    return std::ranges::find(kWords, lowered(text)) != kWords.end();
}

std::string formatCount(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t i = digits.size(); i > first + 3;) {
        i -= 3;
        digits.insert(i, 1, ',');
    }
    return digits;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::optional<std::int64_t> parseInteger(std::string_view text) {
    constexpr std::size_t kDigitsMax = 18;
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    if (digits.empty() || digits.size() > kDigitsMax || !std::ranges::all_of(digits, isDigit) ||
        hasLeadingZero(digits)) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<double> parseReal(std::string_view text) {
    constexpr std::size_t kCharactersMax = 30;
    const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
    const std::size_t point = digits.find('.');
    const std::string_view whole = digits.substr(0, point);
    const std::string_view decimals =
        point == std::string_view::npos ? std::string_view{} : digits.substr(point + 1);
    if (text.size() > kCharactersMax || (whole.empty() && decimals.empty()) ||
        !std::ranges::all_of(whole, isDigit) || !std::ranges::all_of(decimals, isDigit) ||
        hasLeadingZero(whole)) {
        return std::nullopt;
    }
    double value = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    return value;
}

std::optional<std::string> readText(const YamlNode& node,
                                    std::string_view what,
                                    Problems& problems) {
    if (!isScalar(node, "a text for " + std::string(what), problems)) {
        return std::nullopt;
    }
    if (node.plain && looksBoolean(node.text)) {
        problems.add(node.mark,
                     inQuotes(node.text) +
                         " is a truth value to some YAML readers; put this text in quotes");
        return std::nullopt;
    }
    if (node.text.empty() || node.text.size() > kTextBytesMax) {
        problems.add(
            node.mark,
            std::string(what) + (node.text.empty() ? " is empty; write a text"
                                                   : " is too long; write at most " +
                                                         formatCount(kTextBytesMax) + " bytes"));
        return std::nullopt;
    }
    return node.text;
}

std::optional<LocalText> readLocalText(const YamlNode& node,
                                       std::string_view what,
                                       Problems& problems) {
    if (!node.is(YamlNode::Kind::Map)) {
        const auto text = readText(node, what, problems);
        return text ? std::optional(LocalText{.en = *text}) : std::nullopt;
    }
    const ObjectReader object(node, "text", problems);
    LocalText text;
    if (const YamlNode* en = object.find("en"); en != nullptr) {
        text.en = readText(*en, what, problems).value_or("");
    }
    if (const YamlNode* ko = object.find("ko"); ko != nullptr) {
        text.ko = readText(*ko, what, problems).value_or("");
    }
    return text;
}

std::optional<Literal> readLiteral(const YamlNode& node,
                                   std::string_view what,
                                   Problems& problems) {
    if (!isScalar(node, "a number, a text, true or false for " + std::string(what), problems)) {
        return std::nullopt;
    }
    if (!node.plain) {
        return Literal{.type = ValueType::Text, .text = node.text};
    }
    if (node.text == "true" || node.text == "false") {
        return Literal{.type = ValueType::Boolean, .integer = node.text == "true" ? 1 : 0};
    }
    if (node.text.starts_with('$')) {
        problems.add(
            node.mark,
            inQuotes(node.text) +
                " is no argument; write $name, or put a text that begins with $ in quotes");
        return std::nullopt;
    }
    if (looksBoolean(node.text)) {
        problems.add(node.mark,
                     inQuotes(node.text) +
                         " is a truth value to some YAML readers; write true or false, or put this "
                         "text in quotes");
        return std::nullopt;
    }
    if (isAmbiguousNumber(node.text)) {
        reportAmbiguousNumber(node, problems);
        return std::nullopt;
    }
    if (const auto number = parseInteger(node.text)) {
        const auto bounded = readInteger(node, {what, -kIntegerMax, kIntegerMax}, problems);
        return bounded ? std::optional(Literal{.type = ValueType::Integer, .integer = *bounded})
                       : std::nullopt;
    }
    if (parseReal(node.text)) {
        problems.add(node.mark,
                     inQuotes(node.text) +
                         " is not a whole number; values are whole numbers, texts, true or false "
                         "(put a text in quotes)");
        return std::nullopt;
    }
    const auto text = readText(node, what, problems);
    return text ? std::optional(Literal{.type = ValueType::Text, .text = *text}) : std::nullopt;
}

std::optional<std::int64_t> readInteger(const YamlNode& node,
                                        const IntegerRange& range,
                                        Problems& problems) {
    if (!isScalar(node, "a whole number for " + std::string(range.what), problems)) {
        return std::nullopt;
    }
    if (node.plain && isAmbiguousNumber(node.text)) {
        reportAmbiguousNumber(node, problems);
        return std::nullopt;
    }
    const auto number = node.plain ? parseInteger(node.text) : std::nullopt;
    if (!number || *number < range.min || *number > range.max) {
        problems.add(node.mark, rangeText(range) + ", not " + inQuotes(node.text));
        return std::nullopt;
    }
    return number;
}

std::optional<double> readReal(const YamlNode& node, const RealRange& range, Problems& problems) {
    const std::string expected = std::string(range.what) + " must be a number from " +
                                 formatReal(range.min) + " to " + formatReal(range.max);
    if (!isScalar(node, "a number for " + std::string(range.what), problems)) {
        return std::nullopt;
    }
    const auto number = node.plain ? parseReal(node.text) : std::nullopt;
    if (!number || *number < range.min || *number > range.max) {
        problems.add(node.mark, expected + ", not " + inQuotes(node.text));
        return std::nullopt;
    }
    return number;
}

std::optional<double> readProbability(const YamlNode& node,
                                      std::string_view what,
                                      Problems& problems) {
    if (node.is(YamlNode::Kind::Scalar) && node.text.ends_with('%')) {
        problems.add(node.mark,
                     std::string(what) + " must be a number from 0 to 1; write 0.05 for 5 %");
        return std::nullopt;
    }
    return readReal(node, {what, 0.0, 1.0}, problems);
}

std::optional<Duration> readDuration(const YamlNode& node,
                                     const DurationRange& range,
                                     Problems& problems) {
    const std::string expected = "a duration such as 250us, 3ms, 1.5s, 2m or 1h for ";
    if (!isScalar(node, expected + std::string(range.what), problems)) {
        return std::nullopt;
    }
    const auto duration = parseDuration(node.text);
    if (!duration) {
        const bool unitMissing = parseReal(node.text).has_value() && !node.text.starts_with('-');
        problems.add(
            node.mark,
            inQuotes(node.text) +
                (unitMissing ? " has no unit; write " + node.text + "ms or " + node.text + "s"
                             : " is not a duration of at most 1000 days; write one such "
                               "as 250us, 3ms, 1.5s, 2m or 1h"));
        return std::nullopt;
    }
    if (*duration < range.least) {
        problems.add(node.mark,
                     std::string(range.what) + " must be longer than 0; write 10ms, for example");
        return std::nullopt;
    }
    if (*duration > range.most) {
        problems.add(node.mark,
                     std::string(range.what) + " must be at most " + formatDuration(range.most) +
                         ", not " + inQuotes(node.text));
        return std::nullopt;
    }
    return duration;
}

std::optional<double> readRate(const YamlNode& node, Problems& problems) {
    constexpr std::string_view kExpected = "a rate such as 4/s, 240/m or 10/h";
    if (!isScalar(node, std::string(kExpected), problems)) {
        return std::nullopt;
    }
    const std::size_t slash = node.text.find('/');
    const auto number = parseReal(trimmed(std::string_view(node.text).substr(0, slash)));
    const std::string_view unit = slash == std::string::npos
                                      ? std::string_view{}
                                      : trimmed(std::string_view(node.text).substr(slash + 1));
    const double seconds = unit == "s" ? 1.0 : unit == "m" ? 60.0 : unit == "h" ? 3600.0 : 0.0;
    if (!number || seconds == 0.0) {
        problems.add(node.mark,
                     inQuotes(node.text) + " is not a rate; write " + std::string(kExpected));
        return std::nullopt;
    }
    if (*number <= 0.0) {
        problems.add(node.mark,
                     "a rate must be more than 0, not " + inQuotes(node.text) +
                         "; write 4/s, for example, or remove what has it");
        return std::nullopt;
    }
    return *number / seconds;
}

std::optional<CallNotation> parseCallNotation(std::string_view text) {
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos || !text.ends_with(')')) {
        return std::nullopt;
    }
    const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
    const std::size_t blanks = std::min(inside.find_first_not_of(kBlanks), inside.size());
    return CallNotation{std::string(trimmed(text.substr(0, open))),
                        std::string(trimmed(inside)),
                        open + 1 + blanks};
}

std::optional<ComparisonText> splitComparison(std::string_view text) {
    const std::size_t at = text.find_first_of("=!<>");
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    for (const Comparison& comparison : kComparisons) {
        if (text.substr(at).starts_with(comparison.sign)) {
            const std::string_view rest = text.substr(at + comparison.sign.size());
            const std::size_t blanks = std::min(rest.find_first_not_of(' '), rest.size());
            return ComparisonText{comparison.compare,
                                  trimmed(text.substr(0, at)),
                                  trimmed(rest),
                                  at + comparison.sign.size() + blanks};
        }
    }
    return std::nullopt;
}

YamlNode withoutMinus(const YamlNode& node) {
    YamlNode copy = node;
    if (node.is(YamlNode::Kind::Scalar) && node.plain && node.text.starts_with("-$")) {
        copy.text = node.text.substr(1);
    }
    return copy;
}

std::optional<std::string> argumentName(const YamlNode& node) {
    if (!node.is(YamlNode::Kind::Scalar) || !node.plain || !node.text.starts_with('$')) {
        return std::nullopt;
    }
    return node.text.substr(1);
}

}  // namespace foldline
