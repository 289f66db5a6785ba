#include "ui/theme/theme.h"

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace foldline::ui {
namespace {

constexpr double kTextContrast = 4.5;
constexpr double kProjectorContrast = 7.0;

double channel(double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c) {
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

QColor readable(const QColor& colour,
                const QColor& towards,
                std::initializer_list<QColor> grounds,
                double ratio) {
    constexpr int kSteps = 50;
    for (int i = 0; i <= kSteps; ++i) {
        const QColor candidate = mix(towards, colour, static_cast<double>(i) / kSteps);
        if (std::all_of(grounds.begin(), grounds.end(), [&](const QColor& ground) {
                return contrast(candidate, ground) >= ratio;
            })) {
            return candidate;
        }
    }
    return towards;
}

void deriveTextColours(Theme& t, double ratio) {
    const QColor end = t.isDark() ? QColor(Qt::white) : QColor(Qt::black);
    const auto onSurfaces = [&](const QColor& c) {
        return readable(c, end, {t.window, t.panel, t.selection}, ratio);
    };
    t.commandText = onSurfaces(t.command);
    t.eventText = onSurfaces(t.event);
    t.aggregateText = onSurfaces(t.aggregate);
    t.readModelText = onSurfaces(t.readModel);
    t.policyText = onSurfaces(t.policy);
    t.externalText = onSurfaces(t.external);
    t.failureText =
        readable(t.failure, end, {t.window, t.panel, t.selection, t.failureGround}, ratio);
    t.muted = readable(t.muted, end, {t.window, t.panel, t.selection}, ratio);
    t.onAccent = t.isDark() ? QColor(0x0c, 0x10, 0x18) : QColor(Qt::white);
}

Theme lightColours() {
    Theme t;
    t.window = QColor(0xf4, 0xf5, 0xf7);
    t.panel = QColor(0xff, 0xff, 0xff);
    t.line = QColor(0xdf, 0xe2, 0xe8);
    t.text = QColor(0x1d, 0x23, 0x30);
    t.muted = QColor(0x66, 0x70, 0x85);
    t.faint = QColor(0x98, 0xa1, 0xb2);
    t.command = QColor(0x2f, 0x6f, 0xde);
    t.event = QColor(0xe8, 0x89, 0x0c);
    t.aggregate = QColor(0xe0, 0xb4, 0x00);
    t.readModel = QColor(0x2f, 0x9e, 0x6b);
    t.policy = QColor(0x8b, 0x5c, 0xf6);
    t.external = QColor(0xd9, 0x61, 0x9c);
    t.failure = QColor(0xd1, 0x3b, 0x3b);
    t.failureGround = QColor(0xfd, 0xec, 0xec);
    t.selection = QColor(0xea, 0xf1, 0xfe);
    return t;
}

Theme darkColours() {
    Theme t;
    t.kind = ThemeKind::Dark;
    t.window = QColor(0x10, 0x13, 0x19);
    t.panel = QColor(0x1a, 0x1e, 0x26);
    t.line = QColor(0x2a, 0x30, 0x3b);
    t.text = QColor(0xe9, 0xec, 0xf2);
    t.muted = QColor(0x9a, 0xa5, 0xb8);
    t.faint = QColor(0x77, 0x82, 0x9a);
    t.command = QColor(0x5b, 0x93, 0xf5);
    t.event = QColor(0xf5, 0xa3, 0x3a);
    t.aggregate = QColor(0xf0, 0xcb, 0x3a);
    t.readModel = QColor(0x45, 0xc0, 0x8a);
    t.policy = QColor(0xa5, 0x84, 0xfa);
    t.external = QColor(0xe8, 0x7f, 0xb2);
    t.failure = QColor(0xef, 0x5b, 0x5b);
    t.failureGround = QColor(0x4a, 0x25, 0x2a);
    t.selection = QColor(0x1e, 0x2c, 0x49);
    return t;
}

/// Light, with the surfaces pushed apart and black text: a projector washes out what is subtle.
Theme projectorColours() {
    Theme t = lightColours();
    t.kind = ThemeKind::Projector;
    t.window = QColor(Qt::white);
    t.line = QColor(0xa9, 0xb0, 0xbd);
    t.text = QColor(Qt::black);
    t.muted = QColor(0x3b, 0x43, 0x52);
    t.faint = QColor(0x66, 0x70, 0x85);
    t.command = QColor(0x1b, 0x57, 0xc2);
    t.event = QColor(0xd9, 0x74, 0x00);
    t.aggregate = QColor(0xc9, 0x9a, 0x00);
    t.readModel = QColor(0x1c, 0x80, 0x52);
    t.policy = QColor(0x6d, 0x3c, 0xe0);
    t.external = QColor(0xc2, 0x3c, 0x80);
    t.failure = QColor(0xc0, 0x1f, 0x1f);
    t.scale = 1.35;
    return t;
}

QFont makeFont(const QStringList& families, double points, int weight, double scale) {
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(points * scale * 96.0 / 72.0))));
    font.setWeight(weight > QFont::Normal ? QFont::DemiBold : QFont::Normal);
    return font;
}

}  // namespace

QFont Theme::font(double points, int weight) const {
    return makeFont({QStringLiteral("Pretendard"),
                     QStringLiteral("Noto Sans CJK KR"),
                     QStringLiteral("Noto Sans"),
                     QStringLiteral("DejaVu Sans"),
                     QStringLiteral("sans-serif")},
                    points,
                    weight,
                    scale);
}

QFont Theme::numbers(double points, int weight) const {
    return makeFont({QStringLiteral("Foldline Figures"),
                     QStringLiteral("Pretendard"),
                     QStringLiteral("Noto Sans CJK KR"),
                     QStringLiteral("DejaVu Sans"),
                     QStringLiteral("sans-serif")},
                    points,
                    weight,
                    scale);
}

Theme makeTheme(ThemeKind kind) {
    Theme theme;
    switch (kind) {
        case ThemeKind::Light:
            theme = lightColours();
            break;
        case ThemeKind::Dark:
            theme = darkColours();
            break;
        case ThemeKind::Projector:
            theme = projectorColours();
            break;
    }
    deriveTextColours(theme, kind == ThemeKind::Projector ? kProjectorContrast : kTextContrast);
    return theme;
}

QString themeName(ThemeKind kind) {
    switch (kind) {
        case ThemeKind::Dark:
            return QStringLiteral("dark");
        case ThemeKind::Projector:
            return QStringLiteral("projector");
        case ThemeKind::Light:
            break;
    }
    return QStringLiteral("light");
}

QPalette makePalette(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, theme.window);
    palette.setColor(QPalette::ToolTipBase, theme.panel);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.muted);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::Button, theme.panel);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.failure);
    palette.setColor(QPalette::Link, theme.commandText);
    palette.setColor(QPalette::LinkVisited, theme.policyText);
    palette.setColor(QPalette::Highlight, theme.command);
    palette.setColor(QPalette::HighlightedText, theme.onAccent);
    const QColor black(Qt::black);
    palette.setColor(QPalette::Light, mix(QColor(Qt::white), theme.panel, 0.2));
    palette.setColor(QPalette::Midlight, mix(theme.line, theme.panel, 0.5));
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, mix(black, theme.line, 0.25));
    palette.setColor(QPalette::Shadow, mix(black, theme.line, 0.6));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, theme.faint);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, theme.muted);
    return palette;
}

QColor mix(const QColor& a, const QColor& b, double share) {
    const auto blend = [share](double x, double y) {
        return static_cast<float>(std::clamp(x * share + y * (1.0 - share), 0.0, 1.0));
    };
    return QColor::fromRgbF(
        blend(a.redF(), b.redF()), blend(a.greenF(), b.greenF()), blend(a.blueF(), b.blueF()));
}

double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace foldline::ui
