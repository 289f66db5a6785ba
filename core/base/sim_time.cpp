#include "core/base/sim_time.h"

#include <array>
#include <cstdlib>

namespace foldline {
namespace {

struct Unit {
    std::string_view suffix;
    std::int64_t us;
};

// Longest suffix first where one ends with another.
constexpr std::array<Unit, 5> kUnits{{{"us", 1},
                                      {"ms", kUsPerMs},
                                      {"s", kUsPerSecond},
                                      {"m", 60 * kUsPerSecond},
                                      {"h", 3'600 * kUsPerSecond}}};

constexpr int kDecimalsMax = 6;
constexpr std::int64_t kMicro = 1'000'000;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

// "12.345" as millionths (12'345'000), nothing when it is not a plain decimal number.
std::optional<std::int64_t> parseMillionths(std::string_view text) {
    std::size_t i = 0;
    std::int64_t whole = 0;
    for (; i < text.size() && isDigit(text[i]); ++i) {
        whole = whole * 10 + (text[i] - '0');
        if (whole > kDurationMax.us) {
            return std::nullopt;
        }
    }
    if (i == 0) {
        return std::nullopt;
    }
    std::int64_t fraction = 0;
    int decimals = 0;
    if (i < text.size() && text[i] == '.') {
        for (++i; i < text.size() && isDigit(text[i]) && decimals < kDecimalsMax; ++i, ++decimals) {
            fraction = fraction * 10 + (text[i] - '0');
        }
        if (decimals == 0) {
            return std::nullopt;
        }
    }
    if (i != text.size() || whole > kDurationMax.us / kUsPerMs) {
        return std::nullopt;
    }
    for (; decimals < kDecimalsMax; ++decimals) {
        fraction *= 10;
    }
    return whole * kMicro + fraction;
}

}  // namespace

std::optional<Duration> parseDuration(std::string_view text) {
    for (const Unit& unit : kUnits) {
        if (!text.ends_with(unit.suffix)) {
            continue;
        }
        const auto number = parseMillionths(text.substr(0, text.size() - unit.suffix.size()));
        if (!number) {
            continue;
        }
        __extension__ using Wide = __int128;
        const Wide product = static_cast<Wide>(*number) * unit.us;
        if (product % kMicro != 0 || product / kMicro > kDurationMax.us) {
            return std::nullopt;
        }
        return Duration{static_cast<std::int64_t>(product / kMicro)};
    }
    return std::nullopt;
}

std::string formatDuration(Duration d) {
    const std::int64_t magnitude = d.us < 0 ? -d.us : d.us;
    const std::string sign = d.us < 0 ? "-" : "";
    if (magnitude == 0) {
        return "0s";
    }
    const Unit unit = magnitude >= kUsPerSecond ? kUnits[2]
                      : magnitude >= kUsPerMs   ? kUnits[1]
                                                : kUnits[0];
    std::string text = sign + std::to_string(magnitude / unit.us);
    if (const std::int64_t rest = magnitude % unit.us; rest != 0) {
        std::string decimals = std::to_string(unit.us + rest).substr(1);
        decimals.erase(decimals.find_last_not_of('0') + 1);
        text += "." + decimals;
    }
    return text + std::string(unit.suffix);
}

std::string formatSeconds(SimTime t) {
    const std::int64_t magnitude = t.us < 0 ? -t.us : t.us;
    return (t.us < 0 ? "-" : "") + std::to_string(magnitude / kUsPerSecond) + "." +
           std::to_string(kUsPerSecond + magnitude % kUsPerSecond).substr(1);
}

}  // namespace foldline
