// The desktop program: composes the window, or draws it into a file.
#include <QApplication>
#include <QTextStream>
#include <QTimer>

#include "ui/shell/end_signals.h"
#include "ui/shell/key_guard.h"
#include "ui/shell/launch_arguments.h"
#include "ui/shell/main_window.h"
#include "ui/theme/fonts.h"

namespace {

using foldline::ui::LaunchArguments;

constexpr int kGood = 0;
constexpr int kWrongInput = 1;
constexpr int kWrongUsage = 2;

void printError(const QString& message) {
    QTextStream(stderr) << "foldline: error: " << message << '\n';
}

int printAndLeave(const QString& text) {
    QTextStream(stdout) << text;
    return kGood;
}

int drawWindow(const LaunchArguments& arguments) {
    foldline::ui::ScreenshotOptions options;
    options.file = arguments.file;
    options.at = arguments.at;
    options.size = arguments.size;
    options.theme = arguments.theme.value_or(options.theme);
    options.language = arguments.language.value_or(options.language);
    const foldline::Result<QImage> image = foldline::ui::takeScreenshot(options);
    if (!image) {
        printError(QString::fromStdString(image.error().message));
        return kWrongInput;
    }
    if (!image->save(arguments.screenshotPath)) {
        printError(arguments.screenshotPath +
                   QStringLiteral(": the picture cannot be written; check that the folder exists "
                                  "and that the name ends in .png"));
        return kWrongInput;
    }
    return kGood;
}

int showWindow(const LaunchArguments& arguments) {
    foldline::ui::Settings settings;
    if (arguments.theme) {
        settings.setTheme(*arguments.theme);
    }
    if (arguments.language) {
        settings.setLanguage(*arguments.language);
    }
    foldline::ui::LanguageSwitch language;
    language.setLanguage(settings.language());
    foldline::ui::MainWindow window(settings, language, foldline::ui::Recordings::ofUser());
    qApp->installEventFilter(new foldline::ui::KeyGuard(&window));
    const foldline::ui::EndSignals endSignals;
    QObject::connect(&endSignals, &foldline::ui::EndSignals::received, &window, [&window] {
        window.close();
        // Also when a dialog waits for an answer.
        QCoreApplication::exit(kGood);
    });
    window.show();
    // What takes time comes after the first frame.
    QTimer::singleShot(0, &window, [&window, file = arguments.file] {
        if (file.isEmpty() || !window.open(file)) {
            window.fillWelcomePage();
        }
    });
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    QStringList list;
    for (int i = 1; i < argc; ++i) {
        list << QString::fromLocal8Bit(argv[i]);
    }
    const foldline::Result<LaunchArguments> arguments = foldline::ui::readArguments(list);
    if (!arguments) {
        printError(QString::fromStdString(arguments.error().message));
        return kWrongUsage;
    }
    if (arguments->task == LaunchArguments::Task::PrintVersion) {
        return printAndLeave(QStringLiteral("foldline " FOLDLINE_VERSION "\n"));
    }
    if (arguments->task == LaunchArguments::Task::PrintHelp) {
        return printAndLeave(foldline::ui::helpText());
    }
    const bool drawing = arguments->task == LaunchArguments::Task::TakeScreenshot;
    if (drawing && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QCoreApplication::setApplicationName(QStringLiteral("foldline"));
    QCoreApplication::setOrganizationName(QStringLiteral("foldline"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FOLDLINE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Foldline"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.foldline.Foldline"));
    QApplication application(argc, argv);
    QApplication::setStyle(QStringLiteral("Fusion"));
    foldline::ui::loadFonts();
    return drawing ? drawWindow(*arguments) : showWindow(*arguments);
}
