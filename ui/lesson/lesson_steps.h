// The bar of short strokes above a lesson: done, current, to come.
#pragma once

#include <QWidget>

#include "ui/theme/theme.h"

namespace foldline::ui {

class LessonSteps final : public QWidget {
    Q_OBJECT

public:
    LessonSteps(const Theme& theme, QWidget* parent);

    void setTheme(const Theme& theme);
    void setProgress(std::size_t current, std::size_t count);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme;
    std::size_t m_current = 0;
    std::size_t m_count = 0;
};

}  // namespace foldline::ui
