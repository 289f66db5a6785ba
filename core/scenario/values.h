// Reading single values. Each function reports what is wrong and then returns nothing; none reports
// a node that is Broken.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/sim_time.h"
#include "core/record/dictionary.h"
#include "core/scenario/scenario.h"
#include "core/scenario/yaml_tree.h"

namespace foldline {

/// What a number is called in messages, and between which bounds, both included, it must lie.
struct IntegerRange {
    std::string_view what;  ///< "workers"
    std::int64_t min = 0;
    std::int64_t max = 0;
};

struct RealRange {
    std::string_view what;
    double min = 0.0;
    double max = 0.0;
};

/// `least` is 0 or 1 us: whether the duration may be 0.
struct DurationRange {
    std::string_view what;
    Duration least;
    Duration most = kDurationMax;
};

/// "1,000,000".
std::string formatCount(std::int64_t number);

/// True for what YAML 1.1 readers take for a truth value when it stands without quotes.
bool looksBoolean(std::string_view text);

/// A scalar that is not nothing. Unquoted yes, no, on, off, true and false are refused, since other
/// YAML readers make truth values of them.
std::optional<std::string> readText(const YamlNode& node,
                                    std::string_view what,
                                    Problems& problems);
/// A text, or { en: …, ko: … }.
std::optional<LocalText> readLocalText(const YamlNode& node,
                                       std::string_view what,
                                       Problems& problems);
/// An integer, true, false, or else a text.
std::optional<Literal> readLiteral(const YamlNode& node, std::string_view what, Problems& problems);
std::optional<std::int64_t> readInteger(const YamlNode& node,
                                        const IntegerRange& range,
                                        Problems& problems);
std::optional<double> readReal(const YamlNode& node, const RealRange& range, Problems& problems);
/// From 0 to 1.
std::optional<double> readProbability(const YamlNode& node,
                                      std::string_view what,
                                      Problems& problems);
/// "250us", "3ms", "1.5s", "2m", "1h".
std::optional<Duration> readDuration(const YamlNode& node,
                                     const DurationRange& range,
                                     Problems& problems);
/// "4/s", "240/m", "10/h": in 1/s, more than 0.
std::optional<double> readRate(const YamlNode& node, Problems& problems);

/// `function(inside)`, as in `pick(names)`. `inside` has no blanks around it.
struct CallNotation {
    std::string function;
    std::string inside;
    std::size_t insideOffset = 0;  ///< in the text
};

std::optional<CallNotation> parseCallNotation(std::string_view text);

/// The two sides of the first comparison in a text, without blanks around them.
struct ComparisonText {
    Compare compare = Compare::Equal;
    std::string_view left;
    std::string_view right;
    std::size_t rightOffset = 0;  ///< in the text
};

std::optional<ComparisonText> splitComparison(std::string_view text);

/// "$address" as "address"; nothing when the text does not begin with $.
std::optional<std::string> argumentName(const YamlNode& node);
/// "-$amount" as "$amount"; any other node as it is.
YamlNode withoutMinus(const YamlNode& node);

/// A whole number of at most 18 digits with an optional sign, without a leading zero.
std::optional<std::int64_t> parseInteger(std::string_view text);
/// A decimal number such as 0.25 or 3; no exponent, at most 30 characters.
std::optional<double> parseReal(std::string_view text);

std::string_view trimmed(std::string_view text);

}  // namespace foldline
