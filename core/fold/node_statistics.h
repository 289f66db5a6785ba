// Counts, means, percentiles and time-averages of every node, folded from records.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "core/fold/event_delays.h"
#include "core/fold/open_requests.h"
#include "core/fold/samples.h"
#include "core/fold/totals.h"
#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline {

/// One node over a run. A *piece of work* is
/// - at a client, a request: from its first sending until the client is told or gives up for good;
/// - at a gateway, a request: from being taken in until it is answered;
/// - at a service, a request, or for a consumer a batch of events: from arriving until its handler
///   is done with it; a handler that fails and is tried again goes on being the same piece;
/// - at an RDB, a transaction: from arriving until it is committed or rolled back; at an event
///   store, likewise, a load or an append: one that meets a conflict is rolled back;
/// - at a broker, an event: it is appended as it arrives.
///
/// Pieces count when they arrived at or after the warm-up, and so do their durations. What happens
/// at a moment without being a piece (refused, timedOut, retries, rowsWritten, events, redelivered)
/// counts when it happened at or after the warm-up. Levels and upShare are over [warm-up, end].
///
/// Nothing is forgotten: arrivals == completed + failed + refused + lost + open. Little's law is an
/// identity, whatever the distributions and faults: without a warm-up, inSystem.mean x length ==
/// the sum of sojourn and unfinished, and lag.mean x length == that of eventSojourn when lag.last
/// is 0; with nothing unfinished, likewise queue with wait and busy with service.
struct NodeSummary {
    NodeId node;
    std::uint64_t arrivals = 0;   ///< pieces of work that reached the node, refused ones included
    std::uint64_t started = 0;    ///< taken up by a worker or connection; passed on by a gateway
    std::uint64_t completed = 0;  ///< at a client: told ok
    std::uint64_t failed = 0;     ///< failed for good; at a client: given up, outcome unknown
    std::uint64_t refused =
        0;                   ///< turned away, also after waiting; at a client: told that it failed
    std::uint64_t lost = 0;  ///< forgotten in a crash
    std::uint64_t open = 0;  ///< still at the node at the end
    std::uint64_t timedOut = 0;  ///< as the one who waits
    std::uint64_t retries = 0;
    std::uint64_t rowsWritten = 0;
    std::uint64_t events = 0;  ///< appended at a broker, delivered at a consumer
    std::uint64_t redelivered = 0;
    DurationSummary wait;          ///< in the queue, of every piece that was started
    DurationSummary service;       ///< from start to end, of every piece completed or failed
    DurationSummary sojourn;       ///< wait and service together; at a client: however it ended
    DurationSummary latency;       ///< at a client: from the first send to the answer "ok"
    DurationSummary unfinished;    ///< of what was lost, refused after waiting, or is open: how
                                   ///< long it had been there
    DurationSummary eventWait;     ///< at a consumer: from being appended to the first delivery
    DurationSummary eventSojourn;  ///< at a consumer: from being appended, or from the reset of
                                   ///< its progress, until progress beyond the event was committed
    LevelSummary queue;            ///< pieces waiting
    LevelSummary busy;         ///< workers or connections in use, also while waiting for a retry
    LevelSummary inSystem;     ///< pieces at the node
    LevelSummary lag;          ///< at a consumer: events appended that it has not committed
    double utilisation = 0.0;  ///< busy.mean over capacity; 0 where there is none
    double upShare = 1.0;      ///< share of time the node was up

    friend bool operator==(const NodeSummary&, const NodeSummary&) = default;
};

/// Gathers over one run; a value. O(1) a record where queues are first in, first out; no allocation
/// but growth. Memory: 8 bytes for every duration kept, and for every request
/// at clients and gateways.
class NodeStatistics {
public:
    NodeStatistics(const Dictionary& dictionary, SimTime warmup);

    void fold(const Record& record);
    /// The state at `end`, which must not be before the last record folded. O(durations kept).
    std::vector<NodeSummary> summarise(SimTime end) const;

private:
    struct Queued {
        MessageId message;
        SimTime since;
    };

    struct Slot {
        bool busy = false;
        SimTime arrived;
        SimTime started;
    };

    /// What is known of one node so far.
    struct Track {
        Track(const NodeName& name, SimTime warmup);

        NodeSummary counts;
        DurationSamples wait;
        DurationSamples service;
        DurationSamples sojourn;
        DurationSamples latency;
        DurationSamples unfinished;  // what was lost, or refused after waiting
        LevelOverTime queue;
        LevelOverTime busy;
        LevelOverTime inSystem;
        LevelOverTime down;
        bool up = true;
        std::uint32_t capacity = 0;
        std::vector<Slot> workers;
        std::deque<Queued> waiting;
        OpenRequests open;                  // at a client or a gateway
        Seq refusal = 0;                    // the last record of one; 0: none
        std::int32_t failedLast = kNoSlot;  // whose durations were added last, and may be undone
    };

    bool counts(SimTime arrived) const { return arrived >= m_warmup; }

    void foldWork(Track& node, const Record& record);
    void lose(Track& node, SimTime arrived, SimTime now) const;
    void addOpen(const Track& node, SimTime end, NodeSummary& summary) const;

    void foldArrival(Track& node, const Record& record);
    void foldRefusal(Track& node, const Record& record);
    void foldStart(Track& node, const Record& record);
    void foldEnd(Track& node, const Record& record);
    void foldLoss(Track& node, const Record& record);
    void foldRetry(Track& node, const Record& record);
    void foldMoment(Track& node, const Record& record);
    void foldAsking(Track& node, const Record& record);
    void foldIntention(Track& client, const Record& record);
    void foldOutcome(Track& client, const Record& record, Outcome outcome);
    void foldAnswer(Track& gateway, const Record& record);

    SimTime m_warmup;
    TotalsFold m_roles;
    EventDelays m_events;
    std::vector<Track> m_nodes;    // by NodeId
    std::uint64_t m_requests = 0;  // one more than the largest number that a client has sent
};

}  // namespace foldline
