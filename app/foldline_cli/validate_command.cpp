#include "app/foldline_cli/commands.h"
#include "core/scenario/load.h"

namespace foldline::cli {

ExitCode validate(const ValidateRequest& request, const Surroundings& surroundings) {
    ExitCode code = ExitCode::Good;
    for (const auto& file : request.files) {
        const LoadedScenario loaded = loadScenarioFile(file);
        for (const Diagnostic& diagnostic : loaded.diagnostics) {
            surroundings.err << formatDiagnostic(diagnostic) << '\n';
            code = ExitCode::Wrong;
        }
        if (loaded.diagnostics.empty()) {
            surroundings.out << file.string() << ": ok\n";
        }
    }
    return code;
}

}  // namespace foldline::cli
