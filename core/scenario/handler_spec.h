// What services do: handlers of requests and of events, made of steps.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/sim_time.h"
#include "core/scenario/compare.h"
#include "core/scenario/operand.h"
#include "core/scenario/retry_policy.h"
#include "core/sim/distribution.h"

namespace foldline {

/// `work: 2ms` — the worker is busy.
struct WorkStep {
    Distribution duration;

    friend bool operator==(const WorkStep&, const WorkStep&) = default;
};

/// `update: member` — sets or adds to fields of the entity's row, or changes it as an event folds.
struct UpdateStatement {
    std::string entity;
    std::string key;  ///< the argument that names the row; empty: as entityNamedBy says
    std::vector<FieldChange> changes;
    std::string event;  ///< whose fold `changes` is; empty: none

    friend bool operator==(const UpdateStatement&, const UpdateStatement&) = default;
};

/// `apply: member` — folds the delivered events into the rows of their entities.
struct ApplyStatement {
    std::string entity;

    friend bool operator==(const ApplyStatement&, const ApplyStatement&) = default;
};

/// `require: account.balance >= $amount` — else the transaction is rolled back: rejected. All
/// requirements of a transaction are judged on the rows as they were before it.
struct RequireStatement {
    std::string text;  ///< as written
    std::string entity;
    std::string key;    ///< as of update
    std::string field;  ///< kVersionField: the version of the row
    Compare compare = Compare::Equal;
    Operand operand;

    friend bool operator==(const RequireStatement&, const RequireStatement&) = default;
};

/// `read: account, as: { seen: balance }` — values of the row as it is before the transaction
/// become arguments of the steps that follow.
struct ReadStatement {
    struct Value {
        std::string argument;
        std::string field;  ///< kVersionField: the version of the row

        friend bool operator==(const Value&, const Value&) = default;
    };

    std::string entity;
    std::string key;  ///< as of update
    std::vector<Value> values;

    friend bool operator==(const ReadStatement&, const ReadStatement&) = default;
};

/// Not a field that an author can declare.
inline constexpr std::string_view kVersionField = "version";

/// One value of an event's payload: `address: $address`, or a constant.
struct PayloadField {
    std::string name;
    Operand value;
    std::string names;  ///< entity type, when the value names an entity; else empty

    friend bool operator==(const PayloadField&, const PayloadField&) = default;
};

/// What a producer waits for before it takes an event for produced.
enum class Acks : std::uint8_t {
    All,     ///< every replica has it
    Leader,  ///< the leader has it
    None,    ///< nothing
};

/// `produce: { topic: …, event: …, key: $memberId }` — sends an event and waits for the broker's
/// acknowledgement.
struct ProduceStep {
    std::string topic;
    std::string event;
    std::string key;    ///< the argument that names its entity; empty: as of update
    bool keyed = true;  ///< the entity chooses the partition; false: each partition in turn
    Acks acks = Acks::All;
    bool idempotent = false;  ///< the broker knows a repeated attempt by the event's id
    std::vector<PayloadField>
        payload;  ///< empty: the request's arguments that the event's fold uses
    std::optional<Duration> timeout;
    RetryPolicy retry;
    bool skipOnReplay = false;  ///< not done for events that are replayed

    friend bool operator==(const ProduceStep&, const ProduceStep&) = default;
};

/// `outbox: AddressChanged` — stores an event with the rows, in the RDB's outbox table, from where
/// a relay sends it to its topic.
struct OutboxStatement {
    ProduceStep event;  ///< how it is asked for is the relay's

    friend bool operator==(const OutboxStatement&, const OutboxStatement&) = default;
};

using Statement =
    std::variant<UpdateStatement, ApplyStatement, RequireStatement, ReadStatement, OutboxStatement>;

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

/// `call: { to: payment, operation: charge }` — asks another service with the same arguments and
/// waits for its answer.
struct CallStep {
    std::string service;
    std::string operation;
    std::optional<Duration> timeout;
    RetryPolicy retry;
    bool skipOnReplay = false;  ///< not done for events that are replayed

    friend bool operator==(const CallStep&, const CallStep&) = default;
};

/// `reply: ok` — answers the caller; the steps after it go on without being waited for.
struct ReplyStep {
    friend bool operator==(const ReplyStep&, const ReplyStep&) = default;
};

/// `load: { from: accounts }` — reads the stream of the request's entity and folds it to the state
/// that the steps after it know.
struct LoadStep {
    std::string store;
    std::optional<Duration> timeout;
    RetryPolicy retry;

    friend bool operator==(const LoadStep&, const LoadStep&) = default;
};

/// `append: { to: accounts, event: MoneyWithdrawn, expect: loaded }` — adds an event to the stream
/// of the request's entity, if the stream is at the version that is expected.
struct AppendStep {
    enum class Expect : std::uint8_t {
        Loaded,   ///< the version that the step `load` read; the step's own events count on
        Any,      ///< whatever the version
        Exactly,  ///< `version`
    };

    std::string store;
    std::string topic;  ///< of the store
    std::string event;
    std::vector<PayloadField> payload;  ///< as of ProduceStep
    Expect expect = Expect::Any;
    std::uint32_t version = 0;  ///< of Exactly; 1 is a stream without events
    std::uint32_t load = 0;     ///< of Loaded: the step that loaded it
    std::optional<Duration> timeout;
    RetryPolicy retry;          ///< with the same event id, so that it is appended once
    RetryPolicy conflicts;      ///< how often, in all, the handler starts again from its load
    bool skipOnReplay = false;  ///< not done for events that are replayed

    friend bool operator==(const AppendStep&, const AppendStep&) = default;
};

/// `require: account.balance >= $amount` behind a load — else the step is rejected. Judged on the
/// state that was loaded.
struct RequireStep {
    RequireStatement requirement;

    friend bool operator==(const RequireStep&, const RequireStep&) = default;
};

using Step = std::variant<WorkStep,
                          TransactionStep,
                          ProduceStep,
                          CallStep,
                          ReplyStep,
                          LoadStep,
                          AppendStep,
                          RequireStep>;

/// How the partitions of a topic are shared among the members of a group; see assignPartitions in
/// core/model.
enum class Assignor : std::uint8_t { RoundRobin, Range, Sticky };

/// `tokens: { in: members-db, claimTimeout: 10s }` — how far the segments of an event store have
/// been handled is kept as tokens, which members claim; the defaults are Axon Framework's.
struct TokenSpec {
    std::string rdb;  ///< stored with the rows of the handler's last step; empty: apart from them
    Duration claimTimeout{10 * kUsPerSecond};  ///< a claim not extended for so long can be taken
    Duration claimInterval{5 * kUsPerSecond};  ///< how often members look for such claims

    friend bool operator==(const TokenSpec&, const TokenSpec&) = default;
};

struct ConsumeSpec {
    enum class Commit : std::uint8_t {
        Before,  ///< offsets are stored before the work: at most once
        After,   ///< offsets are stored after the work: at least once
    };

    /// Where a group begins that has no offset, or none that the broker still has.
    enum class From : std::uint8_t { Earliest, Latest };

    std::string topic;
    std::string group;
    std::vector<std::string> events;  ///< handled; others are passed over. Empty: all
    std::uint32_t batch = 1;          ///< the most events handled at once
    Duration linger;                  ///< how long to wait for a batch to fill
    Commit commit = Commit::After;
    From from = From::Earliest;
    std::optional<std::uint32_t> members;  ///< of each instance; none: as many as have work
    Assignor assignor = Assignor::RoundRobin;
    /// How long a member that is gone keeps its partitions. None: 10 s with several instances;
    /// with one, the group waits until it is back.
    std::optional<Duration> session;
    Duration rebalance{500 * kUsPerMs};  ///< until everybody has joined again
    std::optional<TokenSpec> tokens;     ///< instead of partitions that are shared out
    RetryPolicy retry{.attempts = 0,
                      .backoff = RetryPolicy::Backoff::Exponential,
                      .base = {100 * kUsPerMs},
                      .cap = {2 * kUsPerSecond}};  ///< of a handler that failed

    enum class OnFailure : std::uint8_t {
        GiveUp,  ///< the batch is forgotten
        Skip,    ///< the event is passed over; the others of the batch are handled one by one
        Park,    ///< the same, and the event is kept until somebody has it tried again
    };

    OnFailure onFailure = OnFailure::GiveUp;  ///< when no attempts are left
    bool parkSequence = true;  ///< later events of the entity are parked behind a parked one

    bool wants(std::string_view event) const {
        return events.empty() || std::ranges::find(events, event) != events.end();
    }

    friend bool operator==(const ConsumeSpec&, const ConsumeSpec&) = default;
};

/// `saga: { state: orders-db }` — when a step fails, those done before it are compensated in
/// reverse order. Where its progress is stored, it goes on after a crash of the service.
struct SagaSpec {
    std::string state;  ///< an RDB; empty: only in memory
    std::optional<Duration> timeout;
    RetryPolicy retry{.attempts = 0,
                      .backoff = RetryPolicy::Backoff::Exponential,
                      .base = {100 * kUsPerMs},
                      .cap = {2 * kUsPerSecond}};  ///< of storing it

    friend bool operator==(const SagaSpec&, const SagaSpec&) = default;
};

inline constexpr std::uint32_t kNoStep = 0xFFFFFFFF;

/// Where a handler goes on after a step, when that is not simply the next.
struct StepLink {
    std::uint32_t otherwise = kNoStep;   ///< first step of what is done when it was rejected
    std::uint32_t compensate = kNoStep;  ///< of a saga: first step of what undoes it
    bool pivot = false;                  ///< of a saga: once it is done, nothing is undone any more
    bool last = false;                   ///< its sequence ends here

    friend bool operator==(const StepLink&, const StepLink&) = default;
};

/// `relay: { outbox: members-db, poll: 200ms, batch: 10 }` — sends what stands in an outbox table
/// to the topics it is meant for, in the order in which it was stored.
struct RelaySpec {
    enum class Mark : std::uint8_t {
        Before,  ///< marked as sent, then sent: what a crash interrupts is never sent
        After,   ///< sent, then marked: what a crash interrupts is sent again
    };

    std::string rdb;
    std::optional<Duration> poll;  ///< a query so long after the last round; none: tails the log
    Duration tail;                 ///< tailing: from a commit until the database's log shows it
    std::uint32_t batch = 1;       ///< the most events of one round
    Mark mark = Mark::After;
    Duration timeout{kUsPerSecond};  ///< of each query, event and mark
    RetryPolicy retry{.attempts = 0,
                      .backoff = RetryPolicy::Backoff::Exponential,
                      .base = {100 * kUsPerMs},
                      .cap = {2 * kUsPerSecond}};  ///< of a round that failed

    friend bool operator==(const RelaySpec&, const RelaySpec&) = default;
};

struct Handler {
    std::string service;
    std::string name;                    ///< operation, or name of the consuming handler
    std::optional<ConsumeSpec> consume;  ///< present: it handles events, not requests
    std::vector<Step> steps;             ///< the main sequence, then those that only links lead to
    std::vector<StepLink> links;         ///< by step
    std::optional<RelaySpec> relay;      ///< present: it relays an outbox, and has no steps
    std::optional<SagaSpec> saga;

    bool answersRequests() const { return !consume && !relay; }

    friend bool operator==(const Handler&, const Handler&) = default;
};

}  // namespace foldline
