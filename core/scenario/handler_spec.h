// What services do: handlers of requests and of events, made of steps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/sim_time.h"
#include "core/scenario/operand.h"
#include "core/scenario/retry_policy.h"
#include "core/sim/distribution.h"

namespace foldline {

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

}  // namespace foldline
