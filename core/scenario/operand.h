// Constants of a scenario, and what set and add make of them.
#pragma once

#include <cstdint>
#include <string>

#include "core/record/dictionary.h"

namespace foldline {

/// A constant in a scenario. The type says how to read it.
struct Literal {
    ValueType type = ValueType::Integer;
    std::int64_t integer = 0;  ///< also 0 or 1 for a boolean
    std::string text;

    friend bool operator==(const Literal&, const Literal&) = default;
};

/// The right-hand side of set and add: `$address`, `-$amount`, or a constant.
struct Operand {
    std::string argument;   ///< without the $; empty: `literal`
    bool negative = false;  ///< `-$amount`; of integers
    Literal literal;

    friend bool operator==(const Operand&, const Operand&) = default;
};

struct FieldChange {
    enum class Kind : std::uint8_t { Set, Add };

    Kind kind = Kind::Set;
    std::string field;
    Operand operand;

    friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

}  // namespace foldline
