#include "ui/run/branch_commands.h"

#include <QCoreApplication>

#include "ui/run/run_controller.h"

namespace foldline::ui {

ForkCommand::ForkCommand(RunController& controller,
                         BranchId parent,
                         BranchId made,
                         const QString& title)
    : QUndoCommand(title),
      m_controller(controller),
      m_parent(parent),
      m_made(made) {}

void ForkCommand::undo() {
    m_controller.setBranch(m_parent);
    m_hidden = m_controller.setBranchHidden(m_made, true);
}

void ForkCommand::redo() {
    if (m_hidden) {
        m_controller.setBranchHidden(m_made, false);
        m_hidden = false;
    }
    m_controller.setBranch(m_made);
}

RenameBranchCommand::RenameBranchCommand(RunController& controller,
                                         BranchId branch,
                                         std::string before,
                                         std::string after)
    : QUndoCommand(QCoreApplication::translate("foldline::ui::RenameBranchCommand", "rename")),
      m_controller(controller),
      m_branch(branch),
      m_before(std::move(before)),
      m_after(std::move(after)) {}

void RenameBranchCommand::undo() {
    rename(m_before);
}

void RenameBranchCommand::redo() {
    rename(m_after);
}

void RenameBranchCommand::rename(const std::string& title) {
    const Result<void> renamed = m_controller.session().rename(m_branch, title);
    if (renamed) {
        emit m_controller.branchesChanged();
    } else {
        emit m_controller.failed(QString::fromStdString(renamed.error().message));
    }
}

}  // namespace foldline::ui
