// Setting, naming and removing a mark, so that it can be undone.
#pragma once

#include <QUndoCommand>
#include <optional>

#include "core/log/recording_file.h"

namespace foldline::ui {

class RunController;

/// Puts `after` in the place of `before`; done already when it is pushed. None before: the mark is
/// new; none after: it goes. Marks are known by what they say, not by their ids: one that comes
/// back has another.
class MarkCommand final : public QUndoCommand {
public:
    MarkCommand(RunController& controller,
                std::optional<Note> before,
                std::optional<Note> after,
                const QString& title);

    void undo() override;
    void redo() override;

private:
    RunController& m_controller;
    std::optional<Note> m_before;
    std::optional<Note> m_after;
    bool m_isDone = true;
};

}  // namespace foldline::ui
