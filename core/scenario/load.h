// Reading scenario files. The text is untrusted: any input ends in a Scenario or in diagnostics,
// within the limits of limits.h, and never in a crash, a hang or a silent loss.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/scenario.h"

namespace foldline {

struct Diagnostic {
    std::string file;
    int line = 0;    ///< from 1; 0: the file as a whole
    int column = 0;  ///< from 1, in characters (code points), not bytes
    std::string message;

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// "file:line:column: error: message"; the position is left out where there is none.
std::string formatDiagnostic(const Diagnostic& diagnostic);

struct LoadedScenario {
    std::optional<Scenario> scenario;     ///< present when, and only when, there are no diagnostics
    std::vector<Diagnostic> diagnostics;  ///< every error in the file, in order of position
    std::string text;                     ///< what was read
};

/// `fileName` is only named in diagnostics.
LoadedScenario loadScenario(std::string text, const std::string& fileName);
LoadedScenario loadScenarioFile(const std::filesystem::path& path);

/// Reads a fault as given on a command line: "at=10s for=5s down=members-db". The fault must name
/// nodes of `scenario`. Its id is left 0.
Result<Fault> parseFault(std::string_view text, const Scenario& scenario);

}  // namespace foldline
