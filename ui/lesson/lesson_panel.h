// The lesson of a scenario, step by step: it tells, asks for a prediction, plays, and takes the
// answer from the log.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/lesson/lesson_course.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

class QDoubleSpinBox;
class QFrame;
class QGridLayout;
class QLabel;
class QPushButton;

namespace foldline::ui {

class LessonSteps;

class LessonPanel final : public QWidget {
    Q_OBJECT

public:
    LessonPanel(RunController& controller, const Theme& theme, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);

    /// Whether the scenario has a lesson at all.
    bool hasLesson() const { return !m_course.empty(); }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void showStep();
    void showTexts();
    void buildQuestion();
    void advance();
    void goTo(std::size_t index);
    void followPlayhead();
    void reveal();
    void restoreAnswer();
    void keepAnswer();
    void answerAgain();
    void updateButtons();
    QString systemTitle(const std::string& name) const;

    RunController& m_controller;
    Theme m_theme;
    LessonCourse m_course;
    QLabel* m_heading;
    LessonSteps* m_steps;
    QLabel* m_title;
    QLabel* m_say;
    QFrame* m_card;
    QLabel* m_cardTitle;
    QLabel* m_ask;
    QGridLayout* m_answers;
    std::vector<QDoubleSpinBox*> m_inputs;
    std::vector<QLabel*> m_results;
    BranchId m_answeredOn;  ///< where the prediction is held against the log
    QPushButton* m_again;   ///< answers a question anew
    QPushButton* m_back;
    QPushButton* m_next;
};

}  // namespace foldline::ui
