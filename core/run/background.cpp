#include "core/run/background.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "core/base/check.h"

namespace foldline {
namespace {

using Clock = std::chrono::steady_clock;

/// Records between two looks at what was ordered meanwhile.
constexpr std::size_t kSliceRecords = 8192;
/// A fork rather simulates this many records more than do without figures at first.
constexpr Seq kDetourRecordsMax = 200'000;

}  // namespace

Background::Background(std::shared_ptr<const SessionPlan> plan, RunBoard& board)
    : m_plan(std::move(plan)),
      m_board(board),
      m_thread([this] { work(); }) {}

Background::~Background() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Background::useRecorder(Recorder& recorder) {
    const std::lock_guard lock(m_mutex);
    m_orders.emplace_back([this, &recorder] { m_recorder = &recorder; });
}

void Background::addBranch(BranchOrder branch) {
    {
        const std::lock_guard lock(m_mutex);
        m_orders.emplace_back(
            [this, order = std::move(branch)]() mutable { insertBranch(std::move(order)); });
    }
    m_wake.notify_all();
}

void Background::focus(BranchId branch) {
    {
        const std::lock_guard lock(m_mutex);
        m_orders.emplace_back([this, branch] {
            m_focus = branch;
            if (BranchWork* found = find(branch)) {
                found->looked = true;
            }
        });
    }
    m_wake.notify_all();
}

void Background::setHidden(BranchId branch, bool hidden) {
    {
        const std::lock_guard lock(m_mutex);
        m_orders.emplace_back([this, branch, hidden] {
            if (BranchWork* found = find(branch)) {
                found->order.hidden = hidden;
            }
        });
    }
    m_wake.notify_all();
}

void Background::setPaused(bool paused) {
    {
        const std::lock_guard lock(m_mutex);
        m_orders.emplace_back([this, paused] {
            if (paused && !m_paused) {
                publishFigures();
            }
            m_paused = paused;
            m_board.setPaused(paused);
        });
    }
    m_wake.notify_all();
}

void Background::work() {
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        for (const auto& order : std::exchange(m_orders, {})) {
            order();
        }
        lock.unlock();
        const bool worked = workOnce();
        lock.lock();
        if (!worked) {
            m_wake.wait(lock, [&] { return m_stopping || !m_orders.empty(); });
        }
    }
}

void Background::insertBranch(BranchOrder order) {
    BranchWork branch;
    BranchWork* parent = find(order.parent);
    for (std::size_t system = 0; system < order.runs.size(); ++system) {
        auto run = std::make_unique<RunWork>();
        run->id = order.runs[system];
        run->system = system;
        run->parent = parent == nullptr ? nullptr : parent->runs[system].get();
        if (!order.stored.empty()) {
            run->stored = order.stored[system];
        }
        const bool complete = run->stored && run->stored->finished;
        run->stage = complete ? Stage::Done : Stage::Waiting;
        branch.runs.push_back(std::move(run));
    }
    m_indexed = m_indexed && isFinished(branch);
    branch.order = std::move(order);
    m_branches.emplace(branch.order.id, std::move(branch));
}

Background::BranchWork* Background::find(BranchId id) {
    const auto found = m_branches.find(id);
    return found == m_branches.end() ? nullptr : &found->second;
}

Background::BranchWork& Background::branchOf(const RunWork& run) {
    for (auto& [id, branch] : m_branches) {
        if (branch.runs[run.system].get() == &run) {
            return branch;
        }
    }
    FOLDLINE_CHECK(false);
}

bool Background::isFinished(const BranchWork& branch) {
    return std::ranges::all_of(branch.runs,
                               [](const auto& run) { return run->stage == Stage::Done; });
}

/// The focused branch, or else the newest that is shown.
Background::BranchWork* Background::unfinished() {
    BranchWork* found = find(m_focus);
    if (found != nullptr && !isFinished(*found)) {
        return found;
    }
    found = nullptr;
    for (auto& [id, branch] : m_branches) {
        if (!branch.order.hidden && !isFinished(branch)) {
            found = &branch;
        }
    }
    return found;
}

bool Background::canSimulate() const {
    return m_recorder != nullptr && !m_failed && !m_paused && !m_plan->plans.empty();
}

bool Background::isAhead(const RunWork& run) {
    return run.stage == Stage::Running &&
           (!run.stored || run.simulation->simulator().lastSeq() >= run.stored->lastSeq);
}

/// What a pause interrupted had its figures then.
bool Background::needsFolding(const RunWork& run) const {
    return !run.hasFigures && (run.stage == Stage::Done || !m_paused || !isAhead(run));
}

/// The figures of all that is being simulated, as it is now.
void Background::publishFigures() {
    if (!canSimulate()) {
        return;
    }
    for (const auto& [id, branch] : m_branches) {
        for (const auto& run : branch.runs) {
            if (isAhead(*run)) {
                m_recorder->put(RecordBatch{
                    .run = run->id,
                    .records = {},
                    .keyframes = {},
                    .recordedUntil = std::max(run->simulation->recordedUntil(), SimTime{}),
                    .lastSeq = run->simulation->simulator().lastSeq(),
                    .finished = false,
                    .figures = dueFigures(*run, true)});
            }
        }
    }
    m_recorder->drain();
}

Background::RunWork* Background::runToFold(const BranchWork& branch) const {
    if (!branch.looked || (!isFinished(branch) && canSimulate())) {
        return nullptr;
    }
    for (const auto& run : branch.runs) {
        if (needsFolding(*run)) {
            return run.get();
        }
    }
    return nullptr;
}

bool Background::workOnce() {
    if (const BranchWork* focused = find(m_focus)) {
        if (RunWork* run = runToFold(*focused)) {
            return foldFigures(*run);
        }
    }
    BranchWork* next = canSimulate() ? unfinished() : nullptr;
    if (next != nullptr) {
        return step(*next);
    }
    // Of branches that are compared, only one has the focus.
    for (const auto& [id, branch] : m_branches) {
        if (RunWork* run = runToFold(branch)) {
            return foldFigures(*run);
        }
    }
    if (canSimulate() && !m_indexed && !m_branches.empty()) {
        m_indexed = true;
        return m_recorder->put(BuildIndexes{});
    }
    return false;
}

bool Background::fail(const std::string& why) {
    m_failed = true;
    m_board.fail(why);
    return false;
}

SimTime Background::reached(const RunWork& run) {
    if (run.simulation) {
        return run.simulation->recordedUntil();
    }
    return run.stored ? run.stored->recordedUntil : SimTime{-1};
}

/// The system that is behind goes on, so that all show the same time.
bool Background::step(BranchWork& branch) {
    RunWork* slowest = nullptr;
    for (const auto& run : branch.runs) {
        if (run->stage != Stage::Done &&
            (slowest == nullptr || reached(*run) < reached(*slowest))) {
            slowest = run.get();
        }
    }
    return step(branch, *slowest, m_plan->horizon);
}

bool Background::step(BranchWork& branch, RunWork& run, SimTime until) {
    switch (run.stage) {
        case Stage::Waiting:
            return begin(branch, run);
        case Stage::CatchingUp:
            return catchUp(branch, run);
        case Stage::Running:
            return go(run, until);
        case Stage::Done:
            return true;
    }
    return true;
}

bool Background::begin(BranchWork& branch, RunWork& run) {
    if (run.parent != nullptr && !run.stored) {
        return beginChild(branch, run);
    }
    run.simulation = std::make_unique<RunSimulation>(
        m_plan->plans[run.system],
        RunInputs{.seed = m_plan->seed, .horizon = m_plan->horizon, .faults = branch.order.faults},
        m_plan->tables[run.system]);
    run.simulation->setStoredUpTo(run.stored ? run.stored->lastSeq : 0);
    run.stage = Stage::Running;
    return true;
}

bool Background::beginChild(BranchWork& branch, RunWork& run) {
    const SimTime last = std::min(branch.order.forkAt - Duration{1}, m_plan->horizon);
    RunWork& parent = *run.parent;
    const bool isKnown =
        parent.stored || parent.stage == Stage::Running || parent.stage == Stage::Done;
    if (!isKnown || (parent.stage != Stage::Done && reached(parent) < last)) {
        return step(branchOf(parent), parent, last);
    }
    run.simulation = forkOf(branch, run);
    // Until it has left its parent, all of its records are the parent's.
    run.simulation->setStoredUpTo(std::numeric_limits<Seq>::max());
    run.stage = Stage::CatchingUp;
    return true;
}

std::unique_ptr<RunSimulation> Background::forkOf(const BranchWork& branch,
                                                  const RunWork& run) const {
    const RunWork& parent = *run.parent;
    const SimTime forkAt = branch.order.forkAt;
    const Checkpoints& known =
        parent.simulation ? parent.simulation->checkpoints() : parent.checkpoints;
    const bool fromNow = parent.simulation && parent.simulation->isBetweenMoments() &&
                         parent.simulation->recordedUntil() < forkAt;
    const auto newest = known.newestBefore(forkAt);
    const auto complete = known.newestWithFiguresBefore(forkAt);
    const SimulationMoment* from = newest.get();
    if (complete &&
        complete->simulator.lastSeq() + kDetourRecordsMax > newest->simulator.lastSeq()) {
        from = complete.get();
    }
    if (fromNow) {
        from = &parent.simulation->moment();
    }
    std::unique_ptr<RunSimulation> fork;
    if (from != nullptr) {
        fork = std::make_unique<RunSimulation>(*from, branch.order.faults);
    } else {
        fork = std::make_unique<RunSimulation>(
            m_plan->plans[run.system],
            RunInputs{
                .seed = m_plan->seed, .horizon = m_plan->horizon, .faults = branch.order.faults},
            m_plan->tables[run.system]);
    }
    fork->checkpoints() = known.before(std::min(forkAt, fork->recordedUntil() + Duration{1}));
    return fork;
}

bool Background::catchUp(BranchWork& branch, RunWork& run) {
    const SimTime last = std::min(branch.order.forkAt - Duration{1}, m_plan->horizon);
    if (run.simulation->recordedUntil() < last) {
        (void)run.simulation->advance(last, kSliceRecords);
    }
    return run.simulation->recordedUntil() < last || enter(branch, run);
}

/// The run leaves its parent and has records of its own from here on.
bool Background::enter(BranchWork& branch, RunWork& run) {
    const Seq forkSeq = run.simulation->simulator().lastSeq();
    if (run.parent->stored && forkSeq > 0 && run.simulation->lastStored().seq == forkSeq &&
        !repeatsWhatIsStored(run.parent->id, run.simulation->lastStored())) {
        return false;
    }
    run.simulation->setStoredUpTo(forkSeq);
    run.stage = Stage::Running;
    RunInfo info{.id = run.id,
                 .branch = branch.order.id,
                 .system = static_cast<std::uint32_t>(run.system),
                 .parent = run.parent->id,
                 .forkSeq = forkSeq,
                 .lastSeq = forkSeq,
                 .recordedUntil = std::max(run.simulation->recordedUntil(), SimTime{}),
                 .finished = false,
                 .chain = 0};
    if (!m_recorder->put(NewRun{.info = info, .figures = dueFigures(run, false)})) {
        m_failed = true;
        return false;
    }
    return true;
}

bool Background::go(RunWork& run, SimTime until) {
    RunSimulation& simulation = *run.simulation;
    const Seq before = simulation.simulator().lastSeq();
    RunSimulation::Step step = simulation.advance(until, kSliceRecords);
    const Seq lastSeq = simulation.simulator().lastSeq();
    const bool resumes = run.stored && before < run.stored->lastSeq;
    if (resumes && lastSeq >= run.stored->lastSeq &&
        !repeatsWhatIsStored(run.id, simulation.lastStored())) {
        return false;
    }
    const bool finished = simulation.simulator().finished();
    if (run.stored && lastSeq < run.stored->lastSeq) {
        return finished ? fail(
                              "this recording was made by a simulation that ended later; it stays "
                              "as it is")
                        : true;
    }
    RecordBatch batch{.run = run.id,
                      .records = std::move(step.records),
                      .keyframes = std::move(step.keyframes),
                      .recordedUntil = std::max(simulation.recordedUntil(), SimTime{}),
                      .lastSeq = lastSeq,
                      .finished = finished,
                      .figures = dueFigures(run, finished)};
    if (finished) {
        run.hasFigures = batch.figures != nullptr;
        run.stage = Stage::Done;
        run.checkpoints = std::move(simulation.checkpoints());
        run.simulation.reset();
    }
    if (!m_recorder->put(std::move(batch))) {
        m_failed = true;
        return false;
    }
    return true;
}

bool Background::repeatsWhatIsStored(RunId run, const Record& record) {
    RecordingReader* file = reader();
    if (file == nullptr) {
        return false;
    }
    const auto stored = file->read(run, record.seq, 1);
    if (!stored) {
        return fail(stored.error().message);
    }
    if (stored->size() != 1 || stored->front() != record) {
        return fail(
            "this version of Foldline simulates something else than what is recorded (first "
            "seen at record " +
            std::to_string(record.seq) + " of run " + std::to_string(run.value) +
            "); the recording stays as it is, to be read");
    }
    return true;
}

/// The figures as they are now, when it is time for them, or always when they are `final`.
std::shared_ptr<const RunFigures> Background::dueFigures(RunWork& run, bool final) {
    const SimulationMoment& moment = run.simulation->moment();
    const auto now = Clock::now();
    if (!moment.figures || (!final && now < run.nextFigures)) {
        return nullptr;
    }
    auto figures = moment.figures->figures(moment.simulator.recordedUntil());
    // Summaries of long runs take their time: never more than a twentieth of it.
    const auto cost = Clock::now() - now;
    run.nextFigures = now + std::max<Clock::duration>(std::chrono::milliseconds(100), cost * 20);
    return figures;
}

/// Folds the next records of a run that is recorded but has no figures.
bool Background::foldFigures(RunWork& run) {
    if (m_recorder != nullptr && !run.folding) {
        m_recorder->drain();
    }
    RecordingReader* file = reader();
    if (file == nullptr || !m_board.state(run.id).stored) {
        run.hasFigures = true;
        return true;
    }
    if (!run.folding) {
        run.folding.emplace(m_plan->tables[run.system], m_plan->horizon);
    }
    const auto records = file->read(run.id, run.folding->lastSeq() + 1, kSliceRecords);
    if (!records) {
        run.hasFigures = true;
        return fail(records.error().message);
    }
    for (const Record& record : *records) {
        run.folding->fold(record);
    }
    const bool complete = records->size() < kSliceRecords;
    const auto now = Clock::now();
    if (complete || now >= run.nextFigures) {
        const SimTime until = complete ? m_board.state(run.id).recordedUntil
                                       : (records->empty() ? SimTime{} : records->back().t);
        auto figures = run.folding->figures(until);
        m_board.change(run.id, [&](RunState& state) {
            state.figures = figures;
            state.figuresComplete = complete && state.finished;
        });
        const auto cost = Clock::now() - now;
        run.nextFigures =
            now + std::max<Clock::duration>(std::chrono::milliseconds(100), cost * 20);
    }
    if (complete) {
        run.hasFigures = true;
        run.folding.reset();
    }
    return true;
}

RecordingReader* Background::reader() {
    if (!m_reader) {
        auto opened = RecordingReader::open(m_plan->file);
        if (!opened) {
            fail(opened.error().message);
            return nullptr;
        }
        m_reader = std::move(*opened);
    }
    return m_reader.get();
}

}  // namespace foldline
