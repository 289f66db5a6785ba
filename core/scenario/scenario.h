// What a scenario file says, as plain data: one business, its workload and faults, and the systems
// to put under them. Names are still text here; core/model compiles them to ids.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/sim_time.h"
#include "core/record/dictionary.h"
#include "core/scenario/expectation.h"
#include "core/scenario/policies.h"
#include "core/sim/distribution.h"

namespace foldline {

/// A constant in a scenario. The type says how to read it.
struct Literal {
    ValueType type = ValueType::Integer;
    std::int64_t integer = 0;  ///< also 0 or 1 for a boolean
    std::string text;

    friend bool operator==(const Literal&, const Literal&) = default;
};

/// Makes the value of an argument or of an initial field.
struct Generator {
    enum class Kind : std::uint8_t {
        Constant,  ///< `literal`
        Pick,      ///< pick(names): one of the named pool, each equally likely
        Any,       ///< any(member): one entity of the type, each equally likely
        Each,      ///< each(member): the entities in turn
        Between,   ///< between(1, 10): an integer, both ends included
    };

    Kind kind = Kind::Constant;
    Literal literal;
    std::string name;       ///< pool or entity type
    std::int64_t low = 0;   ///< of Between
    std::int64_t high = 0;  ///< of Between

    friend bool operator==(const Generator&, const Generator&) = default;
};

/// The right-hand side of set and add: `$address`, or a constant.
struct Operand {
    std::string argument;  ///< without the $; empty: `literal`
    Literal literal;

    friend bool operator==(const Operand&, const Operand&) = default;
};

struct FieldChange {
    enum class Kind : std::uint8_t { Set, Add };

    Kind kind = Kind::Set;
    std::string field;
    Operand operand;

    friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

/// A list of texts for pick(): built-in `names` and `addresses`, or the author's own.
struct Pool {
    std::string name;
    std::vector<std::string> texts;

    friend bool operator==(const Pool&, const Pool&) = default;
};

struct EventType {
    std::string name;
    std::vector<FieldChange> changes;  ///< how the event folds into the entity

    friend bool operator==(const EventType&, const EventType&) = default;
};

struct InitialField {
    std::string field;
    Generator generator;

    friend bool operator==(const InitialField&, const InitialField&) = default;
};

struct EntityType {
    std::string name;  ///< "member"
    std::string key;   ///< "memberId": the argument that names one of them
    std::uint32_t population = 0;
    std::vector<FieldName> fields;      ///< at most kFieldsMax
    std::vector<InitialField> initial;  ///< one for every field, in the order of `fields`
    std::vector<EventType> events;

    friend bool operator==(const EntityType&, const EntityType&) = default;
};

/// What a client means by an operation, whatever the architecture: on which entity, with which
/// event as its effect. It is what the client believes to be true once it was told "ok".
struct Operation {
    std::string name;
    std::string entity;                ///< entity type; empty: it concerns none
    std::string keyArgument;           ///< the argument that names the entity
    std::string meansEvent;            ///< event type of `entity`; empty: it changes nothing
    std::vector<FieldName> arguments;  ///< the key is not among them

    friend bool operator==(const Operation&, const Operation&) = default;
};

struct Arrivals {
    enum class Kind : std::uint8_t {
        Poisson,  ///< exponential gaps with mean 1 / ratePerSecond
        Every,    ///< one each `interval`, the first after one interval
        Burst,    ///< `count` at once, at `from`
        Times,    ///< at the listed times
    };

    Kind kind = Kind::Poisson;
    double ratePerSecond = 0.0;
    Duration interval;
    std::uint32_t count = 0;
    std::vector<Duration> times;
    Duration from;                  ///< none arrive before
    std::optional<Duration> until;  ///< none arrive from here on

    friend bool operator==(const Arrivals&, const Arrivals&) = default;
};

struct Argument {
    std::string name;
    Generator generator;

    friend bool operator==(const Argument&, const Argument&) = default;
};

struct Workload {
    std::string operation;
    Arrivals arrivals;
    std::vector<Argument> with;

    friend bool operator==(const Workload&, const Workload&) = default;
};

/// When and how often to try again. Formulas: full, equal and decorrelated jitter as defined in
/// M. Brooker, "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015).
struct RetryPolicy {
    enum class Backoff : std::uint8_t { None, Fixed, Exponential };
    enum class Jitter : std::uint8_t { None, Full, Equal, Decorrelated };

    std::uint32_t attempts = 1;  ///< in all, the first included; 0: without end
    Backoff backoff = Backoff::None;
    Duration base;                    ///< the first wait; doubled each time when exponential
    Duration cap{30 * kUsPerSecond};  ///< no wait is longer, before jitter
    Jitter jitter = Jitter::None;

    friend bool operator==(const RetryPolicy&, const RetryPolicy&) = default;
};

struct ClientSpec {
    std::optional<Duration> timeout;  ///< then the client believes "unknown"; none: waits for ever
    RetryPolicy retry;

    friend bool operator==(const ClientSpec&, const ClientSpec&) = default;
};

struct GatewaySpec {
    std::optional<Duration> timeout;  ///< per attempt
    RetryPolicy retry;
    std::optional<RetryBudget> budget;   ///< per next hop
    std::optional<BreakerSpec> breaker;  ///< per next hop
    std::optional<RateLimit> limit;      ///< of what it takes in

    friend bool operator==(const GatewaySpec&, const GatewaySpec&) = default;
};

struct ServiceSpec {
    std::uint32_t workers = 1;
    std::optional<std::uint32_t> queue;  ///< places to wait; none: no limit
    std::optional<Duration> maxWait;  ///< who waited longer is refused when a worker would take it

    friend bool operator==(const ServiceSpec&, const ServiceSpec&) = default;
};

/// Which keys an RDB remembers to know repetitions by (the table received_messages of Eventuate
/// Tram, the idempotency keys of a service): all, or a window.
struct InboxSpec {
    std::optional<Duration> keep;       ///< a key is forgotten when it is older
    std::optional<std::uint32_t> rows;  ///< only so many of the newest keys are known

    friend bool operator==(const InboxSpec&, const InboxSpec&) = default;
};

struct RdbSpec {
    std::uint32_t connections = 10;
    std::optional<std::uint32_t> queue;  ///< transactions that may wait for a connection
    Distribution latency = Distribution::constant({kUsPerMs});  ///< of one transaction
    Duration perRow;       ///< in addition for every row written
    double failure = 0.0;  ///< probability that a transaction is rolled back at its end
    InboxSpec inbox;       ///< of transactions with `once`

    friend bool operator==(const RdbSpec&, const RdbSpec&) = default;
};

struct TopicSpec {
    std::string name;
    std::uint32_t partitions = 1;

    friend bool operator==(const TopicSpec&, const TopicSpec&) = default;
};

struct BrokerSpec {
    std::vector<TopicSpec> topics;
    Distribution latency;  ///< from an event's arrival to its acknowledgement

    friend bool operator==(const BrokerSpec&, const BrokerSpec&) = default;
};

struct GridPosition {
    double column = 0.0;
    double row = 0.0;

    friend bool operator==(const GridPosition&, const GridPosition&) = default;
};

struct NodeSpec {
    std::string name;
    LocalText title;                 ///< empty: the name
    std::optional<GridPosition> at;  ///< where the author wants it on the stage
    std::variant<ClientSpec, GatewaySpec, ServiceSpec, RdbSpec, BrokerSpec> spec;

    Role role() const { return static_cast<Role>(spec.index()); }

    friend bool operator==(const NodeSpec&, const NodeSpec&) = default;
};

struct LinkSpec {
    Distribution latency = Distribution::constant({kUsPerMs});  ///< one way
    double loss = 0.0;  ///< probability that a message is lost

    friend bool operator==(const LinkSpec&, const LinkSpec&) = default;
};

/// A link that differs from the system's network; holds in both directions.
struct LinkOverride {
    std::string a;
    std::string b;
    LinkSpec link;

    friend bool operator==(const LinkOverride&, const LinkOverride&) = default;
};

/// The way a request takes from the client to the service that handles it.
struct Route {
    std::string operation;
    std::vector<std::string> hops;  ///< client first, service last, gateways between

    friend bool operator==(const Route&, const Route&) = default;
};

/// `work: 2ms` — the worker is busy.
struct WorkStep {
    Distribution duration;

    friend bool operator==(const WorkStep&, const WorkStep&) = default;
};

/// `update: member` — sets or adds to fields of the entity's row.
struct UpdateStatement {
    std::string entity;
    std::vector<FieldChange> changes;

    friend bool operator==(const UpdateStatement&, const UpdateStatement&) = default;
};

/// `apply: member` — folds the delivered events into the rows of their entities.
struct ApplyStatement {
    std::string entity;

    friend bool operator==(const ApplyStatement&, const ApplyStatement&) = default;
};

using Statement = std::variant<UpdateStatement, ApplyStatement>;

/// By which key a transaction knows that it has been done already: none, the request's idempotency
/// key, or the id of each event.
enum class Once : std::uint8_t { No, Request, Event };

/// `transaction: { in: members-db, do: [ … ] }` — all or nothing; the step fails with it.
struct TransactionStep {
    std::string rdb;
    std::vector<Statement> statements;
    Once once = Once::No;  ///< stored in the same transaction; what is known is skipped
    std::optional<Duration> timeout;
    RetryPolicy retry;

    friend bool operator==(const TransactionStep&, const TransactionStep&) = default;
};

/// One value of an event's payload: `address: $address`, or a constant.
struct PayloadField {
    std::string name;
    Operand value;

    friend bool operator==(const PayloadField&, const PayloadField&) = default;
};

/// `produce: { topic: …, event: …, key: $memberId }` — sends an event and waits for the broker's
/// acknowledgement.
struct ProduceStep {
    std::string topic;
    std::string event;
    std::vector<PayloadField>
        payload;  ///< empty: the request's arguments that the event's fold uses
    std::optional<Duration> timeout;
    RetryPolicy retry;

    friend bool operator==(const ProduceStep&, const ProduceStep&) = default;
};

/// `call: { to: payment, operation: charge }` — asks another service with the same arguments and
/// waits for its answer.
struct CallStep {
    std::string service;
    std::string operation;
    std::optional<Duration> timeout;
    RetryPolicy retry;

    friend bool operator==(const CallStep&, const CallStep&) = default;
};

/// `reply: ok` — answers the caller; the steps after it go on without being waited for.
struct ReplyStep {
    friend bool operator==(const ReplyStep&, const ReplyStep&) = default;
};

using Step = std::variant<WorkStep, TransactionStep, ProduceStep, CallStep, ReplyStep>;

struct ConsumeSpec {
    enum class Commit : std::uint8_t {
        Before,  ///< offsets are stored before the work: at most once
        After,   ///< offsets are stored after the work: at least once
    };

    std::string topic;
    std::string group;
    std::uint32_t batch = 1;  ///< the most events handled at once
    Duration linger;          ///< how long to wait for a batch to fill
    Commit commit = Commit::After;
    RetryPolicy retry{.attempts = 0,
                      .backoff = RetryPolicy::Backoff::Exponential,
                      .base = {100 * kUsPerMs},
                      .cap = {2 * kUsPerSecond}};  ///< of a handler that failed

    friend bool operator==(const ConsumeSpec&, const ConsumeSpec&) = default;
};

struct Handler {
    std::string service;
    std::string name;                    ///< operation, or name of the consuming handler
    std::optional<ConsumeSpec> consume;  ///< present: it handles events, not requests
    std::vector<Step> steps;

    friend bool operator==(const Handler&, const Handler&) = default;
};

struct SystemSpec {
    std::string name;  ///< "request-driven"
    LocalText title;
    LocalText subtitle;
    LinkSpec network;
    std::vector<LinkOverride> links;
    std::vector<NodeSpec> nodes;
    std::vector<Route> routes;
    std::vector<Handler> handlers;

    friend bool operator==(const SystemSpec&, const SystemSpec&) = default;
};

struct Fault {
    enum class Kind : std::uint8_t {
        Down,         ///< the node stops, forgets what it held in memory, and refuses what arrives
        Crash,        ///< the same, said of a process that is restarted
        Slow,         ///< work and transactions take `factor` times as long
        Flaky,        ///< a transaction is rolled back at its end with `probability`
        LoseReplies,  ///< what the node answers is lost with `probability`, after it took effect
        Loss,         ///< any message to or from the node is lost with `probability`
        Cut,          ///< every message between the node and `peer` is lost
    };

    std::uint32_t id = 0;  ///< stable over moves; numbers the fault in records
    Kind kind = Kind::Down;
    std::string node;
    std::string peer;  ///< of Cut
    SimTime at;
    std::optional<Duration> length;  ///< none: until the end of the run
    double probability = 1.0;
    double factor = 10.0;

    friend bool operator==(const Fault&, const Fault&) = default;
};

std::string_view faultKindName(Fault::Kind kind);  // as in the file: "down", "loseReplies"
std::optional<Fault::Kind> faultKindByName(std::string_view name);

/// `member.points >= 0` or `sum(member.points) == 100`: must hold of the rows at all times.
struct Check {
    using Compare = foldline::Compare;

    std::string text;  ///< as written
    bool sum = false;
    std::string entity;
    std::string field;
    Compare compare = Compare::Equal;
    Literal literal;

    friend bool operator==(const Check&, const Check&) = default;
};

/// One figure of the scorecard: `refused(request-driven)`.
struct FigureRef {
    std::string figure;
    std::string system;

    friend bool operator==(const FigureRef&, const FigureRef&) = default;
};

struct LessonStep {
    LocalText say;
    LocalText ask;
    std::vector<FigureRef> answer;
    std::optional<SimTime> playUntil;

    friend bool operator==(const LessonStep&, const LessonStep&) = default;
};

struct Scenario {
    std::string id;
    LocalText title;
    std::uint64_t seed = 1;
    Duration duration{60 * kUsPerSecond};
    Duration warmup;  ///< what arrived before does not enter the statistics of nodes
    std::vector<Pool> pools;
    std::vector<EntityType> entities;
    std::vector<Operation> operations;
    std::vector<Workload> workload;
    std::vector<SystemSpec> systems;
    std::vector<Fault> faults;
    std::vector<Check> checks;
    std::vector<LessonStep> lesson;
    std::vector<Expectation> expectations;

    friend bool operator==(const Scenario&, const Scenario&) = default;
};

}  // namespace foldline
