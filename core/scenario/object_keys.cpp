#include "core/scenario/object_keys.h"

#include <algorithm>
#include <iterator>

#include "core/base/check.h"
#include "core/scenario/fault.h"

namespace foldline {

namespace {

// What there is and what is asked for.
std::vector<ObjectKeys> businessKeys() {
    return {
        {"scenario",
         "a scenario",
         {"foldline",
          "id",
          "title",
          "seed",
          "duration",
          "warmup",
          "pools",
          "entities",
          "operations",
          "workload",
          "network",
          "systems",
          "faults",
          "repairs",
          "checks",
          "lesson",
          "expect"},
         {"foldline", "id", "title", "entities", "workload", "systems"}},
        {"text", "a text", {"en", "ko"}, {"en"}},
        {"entity",
         "an entity",
         {"key", "population", "fields", "initial", "personal", "events"},
         {"key", "population", "fields"}},
        {"event", "an event", {"set", "add"}, {}},
        {"operation", "an operation", {"entity", "means"}, {}},
        {"workload", "a workload", {"operation", "arrivals", "with"}, {"operation", "arrivals"}},
        {"arrivals",
         "the arrivals",
         {"poisson", "every", "burst", "times", "at", "from", "until"},
         {}},
    };
}

// Systems and what they are made of.
std::vector<ObjectKeys> nodeKeys() {
    return {
        {"system",
         "a system",
         {"title", "subtitle", "network", "links", "nodes", "routes", "handlers"},
         {"nodes", "routes", "handlers"}},
        {"network", "a network", {"latency", "loss"}, {}},
        {"link", "a link", {"between", "latency", "loss"}, {"between"}},
        {"node",
         "a node",
         {"title", "at", "client", "gateway", "service", "rdb", "broker", "eventStore"},
         {}},
        {"client", "a client", {"timeout", "retry"}, {}},
        {"gateway", "a gateway", {"timeout", "retry", "budget", "breaker", "limit"}, {}},
        {"budget", "a retry budget", {"ratio", "burst"}, {"ratio"}},
        {"breaker", "a breaker", {"window", "failures", "open", "probes"}, {}},
        {"limit", "a rate limit", {"rate", "burst"}, {"rate"}},
        {"service",
         "a service",
         {"workers", "queue", "maxWait", "instances", "foldsAfterUpgrade", "upcasters"},
         {}},
        {"rdb",
         "an rdb",
         {"connections", "queue", "latency", "perRow", "failure", "inbox", "backup"},
         {}},
        {"backup", "a backup", {"every", "log"}, {"every"}},
        {"inbox", "an inbox", {"keep", "rows"}, {}},
        {"broker",
         "a broker",
         {"topics", "latency", "replicas", "replication", "failover"},
         {"topics"}},
        {"topic", "a topic", {"partitions", "retain", "compact", "schema"}, {}},
        {"eventStore",
         "an event store",
         {"connections", "queue", "latency", "perEvent", "snapshot", "topic", "segments"},
         {}},
        {"snapshot", "a snapshot", {"every", "checkRevision"}, {"every"}},
        {"retry", "a retry policy", {"attempts", "backoff", "cap", "jitter"}, {"attempts"}},
        {"backoff", "a backoff", {"fixed", "exponential"}, {}},
        {"distribution",
         "a distribution",
         {"constant",
          "exponential",
          "lognormal",
          "sigma",
          "uniform",
          "erlang",
          "stages",
          "empirical",
          "weights",
          "gamma",
          "pareto",
          "shape"},
         {}},
    };
}

// What handlers do, and what is told.
std::vector<ObjectKeys> stepKeys() {
    return {
        {"consumer", "a handler", {"consume", "saga", "do"}, {"do"}},
        {"saga", "a saga", {"state", "timeout", "retry"}, {}},
        {"consume",
         "consume",
         {"topic",
          "group",
          "events",
          "batch",
          "linger",
          "commit",
          "retry",
          "members",
          "assignment",
          "session",
          "rebalance",
          "tokens",
          "from",
          "onFailure",
          "parkSequence"},
         {"topic"}},
        {"tokens", "tokens", {"in", "claimTimeout", "claimInterval"}, {}},
        {"relaying", "a relaying handler", {"relay"}, {"relay"}},
        {"relay",
         "a relay",
         {"outbox", "poll", "tail", "batch", "mark", "timeout", "retry"},
         {"outbox"}},
        {"step",
         "a step",
         {"work",
          "transaction",
          "produce",
          "call",
          "reply",
          "otherwise",
          "compensate",
          "pivot",
          "load",
          "append",
          "require"},
         {}},
        {"transaction", "a transaction", {"in", "do", "once", "timeout", "retry"}, {"in", "do"}},
        {"statement",
         "a statement",
         {"update",
          "apply",
          "require",
          "read",
          "outbox",
          "set",
          "add",
          "event",
          "key",
          "as",
          "topic",
          "payload"},
         {}},
        {"produce",
         "produce",
         {"topic", "event", "key", "payload", "timeout", "retry", "acks", "idempotent", "onReplay"},
         {"topic", "event"}},
        {"call",
         "a call",
         {"to", "operation", "timeout", "retry", "onReplay"},
         {"to", "operation"}},
        {"load", "load", {"from", "timeout", "retry"}, {"from"}},
        {"append",
         "append",
         {"to", "event", "payload", "expect", "timeout", "retry", "conflicts", "onReplay"},
         {"to", "event"}},
        {"lessonStep", "a lesson step", {"say", "ask", "answer", "play"}, {}},
        {"expectation", "an expectation", {"that", "because"}, {"that"}},
    };
}

std::vector<std::string> joined(std::vector<std::string> first,
                                std::span<const std::string_view> words,
                                const std::vector<std::string>& last) {
    first.insert(first.end(), words.begin(), words.end());
    first.insert(first.end(), last.begin(), last.end());
    return first;
}

// What goes wrong, and how it is mended: the kinds have their names from Fault::Kind.
std::vector<ObjectKeys> faultKeys() {
    const auto all = faultKindNames();
    const auto firstRepair = static_cast<std::size_t>(Fault::kFirstRepair);
    const auto byChance = all.first(static_cast<std::size_t>(Fault::kLastByChance) + 1);
    const std::vector<std::string> ofFaults{
        "probability", "factor", "field", "value", "after", "instance"};
    const std::vector<std::string> ofRepairs{"asOf", "takes"};
    std::vector<std::string> ofAll = ofFaults;
    ofAll.insert(ofAll.end(), ofRepairs.begin(), ofRepairs.end());
    return {
        {"fault", "a fault", joined({"at", "for"}, all.first(firstRepair), ofFaults), {"at"}},
        {"randomFault",
         "a random fault",
         joined({"mtbf", "mttr", "from", "until"}, byChance, {"probability", "factor"}),
         {"mtbf", "mttr"}},
        {"repair", "a repair", joined({"at"}, all.subspan(firstRepair), ofRepairs), {"at"}},
        {"recordedFault",
         "a recorded fault",
         joined({"id", "at", "for"}, all, ofAll),
         {"id", "at"}},
    };
}

}  // namespace

std::span<const ObjectKeys> objectKeys() {
    static const std::vector<ObjectKeys> kTable = [] {
        std::vector<ObjectKeys> all = businessKeys();
        std::ranges::move(nodeKeys(), std::back_inserter(all));
        std::ranges::move(stepKeys(), std::back_inserter(all));
        std::ranges::move(faultKeys(), std::back_inserter(all));
        return all;
    }();
    return kTable;
}

const ObjectKeys& keysOf(std::string_view object) {
    const auto table = objectKeys();
    const auto found = std::ranges::find(table, object, &ObjectKeys::object);
    FOLDLINE_CHECK(found != table.end());
    return *found;
}

}  // namespace foldline
