// The timeline: branches, faults, a lane for every node, events and curves of all systems along one
// time axis, under one playhead. It shows what the controller's session holds and asks the
// controller for every change.
//
// Pointer: click or drag in the ruler moves the playhead, click in the lanes too; dragging in the
// lanes selects a range; dragging a fault moves it, its ends stretch it; dragging over the ground
// of the faults adds one of that length, double-click one of the usual length. Wheel scrolls the
// lanes, with Shift it pans, with Ctrl it zooms around the pointer. Keys: W S zoom, A D pan, F
// fits, Home End go there, M marks, Enter zooms to the range (or commits a fault changed by keys),
// Up Down choose a fault, Left Right move it, with Alt stretch it, Delete removes it, Insert adds
// one, B chooses a branch, Page Up Page Down scroll, Esc gives up.
#pragma once

#include <QImage>
#include <QScrollBar>
#include <QTimer>
#include <QWidget>
#include <optional>

#include "ui/theme/theme.h"
#include "ui/timeline/background_painter.h"
#include "ui/timeline/lane_counts.h"
#include "ui/timeline/metric_charts.h"
#include "ui/timeline/overlay_painter.h"
#include "ui/timeline/timeline_model.h"

class QMenu;

namespace foldline::ui {

class TimelineView final : public QWidget {
    Q_OBJECT

public:
    TimelineView(RunController& controller, const Theme& theme, QWidget* parent = nullptr);
    ~TimelineView() override;

    void setTheme(const Theme& theme);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// What is shown, up to date.
    const TimelineModel& model();
    const MetricCharts& charts();
    /// What the tooltip at `point` says.
    QString tipAt(QPointF point);

    std::optional<TimeRange> range() const { return m_model.range; }

public slots:
    /// Around the pointer when it is over the plot, else around the playhead.
    void zoomIn();
    void zoomOut();
    void panLeft();
    void panRight();
    void fit();
    void zoomToRange();
    void showTimes(foldline::SimTime from, foldline::SimTime to);
    void setSystemCollapsed(std::size_t system, bool collapsed);
    void setChartsOpen(bool open);

signals:
    /// A range was selected, changed or given up.
    void rangeChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Gesture { None, Scrub, Press, Range, Fault };

    // Taking over what the controller says.
    void takeSession();
    void takeBranch();
    void takeBranches();
    void takeMarks();
    void takeProgress();
    void takePlayhead();
    void retranslate();

    // Keeping picture and model in step.
    void changeLayout();
    void changePicture();
    void updateLayout();
    void updatePicture();
    void placeScrollBar();
    void describe();

    // Pointer.
    bool pressFault(QPointF at);
    void pressLabel(QPointF at);
    void clickPlot(QPointF at);
    void scrubTo(double x);
    void updateCursor(QPointF at);
    void finishGesture();
    FaultHit faultUnder(QPointF at) const;
    int branchUnder(QPointF at) const;

    // Keys.
    bool handlesKey(int key, Qt::KeyboardModifiers modifiers) const;
    bool viewKey(int key);
    bool faultKey(int key, Qt::KeyboardModifiers modifiers);
    void giveUp();
    void confirm();
    void selectNextFault(int direction);
    void nudgeFault(FaultPart part, int direction);
    void commitFault();
    bool mayChange();

    void zoomBy(double factor);
    void panBy(double share);
    void scrollRows(int rows);
    void setRange(std::optional<TimeRange> range);
    Duration step() const;
    double focusX() const;

    // Menus.
    static void showMenu(QMenu* menu, QPoint globalPosition);
    /// Without a length a fault lasts a share of what is in sight.
    void fillFaultMenu(QMenu& menu, SimTime at, std::optional<Duration> length = std::nullopt);
    void askForFault(const TimeRange& range, QPoint globalPosition);
    void fillBranchMenu(QMenu& menu);
    void fillViewMenu(QMenu& menu);
    void addFault(Fault fault, SimTime at, std::optional<Duration> length);

    RunController& m_controller;
    TimelineLook m_look;
    TimelineModel m_model;
    MetricCharts m_charts;
    RulerPicture m_ruler;
    LaneCounts m_counts;
    QImage m_background;
    QImage m_data;
    bool m_layoutStale = true;
    bool m_pictureStale = true;
    bool m_keyboardFocus = false;
    QString m_rangeNote;

    Gesture m_gesture = Gesture::None;
    QPointF m_pressedAt;
    double m_wheelLeft = 0.0;
    QScrollBar* m_scrollBar = nullptr;
    QTimer* m_keyCommit = nullptr;
};

}  // namespace foldline::ui
