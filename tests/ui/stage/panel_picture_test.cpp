#include "ui/stage/panel_picture.h"

#include <gtest/gtest.h>

#include <QImage>

#include "tests/ui/stage/stage_fixture.h"

namespace foldline::ui {
namespace {

int distance(const QColor& a, const QColor& b) {
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) +
           std::abs(a.blue() - b.blue());
}

/// A panel of one system, painted into an image.
class PanelPictureTest : public ::testing::Test {
protected:
    explicit PanelPictureTest() : m_system(requestDriven()), m_world(initialWorld(m_system)) {}

    PanelPicture& picture(const PanelLook& look) {
        const StageGraph graph{.dictionary = &m_system, .authored = {}};
        m_picture.emplace(graph, look);
        const QSizeF room(900, 260);
        m_picture->place({.size = QSize(900, 300),
                          .header = 40,
                          .headerScale = 1.0,
                          .graphSize = room,
                          .offset = {},
                          .fit = fitStage({&graph, 1}, room, look.theme, kStageScaleMax)});
        return *m_picture;
    }

    void show(const World& world) {
        m_picture->update(
            {.dictionary = m_system, .world = world, .t = kOutageMoment, .faults = m_faults}, {});
    }

    QImage paint(const PanelOverlay& overlay = {}, double pixelRatio = 1.0) {
        QImage image(QSize(900, 300) * pixelRatio, QImage::Format_RGB32);
        image.setDevicePixelRatio(pixelRatio);
        image.fill(Qt::magenta);
        QPainter painter(&image);
        m_picture->paint(painter, overlay);
        return image;
    }

    QRectF card(const char* name) const {
        return m_picture->layout().nodes[nodeNamed(m_system, name).value].card.translated(
            m_picture->origin());
    }

    /// A pixel of the card's ground: near its right border, in the middle.
    static QColor ground(const QImage& image, const QRectF& card) {
        return image.pixelColor(QPointF(card.right() - 6, card.bottom() - 6).toPoint());
    }

    static QColor border(const QImage& image, const QRectF& card) {
        return image.pixelColor(static_cast<int>(card.center().x()), static_cast<int>(card.top()));
    }

    Dictionary m_system;
    World m_world;
    std::vector<Fault> m_faults = databaseFault();
    std::optional<PanelPicture> m_picture;
};

TEST_F(PanelPictureTest, NodesThatAreDownLookDown) {
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Projector}) {
        SCOPED_TRACE(themeName(kind).toStdString());
        const Theme theme = makeTheme(kind);
        picture({.theme = theme});
        show(requestDrivenInOutage(m_system));
        const QImage image = paint();
        const QRectF down = card("members-db");
        const QRectF up = card("members");
        EXPECT_LT(distance(border(image, down), theme.failure), 40);
        EXPECT_GT(distance(border(image, up), theme.failure), 100);
        EXPECT_LT(distance(ground(image, up), theme.panel), 6);
        EXPECT_LT(distance(ground(image, down), mix(theme.failureGround, theme.panel, 0.75)), 6);
    }
}

TEST_F(PanelPictureTest, AnEdgeToANodeThatIsDownIsRed) {
    const Theme theme = makeTheme(ThemeKind::Light);
    const auto reddest = [&] {
        const QImage image = paint();
        const EdgeRoute& edge = m_picture->layout().edges[2];
        int best = 1'000;
        for (double along = 0.2; along < 0.8; along += 0.02) {
            const QPointF at = edge.at(along) + m_picture->origin();
            best = std::min(best, distance(image.pixelColor(at.toPoint()), theme.failure));
        }
        return best;
    };
    picture({.theme = theme});
    show(m_world);
    EXPECT_GT(reddest(), 100);
    show(requestDrivenInOutage(m_system));
    EXPECT_LT(reddest(), 80);
}

TEST_F(PanelPictureTest, TokensArePaintedWhereTheyAre) {
    const Theme theme = makeTheme(ThemeKind::Light);
    picture({.theme = theme});
    m_world.flights = {flightOf(
        Kind::RequestSent, NodeId{0}, NodeId{1}, kOutageMoment.us - 300, kOutageMoment.us + 700)};
    show(m_world);
    PanelOverlay overlay;
    overlay.tokens = tokensAt({.dictionary = m_system, .world = m_world, .t = kOutageMoment},
                              m_picture->tokenRules(),
                              m_picture->layout().edges,
                              {});
    const QPointF at = m_picture->layout().edges[0].at(0.3) + m_picture->origin();
    EXPECT_LT(distance(paint(overlay).pixelColor(at.toPoint()), theme.command), 30);
    EXPECT_GT(distance(paint().pixelColor(at.toPoint()), theme.command), 100);
}

TEST_F(PanelPictureTest, PaintingTheSameMomentTwiceRepaintsNoCard) {
    picture({.theme = makeTheme(ThemeKind::Light)});
    show(m_world);
    EXPECT_EQ(m_picture->cardsPainted(), m_system.nodes.size());
    show(m_world);
    EXPECT_EQ(m_picture->cardsPainted(), m_system.nodes.size());
}

TEST_F(PanelPictureTest, ANodeThatChangesIsTheOnlyOneRepainted) {
    picture({.theme = makeTheme(ThemeKind::Light)});
    show(m_world);
    m_world.nodes[2].workers[1].activity = WorkerState::Activity::Working;
    show(m_world);
    EXPECT_EQ(m_picture->cardsPainted(), m_system.nodes.size() + 1);
}

TEST_F(PanelPictureTest, MendingGivesTheSamePictureAsPaintingAnew) {
    const Theme theme = makeTheme(ThemeKind::Light);
    picture({.theme = theme});
    show(m_world);
    show(requestDrivenInOutage(m_system));
    World later = requestDrivenInOutage(m_system);
    later.nodes[2].queue.resize(3);
    later.nodes[1].asking = 2;
    later.totals.refused = 99;
    show(later);
    const QImage mended = paint();
    picture({.theme = theme});
    show(later);
    EXPECT_EQ(mended, paint());
}

TEST_F(PanelPictureTest, CoversEveryPixelAtAnyPixelRatio) {
    for (const double ratio : {1.0, 1.5, 2.0}) {
        picture({.theme = makeTheme(ThemeKind::Dark), .pixelRatio = ratio});
        show(requestDrivenInOutage(m_system));
        const QImage image = paint({}, ratio);
        for (int y = 0; y < image.height(); y += 7) {
            for (int x = 0; x < image.width(); x += 7) {
                ASSERT_NE(image.pixelColor(x, y), QColor(Qt::magenta)) << x << "," << y;
            }
        }
        EXPECT_NE(image.pixelColor(image.width() - 1, image.height() - 1), QColor(Qt::magenta));
    }
}

TEST_F(PanelPictureTest, TheSelectedNodeHasARing) {
    const Theme theme = makeTheme(ThemeKind::Light);
    picture({.theme = theme});
    show(m_world);
    PanelOverlay overlay{.selected = NodeId{1}, .focused = true};
    const QRectF ring = card("gateway").adjusted(-2.6, -2.6, 2.6, 2.6);
    const QPoint at(static_cast<int>(ring.center().x()), static_cast<int>(std::round(ring.top())));
    EXPECT_LT(distance(paint(overlay).pixelColor(at), theme.command), 160);
    EXPECT_GT(distance(paint().pixelColor(at), theme.command), 250);
}

TEST_F(PanelPictureTest, ARingDoesNotCrossABadge) {
    picture({.theme = makeTheme(ThemeKind::Dark)});
    const NodeId gateway = nodeNamed(m_system, "gateway");
    m_world.nodes[gateway.value].breakers = {
        {.target = nodeNamed(m_system, "membership"), .state = BreakerState::State::Open}};
    show(m_world);
    const NodeBox& box = m_picture->layout().nodes[gateway.value];
    const QRect badge = box.badge.translated(m_picture->origin()).toAlignedRect();
    // Its text begins anywhere, but all of it ends there.
    const QRect end(badge.right() - 24, badge.top() + 2, 20, badge.height() - 4);
    EXPECT_EQ(paint().copy(end), paint({.selected = gateway, .focused = true}).copy(end));
    EXPECT_EQ(paint().copy(end), paint({.hovered = gateway}).copy(end));
    EXPECT_NE(paint().copy(badge), paint({.selected = gateway}).copy(badge));
}

TEST_F(PanelPictureTest, CardsStayWhereTheyAreInEitherLanguage) {
    const Theme theme = makeTheme(ThemeKind::Light);
    picture({.theme = theme, .language = QLocale::English});
    show(m_world);
    std::vector<QRectF> english;
    for (const NodeBox& box : m_picture->layout().nodes) {
        english.push_back(box.card);
    }
    const QString title = m_picture->cards()[0].title;
    picture({.theme = theme, .language = QLocale::Korean});
    show(m_world);
    for (std::size_t i = 0; i < english.size(); ++i) {
        EXPECT_EQ(m_picture->layout().nodes[i].card, english[i]);
    }
    EXPECT_EQ(title, QStringLiteral("Members"));
    EXPECT_EQ(m_picture->cards()[0].title, QStringLiteral("회원"));
}

}  // namespace
}  // namespace foldline::ui
