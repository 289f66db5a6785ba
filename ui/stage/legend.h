// What the shapes and colours of the stage mean.
#pragma once

#include <QPainter>
#include <QWidget>
#include <functional>
#include <vector>

#include "ui/stage/stage_fonts.h"
#include "ui/stage/stage_words.h"

namespace foldline::ui {

struct LegendEntry {
    QString text;
    /// Paints the sign centred in a square-ish box.
    std::function<void(QPainter& painter, const QRectF& box, double unit, const Theme& theme)> sign;
};

/// All signs, the most needed first.
std::vector<LegendEntry> legendEntries(const StageWords& words);

/// Paints as many entries in one line as fit into `strip`, from the left; returns their number.
std::size_t paintLegendLine(QPainter& painter,
                            const QRectF& strip,
                            const StageFonts& fonts,
                            const Theme& theme,
                            const StageWords& words);

/// The legend as a widget of columns, for the lesson's panel. Follows LanguageChange.
class StageLegend final : public QWidget {
    Q_OBJECT

public:
    explicit StageLegend(const Theme& theme, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    bool hasHeightForWidth() const override { return true; }

    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void describe();
    int columns(int width) const;
    double entryWidth() const;
    double rowHeight() const;

    Theme m_theme;
    StageFonts m_fonts;
    std::vector<LegendEntry> m_entries;
};

}  // namespace foldline::ui
