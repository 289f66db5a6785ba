#include "ui/timeline/bands.h"

#include <algorithm>
#include <cmath>

namespace foldline::ui {
namespace {

constexpr double kRuler = 28.0;
constexpr double kBranchRow = 15.0;
constexpr double kBranchMargin = 7.0;
constexpr double kFaultRow = 19.0;
constexpr double kFaultMargin = 7.0;
constexpr double kFaultsMax = 66.0;
constexpr double kRowMin = 16.0;
constexpr double kRowComfortable = 23.0;
constexpr double kRowMax = 56.0;
constexpr double kPanelMin = 31.0;
constexpr double kPanelComfortable = 46.0;
constexpr double kChartsShare = 0.4;  // of lanes and charts
constexpr int kRowsLeast = 3;
constexpr int kRowsBeforePanels = 14;

class Scaler {
public:
    explicit Scaler(double scale) : m_scale(scale) {}

    int operator()(double logical) const {
        return static_cast<int>(std::lround(logical * m_scale));
    }

private:
    double m_scale;
};

int faultsHeight(const Scaler& px, int rows) {
    return px(std::min(kFaultMargin + kFaultRow * std::max(rows, 1), kFaultsMax));
}

int branchesHeight(const Scaler& px, int rows) {
    return px(kBranchMargin + kBranchRow * std::max(rows, 1));
}

// The rows' height, so that lanes and charts share `rest` well.
int rowHeight(const Scaler& px, int rest, int rows, int chartsLeast, int chartsWanted) {
    const bool noPanels = chartsLeast == chartsWanted;
    if (rows == 0) {
        return px(kRowComfortable);
    }
    const int wanted = (rest - chartsWanted) / rows;
    if (wanted >= px(kRowMin)) {
        return std::min(wanted, noPanels ? px(kRowMax) : px(kRowComfortable));
    }
    return std::max((rest - chartsLeast) / rows, px(kRowMin));
}

// As many as leave all rows in sight, or as many as the charts' fair share holds: then rows scroll.
int panelsFor(const Scaler& px, const BandRequest& request, int rest, int header) {
    if (!request.chartsOpen) {
        return 0;
    }
    const int rows = std::min(request.laneRows, kRowsBeforePanels);
    const int spare = rest - rows * px(kRowMin);
    const int fair = static_cast<int>(rest * kChartsShare);
    const int room = (std::max(spare, fair) - header) / px(kPanelMin);
    return std::clamp(room, std::min(1, request.chartPanels), request.chartPanels);
}

void placeCharts(Bands& bands, const Scaler& px, int top, int height, int panels) {
    const int header = height < px(kRowMin) ? 0 : px(kRowMin);
    bands.chartsHeader = {top, header};
    const int room = height - header;
    const int count = std::min(panels, room / px(kPanelMin));
    for (int i = 0; i < count; ++i) {
        const int from = top + header + room * i / count;
        const int to = top + header + room * (i + 1) / count;
        bands.panels.push_back({from, to - from});
    }
}

}  // namespace

std::vector<LaneRow> laneRows(const std::vector<Dictionary>& systems,
                              const std::vector<bool>& collapsed) {
    std::vector<LaneRow> rows;
    for (std::size_t s = 0; s < systems.size(); ++s) {
        rows.push_back({RowKind::System, s, NodeId::none()});
        if (s < collapsed.size() && collapsed[s]) {
            continue;
        }
        const std::vector<NodeName>& nodes = systems[s].nodes;
        std::size_t eventsAfter = nodes.size();
        for (std::size_t n = 0; n < nodes.size(); ++n) {
            if (nodes[n].role == Role::Broker || nodes[n].role == Role::EventStore) {
                eventsAfter = n;
            }
        }
        for (std::size_t n = 0; n < nodes.size(); ++n) {
            rows.push_back({RowKind::Node, s, NodeId{static_cast<std::uint16_t>(n)}});
            if (n == eventsAfter) {
                rows.push_back({RowKind::Events, s, NodeId::none()});
            }
        }
    }
    return rows;
}

int Bands::rowAt(double y, int firstRow) const {
    if (!lanes.contains(y) || rowHeight <= 0) {
        return -1;
    }
    const int visible = static_cast<int>((y - lanes.top) / rowHeight);
    return visible < rowsVisible ? firstRow + visible : -1;
}

Band Bands::row(int index, int firstRow) const {
    return {lanes.top + (index - firstRow) * rowHeight, rowHeight};
}

Bands shareHeight(const BandRequest& request) {
    const Scaler px(request.scale);
    Bands bands;
    bands.ruler = {0, px(kRuler)};
    bands.branches = {bands.ruler.bottom(), branchesHeight(px, request.branchRows)};
    bands.faults = {bands.branches.bottom(), faultsHeight(px, request.faultRows)};
    const int top = bands.faults.bottom();
    const int rest = std::max(request.height - top, 0);

    const int header = request.chartPanels > 0 ? px(kRowMin) : 0;
    const int panels = panelsFor(px, request, rest, header);
    const int chartsLeast = header + panels * px(kPanelMin);
    const int chartsWanted = header + panels * px(kPanelComfortable);
    bands.rowHeight = rowHeight(px, rest, request.laneRows, chartsLeast, chartsWanted);

    const int allRows = bands.rowHeight * request.laneRows;
    int lanesHeight = allRows;
    if (allRows > rest - chartsLeast) {
        const int least = std::min(request.laneRows, kRowsLeast) * bands.rowHeight;
        lanesHeight = std::max(rest - chartsLeast, std::min(least, rest));
        lanesHeight -= lanesHeight % bands.rowHeight;
    }
    bands.lanes = {top, lanesHeight};
    bands.rowsVisible = bands.rowHeight > 0 ? lanesHeight / bands.rowHeight : 0;
    placeCharts(bands, px, bands.lanes.bottom(), std::max(rest - lanesHeight, 0), panels);
    if (header == 0) {
        bands.chartsHeader.height = 0;
    }
    return bands;
}

int smallestHeight(double scale) {
    const Scaler px(scale);
    return px(kRuler) + branchesHeight(px, 1) + faultsHeight(px, 1) + kRowsLeast * px(kRowMin);
}

}  // namespace foldline::ui
