#include "ui/inspector/inspector_panel.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QTabBar>
#include <QTableView>
#include <QTest>

#include "tests/ui/support/bundled_session.h"
#include "ui/inspector/facts_model.h"

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

TEST_F(InspectorPanelTest, OnAProjectorEverythingFitsTheWidthAndTabsAreWhole) {
    const Theme theme = makeTheme(ThemeKind::Projector);
    m_panel.setTheme(theme);
    m_panel.resize(300, 420);
    goTo(SimTime{14 * kUsPerSecond}, 1);
    QTest::qWait(5);
    const auto* tabs = m_panel.findChild<QTabBar*>();
    const QFontMetrics metrics(tabs->font());
    EXPECT_LE(tabs->tabRect(tabs->count() - 1).right(), tabs->width());
    for (int i = 0; i < tabs->count(); ++i) {
        EXPECT_GE(tabs->tabRect(i).width(), metrics.horizontalAdvance(tabs->tabText(i))) << i;
    }
    for (const QAbstractScrollArea* area : m_panel.findChildren<QAbstractScrollArea*>()) {
        EXPECT_TRUE(!area->isVisible() || area->horizontalScrollBar()->maximum() == 0)
            << area->metaObject()->className();
    }
    const QList<QComboBox*> boxes = m_panel.findChildren<QComboBox*>();
    ASSERT_EQ(boxes.size(), 2);
    const auto right = [this](const QComboBox* box) {
        return box->mapTo(&m_panel, box->rect().topRight()).x();
    };
    EXPECT_EQ(right(boxes[0]), right(boxes[1]));
}

TEST_F(InspectorPanelTest, TheStreamBeginsWithAWholeRow) {
    m_panel.resize(300, 420);
    const auto* stream = m_panel.findChild<QListView*>();
    for (const std::int64_t second : {5, 14, 25, 40}) {
        goTo(SimTime{second * kUsPerSecond}, 1);
        const QModelIndex first = stream->indexAt(QPoint(5, 0));
        ASSERT_TRUE(first.isValid());
        EXPECT_EQ(stream->visualRect(first).top(), 0) << second;
    }
}

TEST_F(InspectorPanelTest, AClaimTakesTheWidthAndSaysWhatBecameOfIt) {
    m_panel.setPage(InspectorPanel::ChecksTab);
    QTest::qWait(5);
    bool any = false;
    for (const QTableView* view : m_panel.findChildren<QTableView*>()) {
        for (int row = 0; view->isVisible() && row < view->model()->rowCount(); ++row) {
            const QModelIndex index = view->model()->index(row, 0);
            if (index.data(FactsModel::kClaimRole).toBool()) {
                any = true;
                EXPECT_EQ(view->columnSpan(row, 0), 2);
                EXPECT_FALSE(index.data(FactsModel::kVerdictRole).toString().isEmpty());
                EXPECT_GE(view->rowHeight(row), 2 * QFontMetrics(view->font()).height());
            }
        }
    }
    EXPECT_TRUE(any);
}

}  // namespace
}  // namespace foldline::ui
