// The session on a recording file: the tree of branches, and what brings together the threads that
// simulate, write and read.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "core/run/background.h"
#include "core/run/playback.h"
#include "core/run/recorder.h"
#include "core/run/run_board.h"
#include "core/run/session.h"

namespace foldline {

/// One branch, and what the file has of it.
struct SessionBranch {
    BranchInfo info;
    std::vector<Fault> faults;
    std::vector<RunId> runs;                     ///< by system
    std::vector<std::optional<RunInfo>> stored;  ///< by system; empty for a new branch
};

/// What a session stands on.
struct SessionBase {
    std::shared_ptr<const Scenario> scenario;
    RecordingInfo info;
    std::vector<Dictionary> systems;
    std::shared_ptr<const SessionPlan> plan;
    std::string readOnlyReason;  ///< empty: branches can be added
    std::vector<Note> notes;
    std::vector<LessonAnswer> answers;
};

class RecordingSession final : public Session {
public:
    explicit RecordingSession(SessionBase base);
    ~RecordingSession() override;

    // For Session::start and Session::open.
    void useWriter(std::unique_ptr<RecordingWriter> writer);
    /// Parents first. One that is not stored needs a writer.
    void addBranch(SessionBranch branch);
    /// Completes what was cut short, unless it is hidden. When the file cannot be written, the
    /// session is for reading only.
    void completeUnfinished();

    const std::filesystem::path& file() const override { return m_base.plan->file; }

    const Scenario& scenario() const override { return *m_base.scenario; }

    const RecordingInfo& info() const override { return m_base.info; }

    SimTime horizon() const override { return m_base.plan->horizon; }

    const std::vector<Dictionary>& systems() const override { return m_base.systems; }

    void setProgressListener(std::function<void()> listener) override;
    Progress progress(BranchId branch) const override;
    Result<void> wait(BranchId branch,
                      const std::function<bool(const Progress&)>& cancelled) override;

    void setPaused(bool paused) override;

    std::vector<BranchInfo> branches() const override;
    const std::vector<Fault>& faults(BranchId branch) const override;

    bool canFork() const override { return m_base.readOnlyReason.empty(); }

    const std::string& readOnlyReason() const override { return m_base.readOnlyReason; }

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

    const Playback& playback() const { return m_playback; }

private:
    /// A run in whose history something can be read, and how much of it.
    struct Readable {
        RunId run;
        Seq lastSeq = 0;
    };

    const SessionBranch& branchOf(BranchId branch) const;
    void record(const SessionBranch& branch);
    Result<void> ensureWriter();
    Result<void> checkUnchanged();
    Result<void> store(const NotebookChange& change);
    Result<std::vector<Fault>> acceptable(std::vector<Fault> faults, BranchId parent) const;
    SimTime recordedUntil(const SessionBranch& branch, std::size_t system) const;
    /// Where the moment `t` is recorded.
    Result<Readable> readableAt(BranchId branch, std::size_t system, SimTime t);
    /// Where record `seq` is recorded; the last readable one before it when it is not.
    Result<Readable> readableSeq(BranchId branch, std::size_t system, Seq seq);
    std::shared_ptr<const RunFigures> figures(BranchId branch, std::size_t system) const;

    SessionBase m_base;
    std::map<BranchId, SessionBranch> m_branches;
    std::vector<std::shared_ptr<const DensityIndex>> m_emptyDensities;  // by system
    std::uint32_t m_nextRun = 1;
    mutable BranchId m_focus;
    bool m_paused = false;
    mutable RunBoard m_board;
    std::unique_ptr<Recorder> m_recorder;
    mutable Background m_background;  // after what it uses, so that it ends before
    Playback m_playback;
    Notebook m_notebook;
};

}  // namespace foldline
