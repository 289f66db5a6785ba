// The stage as a widget, on a real session of the bundled scenario.
#include "ui/stage/stage_view.h"

#include <gtest/gtest.h>

#include <QMenu>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>
#include <algorithm>
#include <fstream>
#include <sstream>

#include "ui/stage/legend.h"

namespace foldline::ui {
namespace {

std::unique_ptr<Session> startSession(const std::string& directory) {
    const std::string name = "address-change.scenario.yaml";
    std::ifstream file(std::string(FOLDLINE_SOURCE_DIR) + "/resources/scenarios/" + name);
    std::stringstream text;
    text << file.rdbuf();
    auto session = Session::start(
        text.str(), name, directory + "/run.foldline", {.duration = Duration{20 * kUsPerSecond}});
    if (!session) {
        throw std::runtime_error(session.error().message);
    }
    const auto done =
        (*session)->wait((*session)->branches().front().id, [](const Progress&) { return false; });
    if (!done) {
        throw std::runtime_error(done.error().message);
    }
    return std::move(*session);
}

class StageViewTest : public ::testing::Test {
protected:
    StageViewTest() {
        m_view.setLanguage(QStringLiteral("en"));
        m_view.resize(952, 564);
        m_view.show();
    }

    QPoint centreOf(std::size_t panel, std::size_t node) const {
        const StagePanel& p = *m_view.panels().at(panel);
        return (p.nodeRect(NodeId{static_cast<std::uint16_t>(node)}).center() + p.rect().topLeft())
            .toPoint();
    }

    std::size_t nodeIndex(std::size_t panel, const char* name) const {
        return m_view.panels().at(panel)->graph().dictionary->findNode(name).value;
    }

    void wheel(const QPointF& at, int notches) {
        QWheelEvent event(at,
                          m_view.mapToGlobal(at),
                          {},
                          QPoint(0, 120 * notches),
                          Qt::NoButton,
                          Qt::NoModifier,
                          Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(&m_view, &event);
    }

    QTemporaryDir m_directory;
    RunController m_controller{startSession(m_directory.path().toStdString())};
    StageView m_view{m_controller, makeTheme(ThemeKind::Light)};
};

TEST_F(StageViewTest, HasAPanelForEverySystem) {
    const auto& systems = m_controller.session().systems();
    ASSERT_EQ(m_view.panels().size(), systems.size());
    int bottom = 0;
    for (const auto& panel : m_view.panels()) {
        EXPECT_EQ(panel->rect().top(), bottom);
        EXPECT_EQ(panel->rect().width(), m_view.width());
        bottom = panel->rect().bottom() + 1;
    }
    EXPECT_EQ(bottom + m_view.legendHeight(), m_view.height());
}

TEST_F(StageViewTest, ChipsShowTheTotalsAtThePlayhead) {
    m_controller.setPlayhead({14'280'000});
    m_view.grab();
    for (const auto& panel : m_view.panels()) {
        const Totals& totals = m_controller.world(panel->system()).totals;
        const PanelHeader& header = panel->picture().header();
        const auto figure = [&](const char* word) {
            const auto found =
                std::ranges::find(header.chips, QString::fromUtf8(word), &Chip::word);
            return found == header.chips.end() ? QString() : found->figure;
        };
        EXPECT_GT(totals.accepted, 0U);
        EXPECT_EQ(figure("accepted"), QString::number(totals.accepted));
        EXPECT_EQ(figure("refused"), QString::number(totals.refused));
        EXPECT_EQ(figure("DB work"), QString::number(totals.databaseWork));
    }
}

TEST_F(StageViewTest, BehindIsCountedFromWhenItBegan) {
    m_controller.setPlayhead({14'280'000});
    const StagePanel& panel = *m_view.panels().at(1);
    const HeaderFacts facts = panel.facts(std::nullopt);
    ASSERT_TRUE(facts.behindFor);
    // The database is down from 10 s; the first event after that is what the rows miss.
    EXPECT_GT(facts.behindFor->us, 2'000'000);
    EXPECT_LT(facts.behindFor->us, 4'700'000);
}

TEST_F(StageViewTest, AClickSelectsTheNode) {
    const std::size_t node = nodeIndex(1, "broker");
    QTest::mouseClick(&m_view, Qt::LeftButton, {}, centreOf(1, node));
    EXPECT_EQ(m_controller.selection().system, 1U);
    EXPECT_EQ(m_controller.selection().node.value, node);
}

TEST_F(StageViewTest, TabGoesThroughEveryNodeAndThenOn) {
    m_view.setFocus();
    std::size_t nodes = 0;
    for (const auto& panel : m_view.panels()) {
        nodes += panel->graph().dictionary->nodes.size();
    }
    for (std::size_t i = 0; i < nodes; ++i) {
        QTest::keyClick(&m_view, Qt::Key_Tab);
    }
    EXPECT_EQ(m_controller.selection().system, m_view.panels().size() - 1);
    EXPECT_EQ(m_controller.selection().node.value + 1U,
              m_view.panels().back()->graph().dictionary->nodes.size());
    QTest::keyClick(&m_view, Qt::Key_Backtab);
    EXPECT_EQ(m_controller.selection().node.value + 2U,
              m_view.panels().back()->graph().dictionary->nodes.size());
}

TEST_F(StageViewTest, ArrowsMoveTheSelectionInTheirDirection) {
    QTest::mouseClick(&m_view, Qt::LeftButton, {}, centreOf(0, nodeIndex(0, "members")));
    QTest::keyClick(&m_view, Qt::Key_Right);
    EXPECT_EQ(m_controller.selection().node.value, nodeIndex(0, "gateway"));
    QTest::keyClick(&m_view, Qt::Key_Left);
    EXPECT_EQ(m_controller.selection().node.value, nodeIndex(0, "members"));
    QTest::keyClick(&m_view, Qt::Key_Down);
    EXPECT_EQ(m_controller.selection().system, 1U);
}

TEST_F(StageViewTest, ReturnAsksToInspectTheSelectedNode) {
    QSignalSpy spy(&m_view, &StageView::inspectRequested);
    QTest::keyClick(&m_view, Qt::Key_Return);
    EXPECT_EQ(spy.count(), 0);
    QTest::mouseClick(&m_view, Qt::LeftButton, {}, centreOf(0, 1));
    QTest::keyClick(&m_view, Qt::Key_Return);
    EXPECT_EQ(spy.count(), 1);
}

TEST_F(StageViewTest, TheWheelMagnifiesAroundTheMouseAndFShowsAllAgain) {
    StagePanel& panel = *m_view.panels().at(1);
    const std::size_t node = nodeIndex(1, "broker");
    const QPoint at = centreOf(1, node);
    const QRectF before = panel.nodeRect(NodeId{static_cast<std::uint16_t>(node)});
    wheel(at, 4);
    const QRectF after = panel.nodeRect(NodeId{static_cast<std::uint16_t>(node)});
    EXPECT_GT(panel.zoom(), 1.5);
    EXPECT_GT(after.width(), before.width() * 1.3);
    EXPECT_LT((after.center() - before.center()).manhattanLength(), before.width() * 0.6);
    EXPECT_EQ(m_view.panels().at(0)->zoom(), 1.0);
    QTest::keyClick(&m_view, Qt::Key_F);
    EXPECT_EQ(panel.nodeRect(NodeId{static_cast<std::uint16_t>(node)}), before);
}

TEST_F(StageViewTest, WhatIsUnderTheMouseStaysThereWhileTheWheelMagnifies) {
    StagePanel& panel = *m_view.panels().at(1);
    const QPointF at(430.0, panel.rect().top() + 150.0);
    // How far across the graph the mouse is; the header above the graph does not grow.
    const double top = panel.picture().graphRect().top();
    const auto underMouse = [&] {
        const QPointF inGraph = at - panel.rect().topLeft() - QPointF(0.0, top) - panel.pan();
        return inGraph / panel.zoom();
    };
    const QPointF before = underMouse();
    for (const int notches : {1, 2, 3, -1}) {
        wheel(at, notches);
        // The graph lies on whole pixels.
        EXPECT_LE((underMouse() - before).manhattanLength(), 5.0);
    }
    EXPECT_GT(panel.zoom(), 2.0);
    wheel(at, 40);
    EXPECT_EQ(panel.zoom(), StagePanel::kZoomMax);
    wheel(at, -80);
    EXPECT_EQ(panel.zoom(), 1.0);
    EXPECT_EQ(panel.pan(), QPointF());
}

TEST_F(StageViewTest, DraggingTheGroundMovesAMagnifiedGraphUpToItsEdges) {
    StagePanel& panel = *m_view.panels().at(1);
    const auto ground = [&] {
        for (int y = panel.rect().bottom() - 12; y > panel.rect().top() + 60; y -= 10) {
            for (int x = 20; x < panel.rect().width() - 20; x += 10) {
                if (!panel.nodeAt(QPointF(x, y - panel.rect().top())).exists()) {
                    return QPoint(x, y);
                }
            }
        }
        return QPoint();
    };
    const auto drag = [&](QPoint by) {
        const QPoint from = ground();
        QTest::mousePress(&m_view, Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove,
                         QPointF(from + by),
                         m_view.mapToGlobal(QPointF(from + by)),
                         Qt::NoButton,
                         Qt::LeftButton,
                         {});
        QApplication::sendEvent(&m_view, &move);
        QTest::mouseRelease(&m_view, Qt::LeftButton, {}, from + by);
    };
    drag({-60, -40});
    EXPECT_EQ(panel.pan(), QPointF()) << "all of it is in sight";
    wheel(QPointF(m_view.width() / 2.0, panel.rect().center().y()), 5);
    const QPointF before = panel.pan();
    const QRectF node = panel.nodeRect(NodeId{0});
    drag({-60, -40});
    EXPECT_EQ(panel.pan(), before + QPointF(-60.0, -40.0));
    EXPECT_EQ(panel.nodeRect(NodeId{0}), node.translated(-60.0, -40.0));
    drag({20'000, 20'000});
    EXPECT_EQ(panel.pan(), QPointF());
    drag({-20'000, -20'000});
    EXPECT_LT(panel.pan().x(), 0.0);
    EXPECT_GE(panel.pan().x(), -panel.rect().width() * panel.zoom());
    EXPECT_EQ(m_view.panels().at(0)->pan(), QPointF());
}

TEST_F(StageViewTest, PlusAndMinusMagnifyAroundTheSelectedNode) {
    QTest::mouseClick(&m_view, Qt::LeftButton, {}, centreOf(1, nodeIndex(1, "broker")));
    StagePanel& panel = *m_view.panels().at(1);
    QTest::keyClick(&m_view, Qt::Key_Plus);
    EXPECT_GT(panel.zoom(), 1.0);
    EXPECT_EQ(m_view.panels().at(0)->zoom(), 1.0);
    QTest::keyClick(&m_view, Qt::Key_Minus);
    EXPECT_NEAR(panel.zoom(), 1.0, 1e-9);
}

TEST_F(StageViewTest, TheMenuOfANodeForksAtThePlayhead) {
    m_controller.setPlayhead({5'000'000});
    const std::size_t branches = m_controller.session().branches().size();
    const QPoint at = centreOf(0, nodeIndex(0, "members-db"));
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_view.mapToGlobal(at));
    QApplication::sendEvent(&m_view, &event);
    auto* menu = m_view.findChild<QMenu*>(QStringLiteral("nodeMenu"));
    ASSERT_NE(menu, nullptr);
    const auto actions = menu->actions();
    const auto goesDown = std::ranges::find_if(actions, [](QAction* action) {
        return action->text().startsWith(QStringLiteral("Goes down"));
    });
    ASSERT_NE(goesDown, actions.end());
    (*goesDown)->trigger();
    menu->close();
    EXPECT_EQ(m_controller.session().branches().size(), branches + 1);
    const auto& faults = m_controller.session().faults(m_controller.branch());
    EXPECT_TRUE(std::ranges::any_of(faults, [](const Fault& fault) {
        return fault.node == "members-db" && fault.at == SimTime{5'000'000};
    }));
}

TEST_F(StageViewTest, SpeaksTheLanguageItIsGiven) {
    m_view.grab();
    const QString english = m_view.panels().at(0)->picture().header().chips.at(0).word;
    m_view.setLanguage(QStringLiteral("ko"));
    m_view.grab();
    EXPECT_EQ(english, QStringLiteral("accepted"));
    EXPECT_EQ(m_view.panels().at(0)->picture().header().chips.at(0).word, QStringLiteral("수락"));
}

TEST_F(StageViewTest, FollowsTheLocaleWhenNoLanguageIsGiven) {
    m_view.setLanguage({});
    m_view.setLocale(QLocale(QLocale::Korean));
    m_view.grab();
    EXPECT_EQ(m_view.panels().at(0)->picture().header().chips.at(0).word, QStringLiteral("수락"));
}

TEST_F(StageViewTest, DescribesItselfInWords) {
    m_controller.setPlayhead({12'000'000});
    m_controller.select({.system = 0, .node = NodeId{1}});
    ASSERT_TRUE(QTest::qWaitFor(
        [this] { return m_view.accessibleDescription().contains(QStringLiteral("DOWN")); }));
    const QString text = m_view.accessibleDescription();
    EXPECT_TRUE(text.contains(QStringLiteral("Selected: ")));
    for (const auto& panel : m_view.panels()) {
        EXPECT_TRUE(text.contains(panel->picture().header().title));
        for (const CardModel& card : panel->picture().cards()) {
            EXPECT_TRUE(text.contains(card.title)) << card.title.toStdString();
        }
    }
}

TEST_F(StageViewTest, EchoesAppearAfterTrafficAndAreGoneInSilence) {
    StagePanel& panel = *m_view.panels().at(0);
    m_controller.setPlayhead({5'000'000});
    EXPECT_FALSE(panel.overlay(Duration{1'000'000}, false).trace.echoes.empty());
    EXPECT_TRUE(panel.overlay(Duration{1}, false).trace.echoes.empty());
}

TEST_F(StageViewTest, SurvivesAnySize) {
    for (const QSize size : {QSize(1, 1), QSize(60, 40), QSize(320, 120), QSize(3000, 200)}) {
        m_view.resize(size);
        EXPECT_FALSE(m_view.grab().isNull());
    }
}

TEST(StageLegendTest, GrowsInHeightAsItNarrowsAndHoldsEveryEntry) {
    StageLegend legend(makeTheme(ThemeKind::Light));
    legend.setLocale(QLocale(QLocale::English));
    EXPECT_GT(legend.heightForWidth(120), legend.heightForWidth(600));
    for (const LegendEntry& entry : legendEntries(StageWords(QLocale::English))) {
        EXPECT_TRUE(legend.accessibleDescription().contains(entry.text));
    }
}

}  // namespace
}  // namespace foldline::ui
