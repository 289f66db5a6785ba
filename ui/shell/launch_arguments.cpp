#include "ui/shell/launch_arguments.h"

#include <QRegularExpression>
#include <algorithm>

#include "ui/shell/clock_text.h"

namespace foldline::ui {
namespace {

constexpr int kSideMin = 200;
constexpr int kSideMax = 16'384;

std::optional<QSize> readSize(const QString& text) {
    static const QRegularExpression kForm(QStringLiteral("^(\\d{1,5})x(\\d{1,5})$"));
    const QRegularExpressionMatch match = kForm.match(text);
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    const bool fits = std::min(size.width(), size.height()) >= kSideMin &&
                      std::max(size.width(), size.height()) <= kSideMax;
    return match.hasMatch() && fits ? std::optional<QSize>(size) : std::nullopt;
}

std::optional<ThemeKind> readTheme(const QString& text) {
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Projector}) {
        if (text == themeName(kind)) {
            return kind;
        }
    }
    return std::nullopt;
}

std::optional<Language> readLanguage(const QString& text) {
    for (const Language language : {Language::English, Language::Korean}) {
        if (text == languageCode(language)) {
            return language;
        }
    }
    return std::nullopt;
}

/// Takes `value` for `option` into `out`. False: the value is wrong.
bool takeValue(const QString& option, const QString& value, LaunchArguments& out) {
    if (option == QStringLiteral("--screenshot")) {
        out.task = LaunchArguments::Task::TakeScreenshot;
        out.screenshotPath = value;
        return !value.isEmpty();
    }
    if (option == QStringLiteral("--at")) {
        const std::optional<SimTime> at = parseClock(value);
        out.at = at.value_or(SimTime{});
        return at.has_value();
    }
    if (option == QStringLiteral("--size")) {
        const std::optional<QSize> size = readSize(value);
        out.size = size.value_or(out.size);
        return size.has_value();
    }
    if (option == QStringLiteral("--theme")) {
        out.theme = readTheme(value);
        return out.theme.has_value();
    }
    out.language = readLanguage(value);
    return out.language.has_value();
}

const char* expected(const QString& option) {
    if (option == QStringLiteral("--screenshot")) {
        return "the name of a PNG file";
    }
    if (option == QStringLiteral("--at")) {
        return "a time such as 14.28s or 1:02";
    }
    if (option == QStringLiteral("--size")) {
        return "a size from 200x200 to 16384x16384, such as 1600x1000";
    }
    if (option == QStringLiteral("--theme")) {
        return "light, dark or projector";
    }
    return "en or ko";
}

bool takesValue(const QString& option) {
    return option == QStringLiteral("--screenshot") || option == QStringLiteral("--at") ||
           option == QStringLiteral("--size") || option == QStringLiteral("--theme") ||
           option == QStringLiteral("--language");
}

Result<void> takeOption(const QStringList& arguments, qsizetype& i, LaunchArguments& out) {
    QString option = arguments[i];
    QString value;
    const qsizetype equals = option.indexOf(u'=');
    const bool joined = equals > 0;
    if (joined) {
        value = option.mid(equals + 1);
        option.truncate(equals);
    }
    if (!takesValue(option)) {
        return fail("unknown option " + option.toStdString() + "; --help lists what there is");
    }
    if (!joined && i + 1 < arguments.size()) {
        value = arguments[++i];
    }
    if (!takeValue(option, value, out)) {
        return fail(option.toStdString() + " needs " + expected(option) +
                    (value.isEmpty() ? "" : ", not " + value.toStdString()));
    }
    return {};
}

}  // namespace

Result<LaunchArguments> readArguments(const QStringList& arguments) {
    LaunchArguments out;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString& argument = arguments[i];
        if (argument == QStringLiteral("--version")) {
            out.task = LaunchArguments::Task::PrintVersion;
            return out;
        }
        if (argument == QStringLiteral("--help") || argument == QStringLiteral("-h")) {
            out.task = LaunchArguments::Task::PrintHelp;
            return out;
        }
        if (argument.startsWith(u'-')) {
            const Result<void> taken = takeOption(arguments, i, out);
            if (!taken) {
                return tl::unexpected(taken.error());
            }
        } else if (out.file.isEmpty()) {
            out.file = argument;
        } else {
            return fail("only one file can be opened, not also " + argument.toStdString());
        }
    }
    if (out.task == LaunchArguments::Task::TakeScreenshot && out.file.isEmpty()) {
        return fail("--screenshot needs the scenario or recording to draw as well");
    }
    return out;
}

QString helpText() {
    return QStringLiteral(
        "Usage: foldline [OPTION]... [FILE]\n"
        "Opens FILE, a scenario (*.scenario.yaml) or a recording (*.foldline).\n"
        "\n"
        "  --theme light|dark|projector   instead of the one chosen last\n"
        "  --language en|ko               instead of the one chosen last\n"
        "  --screenshot OUT.png           draw the window into OUT.png, without a display\n"
        "  --at TIME                      with the playhead there: 14.28s, 1:02 (default 0s)\n"
        "  --size WIDTHxHEIGHT            of the window (default 1600x1000)\n"
        "  --version                      print the version\n"
        "  --help                         print this\n"
        "\n"
        "Exit codes: 0 good, 1 the file cannot be opened or drawn, 2 wrong usage.\n");
}

}  // namespace foldline::ui
