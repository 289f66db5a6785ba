// A whole run of a scenario built by hand, and questions to its records.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/simulator.h"
#include "core/record/record_sink.h"
#include "core/scenario/load.h"
#include "core/scenario/record_words.h"
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

/// Expectations refuse to count what no record can say: so none may say anything else.
inline void expectKnownWords(const Story& story) {
    std::set<std::pair<Kind, SymbolId>> said;
    for (const Record& record : story.records) {
        if (record.what.exists() && said.insert({record.kind, record.what}).second) {
            const std::vector<std::string> words = wordsOf(record.kind).words;
            const std::string what(story.plan->dictionary.symbol(record.what));
            EXPECT_TRUE(words.empty() || std::ranges::find(words, what) != words.end())
                << kindName(record.kind) << " '" << what << "'";
        }
    }
}

inline Story run(const Scenario& scenario, std::size_t system) {
    auto plan = compilePlan(scenario, system);
    EXPECT_TRUE(plan) << plan.error().message;
    Simulator simulator(*plan, {scenario.seed, SimTime{scenario.duration.us}, scenario.faults});
    RecordVector sink;
    simulator.runUntil(SimTime{scenario.duration.us}, sink);
    Story story{*plan, sink.records()};
    expectKnownWords(story);
    return story;
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
