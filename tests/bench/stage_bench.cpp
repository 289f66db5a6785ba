// One frame of the stage with five hundred tokens under way, beside the same graph and tokens in a
// QGraphicsScene and painted plainly over a picture of the graph.
#include <QApplication>
#include <QGraphicsEllipseItem>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QPainter>
#include <cstdlib>
#include <stdexcept>

#include "tests/bench/bench_report.h"
#include "tests/ui/stage/stage_fixture.h"
#include "ui/stage/panel_picture.h"

namespace foldline::ui {
namespace {

using bench::interleavedPairs;
using bench::PairedSeconds;
using bench::reportFigure;

constexpr double kMsPerSecond = 1e3;
constexpr std::size_t kTokens = 500;
constexpr std::size_t kTokensOfSystem = kTokens / 2;
constexpr int kFrames = 60;
constexpr QSize kSize(1600, 900);

/// Two systems in the outage of the bundled business, each with half of the tokens.
struct System {
    Dictionary dictionary;
    World world;
};

Flights flightsOn(const Dictionary& dictionary) {
    Flights flights;
    for (std::size_t i = 0; i < kTokensOfSystem; ++i) {
        const Link& link = dictionary.links[i % dictionary.links.size()];
        const Kind kind = link.kind == LinkKind::Statement ? Kind::StatementSent
                          : link.kind == LinkKind::Produce ? Kind::EventProduced
                          : link.kind == LinkKind::Consume ? Kind::BatchSent
                                                           : Kind::RequestSent;
        const auto late = static_cast<std::int64_t>(i * 7919 % 1'000'000);
        Flight flight = flightOf(kind, link.from, link.to, 13'500'000 + late, 14'500'000 + late);
        flight.message = MessageId{i + 1};
        flights.put(flight);
    }
    return flights;
}

class StagePainting final : public QWidget {
public:
    StagePainting() {
        setAttribute(Qt::WA_OpaquePaintEvent);
        resize(kSize);
        m_systems.push_back({requestDriven(), {}});
        m_systems.push_back({eventDriven(), {}});
        m_systems[0].world = requestDrivenInOutage(m_systems[0].dictionary);
        m_systems[1].world = eventDrivenInOutage(m_systems[1].dictionary);
        std::vector<StageGraph> graphs;
        for (System& system : m_systems) {
            system.world.flights = flightsOn(system.dictionary);
            graphs.push_back({.dictionary = &system.dictionary});
        }
        const QSizeF size(width(), height() / 2);
        const double header = headerHeight(StageFonts(m_theme, 1.0));
        const QSizeF graph(size.width(), size.height() - header);
        const StageFit fit = fitStage(graphs, graph, m_theme, kStageScaleMax);
        for (const StageGraph& g : graphs) {
            auto picture = std::make_unique<PanelPicture>(
                g, PanelLook{.theme = m_theme, .language = QLocale::English, .pixelRatio = 1.0});
            picture->place({.size = size.toSize(),
                            .header = header,
                            .headerScale = 1.0,
                            .graphSize = graph,
                            .offset = {},
                            .fit = fit});
            m_pictures.push_back(std::move(picture));
        }
    }

    void moveTo(SimTime t) {
        m_t = t;
        update();
    }

    std::size_t tokensPainted() const { return m_tokensPainted; }

    /// Where the tokens of all systems are, in the widget.
    std::vector<QPointF> tokenPlaces() const {
        std::vector<QPointF> places;
        for (std::size_t i = 0; i < m_systems.size(); ++i) {
            for (const Token& token : tokens(i)) {
                places.push_back(token.at + m_pictures[i]->origin() + panelTop(i));
            }
        }
        return places;
    }

    /// The stage without tokens.
    QImage still() {
        QImage image(size(), QImage::Format_RGB32);
        QPainter painter(&image);
        paintPanels(painter, false);
        return image;
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintPanels(painter, true);
    }

private:
    QPointF panelTop(std::size_t i) const {
        return {0.0, static_cast<double>(height() / 2) * static_cast<double>(i)};
    }

    StageFrame frame(std::size_t i) const {
        return {.dictionary = m_systems[i].dictionary,
                .world = m_systems[i].world,
                .t = m_t,
                .faults = m_faults};
    }

    std::vector<Token> tokens(std::size_t i) const {
        return tokensAt(
            frame(i), m_pictures[i]->tokenRules(), m_pictures[i]->layout().edges, Marking{});
    }

    void paintPanels(QPainter& painter, bool withTokens) {
        m_tokensPainted = 0;
        for (std::size_t i = 0; i < m_pictures.size(); ++i) {
            m_pictures[i]->update(frame(i), HeaderFacts{});
            PanelOverlay overlay;
            if (withTokens) {
                overlay.tokens = tokens(i);
            }
            m_tokensPainted += overlay.tokens.size();
            painter.save();
            painter.translate(panelTop(i));
            m_pictures[i]->paint(painter, overlay);
            painter.restore();
        }
    }

    Theme m_theme = makeTheme(ThemeKind::Light);
    std::vector<System> m_systems;
    std::vector<std::unique_ptr<PanelPicture>> m_pictures;
    std::vector<Fault> m_faults = databaseFault();
    SimTime m_t = kOutageMoment;
    std::size_t m_tokensPainted = 0;
};

/// The graph as one picture, the tokens as stamps: the least a stage can cost.
class Stamped final : public QWidget {
public:
    explicit Stamped(const QImage& ground) : m_ground(QPixmap::fromImage(ground)), m_stamp(12, 12) {
        setAttribute(Qt::WA_OpaquePaintEvent);
        resize(kSize);
        m_stamp.fill(Qt::transparent);
        QPainter painter(&m_stamp);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::blue);
        painter.drawEllipse(QPointF(6, 6), 4.5, 4.5);
    }

    void moveTo(std::vector<QPointF> places) {
        m_places = std::move(places);
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.drawPixmap(0, 0, m_ground);
        for (const QPointF& at : m_places) {
            painter.drawPixmap(at - QPointF(6, 6), m_stamp);
        }
    }

private:
    QPixmap m_ground;
    QPixmap m_stamp;
    std::vector<QPointF> m_places;
};

/// The graph as one picture, the tokens as items.
class Scene final : public QGraphicsView {
public:
    explicit Scene(const QImage& ground) {
        setScene(&m_scene);
        setFrameStyle(0);
        setRenderHint(QPainter::Antialiasing);
        setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
        resize(kSize);
        m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
        m_scene.addPixmap(QPixmap::fromImage(ground));
        for (std::size_t i = 0; i < kTokens; ++i) {
            m_items.push_back(m_scene.addEllipse(-4.5, -4.5, 9.0, 9.0, QPen(Qt::black), Qt::blue));
        }
    }

    void moveTo(const std::vector<QPointF>& places) {
        for (std::size_t i = 0; i < std::min(places.size(), m_items.size()); ++i) {
            m_items[i]->setPos(places[i]);
        }
        viewport()->update();
    }

private:
    QGraphicsScene m_scene;
    std::vector<QGraphicsEllipseItem*> m_items;
};

template <class Change>
double frameSeconds(Change&& change) {
    return bench::secondsOf([&] {
        change();
        QCoreApplication::sendPostedEvents();
    });
}

void measure() {
    StagePainting stage;
    Stamped stamped(stage.still());
    Scene scene(stage.still());
    for (QWidget* widget : std::initializer_list<QWidget*>{&stage, &stamped, &scene}) {
        widget->show();
    }
    QApplication::processEvents();
    int frame = 0;
    const auto subject = [&] {
        ++frame;
        return frameSeconds([&] { stage.moveTo(kOutageMoment + Duration{frame * 1300}); });
    };
    const auto against = [&](auto& baseline, const std::string& than) {
        const PairedSeconds pair = interleavedPairs(kFrames, subject, [&] {
            auto places = stage.tokenPlaces();
            return frameSeconds([&] { baseline.moveTo(std::move(places)); });
        });
        reportFigure("stage/frame_500_tokens/than_" + than,
                     pair.subject * kMsPerSecond,
                     "ms",
                     1.0 / pair.speedup);
    };
    against(stamped, "stamps");
    against(scene, "graphics_scene");
    if (stage.tokensPainted() != kTokens) {
        throw std::runtime_error("only " + std::to_string(stage.tokensPainted()) +
                                 " tokens were painted");
    }
}

}  // namespace
}  // namespace foldline::ui

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    try {
        foldline::ui::measure();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "stage_bench: %s\n", error.what());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
