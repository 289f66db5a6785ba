// Play, pause, steps, the time and the speed.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/run/run_controller.h"
#include "ui/shell/commands.h"
#include "ui/theme/theme.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace foldline::ui {

class TimeField;

class TransportBar final : public QWidget {
    Q_OBJECT

public:
    TransportBar(RunController& controller,
                 const CommandSet& commands,
                 const Theme& theme,
                 QWidget* parent);

    void setTheme(const Theme& theme);
    void editTime();

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolButton* addButton(const CommandSet& commands, CommandId id, const QString& icon);
    void showPlaying();
    void showSpeed();
    void retranslate();

    struct Button {
        QToolButton* widget;
        QString icon;
    };

    RunController& m_controller;
    Theme m_theme;
    std::vector<Button> m_buttons;
    QToolButton* m_play = nullptr;
    TimeField* m_time = nullptr;
    QLabel* m_length = nullptr;
    QComboBox* m_speed = nullptr;
};

}  // namespace foldline::ui
