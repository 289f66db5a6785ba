#include "ui/inspector/inspector_panel.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLabel>
#include <QTabBar>
#include <QTableView>
#include <QTest>

#include "tests/ui/support/bundled_session.h"

namespace foldline::ui {
namespace {

class InspectorPanelTest : public ::testing::Test {
protected:
    InspectorPanelTest()
        : m_controller(m_bundled.take()),
          m_panel(m_controller, makeTheme(ThemeKind::Light)) {
        m_panel.resize(340, 600);
        m_panel.show();
        QTest::qWait(1);
    }

    void goTo(SimTime t, std::size_t system) {
        m_controller.select({.system = system});
        m_controller.setPlayhead(t);
        QTest::qWait(5);
    }

    QString allText() const {
        QString text;
        for (const QLabel* label : m_panel.findChildren<QLabel*>()) {
            text += label->isVisible() ? label->text() : QString();
        }
        return text;
    }

    BundledSession m_bundled;
    RunController m_controller;
    InspectorPanel m_panel;
};

TEST_F(InspectorPanelTest, TellsDuringTheOutageThatTheRowIsBehind) {
    goTo(SimTime{14 * kUsPerSecond}, 1);
    EXPECT_TRUE(allText().contains(QStringLiteral("behind"))) << allText().toStdString();
    goTo(SimTime{25 * kUsPerSecond}, 1);
    EXPECT_FALSE(allText().contains(QStringLiteral("behind"))) << allText().toStdString();
}

TEST_F(InspectorPanelTest, FollowsWhatIsSelected) {
    m_controller.select({.system = 0, .node = NodeId{1}});
    EXPECT_EQ(m_panel.page(), InspectorPanel::NodeTab);
    m_controller.select({.system = 0, .record = 60});
    EXPECT_EQ(m_panel.page(), InspectorPanel::RecordTab);
    m_controller.select({.system = 0, .entity = EntityId{3}});
    EXPECT_EQ(m_panel.page(), InspectorPanel::EntityTab);
    QTest::qWait(5);
    EXPECT_EQ(m_panel.findChild<QTabBar*>()->tabText(0), QStringLiteral("member-4"));
}

TEST_F(InspectorPanelTest, EveryPageShowsSomethingInBothSystems) {
    for (const std::size_t system : {0U, 1U}) {
        goTo(SimTime{14 * kUsPerSecond}, system);
        for (const auto page : {InspectorPanel::EntityTab,
                                InspectorPanel::NodeTab,
                                InspectorPanel::RecordTab,
                                InspectorPanel::ChecksTab}) {
            m_panel.setPage(page);
            QTest::qWait(5);
            int rows = 0;
            for (const QTableView* view : m_panel.findChildren<QTableView*>()) {
                rows += view->isVisible() ? view->model()->rowCount() : 0;
            }
            EXPECT_GT(rows, 2) << "system " << system << " page " << page;
        }
    }
}

}  // namespace
}  // namespace foldline::ui
