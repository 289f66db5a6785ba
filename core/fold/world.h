// The world at one moment: what every node holds and what is under way. A pure fold of records; it
// knows nothing of the simulator.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/fold/flights.h"
#include "core/fold/totals.h"
#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline {

/// Something that waits for a worker or a connection.
struct Waiting {
    MessageId message;
    RequestId request;
    SymbolId what;
    SimTime since;

    friend bool operator==(const Waiting&, const Waiting&) = default;
};

/// A worker of a service or a connection of an RDB.
struct WorkerState {
    enum class Activity : std::uint8_t { Idle, Working, WaitingForReply, WaitingForRetry };

    // While idle all other members have their defaults, except `message` and `events` of a batch
    // that failed there: its retry, if there is one, goes on with them.
    Activity activity = Activity::Idle;
    RequestId request;
    MessageId message;          ///< what it works on
    SymbolId what;              ///< handler or operation
    NodeId peer;                ///< whom a worker waits for, or for whom a connection works
    std::uint32_t attempt = 0;  ///< of the handler; while waiting for a retry, the coming one
    std::uint32_t events = 0;   ///< delivered to it and not yet done with
    SimTime since;              ///< start of the handler or transaction

    friend bool operator==(const WorkerState&, const WorkerState&) = default;
};

struct ActiveFault {
    std::int32_t fault = 0;
    SymbolId what;
    NodeId peer;
    std::int64_t strength = 0;  ///< millionths
    SimTime since;

    friend bool operator==(const ActiveFault&, const ActiveFault&) = default;
};

/// A gateway's circuit breaker for one of the nodes that it asks.
struct BreakerState {
    enum class State : std::uint8_t { Closed, Open, HalfOpen };

    NodeId target;
    State state = State::Closed;
    SimTime since;

    friend bool operator==(const BreakerState&, const BreakerState&) = default;
};

/// A stream of an event store, as far as its records told.
struct StoredStream {
    EntityId entity;
    std::uint32_t version = 1;   ///< 1 before its first event
    std::uint32_t snapshot = 1;  ///< the version that the newest snapshot holds; 1: there is none
    bool conflicted = false;     ///< the last append was refused, since the stream had gone on
    Seq touched = 0;             ///< the record that told last

    friend bool operator==(const StoredStream&, const StoredStream&) = default;
};

/// The streams of an event store that are kept in mind: those touched last.
inline constexpr std::size_t kStreamsKept = 4;

struct NodeState {
    bool up = true;
    std::vector<std::int32_t> instancesDown;  ///< numbers of those that stopped, from 1, ascending
    std::vector<WorkerState> workers;
    std::deque<Waiting> queue;
    std::vector<ActiveFault> faults;
    /// Of a gateway, in the order in which they opened first; one that never opened is closed.
    std::vector<BreakerState> breakers;
    /// Of an event store: those appended to last, at most kStreamsKept. Each keeps its place until
    /// it makes room for another.
    std::vector<StoredStream> streams;
    /// Of a client: requests without an end yet, neither answered for good nor given up. Of a
    /// gateway: requests taken in and not yet answered.
    std::uint32_t asking = 0;

    // Counts since the start of the run.
    std::uint64_t received = 0;   ///< requests, transactions, events or batches that reached it,
                                  ///< those it refused included; answers are not counted
    std::uint64_t completed = 0;  ///< handlers finished, transactions committed
    std::uint64_t failed = 0;     ///< handlers failed, transactions rolled back
    std::uint64_t refused = 0;
    std::uint64_t retries = 0;
    std::uint64_t lost = 0;  ///< work forgotten in a crash
    std::uint64_t rowsWritten = 0;
    std::uint64_t accessLines = 0;  ///< lines to reconcile by hand
    std::uint64_t skipped = 0;      ///< requests and events known to be done already

    friend bool operator==(const NodeState&, const NodeState&) = default;
};

struct PartitionState {
    std::int64_t end = 0;    ///< offset of the next event
    std::uint64_t held = 0;  ///< events that only the leader has
    std::int64_t first = 0;  ///< offset of the oldest event that the broker still has

    friend bool operator==(const PartitionState&, const PartitionState&) = default;
};

/// How far one group has come in one partition, in the order of Dictionary::subscriptions and their
/// partitions.
struct CursorState {
    PartitionId partition;
    std::uint32_t subscription = 0;
    std::int64_t delivered = 0;  ///< offset after the last event given to a handler
    std::int64_t committed = 0;
    /// Who has the partition, from 1, in a group that shares them out anew when a member is gone;
    /// 0: nobody, or another group.
    std::uint32_t member = 0;
    std::uint64_t parked = 0;       ///< events put aside until somebody has them tried again
    std::uint64_t parkedAhead = 0;  ///< of these, the ones that are not committed yet

    friend bool operator==(const CursorState&, const CursorState&) = default;
};

struct World {
    Seq seq = 0;  ///< of the last record folded
    SimTime t;    ///< of that record
    bool ended = false;
    std::vector<NodeState> nodes;            ///< by NodeId
    Flights flights;                         ///< in order of message
    std::vector<PartitionState> partitions;  ///< by PartitionId
    std::vector<CursorState> cursors;
    Totals totals;

    friend bool operator==(const World&, const World&) = default;
};

/// Before the first record: everybody up and idle.
World initialWorld(const Dictionary& dictionary);

/// The fold itself: what each kind of record does to the world of one system. Holds small tables
/// made from the dictionary (who plays which role, which cursor is whose, the symbol "ok"), and
/// does not need the dictionary afterwards. Make it once per
/// system and keep it; copies are cheap, and one may be used by several threads at a time.
class WorldFold {
public:
    explicit WorldFold(const Dictionary& dictionary);

    /// Folds one record. REQUIRES record.seq == world.seq + 1 and that `world` is of the same
    /// system (from initialWorld or decodeWorld with an equal dictionary). Never fails: a record
    /// that makes no sense (a damaged file) changes as much as it can and breaks nothing. O(log
    /// flights) plus the moves of Flights and small vectors; no allocation but the growth of
    /// flights and queues.
    void operator()(World& world, const Record& record) const;

    /// Folds all of `records`, in order.
    void operator()(World& world, std::span<const Record> records) const;

private:
    /// One consumer's cursor in a partition: whose records move it.
    struct CursorKey {
        NodeId consumer;
        SymbolId group;
        SymbolId handler;
        std::uint32_t cursor = 0;
    };

    void park(World& world, const Record& record) const;
    CursorState* cursorOf(World& world,
                          const Record& record,
                          SymbolId CursorKey::*member,
                          SymbolId name) const;

    void foldSending(NodeState& node, const Record& record) const;
    void foldAnswer(NodeState& node, const Record& record) const;
    void foldEvent(World& world, NodeState& node, const Record& record) const;
    void deliver(World& world, NodeState& node, const Record& record) const;
    void foldStream(NodeState& node, const Record& record) const;
    void foldRefusal(World& world, NodeState& node, const Record& record) const;
    void foldFault(World& world, NodeState& node, const Record& record) const;

    TotalsFold m_totals;
    std::vector<CursorKey> m_cursors;          // grouped by partition
    std::vector<std::uint32_t> m_firstCursor;  // in m_cursors, by PartitionId; one more at the end
};

/// Compact binary form for keyframes, stable across builds.
std::string encodeWorld(const World& world);
/// Nothing when `bytes` is not an encoding of a world that fits `dictionary`; never reads outside.
std::optional<World> decodeWorld(std::string_view bytes, const Dictionary& dictionary);

}  // namespace foldline
