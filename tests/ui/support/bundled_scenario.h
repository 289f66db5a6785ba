// A bundled scenario and the dictionaries of its systems, without simulating.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/model/plan.h"
#include "core/scenario/load.h"

namespace foldline::ui {

struct LoadedBundle {
    /// "wrong-event"
    explicit LoadedBundle(const std::string& name) {
        const LoadedScenario loaded =
            loadScenarioFile(FOLDLINE_SOURCE_DIR "/resources/scenarios/" + name + ".scenario.yaml");
        EXPECT_TRUE(loaded.scenario) << name;
        scenario = loaded.scenario.value_or(Scenario{});
        for (std::size_t i = 0; i < scenario.systems.size(); ++i) {
            const auto plan = compilePlan(scenario, i);
            EXPECT_TRUE(plan) << name;
            systems.push_back(plan ? (*plan)->dictionary : Dictionary{});
        }
    }

    /// Of the system `name`; the first one when there is none.
    const Dictionary& dictionary(std::string_view name) const {
        for (const Dictionary& system : systems) {
            if (system.system == name) {
                return system;
            }
        }
        ADD_FAILURE() << name;
        return systems.front();
    }

    Scenario scenario;
    std::vector<Dictionary> systems;
};

}  // namespace foldline::ui
