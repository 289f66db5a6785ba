// The marks of the recording: to go to them, to name them, to take them away.
#pragma once

#include <QDialog>

#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

class QAction;
class QLabel;
class QPushButton;
class QTableView;

namespace foldline::ui {

class MarksModel;

/// Stays open beside the window. Return goes to a mark, F2 names it, Delete takes it away.
class MarksDialog final : public QDialog {
    Q_OBJECT

public:
    MarksDialog(RunController& controller, const Theme& theme, QWidget* parent);

    void setTheme(const Theme& theme);

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeButtons();
    void goTo();
    void name();
    void remove();
    void showState();
    void retranslate();

    RunController& m_controller;
    MarksModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_hint = nullptr;
    QAction* m_removeKey = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_go = nullptr;
    QPushButton* m_name = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_close = nullptr;
};

}  // namespace foldline::ui
