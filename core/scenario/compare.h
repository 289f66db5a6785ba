// The comparisons that checks and expectations are made of.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace foldline {

enum class Compare : std::uint8_t { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };

struct Comparison {
    std::string_view sign;
    Compare compare;
};

/// Longer signs first: "<=" is not "<".
inline constexpr std::array kComparisons{Comparison{"==", Compare::Equal},
                                         Comparison{"!=", Compare::NotEqual},
                                         Comparison{"<=", Compare::LessOrEqual},
                                         Comparison{">=", Compare::GreaterOrEqual},
                                         Comparison{"<", Compare::Less},
                                         Comparison{">", Compare::Greater}};

constexpr std::string_view compareSign(Compare compare) {
    for (const Comparison& comparison : kComparisons) {
        if (comparison.compare == compare) {
            return comparison.sign;
        }
    }
    return "";
}

template <class Number>
constexpr bool compares(Compare compare, Number left, Number right) {
    switch (compare) {
        case Compare::Equal:
            return left == right;
        case Compare::NotEqual:
            return left != right;
        case Compare::Less:
            return left < right;
        case Compare::LessOrEqual:
            return left <= right;
        case Compare::Greater:
            return left > right;
        case Compare::GreaterOrEqual:
            return left >= right;
    }
    return false;
}

}  // namespace foldline
