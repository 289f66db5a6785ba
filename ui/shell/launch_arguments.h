// What the program was told on its command line. Read before there is any window system.
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

#include "ui/shell/screenshot.h"

namespace foldline::ui {

struct LaunchArguments {
    enum class Task { ShowWindow, TakeScreenshot, PrintVersion, PrintHelp };

    Task task = Task::ShowWindow;
    QString file;                      ///< empty: none
    std::optional<ThemeKind> theme;    ///< instead of the one remembered
    std::optional<Language> language;  ///< instead of the one remembered
    QString screenshotPath;
    SimTime at;
    QSize size{1600, 1000};
};

/// `arguments` without the program's name. An error says which one is wrong and what to write.
Result<LaunchArguments> readArguments(const QStringList& arguments);

/// What --help prints, in English.
QString helpText();

}  // namespace foldline::ui
