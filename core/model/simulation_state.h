// Everything a running simulation knows, in plain containers: copying it forks the universe.
#pragma once

#include <compare>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "core/model/circuit_breaker.h"
#include "core/model/inbox.h"
#include "core/model/message.h"
#include "core/model/plan.h"
#include "core/model/token_bucket.h"
#include "core/record/invariants.h"
#include "core/record/record.h"
#include "core/sim/event_queue.h"
#include "core/sim/persistent_log.h"
#include "core/sim/persistent_table.h"
#include "core/sim/random_stream.h"

namespace foldline {

/// After this long without an answer a consumer repeats a fetch whose batch was lost.
inline constexpr std::int64_t kPollAgainUs = 100 * kUsPerMs;

/// What will happen. `generation` tells whether it is still meant: it must equal that of what
/// `index` points at.
struct Pending {
    enum class Kind : std::uint8_t {
        FaultEnds,
        FaultStarts,
        Arrival,          ///< index: workload
        MessageArrives,   ///< index: message
        StepDone,         ///< index: frame
        TransactionDone,  ///< index: transaction
        CallTimesOut,     ///< index: call
        RetryDue,         ///< index: call
        FetchDue,         ///< index: member
        BatchRetryDue,    ///< index: member
        SessionEnds,      ///< index: subscription
        RebalanceDone,    ///< index: subscription; generation: the group's epoch
        ExpiryDue,        ///< index: partition
        CompactionDue,    ///< index: partition
        Replicated,       ///< index: partition; generation: its leader's epoch
        StartOverDue,     ///< index: frame
        BackupDue,        ///< index: node
        TokensDue,        ///< index: subscription
    };

    std::int64_t t = 0;
    std::uint64_t order = 0;  ///< among those at the same time; unique
    std::uint32_t index = 0;
    std::uint32_t generation = 0;
    Kind kind = Kind::Arrival;

    bool operator<(const Pending& other) const {
        return t != other.t ? t < other.t : order < other.order;
    }
};

/// The events of one idempotent producer for one partition.
struct WindowKey {
    NodeId producer;
    std::uint32_t instance = 0;
    std::uint32_t partition = 0;

    auto operator<=>(const WindowKey&) const = default;
};

/// Calls of a producer; kNoIndex stands for one that is done while an older one is not.
struct ProducerWindow {
    std::uint64_t number = 0;  ///< another one after a crash of the producer; from 1
    std::uint64_t nextSequence = 0;
    std::deque<std::uint32_t> underWay;
    std::deque<std::uint32_t> waiting;
};

/// One asking: kept from the first attempt to the last answer.
struct Call {
    enum class Owner : std::uint8_t { Free, Client, Gateway, Frame, Member };

    Owner owner = Owner::Free;
    std::uint32_t generation = 0;  ///< grows with every attempt and when it is over
    std::uint32_t timer = 0;       ///< grows whenever the pending timer is no longer meant
    bool waiting = false;
    std::uint32_t frame = kNoIndex;
    std::uint32_t member = kNoIndex;  ///< of a relay that polls
    ReplyTo upstream;                 ///< of a gateway: whom to answer
    std::uint32_t target = kNoIndex;  ///< of a gateway: in Plan::targets
    std::uint32_t breakerPeriod = 0;  ///< in which this attempt was permitted
    bool overBudget = false;          ///< a retry was not made for lack of budget
    std::uint32_t attempt = 0;
    std::int64_t askedAt = 0;
    Duration previousDelay;
    AskPlan ask;
    std::optional<WindowKey> window;  ///< of an idempotent producer
    Message message;                  ///< what every attempt sends
};

/// The saga as its row says: what is needed to go on with it.
struct StoredSaga {
    SagaProgress progress;
    std::uint32_t handler = 0;
    MessageId message;
    RequestId request;
    EntityId entity;
    SymbolId what;
    Seq cause = 0;  ///< the commit that stored it
    Fields arguments;
};

/// A worker of a service.
struct Frame {
    bool active = false;
    std::uint32_t generation = 0;
    NodeId node;
    std::int32_t worker = 0;
    std::uint32_t handler = 0;
    std::uint32_t step = 0;
    std::uint32_t call = kNoIndex;    ///< what it waits for
    std::uint32_t member = kNoIndex;  ///< of a consumer
    std::uint32_t event = 0;          ///< of its member's batch, when events are handled one by one
    ReplyTo replyTo;
    MessageId message;
    RequestId request;
    EntityId entity;
    SymbolId what;
    SymbolId outcome;  ///< rejected, when that is what it came to; none: ok
    Seq cause = 0;
    std::int64_t startedAt = 0;
    SagaProgress saga;
    std::uint8_t arrived = 0;  ///< so many of `arguments` came with it; the others were read
    bool sagaChanged = false;  ///< and not yet stored
    bool storingSaga = false;
    Fields arguments;
    std::uint32_t version = 0;  ///< of the stream that was loaded; 0: none was
    Fields state;               ///< that was loaded
    std::uint32_t round = 1;    ///< from the load to the append; grows with conflicts
    bool startsOver = false;    ///< waits until it does
    bool replayed = false;      ///< the event at hand was done before
    Duration previousDelay;     ///< before a round
};

/// A connection of an RDB or event store.
struct Transaction {
    bool active = false;
    std::uint32_t generation = 0;
    NodeId rdb;
    std::int32_t connection = 0;
    Seq cause = 0;
    std::uint32_t eventsRead = 0;  ///< of a load
    Message message;
};

struct Row {
    std::uint32_t version = 0;
    std::uint32_t reflects = 1;  ///< version of the entity's stream that was applied last
    std::uint32_t emptied = 1;   ///< the version in which it was as at the start, last
    Fields fields;
};

/// What a stream folds to up to a version.
struct FoldedStream {
    std::uint32_t version = 0;
    std::uint32_t beginning = 0;  ///< version from which it was folded
    std::uint32_t code = 0;       ///< by which it was folded: as of Engine::codeOf
    std::uint32_t revision = 0;   ///< of a snapshot: as of Engine::revisionOf
    bool unreadable = false;      ///< the code cannot read some of the events
    Fields fields;
};

/// Where an event store has the stream of one entity: its events are in one partition, each of them
/// knows the one before.
struct EventStream {
    std::int64_t last = -1;          ///< offset; -1: there is none
    FoldedStream snapshot;           ///< the newest; at first as created, version 1
    std::vector<FoldedStream> kept;  ///< of the last load by each code, not masked
};

/// A row as it was written.
struct RowImage {
    EntityId entity;
    std::int64_t t = 0;
    std::uint32_t version = 0;
    std::uint32_t asVersion = 0;  ///< the version that it is as; another one after a repair
    std::uint32_t reflects = 0;   ///< version of the entity's stream; 0: of no event
    Fields fields;
};

/// How far a consumer had come in a partition when a transaction was committed.
struct AppliedRange {
    std::uint32_t subscription = 0;
    std::uint32_t partition = 0;
    std::int64_t t = 0;
    std::int64_t end = 0;  ///< offset after the last event
    bool reset = false;    ///< no transaction: the group was set back to `end`
};

/// Lowest free index first, so that the picture is calm.
class IdleSet {
public:
    void resize(std::uint32_t count) {
        m_words.assign((count + 63) / 64, 0);
        for (std::uint32_t i = 0; i < count; ++i) {
            release(i);
        }
    }

    /// kNoIndex when none is idle.
    std::uint32_t take() {
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            if (m_words[i] != 0) {
                const auto bit = static_cast<std::uint32_t>(__builtin_ctzll(m_words[i]));
                m_words[i] &= m_words[i] - 1;
                return static_cast<std::uint32_t>(i * 64) + bit;
            }
        }
        return kNoIndex;
    }

    /// The lowest in [first, last); kNoIndex when none of them is idle.
    std::uint32_t takeBetween(std::uint32_t first, std::uint32_t last) {
        for (std::uint32_t i = first; i < last; ++i) {
            if ((m_words[i / 64] >> (i % 64) & 1) != 0) {
                withdraw(i);
                return i;
            }
        }
        return kNoIndex;
    }

    void withdraw(std::uint32_t index) {
        m_words[index / 64] &= ~(std::uint64_t{1} << (index % 64));
    }

    void release(std::uint32_t index) { m_words[index / 64] |= std::uint64_t{1} << (index % 64); }

private:
    std::vector<std::uint64_t> m_words;
};

struct NodeRuntime {
    // Condition, from the faults in force.
    bool up = true;
    double slow = 1.0;
    double flaky = 0.0;
    double loseReplies = 0.0;
    double loss = 0.0;

    std::vector<bool> instances;  ///< of a service: which are up

    std::uint32_t process = 0;  ///< grows when a repair ends its connections to RDBs
    std::uint32_t first = 0;    ///< of its frames or transactions
    IdleSet idle;
    std::deque<std::uint32_t> queue;      ///< messages waiting for a worker or connection
    std::deque<std::uint32_t> batches;    ///< members whose batch waits for a worker
    std::vector<Row> rows;                ///< of an RDB, by EntityId
    Inbox inbox;                          ///< of an RDB
    PersistentLog<RowImage> images;       ///< of an RDB with backups
    PersistentLog<AppliedRange> applied;  ///< of an RDB with backups
    std::vector<std::int64_t> backups;    ///< times
    Seq lastBackup = 0;                   ///< the record of it, or that of the start
    bool upgraded = false;                ///< of a service: it runs its new code
    std::vector<StoredSaga> sagas;        ///< of an RDB: those whose end its service has not seen
    std::deque<StoredSaga> unfinished;    ///< of a service: sagas that wait to be gone on with
    std::vector<EventStream> history;     ///< of an event store, by EntityId
    PersistentTable<std::uint32_t> versions;  ///< of an event store, by id of what it appended
    TokenBucket limit;                        ///< of a gateway
};

struct StoredEvent {
    SymbolId type;
    EntityId entity;
    std::uint32_t version = 0;       ///< none in an outbox: the broker gives it
    std::uint32_t topic = kNoIndex;  ///< of an event in an outbox: where it is meant for
    RequestId request;
    std::uint64_t id = 0;  ///< given by the produce or transaction step: a retry repeats it
    std::int64_t t = 0;
    Seq seq = 0;
    std::int64_t previous = -1;  ///< in an event store: offset of the stream's event before
    bool unreadable = false;     ///< by its schema, for a consumer that was not upgraded
    Fields payload;
};

/// An event that only the leader of its partition has.
struct HeldEvent {
    Message message;  ///< replyTo: who still waits for its acknowledgement
    std::int64_t dueAt = 0;
    Seq held = 0;
    bool acknowledged = false;
};

/// What a producer sent last to one partition.
struct RecentEvents {
    std::uint64_t producer = 0;
    std::uint64_t newest = 0;              ///< sequence number
    std::vector<std::uint64_t> sequences;  ///< of those that arrived; the last five at most
};

/// What the leader of a partition knows besides the log that all replicas have.
struct Leader {
    std::uint32_t epoch = 0;  ///< grows when replication is broken off
    std::deque<HeldEvent> held;
    std::vector<RecentEvents> recent;  ///< of idempotent producers
};

/// An event in the order in which a consumer must come to it; `partition` indexes
/// SubscriptionPlan::partitions.
struct ParkedEvent {
    EntityId entity;
    std::uint32_t partition = 0;
    std::int64_t offset = 0;

    friend auto operator<=>(const ParkedEvent&, const ParkedEvent&) = default;
};

/// One member of a consumer group: a worker's worth of partitions.
struct Member {
    enum class State : std::uint8_t { Stopped, Idle, Fetching, Ready, Running, WaitingForRetry };

    State state = State::Idle;
    std::uint32_t subscription = 0;
    std::uint32_t number = 0;
    std::uint32_t instance = 0;
    std::vector<std::uint32_t> partitions;  ///< of the subscription, ascending
    std::uint32_t epoch = 0;       ///< of the group, or of its claim, when the batch was fetched
    std::uint32_t generation = 0;  ///< grows when its batch is dropped
    std::uint32_t timer = 0;
    std::uint32_t nextPartition = 0;  ///< where the next fetch begins, for fairness
    std::uint32_t frame = kNoIndex;
    std::uint32_t attempt = 0;
    std::uint32_t tries = 0;  ///< of the batch, or of the event where it is gone through one by one
    std::uint32_t event = 0;  ///< first of the batch that is not done, when handled one by one
    std::uint32_t step = 0;   ///< of a relay: where the next attempt goes on
    std::uint32_t call = kNoIndex;  ///< of a relay that polls: its query
    bool single = false;            ///< this batch is gone through one by one
    bool fromParked = false;        ///< this batch is one of parked events
    std::vector<EventRange> retry;  ///< parked events to be fetched, in order
    Seq retryCause = 0;
    Duration previousDelay;
    std::int64_t readyAt = 0;
    Seq cause = 0;
    MessageId message;
    std::vector<EventRange> batch;
};

/// Progress of one group in one partition; the broker keeps it, so a crash of the consumer does not
/// lose `committed`.
struct Cursor {
    std::int64_t position = 0;  ///< next offset to fetch
    std::int64_t done = 0;      ///< next offset that may be committed
    std::int64_t committed = 0;
    std::int64_t replayUntil = 0;  ///< offsets below were done before progress was reset
    std::int64_t missedTo = 0;     ///< it is on record that offsets below were missed
    std::int64_t begin = 0;        ///< where the group began; no reset goes before it
    bool everCommitted = false;
    std::int64_t firstDelivery = 0;        ///< at most `committed`
    std::deque<std::uint32_t> deliveries;  ///< of the offsets from `firstDelivery` on
};

/// Which events of a partition the broker still has.
struct Upkeep {
    std::int64_t firstKept = 0;
    std::int64_t compactedTo = 0;
    bool expiryPlanned = false;
    bool compactionPlanned = false;
    Seq cause = 0;                         ///< the record of the last expiry
    PersistentTable<std::int64_t> newest;  ///< offset + 1 below compactedTo, by EntityId
    PersistentTable<bool> gone;            ///< by offset
};

/// Of a segment's token: its owner has it until nobody has extended it for the claim time-out.
struct Claim {
    std::uint32_t epoch = 0;  ///< grows with every owner
    std::int64_t extendedAt = 0;
    bool abandoned = false;  ///< the process that has it is gone
    bool givenBack = false;  ///< it went in order
    Seq retryCause = 0;      ///< its next owner is to try parked events again; 0: not
    Seq cause = 0;           ///< the record with which it was extended, or made
};

/// What the broker knows of a consumer group, in one subscription.
struct Group {
    std::uint32_t firstMember = 0;      ///< in SimulationState::members
    std::vector<std::uint32_t> owner;   ///< numbers of members, by partition; kNoIndex: nobody
    std::vector<std::uint32_t> before;  ///< the owners of before the rebalance
    std::vector<Claim> claims;          ///< by partition, of a group with tokens
    std::uint32_t epoch = 0;            ///< grows with every rebalance
    std::uint32_t timer = 0;
    std::int64_t sessionsEnd = 0;  ///< until then some member that is gone is still counted
    bool rebalancing = false;
    bool late = false;  ///< something was due while the broker was down
    Seq cause = 0;      ///< of the next rebalance
};

/// What a gateway knows of a node that it passes requests on to; in memory, so a crash forgets it.
struct TargetRuntime {
    TokenBucket budget;
    CircuitBreaker breaker;
};

struct FaultInForce {
    Fault fault;
    NodeId node;
    NodeId peer;
    Seq started = 0;
    FieldId field;           ///< of Corrupt; none: the system does not know it
    std::int64_t value = 0;  ///< of Corrupt
};

/// An event that Corrupt let a service produce, and nobody has corrected yet.
struct WrongEvent {
    NodeId producer;
    std::uint32_t topic = 0;
    PartitionId partition;
    std::int64_t offset = 0;
    Fields right;  ///< the payload as it should have been
};

/// A crash that waits for a handler of its node to have done a step.
struct ArmedCrash {
    std::uint32_t fault = 0;  ///< in RunInputs::faults
    std::uint32_t handler = 0;
    std::uint32_t step = 0;  ///< or kCommitStep
};

inline constexpr std::uint32_t kCommitStep = kNoIndex - 1;

struct MetCrash {
    std::uint32_t id = 0;  ///< of the fault
    std::int64_t at = 0;
};

struct SimulationState {
    std::int64_t now = 0;
    std::int64_t recordedUntil = -1;
    bool started = false;
    bool ended = false;
    Seq lastSeq = 0;
    std::uint64_t nextMessage = 0;
    std::uint64_t nextRequest = 0;
    std::uint64_t nextEvent = 0;
    std::uint64_t nextSaga = 0;
    PersistentTable<bool> sagasOver;  ///< by number of the saga
    std::uint64_t windowsMade = 0;
    std::uint64_t nextOrder = 0;
    EventQueue<Pending> pending;

    std::vector<RandomStream> streams;
    std::vector<std::uint64_t> counters;  ///< of Generator::Kind::Each, by stream
    std::vector<std::uint32_t> arrivals;  ///< so far, by workload

    std::vector<Message> messages;
    std::vector<std::uint32_t> freeMessages;
    std::vector<Call> calls;
    std::vector<std::uint32_t> freeCalls;
    std::vector<NodeRuntime> nodes;
    std::vector<TargetRuntime> targets;  ///< as Plan::targets
    std::vector<Frame> frames;
    std::vector<Transaction> transactions;
    std::vector<PersistentLog<StoredEvent>> partitions;
    std::vector<Upkeep> upkeep;   ///< by PartitionId
    std::vector<Leader> leaders;  ///< by PartitionId
    std::map<WindowKey, ProducerWindow> windows;
    std::vector<std::uint32_t> roundRobin;      ///< by topic
    std::vector<std::uint32_t> streamVersions;  ///< by EntityId
    std::vector<Member> members;
    std::vector<Group> groups;                  ///< by subscription
    std::vector<std::vector<Cursor>> cursors;   ///< by subscription and partition within it
    std::vector<std::set<ParkedEvent>> parked;  ///< by subscription
    /// By subscription: the record that asked for a replay which has not begun; 0: none.
    std::vector<Seq> replays;
    std::vector<FaultInForce> faults;
    std::vector<ArmedCrash> armed;
    std::vector<MetCrash> met;            ///< in order of time; those that are over, too
    std::vector<WrongEvent> wrongEvents;  ///< in the order in which they were appended
    /// What every entity began with, by EntityId; never changed once the run has begun.
    std::shared_ptr<const std::vector<Fields>> initial;
    std::vector<bool> shredded;  ///< by EntityId; empty: nobody was forgotten

#ifndef NDEBUG
    std::optional<Invariants> invariants;  ///< of the records so far
#endif
};

}  // namespace foldline
