// The inspector's page about one record, among its neighbours.
#pragma once

#include <QWidget>

#include "ui/inspector/records_model.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

class QLabel;
class QPushButton;
class QTableView;

namespace foldline::ui {

class FactsView;

class RecordPage final : public QWidget {
    Q_OBJECT

public:
    RecordPage(RunController& controller, const Theme& theme, QWidget* parent);

    void setTheme(const Theme& theme);
    void retranslate();
    /// The selected record, or the last one before the playhead.
    void refresh();

    static constexpr std::size_t kBefore = 60;
    static constexpr std::size_t kAfter = 60;

private:
    void loadWindow(Seq middle);

    RunController& m_controller;
    FactsView* m_facts;
    QLabel* m_meaning;
    QPushButton* m_cause;
    QPushButton* m_effect;
    QTableView* m_table;
    RecordsModel m_model;
};

}  // namespace foldline::ui
