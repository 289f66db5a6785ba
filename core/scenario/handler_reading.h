// What the readers of a handler's parts share.
#pragma once

#include <optional>

#include "core/scenario/handler_spec.h"
#include "core/scenario/system_reading.h"
#include "core/scenario/yaml_tree.h"

namespace foldline {

/// One handler while it is read.
struct HandlerReader {
    SystemReading& system;
    Handler& handler;
    HandlerUses& uses;

    Problems& problems() const { return system.reading.problems; }
};

/// Notes the arguments that a map of values names, to be judged when it is known what arrives.
void noteArguments(const YamlNode& map, HandlerUses& uses);

/// Nothing when it cannot be told what the statement says; that has been reported.
std::optional<Statement> readStatement(const YamlNode& node, const HandlerReader& reader);

/// Nothing when it cannot be told what the step says; that has been reported.
std::optional<Step> readTransaction(const YamlNode& node, const HandlerReader& reader);
std::optional<Step> readProduce(const YamlNode& node, const HandlerReader& reader);

void readConsume(const YamlNode& node, const HandlerReader& reader);

}  // namespace foldline
