#include "ui/shell/dock_layout.h"

#include <QDockWidget>
#include <QMainWindow>
#include <algorithm>

namespace foldline::ui {
namespace {

constexpr int kVersion = 1;
// Shares of the window, as in the picture of the design.
constexpr double kLessonShare = 0.182;
constexpr double kInspectorShare = 0.222;
constexpr double kTimelineShare = 0.40;

}  // namespace

DockLayout::DockLayout(QMainWindow& window) : QObject(&window), m_window(window) {
    window.setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    window.setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    m_lesson = addDock("lessonDock", Qt::LeftDockWidgetArea);
    m_inspector = addDock("inspectorDock", Qt::RightDockWidgetArea);
    m_timeline = addDock("timelineDock", Qt::BottomDockWidgetArea);
    retranslate();
    setMovable(false);
}

void DockLayout::open(QWidget* lesson, QWidget* inspector, QWidget* timeline) {
    m_open = true;
    m_hasLesson = lesson != nullptr;
    m_lesson->setWidget(lesson);
    m_inspector->setWidget(inspector);
    m_timeline->setWidget(timeline);
    m_lesson->setVisible(m_hasLesson);
    m_inspector->show();
    m_timeline->show();
}

void DockLayout::close() {
    m_open = false;
    for (QDockWidget* dock : {m_lesson, m_inspector, m_timeline}) {
        dock->hide();
    }
}

void DockLayout::reset() {
    m_window.addDockWidget(Qt::LeftDockWidgetArea, m_lesson);
    m_window.addDockWidget(Qt::RightDockWidgetArea, m_inspector);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, m_timeline);
    for (QDockWidget* dock : {m_lesson, m_inspector, m_timeline}) {
        dock->setFloating(false);
        dock->setVisible(m_open && (dock != m_lesson || m_hasLesson));
    }
    const auto share = [](int whole, double part) { return static_cast<int>(whole * part); };
    m_window.resizeDocks(
        {m_lesson, m_inspector},
        {share(m_window.width(), kLessonShare), share(m_window.width(), kInspectorShare)},
        Qt::Horizontal);
    m_window.resizeDocks({m_timeline}, {share(m_window.height(), kTimelineShare)}, Qt::Vertical);
}

void DockLayout::setMovable(bool movable) {
    for (QDockWidget* dock : {m_lesson, m_inspector, m_timeline}) {
        QWidget* const before = dock->titleBarWidget();
        dock->setTitleBarWidget(movable ? nullptr : new QWidget(dock));
        delete before;
        dock->setFeatures(movable
                              ? QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable |
                                    QDockWidget::DockWidgetClosable
                              : QDockWidget::NoDockWidgetFeatures);
    }
}

void DockLayout::retranslate() {
    m_lesson->setWindowTitle(tr("Lesson"));
    m_inspector->setWindowTitle(tr("Inspector"));
    m_timeline->setWindowTitle(tr("Timeline"));
}

QByteArray DockLayout::save() const {
    return m_window.saveState(kVersion);
}

bool DockLayout::restore(const QByteArray& state) {
    if (!m_window.restoreState(state, kVersion)) {
        return false;
    }
    if (!m_hasLesson) {
        m_lesson->hide();
    }
    return true;
}

QDockWidget* DockLayout::addDock(const char* name, Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(&m_window);
    dock->setObjectName(QLatin1String(name));
    m_window.addDockWidget(area, dock);
    dock->hide();
    connect(dock, &QDockWidget::visibilityChanged, this, &DockLayout::visibilityChanged);
    return dock;
}

}  // namespace foldline::ui
