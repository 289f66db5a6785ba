// The scorecards of all systems, beside those of another branch when one wants to compare.
#pragma once

#include <QDialog>

#include "ui/run/run_controller.h"
#include "ui/shell/scorecard_model.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace foldline::ui {

class RowLineDelegate;

/// Stays open beside the window and follows the branch and its progress.
class ScorecardDialog final : public QDialog {
    Q_OBJECT

public:
    ScorecardDialog(RunController& controller, const Theme& theme, QWidget* parent);

    void setTheme(const Theme& theme);

    const ScorecardModel& model() const { return *m_model; }

signals:
    void exportRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void fillBranches();
    void refresh();
    void retranslate();
    void fitColumns();

    RunController& m_controller;
    Theme m_theme;
    ScorecardModel* m_model = nullptr;
    RowLineDelegate* m_lines = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_heading = nullptr;
    QLabel* m_compareLabel = nullptr;
    QComboBox* m_compare = nullptr;
    QPushButton* m_export = nullptr;
    QPushButton* m_close = nullptr;
};

/// The columns for every system of `branch`, each beside the same system of `other` if that exists.
std::vector<ScorecardColumn> scorecardColumns(const RunController& controller,
                                              BranchId branch,
                                              BranchId other);

}  // namespace foldline::ui
