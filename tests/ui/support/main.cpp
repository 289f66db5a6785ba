#include <gtest/gtest.h>

#include <QApplication>
#include <QStandardPaths>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

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
