// What the readers of a handler's parts share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/handler_spec.h"
#include "core/scenario/object_reader.h"
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
void readRelay(const YamlNode& node, const HandlerReader& reader);

std::optional<Statement> readOutbox(const ObjectReader& object, const HandlerReader& reader);

/// The topic, the key, the event and the payload of an event that is to be sent; `word` is the key
/// that names the event.
void readEventToSend(const ObjectReader& object,
                     std::string_view word,
                     ProduceStep& step,
                     const HandlerReader& reader);

}  // namespace foldline
