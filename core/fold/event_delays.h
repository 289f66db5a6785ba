// How long events wait for their consumers, and how many do: what a queue is to a service, the log
// of a broker is to a group of consumers.
#pragma once

#include <cstdint>
#include <vector>

#include "core/fold/samples.h"
#include "core/record/dictionary.h"
#include "core/record/record.h"

namespace foldline {

/// Folds EventAppended, HandlerStarted, EventDelivered and OffsetCommitted; passes over others. A
/// value. Amortised O(groups of the partition) a record. Memory: 8 bytes for every event, and for
/// every duration kept.
class EventDelays {
public:
    EventDelays(const Dictionary& dictionary, SimTime warmup);

    void fold(const Record& record);

    const DurationSamples& wait(NodeId consumer) const { return m_consumers[consumer.value].wait; }

    const DurationSamples& sojourn(NodeId consumer) const {
        return m_consumers[consumer.value].sojourn;
    }

    const LevelOverTime& lag(NodeId consumer) const { return m_consumers[consumer.value].lag; }

private:
    /// A group in one partition. Offsets below `delivered` were handed to its handler, those below
    /// `committed` are done.
    struct Reader {
        NodeId consumer;
        SymbolId group;
        SymbolId handler;
        std::size_t delivered = 0;
        std::size_t committed = 0;
        std::size_t replayUntil = 0;  // offsets below were done before `resetAt`
        SimTime resetAt;
    };

    struct Partition {
        std::vector<SimTime> appended;  // by offset
        std::vector<Reader> readers;
    };

    struct Consumer {
        explicit Consumer(SimTime warmup) : lag(warmup) {}

        DurationSamples wait;
        DurationSamples sojourn;
        LevelOverTime lag;
        SymbolId handler;  // started last
    };

    Partition* partitionOf(const Record& record);
    void foldAppended(const Record& record);
    void foldDelivered(const Record& record);
    void foldCommitted(const Record& record);
    void foldReset(const Record& record);

    SimTime m_warmup;
    std::vector<Partition> m_partitions;  // by PartitionId
    std::vector<Consumer> m_consumers;    // by NodeId
};

}  // namespace foldline
