// The one playhead: which branch of which recording is shown at what time, and what is selected.
// Views listen to it and ask its session; none of them knows another.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/run/session.h"
#include "ui/run/playback.h"
#include "ui/run/record_walk.h"

class QTimer;
class QUndoStack;

namespace foldline::ui {

/// What the inspector is about. At most one of node, entity and record is chosen.
struct Selection {
    std::size_t system = 0;
    NodeId node;
    EntityId entity;
    Seq record = 0;

    friend bool operator==(const Selection&, const Selection&) = default;
};

/// Lives in the GUI thread. Owns the session. Opening never starts it: it begins paused at 0.
class RunController final : public QObject {
    Q_OBJECT

public:
    explicit RunController(std::unique_ptr<Session> session, QObject* parent = nullptr);
    /// `nowNs`: a monotonic clock in nanoseconds, which playing follows.
    RunController(std::unique_ptr<Session> session,
                  std::function<std::int64_t()> nowNs,
                  QObject* parent = nullptr);
    ~RunController() override;

    Session& session() { return *m_session; }

    const Session& session() const { return *m_session; }

    BranchId branch() const { return m_branch; }

    SimTime playhead() const { return m_playhead; }

    bool isPlaying() const { return m_playing; }

    double speed() const { return m_speed; }  ///< simulated seconds a second, 0.1 … 1000

    const Selection& selection() const { return m_selection; }

    QUndoStack* undoStack() const { return m_undo; }

    /// The world of `system` at the playhead, folded once and kept until the playhead moves. After
    /// a step by record it is the world right after that record, also when more happened in the
    /// same microsecond. When the recording cannot be read: an empty world, and failed() follows.
    const World& world(std::size_t system) const;
    Progress progress() const;

    /// Tells it to whoever listens to failed(), soon.
    void report(const Error& error) const;

    /// What `branch()` is; its id exists unless the recording is empty.
    BranchInfo branchInfo() const;

    /// Times that are marked on the branch shown, or in the past it shares with others; ascending.
    /// They are kept in the recording: Session::notebook().
    const std::vector<SimTime>& marks() const { return m_marks; }

    static constexpr double kSpeedMin = 0.1;
    static constexpr double kSpeedMax = 1000.0;

public slots:
    /// At the end of the run, playing begins again at 0. Playing waits for the simulation where it
    /// has caught up with it.
    void setPlaying(bool playing);
    void setSpeed(double speed);
    /// Clamped to what has been recorded.
    void setPlayhead(foldline::SimTime t);
    /// To the next (+1) or previous (-1) record of any system.
    void stepRecord(int direction);
    /// To the next or previous record at the selected node, or at the node of the selected record;
    /// as stepRecord when there is neither.
    void stepSameNode(int direction);
    /// From the selected record to its cause (-1) or its first effect (+1).
    void stepCause(int direction);
    /// To the next or previous start or end of a fault.
    void jumpToFault(int direction);
    void jumpToMark(int direction);
    /// Shows the branch and the moment of a mark; nothing if there is no such mark.
    void goToMark(foldline::NoteId mark);
    void setBranch(foldline::BranchId branch);
    /// Stops simulating, or goes on. What is recorded stays, and can be played.
    void setSimulationPaused(bool paused);
    /// Shows what was the case right after a record of the branch shown, and selects it. False,
    /// with failed() emitted, when it cannot be read.
    bool goToRecord(std::size_t system, foldline::Seq seq);
    void select(const foldline::ui::Selection& selection);

    /// Undoable: each makes a branch and shows it. False, with failed() emitted, when it cannot be.
    bool injectFault(foldline::Fault fault);
    bool changeFault(const foldline::Fault& fault);  ///< by id: moved or stretched
    bool removeFault(std::uint32_t faultId);
    bool renameBranch(foldline::BranchId branch, const QString& title);
    /// Marks the playhead, or takes the mark away that is there.
    void toggleMark();
    void nameMark(foldline::NoteId mark, const QString& name);
    /// Of the mark at the playhead, which is set if there is none.
    void nameMarkHere(const QString& name);
    void removeMark(foldline::NoteId mark);
    /// Not undoable by itself: part of undoing. False, with failed() emitted, when it cannot be.
    bool setBranchHidden(foldline::BranchId branch, bool hidden);
    /// The same of marks: see MarkCommand.
    bool replaceMark(const std::optional<Note>& from, const std::optional<Note>& to);

signals:
    void playheadChanged();
    void playingChanged(bool playing);
    void speedChanged(double speed);
    void selectionChanged();
    void branchChanged();    ///< another branch is shown
    void branchesChanged();  ///< the tree grew, or a branch was hidden or renamed
    void progressChanged();  ///< more is recorded: densities and cards are worth asking again
    void marksChanged();
    void failed(const QString& message);

private:
    void tick();
    void wake();
    void onProgress();
    /// Moves the playhead without touching what plays.
    void moveTo(SimTime t);
    void showRecord(const RecordPosition& position);
    bool fork(std::vector<Fault> faults, const QString& title);
    void pushMark(std::optional<Note> before, std::optional<Note> after, const QString& title);
    void findMarks();
    /// The cursors of the walk follow the playhead; false, with failed() emitted, when unreadable.
    bool placeWalk();
    void forgetWorlds();
    SimTime limit() const;

    std::unique_ptr<Session> m_session;
    std::function<std::int64_t()> m_nowNs;
    QElapsedTimer m_elapsed;
    BranchId m_branch{1};
    SimTime m_playhead;
    /// Where the playhead was when another branch was chosen that is not simulated that far yet: it
    /// goes there as soon as it can, unless it is moved.
    std::optional<SimTime> m_wanted;
    bool m_playing = false;
    double m_speed = 1.0;
    Selection m_selection;
    std::vector<SimTime> m_marks;
    QUndoStack* m_undo = nullptr;
    QTimer* m_frames = nullptr;
    QTimer* m_progressDelay = nullptr;
    std::atomic_bool m_progressPosted = false;
    bool m_progressAgain = false;  ///< more came while the last news were kept for a moment
    Playback m_playback;
    RecordWalk m_walk;
    /// The cursors of m_walk are those of the playhead (or of one record of its moment).
    bool m_walkPlaced = false;
    bool m_betweenRecords = false;  ///< the playhead was stepped to one record of its moment
    mutable std::vector<std::optional<World>> m_worlds;
};

}  // namespace foldline::ui
