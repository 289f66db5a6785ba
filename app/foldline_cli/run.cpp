#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "app/foldline_cli/command.h"
#include "core/judge/scorecard_json.h"
#include "core/judge/scorecard_table.h"
#include "core/run/measure.h"
#include "core/scenario/load.h"

namespace foldline::cli {
namespace {

constexpr BranchId kFirstBranch{1};
constexpr std::size_t kChunk = 4096;

Result<SessionOptions> optionsOf(const RunArguments& arguments, const Scenario& scenario) {
    SessionOptions options{
        .seed = arguments.seed, .systems = arguments.systems, .replaceFile = arguments.force};
    if (!arguments.until.empty()) {
        options.duration = parseDuration(arguments.until);
        if (!options.duration || options.duration->us <= 0) {
            return fail("--until " + arguments.until + ": write a time such as 60s, 1500ms or 2m");
        }
    }
    for (const std::string& text : arguments.faults) {
        auto fault = parseFault(text, scenario);
        if (!fault) {
            return fail("--fault '" + text + "': " + fault.error().message);
        }
        options.extraFaults.push_back(std::move(*fault));
    }
    return options;
}

Result<std::uint64_t> fingerprintOf(Session& session, std::size_t system) {
    const Dictionary& dictionary = session.systems()[system];
    std::uint64_t hash = 0;
    for (Seq first = 1;; first += kChunk) {
        const auto records = session.records(kFirstBranch, system, first, kChunk);
        if (!records) {
            return tl::unexpected(records.error());
        }
        for (const Record& record : *records) {
            hash = chainHash(hash, record, dictionary);
        }
        if (records->size() < kChunk) {
            return hash;
        }
    }
}

Result<RunReport> record(const LoadedScenario& loaded,
                         const RunArguments& arguments,
                         const SessionOptions& options) {
    const std::string name = std::filesystem::path(arguments.file).filename().string();
    auto started = Session::start(loaded.text, name, arguments.output, options);
    if (!started) {
        return tl::unexpected(started.error());
    }
    Session& session = **started;
    ProgressLine progress("recording");
    const double horizonUs = std::max(1.0, static_cast<double>(session.horizon().us));
    const auto done = session.wait(kFirstBranch, [&](const Progress& p) {
        return !progress(static_cast<double>(p.recordedUntil.us) / horizonUs);
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    const Progress reached = session.progress(kFirstBranch);
    if (!reached.finished) {
        return fail("stopped at " + formatDuration(Duration{reached.recordedUntil.us}) + "; " +
                    arguments.output + " holds everything up to there, and opening it goes on");
    }
    RunReport report{
        .scenario = loaded.scenario->id, .seed = session.info().seed, .horizon = session.horizon()};
    for (std::size_t system = 0; system < session.systems().size(); ++system) {
        const auto fingerprint = fingerprintOf(session, system);
        if (!fingerprint) {
            return tl::unexpected(fingerprint.error());
        }
        report.systems.push_back({.scorecard = session.scorecard(kFirstBranch, system),
                                  .names = session.systems()[system].nodes,
                                  .nodes = session.nodeSummaries(kFirstBranch, system),
                                  .fingerprint = *fingerprint});
    }
    return report;
}

Result<RunReport> measureOnly(const LoadedScenario& loaded, const SessionOptions& options) {
    ProgressLine progress("simulating");
    auto measured =
        measure(*loaded.scenario, options, [&](double share) { return progress(share); });
    if (!measured) {
        return tl::unexpected(measured.error());
    }
    if (interrupted()) {
        return fail("stopped at " + formatDuration(Duration{measured->until.us}));
    }
    RunReport report{
        .scenario = loaded.scenario->id, .seed = measured->seed, .horizon = measured->until};
    for (Measurement& system : measured->systems) {
        report.systems.push_back({.scorecard = std::move(system.scorecard),
                                  .names = std::move(system.dictionary.nodes),
                                  .nodes = std::move(system.nodes),
                                  .fingerprint = system.fingerprint});
    }
    return report;
}

}  // namespace

int run(const RunArguments& arguments) {
    const LoadedScenario loaded = loadScenarioFile(arguments.file);
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        std::fprintf(stderr, "%s\n", formatDiagnostic(diagnostic).c_str());
    }
    if (!loaded.scenario) {
        return kWrong;
    }
    const auto options = optionsOf(arguments, *loaded.scenario);
    if (!options) {
        return complain(options.error().message, kUsage);
    }
    std::error_code ignored;
    if (!arguments.output.empty() && !arguments.force &&
        std::filesystem::exists(arguments.output, ignored)) {
        return complain(arguments.output +
                        " exists; choose another name, or say --force to replace it");
    }
    catchInterrupt();
    const auto report = arguments.output.empty() ? measureOnly(loaded, *options)
                                                 : record(loaded, arguments, *options);
    if (!report) {
        return complain(report.error().message);
    }
    if (arguments.json) {
        std::fputs(runReportJson(*report).c_str(), stdout);
        return kGood;
    }
    std::vector<Scorecard> cards;
    for (const SystemReport& system : report->systems) {
        cards.push_back(system.scorecard);
    }
    std::printf("%s, seed %llu, %s\n\n%s",
                report->scenario.c_str(),
                static_cast<unsigned long long>(report->seed),
                formatDuration(Duration{report->horizon.us}).c_str(),
                formatScorecards(cards).c_str());
    if (!arguments.output.empty()) {
        std::printf("\nrecorded in %s\n", arguments.output.c_str());
    }
    return kGood;
}

}  // namespace foldline::cli
