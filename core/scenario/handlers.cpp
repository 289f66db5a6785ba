// Handlers: the steps with which services answer requests and consume events.
#include <algorithm>
#include <set>

#include "core/scenario/handler_reading.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/timing.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

std::optional<Step> readCall(const YamlNode& node, const HandlerReader& reader) {
    const ObjectReader object(node, "call", reader.problems());
    if (!object.isMap()) {
        return std::nullopt;
    }
    CallStep step;
    readAsking(object, step.timeout, step.retry, reader.problems());
    step.skipOnReplay = readOnReplay(object, reader);
    const YamlNode* to = object.find("to");
    const YamlNode* operation = object.find("operation");
    bool known = false;
    if (to != nullptr) {
        step.service = readText(*to, "the service", reader.problems()).value_or("");
        known = !step.service.empty() &&
                reader.system.checkNode(step.service, {Role::Service}, to->mark);
    }
    if (operation != nullptr) {
        step.operation = readText(*operation, "the operation", reader.problems()).value_or("");
    }
    if (known && operation != nullptr && !step.operation.empty()) {
        reader.uses.calls.push_back({step.service, step.operation, operation->mark});
    } else {
        reader.system.callsRead = false;
    }
    return step;
}

std::optional<Step> readReply(const YamlNode& node, const HandlerReader& reader) {
    if (reader.handler.consume) {
        reader.problems().add(node.home,
                              "nobody waits for the answer of a consuming handler; remove reply");
    } else if (std::ranges::any_of(reader.handler.steps, [](const Step& step) {
                   return std::holds_alternative<ReplyStep>(step);
               })) {
        reader.problems().add(node.home, "a handler replies once; remove this reply");
    }
    const auto text = readText(node, "the reply", reader.problems());
    if (text && *text != "ok") {
        reader.problems().add(node.mark,
                              "the only reply to write is ok, not " + inQuotes(*text) +
                                  "; a step that fails replies with its reason by itself");
    }
    return ReplyStep{};
}

bool canBeRejected(const Step& step) {
    return std::holds_alternative<TransactionStep>(step) ||
           std::holds_alternative<CallStep>(step) || std::holds_alternative<RequireStep>(step);
}

std::optional<Step> readStep(const YamlNode& node, const HandlerReader& reader) {
    const ObjectReader object(node, "step", reader.problems());
    const std::string_view word =
        object.isMap()
            ? object.oneOf(
                  {"work", "transaction", "produce", "call", "reply", "load", "append", "require"})
            : "";
    if (word.empty()) {
        return std::nullopt;
    }
    const YamlNode& value = *object.find(word);
    if (word == "work") {
        const auto duration = readDistribution(value, "work", reader.problems());
        return duration ? std::optional<Step>(WorkStep{*duration}) : std::nullopt;
    }
    if (word == "transaction") {
        return readTransaction(value, reader);
    }
    if (word == "produce") {
        return readProduce(value, reader);
    }
    if (word == "call") {
        return readCall(value, reader);
    }
    if (word == "require") {
        return readRequireStep(object, reader);
    }
    if (word == "load") {
        return readLoad(value, reader);
    }
    if (word == "append") {
        return readAppend(value, reader);
    }
    return readReply(value, reader);
}

// `otherwise` or `compensate` of a step, to be read when all steps of its own sequence are.
struct Branch {
    std::size_t step = 0;
    const YamlNode* steps = nullptr;
    std::uint32_t StepLink::*link = nullptr;
    std::set<std::string> assigned;  // on the way to it
    std::vector<std::size_t> way;
};

void refuseOutsideSaga(const ObjectReader& object, std::string_view key, Problems& problems) {
    problems.add(object.keyNode(key)->mark,
                 std::string(key) +
                     " belongs to the steps of a saga; write saga: {} and the steps under do");
}

// What a step says besides what it does. `before`: what had been read when it began.
void readLinks(const ObjectReader& object,
               bool inMain,
               const std::set<std::string>& before,
               const HandlerReader& reader,
               std::vector<Branch>& open) {
    Handler& handler = reader.handler;
    const std::size_t step = handler.steps.size() - 1;
    const bool saga = handler.saga && inMain;
    if (const YamlNode* otherwise = object.find("otherwise"); otherwise != nullptr) {
        if (saga) {
            reader.problems().add(object.keyNode("otherwise")->mark,
                                  "a saga compensates what was done when a step is rejected; "
                                  "remove otherwise");
        } else if (canBeRejected(handler.steps.back())) {
            open.push_back({step, otherwise, &StepLink::otherwise, before, reader.uses.way});
        } else {
            reader.problems().add(
                object.keyNode("otherwise")->mark,
                "only a transaction, a call and a require can be rejected; remove "
                "otherwise");
        }
    }
    if (const YamlNode* compensate = object.find("compensate"); compensate != nullptr) {
        if (saga) {
            open.push_back(
                {step, compensate, &StepLink::compensate, reader.uses.assigned, reader.uses.way});
            open.back().way.push_back(step);
        } else {
            refuseOutsideSaga(object, "compensate", reader.problems());
        }
    }
    if (const YamlNode* pivot = object.find("pivot"); pivot != nullptr) {
        if (!saga) {
            refuseOutsideSaga(object, "pivot", reader.problems());
            return;
        }
        handler.links.back().pivot = readFlag(object, "pivot", false, reader.problems());
    }
}

void readSequence(const YamlNode& node,
                  bool inMain,
                  const HandlerReader& reader,
                  std::vector<Branch>& open) {
    if (!checkList(node, "a list of steps", kStepsMax, reader.problems())) {
        reader.uses.readable = false;
        return;
    }
    Handler& handler = reader.handler;
    const std::size_t first = handler.steps.size();
    for (const YamlNode& item : node.values) {
        const std::set<std::string> before = reader.uses.assigned;
        auto step = readStep(item, reader);
        if (!step) {
            reader.uses.readable = false;
            continue;
        }
        handler.steps.push_back(std::move(*step));
        handler.links.emplace_back();
        readLinks(ObjectReader(item, "step", reader.problems()), inMain, before, reader, open);
        reader.uses.way.push_back(handler.steps.size() - 1);
    }
    if (handler.steps.size() > first) {
        handler.links.back().last = true;
    }
    if (node.values.empty()) {
        reader.problems().add(node.home, "a handler needs at least one step; write - reply: ok");
    }
    if (handler.steps.size() > kStepsMax) {
        reader.problems().add(
            node.home, "a handler has at most " + std::to_string(kStepsMax) + " steps in all");
        open.clear();
    }
}

void readSteps(const YamlNode& node, const HandlerReader& reader) {
    std::vector<Branch> open;
    readSequence(node, true, reader, open);
    for (std::size_t i = 0; i < open.size(); ++i) {
        const Branch branch = open[i];
        reader.uses.assigned = branch.assigned;
        reader.uses.way = branch.way;
        const std::size_t first = reader.handler.steps.size();
        readSequence(*branch.steps, false, reader, open);
        if (reader.handler.steps.size() > first) {
            reader.handler.links[branch.step].*branch.link = static_cast<std::uint32_t>(first);
        }
    }
}

void readSaga(const YamlNode& node, const HandlerReader& reader) {
    const ObjectReader object(node, "saga", reader.problems());
    SagaSpec saga;
    readAsking(object, saga.timeout, saga.retry, reader.problems());
    if (const YamlNode* state = object.find("state"); state != nullptr) {
        saga.state = readText(*state, "the rdb", reader.problems()).value_or("");
        if (!saga.state.empty()) {
            reader.system.checkNode(saga.state, {Role::Rdb}, state->mark);
        }
    } else {
        object.refuse({"timeout", "retry"}, "sagas that store their state");
    }
    if (reader.handler.consume) {
        reader.problems().add(node.home,
                              "a saga answers a request; let a consuming handler call the service "
                              "that has it");
    }
    reader.handler.saga = std::move(saga);
}

void readBody(const YamlNode& value, const HandlerReader& reader) {
    if (!value.is(YamlNode::Kind::Map)) {
        readSteps(value, reader);
        return;
    }
    const bool relays =
        std::ranges::any_of(value.keys, [](const YamlNode& key) { return key.text == "relay"; });
    const ObjectReader object(value, relays ? "relaying" : "consumer", reader.problems());
    if (relays) {
        readRelay(*object.find("relay"), reader);
        return;
    }
    if (const YamlNode* consume = object.find("consume"); consume != nullptr) {
        readConsume(*consume, reader);
    }
    if (const YamlNode* saga = object.find("saga"); saga != nullptr) {
        readSaga(*saga, reader);
    }
    const YamlNode* steps = object.find("do");
    if (steps == nullptr) {
        reader.uses.readable = false;
    } else {
        readSteps(*steps, reader);
        checkTokens(steps->home, reader);
    }
}

void readHandler(const YamlNode& key, const YamlNode& value, SystemReading& system) {
    Problems& problems = system.reading.problems;
    const std::size_t dot = key.text.find('.');
    Handler handler{.service = key.text.substr(0, dot)};
    if (dot == std::string::npos) {
        system.unreadableHandlers.push_back(key.text);
        problems.add(key.mark,
                     inQuotes(key.text) + " does not say which service handles it; write service." +
                         (key.text.empty() ? "operation" : key.text));
        return;
    }
    YamlNode name = key;
    name.text = key.text.substr(dot + 1);
    name.mark = key.markInside(dot + 1);
    handler.name = name.text;
    HandlerUses uses{.mark = key.mark};
    const bool good = checkName(name, "a handler", problems);
    if (!system.checkNode(handler.service, {Role::Service}, key.mark) || !good) {
        uses.readable = false;
    }
    readBody(value, {system, handler, uses});
    system.system.handlers.push_back(std::move(handler));
    system.uses.push_back(std::move(uses));
}

}  // namespace

void readHandlers(const YamlNode& node, SystemReading& reading) {
    Problems& problems = reading.reading.problems;
    if (!checkMap(node, "a map from service.operation to a list of steps", problems)) {
        return;
    }
    if (node.keys.size() > kHandlersMax) {
        problems.add(node.home,
                     "there are more than " + std::to_string(kHandlersMax) + " handlers");
        return;
    }
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        const bool again = std::ranges::any_of(
            node.keys.begin(),
            node.keys.begin() + static_cast<std::ptrdiff_t>(i),
            [&](const YamlNode& other) { return other.text == node.keys[i].text; });
        if (node.keys[i].is(YamlNode::Kind::Scalar) && !again) {
            readHandler(node.keys[i], node.values[i], reading);
        }
    }
}

}  // namespace foldline
