// What the timeline shows, without a widget: the painters read it, the view changes it.
#pragma once

#include <QCoreApplication>
#include <QRectF>
#include <QString>
#include <optional>
#include <vector>

#include "core/run/session.h"
#include "ui/run/run_controller.h"
#include "ui/timeline/bands.h"
#include "ui/timeline/branch_tree.h"
#include "ui/timeline/fault_bars.h"
#include "ui/timeline/fault_edit.h"
#include "ui/timeline/lane_counts.h"
#include "ui/timeline/timeline_look.h"

namespace foldline::ui {

struct TimeRange {
    SimTime from;
    SimTime to;

    Duration length() const { return to - from; }

    friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

struct TimelineModel {
    std::vector<Dictionary> systems;
    bool korean = false;

    int width = 0;
    int height = 0;
    int labelWidth = 0;  ///< of the column at the left; the plot begins there
    TimeAxis axis;
    Bands bands;

    std::vector<bool> collapsed;
    bool chartsOpen = true;
    std::vector<LaneRow> rows;
    int firstRow = 0;

    BranchTree branches;
    std::vector<Fault> faults;
    std::vector<Fault> drawn;  ///< of the same order; see drawnFaults
    FaultBars bars;
    Densities densities;

    SimTime playhead;
    Progress progress;
    Selection selection;
    std::vector<SimTime> marks;      ///< ascending
    std::vector<QString> markNames;  ///< of `marks`; empty where it has none
    std::optional<TimeRange> range;
    std::optional<std::uint32_t> selectedFault;  ///< its id
    FaultEdit edit;

    /// The systems' part between the label column and the right margin, below the ruler.
    QRectF plot() const;
    int plotRight() const;
    const Fault* fault(std::uint32_t id) const;
    std::vector<Fault> faultsAsTheyHappened() const;
    /// Until when everything can be drawn: simulated, and folded into densities.
    SimTime knownUntil() const;

    QString systemTitle(std::size_t system) const;
    QString nodeText(std::size_t system, NodeId node) const;
};

/// The words of the label column.
class TimelineWords {
    Q_DECLARE_TR_FUNCTIONS(foldline::ui::TimelineWords)

public:
    static QString branches();
    static QString faults();
    static QString events();
    static QString charts();
    static QString series(SeriesKind kind);
};

/// The metrics drawn into each panel of the charts, from top to bottom.
const std::vector<std::vector<SeriesKind>>& chartPanels();

/// Wide enough for every label, within limits.
int labelColumnWidth(const TimelineModel& model, const TimelineLook& look);

/// The largest number of branch lines that leaves room for lanes in `height`.
int branchRowsFor(int height, double scale);

/// Recomputes bands, bars and the plot from rows, faults, branches and size. Keeps `firstRow`
/// valid.
void layOut(TimelineModel& model, const TimelineLook& look);

}  // namespace foldline::ui
