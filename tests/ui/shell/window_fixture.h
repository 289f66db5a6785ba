// A window of its own settings and recordings, with the bundled scenario to open.
#pragma once

#include <gtest/gtest.h>

#include <QTemporaryDir>
#include <QTest>

#include "ui/run/run_controller.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workspace.h"

namespace foldline::ui {

class WindowTest : public ::testing::Test {
protected:
    WindowTest() : settings(home.filePath(QStringLiteral("settings.ini"))) {
        settings.setTheme(ThemeKind::Light);
        settings.setLanguage(Language::English);
        language.setLanguage(Language::English);
        window = makeWindow();
    }

    std::unique_ptr<MainWindow> makeWindow() {
        auto made = std::make_unique<MainWindow>(settings, language, recordings());
        made->resize(1280, 720);
        made->show();
        return made;
    }

    Recordings recordings() const {
        return Recordings(home.filePath(QStringLiteral("recordings")));
    }

    static QString bundled() {
        return QStringLiteral(FOLDLINE_SOURCE_DIR
                              "/resources/scenarios/address-change.scenario.yaml");
    }

    RunController& controller() { return window->workspace()->controller(); }

    /// Opens the bundled scenario and waits until all of it is simulated.
    void openBundled() {
        ASSERT_TRUE(window->open(bundled()));
        waitForSimulation();
    }

    void waitForSimulation() {
        ASSERT_TRUE(QTest::qWaitFor([this] { return controller().progress().finished; }, 60'000));
    }

    QTemporaryDir home;
    Settings settings;
    LanguageSwitch language;
    std::unique_ptr<MainWindow> window;
};

}  // namespace foldline::ui
