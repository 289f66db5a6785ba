#include "ui/shell/screenshot.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QThread>

#include "ui/run/run_controller.h"
#include "ui/shell/file_opening.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workspace.h"

namespace foldline::ui {
namespace {

// Views gather what they draw in timers of some ten milliseconds.
constexpr int kSettleMs = 250;

void settle() {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < kSettleMs) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QThread::msleep(1);
    }
}

std::string diagnosticsText(const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics) {
        text += (text.empty() ? "" : "\n") + formatDiagnostic(diagnostic);
    }
    return text;
}

}  // namespace

Result<QImage> takeScreenshot(const ScreenshotOptions& options) {
    QTemporaryDir folder;
    if (!folder.isValid()) {
        return fail("no temporary folder can be made: " + folder.errorString().toStdString());
    }
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    settings.setTheme(options.theme);
    settings.setLanguage(options.language);
    LanguageSwitch language;
    language.setLanguage(options.language);
    const Recordings recordings(folder.filePath(QStringLiteral("recordings")));

    OpenOutcome outcome = openFile(options.file, recordings);
    if (!outcome.session) {
        return fail(outcome.diagnostics.empty() ? outcome.error.toStdString()
                                                : diagnosticsText(outcome.diagnostics));
    }
    const Result<void> simulated =
        outcome.session->wait(BranchId{1}, [](const Progress&) { return false; });
    if (!simulated) {
        return tl::unexpected(simulated.error());
    }
    MainWindow window(settings, language, recordings);
    window.resize(options.size);
    window.showSession(std::move(outcome.session));
    window.show();
    window.resetLayout();
    settle();
    window.workspace()->controller().setPlayhead(options.at);
    settle();
    QImage image(options.size, QImage::Format_RGB32);
    image.fill(window.theme().window);
    window.render(&image);
    return image;
}

}  // namespace foldline::ui
