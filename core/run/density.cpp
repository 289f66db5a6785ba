#include "core/run/density.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"

namespace foldline {
namespace {

constexpr double kUsPerMsF = 1000.0;

bool isFailure(Kind kind) {
    switch (kind) {
        case Kind::RequestRefused:
        case Kind::MessageLost:
        case Kind::HandlerFailed:
        case Kind::TransactionRolledBack:
        case Kind::TimedOut:
        case Kind::WorkLost:
            return true;
        default:
            return false;
    }
}

/// The buckets of [from, to) in groups of equal size, aligned to the start of the run so that a
/// curve does not shimmer while it is scrolled.
class BucketGroups {
public:
    BucketGroups(const BucketScale& scale, std::size_t buckets, SimTime from, SimTime to)
        : m_first(std::min(scale.index(from), buckets)),
          m_end(to.us <= 0 ? 0 : std::min(scale.index({to.us - 1}) + 1, buckets)) {}

    /// Calls visit(first bucket, end bucket) for every group.
    template <class Visit>
    void forEach(std::size_t groupsMax, Visit visit) const {
        if (m_first >= m_end || groupsMax == 0) {
            return;
        }
        std::size_t size = (m_end - m_first + groupsMax - 1) / groupsMax;
        while ((m_end - 1) / size - m_first / size + 1 > groupsMax) {
            ++size;
        }
        for (std::size_t group = m_first / size; group * size < m_end; ++group) {
            visit(std::max(group * size, m_first), std::min((group + 1) * size, m_end));
        }
    }

private:
    std::size_t m_first;
    std::size_t m_end;
};

std::vector<SeriesPoint> levelPoints(const LevelSeries& level,
                                     SimTime from,
                                     SimTime to,
                                     std::size_t pointsMax) {
    std::vector<SeriesPoint> points;
    const auto& buckets = level.buckets();
    BucketGroups(level.scale(), buckets.size(), from, to)
        .forEach(pointsMax, [&](std::size_t first, std::size_t end) {
            LevelSeries::Bucket all = buckets[first];
            for (std::size_t i = first + 1; i < end; ++i) {
                all.min = std::min(all.min, buckets[i].min);
                all.max = std::max(all.max, buckets[i].max);
                all.last = buckets[i].last;
            }
            points.push_back({.t = level.scale().start(first),
                              .min = static_cast<double>(all.min),
                              .max = static_cast<double>(all.max),
                              .last = static_cast<double>(all.last),
                              .until = level.scale().start(end)});
        });
    return points;
}

std::vector<SeriesPoint> ratePoints(const RateSeries& rate,
                                    SimTime from,
                                    SimTime to,
                                    std::size_t pointsMax) {
    std::vector<SeriesPoint> points;
    BucketGroups(rate.scale(), rate.size(), from, to)
        .forEach(pointsMax, [&](std::size_t first, std::size_t end) {
            SeriesPoint point{.t = rate.scale().start(first),
                              .min = rate.perSecond(first),
                              .max = rate.perSecond(first),
                              .last = rate.perSecond(end - 1),
                              .until = rate.scale().start(end)};
            for (std::size_t i = first + 1; i < end; ++i) {
                const double inBucket = rate.perSecond(i);
                point.min = std::min(point.min, inBucket);
                point.max = std::max(point.max, inBucket);
            }
            points.push_back(point);
        });
    return points;
}

std::vector<SeriesPoint> samplePoints(const SampleSeries& samples,
                                      SimTime from,
                                      SimTime to,
                                      std::size_t pointsMax) {
    std::vector<SeriesPoint> points;
    const auto& buckets = samples.buckets();
    BucketGroups(samples.scale(), buckets.size(), from, to)
        .forEach(pointsMax, [&](std::size_t first, std::size_t end) {
            SampleSeries::Bucket all;
            for (std::size_t i = first; i < end; ++i) {
                all.add(buckets[i]);
            }
            if (all.count > 0) {
                points.push_back({.t = samples.scale().start(first),
                                  .min = static_cast<double>(all.min) / kUsPerMsF,
                                  .max = static_cast<double>(all.max) / kUsPerMsF,
                                  .last = static_cast<double>(all.sum) / all.count / kUsPerMsF,
                                  .until = samples.scale().start(end)});
            }
        });
    return points;
}

struct Published {
    SimTime coveredUntil;
    std::vector<LaneKey> lanes;
    FirstFaults faults;
    std::vector<LaneTimes> times;
    LevelSeries behind;
    LevelSeries waiting;
    RateSeries errors;
    SampleSeries latency;
};

class PublishedDensity final : public DensityIndex {
public:
    explicit PublishedDensity(Published published) : m_published(std::move(published)) {
        m_published.behind.extend(m_published.coveredUntil);
        m_published.waiting.extend(m_published.coveredUntil);
        m_published.errors.extend(m_published.coveredUntil);
    }

    SimTime coveredUntil() const override { return m_published.coveredUntil; }

    std::span<const LaneKey> lanes() const override { return m_published.lanes; }

    void counts(std::size_t lane,
                SimTime from,
                SimTime to,
                std::span<std::uint32_t> columns) const override {
        FOLDLINE_CHECK(lane < m_published.times.size());
        m_published.times[lane].countColumns(from, to, columns);
    }

    std::vector<SeriesPoint> series(SeriesKind kind,
                                    SimTime from,
                                    SimTime to,
                                    std::size_t pointsMax) const override {
        switch (kind) {
            case SeriesKind::EventsBehind:
                return levelPoints(m_published.behind, from, to, pointsMax);
            case SeriesKind::RequestsWaiting:
                return levelPoints(m_published.waiting, from, to, pointsMax);
            case SeriesKind::ErrorsPerSecond:
                return ratePoints(m_published.errors, from, to, pointsMax);
            case SeriesKind::LatencyMs:
                return samplePoints(m_published.latency, from, to, pointsMax);
        }
        return {};
    }

    std::optional<SimTime> faultStarted(std::uint32_t fault) const override {
        const auto found = m_published.faults.find(static_cast<std::int32_t>(fault));
        return found == m_published.faults.end() ? std::nullopt : std::optional(found->second);
    }

private:
    Published m_published;
};

}  // namespace

DensityBuilder::DensityBuilder(const Dictionary& dictionary, SimTime horizon)
    : m_horizon(horizon),
      m_ok(dictionary.findSymbol("ok")),
      m_partitions(dictionary.partitions.size()),
      m_watches(dictionary.partitions.size()),
      m_counted(dictionary.nodes.size()),
      m_behind(horizon),
      m_waiting(horizon),
      m_errors(horizon),
      m_latency(horizon) {
    for (std::size_t i = 0; i < dictionary.nodes.size(); ++i) {
        const NodeId node{static_cast<std::uint16_t>(i)};
        m_lanes.push_back({.kind = LaneKind::NodeActivity, .node = node});
        m_lanes.push_back({.kind = LaneKind::NodeFailures, .node = node});
        m_roles.push_back(dictionary.nodes[i].role);
        if (m_roles.back() == Role::Service) {
            m_counted[i].resize(dictionary.nodes[i].capacity);
        }
    }
    m_lanes.push_back({.kind = LaneKind::Events, .node = NodeId::none()});
    m_times.resize(m_lanes.size());
    for (const Subscription& subscription : dictionary.subscriptions) {
        for (const PartitionId partition : subscription.partitions) {
            m_watches[partition.value].push_back({subscription.consumer, subscription.group});
            m_partitions[partition.value].committed.push_back(0);
            m_partitions[partition.value].parked.push_back(0);
            m_partitions[partition.value].ahead.push_back(0);
        }
    }
}

void DensityBuilder::fold(const Record& record) {
    if (record.kind == Kind::FaultStarted) {
        m_faults.try_emplace(record.slot, record.t);
    }
    countLanes(record);
    foldEvents(record);
    foldWaiting(record);
    foldAnswers(record);
}

void DensityBuilder::countLanes(const Record& record) {
    if (record.node.value < m_roles.size()) {
        const std::size_t lane = static_cast<std::size_t>(record.node.value) * 2;
        m_times[lane].append(record.t);
        if (isFailure(record.kind)) {
            m_times[lane + 1].append(record.t);
        }
    }
    if (record.kind == Kind::EventAppended) {
        m_times.back().append(record.t);
    }
}

void DensityBuilder::foldEvents(const Record& record) {
    const auto slot = static_cast<std::size_t>(record.slot);
    if (record.slot < 0 || slot >= m_partitions.size()) {
        return;
    }
    if (record.kind == Kind::EventAppended || record.kind == Kind::OutboxWritten) {
        m_partitions[slot].end = record.value + 1;
        refreshBehind(m_partitions[slot], record.t);
    } else if (record.kind == Kind::OffsetCommitted || record.kind == Kind::OffsetReset) {
        moveCommitted(record);
        refreshBehind(m_partitions[slot], record.t);
    } else if (record.kind == Kind::EventParked || record.kind == Kind::EventUnparked) {
        countParked(record);
        refreshBehind(m_partitions[slot], record.t);
    }
}

// As worlds count them: the record does not name the group.
void DensityBuilder::countParked(const Record& record) {
    const auto slot = static_cast<std::size_t>(record.slot);
    const auto watch = std::ranges::find(m_watches[slot], record.node, &Watch::consumer);
    if (watch == m_watches[slot].end()) {
        return;
    }
    PartitionProgress& partition = m_partitions[slot];
    const auto i = static_cast<std::size_t>(watch - m_watches[slot].begin());
    std::int64_t& count =
        record.value < partition.committed[i] ? partition.parked[i] : partition.ahead[i];
    count += record.kind == Kind::EventParked ? 1 : count > 0 ? -1 : 0;
}

void DensityBuilder::moveCommitted(const Record& record) {
    const auto slot = static_cast<std::size_t>(record.slot);
    const std::vector<Watch>& watches = m_watches[slot];
    for (std::size_t i = 0; i < watches.size(); ++i) {
        if (watches[i].consumer == record.node && watches[i].group == record.what) {
            m_partitions[slot].committed[i] = record.value;
            m_partitions[slot].parked[i] += std::exchange(m_partitions[slot].ahead[i], 0);
        }
    }
}

void DensityBuilder::refreshBehind(PartitionProgress& partition, SimTime t) {
    std::int64_t behind = 0;
    for (std::size_t i = 0; i < partition.committed.size(); ++i) {
        behind = std::max(behind, partition.end - partition.committed[i] + partition.parked[i]);
    }
    if (behind != partition.behind) {
        m_behind.change(t, behind - partition.behind);
        partition.behind = behind;
    }
}

std::uint8_t* DensityBuilder::counted(const Record& record) {
    if (record.node.value >= m_counted.size() || record.slot < 0) {
        return nullptr;
    }
    auto& workers = m_counted[record.node.value];
    const auto slot = static_cast<std::size_t>(record.slot);
    return slot < workers.size() ? &workers[slot] : nullptr;
}

void DensityBuilder::foldWaiting(const Record& record) {
    switch (record.kind) {
        case Kind::RequestQueued:
            if (m_queued.insert(record.message.value).second) {
                m_waiting.change(record.t, 1);
            }
            break;
        case Kind::HandlerStarted:
            startWork(record);
            break;
        case Kind::RequestRefused:
            if (m_queued.erase(record.message.value) > 0) {
                m_waiting.change(record.t, -1);
            }
            break;
        case Kind::HandlerFinished:
        case Kind::HandlerFailed:
        case Kind::WorkLost:
            if (std::uint8_t* worker = counted(record); worker != nullptr && *worker != 0) {
                *worker = 0;
                m_waiting.change(record.t, -1);
            } else if (record.slot < 0 && m_queued.erase(record.message.value) > 0) {
                m_waiting.change(record.t, -1);
            }
            break;
        default:
            break;
    }
}

void DensityBuilder::startWork(const Record& record) {
    std::uint8_t* worker = counted(record);
    if (worker == nullptr) {
        return;
    }
    const bool waited = m_queued.erase(record.message.value) > 0;
    if (!waited && record.request.exists()) {
        m_waiting.change(record.t, 1);
    }
    *worker = waited || record.request.exists() ? 1 : 0;
}

void DensityBuilder::foldAnswers(const Record& record) {
    if (record.node.value >= m_roles.size() || m_roles[record.node.value] != Role::Client) {
        return;
    }
    if (record.kind == Kind::TimedOut) {
        m_errors.count(record.t);
    } else if (record.kind == Kind::ReplyReceived) {
        if (record.what == m_ok) {
            m_latency.sample(record.t, record.value);
        } else {
            m_errors.count(record.t);
        }
    }
}

std::shared_ptr<const DensityIndex> DensityBuilder::publish(SimTime coveredUntil) const {
    return std::make_shared<PublishedDensity>(
        Published{.coveredUntil = std::min(coveredUntil, m_horizon),
                  .lanes = m_lanes,
                  .faults = m_faults,
                  .times = m_times,
                  .behind = m_behind,
                  .waiting = m_waiting,
                  .errors = m_errors,
                  .latency = m_latency});
}

}  // namespace foldline
