// What can be undone: a branch that was made, and a branch that was renamed. Branches are never
// deleted: undoing hides them.
#pragma once

#include <QUndoCommand>
#include <string>

#include "core/run/session.h"

namespace foldline::ui {

class RunController;

/// The branch `made` exists already when the command is pushed; the first redo only shows it.
class ForkCommand final : public QUndoCommand {
public:
    ForkCommand(RunController& controller, BranchId parent, BranchId made, const QString& title);

    void undo() override;
    void redo() override;

private:
    RunController& m_controller;
    BranchId m_parent;
    BranchId m_made;
    bool m_hidden = false;
};

class RenameBranchCommand final : public QUndoCommand {
public:
    RenameBranchCommand(RunController& controller,
                        BranchId branch,
                        std::string before,
                        std::string after);

    void undo() override;
    void redo() override;

private:
    void rename(const std::string& title);

    RunController& m_controller;
    BranchId m_branch;
    std::string m_before;
    std::string m_after;
};

}  // namespace foldline::ui
