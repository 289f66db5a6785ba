// What a handler takes from a topic, and how.
#include <algorithm>

#include "core/scenario/handler_reading.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/timing.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

void readCommit(const YamlNode& node, ConsumeSpec& consume, Problems& problems) {
    const auto text = readText(node, "commit", problems);
    if (text && *text != "before" && *text != "after") {
        problems.add(node.mark,
                     "commit is before (at most once) or after (at least once) the work, not " +
                         inQuotes(*text));
    }
    consume.commit =
        text && *text == "before" ? ConsumeSpec::Commit::Before : ConsumeSpec::Commit::After;
}

void readFailure(const ObjectReader& object, ConsumeSpec& consume, Problems& problems) {
    using OnFailure = ConsumeSpec::OnFailure;
    bool known = true;
    if (const YamlNode* failure = object.find("onFailure"); failure != nullptr) {
        const auto text = readText(*failure, "onFailure", problems);
        known = text && (*text == "skip" || *text == "park" || *text == "giveUp");
        if (text && !known) {
            problems.add(failure->mark,
                         "onFailure is giveUp (the batch), skip or park (the event), not " +
                             inQuotes(*text));
        }
        consume.onFailure = text && *text == "skip"   ? OnFailure::Skip
                            : text && *text == "park" ? OnFailure::Park
                                                      : OnFailure::GiveUp;
        if (consume.onFailure != OnFailure::GiveUp && consume.retry.attempts == 0) {
            problems.add(failure->mark,
                         "with unlimited attempts nothing is ever given up; write retry: none, or "
                         "retry: { attempts: 3, … }");
        }
    }
    const YamlNode* sequence = object.find("parkSequence");
    if (sequence == nullptr) {
        return;
    }
    consume.parkSequence = readFlag(object, "parkSequence", true, problems);
    if (known && consume.onFailure != OnFailure::Park) {
        object.refuse({"parkSequence"}, "onFailure: park");
    }
}

void readConsumeTopic(const YamlNode& node, ConsumeSpec& consume, const HandlerReader& reader) {
    consume.topic = readText(node, "the topic", reader.problems()).value_or("");
    if (!consume.topic.empty() && reader.system.findTopic(consume.topic) == nullptr &&
        reader.system.nodesRead && reader.system.unreadableNodes.empty()) {
        reader.system.reading.reportUnknown(
            "topic", consume.topic, node.mark, reader.system.topicNames());
    }
}

void readEvents(const YamlNode& node, ConsumeSpec& consume, const HandlerReader& reader) {
    Reading& reading = reader.system.reading;
    if (!checkList(node, "a list of events", kEventTypesMax, reading.problems)) {
        return;
    }
    for (const YamlNode& item : node.values) {
        const auto name = readText(item, "the event", reading.problems);
        if (name && reading.findEntityOfEvent(*name) == nullptr && reading.entitiesRead &&
            reading.unreadable.empty()) {
            reading.reportUnknown("event", *name, item.mark, reading.eventNames());
        }
        if (name) {
            consume.events.push_back(*name);
        }
    }
    if (node.values.empty()) {
        reading.problems.add(node.home,
                             "a handler of no events would never run; name some, or remove events");
    }
}

void readAssignment(const YamlNode& node, ConsumeSpec& consume, Problems& problems) {
    const std::string text = readText(node, "assignment", problems).value_or("roundRobin");
    if (text != "roundRobin" && text != "range" && text != "sticky") {
        problems.add(node.mark,
                     "assignment is roundRobin (each partition to the next member), range "
                     "(neighbouring partitions to one member) or sticky (as few moves as "
                     "possible), not " +
                         inQuotes(text));
    }
    consume.assignor = text == "range"    ? Assignor::Range
                       : text == "sticky" ? Assignor::Sticky
                                          : Assignor::RoundRobin;
}

void readFrom(const YamlNode& node, ConsumeSpec& consume, Problems& problems) {
    const std::string text = readText(node, "from", problems).value_or("earliest");
    if (text != "earliest" && text != "latest") {
        problems.add(node.mark,
                     "from is earliest (the first event that is kept) or latest (only what comes), "
                     "not " +
                         inQuotes(text));
    }
    consume.from = text == "latest" ? ConsumeSpec::From::Latest : ConsumeSpec::From::Earliest;
}

void readMembership(const ObjectReader& object, ConsumeSpec& consume, Problems& problems) {
    consume.members = readCount(object, {"members", 1, kMembersMax}, problems);
    if (const YamlNode* node = object.find("assignment"); node != nullptr) {
        readAssignment(*node, consume, problems);
    }
    if (const YamlNode* node = object.find("session"); node != nullptr) {
        consume.session = readDuration(*node, {"session", {1}}, problems);
    }
    if (const YamlNode* node = object.find("rebalance"); node != nullptr) {
        consume.rebalance =
            readDuration(*node, {.what = "rebalance"}, problems).value_or(consume.rebalance);
    }
}

// Tokens are of the segments of event stores, and nobody shares those out.
void readTokens(const ObjectReader& consumer, ConsumeSpec& consume, const HandlerReader& reader) {
    const YamlNode& node = *consumer.find("tokens");
    const ObjectReader object(node, "tokens", reader.problems());
    TokenSpec tokens;
    if (const YamlNode* rdb = object.find("in"); rdb != nullptr) {
        tokens.rdb = readText(*rdb, "the rdb", reader.problems()).value_or("");
        if (!tokens.rdb.empty()) {
            reader.system.checkNode(tokens.rdb, {Role::Rdb}, rdb->mark);
        }
    }
    if (const YamlNode* timeout = object.find("claimTimeout"); timeout != nullptr) {
        tokens.claimTimeout = readDuration(*timeout, {"claimTimeout", {1}}, reader.problems())
                                  .value_or(tokens.claimTimeout);
    }
    if (const YamlNode* interval = object.find("claimInterval"); interval != nullptr) {
        tokens.claimInterval = readDuration(*interval, {"claimInterval", {1}}, reader.problems())
                                   .value_or(tokens.claimInterval);
        if (tokens.claimInterval.us < kUsPerMs) {
            reader.problems().add(interval->mark,
                                  "members look for tokens once each 1ms at most; write a longer "
                                  "claimInterval");
        }
        reader.system.reading.checkOften(
            tokens.claimInterval, "looks for tokens", "claimInterval", interval->mark);
    }
    consumer.refuse({"session", "rebalance", "assignment"},
                    "groups whose broker shares partitions out");
    const bool known = reader.system.findTopic(consume.topic) != nullptr;
    if (known && reader.system.findStoreOf(consume.topic) == nullptr) {
        reader.problems().add(node.home,
                              "only the segments of an event store have tokens; " +
                                  inQuotes(consume.topic) +
                                  " is a broker's topic, so write session: and rebalance:");
    }
    if (!tokens.rdb.empty() && consume.commit == ConsumeSpec::Commit::Before) {
        consumer.refuse({"commit"}, "consumers whose tokens are not stored with the rows");
    }
    consume.tokens = std::move(tokens);
}

}  // namespace

// A token that is stored with the rows says that all of the handler's work is done.
void checkTokens(Mark mark, const HandlerReader& reader) {
    const Handler& handler = reader.handler;
    if (!handler.consume || !handler.consume->tokens || handler.consume->tokens->rdb.empty() ||
        !reader.uses.readable) {
        return;
    }
    const std::string& rdb = handler.consume->tokens->rdb;
    const auto isIn = [&](const Step& step) {
        const auto* transaction = std::get_if<TransactionStep>(&step);
        return transaction != nullptr && transaction->rdb == rdb;
    };
    const auto last = std::ranges::find(handler.links, true, &StepLink::last);
    const bool ends = last != handler.links.end() &&
                      isIn(handler.steps[static_cast<std::size_t>(last - handler.links.begin())]);
    if (!ends || std::ranges::count_if(handler.steps, isIn) != 1) {
        reader.problems().add(mark,
                              "a token is stored with the rows by the last step, which must be the "
                              "only transaction in " +
                                  inQuotes(rdb) + "; write it there, or remove in: " + rdb);
    }
}

void readConsume(const YamlNode& node, const HandlerReader& reader) {
    const ObjectReader object(node, "consume", reader.problems());
    ConsumeSpec consume{.group = reader.handler.service};
    if (const YamlNode* topic = object.find("topic"); topic != nullptr) {
        readConsumeTopic(*topic, consume, reader);
    }
    if (const YamlNode* group = object.find("group"); group != nullptr) {
        consume.group = readText(*group, "the group", reader.problems()).value_or(consume.group);
    }
    if (const YamlNode* events = object.find("events"); events != nullptr) {
        readEvents(*events, consume, reader);
    }
    if (const YamlNode* batch = object.find("batch"); batch != nullptr) {
        consume.batch = static_cast<std::uint32_t>(
            readInteger(*batch, {"batch", 1, kBatchMax}, reader.problems()).value_or(1));
    }
    if (const YamlNode* linger = object.find("linger"); linger != nullptr) {
        consume.linger =
            readDuration(*linger, {.what = "linger"}, reader.problems()).value_or(Duration{});
    }
    if (const YamlNode* commit = object.find("commit"); commit != nullptr) {
        readCommit(*commit, consume, reader.problems());
    }
    if (const YamlNode* retry = object.find("retry"); retry != nullptr) {
        consume.retry = readRetry(*retry, consume.retry, reader.problems()).value_or(consume.retry);
    }
    readMembership(object, consume, reader.problems());
    if (const YamlNode* from = object.find("from"); from != nullptr) {
        readFrom(*from, consume, reader.problems());
    }
    readFailure(object, consume, reader.problems());
    if (object.find("tokens") != nullptr) {
        readTokens(object, consume, reader);
    }
    for (const Handler& other : reader.system.system.handlers) {
        if (other.consume && !consume.topic.empty() && other.consume->topic == consume.topic &&
            other.consume->group == consume.group) {
            reader.problems().add(node.home,
                                  inQuotes(other.service + "." + other.name) +
                                      " already consumes this topic as the group " +
                                      inQuotes(consume.group) + "; write another group");
        }
    }
    reader.handler.consume = std::move(consume);
}

}  // namespace foldline
