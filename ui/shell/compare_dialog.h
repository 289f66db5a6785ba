// Two branches of the recording side by side: their figures, and the record at which they part.
#pragma once

#include <QDialog>
#include <optional>

#include "ui/run/divergence.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

class QCheckBox;
class QComboBox;
class QFrame;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;
class QTimer;

namespace foldline::ui {

class CompareModel;
class RowLineDelegate;

/// Stays open beside the window and follows what is simulated.
class CompareDialog final : public QDialog {
    Q_OBJECT

public:
    CompareDialog(RunController& controller, const Theme& theme, QWidget* parent);
    ~CompareDialog() override;

    void setTheme(const Theme& theme);
    /// A branch that is hidden or gone leaves the choice as it is.
    void compare(BranchId first, BranchId second);
    void setSystem(std::size_t system);

    BranchId first() const;
    BranchId second() const;
    std::size_t system() const;

    const CompareModel& model() const { return *m_model; }

    /// Null while nothing can be compared.
    const DivergenceSearch* search() const { return m_search ? &*m_search : nullptr; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeChoices();
    void makeParting();
    void makeTable();
    void fillBranches();
    void fillSystems();
    void restart();
    void follow();
    void refreshFigures();
    void lookOn();
    void sayParting();
    QString recordLine(const std::optional<Record>& record) const;
    void goTo(BranchId branch, const std::optional<Record>& record);
    void copy();
    void retranslate();

    RunController& m_controller;
    Theme m_theme;
    CompareModel* m_model = nullptr;
    RowLineDelegate* m_lines = nullptr;
    QSortFilterProxyModel* m_shown = nullptr;
    std::optional<DivergenceSearch> m_search;
    QTimer* m_looking = nullptr;
    QLabel* m_firstLabel = nullptr;
    QLabel* m_secondLabel = nullptr;
    QLabel* m_systemLabel = nullptr;
    QComboBox* m_first = nullptr;
    QComboBox* m_second = nullptr;
    QComboBox* m_systems = nullptr;
    QPushButton* m_swap = nullptr;
    QFrame* m_parting = nullptr;
    QLabel* m_partingTitle = nullptr;
    QLabel* m_partingText = nullptr;
    QPushButton* m_goFirst = nullptr;
    QPushButton* m_goSecond = nullptr;
    QLabel* m_summary = nullptr;
    QCheckBox* m_onlyDifferent = nullptr;
    QTableView* m_table = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_close = nullptr;
};

}  // namespace foldline::ui
