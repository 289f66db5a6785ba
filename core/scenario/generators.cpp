// What makes values: constants and pick(), between(), any(), each().
#include <algorithm>

#include "core/scenario/builtin_pools.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/reading.h"
#include "core/scenario/suggest.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

const std::vector<std::string>& functions() {
    static const std::vector<std::string> kFunctions{"pick", "between", "any", "each"};
    return kFunctions;
}

// A built-in pool becomes one of the scenario when something picks from it.
bool usePool(const std::string& name, Mark mark, Reading& reading) {
    if (reading.findPool(name) != nullptr) {
        return true;
    }
    for (const Pool& pool : builtinPools()) {
        if (pool.name == name) {
            reading.scenario.pools.push_back(pool);
            return true;
        }
    }
    if (reading.poolsRead && !reading.cutShort) {
        std::vector<std::string> candidates = namesOf(reading.scenario.pools);
        for (const Pool& pool : builtinPools()) {
            if (reading.findPool(pool.name) == nullptr) {
                candidates.push_back(pool.name);
            }
        }
        reading.reportUnknown("pool", name, mark, candidates);
    }
    return false;
}

std::optional<TypedGenerator> readBetween(const YamlNode& node,
                                          const CallNotation& call,
                                          Reading& reading) {
    const std::string_view inside = call.inside;
    const std::size_t comma = inside.find(',');
    const auto low = parseInteger(trimmed(inside.substr(0, comma)));
    const auto high = comma == std::string_view::npos
                          ? std::nullopt
                          : parseInteger(trimmed(inside.substr(comma + 1)));
    const Mark mark = node.markInside(call.insideOffset);
    if (!low || !high || *low < -kIntegerMax || *high > kIntegerMax) {
        reading.problems.add(mark, "between() takes two whole numbers; write between(1, 10)");
        return std::nullopt;
    }
    if (*high < *low) {
        reading.problems.add(
            mark,
            "the first number of between() must not be the larger; write between(" +
                std::to_string(*high) + ", " + std::to_string(*low) + ")");
        return std::nullopt;
    }
    return TypedGenerator{{.kind = Generator::Kind::Between, .low = *low, .high = *high},
                          ValueType::Integer};
}

std::optional<TypedGenerator> readFunction(const YamlNode& node,
                                           const CallNotation& call,
                                           bool entities,
                                           Reading& reading) {
    const Mark inside = node.markInside(call.insideOffset);
    if (call.function == "between") {
        return readBetween(node, call, reading);
    }
    if (call.function == "pick") {
        return usePool(call.inside, inside, reading)
                   ? std::optional(TypedGenerator{
                         {.kind = Generator::Kind::Pick, .name = call.inside}, ValueType::Text})
                   : std::nullopt;
    }
    if (call.function != "any" && call.function != "each") {
        reading.reportUnknown("generator", call.function, node.mark, functions());
        return std::nullopt;
    }
    if (!entities) {
        reading.problems.add(node.mark,
                             call.function +
                                 "() chooses an entity for a request; write pick(pool), "
                                 "between(1, 10) or a constant here");
        return std::nullopt;
    }
    if (reading.entityNamed(call.inside, inside) == nullptr) {
        return std::nullopt;
    }
    const auto kind = call.function == "any" ? Generator::Kind::Any : Generator::Kind::Each;
    return TypedGenerator{{.kind = kind, .name = call.inside}, ValueType::Text};
}

}  // namespace

std::optional<TypedGenerator> readGenerator(const YamlNode& node, bool entities, Reading& reading) {
    const bool isScalar = node.is(YamlNode::Kind::Scalar);
    if (isScalar) {
        const auto call = parseCallNotation(node.text);
        const bool known =
            call && std::ranges::find(functions(), call->function) != functions().end();
        // In quotes, or with a blank in its name, it is a text that happens to have brackets.
        if (known || (call && node.plain && call->function.find(' ') == std::string::npos)) {
            return readFunction(node, *call, entities, reading);
        }
    }
    if (isScalar && node.plain && node.text.starts_with('$')) {
        reading.problems.add(node.mark,
                             inQuotes(node.text) +
                                 " has no value yet here; write pick(pool), between(1, 10) or a "
                                 "constant");
        return std::nullopt;
    }
    if (isScalar && node.plain && node.text.starts_with("between(")) {
        reading.problems.add(node.mark, std::string(kCommaAdvice));
        return std::nullopt;
    }
    const auto literal = readLiteral(node, "a value", reading.problems);
    if (!literal) {
        return std::nullopt;
    }
    return TypedGenerator{{.literal = *literal}, literal->type};
}

}  // namespace foldline
