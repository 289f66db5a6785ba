// The thread that writes: takes what was simulated through a bounded queue, stores it in large
// transactions, and says so on the board once it is safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include "core/log/recording_file.h"
#include "core/run/keyframe_maker.h"
#include "core/run/notebook.h"
#include "core/run/run_board.h"

namespace foldline {

/// Records of one run that follow what was handed over before.
struct RecordBatch {
    RunId run;
    std::vector<Record> records;
    Keyframes keyframes;
    SimTime recordedUntil;
    Seq lastSeq = 0;
    bool finished = false;
    std::shared_ptr<const RunFigures> figures;  ///< null: those on the board stay
};

/// A run that begins with what it shares with its parent.
struct NewRun {
    RunInfo info;
    std::shared_ptr<const RunFigures> figures;
};

struct NewBranch {
    BranchInfo info;
};

struct ChangedBranch {
    BranchInfo info;
};

struct BuildIndexes {};

/// All functions may be called from any thread. What was put in is written in that order.
class Recorder {
public:
    /// Owns the writer from here on. `board` must outlive it.
    Recorder(std::unique_ptr<RecordingWriter> writer, RunBoard& board);
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;
    /// Writes everything that was put in, and closes the file.
    ~Recorder();

    using Order =
        std::variant<RecordBatch, NewRun, NewBranch, ChangedBranch, NotebookChange, BuildIndexes>;

    /// Blocks while the queue is full. False after a failure, which is on the board.
    bool put(Order order);
    /// Blocks until everything that was put in is committed, or writing has failed.
    void drain();

    static constexpr std::size_t kQueuedRecordsMax = 65'536;
    static constexpr std::size_t kCommitRecords = 16'384;
    static constexpr std::chrono::milliseconds kLingerMax{25};

private:
    using Clock = std::chrono::steady_clock;

    void work();
    std::deque<Order> takeOrders();
    bool isDue() const;
    Result<void> write(std::deque<Order>& orders);
    Result<void> obey(Order& order);
    Result<void> write(const NotebookChange& change);
    Result<void> append(const RecordBatch& batch);
    Result<void> appendWaiting();
    Result<void> commitAppended();
    void announce(RecordBatch& batch);

    std::unique_ptr<RecordingWriter> m_writer;
    RunBoard& m_board;

    // The writing thread's own.
    std::map<RunId, std::vector<RecordBatch>> m_waiting;
    std::map<RunId, RecordBatch> m_appended;  // the last of each, without its records

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::condition_variable m_progressed;
    std::deque<Order> m_orders;
    std::size_t m_queuedRecords = 0;
    Clock::time_point m_oldest;
    bool m_urgent = false;
    bool m_writing = false;
    bool m_failed = false;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace foldline
