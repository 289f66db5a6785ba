#include "ui/shell/file_opening.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <filesystem>

namespace foldline::ui {
namespace {

OpenOutcome outcome(Result<std::unique_ptr<Session>> session) {
    OpenOutcome out;
    if (session) {
        out.session = std::move(*session);
    } else {
        out.error = QString::fromStdString(session.error().message);
    }
    return out;
}

}  // namespace

bool isRecording(const QString& path) {
    // Closing any descriptor of a file drops all POSIX locks that the process has on it.
    QFile file(path);
    const QByteArray mark = QByteArrayLiteral("SQLite format 3");
    return file.open(QIODevice::ReadOnly) && file.read(mark.size()) == mark;
}

bool isRecordingOf(const Session& session, const QString& path) {
    std::error_code error;
    return std::filesystem::equivalent(session.file(), path.toStdString(), error) && !error;
}

OpenOutcome openFile(const QString& path, const Recordings& recordings) {
    const QFileInfo info(path);
    OpenOutcome out;
    if (!info.isFile() || !info.isReadable()) {
        out.error = QCoreApplication::translate("foldline::ui::FileOpening",
                                                "%1: there is no such file that can be read")
                        .arg(QDir::toNativeSeparators(path));
        return out;
    }
    if (isRecording(path)) {
        return outcome(Session::open(path.toStdString()));
    }
    LoadedScenario loaded = loadScenarioFile(path.toStdString());
    if (!loaded.scenario) {
        out.diagnostics = std::move(loaded.diagnostics);
        return out;
    }
    return startRun(loaded.text, info.fileName().toStdString(), {}, recordings);
}

OpenOutcome startRun(const std::string& text,
                     const std::string& scenarioName,
                     const SessionOptions& options,
                     const Recordings& recordings) {
    const QString path =
        recordings.newPath(QString::fromStdString(scenarioName), QDateTime::currentDateTime());
    if (path.isEmpty()) {
        OpenOutcome out;
        out.error = QCoreApplication::translate("foldline::ui::FileOpening",
                                                "%1: the folder for recordings cannot be made; "
                                                "check that its parent can be written")
                        .arg(QDir::toNativeSeparators(recordings.folder()));
        return out;
    }
    return outcome(Session::start(text, scenarioName, path.toStdString(), options));
}

}  // namespace foldline::ui
