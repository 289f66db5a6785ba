// One system on the stage: its picture, and how it is brought up to the playhead.
#pragma once

#include <QPointF>
#include <QRect>
#include <optional>

#include "ui/run/run_controller.h"
#include "ui/stage/panel_picture.h"

namespace foldline::ui {

/// Asks the controller; knows nothing of the widget around it.
class StagePanel {
public:
    StagePanel(RunController& controller, std::size_t system);

    std::size_t system() const { return m_system; }

    const StageGraph& graph() const { return m_graph; }

    void setLook(const PanelLook& look);

    /// `fit` is for the graph area of `rect` times zoom().
    void place(const QRect& rect, double header, double headerScale, const StageFit& fit);

    const QRect& rect() const { return m_rect; }

    const PanelPicture& picture() const { return *m_picture; }

    /// How far the graph is magnified beyond the size that fits, 1 … kZoomMax.
    double zoom() const { return m_zoom; }

    QPointF pan() const { return m_pan; }

    /// Magnifies by `factor`; what is at `at` (in the panel) stays there.
    void zoomBy(double factor, const QPointF& at);
    void panBy(const QPointF& by);
    void showAll();

    static constexpr double kZoomMax = 6.0;

    /// Another branch is shown, or another recording of it: forgets what was read.
    void forget();

    /// What the picture shows: the frame at the playhead.
    StageFrame frame() const;
    /// `leastWork` as HeaderFacts::leastDatabaseWork.
    HeaderFacts facts(std::optional<std::uint64_t> leastWork) const;
    void update(std::optional<std::uint64_t> leastWork);
    /// Tokens and echoes at the playhead. `window`: how long a message echoes, in simulated time.
    PanelOverlay overlay(Duration window, bool stillTrace);

    void setMarking(const Marking& marking) { m_marking = marking; }

    /// The node at `at` (in the panel); none.
    NodeId nodeAt(const QPointF& at) const;
    /// Words about the message whose token is at `at`; empty: there is none.
    QString messageAt(const QPointF& at) const;
    /// In panel coordinates.
    QRectF nodeRect(NodeId node) const;

private:
    QSizeF graphSize() const;
    void keepInSight();
    std::optional<Duration> behindFor() const;

    RunController& m_controller;
    std::size_t m_system;
    StageGraph m_graph;
    LocalText m_subtitle;
    std::optional<PanelPicture> m_picture;
    RecentRecords m_recent;
    Marking m_marking;
    QRect m_rect;
    double m_header = 0.0;
    double m_zoom = 1.0;
    QPointF m_pan;
};

}  // namespace foldline::ui
