// The inspector: everything that is known about the selected entity, node or record at the
// playhead, and what the checks say.
#pragma once

#include <QWidget>

#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

class QComboBox;
class QLabel;
class QStackedWidget;
class QTabBar;
class QTimer;

namespace foldline::ui {

class EntityPage;
class FactsView;
class RecordPage;

/// Refreshes only the page that is shown, at most once a frame.
class InspectorPanel final : public QWidget {
    Q_OBJECT

public:
    enum Page { EntityTab, NodeTab, RecordTab, ChecksTab };

    InspectorPanel(RunController& controller, const Theme& theme, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    Page page() const;
    void setPage(Page page);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void fitTabs(bool always);
    void fillSystems();
    void scheduleRefresh();
    void refresh();
    void updateFigures();
    void refreshNode();
    void refreshChecks();
    void followSelection();

    RunController& m_controller;
    Theme m_theme;
    QTabBar* m_tabs;
    QComboBox* m_systems;
    QStackedWidget* m_pages;
    EntityPage* m_entity;
    FactsView* m_node;
    RecordPage* m_record;
    FactsView* m_checks;
    QTimer* m_refresh;
    Selection m_followed;

    struct TabFit {
        double points = 0.0;
        int padding = 0;

        bool operator==(const TabFit&) const = default;
    };

    TabFit m_tabFit;

    /// Of the whole run, and what they are of.
    struct Figures {
        BranchId branch;
        std::size_t system = 0;
        SimTime until;
        bool complete = false;
        Scorecard card;
        std::vector<NodeSummary> nodes;
        std::vector<Verdict> verdicts;  ///< empty until they are final
    };

    Figures m_figures;
};

}  // namespace foldline::ui
