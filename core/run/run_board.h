// Where the threads of a session say how far they have come, and the user's thread looks it up.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "core/log/recording_file.h"
#include "core/run/figure_folds.h"

namespace foldline {

/// What is committed of one run.
struct RunState {
    bool stored = false;  ///< the recording knows the run; until then only its parents can be read
    Seq forkSeq = 0;
    Seq lastSeq = 0;
    SimTime recordedUntil{-1};
    bool finished = false;
    std::shared_ptr<const RunFigures> figures;  ///< null: none yet
    bool figuresComplete = false;               ///< they cover the whole run
};

/// Thread-safe.
class RunBoard {
public:
    void add(RunId run, RunState state);
    /// Changes what is said of `run` and tells the listener.
    void change(RunId run, const std::function<void(RunState&)>& change);
    /// The first failure stays.
    void fail(const std::string& error);

    void setPaused(bool paused);

    RunState state(RunId run) const;
    bool isPaused() const;
    std::string error() const;

    void setListener(std::function<void()> listener);
    /// Blocks until something has changed since `seen`, at most 50 ms; updates `seen`.
    void waitForChange(std::uint64_t& seen) const;

private:
    void tell();

    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::map<RunId, RunState> m_states;
    std::string m_error;
    bool m_paused = false;
    std::uint64_t m_version = 0;
    // Held while the listener runs: who takes it away knows that it is not running any more.
    std::mutex m_listenerMutex;
    std::function<void()> m_listener;
};

}  // namespace foldline
