#include "core/run/recording_session.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/run/copy_recording.h"
#include "core/run/fork_point.h"
#include "core/scenario/faults.h"

namespace foldline {
namespace {

bool isUnfinished(const SessionBranch& branch) {
    return std::ranges::any_of(branch.stored,
                               [](const auto& run) { return !run || !run->finished; });
}

std::uint32_t largestFaultId(const std::vector<Fault>& faults) {
    std::uint32_t largest = 0;
    for (const Fault& fault : faults) {
        largest = std::max(largest, fault.id);
    }
    return largest;
}

}  // namespace

RecordingSession::RecordingSession(SessionBase base)
    : m_base(std::move(base)),
      m_background(m_base.plan, m_board),
      m_playback(m_base.plan->file, m_base.plan->tables),
      m_notebook(std::move(m_base.notes),
                 std::move(m_base.answers),
                 [this](const NotebookChange& change) { return store(change); }) {
    for (const Dictionary& system : m_base.systems) {
        m_emptyDensities.push_back(DensityBuilder(system, m_base.plan->horizon).publish(SimTime{}));
    }
}

RecordingSession::~RecordingSession() {
    m_board.setListener({});
}

const SessionBranch& RecordingSession::branchOf(BranchId branch) const {
    const auto found = m_branches.find(branch);
    FOLDLINE_CHECK(found != m_branches.end());
    return found->second;
}

void RecordingSession::addBranch(SessionBranch branch) {
    for (std::size_t system = branch.runs.size(); system < m_base.systems.size(); ++system) {
        const bool isStored = system < branch.stored.size() && branch.stored[system];
        branch.runs.push_back(isStored ? branch.stored[system]->id : RunId{m_nextRun});
        m_nextRun = std::max(m_nextRun, branch.runs.back().value + 1);
        RunState state;
        if (isStored) {
            const RunInfo& run = *branch.stored[system];
            state = {.stored = true,
                     .forkSeq = run.forkSeq,
                     .lastSeq = run.lastSeq,
                     .recordedUntil = run.recordedUntil,
                     .finished = run.finished,
                     .figures = nullptr,
                     .figuresComplete = false};
        }
        m_board.add(branch.runs.back(), std::move(state));
    }
    if (branch.stored.empty()) {
        record(branch);
    }
    m_background.addBranch({.id = branch.info.id,
                            .parent = branch.info.parent,
                            .forkAt = branch.info.forkAt,
                            .faults = branch.faults,
                            .hidden = branch.info.hidden,
                            .runs = branch.runs,
                            .stored = branch.stored});
    const BranchId id = branch.info.id;
    m_branches.insert_or_assign(id, std::move(branch));
}

void RecordingSession::useWriter(std::unique_ptr<RecordingWriter> writer) {
    m_recorder = std::make_unique<Recorder>(std::move(writer), m_board);
    m_background.useRecorder(*m_recorder);
}

/// Puts a new branch into the file. A first one has its runs at once; those of others begin when it
/// is known what they share with their parents.
void RecordingSession::record(const SessionBranch& branch) {
    m_recorder->put(NewBranch{branch.info});
    if (branch.info.parent.exists()) {
        return;
    }
    for (std::size_t system = 0; system < branch.runs.size(); ++system) {
        RunInfo run;
        run.id = branch.runs[system];
        run.branch = branch.info.id;
        run.system = static_cast<std::uint32_t>(system);
        m_recorder->put(NewRun{.info = run, .figures = nullptr});
    }
}

/// Fails when another program has written to the recording since it was opened here: what this
/// session knows of it is no longer what goes on.
Result<void> RecordingSession::checkUnchanged() {
    const auto reader = RecordingReader::open(m_base.plan->file);
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    std::vector<RunInfo> known;
    for (const auto& [id, branch] : m_branches) {
        for (const auto& run : branch.stored) {
            if (run) {
                known.push_back(*run);
            }
        }
    }
    std::ranges::sort(known, {}, &RunInfo::id);
    const bool same = (*reader)->branches() == branches() && (*reader)->runs() == known &&
                      (*reader)->notes() == m_notebook.notes() &&
                      (*reader)->lessonAnswers() == m_notebook.answers();
    return same ? Result<void>{}
                : fail("another program has changed " + m_base.plan->file.string() +
                       " since it was opened here; open it again");
}

Result<void> RecordingSession::ensureWriter() {
    if (!canFork()) {
        return fail(m_base.readOnlyReason);
    }
    if (m_recorder) {
        return {};
    }
    auto writer = RecordingWriter::openExisting(m_base.plan->file);
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    if (auto unchanged = checkUnchanged(); !unchanged) {
        return unchanged;
    }
    useWriter(std::move(*writer));
    return {};
}

void RecordingSession::completeUnfinished() {
    const bool needed = std::ranges::any_of(m_branches, [](const auto& entry) {
        return !entry.second.info.hidden && isUnfinished(entry.second);
    });
    if (!needed || !canFork()) {
        return;
    }
    if (auto writable = ensureWriter(); !writable) {
        m_base.readOnlyReason = writable.error().message;
    }
}

void RecordingSession::setProgressListener(std::function<void()> listener) {
    m_board.setListener(std::move(listener));
}

/// A branch that is not in the file yet shows what it shares with its parent.
SimTime RecordingSession::recordedUntil(const SessionBranch& branch, std::size_t system) const {
    const RunState state = m_board.state(branch.runs[system]);
    if (state.stored || !branch.info.parent.exists()) {
        return state.recordedUntil;
    }
    return std::min(recordedUntil(branchOf(branch.info.parent), system),
                    branch.info.forkAt - Duration{1});
}

Progress RecordingSession::progress(BranchId branch) const {
    const SessionBranch& of = branchOf(branch);
    Progress progress{.branch = branch,
                      .recordedUntil = horizon(),
                      .finished = true,
                      .records = 0,
                      .error = m_board.error(),
                      .figuresComplete = true,
                      .paused = m_board.isPaused()};
    for (std::size_t system = 0; system < of.runs.size(); ++system) {
        const RunState state = m_board.state(of.runs[system]);
        progress.recordedUntil = std::min(progress.recordedUntil, recordedUntil(of, system));
        progress.finished = progress.finished && state.finished;
        progress.figuresComplete = progress.figuresComplete && state.figuresComplete;
        progress.records += state.lastSeq;
    }
    progress.recordedUntil = std::max(progress.recordedUntil, SimTime{});
    return progress;
}

Result<void> RecordingSession::wait(BranchId branch,
                                    const std::function<bool(const Progress&)>& cancelled) {
    m_focus = branch;
    m_background.focus(branch);
    std::uint64_t seen = 0;
    for (;;) {
        const Progress now = progress(branch);
        if (!now.error.empty()) {
            return fail(now.error);
        }
        if ((now.finished && now.figuresComplete) || (cancelled && cancelled(now))) {
            return {};
        }
        if (!now.finished && m_paused) {
            return fail("the simulation is paused");
        }
        if (!now.finished && !m_recorder) {
            return fail(canFork() ? "the branch is not being simulated" : m_base.readOnlyReason);
        }
        m_board.waitForChange(seen);
    }
}

void RecordingSession::setPaused(bool paused) {
    m_paused = paused;
    m_background.setPaused(paused);
}

std::vector<BranchInfo> RecordingSession::branches() const {
    std::vector<BranchInfo> infos;
    for (const auto& [id, branch] : m_branches) {
        infos.push_back(branch.info);
    }
    return infos;
}

const std::vector<Fault>& RecordingSession::faults(BranchId branch) const {
    return branchOf(branch).faults;
}

/// Gives new faults their ids, and reads all as they will be read from the file one day.
Result<std::vector<Fault>> RecordingSession::acceptable(std::vector<Fault> faults,
                                                        BranchId parent) const {
    const std::vector<Fault>& before = branchOf(parent).faults;
    std::uint32_t largest = largestFaultId(faults);
    for (const auto& [id, branch] : m_branches) {
        largest = std::max(largest, largestFaultId(branch.faults));
    }
    for (Fault& fault : faults) {
        if (fault.id == 0) {
            fault.id = ++largest;
        }
        if (std::ranges::find(before, fault) != before.end()) {
            continue;
        }
        const std::string problem = faultTargetProblem(fault, *m_base.scenario);
        if (!problem.empty()) {
            return fail(problem);
        }
        if (fault.at < SimTime{} || fault.at > horizon()) {
            return fail("a fault must begin between 0s and the end of the run");
        }
    }
    return parseFaults(formatFaults(faults));
}

Result<BranchId> RecordingSession::fork(BranchId parent,
                                        std::vector<Fault> faults,
                                        const std::string& title) {
    auto accepted = acceptable(std::move(faults), parent);
    if (!accepted) {
        return tl::unexpected(accepted.error());
    }
    if (auto writable = ensureWriter(); !writable) {
        return tl::unexpected(writable.error());
    }
    const SimTime afterAll = std::min(horizon() + Duration{1}, SimTime{kDurationMax.us});
    const SimTime differs = firstDifference(branchOf(parent).faults, *accepted).value_or(afterAll);
    SessionBranch branch;
    branch.info = {.id = BranchId{m_branches.rbegin()->first.value + 1},
                   .parent = parent,
                   .forkAt = std::min(differs, afterAll),
                   .title = title,
                   .faults = formatFaults(*accepted),
                   .hidden = false};
    branch.faults = *std::move(accepted);
    const BranchInfo info = branch.info;
    if (const std::string error = m_board.error(); !error.empty()) {
        return fail(error);
    }
    addBranch(std::move(branch));
    setPaused(false);
    m_focus = info.id;
    m_background.focus(info.id);
    return info.id;
}

Result<void> RecordingSession::setHidden(BranchId branch, bool hidden) {
    if (auto writable = ensureWriter(); !writable) {
        return writable;
    }
    BranchInfo& info = m_branches.at(branch).info;
    info.hidden = hidden;
    m_background.setHidden(branch, hidden);
    return m_recorder->put(ChangedBranch{info}) ? Result<void>{} : fail(m_board.error());
}

Result<void> RecordingSession::rename(BranchId branch, const std::string& title) {
    if (auto writable = ensureWriter(); !writable) {
        return writable;
    }
    BranchInfo& info = m_branches.at(branch).info;
    info.title = title;
    return m_recorder->put(ChangedBranch{info}) ? Result<void>{} : fail(m_board.error());
}

Result<void> RecordingSession::store(const NotebookChange& change) {
    if (auto writable = ensureWriter(); !writable) {
        return writable;
    }
    return m_recorder->put(change) ? Result<void>{} : fail(m_board.error());
}

Result<void> RecordingSession::saveCopy(const std::filesystem::path& to) {
    if (m_recorder) {
        m_recorder->drain();
    }
    return copyRecording(file(), to);
}

Result<RecordingSession::Readable> RecordingSession::readableAt(BranchId branch,
                                                                std::size_t system,
                                                                SimTime t) {
    const SessionBranch* of = &branchOf(branch);
    t = std::min(t, recordedUntil(*of, system));
    // The past that branches share is read from where it was recorded first.
    while (of->info.parent.exists() && t < of->info.forkAt) {
        of = &branchOf(of->info.parent);
    }
    const RunState state = m_board.state(of->runs[system]);
    if (!state.stored) {
        return Readable{.run = of->runs[system], .lastSeq = 0};
    }
    const auto seq = m_playback.lastSeqAt(of->runs[system], t);
    if (!seq) {
        return tl::unexpected(seq.error());
    }
    return Readable{.run = of->runs[system], .lastSeq = std::min(*seq, state.lastSeq)};
}

Result<RecordingSession::Readable> RecordingSession::readableSeq(BranchId branch,
                                                                 std::size_t system,
                                                                 Seq seq) {
    const SessionBranch* of = &branchOf(branch);
    RunState state = m_board.state(of->runs[system]);
    while (of->info.parent.exists() && (!state.stored || seq <= state.forkSeq)) {
        if (!state.stored) {
            auto shared = readableAt(of->info.id, system, of->info.forkAt - Duration{1});
            if (!shared) {
                return shared;
            }
            seq = std::min(seq, shared->lastSeq);
        }
        of = &branchOf(of->info.parent);
        state = m_board.state(of->runs[system]);
    }
    return Readable{.run = of->runs[system], .lastSeq = std::min(seq, state.lastSeq)};
}

Result<World> RecordingSession::worldAt(BranchId branch, std::size_t system, SimTime t) {
    const auto readable = readableAt(branch, system, t);
    if (!readable) {
        return tl::unexpected(readable.error());
    }
    return m_playback.world({readable->run, system}, readable->lastSeq);
}

Result<World> RecordingSession::worldAtSeq(BranchId branch, std::size_t system, Seq seq) {
    const auto readable = readableSeq(branch, system, seq);
    if (!readable) {
        return tl::unexpected(readable.error());
    }
    return m_playback.world({readable->run, system}, readable->lastSeq);
}

Result<EntityState> RecordingSession::entityAt(BranchId branch,
                                               std::size_t system,
                                               EntityId entity,
                                               SimTime t) {
    const auto readable = readableAt(branch, system, t);
    if (!readable) {
        return tl::unexpected(readable.error());
    }
    return m_playback.entity({readable->run, system}, entity, readable->lastSeq);
}

// A stretch of one entity's life on one system of one branch.
// NOLINTNEXTLINE(readability-function-size)
Result<std::vector<Record>> RecordingSession::entityRecords(BranchId branch,
                                                            std::size_t system,
                                                            EntityId entity,
                                                            SimTime from,
                                                            SimTime to,
                                                            std::size_t limit) {
    const auto last = readableAt(branch, system, to);
    if (!last) {
        return tl::unexpected(last.error());
    }
    Seq after = 0;
    if (from > SimTime{}) {
        const auto before = readableAt(branch, system, from - Duration{1});
        if (!before) {
            return tl::unexpected(before.error());
        }
        after = std::min(before->lastSeq, last->lastSeq);
    }
    return m_playback.entityHistory({last->run, system}, entity, after, last->lastSeq, limit);
}

Result<std::vector<Record>> RecordingSession::records(BranchId branch,
                                                      std::size_t system,
                                                      Seq first,
                                                      std::size_t count) {
    first = std::max<Seq>(first, 1);
    const Seq wanted = first + std::min<Seq>(count, Seq{1} << 40U);
    const auto readable = readableSeq(branch, system, wanted - 1);
    if (!readable) {
        return tl::unexpected(readable.error());
    }
    if (readable->lastSeq < first) {
        return std::vector<Record>{};
    }
    return m_playback.records(
        readable->run, first, static_cast<std::size_t>(readable->lastSeq - first + 1));
}

Result<Seq> RecordingSession::lastSeqAt(BranchId branch, std::size_t system, SimTime t) {
    const auto readable = readableAt(branch, system, t);
    return readable ? Result<Seq>(readable->lastSeq) : tl::unexpected(readable.error());
}

std::shared_ptr<const RunFigures> RecordingSession::figures(BranchId branch,
                                                            std::size_t system) const {
    if (m_focus != branch) {
        m_focus = branch;
        m_background.focus(branch);
    }
    return m_board.state(branchOf(branch).runs[system]).figures;
}

std::shared_ptr<const DensityIndex> RecordingSession::density(BranchId branch,
                                                              std::size_t system) const {
    const auto known = figures(branch, system);
    return known ? known->density : m_emptyDensities[system];
}

Scorecard RecordingSession::scorecard(BranchId branch, std::size_t system) const {
    const auto known = figures(branch, system);
    if (known) {
        return known->scorecard;
    }
    Scorecard nothing;
    nothing.system = m_base.systems[system].system;
    return nothing;
}

std::vector<Verdict> RecordingSession::verdicts(BranchId branch) const {
    std::vector<SystemAnswers> answers;
    for (std::size_t system = 0; system < m_base.systems.size(); ++system) {
        if (const auto known = figures(branch, system)) {
            answers.push_back(known->answers);
        }
    }
    return judge(scenario().expectations, answers);
}

std::vector<NodeSummary> RecordingSession::nodeSummaries(BranchId branch,
                                                         std::size_t system) const {
    const auto known = figures(branch, system);
    return known ? known->nodes : std::vector<NodeSummary>{};
}

}  // namespace foldline
