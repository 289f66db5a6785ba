#include <algorithm>
#include <iterator>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "app/foldline_cli/commands.h"
#include "app/foldline_cli/json_output.h"
#include "app/foldline_cli/progress_line.h"
#include "core/run/trials.h"
#include "core/scenario/load.h"

namespace foldline::cli {
namespace {

constexpr std::string_view kFileEnding = ".scenario.yaml";

struct Tried {
    std::filesystem::path file;
    Scenario scenario;
    std::vector<Trial> trials;
};

/// Scenario files, those of a folder in order of their names. Complains about a folder without any.
Result<std::vector<std::filesystem::path>> filesOf(
    const std::vector<std::filesystem::path>& given) {
    std::vector<std::filesystem::path> files;
    for (const auto& path : given) {
        std::error_code error;
        if (!std::filesystem::is_directory(path, error)) {
            files.push_back(path);
            continue;
        }
        std::vector<std::filesystem::path> inFolder;
        for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
            if (entry.path().string().ends_with(kFileEnding)) {
                inFolder.push_back(entry.path());
            }
        }
        if (inFolder.empty()) {
            return fail("there is no file *" + std::string(kFileEnding) + " in " + path.string());
        }
        std::ranges::sort(inFolder);
        std::ranges::move(inFolder, std::back_inserter(files));
    }
    return files;
}

/// "18", or "12 … 31" where seeds differ.
std::string range(const std::vector<Trial>& trials,
                  std::size_t expectation,
                  double Verdict::*side) {
    double low = trials.front().verdicts[expectation].*side;
    double high = low;
    for (const Trial& trial : trials) {
        low = std::min(low, trial.verdicts[expectation].*side);
        high = std::max(high, trial.verdicts[expectation].*side);
    }
    return low == high ? formatNumber(low) : formatNumber(low) + " … " + formatNumber(high);
}

/// The checks of the trial that the figure checksViolated of an expectation counts.
std::vector<BrokenCheck> checksBehind(const Expectation& expectation, const Trial& trial) {
    std::vector<BrokenCheck> found;
    for (const BrokenCheck& check : trial.brokenChecks) {
        const auto counts = [&](const Term& term) {
            return term.kind == Term::Kind::Asked && term.question.name == "checksViolated" &&
                   term.question.system == check.system &&
                   check.first <= term.question.at.value_or(check.first);
        };
        if (std::ranges::any_of(expectation.left, counts) ||
            std::ranges::any_of(expectation.right, counts)) {
            found.push_back(check);
        }
    }
    return found;
}

void printExpectation(const Tried& tried, std::size_t index, std::ostream& out) {
    const Expectation& expectation = tried.scenario.expectations[index];
    const auto broken = [&](const Trial& trial) { return !trial.verdicts[index].holds; };
    const auto failed = std::ranges::find_if(tried.trials, broken);
    if (failed == tried.trials.end()) {
        out << "  ok    " << expectation.text << "    ["
            << range(tried.trials, index, &Verdict::left) << " " << compareSign(expectation.compare)
            << " " << range(tried.trials, index, &Verdict::right) << "]\n";
        return;
    }
    out << "  FAIL  " << expectation.text << "\n        " << tried.file.string() << ":"
        << expectation.line << ": seed " << failed->seed << ": "
        << formatSides(expectation, failed->verdicts[index]) << "; fails for "
        << std::ranges::count_if(tried.trials, broken) << " of " << tried.trials.size()
        << " seeds\n";
    for (const BrokenCheck& check : checksBehind(expectation, *failed)) {
        out << "        " << check.system << ": " << check.text << " is violated from "
            << formatSeconds(check.first) << " s on, first "
            << (check.place.empty() ? "as it was created" : "in " + check.place)
            << (check.entity.empty() ? "" : " for " + check.entity) << "; " << check.violations
            << (check.violations == 1 ? " time\n" : " times\n");
    }
}

Json checksJson(const std::vector<BrokenCheck>& checks) {
    Json list = Json::array();
    for (const BrokenCheck& check : checks) {
        Json one{{"system", check.system},
                 {"text", check.text},
                 {"violations", check.violations},
                 {"firstViolationUs", check.first.us},
                 {"node", check.place}};
        if (!check.entity.empty()) {
            one["entity"] = check.entity;
        }
        list.push_back(std::move(one));
    }
    return list;
}

void printTried(const Tried& tried, std::ostream& out) {
    out << tried.file.string() << ": ";
    if (tried.trials.size() == 1) {
        out << "seed " << tried.trials.front().seed << "\n";
    } else {
        out << "seeds " << tried.trials.front().seed << " to " << tried.trials.back().seed << "\n";
    }
    for (std::size_t i = 0; i < tried.scenario.expectations.size(); ++i) {
        printExpectation(tried, i, out);
    }
}

Json triedJson(const Tried& tried) {
    Json json{{"file", tried.file.string()}, {"scenario", tried.scenario.id}};
    json["expectations"] = Json::array();
    for (std::size_t i = 0; i < tried.scenario.expectations.size(); ++i) {
        const Expectation& expectation = tried.scenario.expectations[i];
        Json trials = Json::array();
        bool holds = true;
        for (const Trial& trial : tried.trials) {
            const Verdict& verdict = trial.verdicts[i];
            holds = holds && verdict.holds;
            Json one = verdictJson(expectation.text, verdict);
            one["seed"] = trial.seed;
            one.erase("text");
            if (const auto checks = checksBehind(expectation, trial);
                !verdict.holds && !checks.empty()) {
                one["checks"] = checksJson(checks);
            }
            trials.push_back(std::move(one));
        }
        json["expectations"].push_back({{"text", expectation.text},
                                        {"line", expectation.line},
                                        {"holds", holds},
                                        {"trials", std::move(trials)}});
    }
    return json;
}

std::size_t failures(const Tried& tried) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < tried.scenario.expectations.size(); ++i) {
        count += std::ranges::all_of(tried.trials,
                                     [&](const Trial& trial) { return trial.verdicts[i].holds; })
                     ? 0U
                     : 1U;
    }
    return count;
}

/// Nothing when the scenario cannot be tried at all: that has been said on `err`.
std::optional<Tried> tryFile(const std::filesystem::path& file,
                             const TestRequest& request,
                             const Surroundings& surroundings) {
    LoadedScenario loaded = loadScenarioFile(file);
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        surroundings.err << formatDiagnostic(diagnostic) << '\n';
    }
    if (!loaded.scenario) {
        return std::nullopt;
    }
    if (loaded.scenario->expectations.empty()) {
        complain(surroundings,
                 ExitCode::Wrong,
                 file.string() + " expects nothing; add an expect: section to it");
        return std::nullopt;
    }
    Tried tried{.file = file, .scenario = std::move(*loaded.scenario), .trials = {}};
    ProgressLine line(surroundings, "testing " + file.filename().string());
    auto trials = runTrials(tried.scenario,
                            request.seed.value_or(tried.scenario.seed),
                            request.seeds,
                            std::max(1U, std::thread::hardware_concurrency()),
                            [&](double part) { return line.show(part); });
    if (!trials) {
        complain(surroundings, ExitCode::Wrong, file.string() + ": " + trials.error().message);
        return std::nullopt;
    }
    tried.trials = std::move(*trials);
    return tried;
}

}  // namespace

ExitCode test(const TestRequest& request, const Surroundings& surroundings) {
    const auto files = filesOf(request.files);
    if (!files) {
        return complain(surroundings, ExitCode::Wrong, files.error().message);
    }
    std::size_t passed = 0;
    std::size_t failed = 0;
    bool readable = true;
    Json report = Json::array();
    for (const auto& file : *files) {
        const auto tried = tryFile(file, request, surroundings);
        if (!tried) {
            readable = false;
            continue;
        }
        if (tried->trials.size() < request.seeds) {
            return complain(surroundings, ExitCode::Wrong, "stopped before everything was tried");
        }
        failed += failures(*tried);
        passed += tried->scenario.expectations.size() - failures(*tried);
        if (request.json) {
            report.push_back(triedJson(*tried));
        } else {
            printTried(*tried, surroundings.out);
        }
    }
    if (request.json) {
        surroundings.out << report.dump(2) << '\n';
    } else {
        surroundings.out << passed << " passed, " << failed << " failed\n";
    }
    return readable && failed == 0 ? ExitCode::Good : ExitCode::Wrong;
}

}  // namespace foldline::cli
