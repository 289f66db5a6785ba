#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <utility>

#include "app/foldline_cli/commands.h"
#include "app/foldline_cli/json_output.h"
#include "app/foldline_cli/progress_line.h"
#include "app/foldline_cli/scorecard_table.h"
#include "core/run/measure.h"
#include "core/run/run_setup.h"
#include "core/run/session.h"
#include "core/scenario/load.h"

namespace foldline::cli {
namespace {

constexpr std::size_t kChunk = 4096;

std::string hexText(std::uint64_t value) {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(value));
    return text.data();
}

/// The same hash that measure() makes, over the records as they are read back.
Result<std::uint64_t> fingerprintOf(Session& session, BranchId branch, std::size_t system) {
    std::uint64_t hash = 0;
    for (Seq first = 1;; first += kChunk) {
        const auto records = session.records(branch, system, first, kChunk);
        if (!records) {
            return tl::unexpected(records.error());
        }
        for (const Record& record : *records) {
            hash = chainHash(hash, record, session.systems()[system]);
        }
        if (records->size() < kChunk) {
            return hash;
        }
    }
}

/// Nothing for a scenario that expects nothing.
void printVerdicts(const Scenario& scenario,
                   const std::vector<Verdict>& verdicts,
                   std::ostream& out) {
    if (verdicts.empty()) {
        return;
    }
    out << '\n'
        << std::ranges::count(verdicts, true, &Verdict::holds) << " of " << verdicts.size()
        << " expectations hold\n";
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (!verdicts[i].holds) {
            out << (verdicts[i].problem.empty() ? "  not so: " : "  not judged: ")
                << scenario.expectations[i].text << " ("
                << formatSides(scenario.expectations[i], verdicts[i]) << ")\n";
        }
    }
}

void printResult(const Scenario& scenario, const MeasuredRun& run, bool json, std::ostream& out) {
    if (!json) {
        out << scenario.title.en << "\nseed " << run.seed << ", "
            << formatDuration(Duration{run.until.us}) << "\n\n";
        std::vector<Scorecard> cards;
        for (const Measurement& system : run.systems) {
            cards.push_back(system.scorecard);
        }
        printScorecards(cards, out);
        printVerdicts(scenario, run.verdicts, out);
        return;
    }
    Json result{{"scenario", scenario.id},
                {"seed", run.seed},
                {"warmupUs", scenario.warmup.us},
                {"untilUs", run.until.us}};
    result["faults"] = Json::array();
    for (const Fault& fault : run.faults) {
        result["faults"].push_back(faultJson(fault));
    }
    result["systems"] = Json::array();
    for (const Measurement& system : run.systems) {
        Json nodes = Json::array();
        for (const NodeSummary& node : system.nodes) {
            nodes.push_back(nodeJson(system.dictionary, node));
        }
        result["systems"].push_back({{"name", system.dictionary.system},
                                     {"records", system.records},
                                     {"fingerprint", hexText(system.fingerprint)},
                                     {"scorecard", scorecardJson(system.scorecard)},
                                     {"nodes", std::move(nodes)}});
    }
    result["expectations"] = Json::array();
    for (std::size_t i = 0; i < run.verdicts.size(); ++i) {
        result["expectations"].push_back(
            verdictJson(scenario.expectations[i].text, run.verdicts[i]));
    }
    out << result.dump(2) << '\n';
}

/// A recording that is in the way may be replaced when the user says so; nothing else may.
std::optional<std::string> obstacle(const RunRequest& request) {
    const std::filesystem::path& file = *request.recording;
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        return std::nullopt;
    }
    if (!request.replace) {
        return file.string() + " exists already; choose another name, or say --force to replace it";
    }
    if (!RecordingReader::open(file)) {
        return file.string() + " is not a recording of Foldline; it is not replaced";
    }
    return std::nullopt;
}

Result<MeasuredRun> record(const LoadedScenario& loaded,
                           const RunRequest& request,
                           const SessionOptions& options,
                           const Surroundings& surroundings) {
    auto session =
        Session::start(loaded.text, request.file.filename().string(), *request.recording, options);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const BranchId branch{1};
    {
        ProgressLine line(surroundings, "recording");
        const auto horizon = static_cast<double>((*session)->horizon().us);
        auto done = (*session)->wait(branch, [&](const Progress& progress) {
            return !line.show(static_cast<double>(progress.recordedUntil.us) / horizon);
        });
        if (!done) {
            return tl::unexpected(done.error());
        }
    }
    MeasuredRun run{.seed = (*session)->info().seed,
                    .until = (*session)->progress(branch).recordedUntil,
                    .faults = (*session)->faults(branch),
                    .systems = {},
                    .verdicts = (*session)->verdicts(branch)};
    for (std::size_t i = 0; i < (*session)->systems().size(); ++i) {
        const auto last = (*session)->lastSeqAt(branch, i, run.until);
        // It takes a second look at every record: only for those who are shown it.
        const auto fingerprint =
            request.json ? fingerprintOf(**session, branch, i) : Result<std::uint64_t>(0);
        if (!fingerprint) {
            return tl::unexpected(fingerprint.error());
        }
        run.systems.push_back({.dictionary = (*session)->systems()[i],
                               .scorecard = (*session)->scorecard(branch, i),
                               .nodes = (*session)->nodeSummaries(branch, i),
                               .records = last.value_or(0),
                               .fingerprint = *fingerprint});
    }
    return run;
}

}  // namespace

ExitCode run(const RunRequest& request, const Surroundings& surroundings) {
    const LoadedScenario loaded = loadScenarioFile(request.file);
    if (!loaded.scenario) {
        for (const Diagnostic& diagnostic : loaded.diagnostics) {
            surroundings.err << formatDiagnostic(diagnostic) << '\n';
        }
        return ExitCode::Wrong;
    }
    SessionOptions options{.seed = request.seed,
                           .duration = request.until,
                           .systems = request.systems,
                           .extraFaults = {},
                           .replaceFile = request.replace};
    for (const std::string& text : request.faults) {
        auto fault = parseFault(text, *loaded.scenario);
        if (!fault) {
            return complain(surroundings, ExitCode::Usage, "--fault: " + fault.error().message);
        }
        options.extraFaults.push_back(*std::move(fault));
    }
    if (request.until && *request.until <= loaded.scenario->warmup) {
        return complain(surroundings,
                        ExitCode::Usage,
                        "--until " + formatDuration(*request.until) +
                            " leaves nothing to measure after the warm-up of " +
                            formatDuration(loaded.scenario->warmup) + "; give a later time");
    }
    if (const auto setup = setUpRun(*loaded.scenario, options); !setup) {
        return complain(surroundings, ExitCode::Usage, setup.error().message);
    }
    if (request.recording) {
        if (const auto why = obstacle(request)) {
            return complain(surroundings, ExitCode::Wrong, *why);
        }
    }
    auto result = request.recording ? record(loaded, request, options, surroundings) : [&] {
        ProgressLine line(surroundings, "simulating");
        return measure(*loaded.scenario, options, [&](double part) { return line.show(part); });
    }();
    if (!result) {
        return complain(surroundings, ExitCode::Wrong, result.error().message);
    }
    printResult(*loaded.scenario, *result, request.json, surroundings.out);
    if (surroundings.isInterrupted && surroundings.isInterrupted()) {
        return complain(surroundings,
                        ExitCode::Wrong,
                        "stopped at " + formatDuration(Duration{result->until.us}) +
                            "; everything up to there is shown");
    }
    return ExitCode::Good;
}

}  // namespace foldline::cli
