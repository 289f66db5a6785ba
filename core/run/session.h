// A recording at work: simulates its branches in the background, and answers, at once, what was the
// case at any time of any of them. The desktop program and foldline-cli both stand on it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/fold/entity.h"
#include "core/fold/world.h"
#include "core/judge/scorecard.h"
#include "core/judge/verdict.h"
#include "core/log/recording_file.h"
#include "core/run/density.h"
#include "core/run/notebook.h"
#include "core/scenario/scenario.h"

namespace foldline {

struct SessionOptions {
    std::optional<std::uint64_t> seed;  ///< instead of the scenario's
    std::optional<Duration> duration;   ///< instead of the scenario's
    std::vector<std::string> systems;   ///< only these; empty: all
    std::vector<Fault> extraFaults;     ///< in addition to the scenario's
    bool replaceFile = false;
};

/// What may be done to a recording that is opened.
enum class SessionAccess : std::uint8_t {
    ReadWrite,  ///< runs that were cut short are completed, and branches may be added
    ReadOnly,   ///< the file is not touched; also while another program is writing it
};

/// How far the background has come with a branch.
struct Progress {
    BranchId branch;
    SimTime recordedUntil;  ///< of the slowest system: everything up to here can be shown
    bool finished = false;
    std::uint64_t records = 0;  ///< over all systems
    std::string error;          ///< not empty: simulation stopped (disk full …)
    /// The scorecards, summaries and densities cover the whole branch. Follows `finished`, at once
    /// for what was simulated in this session.
    bool figuresComplete = false;
    /// Nothing is simulated, of any branch, until it is resumed: what is recorded stays so. Follows
    /// setPaused soon.
    bool paused = false;
};

/// One thread uses a Session (the UI thread); it runs its own threads for simulation and writing.
class Session {
public:
    /// Simulates `text` into a new recording at `file`. Returns at once; the branch's records
    /// follow.
    static Result<std::unique_ptr<Session>> start(const std::string& text,
                                                  const std::string& scenarioName,
                                                  const std::filesystem::path& file,
                                                  const SessionOptions& options);
    /// Opens a recording. Nothing is simulated unless a run in it was cut short: then it is
    /// completed. A file that cannot be written is opened for reading only (canFork() is false).
    static Result<std::unique_ptr<Session>> open(const std::filesystem::path& file,
                                                 SessionAccess access = SessionAccess::ReadWrite);
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    /// Stops the background within a few milliseconds. What was simulated is stored; what was not
    /// is simulated when the recording is opened again.
    virtual ~Session() = default;

    virtual const std::filesystem::path& file() const = 0;
    virtual const Scenario& scenario() const = 0;
    virtual const RecordingInfo& info() const = 0;
    virtual SimTime horizon() const = 0;
    virtual const std::vector<Dictionary>& systems() const = 0;

    /// Called from a background thread when progress changed; the receiver should only wake its own
    /// thread and then ask progress().
    virtual void setProgressListener(std::function<void()> listener) = 0;
    virtual Progress progress(BranchId branch) const = 0;
    /// Blocks until the branch is finished and has its figures, or `cancelled` (asked about twenty
    /// times a second) returns true. Fails while paused. For the CLI and tests.
    virtual Result<void> wait(BranchId branch,
                              const std::function<bool(const Progress&)>& cancelled) = 0;

    /// Paused: simulates nothing more; what is simulated so far is stored and can be played. Not
    /// kept in the file: opened again, it goes on. A fork resumes too.
    virtual void setPaused(bool paused) = 0;

    // The tree of branches.
    virtual std::vector<BranchInfo> branches() const = 0;
    virtual const std::vector<Fault>& faults(BranchId branch) const = 0;
    virtual bool canFork() const = 0;
    /// Why not: a sentence to show. Empty when it can.
    virtual const std::string& readOnlyReason() const = 0;
    /// A new branch with these faults. It shares the past of `parent` up to the first time at which
    /// the fault lists differ. Faults with id 0 are given new ids. Returns at once.
    virtual Result<BranchId> fork(BranchId parent,
                                  std::vector<Fault> faults,
                                  const std::string& title) = 0;
    virtual Result<void> setHidden(BranchId branch, bool hidden) = 0;  ///< for undo and redo
    virtual Result<void> rename(BranchId branch, const std::string& title) = 0;
    /// Writes a complete copy of the recording elsewhere (Save As).
    virtual Result<void> saveCopy(const std::filesystem::path& to) = 0;

    /// Marks and answers to the lesson. Changes are stored in the background; they fail when
    /// canFork() is false.
    virtual Notebook& notebook() = 0;

    // What was the case. `t` is clamped to what is recorded. Cost: a keyframe and at most a few
    // thousand records, whatever the length of the run; going on in small steps costs those steps.
    virtual Result<World> worldAt(BranchId branch, std::size_t system, SimTime t) = 0;
    virtual Result<World> worldAtSeq(BranchId branch, std::size_t system, Seq seq) = 0;
    virtual Result<EntityState> entityAt(BranchId branch,
                                         std::size_t system,
                                         EntityId entity,
                                         SimTime t) = 0;
    /// The newest `limit` events and row writes of one entity in [from, to], its creation included,
    /// oldest first.
    virtual Result<std::vector<Record>> entityRecords(BranchId branch,
                                                      std::size_t system,
                                                      EntityId entity,
                                                      SimTime from,
                                                      SimTime to,
                                                      std::size_t limit) = 0;
    virtual Result<std::vector<Record>> records(BranchId branch,
                                                std::size_t system,
                                                Seq first,
                                                std::size_t count) = 0;
    virtual Result<Seq> lastSeqAt(BranchId branch, std::size_t system, SimTime t) = 0;

    // Folded while simulating, for the timeline and the cards. Of branches that were only read from
    // a file they are folded in the background once they are asked for: they cover more and more,
    // and the progress listener is called.
    /// How many records of what sort each node had, over time. Never null.
    virtual std::shared_ptr<const DensityIndex> density(BranchId branch,
                                                        std::size_t system) const = 0;
    virtual Scorecard scorecard(BranchId branch, std::size_t system) const = 0;
    virtual std::vector<NodeSummary> nodeSummaries(BranchId branch, std::size_t system) const = 0;
    /// One for each of the scenario's expectations, as if the run ended where the figures end: to
    /// be believed once Progress::figuresComplete.
    virtual std::vector<Verdict> verdicts(BranchId branch) const = 0;
};

}  // namespace foldline
