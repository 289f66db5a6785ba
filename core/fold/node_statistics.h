// Counts, means, percentiles and time-averages of every node, folded from records.
#pragma once

#include <cstdint>
#include <vector>

#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline {

/// Durations in microseconds, summarised. Percentiles are exact (nearest rank).
struct DurationSummary {
    std::uint64_t count = 0;
    double meanUs = 0.0;
    double deviationUs = 0.0;  ///< standard deviation of the population
    std::int64_t minUs = 0;
    std::int64_t p50Us = 0;
    std::int64_t p95Us = 0;
    std::int64_t p99Us = 0;
    std::int64_t maxUs = 0;
};

/// A whole number over time, weighted by how long it had each value.
struct LevelSummary {
    double mean = 0.0;
    std::int64_t max = 0;
};

struct NodeSummary {
    NodeId node;
    // Counts of what arrived at or after the warm-up.
    std::uint64_t arrivals = 0;  ///< requests, transactions or events that reached the node
    std::uint64_t started = 0;
    std::uint64_t completed = 0;
    std::uint64_t failed = 0;
    std::uint64_t refused = 0;
    std::uint64_t lost = 0;      ///< forgotten in a crash
    std::uint64_t timedOut = 0;  ///< as the one who waits
    std::uint64_t retries = 0;
    std::uint64_t rowsWritten = 0;
    std::uint64_t events = 0;  ///< appended at a broker, delivered at a consumer
    std::uint64_t redelivered = 0;
    DurationSummary wait;      ///< in the queue, of everything that was started
    DurationSummary service;   ///< from start to end, of everything completed or failed
    DurationSummary sojourn;   ///< wait and service together
    DurationSummary latency;   ///< at a client: from the first send to the answer "ok"
    LevelSummary queue;        ///< things waiting
    LevelSummary busy;         ///< workers or connections in use
    LevelSummary inSystem;     ///< both together
    double utilisation = 0.0;  ///< busy.mean over capacity; 0 where there is none
    double upShare = 1.0;      ///< share of time the node was up
};

/// Gathers over one run. Memory: 8 bytes for every duration kept.
class NodeStatistics {
public:
    NodeStatistics(const Dictionary& dictionary, SimTime warmup);

    void fold(const Record& record);
    /// The state at `end`, which must not be before the last record folded.
    std::vector<NodeSummary> summarise(SimTime end) const;
};

}  // namespace foldline
