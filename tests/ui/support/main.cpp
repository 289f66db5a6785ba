#include <gtest/gtest.h>

#include <QApplication>
#include <QStandardPaths>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#ifdef __SANITIZE_ADDRESS__
// Qt, fontconfig and their plugins keep memory until the process ends; core's tests look for leaks.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming)
extern "C" const char* __asan_default_options() {
    return "detect_leaks=0";
}
#endif

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    // Listing the tests happens while building, where no platform is set.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    foldline::ui::loadFonts();
    const foldline::ui::Theme theme = foldline::ui::makeTheme(foldline::ui::ThemeKind::Light);
    QApplication::setFont(theme.font(foldline::ui::kTextPoints));
    QApplication::setPalette(foldline::ui::makePalette(theme));
    return RUN_ALL_TESTS();
}
