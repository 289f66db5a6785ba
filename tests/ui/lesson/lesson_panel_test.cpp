#include "ui/lesson/lesson_panel.h"

#include <gtest/gtest.h>

#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include "tests/ui/support/bundled_session.h"
#include "ui/lesson/figure_at.h"

namespace foldline::ui {
namespace {

class LessonPanelTest : public ::testing::Test {
protected:
    LessonPanelTest()
        : m_controller(m_bundled.take()),
          m_panel(m_controller, makeTheme(ThemeKind::Light)) {
        m_panel.resize(290, 560);
        m_panel.show();
        QTest::qWait(1);
    }

    // Without waiting for the playing: reading, then "skip there".
    void playStep() {
        QTest::mouseClick(next(), Qt::LeftButton);
        QTest::mouseClick(next(), Qt::LeftButton);
        QTest::qWait(1);
    }

    QPushButton* next() const { return m_panel.findChildren<QPushButton*>().last(); }

    static QPushButton* button(const QWidget& in, const char* text) {
        for (QPushButton* found : in.findChildren<QPushButton*>()) {
            if (found->text() == QString::fromUtf8(text)) {
                return found;
            }
        }
        ADD_FAILURE() << "no button " << text;
        return nullptr;
    }

    bool shows(const QString& text) const {
        for (const QLabel* label : m_panel.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(text)) {
                return true;
            }
        }
        return false;
    }

    BundledSession m_bundled;
    RunController m_controller;
    LessonPanel m_panel;
};

TEST_F(LessonPanelTest, StopsAtTheTimeOfTheStep) {
    playStep();
    EXPECT_EQ(m_controller.playhead(), SimTime{10 * kUsPerSecond});
    EXPECT_FALSE(m_controller.isPlaying());
}

TEST_F(LessonPanelTest, TakesTheAnswerFromTheLog) {
    playStep();
    QTest::mouseClick(next(), Qt::LeftButton);
    const auto inputs = m_panel.findChildren<QDoubleSpinBox*>();
    ASSERT_EQ(inputs.size(), 2);
    inputs[0]->setValue(1);
    inputs[1]->setValue(0);
    playStep();
    const auto refused = figureAt(m_controller.session(),
                                  m_controller.branch(),
                                  {"refused", "request-driven"},
                                  SimTime{20 * kUsPerSecond});
    ASSERT_TRUE(refused);
    EXPECT_GT(*refused, 1.0);
    EXPECT_TRUE(shows(QString::number(static_cast<int>(*refused))));
    EXPECT_TRUE(shows(QStringLiteral("✓")));
    EXPECT_TRUE(shows(QStringLiteral("✗")));
}

TEST_F(LessonPanelTest, AnswersAreKeptAndShownAgain) {
    playStep();
    QTest::mouseClick(next(), Qt::LeftButton);
    auto inputs = m_panel.findChildren<QDoubleSpinBox*>();
    ASSERT_EQ(inputs.size(), 2);
    inputs[0]->setValue(7);
    inputs[1]->setValue(0);
    playStep();
    const Notebook& notebook = m_controller.session().notebook();
    ASSERT_NE(notebook.answerTo(1), nullptr);
    EXPECT_EQ(notebook.answerTo(1)->prediction, (std::vector<double>{7.0, 0.0}));

    // As after opening the recording again: another panel, nothing played.
    LessonPanel again(m_controller, makeTheme(ThemeKind::Light));
    again.resize(290, 560);
    again.show();
    QTest::mouseClick(button(again, "Play to 10 s ▸"), Qt::LeftButton);
    QTest::mouseClick(button(again, "Continue ▸"), Qt::LeftButton);
    inputs = again.findChildren<QDoubleSpinBox*>();
    ASSERT_EQ(inputs.size(), 2);
    EXPECT_EQ(inputs[0]->value(), 7.0);
    EXPECT_FALSE(inputs[0]->isEnabled());
    EXPECT_TRUE(button(again, "Answer again")->isVisible());
    QTest::mouseClick(button(again, "Answer again"), Qt::LeftButton);
    EXPECT_EQ(notebook.answerTo(1), nullptr);
    EXPECT_TRUE(again.findChildren<QDoubleSpinBox*>().front()->isEnabled());
    EXPECT_FALSE(button(again, "Answer again")->isVisible());
}

}  // namespace
}  // namespace foldline::ui
