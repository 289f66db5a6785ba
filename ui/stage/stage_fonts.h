// The fonts of the stage at one size, with their measures: layout and painting must agree on them.
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QString>
#include <vector>

#include "ui/theme/theme.h"

namespace foldline::ui {

enum class TextStyle {
    Heading,     ///< title of a panel
    Subtitle,    ///< beside it, muted
    ChipWord,    ///< "accepted"
    ChipNumber,  ///< "131"
    CardTitle,
    CardStatus,
    CardAlarm,  ///< a status that must be seen: "DOWN"
    Small,      ///< footnotes and labels of tokens
    Number,     ///< figures inside cards, tabular
    Badge,
};

/// Measures are in device-independent pixels. Needs a QGuiApplication.
class StageFonts {
public:
    /// `scale` multiplies the theme's own scale.
    StageFonts(const Theme& theme, double scale);

    const QFont& font(TextStyle style) const { return m_fonts[index(style)]; }

    double width(TextStyle style, const QString& text) const {
        return m_metrics[index(style)].horizontalAdvance(text);
    }

    double height(TextStyle style) const { return m_metrics[index(style)].height(); }

    QString elided(TextStyle style, const QString& text, double width) const;

    /// A length of the drawing board at scale 1, in pixels here.
    double px(double logical) const { return logical * m_unit; }

    double scale() const { return m_scale; }

private:
    static std::size_t index(TextStyle style) { return static_cast<std::size_t>(style); }

    double m_scale;
    double m_unit;
    std::vector<QFont> m_fonts;
    std::vector<QFontMetricsF> m_metrics;
};

}  // namespace foldline::ui
