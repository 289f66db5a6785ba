#include "ui/shell/clock_text.h"

#include <QStringList>

namespace foldline::ui {
namespace {

constexpr std::int64_t kMsPerSecond = 1'000;
constexpr std::int64_t kSecondsPerMinute = 60;
constexpr std::int64_t kMinutesPerHour = 60;

QString twoDigits(std::int64_t n) {
    return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0'));
}

QString wholeSeconds(std::int64_t seconds) {
    const std::int64_t minutes = seconds / kSecondsPerMinute;
    const QString rest = twoDigits(seconds % kSecondsPerMinute);
    if (minutes < kMinutesPerHour) {
        return twoDigits(minutes) % u':' % rest;
    }
    return QString::number(minutes / kMinutesPerHour) % u':' %
           twoDigits(minutes % kMinutesPerHour) % u':' % rest;
}

std::optional<SimTime> parseColons(const QString& text) {
    const QStringList parts = text.split(u':');
    if (parts.size() > 3) {
        return std::nullopt;
    }
    std::int64_t minutes = 0;
    for (qsizetype i = 0; i + 1 < parts.size(); ++i) {
        bool ok = false;
        const uint part = parts[i].toUInt(&ok);
        if (!ok || part >= 1'000'000) {
            return std::nullopt;
        }
        minutes = minutes * kMinutesPerHour + part;
    }
    const std::optional<Duration> seconds = parseDuration(parts.back().toStdString() + "s");
    if (!seconds || seconds->us >= kSecondsPerMinute * kUsPerSecond) {
        return std::nullopt;
    }
    return SimTime{minutes * kSecondsPerMinute * kUsPerSecond + seconds->us};
}

}  // namespace

QString clockText(SimTime t) {
    const std::int64_t ms = t.us / kUsPerMs;
    return wholeSeconds(ms / kMsPerSecond) % u'.' %
           QStringLiteral("%1").arg(ms % kMsPerSecond, 3, 10, QLatin1Char('0'));
}

QString clockLength(SimTime t) {
    return t.us % kUsPerSecond == 0 ? wholeSeconds(t.us / kUsPerSecond) : clockText(t);
}

std::optional<SimTime> parseClock(const QString& text) {
    const QString trimmed = text.trimmed();
    if (trimmed.contains(u':')) {
        return parseColons(trimmed);
    }
    std::optional<Duration> read = parseDuration(trimmed.toStdString());
    if (!read) {
        read = parseDuration(trimmed.toStdString() + "s");
    }
    return read ? std::optional<SimTime>(SimTime{} + *read) : std::nullopt;
}

}  // namespace foldline::ui
