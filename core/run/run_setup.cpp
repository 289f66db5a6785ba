#include "core/run/run_setup.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/scenario/faults.h"
#include "core/scenario/random_faults.h"

namespace foldline {
namespace {

Result<std::vector<std::size_t>> chosenSystems(const Scenario& scenario,
                                               const std::vector<std::string>& names) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < scenario.systems.size(); ++i) {
        if (names.empty() || std::ranges::count(names, scenario.systems[i].name) > 0) {
            chosen.push_back(i);
        }
    }
    for (const std::string& name : names) {
        if (std::ranges::find(scenario.systems, name, &SystemSpec::name) !=
            scenario.systems.end()) {
            continue;
        }
        std::string known;
        for (const SystemSpec& system : scenario.systems) {
            known += (known.empty() ? "" : ", ") + system.name;
        }
        return fail("there is no system " + name + "; the scenario has " + known);
    }
    return chosen;
}

Result<std::vector<Fault>> allFaults(const Scenario& scenario,
                                     const SessionOptions& options,
                                     const RunSetup& setup) {
    std::vector<Fault> faults = scenario.faults;
    const auto drawn = drawFaults(scenario.randomFaults,
                                  setup.seed,
                                  setup.horizon,
                                  static_cast<std::uint32_t>(faults.size() + 1));
    if (!drawn) {
        return tl::unexpected(drawn.error());
    }
    faults.insert(faults.end(), drawn->begin(), drawn->end());
    faults.insert(faults.end(), options.extraFaults.begin(), options.extraFaults.end());
    std::uint32_t largest = 0;
    for (const Fault& fault : faults) {
        largest = std::max(largest, fault.id);
    }
    for (Fault& fault : faults) {
        if (fault.id == 0) {
            fault.id = ++largest;
        }
        const std::string problem = faultTargetProblem(fault, scenario);
        if (!problem.empty()) {
            return fail(problem);
        }
    }
    // As they will be read from a recording one day.
    return parseFaults(formatFaults(faults));
}

}  // namespace

Result<RunSetup> setUpRun(const Scenario& scenario, const SessionOptions& options) {
    const auto chosen = chosenSystems(scenario, options.systems);
    if (!chosen) {
        return tl::unexpected(chosen.error());
    }
    RunSetup setup;
    setup.seed = options.seed.value_or(scenario.seed);
    setup.horizon = SimTime{options.duration.value_or(scenario.duration).us};
    auto faults = allFaults(scenario, options, setup);
    if (!faults) {
        return tl::unexpected(faults.error());
    }
    setup.faults = *std::move(faults);
    for (const std::size_t index : *chosen) {
        auto plan = compilePlan(scenario, index);
        if (!plan) {
            return tl::unexpected(plan.error());
        }
        setup.plans.push_back(*std::move(plan));
    }
    return setup;
}

}  // namespace foldline
