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

class ObjectReader;

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

/// `require: account.balance >= $amount`, of a statement or a step.
std::optional<RequireStatement> readRequire(const ObjectReader& object,
                                            const HandlerReader& reader);

std::optional<Step> readRequireStep(const ObjectReader& object, const HandlerReader& reader);
std::optional<Step> readLoad(const YamlNode& node, const HandlerReader& reader);
std::optional<Step> readAppend(const YamlNode& node, const HandlerReader& reader);

/// Where to put what a step says about the event that it makes for `topic`.
struct EventReading {
    const std::string& topic;
    const std::string& key;  ///< the argument that names its entity; empty: none
    std::string& event;
    std::vector<PayloadField>& payload;
};

/// `event: …`, or another word, and `payload: { … }`.
void readEvent(const ObjectReader& object,
               std::string_view word,
               const EventReading& into,
               const HandlerReader& reader);

/// `onReplay: skip`: false when it is not there.
bool readOnReplay(const ObjectReader& object, const HandlerReader& reader);

void readConsume(const YamlNode& node, const HandlerReader& reader);
/// Once the steps have been read.
void checkTokens(Mark mark, const HandlerReader& reader);
void readRelay(const YamlNode& node, const HandlerReader& reader);

std::optional<Statement> readOutbox(const ObjectReader& object, const HandlerReader& reader);

/// The topic, the key, the event and the payload of an event that is to be sent; `word` is the key
/// that names the event.
void readEventToSend(const ObjectReader& object,
                     std::string_view word,
                     ProduceStep& step,
                     const HandlerReader& reader);

}  // namespace foldline
