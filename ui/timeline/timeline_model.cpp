#include "ui/timeline/timeline_model.h"

#include <algorithm>
#include <cmath>

#include "ui/timeline/fault_words.h"

namespace foldline::ui {
namespace {

constexpr double kRightMargin = 16.0;

}  // namespace

QRectF TimelineModel::plot() const {
    return {axis.left(),
            static_cast<double>(bands.ruler.bottom()),
            axis.width(),
            static_cast<double>(std::max(height - bands.ruler.bottom(), 0))};
}

int TimelineModel::plotRight() const {
    return static_cast<int>(std::lround(axis.right()));
}

const Fault* TimelineModel::fault(std::uint32_t id) const {
    const auto at = std::find_if(
        faults.begin(), faults.end(), [id](const Fault& fault) { return fault.id == id; });
    return at == faults.end() ? nullptr : &*at;
}

std::vector<Fault> TimelineModel::faultsAsTheyHappened() const {
    return drawnFaults(faults, densities.size(), [this](std::size_t system, std::uint32_t fault) {
        return densities[system] == nullptr ? std::nullopt : densities[system]->faultStarted(fault);
    });
}

SimTime TimelineModel::knownUntil() const {
    SimTime known = progress.finished ? axis.end() : progress.recordedUntil;
    if (!progress.figuresComplete) {
        for (const auto& density : densities) {
            known = std::min(known, density ? density->coveredUntil() : SimTime{});
        }
    }
    return known;
}

QString TimelineModel::systemTitle(std::size_t system) const {
    const QString title = localText(systems[system].title, korean);
    return title.isEmpty() ? QString::fromStdString(systems[system].system) : title;
}

QString TimelineModel::nodeText(std::size_t system, NodeId node) const {
    const NodeName& name = systems[system].node(node);
    const QString title = localText(name.title, korean);
    return title.isEmpty() ? QString::fromStdString(name.name) : title;
}

QString TimelineWords::branches() {
    return tr("Branches");
}

QString TimelineWords::faults() {
    return tr("Faults");
}

QString TimelineWords::events() {
    return tr("Events");
}

QString TimelineWords::charts() {
    return tr("Charts");
}

QString TimelineWords::series(SeriesKind kind) {
    switch (kind) {
        case SeriesKind::EventsBehind:
            return tr("events behind");
        case SeriesKind::ErrorsPerSecond:
            return tr("errors / s");
        case SeriesKind::RequestsWaiting:
            return tr("requests waiting");
        case SeriesKind::LatencyMs:
            return tr("latency, ms");
    }
    return {};
}

const std::vector<std::vector<SeriesKind>>& chartPanels() {
    static const std::vector<std::vector<SeriesKind>> kPanels{
        {SeriesKind::EventsBehind, SeriesKind::RequestsWaiting},
        {SeriesKind::ErrorsPerSecond},
        {SeriesKind::LatencyMs}};
    return kPanels;
}

int labelColumnWidth(const TimelineModel& model, const TimelineLook& look) {
    const double margin = look.theme.px(14);
    const double indent = look.theme.px(14);
    double widest = look.labelMetrics.horizontalAdvance(TimelineWords::branches()) +
                    look.theme.px(26);  // room for "+12"
    const auto consider = [&widest](double width) { widest = std::max(widest, width); };
    consider(look.labelMetrics.horizontalAdvance(TimelineWords::faults()));
    for (std::size_t s = 0; s < model.systems.size(); ++s) {
        consider(indent + look.headerMetrics.horizontalAdvance(model.systemTitle(s)));
        for (std::size_t n = 0; n < model.systems[s].nodes.size(); ++n) {
            const NodeId node{static_cast<std::uint16_t>(n)};
            consider(indent + look.strongMetrics.horizontalAdvance(model.nodeText(s, node)));
        }
    }
    const double swatch = look.theme.px(20);
    const double number = look.smallMetrics.horizontalAdvance(QStringLiteral("20000"));
    for (const auto& panel : chartPanels()) {
        for (const SeriesKind kind : panel) {
            consider(swatch + number + look.theme.px(8) +
                     look.smallMetrics.horizontalAdvance(TimelineWords::series(kind)));
        }
    }
    const double width = std::ceil(margin + widest + look.theme.px(12));
    return static_cast<int>(std::clamp(width, look.theme.px(120), look.theme.px(230)));
}

int branchRowsFor(int height, double scale) {
    return std::clamp(static_cast<int>((height / scale - 200.0) / 55.0), 2, 6);
}

void layOut(TimelineModel& model, const TimelineLook& look) {
    model.labelWidth = labelColumnWidth(model, look);
    const double right = look.theme.px(kRightMargin);
    model.axis.setPlot(model.labelWidth,
                       std::max(std::floor(model.width - model.labelWidth - right), 40.0));
    model.drawn = model.faultsAsTheyHappened();
    model.bars = packFaults(model.drawn, model.axis.end());
    model.rows = laneRows(model.systems, model.collapsed);
    BandRequest request;
    request.height = model.height;
    request.scale = look.theme.scale;
    request.branchRows = static_cast<int>(model.branches.lines.size());
    request.faultRows = model.bars.rows;
    request.laneRows = static_cast<int>(model.rows.size());
    request.chartPanels = static_cast<int>(chartPanels().size());
    request.chartsOpen = model.chartsOpen;
    model.bands = shareHeight(request);
    const int last = std::max(request.laneRows - model.bands.rowsVisible, 0);
    model.firstRow = std::clamp(model.firstRow, 0, last);
}

}  // namespace foldline::ui
