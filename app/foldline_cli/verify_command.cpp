#include "app/foldline_cli/commands.h"
#include "app/foldline_cli/progress_line.h"
#include "core/run/verify.h"

namespace foldline::cli {

ExitCode verify(const VerifyRequest& request, const Surroundings& surroundings) {
    const auto report = [&] {
        ProgressLine line(surroundings, "verifying");
        return verifyRecording(request.recording, [&](double part) { return line.show(part); });
    }();
    const std::string file = request.recording.string();
    if (!report) {
        return complain(surroundings, ExitCode::Wrong, report.error().message);
    }
    for (const Damage& damage : report->damage) {
        surroundings.err << file << ": ";
        if (damage.run.exists()) {
            surroundings.err << "run " << damage.run.value << ", ";
        }
        if (damage.seq != 0) {
            surroundings.err << "record " << damage.seq << ": ";
        }
        surroundings.err << damage.what << '\n';
    }
    if (!report->damage.empty()) {
        return ExitCode::Wrong;
    }
    if (report->stopped) {
        return complain(surroundings, ExitCode::Wrong, "stopped before everything was looked at");
    }
    surroundings.out << file << ": ok, " << report->records << " records in " << report->runs
                     << " runs";
    if (report->unfinishedRuns > 0) {
        surroundings.out << ", " << report->unfinishedRuns << " of them cut short";
    }
    surroundings.out << '\n';
    return ExitCode::Good;
}

}  // namespace foldline::cli
