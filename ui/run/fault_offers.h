// What can be made to go wrong, and be mended, and where. The scenario is asked, so nothing is
// offered that has nothing to do.
#pragma once

#include <string>
#include <vector>

#include "core/record/dictionary.h"
#include "core/scenario/scenario.h"

namespace foldline::ui {

/// The kinds that menus offer, in their order: all but Forget, which has no node. Repairs last.
const std::vector<Fault::Kind>& offeredKinds();

/// A fault of `kind` with the strength it is usually wanted with; `at` and `length` are left.
Fault usualFault(Fault::Kind kind, const std::string& node, const std::string& peer = {});

/// The usual fault of `kind` for every node, or pair that talks, that it can happen to in
/// `scenario`: in the order of `systems`, each once. Wrong values: one for every field that a
/// service writes and of which a wrong value is known. REQUIRES: `systems` are compiled from
/// `scenario`, all or some. Cost: of nodes times handlers.
std::vector<Fault> faultOffers(Fault::Kind kind,
                               const Scenario& scenario,
                               const std::vector<Dictionary>& systems);

/// A crash of each instance of a service that has several.
std::vector<Fault> instanceCrashes(const std::string& service, const Scenario& scenario);

/// A crash in every gap between two steps of every handler of a service, and behind the last.
std::vector<Fault> crashesBetweenSteps(const std::string& service, const Scenario& scenario);

/// Going back to what was right before each of `faults` that began until `at`, the last one first,
/// for an RDB that can. Repairs are none of them.
std::vector<Fault> pointsToRestore(const Fault& restore,
                                   const std::vector<Fault>& faults,
                                   const Scenario& scenario,
                                   SimTime at);

/// Forgetting an entity whose type has personal fields; nothing for others.
std::vector<Fault> forgetOffers(const EntityName& entity, const Scenario& scenario);

/// What is left of `scenario` with only the system `name`: what can happen there.
Scenario onlySystem(const Scenario& scenario, const std::string& name);

}  // namespace foldline::ui
