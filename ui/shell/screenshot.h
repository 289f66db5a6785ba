// A picture of the whole window, without anybody looking.
#pragma once

#include <QImage>
#include <QSize>
#include <QString>

#include "core/base/result.h"
#include "core/base/sim_time.h"
#include "ui/shell/language.h"
#include "ui/theme/theme.h"

namespace foldline::ui {

struct ScreenshotOptions {
    QString file;  ///< scenario or recording
    SimTime at;    ///< of the playhead; clamped to the run
    QSize size{1600, 1000};
    ThemeKind theme = ThemeKind::Light;
    Language language = Language::English;
};

/// Opens the file, waits until all of it is simulated, and draws the window with the playhead at
/// `at`. The same input gives the same picture. Touches neither the user's settings nor recordings.
/// Needs a QApplication on any platform.
Result<QImage> takeScreenshot(const ScreenshotOptions& options);

}  // namespace foldline::ui
