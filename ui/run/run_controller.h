// The one playhead: which branch of which recording is shown at what time, and what is selected.
// Views listen to it and ask its session; none of them knows another.
#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/run/session.h"

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

/// Lives in the GUI thread. Owns the session.
class RunController final : public QObject {
    Q_OBJECT

public:
    explicit RunController(std::unique_ptr<Session> session, QObject* parent = nullptr);
    ~RunController() override;

    Session& session() { return *m_session; }

    const Session& session() const { return *m_session; }

    BranchId branch() const { return m_branch; }

    SimTime playhead() const { return m_playhead; }

    bool isPlaying() const { return m_playing; }

    double speed() const { return m_speed; }  ///< simulated seconds a second, 0.1 … 1000

    const Selection& selection() const { return m_selection; }

    QUndoStack* undoStack() const { return m_undo; }

    /// The world of `system` at the playhead, folded once and kept until the playhead moves.
    const World& world(std::size_t system) const;
    Progress progress() const;

public slots:
    void setPlaying(bool playing);
    void setSpeed(double speed);
    /// Clamped to what has been recorded.
    void setPlayhead(foldline::SimTime t);
    /// To the next (+1) or previous (-1) record of any system, or of the selected node.
    void stepRecord(int direction);
    void stepSameNode(int direction);
    /// From the selected record to its cause (-1) or its first effect (+1).
    void stepCause(int direction);
    void jumpToFault(int direction);
    void setBranch(foldline::BranchId branch);
    void select(const foldline::ui::Selection& selection);

    /// Undoable: each makes a branch and shows it. False, with failed() emitted, when it cannot be.
    bool injectFault(foldline::Fault fault);
    bool changeFault(const foldline::Fault& fault);  ///< by id: moved or stretched
    bool removeFault(std::uint32_t faultId);

signals:
    void playheadChanged();
    void playingChanged(bool playing);
    void speedChanged(double speed);
    void selectionChanged();
    void branchChanged();    ///< another branch is shown
    void branchesChanged();  ///< the tree grew, or a branch was hidden or renamed
    void progressChanged();  ///< more is recorded: densities and cards are worth asking again
    void failed(const QString& message);

private:
    std::unique_ptr<Session> m_session;
    BranchId m_branch{1};
    SimTime m_playhead;
    bool m_playing = false;
    double m_speed = 1.0;
    Selection m_selection;
    QUndoStack* m_undo = nullptr;
};

}  // namespace foldline::ui
