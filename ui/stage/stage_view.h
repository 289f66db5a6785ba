// The stage: every system of the recording as a graph, at the playhead.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "ui/run/run_controller.h"
#include "ui/stage/stage_panel.h"
#include "ui/theme/theme.h"

class QTimer;

namespace foldline::ui {

/// One panel a system, stacked. Lives in the GUI thread; `controller` must outlive it. Repaints
/// when the playhead, the branch or the selection changes, never by itself.
///
/// Mouse: click selects, double click inspects, the wheel magnifies, dragging the ground moves, the
/// right button opens a node's faults. Keys: Tab and arrows go from node to node, Return inspects,
/// F shows all, + and - magnify, Menu opens the faults, Escape selects nothing. Arrow keys reach
/// the stage only where the window has not bound them.
class StageView final : public QWidget {
    Q_OBJECT

public:
    StageView(RunController& controller, const Theme& theme, QWidget* parent = nullptr);
    ~StageView() override;

    void setTheme(const Theme& theme);
    /// "en" or "ko", whatever the program speaks; an empty one follows the program again.
    void setLanguage(const QString& code);
    /// Without motion, the traffic of the last moments is counted at the edges instead of walking
    /// along them. Messages in flight stay where they are.
    void setReducedMotion(bool reduced);
    /// A line at the foot that explains the signs, where there is room. On by default.
    void setLegendVisible(bool visible);

    const std::vector<std::unique_ptr<StagePanel>>& panels() const { return m_panels; }

    /// Height of the legend's line; 0 when it is not shown.
    int legendHeight() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public slots:
    /// Every panel as large as fits.
    void fit();

signals:
    /// The user wants to look closer at the selected node.
    void inspectRequested();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct Place {
        std::size_t panel = 0;
        NodeId node;

        friend bool operator==(const Place&, const Place&) = default;
    };

    void makePanels();
    void applyLook();
    void layOut();
    QLocale::Language language() const;
    void onBranchChanged();
    void onSelectionChanged();
    void describeSoon();
    void describe();
    std::optional<std::uint64_t> leastDatabaseWork() const;
    Duration echoWindow() const;

    std::optional<std::size_t> panelAt(const QPointF& at) const;
    Place placeAt(const QPointF& at) const;
    std::optional<Place> selectedPlace() const;
    void selectPlace(const Place& place);
    void stepSelection(int direction);
    void moveSelection(const QPointF& direction);
    void magnify(double factor, const QPointF& at);
    void showMenu(const Place& place, const QPoint& globalPosition);
    bool showTip(const QPoint& at, const QPoint& globalPosition);
    QRectF rectOf(const Place& place) const;

    RunController& m_controller;
    Theme m_theme;
    std::optional<QLocale::Language> m_language;
    bool m_reducedMotion = false;
    bool m_legendVisible = true;
    std::vector<std::unique_ptr<StagePanel>> m_panels;
    QTimer* m_describeDelay = nullptr;
    std::optional<std::size_t> m_dragged;  ///< the panel being moved
    QPointF m_dragFrom;
    Place m_hovered;
};

}  // namespace foldline::ui
