#include "app/foldline_cli/json_output.h"

namespace foldline::cli {
namespace {

Json durationJson(const DurationSummary& duration) {
    return {{"count", duration.count},
            {"meanUs", duration.meanUs},
            {"deviationUs", duration.deviationUs},
            {"minUs", duration.minUs},
            {"p50Us", duration.p50Us},
            {"p95Us", duration.p95Us},
            {"p99Us", duration.p99Us},
            {"maxUs", duration.maxUs}};
}

Json literalJson(const Literal& literal) {
    switch (literal.type) {
        case ValueType::Integer:
            return literal.integer;
        case ValueType::Boolean:
            return literal.integer != 0;
        case ValueType::Text:
            break;
    }
    return literal.text;
}

Json levelJson(const LevelSummary& level) {
    return {{"mean", level.mean}, {"max", level.max}, {"last", level.last}};
}

Json checkJson(const Scorecard::CheckResult& check) {
    Json json{{"text", check.text}, {"holds", check.holds}, {"violations", check.violations}};
    if (!check.holds) {
        json["firstViolationUs"] = check.firstViolation.us;
    }
    return json;
}

}  // namespace

Json valueJson(const Dictionary& dictionary, FieldId field, std::int64_t value) {
    switch (dictionary.field(field).type) {
        case ValueType::Boolean:
            return value != 0;
        case ValueType::Text:
            if (const auto symbol = static_cast<std::size_t>(value);
                value >= 0 && symbol < dictionary.symbols.size()) {
                return dictionary.symbols[symbol];
            }
            return nullptr;
        case ValueType::Integer:
            break;
    }
    return value;
}

Json fieldsJson(const Dictionary& dictionary, const Fields& fields) {
    Json json = Json::object();
    for (std::size_t i = 0; i < fields.count; ++i) {
        json[dictionary.field(fields.ids[i]).name] =
            valueJson(dictionary, fields.ids[i], fields.values[i]);
    }
    return json;
}

Json faultJson(const Fault& fault) {
    Json json{{"id", fault.id},
              {"kind", faultKindName(fault.kind)},
              {"node", fault.node},
              {"atUs", fault.at.us}};
    if (fault.length) {
        json["forUs"] = fault.length->us;
    }
    if (!fault.after.empty()) {
        json["after"] = fault.after;
    }
    if (fault.instance != 0) {
        json["instance"] = fault.instance;
    }
    switch (fault.kind) {
        case Fault::Kind::Cut:
            json["peer"] = fault.peer;
            break;
        case Fault::Kind::Slow:
            json["factor"] = fault.factor;
            break;
        case Fault::Kind::Flaky:
        case Fault::Kind::LoseReplies:
        case Fault::Kind::Loss:
            json["probability"] = fault.probability;
            break;
        case Fault::Kind::Corrupt:
            json["field"] = fault.field;
            json["value"] = literalJson(fault.value);
            break;
        case Fault::Kind::Restore:
            if (fault.asOf) {
                json["asOfUs"] = fault.asOf->us;
            }
            break;
        case Fault::Kind::Forget:
            json["entity"] = fault.entity;
            break;
        case Fault::Kind::Down:
        case Fault::Kind::Crash:
        case Fault::Kind::LoseLeader:
        case Fault::Kind::Replay:
        case Fault::Kind::Incompatible:
        case Fault::Kind::Rebuild:
        case Fault::Kind::Correct:
        case Fault::Kind::RetryParked:
        case Fault::Kind::Upgrade:
            break;
    }
    return json;
}

Json scorecardJson(const Scorecard& card) {
    Json checks = Json::array();
    for (const auto& check : card.checks) {
        checks.push_back(checkJson(check));
    }
    return {{"atUs", card.at.us},
            {"requests", card.totals.requests},
            {"accepted", card.totals.accepted},
            {"refused", card.totals.refused},
            {"unknown", card.totals.unknown},
            {"pending", card.pending},
            {"availability", card.availability},
            {"acknowledgedLost", card.acknowledgedLost},
            {"refusedApplied", card.refusedApplied},
            {"appliedTwice", card.appliedTwice},
            {"inconsistentKeys", card.inconsistentKeys},
            {"wrongRows", card.wrongRows},
            {"parked", card.parked},
            {"remembering", card.remembering},
            {"behind", card.behind},
            {"behindMax", card.behindMax},
            {"staleMaxUs", card.staleMax.us},
            {"staleMeanUs", card.staleMeanUs},
            {"latency", durationJson(card.latency)},
            {"recoveryUs", card.recovery.us},
            {"retries", card.totals.retries},
            {"databaseWork", card.totals.databaseWork},
            {"rowsWritten", card.rowsWritten},
            {"skipped", card.skipped},
            {"outOfOrder", card.outOfOrder},
            {"eventsAppended", card.totals.eventsAppended},
            {"redelivered", card.totals.redelivered},
            {"toReconcile", card.totals.accessLines},
            {"capacity", card.capacity},
            {"checks", checks}};
}

Json nodeJson(const Dictionary& dictionary, const NodeSummary& node) {
    const NodeName& name = dictionary.node(node.node);
    return {{"name", name.name},
            {"role", roleName(name.role)},
            {"capacity", name.capacity},
            {"arrivals", node.arrivals},
            {"started", node.started},
            {"completed", node.completed},
            {"failed", node.failed},
            {"refused", node.refused},
            {"lost", node.lost},
            {"open", node.open},
            {"timedOut", node.timedOut},
            {"retries", node.retries},
            {"rowsWritten", node.rowsWritten},
            {"events", node.events},
            {"redelivered", node.redelivered},
            {"wait", durationJson(node.wait)},
            {"service", durationJson(node.service)},
            {"sojourn", durationJson(node.sojourn)},
            {"latency", durationJson(node.latency)},
            {"unfinished", durationJson(node.unfinished)},
            {"eventWait", durationJson(node.eventWait)},
            {"eventSojourn", durationJson(node.eventSojourn)},
            {"queue", levelJson(node.queue)},
            {"busy", levelJson(node.busy)},
            {"inSystem", levelJson(node.inSystem)},
            {"lag", levelJson(node.lag)},
            {"utilisation", node.utilisation},
            {"upShare", node.upShare}};
}

Json verdictJson(const std::string& text, const Verdict& verdict) {
    Json json{{"text", text}, {"holds", verdict.holds}};
    if (verdict.problem.empty()) {
        json["left"] = verdict.left;
        json["right"] = verdict.right;
    } else {
        json["problem"] = verdict.problem;
    }
    return json;
}

Json recordJson(const Dictionary& dictionary, const Record& record) {
    Json json{{"system", dictionary.system},
              {"seq", record.seq},
              {"tUs", record.t.us},
              {"kind", kindName(record.kind)}};
    if (record.node.exists()) {
        json["node"] = dictionary.node(record.node).name;
    }
    if (record.peer.exists()) {
        json["peer"] = dictionary.node(record.peer).name;
    }
    if (record.what.exists()) {
        json["what"] = dictionary.symbol(record.what);
    }
    if (record.entity.exists()) {
        const EntityName& entity = dictionary.entity(record.entity);
        json["entity"] = entity.type + "/" + entity.key;
    }
    if (record.message.exists()) {
        json["message"] = record.message.value;
    }
    if (record.request.exists()) {
        json["request"] = record.request.value;
    }
    if (record.cause != 0) {
        json["cause"] = record.cause;
    }
    if (record.version != 0) {
        json["version"] = record.version;
    }
    if (record.slot != kNoSlot) {
        json["slot"] = record.slot;
    }
    if (record.attempt != 0) {
        json["attempt"] = record.attempt;
    }
    json["value"] = record.value;
    if (record.data.count > 0) {
        json["data"] = fieldsJson(dictionary, record.data);
    }
    return json;
}

}  // namespace foldline::cli
