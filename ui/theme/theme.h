// Colours, fonts and measures of one look. A plain value: views are given one and keep a copy.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

namespace foldline::ui {

enum class ThemeKind { Light, Dark, Projector };

struct Theme {
    ThemeKind kind = ThemeKind::Light;
    QColor window, panel, line;
    QColor text, muted, faint;
    QColor command, event, aggregate, readModel, policy, external;
    QColor failure, failureGround, selection;
    /// The event and aggregate colours darkened where they carry text (contrast at least 4.5:1).
    QColor eventText, aggregateText, readModelText;
    double scale = 1.0;  ///< of all fonts and measures; 1.35 on a projector

    QFont font(double points, int weight = QFont::Normal) const;     ///< Pretendard, scaled
    QFont numbers(double points, int weight = QFont::Normal) const;  ///< with tabular figures

    double px(double logical) const { return logical * scale; }
};

Theme makeTheme(ThemeKind kind);
QPalette makePalette(const Theme& theme);
/// For the few widgets QPalette cannot reach.
QString makeStyleSheet(const Theme& theme);

}  // namespace foldline::ui
