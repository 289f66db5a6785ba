#include "core/scenario/fault_reading.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "core/scenario/limits.h"
#include "core/scenario/suggest.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

constexpr std::size_t kWrongTextMax = 200;

}  // namespace

void readWrongValue(const ObjectReader& object, Fault& fault, Problems& problems) {
    if (fault.kind != Fault::Kind::Corrupt) {
        object.refuse({"field", "value"}, "corrupt");
        return;
    }
    const YamlNode* field = object.find("field");
    const YamlNode* value = object.find("value");
    if (field == nullptr || value == nullptr) {
        problems.add(object.node().home,
                     "corrupt needs the keys 'field' and 'value'; write corrupt: orders, field: "
                     "amount, value: 1000");
        return;
    }
    if (readText(*field, "the field", problems) && checkName(*field, "a field", problems)) {
        fault.field = field->text;
    }
    const auto literal = readLiteral(*value, "value", problems);
    if (!literal) {
        return;
    }
    const bool control = std::ranges::any_of(
        literal->text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
    if (control || literal->text.size() > kWrongTextMax) {
        problems.add(value->mark,
                     "value must be a text in one line of at most " +
                         std::to_string(kWrongTextMax) + " bytes");
        return;
    }
    fault.value = *literal;
}

void readRestore(const ObjectReader& object, Fault& fault, Problems& problems) {
    if (fault.kind != Fault::Kind::Restore) {
        object.refuse({"asOf", "takes"}, "restore");
        return;
    }
    if (const YamlNode* asOf = object.find("asOf"); asOf != nullptr) {
        if (const auto time = readDuration(*asOf, {.what = "asOf"}, problems)) {
            fault.asOf = SimTime{time->us};
        }
    }
    if (const YamlNode* takes = object.find("takes"); takes != nullptr) {
        fault.length = readDuration(*takes, {"takes", {1}}, problems);
    }
}

bool checkEntity(const YamlNode& node, Problems& problems) {
    const std::size_t dash = node.text.rfind('-');
    const auto number = dash == std::string::npos
                            ? std::nullopt
                            : parseInteger(std::string_view(node.text).substr(dash + 1));
    const bool good = isName(node.text) && number && *number >= 1 && *number <= kPopulationMax &&
                      node.text.substr(dash + 1) == std::to_string(*number);
    if (!good) {
        problems.add(node.mark,
                     inQuotes(node.text) +
                         " names no entity; write the type and a number, such as member-7");
    }
    return good;
}

std::string formatLiteral(const Literal& literal) {
    switch (literal.type) {
        case ValueType::Integer:
            return std::to_string(literal.integer);
        case ValueType::Boolean:
            return literal.integer != 0 ? "true" : "false";
        case ValueType::Text:
            break;
    }
    std::string quoted = "'";
    for (const char c : literal.text) {
        quoted += c == '\'' ? "''" : std::string(1, c);
    }
    return quoted + "'";
}

}  // namespace foldline
