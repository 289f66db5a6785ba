#include "ui/timeline/ruler.h"

#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/check.h"

namespace foldline::ui {
namespace {

constexpr std::int64_t kMinute = 60 * kUsPerSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr SimTime kClockFrom{2 * kMinute};
constexpr int kDecimalsMax = 6;

// Below a minute decimal steps; above, the parts into which people divide a day.
std::vector<std::int64_t> labelSteps() {
    std::vector<std::int64_t> steps;
    for (std::int64_t power = 1; power <= 10 * kUsPerSecond; power *= 10) {
        for (const std::int64_t mantissa : {1, 2, 5}) {
            if (power * mantissa < kMinute / 2) {
                steps.push_back(power * mantissa);
            }
        }
    }
    for (const std::int64_t minutes : {1, 2, 5, 10, 20}) {
        steps.push_back(minutes * kMinute);
    }
    for (const std::int64_t hours : {1, 2, 6, 12}) {
        steps.push_back(hours * kHour);
    }
    for (const std::int64_t days : {1, 2, 5, 10, 20, 50, 100, 200, 500}) {
        steps.push_back(days * kDay);
    }
    return steps;
}

int decimalsOf(std::int64_t stepUs) {
    int decimals = 0;
    for (std::int64_t unit = kUsPerSecond; decimals < kDecimalsMax && stepUs % unit != 0;
         unit /= 10) {
        ++decimals;
    }
    return decimals;
}

QString twoDigits(std::int64_t number) {
    return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0'));
}

QString decimalPart(std::int64_t us, int decimals) {
    if (decimals == 0) {
        return {};
    }
    const QString digits =
        QStringLiteral("%1").arg(us % kUsPerSecond, kDecimalsMax, 10, QLatin1Char('0'));
    return QLatin1Char('.') + digits.left(decimals);
}

QString clockLabel(std::int64_t us, int decimals) {
    const std::int64_t days = us / kDay;
    const std::int64_t hours = us % kDay / kHour;
    const std::int64_t minutes = us % kHour / kMinute;
    const QString seconds = twoDigits(us % kMinute / kUsPerSecond) + decimalPart(us, decimals);
    if (days > 0) {
        return QStringLiteral("%1 d %2:%3:%4")
            .arg(QString::number(days), twoDigits(hours), twoDigits(minutes), seconds);
    }
    if (hours > 0) {
        return QStringLiteral("%1:%2:%3").arg(QString::number(hours), twoDigits(minutes), seconds);
    }
    return QStringLiteral("%1:%2").arg(QString::number(minutes), seconds);
}

Duration minorStep(std::int64_t majorUs, double usPerPixel, double minorGap) {
    for (const std::int64_t parts : {10, 6, 5, 4, 2}) {
        if (majorUs % parts == 0 && static_cast<double>(majorUs / parts) >= minorGap * usPerPixel) {
            return {majorUs / parts};
        }
    }
    return {majorUs};
}

// A number with at most `decimals` digits after the point and no zeros at its end.
QString trimmed(double number, int decimals) {
    QString text = QString::number(number, 'f', decimals);
    if (decimals > 0) {
        while (text.endsWith(QLatin1Char('0'))) {
            text.chop(1);
        }
        if (text.endsWith(QLatin1Char('.'))) {
            text.chop(1);
        }
    }
    return text;
}

}  // namespace

Ruler chooseRuler(const TimeAxis& axis, const TextWidth& textWidth, double gap, double minorGap) {
    const bool clock = axis.end() > kClockFrom;
    const std::vector<std::int64_t> steps = labelSteps();
    const SimTime last{static_cast<std::int64_t>(axis.toUs())};
    std::int64_t major = steps.back();
    TimeStyle style{clock, 0};
    for (const std::int64_t step : steps) {
        const TimeStyle candidate{clock, decimalsOf(step)};
        if (static_cast<double>(step) >=
            (textWidth(timeLabel(last, candidate)) + gap) * axis.usPerPixel()) {
            major = step;
            style = candidate;
            break;
        }
    }
    return {{major}, minorStep(major, axis.usPerPixel(), minorGap), style};
}

std::vector<SimTime> ticks(const TimeAxis& axis, Duration step) {
    FOLDLINE_CHECK(step.us > 0);
    std::vector<SimTime> times;
    const auto stepUs = static_cast<double>(step.us);
    const auto last = static_cast<std::int64_t>(std::floor(axis.toUs() / stepUs));
    for (auto i = static_cast<std::int64_t>(std::ceil(axis.fromUs() / stepUs)); i <= last; ++i) {
        times.push_back({i * step.us});
    }
    return times;
}

Duration roundStep(double us) {
    std::int64_t power = 1;
    while (static_cast<double>(power) * 10.0 <= us) {
        power *= 10;
    }
    for (const std::int64_t mantissa : {1, 2, 5}) {
        if (static_cast<double>(mantissa * power) >= us) {
            return {mantissa * power};
        }
    }
    return {10 * power};
}

QString timeLabel(SimTime t, TimeStyle style) {
    if (style.clock) {
        return clockLabel(t.us, style.decimals);
    }
    return QString::number(t.us / kUsPerSecond) + decimalPart(t.us, style.decimals) +
           QStringLiteral(" s");
}

QString exactTime(SimTime t, SimTime end) {
    return timeLabel(t, {end > kClockFrom, std::max(2, decimalsOf(t.us))});
}

QString durationText(Duration d) {
    const auto us = static_cast<double>(d.us);
    if (d.us < kUsPerMs) {
        return QStringLiteral("%1 µs").arg(d.us);
    }
    if (d.us < kUsPerSecond) {
        return trimmed(us / static_cast<double>(kUsPerMs), 3) + QStringLiteral(" ms");
    }
    if (d.us <= kClockFrom.us) {
        return trimmed(us / static_cast<double>(kUsPerSecond), kDecimalsMax) + QStringLiteral(" s");
    }
    QStringList parts;
    const auto add = [&parts](std::int64_t number, QLatin1String unit) {
        if (number > 0) {
            parts << QString::number(number) + QLatin1Char(' ') + unit;
        }
    };
    add(d.us / kDay, QLatin1String("d"));
    add(d.us % kDay / kHour, QLatin1String("h"));
    add(d.us % kHour / kMinute, QLatin1String("min"));
    if (d.us % kMinute != 0) {
        parts << trimmed(static_cast<double>(d.us % kMinute) / static_cast<double>(kUsPerSecond),
                         kDecimalsMax) +
                     QStringLiteral(" s");
    }
    return parts.join(QLatin1Char(' '));
}

}  // namespace foldline::ui
