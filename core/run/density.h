// How much happened when: exact counts per lane and levels over time, so that any stretch of the
// timeline is drawn from a few thousand numbers, whatever the length of the run.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

#include "core/record/dictionary.h"
#include "core/record/record.h"
#include "core/run/lane_times.h"
#include "core/run/series_buckets.h"

namespace foldline {

/// One row of the timeline's counts.
enum class LaneKind : std::uint8_t {
    NodeActivity,  ///< what a node did
    NodeFailures,  ///< refused, failed, rolled back, timed out or lost there
    Events,        ///< events appended, system-wide
};

struct LaneKey {
    LaneKind kind = LaneKind::NodeActivity;
    NodeId node;  ///< none for Events

    friend bool operator==(const LaneKey&, const LaneKey&) = default;
};

/// A number that is drawn as a curve over time.
enum class SeriesKind : std::uint8_t {
    EventsBehind,  ///< appended and not yet committed by the slowest group
    /// What clients were told other than "ok", or nothing in time: the count of the second before.
    ErrorsPerSecond,
    RequestsWaiting,  ///< in queues and with workers of services
    /// Of answers "ok" to clients, in milliseconds: `last` is the mean of the interval, `min` and
    /// `max` are single answers. Intervals without an answer have no point.
    LatencyMs,
};

struct SeriesPoint {
    SimTime t;
    double min = 0.0;
    double max = 0.0;
    double last = 0.0;
    SimTime until = t;  ///< what the point tells of happened in [t, until)
};

/// Immutable once published; the session publishes a new one as the run grows. Any thread.
class DensityIndex {
public:
    DensityIndex() = default;
    DensityIndex(const DensityIndex&) = delete;
    DensityIndex& operator=(const DensityIndex&) = delete;
    virtual ~DensityIndex() = default;

    virtual SimTime coveredUntil() const = 0;
    virtual std::span<const LaneKey> lanes() const = 0;
    /// Counts of lane `lane` in `columns.size()` equal slices of [from, to), exact to the
    /// microsecond at every zoom. O(columns + blocks of 1024 records in [from, to)).
    virtual void counts(std::size_t lane,
                        SimTime from,
                        SimTime to,
                        std::span<std::uint32_t> columns) const = 0;
    /// The curve over [from, to) with at most `pointsMax` points, oldest first. Exact down to
    /// buckets of 1/32768 of the horizon.
    virtual std::vector<SeriesPoint> series(SeriesKind kind,
                                            SimTime from,
                                            SimTime to,
                                            std::size_t pointsMax) const = 0;

    /// When a fault set in, as far as is covered; nothing when it did not. What is scheduled tells
    /// it of all faults but crashes that wait for a step.
    virtual std::optional<SimTime> faultStarted(std::uint32_t /*fault*/) const {
        return std::nullopt;
    }
};

/// The first time at which each fault of a run set in, by number of the fault.
using FirstFaults = std::map<std::int32_t, SimTime>;

/// Folds the records of one run into its densities. A value; copies share what was folded before
/// and may live in different threads. Memory: 4 bytes for every record in a lane, and at most 2 MB.
class DensityBuilder {
public:
    DensityBuilder(const Dictionary& dictionary, SimTime horizon);

    /// Records in order of seq.
    void fold(const Record& record);
    /// What was folded so far. Costs a pointer for every 1024 records.
    std::shared_ptr<const DensityIndex> publish(SimTime coveredUntil) const;

private:
    struct PartitionProgress {
        std::int64_t end = 0;
        std::int64_t behind = 0;
        std::vector<std::int64_t> committed;  ///< one for every subscription
        std::vector<std::int64_t> parked;     ///< likewise: events parked and committed
        std::vector<std::int64_t> ahead;      ///< likewise: parked and not committed yet
    };

    struct Watch {
        NodeId consumer;
        SymbolId group;
    };

    void countLanes(const Record& record);
    void foldEvents(const Record& record);
    void foldWaiting(const Record& record);
    void startWork(const Record& record);
    void foldAnswers(const Record& record);
    void moveCommitted(const Record& record);
    void countParked(const Record& record);
    void refreshBehind(PartitionProgress& partition, SimTime t);
    std::uint8_t* counted(const Record& record);

    SimTime m_horizon;
    SymbolId m_ok;
    std::vector<LaneKey> m_lanes;
    FirstFaults m_faults;
    std::vector<LaneTimes> m_times;
    std::vector<Role> m_roles;                    // by NodeId
    std::vector<PartitionProgress> m_partitions;  // by PartitionId
    std::vector<std::vector<Watch>> m_watches;    // by PartitionId, as `committed`
    std::vector<std::vector<std::uint8_t>>
        m_counted;                               // node, worker: its request counts as waiting
    std::unordered_set<std::uint64_t> m_queued;  // messages in queues of services
    LevelSeries m_behind;
    LevelSeries m_waiting;
    RateSeries m_errors;
    SampleSeries m_latency;
};

}  // namespace foldline
