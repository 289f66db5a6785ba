#include "core/run/verify.h"

#include <cstdio>

#include "app/foldline_cli/command.h"

namespace foldline::cli {

int verify(const std::string& file) {
    catchInterrupt();
    Result<VerifyReport> report = fail("");
    {
        ProgressLine progress("verifying");
        report = verifyRecording(file, [&](double share) { return progress(share); });
    }
    if (!report) {
        return complain(report.error().message);
    }
    for (const Damage& damage : report->damage) {
        std::string place = file;
        if (damage.run.exists()) {
            place += ": run " + std::to_string(damage.run.value);
        }
        if (damage.seq != 0) {
            place += ", record " + std::to_string(damage.seq);
        }
        std::fprintf(stderr, "%s: %s\n", place.c_str(), damage.what.c_str());
    }
    if (!report->damage.empty()) {
        return complain(file + " is damaged: " + std::to_string(report->damage.size()) +
                        " finding(s), see above");
    }
    if (report->stopped) {
        return complain("stopped before everything was looked at");
    }
    std::printf(
        "%s: %zu runs, %llu records: the chain is whole, and a fresh simulation says the same\n",
        file.c_str(),
        report->runs,
        static_cast<unsigned long long>(report->records));
    if (report->unfinishedRuns > 0) {
        std::printf("%zu of the runs were cut short; opening the recording completes them\n",
                    report->unfinishedRuns);
    }
    return kGood;
}

}  // namespace foldline::cli
