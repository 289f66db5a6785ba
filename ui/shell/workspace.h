// One open recording: its controller and everything that shows it.
#pragma once

#include <QPointer>
#include <memory>

#include "ui/run/run_controller.h"
#include "ui/shell/commands.h"
#include "ui/theme/theme.h"

class QScrollArea;

namespace foldline::ui {

class CompareDialog;
class InspectorPanel;
class LessonPanel;
class MarksDialog;
class ScorecardDialog;
class StageView;
class TimelineView;
class ToolStrip;

/// The views are given to the window's docks, which may delete them; else they go with this.
class Workspace {
public:
    Workspace(std::unique_ptr<Session> session,
              const CommandSet& commands,
              const Theme& theme,
              QWidget* window);
    ~Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    RunController& controller() { return *m_controller; }

    StageView* stage() const;
    /// What the window shows: the stage, scrolled where it has less room than its systems need.
    QWidget* stageFrame() const;
    TimelineView* timeline() const;
    InspectorPanel* inspector() const;
    LessonPanel* lesson() const;  ///< null: the scenario has no lesson
    ToolStrip* strip() const;

    /// Made when they are first asked for.
    ScorecardDialog& scorecard();
    CompareDialog& comparison();
    MarksDialog& marks();

    void setTheme(const Theme& theme);

private:
    void makeStageFrame();

    std::unique_ptr<RunController> m_controller;
    Theme m_theme;
    QWidget* m_window;
    QPointer<StageView> m_stage;
    QPointer<QScrollArea> m_stageFrame;
    QPointer<TimelineView> m_timeline;
    QPointer<InspectorPanel> m_inspector;
    QPointer<LessonPanel> m_lesson;
    QPointer<ToolStrip> m_strip;
    QPointer<ScorecardDialog> m_scorecard;
    QPointer<CompareDialog> m_comparison;
    QPointer<MarksDialog> m_marks;
};

}  // namespace foldline::ui
