// A session for the timeline's tests: densities from lists of times, branches and faults by hand.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/run/session.h"

namespace foldline::ui {

/// Counts and curves from plain lists.
class ListedDensity final : public DensityIndex {
public:
    explicit ListedDensity(SimTime covered) : m_covered(covered) {}

    /// Times need not be in order.
    void addLane(LaneKey key, std::vector<std::int64_t> times);
    /// A point that does not say how long it tells of does so for as long as the nearest two are
    /// apart.
    void addSeries(SeriesKind kind, std::vector<SeriesPoint> points);

    SimTime coveredUntil() const override { return m_covered; }

    std::span<const LaneKey> lanes() const override { return m_keys; }

    void counts(std::size_t lane,
                SimTime from,
                SimTime to,
                std::span<std::uint32_t> columns) const override;
    std::vector<SeriesPoint> series(SeriesKind kind,
                                    SimTime from,
                                    SimTime to,
                                    std::size_t pointsMax) const override;

    /// How often counts() or series() was called.
    int asked() const { return m_asked; }

private:
    mutable int m_asked = 0;
    SimTime m_covered;
    std::vector<LaneKey> m_keys;
    std::vector<std::vector<std::int64_t>> m_times;
    std::map<SeriesKind, std::vector<SeriesPoint>> m_series;
};

/// One minute of members changing their address while the database is down from 10 s to 15 s, in a
/// request-driven and an event-driven system, with a burst of requests at 30 s.
class TimelineSession final : public Session {
public:
    TimelineSession();

    void setRecordedUntil(SimTime until);

    void setReadOnly() { m_readOnlyReason = "The file cannot be written"; }

    /// How often any of its own densities was asked for numbers.
    int asked() const;

    /// Another run in place of its own: one density for each system, and no faults.
    void replaceRun(std::vector<Dictionary> systems,
                    std::vector<std::shared_ptr<const DensityIndex>> densities,
                    SimTime horizon);

    void addBranch(BranchId parent, SimTime forkAt, const std::string& title, bool hidden = false);

    const std::filesystem::path& file() const override { return m_file; }

    const Scenario& scenario() const override { return m_scenario; }

    const RecordingInfo& info() const override { return m_info; }

    SimTime horizon() const override { return m_info.horizon; }

    const std::vector<Dictionary>& systems() const override { return m_systems; }

    void setProgressListener(std::function<void()> listener) override {
        m_listener = std::move(listener);
    }

    Progress progress(BranchId branch) const override;
    Result<void> wait(BranchId branch,
                      const std::function<bool(const Progress&)>& cancelled) override;

    std::vector<BranchInfo> branches() const override { return m_branches; }

    const std::vector<Fault>& faults(BranchId branch) const override { return m_faults.at(branch); }

    void setPaused(bool /*paused*/) override {}

    bool canFork() const override { return m_readOnlyReason.empty(); }

    const std::string& readOnlyReason() const override { return m_readOnlyReason; }

    Result<BranchId> fork(BranchId parent,
                          std::vector<Fault> faults,
                          const std::string& title) override;
    Result<void> setHidden(BranchId branch, bool hidden) override;
    Result<void> rename(BranchId branch, const std::string& title) override;
    Result<void> saveCopy(const std::filesystem::path& to) override;

    Notebook& notebook() override { return m_notebook; }

    Result<World> worldAt(BranchId branch, std::size_t system, SimTime t) override;
    Result<World> worldAtSeq(BranchId branch, std::size_t system, Seq seq) override;
    Result<EntityState> entityAt(BranchId branch,
                                 std::size_t system,
                                 EntityId entity,
                                 SimTime t) override;
    Result<std::vector<Record>> entityRecords(BranchId branch,
                                              std::size_t system,
                                              EntityId entity,
                                              SimTime from,
                                              SimTime to,
                                              std::size_t limit) override;
    Result<std::vector<Record>> records(BranchId branch,
                                        std::size_t system,
                                        Seq first,
                                        std::size_t count) override;
    Result<Seq> lastSeqAt(BranchId branch, std::size_t system, SimTime t) override;
    std::shared_ptr<const DensityIndex> density(BranchId branch, std::size_t system) const override;
    Scorecard scorecard(BranchId branch, std::size_t system) const override;

    std::vector<Verdict> verdicts(BranchId /*branch*/) const override { return {}; }

    std::vector<NodeSummary> nodeSummaries(BranchId branch, std::size_t system) const override;

private:
    std::filesystem::path m_file = "timeline.foldline";
    Scenario m_scenario;
    RecordingInfo m_info;
    std::vector<Dictionary> m_systems;
    std::vector<std::shared_ptr<const ListedDensity>> m_listed;
    std::vector<std::shared_ptr<const DensityIndex>> m_densities;
    std::vector<BranchInfo> m_branches;
    std::map<BranchId, std::vector<Fault>> m_faults;
    SimTime m_recordedUntil;
    std::string m_readOnlyReason;
    Notebook m_notebook{{}, {}, [this](const NotebookChange& /*change*/) {
                            return canFork() ? Result<void>{} : fail(m_readOnlyReason);
                        }};
    std::function<void()> m_listener;
};

inline constexpr SimTime seconds(double s) {
    return {static_cast<std::int64_t>(s * 1e6)};
}

}  // namespace foldline::ui
