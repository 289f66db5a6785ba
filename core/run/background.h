// The thread that simulates: brings every branch of a session to its horizon, the one that is
// looked at first, and folds again the figures of those that were only read from a file.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "core/run/recorder.h"
#include "core/run/run_board.h"
#include "core/run/run_simulation.h"

namespace foldline {

/// What all branches of a session have in common. Immutable.
struct SessionPlan {
    std::filesystem::path file;
    std::vector<std::shared_ptr<const Plan>> plans;         ///< by system; empty: only for reading
    std::vector<std::shared_ptr<const FoldTables>> tables;  ///< by system
    std::uint64_t seed = 0;
    SimTime horizon;
};

/// A branch to be simulated, or one read from the file.
struct BranchOrder {
    BranchId id;
    BranchId parent;
    SimTime forkAt;
    std::vector<Fault> faults;
    bool hidden = false;
    std::vector<RunId> runs;  ///< by system; all on the board
    /// By system: what the file has of it; empty for a branch that is new.
    std::vector<std::optional<RunInfo>> stored;
};

/// All functions may be called from any thread and return at once.
class Background {
public:
    /// `board` must outlive it.
    Background(std::shared_ptr<const SessionPlan> plan, RunBoard& board);
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;
    /// Stops soon, wherever it is.
    ~Background();

    /// Without a recorder nothing is simulated. It must outlive this.
    void useRecorder(Recorder& recorder);
    /// Parents first.
    void addBranch(BranchOrder branch);
    /// Comes before all others from now on; its figures will be on the board.
    void focus(BranchId branch);
    /// Hidden branches are only simulated when they are focused.
    void setHidden(BranchId branch, bool hidden);
    /// Nothing is simulated while paused. What was is handed to the recorder, with its figures.
    void setPaused(bool paused);

private:
    enum class Stage : std::uint8_t {
        Waiting,     ///< nothing done yet
        CatchingUp,  ///< goes through what it shares with its parent
        Running,
        Done,
    };

    struct RunWork {
        RunId id;
        std::size_t system = 0;
        RunWork* parent = nullptr;
        Stage stage = Stage::Waiting;
        std::optional<RunInfo> stored;
        std::unique_ptr<RunSimulation> simulation;
        Checkpoints checkpoints;  ///< kept when the simulation is done
        bool hasFigures = false;  ///< the final ones are on the board, or will be by themselves
        std::optional<FigureFolds> folding;
        std::chrono::steady_clock::time_point nextFigures;
    };

    struct BranchWork {
        BranchOrder order;
        std::vector<std::unique_ptr<RunWork>> runs;
        bool looked = false;  ///< somebody wants to see it
    };

    void work();
    void insertBranch(BranchOrder order);
    bool workOnce();
    bool canSimulate() const;
    static bool isAhead(const RunWork& run);
    bool needsFolding(const RunWork& run) const;
    RunWork* runToFold(const BranchWork& branch) const;
    void publishFigures();
    BranchWork* unfinished();
    static bool isFinished(const BranchWork& branch);
    static SimTime reached(const RunWork& run);

    bool step(BranchWork& branch);
    bool step(BranchWork& branch, RunWork& run, SimTime until);
    bool begin(BranchWork& branch, RunWork& run);
    bool beginChild(BranchWork& branch, RunWork& run);
    std::unique_ptr<RunSimulation> forkOf(const BranchWork& branch, const RunWork& run) const;
    bool catchUp(BranchWork& branch, RunWork& run);
    bool enter(BranchWork& branch, RunWork& run);
    bool go(RunWork& run, SimTime until);
    bool repeatsWhatIsStored(RunId run, const Record& record);
    static std::shared_ptr<const RunFigures> dueFigures(RunWork& run, bool final);
    bool foldFigures(RunWork& run);
    bool fail(const std::string& why);
    BranchWork* find(BranchId id);
    BranchWork& branchOf(const RunWork& run);
    RecordingReader* reader();

    std::shared_ptr<const SessionPlan> m_plan;
    RunBoard& m_board;

    // The simulating thread's own.
    std::map<BranchId, BranchWork> m_branches;
    BranchId m_focus;
    std::unique_ptr<RecordingReader> m_reader;
    bool m_failed = false;
    bool m_paused = false;
    bool m_indexed = false;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<std::function<void()>> m_orders;
    Recorder* m_recorder = nullptr;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace foldline
