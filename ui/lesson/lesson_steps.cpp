#include "ui/lesson/lesson_steps.h"

#include <QPainter>

namespace foldline::ui {

LessonSteps::LessonSteps(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LessonSteps::setTheme(const Theme& theme) {
    m_theme = theme;
    updateGeometry();
    update();
}

void LessonSteps::setProgress(std::size_t current, std::size_t count) {
    m_current = current;
    m_count = count;
    setAccessibleName(tr("Step %1 of %2").arg(current + 1).arg(count));
    update();
}

QSize LessonSteps::sizeHint() const {
    return {qRound(m_theme.px(120)), qRound(m_theme.px(4))};
}

void LessonSteps::paintEvent(QPaintEvent* /*event*/) {
    if (m_count == 0) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double gap = m_theme.px(5);
    const double width =
        (this->width() - gap * static_cast<double>(m_count - 1)) / static_cast<double>(m_count);
    for (std::size_t i = 0; i < m_count; ++i) {
        painter.setBrush(i < m_current    ? m_theme.text
                         : i == m_current ? m_theme.command
                                          : m_theme.line);
        painter.drawRoundedRect(
            QRectF(static_cast<double>(i) * (width + gap), 0, width, height()), 2, 2);
    }
}

}  // namespace foldline::ui
