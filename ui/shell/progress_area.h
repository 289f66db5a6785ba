// How far the simulation has come, with a way to stop it and a way to go on.
#pragma once

#include <QWidget>

#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

class QLabel;
class QProgressBar;
class QTimer;
class QToolButton;

namespace foldline::ui {

/// Takes no room while all is simulated, and does not flicker up for what is done at once.
class ProgressArea final : public QWidget {
    Q_OBJECT

public:
    ProgressArea(const Theme& theme, QWidget* parent);

    void setTheme(const Theme& theme);
    /// Null: nothing is open.
    void follow(RunController* controller);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showPaused(const Progress& progress);
    void retranslate();

    Theme m_theme;
    RunController* m_controller = nullptr;
    QLabel* m_text = nullptr;
    QProgressBar* m_bar = nullptr;
    QToolButton* m_button = nullptr;  ///< stops, or goes on
    QTimer* m_appear = nullptr;
};

}  // namespace foldline::ui
