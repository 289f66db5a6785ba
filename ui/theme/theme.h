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
    /// `faint` is for marks that carry no text, and for text that only repeats what stands beside.
    QColor text, muted, faint;
    QColor command, event, aggregate, readModel, policy, external;
    QColor failure, failureGround, selection;
    /// The same colours moved towards black or white where they carry text, until their contrast on
    /// window, panel and selection (failureText: also on failureGround) is at least 4.5:1.
    QColor commandText, eventText, aggregateText, readModelText, policyText, externalText;
    QColor failureText;
    QColor onAccent;     ///< text on `command` and `failure` as a ground
    double scale = 1.0;  ///< of all fonts and measures; 1.35 on a projector

    /// Pretendard, scaled. `points` are of 1/72 inch at 96 pixels an inch and come out in whole
    /// pixels, as all measures do. Weights: Normal and DemiBold; what is bolder is DemiBold.
    QFont font(double points, int weight = QFont::Normal) const;
    /// The same with tabular figures: for numbers that change or stand below each other.
    QFont numbers(double points, int weight = QFont::Normal) const;

    double px(double logical) const { return logical * scale; }

    bool isDark() const { return kind == ThemeKind::Dark; }
};

/// The size of ordinary text, in points.
inline constexpr double kTextPoints = 9.75;

Theme makeTheme(ThemeKind kind);
QPalette makePalette(const Theme& theme);
/// For what QPalette cannot reach: toolbar buttons, tabs, headers, scroll bars.
QString makeStyleSheet(const Theme& theme);

/// "light", "dark", "projector".
QString themeName(ThemeKind kind);

/// `share` of `a` and the rest of `b`, opaque.
QColor mix(const QColor& a, const QColor& b, double share);

/// WCAG 2.1 contrast ratio, 1 … 21.
double contrast(const QColor& a, const QColor& b);

}  // namespace foldline::ui
