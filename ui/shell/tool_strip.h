// The bar at the top: transport, what can be broken, and what can be looked at.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/run/run_controller.h"
#include "ui/shell/commands.h"
#include "ui/theme/theme.h"

class QFrame;
class QToolButton;

namespace foldline::ui {

class BranchSelector;
class FaultBar;
class TransportBar;

/// Where it gets narrow, buttons first lose their text, then faults go into their menu.
class ToolStrip final : public QWidget {
    Q_OBJECT

public:
    ToolStrip(RunController& controller,
              const CommandSet& commands,
              const Theme& theme,
              QWidget* parent);

    void setTheme(const Theme& theme);

    TransportBar& transport() { return *m_transport; }

    FaultBar& faults() { return *m_faults; }

    void chooseBranch();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void addButton(const CommandSet& commands, CommandId id);
    QFrame* addLine();
    void retranslate();
    void fit();

    struct Button {
        QToolButton* widget;
        const QAction* action;
        QString icon;
    };

    Theme m_theme;
    TransportBar* m_transport = nullptr;
    FaultBar* m_faults = nullptr;
    BranchSelector* m_branches = nullptr;
    std::vector<Button> m_buttons;
};

}  // namespace foldline::ui
