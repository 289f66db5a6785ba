#include "ui/shell/workspace.h"

#include <QScrollArea>
#include <algorithm>
#include <cmath>

#include "ui/inspector/inspector_panel.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/shell/compare_dialog.h"
#include "ui/shell/marks_dialog.h"
#include "ui/shell/scorecard_dialog.h"
#include "ui/shell/tool_strip.h"
#include "ui/stage/stage_view.h"
#include "ui/timeline/timeline_view.h"

namespace foldline::ui {
namespace {

/// Less than the panels of so many systems, the stage is never squeezed to; more can be scrolled.
constexpr std::size_t kPanelsLeast = 2;

}  // namespace

Workspace::Workspace(std::unique_ptr<Session> session,
                     const CommandSet& commands,
                     const Theme& theme,
                     QWidget* window)
    : m_controller(std::make_unique<RunController>(std::move(session))),
      m_theme(theme),
      m_window(window) {
    m_strip = new ToolStrip(*m_controller, commands, theme, window);
    m_stage = new StageView(*m_controller, theme, window);
    makeStageFrame();
    m_timeline = new TimelineView(*m_controller, theme, window);
    m_inspector = new InspectorPanel(*m_controller, theme, window);
    if (!m_controller->session().scenario().lesson.empty()) {
        m_lesson = new LessonPanel(*m_controller, theme, window);
    }
}

// The timeline keeps its room, however many systems there are.
void Workspace::makeStageFrame() {
    m_stageFrame = new QScrollArea(m_window);
    m_stageFrame->setFrameShape(QFrame::NoFrame);
    m_stageFrame->setFocusPolicy(Qt::NoFocus);
    m_stageFrame->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stageFrame->setWidgetResizable(true);
    m_stageFrame->setWidget(m_stage);
    const std::size_t panels = std::max<std::size_t>(m_stage->panels().size(), 1);
    const QSize least = m_stage->minimumSizeHint();
    m_stageFrame->setMinimumSize(
        least.width(), static_cast<int>(least.height() * std::min(panels, kPanelsLeast) / panels));
    QObject::connect(m_controller.get(), &RunController::selectionChanged, m_stageFrame, [this] {
        const std::size_t system = m_controller->selection().system;
        if (system < m_stage->panels().size()) {
            const QRect panel = m_stage->panels()[system]->rect();
            m_stageFrame->ensureVisible(0, panel.center().y(), 0, panel.height() / 2 + 1);
        }
    });
}

Workspace::~Workspace() {
    // Before the controller they listen to.
    delete m_scorecard;
    delete m_comparison;
    delete m_marks;
    delete m_strip;
    delete m_stageFrame;  // and the stage in it
    delete m_timeline;
    delete m_inspector;
    delete m_lesson;
}

StageView* Workspace::stage() const {
    return m_stage;
}

QWidget* Workspace::stageFrame() const {
    return m_stageFrame;
}

TimelineView* Workspace::timeline() const {
    return m_timeline;
}

InspectorPanel* Workspace::inspector() const {
    return m_inspector;
}

LessonPanel* Workspace::lesson() const {
    return m_lesson;
}

ToolStrip* Workspace::strip() const {
    return m_strip;
}

ScorecardDialog& Workspace::scorecard() {
    if (!m_scorecard) {
        m_scorecard = new ScorecardDialog(*m_controller, m_theme, m_window);
    }
    return *m_scorecard;
}

CompareDialog& Workspace::comparison() {
    if (!m_comparison) {
        m_comparison = new CompareDialog(*m_controller, m_theme, m_window);
    }
    return *m_comparison;
}

MarksDialog& Workspace::marks() {
    if (!m_marks) {
        m_marks = new MarksDialog(*m_controller, m_theme, m_window);
    }
    return *m_marks;
}

void Workspace::setTheme(const Theme& theme) {
    m_theme = theme;
    m_strip->setTheme(theme);
    m_stage->setTheme(theme);
    m_timeline->setTheme(theme);
    m_inspector->setTheme(theme);
    if (m_lesson) {
        m_lesson->setTheme(theme);
    }
    if (m_scorecard) {
        m_scorecard->setTheme(theme);
    }
    if (m_comparison) {
        m_comparison->setTheme(theme);
    }
    if (m_marks) {
        m_marks->setTheme(theme);
    }
}

}  // namespace foldline::ui
