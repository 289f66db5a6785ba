// A session whose records are written by hand: for tests of what stands on sessions, without
// simulating.
#pragma once

#include <map>

#include "core/run/session.h"

namespace foldline::ui {

/// Two systems, "request-driven" (nodes gateway, members-db) and "event-driven" (membership,
/// members-db), with the records given. Branches share them all up to their fork.
class FakeSession final : public Session {
public:
    struct Event {
        std::int64_t us;
        std::uint16_t node;
        Seq cause = 0;
    };

    /// `records[s]` are those of system s in order; seq is 1, 2, …
    FakeSession(std::vector<std::vector<Event>> records, SimTime horizon);

    /// What the background would do.
    void record(SimTime until, bool isFinished);

    void failWith(std::string message) { m_failure = std::move(message); }

    void setReadOnly() {
        m_canFork = false;
        m_readOnlyReason = "The file cannot be written";
    }

    int worldsAsked() const { return m_worldsAsked; }

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

    void setPaused(bool paused) override { m_paused = paused; }

    std::vector<BranchInfo> branches() const override { return m_branches; }

    const std::vector<Fault>& faults(BranchId branch) const override { return m_faults.at(branch); }

    bool canFork() const override { return m_canFork; }

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
    std::vector<Verdict> verdicts(BranchId branch) const override;
    std::vector<NodeSummary> nodeSummaries(BranchId branch, std::size_t system) const override;

private:
    std::filesystem::path m_file = "fake.foldline";
    Scenario m_scenario;
    RecordingInfo m_info;
    std::vector<Dictionary> m_systems;
    std::vector<std::vector<Record>> m_records;
    std::vector<BranchInfo> m_branches;
    std::map<BranchId, std::vector<Fault>> m_faults;
    SimTime m_recordedUntil;
    bool m_finished = true;
    bool m_paused = false;
    bool m_canFork = true;
    std::string m_readOnlyReason;
    std::string m_failure;
    int m_worldsAsked = 0;
    Notebook m_notebook{{}, {}, [this](const NotebookChange& /*change*/) {
                            return canFork() ? Result<void>{} : fail(m_readOnlyReason);
                        }};
    std::function<void()> m_listener;
};

/// Down at `node`, from `fromSeconds` for `seconds`.
Fault outage(const std::string& node, std::int64_t fromSeconds, std::int64_t seconds);

}  // namespace foldline::ui
