// The time under the playhead; type another one to go there.
#pragma once

#include <QLineEdit>

#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

namespace foldline::ui {

class TimeField final : public QLineEdit {
    Q_OBJECT

public:
    TimeField(RunController& controller, const Theme& theme, QWidget* parent);

    void setTheme(const Theme& theme);
    void beginEditing();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showPlayhead();
    void retranslate();

    RunController& m_controller;
};

}  // namespace foldline::ui
