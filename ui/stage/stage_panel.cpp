#include "ui/stage/stage_panel.h"

#include <QLineF>
#include <algorithm>
#include <cmath>

namespace foldline::ui {
namespace {

constexpr std::size_t kPointsMax = 512;

LocalText subtitleOf(const Scenario& scenario, const std::string& system) {
    const auto found = std::ranges::find(scenario.systems, system, &SystemSpec::name);
    return found == scenario.systems.end() ? LocalText{} : found->subtitle;
}

/// The last time before `to` at which nothing was behind, to the resolution of the curve.
std::optional<SimTime> lastCaughtUp(const DensityIndex& density, SimTime from, SimTime to) {
    const std::vector<SeriesPoint> points =
        density.series(SeriesKind::EventsBehind, from, to, kPointsMax);
    const auto caughtUp = std::find_if(
        points.rbegin(), points.rend(), [](const SeriesPoint& point) { return point.min <= 0.0; });
    return caughtUp == points.rend() ? std::nullopt : std::optional(caughtUp->t);
}

}  // namespace

StagePanel::StagePanel(RunController& controller, std::size_t system)
    : m_controller(controller),
      m_system(system) {
    const Dictionary& dictionary = controller.session().systems().at(system);
    m_graph = {.dictionary = &dictionary,
               .authored = authoredPositions(controller.session().scenario(), dictionary)};
    m_subtitle = subtitleOf(controller.session().scenario(), dictionary.system);
}

void StagePanel::setLook(const PanelLook& look) {
    m_picture.emplace(m_graph, look);
}

void StagePanel::place(const QRect& rect, double header, double headerScale, const StageFit& fit) {
    m_rect = rect;
    m_header = header;
    keepInSight();
    m_picture->place({.size = rect.size(),
                      .header = header,
                      .headerScale = headerScale,
                      .graphSize = graphSize() * m_zoom,
                      .offset = m_pan,
                      .fit = fit});
}

QSizeF StagePanel::graphSize() const {
    return QSizeF(m_rect.width(), std::max(0.0, m_rect.height() - m_header));
}

void StagePanel::keepInSight() {
    const QSizeF seen = graphSize();
    const auto keep = [](double pan, double size, double zoom) {
        return std::clamp(pan, std::min(0.0, size - size * zoom), 0.0);
    };
    // Whole pixels: cards keep their crisp borders wherever the graph is moved.
    m_pan = QPointF(std::round(keep(m_pan.x(), seen.width(), m_zoom)),
                    std::round(keep(m_pan.y(), seen.height(), m_zoom)));
}

void StagePanel::zoomBy(double factor, const QPointF& at) {
    const double zoom = std::clamp(m_zoom * factor, 1.0, kZoomMax);
    const QPointF inGraph = at - QPointF(0.0, m_header);
    m_pan = inGraph - (inGraph - m_pan) * (zoom / m_zoom);
    m_zoom = zoom;
    keepInSight();
}

void StagePanel::panBy(const QPointF& by) {
    m_pan += by;
    keepInSight();
}

void StagePanel::showAll() {
    m_zoom = 1.0;
    m_pan = QPointF();
}

void StagePanel::forget() {
    m_recent.clear();
}

StageFrame StagePanel::frame() const {
    return {.dictionary = *m_graph.dictionary,
            .world = m_controller.world(m_system),
            .t = m_controller.playhead(),
            .faults = m_controller.session().faults(m_controller.branch())};
}

std::optional<Duration> StagePanel::behindFor() const {
    const auto density = m_controller.session().density(m_controller.branch(), m_system);
    if (density == nullptr) {
        return std::nullopt;
    }
    const SimTime t = m_controller.playhead();
    const auto about = lastCaughtUp(*density, SimTime{}, t);
    if (!about) {
        return t - SimTime{};
    }
    // Once more, closer: the first look had the whole run in its points.
    const Duration slice{t.us / static_cast<std::int64_t>(kPointsMax) + 1};
    const SimTime closeTo = std::min(t, *about + slice + slice);
    const auto exact = lastCaughtUp(*density, *about, closeTo);
    return t - exact.value_or(*about);
}

HeaderFacts StagePanel::facts(std::optional<std::uint64_t> leastWork) const {
    HeaderFacts facts{.subtitle = m_subtitle, .leastDatabaseWork = leastWork};
    if (eventsBehind(m_controller.world(m_system), *m_graph.dictionary) > 0) {
        facts.behindFor = behindFor();
    }
    return facts;
}

void StagePanel::update(std::optional<std::uint64_t> leastWork) {
    m_picture->update(frame(), facts(leastWork));
}

PanelOverlay StagePanel::overlay(Duration window, bool stillTrace) {
    const StageFrame now = frame();
    m_recent.moveTo(now.world.seq, now.t - window, [this](Seq first, std::size_t count) {
        auto records =
            m_controller.session().records(m_controller.branch(), m_system, first, count);
        // What cannot be read leaves no echo; the controller tells of the failure.
        return records ? std::move(*records) : std::vector<Record>{};
    });
    PanelOverlay overlay;
    overlay.tokens = tokensAt(now, m_picture->tokenRules(), m_picture->layout().edges, m_marking);
    overlay.trace = traceAt(
        m_recent.records(), m_picture->tokenRules(), now.t, m_recent.covered(now.t, window));
    overlay.stillTrace = stillTrace;
    return overlay;
}

NodeId StagePanel::nodeAt(const QPointF& at) const {
    return m_picture->graphRect().contains(at)
               ? m_picture->layout().nodeAt(at - m_picture->origin())
               : NodeId::none();
}

QString StagePanel::messageAt(const QPointF& at) const {
    const StageFrame now = frame();
    const QPointF inGraph = at - m_picture->origin();
    const double reach = m_picture->fonts().px(10.0);
    const Dictionary& dictionary = now.dictionary;
    const StageWords& words = m_picture->words();
    for (const Token& token :
         tokensAt(now, m_picture->tokenRules(), m_picture->layout().edges, {})) {
        if (QLineF(token.at, inGraph).length() > reach) {
            continue;
        }
        const auto flight = std::ranges::find(now.world.flights, token.message, &Flight::message);
        QStringList parts;
        if (flight->what.value < dictionary.symbols.size()) {
            parts.push_back(QString::fromStdString(dictionary.symbol(flight->what)));
        }
        if (flight->entity.value < dictionary.entities.size()) {
            parts.push_back(QString::fromStdString(dictionary.entity(flight->entity).key));
        }
        if (token.retry > 0) {
            parts.push_back(words.retry(token.retry));
        }
        if (token.shape == TokenShape::Batch) {
            parts.push_back(words.either("%1 events", "이벤트 %1건")
                                .arg(words.number(static_cast<std::uint64_t>(flight->count))));
        }
        parts.push_back(words.either("sent at %1 s, arrives at %2 s", "%1초에 보냄, %2초에 도착")
                            .arg(QString::fromStdString(formatSeconds(flight->sentAt)),
                                 QString::fromStdString(formatSeconds(flight->arrivesAt))));
        return parts.join(QStringLiteral(" · "));
    }
    return {};
}

QRectF StagePanel::nodeRect(NodeId node) const {
    const StageLayout& layout = m_picture->layout();
    return node.value < layout.nodes.size()
               ? layout.nodes[node.value].card.translated(m_picture->origin())
               : QRectF();
}

}  // namespace foldline::ui
