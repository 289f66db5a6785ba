#include "ui/timeline/timeline_tips.h"

#include <QLocale>
#include <QStringList>
#include <algorithm>

#include "ui/timeline/branch_painter.h"
#include "ui/timeline/fault_painter.h"
#include "ui/timeline/fault_words.h"
#include "ui/timeline/metric_charts.h"
#include "ui/timeline/ruler.h"

namespace foldline::ui {
namespace {

constexpr double kReach = 6.0;
constexpr QLatin1Char kNewLine('\n');

QString number(std::uint64_t count) {
    return QLocale().toString(static_cast<qulonglong>(count));
}

QString faultLines(const TimelineModel& model, const Fault& fault) {
    return FaultWords::barText(fault, model.systems, model.korean) + kNewLine +
           OverlayWords::span(fault.at,
                              faultEnd(fault, model.axis.end()),
                              model.axis.end(),
                              !fault.length && !isMoment(fault.kind));
}

}  // namespace

// Kept in one class so that the words have one context for translators.
class TipFinder {
    Q_DECLARE_TR_FUNCTIONS(foldline::ui::TimelineTips)

public:
    TipFinder(const TimelineModel& model, const TimelineLook& look, const LaneCounts& counts)
        : m_model(model),
          m_look(look),
          m_counts(counts) {}

    QString at(QPointF point) const {
        const Bands& bands = m_model.bands;
        if (bands.ruler.contains(point.y())) {
            return onRuler(point);
        }
        if (point.x() < m_model.axis.left()) {
            return onLabel(point.y());
        }
        if (bands.branches.contains(point.y())) {
            return onBranches(point);
        }
        if (bands.faults.contains(point.y())) {
            return onFaults(point);
        }
        if (bands.lanes.contains(point.y())) {
            return onLane(point);
        }
        for (std::size_t i = 0; i < bands.panels.size(); ++i) {
            if (bands.panels[i].contains(point.y())) {
                return onPanel(chartPanels()[i], point.x());
            }
        }
        return {};
    }

private:
    QString time(SimTime t) const { return exactTime(t, m_model.axis.end()); }

    QString onRuler(QPointF point) const {
        if (point.x() < m_model.axis.left()) {
            return {};
        }
        for (std::size_t i = 0; i < m_model.marks.size(); ++i) {
            const SimTime mark = m_model.marks[i];
            if (std::abs(m_model.axis.xAt(mark) - point.x()) <= kReach) {
                const QString& name = m_model.markNames[i];
                const QString where = tr("Mark at %1").arg(time(mark));
                return name.isEmpty() ? where : name + kNewLine + where;
            }
        }
        return time(m_model.axis.timeAt(point.x()));
    }

    QString onLabel(double y) const {
        const Bands& bands = m_model.bands;
        if (bands.branches.contains(y)) {
            return m_model.branches.left == 0
                       ? tr("Click to choose a branch")
                       : tr("%n more branch(es): click to choose", nullptr, m_model.branches.left);
        }
        if (bands.faults.contains(y)) {
            return tr(
                "Double-click beside the bars to add a fault; drag a bar to move it, its "
                "ends to stretch it");
        }
        const int row = bands.rowAt(y, m_model.firstRow);
        if (row < 0 || row >= static_cast<int>(m_model.rows.size())) {
            return {};
        }
        const LaneRow& lane = m_model.rows[static_cast<std::size_t>(row)];
        switch (lane.kind) {
            case RowKind::System:
                return m_model.systemTitle(lane.system);
            case RowKind::Node:
                return m_model.nodeText(lane.system, lane.node) + QStringLiteral(" · ") +
                       m_model.systemTitle(lane.system);
            case RowKind::Events:
                return tr("Events appended · %1").arg(m_model.systemTitle(lane.system));
        }
        return {};
    }

    QString onBranches(QPointF point) const {
        const int row = branchAt(
            m_model.branches, m_model.bands.branches, m_model.axis, point, m_look.theme.px(kReach));
        if (row < 0) {
            return {};
        }
        const BranchLine& line = m_model.branches.lines[static_cast<std::size_t>(row)];
        return line.parentRow < 0
                   ? line.title
                   : line.title + kNewLine + tr("forked at %1").arg(time(line.forkAt));
    }

    QString onFaults(QPointF point) const {
        const FaultHit hit = faultAt(m_model.drawn,
                                     m_model.bars,
                                     m_model.axis,
                                     m_model.bands.faults,
                                     point,
                                     m_look.theme.px(5));
        return hit.part == FaultPart::None ? QString()
                                           : faultLines(m_model, m_model.drawn[hit.fault]);
    }

    QString onLane(QPointF point) const {
        const int index = m_model.bands.rowAt(point.y(), m_model.firstRow);
        if (index < 0 || index >= static_cast<int>(m_counts.rows.size()) || m_counts.bins == 0) {
            return {};
        }
        const RowCounts& row = m_counts.rows[static_cast<std::size_t>(index)];
        const double us = m_model.axis.usAt(point.x()) - static_cast<double>(m_counts.firstBin.us);
        const auto bin =
            static_cast<std::size_t>(std::clamp(us / static_cast<double>(m_counts.bin.us),
                                                0.0,
                                                static_cast<double>(m_counts.bins - 1)));
        if (bin >= row.activity.size()) {
            return {};
        }
        QString name = m_model.systemTitle(row.row.system);
        if (row.row.kind == RowKind::Node) {
            name = m_model.nodeText(row.row.system, row.row.node) + QStringLiteral(" · ") + name;
        }
        const QString span =
            time(m_counts.binStart(bin)) + QStringLiteral(" – ") + time(m_counts.binStart(bin + 1));
        QString what = row.row.kind == RowKind::Events
                           ? tr("%1 events").arg(number(row.activity[bin]))
                           : TimelineTips::records(row.activity[bin]);
        if (bin < row.failures.size() && row.failures[bin] > 0) {
            what += QStringLiteral(", ") + tr("%1 of them failures").arg(number(row.failures[bin]));
        }
        return name + kNewLine + span + kNewLine + what;
    }

    QString onPanel(const std::vector<SeriesKind>& kinds, double x) const {
        const SimTime t = m_model.axis.timeAt(x);
        QStringList lines{time(t)};
        for (const SeriesKind kind : kinds) {
            for (std::size_t s = 0; s < m_model.densities.size(); ++s) {
                if (!m_model.densities[s]) {
                    continue;
                }
                const auto value = metricAt(*m_model.densities[s], kind, t);
                if (value) {
                    lines << tr("%1: %2 · %3")
                                 .arg(m_model.systemTitle(s),
                                      QLocale().toString(*value, 'g', 4),
                                      TimelineWords::series(kind));
                }
            }
        }
        return lines.join(kNewLine);
    }

    const TimelineModel& m_model;
    const TimelineLook& m_look;
    const LaneCounts& m_counts;
};

QString TimelineTips::at(const TimelineModel& model,
                         const TimelineLook& look,
                         const LaneCounts& counts,
                         QPointF point) {
    return TipFinder(model, look, counts).at(point);
}

QString TimelineTips::records(std::uint64_t count) {
    return tr("%1 records").arg(number(count));
}

QString TimelineTips::summary(const TimelineModel& model) {
    QStringList parts;
    parts << tr("Playhead at %1 of %2")
                 .arg(exactTime(model.playhead, model.axis.end()),
                      exactTime(model.axis.end(), model.axis.end()));
    for (const BranchLine& line : model.branches.lines) {
        if (line.shown) {
            parts << tr("branch “%1”").arg(line.title);
        }
    }
    for (const std::size_t i : model.bars.inTime) {
        const Fault& fault = model.drawn[i];
        parts << tr("fault %1, %2%3")
                     .arg(FaultWords::barText(fault, model.systems, model.korean),
                          OverlayWords::span(fault.at,
                                             faultEnd(fault, model.axis.end()),
                                             model.axis.end(),
                                             !fault.length),
                          model.selectedFault == fault.id ? tr(" (selected)") : QString());
    }
    return parts.join(QStringLiteral("; "));
}

}  // namespace foldline::ui
