// The row of buttons that break things: as many of the usual accidents as there is room for, and a
// menu with all of them.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/run/run_controller.h"
#include "ui/shell/fault_presets.h"
#include "ui/theme/theme.h"

class QMenu;
class QToolButton;

namespace foldline::ui {

class FaultButton;

/// A button is down while its fault lasts at the playhead. Pressing it starts the fault at the
/// playhead; pressing it again ends it there. Either makes a branch.
class FaultBar final : public QWidget {
    Q_OBJECT

public:
    FaultBar(RunController& controller, const Theme& theme, QWidget* parent);

    void setTheme(const Theme& theme);
    void openMenu();
    /// Every kind on every node, with and without a window for its length: for the menu bar too.
    void fillMenu(QMenu& menu);

    const std::vector<FaultButton*>& buttons() const { return m_buttons; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showState();
    void layOut();
    void press(const FaultPreset& preset);
    void askAndInject(const Fault& like, const QString& title);
    int rowWidth(std::size_t buttons) const;

    RunController& m_controller;
    Theme m_theme;
    std::vector<FaultPreset> m_presets;
    std::vector<FaultButton*> m_buttons;
    QToolButton* m_more = nullptr;
    QMenu* m_menu = nullptr;
};

}  // namespace foldline::ui
