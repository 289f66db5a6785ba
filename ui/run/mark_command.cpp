#include "ui/run/mark_command.h"

#include <utility>

#include "ui/run/run_controller.h"

namespace foldline::ui {

MarkCommand::MarkCommand(RunController& controller,
                         std::optional<Note> before,
                         std::optional<Note> after,
                         const QString& title)
    : QUndoCommand(title),
      m_controller(controller),
      m_before(std::move(before)),
      m_after(std::move(after)) {}

void MarkCommand::undo() {
    m_isDone = !m_controller.replaceMark(m_after, m_before);
}

void MarkCommand::redo() {
    m_isDone = m_isDone || m_controller.replaceMark(m_before, m_after);
}

}  // namespace foldline::ui
