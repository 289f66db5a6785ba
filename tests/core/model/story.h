// A whole run of a scenario built by hand, and questions to its records.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/simulator.h"
#include "core/record/record_sink.h"
#include "core/scenario/load.h"
#include "tests/core/model/address_change.h"

namespace foldline::testing {

struct Story {
    std::shared_ptr<const Plan> plan;
    std::vector<Record> records;

    std::vector<Record> of(Kind kind) const {
        std::vector<Record> found;
        std::ranges::copy_if(
            records, std::back_inserter(found), [&](const Record& r) { return r.kind == kind; });
        return found;
    }

    NodeId node(std::string_view name) const { return plan->dictionary.findNode(name); }
};

inline Story run(const Scenario& scenario, std::size_t system) {
    auto plan = compilePlan(scenario, system);
    EXPECT_TRUE(plan) << plan.error().message;
    Simulator simulator(*plan, {scenario.seed, SimTime{scenario.duration.us}, scenario.faults});
    RecordVector sink;
    simulator.runUntil(SimTime{scenario.duration.us}, sink);
    return {*plan, sink.records()};
}

/// What a scenario says that an author wrote; its mistakes fail the test.
inline Scenario loaded(const std::string& text) {
    const LoadedScenario read = loadScenario(text, "test");
    for (const Diagnostic& diagnostic : read.diagnostics) {
        ADD_FAILURE() << formatDiagnostic(diagnostic) << "\n" << text;
    }
    return read.scenario.value_or(Scenario{});
}

inline Fault fault(Fault::Kind kind, const std::string& node) {
    return {.id = 1,
            .kind = kind,
            .node = node,
            .at = {10 * kUsPerSecond},
            .length = Duration{5 * kUsPerSecond}};
}

/// The address change with queues that never fill.
inline Scenario withRoom() {
    Scenario scenario = addressChange();
    for (SystemSpec& system : scenario.systems) {
        for (NodeSpec& node : system.nodes) {
            if (auto* service = std::get_if<ServiceSpec>(&node.spec)) {
                service->queue.reset();
            }
        }
    }
    return scenario;
}

}  // namespace foldline::testing
