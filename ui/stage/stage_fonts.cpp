#include "ui/stage/stage_fonts.h"

#include <cmath>

namespace foldline::ui {
namespace {

constexpr int kMedium = QFont::Medium;
constexpr int kStrong = QFont::DemiBold;

QFont makeFont(const Theme& theme, TextStyle style, double scale) {
    switch (style) {
        case TextStyle::Heading:
            return theme.font(11.25 * scale, kStrong);
        case TextStyle::Subtitle:
            return theme.font(10.0 * scale);
        case TextStyle::ChipWord:
            return theme.font(9.25 * scale);
        case TextStyle::ChipNumber:
            return theme.numbers(9.25 * scale, kStrong);
        case TextStyle::CardTitle:
            return theme.font(10.5 * scale, kStrong);
        case TextStyle::CardStatus:
            return theme.numbers(9.5 * scale);
        case TextStyle::CardAlarm:
            return theme.numbers(9.5 * scale, kStrong);
        case TextStyle::Small:
            return theme.numbers(8.5 * scale);
        case TextStyle::Number:
            return theme.numbers(8.5 * scale, kMedium);
        case TextStyle::Badge:
            return theme.numbers(8.0 * scale, kStrong);
    }
    return theme.font(10.0 * scale);
}

}  // namespace

StageFonts::StageFonts(const Theme& theme, double scale) : m_scale(scale), m_unit(theme.px(scale)) {
    constexpr auto kStyles = static_cast<std::size_t>(TextStyle::Badge) + 1;
    for (std::size_t i = 0; i < kStyles; ++i) {
        QFont font = makeFont(theme, static_cast<TextStyle>(i), scale);
        // Sizes are fractional when the stage is fitted to its panel; hinted advances would not be.
        font.setHintingPreference(QFont::PreferNoHinting);
        m_fonts.push_back(font);
        m_metrics.emplace_back(font);
    }
}

QString StageFonts::elided(TextStyle style, const QString& text, double width) const {
    // A text that was measured to fit must not be cut by a rounding in the last bit.
    constexpr double kTolerance = 0.5;
    return m_metrics[index(style)].elidedText(text, Qt::ElideRight, width + kTolerance);
}

}  // namespace foldline::ui
