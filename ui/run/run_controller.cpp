#include "ui/run/run_controller.h"

#include <QTimer>
#include <QUndoStack>
#include <algorithm>

#include "ui/run/branch_commands.h"
#include "ui/run/fork_titles.h"
#include "ui/run/marks.h"

namespace foldline::ui {
namespace {

constexpr int kFrameMs = 16;
// Views draw everything anew when more is recorded: more often would slow down the simulation.
constexpr int kProgressMs = 50;

}  // namespace

RunController::RunController(std::unique_ptr<Session> session, QObject* parent)
    : RunController(std::move(session), {}, parent) {}

RunController::RunController(std::unique_ptr<Session> session,
                             std::function<std::int64_t()> nowNs,
                             QObject* parent)
    : QObject(parent),
      m_session(std::move(session)),
      m_nowNs(std::move(nowNs)),
      m_undo(new QUndoStack(this)),
      m_frames(new QTimer(this)),
      m_progressDelay(new QTimer(this)),
      m_walk(*m_session) {
    m_elapsed.start();
    if (!m_nowNs) {
        m_nowNs = [this] { return m_elapsed.nsecsElapsed(); };
    }
    m_worlds.resize(m_session->systems().size());
    m_marks = markTimes(*m_session, m_branch);
    m_frames->setTimerType(Qt::PreciseTimer);
    m_frames->setInterval(kFrameMs);
    connect(m_frames, &QTimer::timeout, this, &RunController::tick);
    m_progressDelay->setSingleShot(true);
    m_progressDelay->setInterval(kProgressMs);
    connect(m_progressDelay, &QTimer::timeout, this, [this] {
        if (m_progressAgain) {
            onProgress();
        }
    });
    // Called in a thread of the session, any number of times before the loop comes to it.
    m_session->setProgressListener([this] {
        if (!m_progressPosted.exchange(true)) {
            QMetaObject::invokeMethod(this, &RunController::wake, Qt::QueuedConnection);
        }
    });
}

RunController::~RunController() {
    m_session->setProgressListener({});
    // Emptying the stack on the way out is no news for anybody.
    m_undo->blockSignals(true);
    m_session.reset();
}

const World& RunController::world(std::size_t system) const {
    std::optional<World>& cached = m_worlds.at(system);
    if (!cached) {
        Result<World> world = m_betweenRecords
                                  ? m_session->worldAtSeq(m_branch, system, m_walk.cursor(system))
                                  : m_session->worldAt(m_branch, system, m_playhead);
        if (!world) {
            report(world.error());
            world = initialWorld(m_session->systems().at(system));
        }
        cached = std::move(*world);
    }
    return *cached;
}

Progress RunController::progress() const {
    return m_session->progress(m_branch);
}

BranchInfo RunController::branchInfo() const {
    const std::vector<BranchInfo> branches = m_session->branches();
    const auto found = std::find_if(
        branches.begin(), branches.end(), [this](const BranchInfo& b) { return b.id == m_branch; });
    return found == branches.end() ? BranchInfo{} : *found;
}

void RunController::setPlaying(bool playing) {
    if (playing == m_playing) {
        return;
    }
    if (playing && m_playhead >= m_session->horizon()) {
        moveTo(SimTime{});
    }
    m_playing = playing;
    if (playing) {
        m_wanted.reset();
        m_playback.anchor(m_playhead, m_nowNs(), m_speed);
        m_frames->start();
    } else {
        m_frames->stop();
    }
    emit playingChanged(playing);
}

void RunController::setSpeed(double speed) {
    const double clamped = std::clamp(speed, kSpeedMin, kSpeedMax);
    if (clamped == m_speed) {
        return;
    }
    m_speed = clamped;
    m_playback.anchor(m_playhead, m_nowNs(), m_speed);
    emit speedChanged(m_speed);
}

void RunController::setPlayhead(SimTime t) {
    m_wanted.reset();
    moveTo(std::clamp(t, SimTime{}, limit()));
    m_playback.anchor(m_playhead, m_nowNs(), m_speed);
}

void RunController::stepRecord(int direction) {
    setPlaying(false);
    m_wanted.reset();
    if (!placeWalk()) {
        return;
    }
    const Result<std::optional<RecordPosition>> position = m_walk.step(m_branch, direction);
    if (!position) {
        report(position.error());
    } else if (*position) {
        showRecord(**position);
    } else if (direction < 0) {
        m_betweenRecords = true;
        forgetWorlds();
        m_playhead = SimTime{};
        emit playheadChanged();
        select({m_selection.system, {}, {}, 0});
    }
}

void RunController::stepSameNode(int direction) {
    if (!placeWalk()) {
        return;
    }
    const std::size_t system = m_selection.system;
    NodeId node = m_selection.node;
    if (!node.exists() && m_selection.record > 0) {
        const Result<std::vector<Record>> selected =
            m_session->records(m_branch, system, m_selection.record, 1);
        if (selected && !selected->empty()) {
            node = selected->front().node;
        }
    }
    if (!node.exists()) {
        stepRecord(direction);
        return;
    }
    const Seq from = m_selection.record > 0 ? m_selection.record
                                            : m_walk.cursor(system) + (direction < 0 ? 1 : 0);
    const Result<std::optional<Record>> found =
        m_walk.search(m_branch, system, from, direction, [node](const Record& record) {
            return record.node == node;
        });
    if (!found) {
        report(found.error());
    } else if (*found) {
        goToRecord(system, (*found)->seq);
    }
}

void RunController::stepCause(int direction) {
    const std::size_t system = m_selection.system;
    const Seq selected = m_selection.record;
    if (selected == 0) {
        return;
    }
    if (direction < 0) {
        const Result<std::vector<Record>> record =
            m_session->records(m_branch, system, selected, 1);
        if (!record) {
            report(record.error());
        } else if (!record->empty() && record->front().cause > 0) {
            goToRecord(system, record->front().cause);
        }
        return;
    }
    const Result<std::optional<Record>> effect =
        m_walk.search(m_branch, system, selected, 1, [selected](const Record& record) {
            return record.cause == selected;
        });
    if (!effect) {
        report(effect.error());
    } else if (*effect) {
        goToRecord(system, (*effect)->seq);
    }
}

void RunController::jumpToFault(int direction) {
    std::optional<SimTime> best;
    const auto consider = [&](SimTime t) {
        const bool ahead = direction > 0 ? t > m_playhead : t < m_playhead;
        const bool nearer = !best || (direction > 0 ? t < *best : t > *best);
        if (ahead && nearer) {
            best = t;
        }
    };
    for (const Fault& fault : m_session->faults(m_branch)) {
        consider(fault.at);
        if (fault.length) {
            consider(fault.at + *fault.length);
        }
    }
    if (best && *best <= limit()) {
        setPlayhead(*best);
    }
}

void RunController::setBranch(BranchId branch) {
    if (branch == m_branch) {
        return;
    }
    m_branch = branch;
    const SimTime before = m_wanted.value_or(m_playhead);
    m_playhead = std::min(before, limit());
    m_wanted = m_playhead < before && !m_playing ? std::optional<SimTime>(before) : std::nullopt;
    m_playback.anchor(m_playhead, m_nowNs(), m_speed);
    m_walkPlaced = false;
    m_betweenRecords = false;
    forgetWorlds();
    findMarks();
    // The same number may be another record there.
    if (m_selection.record > 0) {
        m_selection.record = 0;
        emit selectionChanged();
    }
    emit branchChanged();
    emit playheadChanged();
}

void RunController::setSimulationPaused(bool paused) {
    m_session->setPaused(paused);
    emit progressChanged();
}

void RunController::select(const Selection& selection) {
    if (selection == m_selection) {
        return;
    }
    m_selection = selection;
    emit selectionChanged();
}

bool RunController::injectFault(Fault fault) {
    fault.id = 0;
    std::vector<Fault> faults = m_session->faults(m_branch);
    faults.push_back(fault);
    return fork(std::move(faults), ForkTitles::with(*m_session, fault));
}

bool RunController::changeFault(const Fault& fault) {
    std::vector<Fault> faults = m_session->faults(m_branch);
    const auto found = std::find_if(
        faults.begin(), faults.end(), [&](const Fault& f) { return f.id == fault.id; });
    if (found == faults.end()) {
        report(Error{tr("this fault is not part of the branch shown").toStdString()});
        return false;
    }
    if (*found == fault) {
        return true;
    }
    *found = fault;
    return fork(std::move(faults), ForkTitles::with(*m_session, fault));
}

bool RunController::removeFault(std::uint32_t faultId) {
    std::vector<Fault> faults = m_session->faults(m_branch);
    const auto found =
        std::find_if(faults.begin(), faults.end(), [&](const Fault& f) { return f.id == faultId; });
    if (found == faults.end()) {
        report(Error{tr("this fault is not part of the branch shown").toStdString()});
        return false;
    }
    const QString title = ForkTitles::without(*m_session, *found);
    faults.erase(found);
    return fork(std::move(faults), title);
}

bool RunController::renameBranch(BranchId branch, const QString& title) {
    const std::string after = title.trimmed().toStdString();
    const std::vector<BranchInfo> branches = m_session->branches();
    const auto found = std::ranges::find(branches, branch, &BranchInfo::id);
    if (found == branches.end() || found->title == after || after.empty()) {
        return false;
    }
    m_undo->push(new RenameBranchCommand(*this, branch, found->title, after));
    return true;
}

bool RunController::setBranchHidden(BranchId branch, bool hidden) {
    const Result<void> done = m_session->setHidden(branch, hidden);
    if (!done) {
        report(done.error());
        return false;
    }
    emit branchesChanged();
    return true;
}

void RunController::tick() {
    const SimTime end = limit();
    const SimTime t = m_playback.at(m_nowNs());
    if (t < end) {
        moveTo(t);
        return;
    }
    moveTo(end);
    // What was waited for the simulation does not count.
    m_playback.anchor(end, m_nowNs(), m_speed);
    const Progress now = progress();
    if (now.finished || now.paused || !now.error.empty() || !m_session->canFork()) {
        setPlaying(false);
    }
}

void RunController::wake() {
    m_progressPosted = false;
    m_progressAgain = true;
    if (!m_progressDelay->isActive()) {
        onProgress();
    }
}

void RunController::onProgress() {
    m_progressAgain = false;
    m_progressDelay->start();
    if (m_wanted) {
        const SimTime wanted = *m_wanted;
        moveTo(std::min(wanted, limit()));
        if (m_playhead >= wanted) {
            m_wanted.reset();
        }
    }
    emit progressChanged();
}

void RunController::moveTo(SimTime t) {
    if (t == m_playhead && !m_betweenRecords) {
        return;
    }
    m_playhead = t;
    m_walkPlaced = false;
    m_betweenRecords = false;
    forgetWorlds();
    emit playheadChanged();
}

void RunController::showRecord(const RecordPosition& position) {
    m_playhead = position.record.t;
    m_betweenRecords = true;
    forgetWorlds();
    emit playheadChanged();
    select({position.system, {}, {}, position.record.seq});
}

bool RunController::goToRecord(std::size_t system, Seq seq) {
    setPlaying(false);
    m_wanted.reset();
    const Result<RecordPosition> position = m_walk.toRecord(m_branch, system, seq);
    if (!position) {
        report(position.error());
        return false;
    }
    m_walkPlaced = true;
    showRecord(*position);
    return true;
}

bool RunController::fork(std::vector<Fault> faults, const QString& title) {
    if (!m_session->canFork()) {
        report(Error{tr("this recording can only be read; use Save As to work on a copy of it")
                         .toStdString()});
        return false;
    }
    const BranchId parent = m_branch;
    const Result<BranchId> made = m_session->fork(parent, std::move(faults), title.toStdString());
    if (!made) {
        report(made.error());
        return false;
    }
    emit branchesChanged();
    m_undo->push(new ForkCommand(*this, parent, *made, title));
    return true;
}

bool RunController::placeWalk() {
    if (m_walkPlaced) {
        return true;
    }
    const Result<void> placed = m_walk.toTime(m_branch, m_playhead);
    if (!placed) {
        report(placed.error());
        return false;
    }
    m_walkPlaced = true;
    return true;
}

void RunController::report(const Error& error) const {
    // Also from const questions in the midst of painting: told once the loop is reached.
    auto* self = const_cast<RunController*>(this);
    QMetaObject::invokeMethod(
        self,
        [self, message = QString::fromStdString(error.message)] { emit self->failed(message); },
        Qt::QueuedConnection);
}

void RunController::forgetWorlds() {
    for (std::optional<World>& world : m_worlds) {
        world.reset();
    }
}

SimTime RunController::limit() const {
    return std::min(progress().recordedUntil, m_session->horizon());
}

}  // namespace foldline::ui
