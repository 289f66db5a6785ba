// A scenario compiled for one of its systems: names resolved to dense ids, ready to be interpreted.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/record/dictionary.h"
#include "core/record/record.h"
#include "core/scenario/scenario.h"

namespace foldline {

/// Index of a named random stream of the plan.
using StreamIndex = std::uint32_t;

/// What a Generator compiles to.
struct ValuePlan {
    Generator::Kind kind = Generator::Kind::Constant;
    std::int64_t low = 0;  ///< the constant, or the low end of Between
    std::int64_t high = 0;
    std::vector<std::int64_t> choices;  ///< of Pick
    EntityId firstEntity;               ///< of Any and Each
    std::uint32_t entities = 0;
    StreamIndex stream = 0;
};

struct ArgumentPlan {
    FieldId field;
    ValuePlan value;
    bool names =
        false;  ///< its value chooses an entity, of which the argument holds the key's text
};

struct WorkloadPlan {
    SymbolId operation;
    Arrivals arrivals;
    std::optional<ValuePlan> entity;  ///< which entity it is about
    std::vector<ArgumentPlan> arguments;
    std::uint32_t route = 0;
    StreamIndex arrivalStream = 0;
};

struct RoutePlan {
    SymbolId operation;
    std::vector<NodeId> hops;
};

struct ChangePlan {
    FieldChange::Kind kind = FieldChange::Kind::Set;
    FieldId field;
    FieldId argument;  ///< none: `constant`
    std::int64_t constant = 0;
    bool negative = false;
    bool ownKey = false;  ///< instead: the key of what is handled, as a text
};

/// Which entity a statement or event is about: what is handled, when that is of the type, else the
/// one that `argument` names.
struct EntityChoice {
    std::uint32_t entityType = 0;
    FieldId argument;
    bool byArgument = false;  ///< always by `argument`
};

struct EventPlan {
    SymbolId name;
    std::vector<ChangePlan> changes;
};

struct EntityPlan {
    EntityId first;
    std::uint32_t population = 0;
    std::vector<ArgumentPlan> initial;
    std::vector<EventPlan> events;
    std::vector<FieldId> personal;
};

struct UpdatePlan {
    EntityChoice entity;
    std::vector<ChangePlan> changes;
    SymbolId event;  ///< whose fold it is; none: what the handler handles says it
};

struct ApplyPlan {
    std::uint32_t entityType = 0;
};

struct RequirePlan {
    EntityChoice entity;
    FieldId field;  ///< none: the version of the row
    Compare compare = Compare::Equal;
    ChangePlan operand;
};

struct ReadPlan {
    struct Value {
        FieldId argument;
        FieldId field;  ///< none: the version of the row
    };

    EntityChoice entity;
    std::vector<Value> values;
};

/// How one node asks another: until when it waits and how often it tries.
struct AskPlan {
    NodeId to;
    std::optional<Duration> timeout;
    RetryPolicy retry;
    StreamIndex jitterStream = 0;
    bool skipOnReplay = false;
};

struct WorkPlan {
    Distribution duration;
    StreamIndex stream = 0;
};

struct ProducePlan {
    AskPlan ask;
    std::uint32_t topic = 0;
    SymbolId event;
    EntityChoice entity;
    bool keyed = true;
    Acks acks = Acks::All;
    bool idempotent = false;
    std::vector<ChangePlan> payload;
};

/// Stores an event; its ask is of no use there.
struct OutboxPlan {
    ProducePlan event;
};

/// A relay's query for what it has not marked yet.
struct PollPlan {};

/// Marks the events of a relay's batch.
struct MarkPlan {};

using StatementPlan =
    std::variant<UpdatePlan, ApplyPlan, RequirePlan, ReadPlan, OutboxPlan, PollPlan, MarkPlan>;

struct TransactionPlan {
    AskPlan ask;
    std::vector<StatementPlan> statements;
    Once once = Once::No;
    bool storesSaga = false;   ///< writes no rows of entities, but how far the saga is
    bool storesToken = false;  ///< with the rows: how far its subscription is
};

/// A relay sends the events of its batch, one after the other.
struct SendPlan {
    Duration timeout;
};

/// A relay that reads the database's log stores its position, which is no database work.
struct StorePlan {};

struct CallPlan {
    AskPlan ask;
    SymbolId operation;
    std::uint32_t route = 0;
};

struct ReplyPlan {};

struct LoadPlan {
    AskPlan ask;
    std::uint32_t topic = 0;
};

struct AppendPlan {
    AskPlan ask;
    std::uint32_t topic = 0;
    SymbolId event;
    std::vector<ChangePlan> payload;
    AppendStep::Expect expect = AppendStep::Expect::Any;
    std::uint32_t version = 0;
    RetryPolicy conflicts;
    StreamIndex conflictStream = 0;
    std::uint32_t loadStep = 0;  ///< where `conflicts` starts again
};

/// A requirement here is judged on what was loaded.
using StepPlan = std::variant<WorkPlan,
                              TransactionPlan,
                              ProducePlan,
                              CallPlan,
                              ReplyPlan,
                              SendPlan,
                              StorePlan,
                              LoadPlan,
                              AppendPlan,
                              RequirePlan>;

struct HandlerPlan {
    NodeId service;
    SymbolId name;
    std::vector<StepPlan> steps;
    std::vector<StepLink> links;  ///< by step
    bool saga = false;
    std::uint32_t mainSteps = 0;        ///< the first so many are its main sequence
    std::uint32_t storeSaga = kNoStep;  ///< the transaction that stores it; none: in memory only
};

struct TopicPlan {
    NodeId broker;  ///< or event store
    std::string name;
    PartitionId firstPartition;
    std::uint32_t partitions = 1;
    std::optional<Duration> retain;
    std::optional<Duration> compact;
    bool gated = false;
};

struct SubscriptionPlan {
    std::uint32_t handler = 0;
    NodeId consumer;
    NodeId broker;  ///< or event store
    SymbolId group;
    std::vector<PartitionId> partitions;
    std::vector<SymbolId> events;  ///< handled; empty: all
    ConsumeSpec consume;
    std::uint32_t members = 1;      ///< of all instances, which have the same number each
    std::uint32_t perInstance = 1;  ///< member i is of instance i / perInstance
    /// When a member is gone for longer than this, the others share its partitions; none: nobody
    /// ever takes over, and a consumer that is back has the partitions that it had.
    std::optional<Duration> session;
    NodeId tokensAt;  ///< the RDB or event store that has its tokens; none: it has no tokens
    StreamIndex jitterStream = 0;
    std::optional<RelaySpec> relay;  ///< it reads an outbox; `broker` is the RDB
    bool oneByOne =
        false;  ///< a step is about one event, so the batch is gone through event by event

    bool wants(SymbolId event) const {
        return events.empty() || std::ranges::find(events, event) != events.end();
    }
};

/// A node that a gateway passes requests on to: it has a budget and a breaker for each.
struct TargetPlan {
    NodeId gateway;
    NodeId target;
};

struct NodePlan {
    std::variant<ClientSpec, GatewaySpec, ServiceSpec, RdbSpec, BrokerSpec, EventStoreSpec> spec;
    StreamIndex latencyStream = 0;  ///< of transactions or appends
    StreamIndex failureStream = 0;
    StreamIndex jitterStream = 0;
    StreamIndex loseReplyStream = 0;
    PartitionId outbox;  ///< of an RDB; none: no handler writes to it, and none reads it
    StreamIndex replicationStream = 0;
    std::vector<FieldId> foldsAfterUpgrade;  ///< of a service that loads streams
    std::uint32_t code = 0;  ///< of a service; those with the same number fold and read alike
};

struct LinkPlan {
    Distribution latency;
    double loss = 0.0;
    StreamIndex latencyStream = 0;
    StreamIndex lossStream = 0;
};

/// Texts the simulator itself says in records.
struct WordPlan {
    SymbolId ok, queueFull, down, timedOut, network, connectionLost, rolledBack, queued, running;
    SymbolId breakerOpen, rateLimited, noRetryBudget, waitedTooLong, rejected;
    SymbolId revoked;
    SymbolId completed, compensated, failed;  ///< ends of sagas
    SymbolId conflict, tokenStolen;           ///< only of systems with an event store
    SymbolId incompatibleSchema, noBackup;
    SymbolId erased;                   ///< what a personal value reads as when its key is gone
    std::vector<SymbolId> faultKinds;  ///< by Fault::Kind
};

struct Plan {
    Dictionary dictionary;
    std::vector<std::string> streamNames;
    std::vector<NodePlan> nodes;  ///< by NodeId
    std::vector<LinkPlan> links;  ///< [from * nodes + to]
    std::vector<EntityPlan> entities;
    std::vector<std::uint32_t> entityTypeOf;  ///< by EntityId
    std::vector<std::uint64_t> entityHash;    ///< by EntityId; chooses the partition
    std::vector<SymbolId> entityKeys;         ///< by EntityId; none: no argument ever names it
    std::vector<EntityId> entityNamed;        ///< by SymbolId; none: it is no key
    std::vector<RoutePlan> routes;
    std::vector<TargetPlan> targets;
    std::vector<WorkloadPlan> workload;
    std::vector<HandlerPlan> handlers;
    std::vector<TopicPlan> topics;
    std::vector<SubscriptionPlan> subscriptions;
    WordPlan words;

    /// REQUIRES that it is a service.
    const ServiceSpec& serviceSpec(NodeId id) const {
        return std::get<ServiceSpec>(nodes[id.value].spec);
    }

    const LinkPlan& link(NodeId from, NodeId to) const {
        return links[static_cast<std::size_t>(from.value) * nodes.size() + to.value];
    }
};

/// Compiles system `systemIndex` of a scenario that loadScenario accepted. Fails only for what the
/// loader cannot see, such as a mistake in a Scenario that was built by hand.
Result<std::shared_ptr<const Plan>> compilePlan(const Scenario& scenario, std::size_t systemIndex);

}  // namespace foldline
