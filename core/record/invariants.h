// What must hold of the records of every run, whatever is simulated: time does not go back, every
// effect has a cause, no message is invented or forgotten, and nobody does two things at once.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline {

/// Folds the records of one run from its first on. A value; O(1) a record, O(log) in queues.
/// Kinds it does not know need a cause and valid references, no more.
class Invariants {
public:
    explicit Invariants(const Dictionary& dictionary);

    /// What is impossible about `record` after all before it; empty when all is well. After the
    /// first answer that is not empty, further ones mean nothing.
    std::string fold(const Record& record);

private:
    struct Flight {
        Kind kind = Kind::RequestSent;
        NodeId from;
        NodeId to;
        SimTime due;
        bool arrived = false;
    };

    struct Queued {
        NodeId node;
        SimTime since;
    };

    /// A worker or connection.
    struct Slot {
        enum class State : std::uint8_t { Free, Busy, WaitingForRetry };

        State state = State::Free;
        bool down = false;  ///< with its instance
        MessageId message;
    };

    struct Node {
        Role role = Role::Service;
        bool up = true;
        std::int64_t queueLimit = -1;
        std::int64_t queued = 0;
        std::vector<Slot> workers;        // or connections
        std::vector<std::uint32_t> rows;  // versions by EntityId, of an RDB
    };

    std::string checkOrder(const Record& record) const;
    std::string checkReferences(const Record& record) const;
    std::string checkCause(const Record& record) const;
    std::string foldFact(const Record& record);
    std::string foldData(const Record& record);
    std::string send(const Record& record);
    std::string arrive(const Record& record);
    std::string enqueue(const Record& record);
    std::string start(const Record& record);
    std::string startArrived(const Record& record);
    std::string leaveQueue(const Record& record);
    std::string end(const Record& record);
    std::string lose(const Record& record);
    std::string retry(const Record& record);
    std::string append(const Record& record);
    std::string store(const Record& record);
    std::string hold(const Record& record);
    std::string loseHeld(const Record& record);
    std::string arriveAtStore(const Record& record) const;
    std::string readStream(const Record& record) const;
    std::string deliver(const Record& record) const;
    std::string commit(const Record& record);
    std::string reset(const Record& record);
    std::string park(const Record& record);
    std::string write(const Record& record);
    std::string foldSaga(const Record& record);
    std::string stop(const Record& record);
    std::string stopInstance(const Record& record);
    std::string revoke(const Record& record);
    std::string expire(const Record& record);
    std::string finishRun(const Record& record) const;
    Slot* slotOf(const Record& record);
    /// What was sent under this number and has not arrived; null when there is no such message.
    Flight* underWay(MessageId message);
    void land(Flight& flight);

    Seq m_lastSeq = 0;
    SimTime m_now;
    bool m_ended = false;
    std::size_t m_symbols = 0;
    std::uint64_t m_nextMessage = 0;
    std::vector<Node> m_nodes;               // by NodeId
    std::deque<Flight> m_flights;            // from the oldest that has not arrived on
    std::uint64_t m_firstFlight = 0;         // the number of its message
    std::map<MessageId, Queued> m_queued;    // arrived, and waiting
    std::set<MessageId> m_resumed;           // of sagas whose handler is about to go on
    std::set<std::int64_t> m_sagas;          // that are not over
    std::vector<std::int64_t> m_partitions;  // events, by PartitionId
    std::vector<NodeId> m_hosts;             // by PartitionId
    std::vector<std::int64_t> m_firstKept;   // by PartitionId
    std::vector<std::uint32_t> m_streams;    // versions, by EntityId
    /// What only the leaders have, by PartitionId.
    std::vector<std::deque<MessageId>> m_held;
    /// By consumer, group and partition.
    std::map<std::tuple<NodeId, SymbolId, std::int32_t>, std::int64_t> m_committed;
    std::set<std::tuple<NodeId, SymbolId, std::int32_t>> m_revoked;
    std::map<std::tuple<NodeId, SymbolId, std::int32_t>, std::uint32_t>
        m_owners;  // members, if told
    /// Events parked, by consumer, partition and offset; each group may have parked one.
    std::map<std::tuple<NodeId, std::int32_t, std::int64_t>, std::uint32_t> m_parked;
};

}  // namespace foldline
