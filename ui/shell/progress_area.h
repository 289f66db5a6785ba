// How far the simulation has come, while it runs, with a way to stop looking at it.
#pragma once

#include <QWidget>

#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

class QLabel;
class QProgressBar;
class QTimer;
class QToolButton;

namespace foldline::ui {

/// Takes no room while nothing is simulated, and does not flicker up for what is done at once.
class ProgressArea final : public QWidget {
    Q_OBJECT

public:
    ProgressArea(const Theme& theme, QWidget* parent);

    void setTheme(const Theme& theme);
    /// Null: nothing is open.
    void follow(RunController* controller);

signals:
    void cancelled();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();

    Theme m_theme;
    RunController* m_controller = nullptr;
    QLabel* m_text = nullptr;
    QProgressBar* m_bar = nullptr;
    QToolButton* m_cancel = nullptr;
    QTimer* m_appear = nullptr;
};

}  // namespace foldline::ui
