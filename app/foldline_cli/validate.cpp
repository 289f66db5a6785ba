#include <cstdio>

#include "app/foldline_cli/command.h"
#include "core/model/plan.h"
#include "core/scenario/load.h"

namespace foldline::cli {
namespace {

bool isValid(const std::string& file) {
    const LoadedScenario loaded = loadScenarioFile(file);
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        std::fprintf(stderr, "%s\n", formatDiagnostic(diagnostic).c_str());
    }
    if (!loaded.scenario) {
        return false;
    }
    for (std::size_t system = 0; system < loaded.scenario->systems.size(); ++system) {
        if (const auto plan = compilePlan(*loaded.scenario, system); !plan) {
            std::fprintf(stderr, "%s: error: %s\n", file.c_str(), plan.error().message.c_str());
            return false;
        }
    }
    return true;
}

}  // namespace

int validate(const std::vector<std::string>& files) {
    bool valid = true;
    for (const std::string& file : files) {
        if (isValid(file)) {
            std::printf("%s: valid\n", file.c_str());
        } else {
            valid = false;
        }
    }
    return valid ? kGood : kWrong;
}

}  // namespace foldline::cli
