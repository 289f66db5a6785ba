#include "core/run/recorder.h"

#include <utility>

namespace foldline {
namespace {

std::size_t recordsIn(const Recorder::Order& order) {
    const auto* batch = std::get_if<RecordBatch>(&order);
    return batch == nullptr ? 0 : batch->records.size();
}

bool isUrgent(const Recorder::Order& order) {
    const auto* batch = std::get_if<RecordBatch>(&order);
    return batch == nullptr || batch->finished;
}

}  // namespace

Recorder::Recorder(std::unique_ptr<RecordingWriter> writer, RunBoard& board)
    : m_writer(std::move(writer)),
      m_board(board),
      m_thread([this] { work(); }) {}

Recorder::~Recorder() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_arrived.notify_all();
    m_thread.join();
}

bool Recorder::put(Order order) {
    std::unique_lock lock(m_mutex);
    m_progressed.wait(lock, [&] { return m_failed || m_queuedRecords < kQueuedRecordsMax; });
    if (m_failed) {
        return false;
    }
    if (m_orders.empty()) {
        m_oldest = Clock::now();
    }
    m_queuedRecords += recordsIn(order);
    m_urgent = m_urgent || isUrgent(order);
    m_orders.push_back(std::move(order));
    lock.unlock();
    m_arrived.notify_all();
    return true;
}

void Recorder::drain() {
    std::unique_lock lock(m_mutex);
    m_urgent = true;
    m_arrived.notify_all();
    m_progressed.wait(lock, [&] { return m_failed || (m_orders.empty() && !m_writing); });
}

bool Recorder::isDue() const {
    return m_urgent || m_stopping || m_queuedRecords >= kCommitRecords ||
           Clock::now() >= m_oldest + kLingerMax;
}

std::deque<Recorder::Order> Recorder::takeOrders() {
    std::unique_lock lock(m_mutex);
    m_writing = false;
    m_progressed.notify_all();
    m_arrived.wait(lock, [&] { return m_stopping || !m_orders.empty(); });
    while (!isDue()) {
        m_arrived.wait_until(lock, m_oldest + kLingerMax);
    }
    m_queuedRecords = 0;
    m_urgent = false;
    m_writing = true;
    return std::exchange(m_orders, {});
}

void Recorder::work() {
    for (;;) {
        std::deque<Order> orders = takeOrders();
        if (orders.empty()) {
            break;  // stopping, and everything is written
        }
        m_progressed.notify_all();
        if (auto done = write(orders); !done) {
            {
                const std::lock_guard lock(m_mutex);
                m_failed = true;
                m_orders.clear();
            }
            m_progressed.notify_all();
            m_board.fail(done.error().message);
            break;
        }
    }
    m_writer.reset();
}

Result<void> Recorder::write(std::deque<Order>& orders) {
    for (Order& order : orders) {
        if (auto done = obey(order); !done) {
            return done;
        }
    }
    return commitAppended();
}

Result<void> Recorder::obey(Order& order) {
    if (auto* batch = std::get_if<RecordBatch>(&order)) {
        // One run after another within a transaction: fewer and larger stretches to find later.
        m_waiting[batch->run].push_back(std::move(*batch));
        return {};
    }
    // What follows may build on what came before.
    auto done = commitAppended();
    if (!done) {
        return done;
    }
    if (const auto* branch = std::get_if<NewBranch>(&order)) {
        return m_writer->addBranch(branch->info);
    }
    if (const auto* branch = std::get_if<ChangedBranch>(&order)) {
        return m_writer->updateBranch(branch->info);
    }
    if (const auto* change = std::get_if<NotebookChange>(&order)) {
        return write(*change);
    }
    if (const auto* run = std::get_if<NewRun>(&order)) {
        done = m_writer->addRun(run->info).and_then(
            [&] { return m_writer->commit(run->info.id, run->info.recordedUntil, false); });
        if (done) {
            m_board.change(run->info.id, [&](RunState& state) {
                state.stored = true;
                state.forkSeq = run->info.forkSeq;
                state.lastSeq = run->info.forkSeq;
                state.recordedUntil = run->info.recordedUntil;
                state.figures = run->figures;
            });
        }
        return done;
    }
    return m_writer->buildIndexes();
}

Result<void> Recorder::write(const NotebookChange& change) {
    if (const auto* note = std::get_if<Note>(&change)) {
        return m_writer->putNote(*note);
    }
    if (const auto* note = std::get_if<NoteId>(&change)) {
        return m_writer->removeNote(*note);
    }
    return m_writer->putLessonAnswer(std::get<LessonAnswer>(change));
}

Result<void> Recorder::append(const RecordBatch& batch) {
    auto done = m_writer->append(batch.run, batch.records);
    for (const Keyframe& keyframe : batch.keyframes.worlds) {
        done = done.and_then([&] { return m_writer->addKeyframe(batch.run, keyframe); });
    }
    for (const EntityKeyframe& keyframe : batch.keyframes.entities) {
        done = done.and_then([&] { return m_writer->addEntityKeyframe(batch.run, keyframe); });
    }
    return done;
}

Result<void> Recorder::appendWaiting() {
    for (auto& [run, batches] : m_waiting) {
        for (RecordBatch& batch : batches) {
            if (auto done = append(batch); !done) {
                return done;
            }
            const auto before = m_appended.find(run);
            if (batch.figures == nullptr && before != m_appended.end()) {
                batch.figures = before->second.figures;
            }
            batch.records.clear();
            m_appended.insert_or_assign(run, std::move(batch));
        }
    }
    m_waiting.clear();
    return {};
}

Result<void> Recorder::commitAppended() {
    if (auto done = appendWaiting(); !done) {
        return done;
    }
    for (auto& [run, batch] : m_appended) {
        if (auto done = m_writer->commit(run, batch.recordedUntil, batch.finished); !done) {
            return done;
        }
        announce(batch);
    }
    m_appended.clear();
    return {};
}

void Recorder::announce(RecordBatch& batch) {
    m_board.change(batch.run, [&](RunState& state) {
        state.lastSeq = batch.lastSeq;
        state.recordedUntil = batch.recordedUntil;
        state.finished = batch.finished;
        if (batch.figures) {
            state.figures = std::move(batch.figures);
            state.figuresComplete = batch.finished;
        }
    });
}

}  // namespace foldline
