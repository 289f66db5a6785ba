// From a file on disk to a session.
#pragma once

#include <QString>
#include <memory>
#include <vector>

#include "core/run/session.h"
#include "core/scenario/load.h"
#include "ui/shell/recordings.h"

namespace foldline::ui {

/// Either a session, or what is wrong with the scenario line by line, or one sentence.
struct OpenOutcome {
    std::unique_ptr<Session> session;
    std::vector<Diagnostic> diagnostics;
    QString error;
};

/// True for a recording, whatever its name: SQLite files begin with their own mark. REQUIRES that
/// no session of this program has the file open: reading it here would drop SQLite's locks on it.
bool isRecording(const QString& path);

/// True when `path` leads to the recording of `session`, by whatever name. Does not open it.
bool isRecordingOf(const Session& session, const QString& path);

/// Opens a recording, or starts a run of a scenario that is recorded into `recordings`.
OpenOutcome openFile(const QString& path, const Recordings& recordings);

/// Starts a run of a scenario that is known to be right.
OpenOutcome startRun(const std::string& text,
                     const std::string& scenarioName,
                     const SessionOptions& options,
                     const Recordings& recordings);

}  // namespace foldline::ui
