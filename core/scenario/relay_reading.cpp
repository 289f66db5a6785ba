// Events that a transaction stores in an outbox, and the relays that send them.
#include "core/scenario/handler_reading.h"
#include "core/scenario/limits.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/timing.h"
#include "core/scenario/values.h"

namespace foldline {
namespace {

void readMark(const YamlNode& node, RelaySpec& relay, Problems& problems) {
    const auto text = readText(node, "mark", problems);
    if (text && *text != "before" && *text != "after") {
        problems.add(node.mark,
                     "events are marked after (at least once) or before (at most once) they are "
                     "sent, not " +
                         inQuotes(*text));
    }
    relay.mark = text && *text == "before" ? RelaySpec::Mark::Before : RelaySpec::Mark::After;
}

// A query each poll: not more of them than there may be requests.
void readPoll(const YamlNode& node, RelaySpec& relay, const Reading& reading) {
    relay.poll = readDuration(node, {"poll", {1}}, reading.problems);
    if (relay.poll && relay.poll->us < kUsPerMs) {
        reading.problems.add(node.mark, "a relay polls once each 1ms at most; write a longer poll");
    } else if (relay.poll) {
        reading.checkOften(*relay.poll, "queries", "poll", node.mark);
    }
}

// It polls or it tails.
void readWay(const ObjectReader& object, RelaySpec& relay, const HandlerReader& reader) {
    const std::string_view way = object.oneOf({"poll", "tail"});
    if (way == "poll") {
        readPoll(*object.find(way), relay, reader.system.reading);
    } else if (way == "tail") {
        relay.tail = readDuration(*object.find(way), {.what = "tail"}, reader.problems())
                         .value_or(Duration{});
    }
}

void readRdb(const YamlNode& node, RelaySpec& relay, const HandlerReader& reader) {
    relay.rdb = readText(node, "the rdb", reader.problems()).value_or("");
    if (relay.rdb.empty() || !reader.system.checkNode(relay.rdb, {Role::Rdb}, node.mark)) {
        reader.uses.readable = false;
        return;
    }
    for (const Handler& other : reader.system.system.handlers) {
        if (other.relay && other.relay->rdb == relay.rdb) {
            reader.problems().add(node.mark,
                                  inQuotes(other.service + "." + other.name) +
                                      " already relays this outbox, and a second relay would send "
                                      "everything twice; remove one of the two");
        }
    }
    reader.uses.outboxes.push_back({relay.rdb, node.mark});
}

}  // namespace

void readRelay(const YamlNode& node, const HandlerReader& reader) {
    const ObjectReader object(node, "relay", reader.problems());
    RelaySpec relay;
    if (!object.isMap()) {
        reader.uses.readable = false;
        reader.handler.relay = relay;
        return;
    }
    if (const YamlNode* outbox = object.find("outbox"); outbox != nullptr) {
        readRdb(*outbox, relay, reader);
    }
    readWay(object, relay, reader);
    if (const YamlNode* batch = object.find("batch"); batch != nullptr) {
        relay.batch = static_cast<std::uint32_t>(
            readInteger(*batch, {"batch", 1, kBatchMax}, reader.problems()).value_or(1));
    }
    if (const YamlNode* mark = object.find("mark"); mark != nullptr) {
        readMark(*mark, relay, reader.problems());
    }
    if (const YamlNode* timeout = object.find("timeout"); timeout != nullptr) {
        relay.timeout =
            readDuration(*timeout, {"timeout", {1}}, reader.problems()).value_or(relay.timeout);
    }
    if (const YamlNode* retry = object.find("retry"); retry != nullptr) {
        relay.retry = readRetry(*retry, relay.retry, reader.problems()).value_or(relay.retry);
    }
    reader.handler.relay = std::move(relay);
}

std::optional<Statement> readOutbox(const ObjectReader& object, const HandlerReader& reader) {
    object.refuse({"set", "add", "event", "as"},
                  "update (an outbox takes an event and its payload)");
    OutboxStatement statement;
    if (object.find("topic") == nullptr) {
        reader.problems().add(object.node().home,
                              "an event in an outbox is meant for a topic; write { outbox: …, "
                              "topic: … }");
    }
    readEventToSend(object, "outbox", statement.event, reader);
    if (!statement.event.keyed) {
        reader.problems().add(
            object.find("key")->mark,
            "a relay sends each event by its entity, so that their order is kept; "
            "remove key: none");
    }
    return statement;
}

}  // namespace foldline
