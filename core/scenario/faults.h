// Lists of faults as YAML text, as recordings store them, and what a fault may be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/scenario.h"

namespace foldline {

/// One line a fault: "- { id: 1, at: 10s, for: 5s, down: members-db }". `probability` and `factor`
/// are written for the kinds that use them, and are the defaults for the others when read back.
/// REQUIRES: nodes have names that a scenario file may have.
std::string formatFaults(const std::vector<Fault>& faults);

/// Reads what formatFaults writes, with the same diagnostics as a scenario file; the first one is
/// the Error. The text is untrusted. Nodes are not compared with any scenario, nor times with a
/// horizon. Every fault must have an id of its own, from 1.
Result<std::vector<Fault>> parseFaults(std::string_view yaml);

/// What is wrong with the nodes of a fault in this scenario, or an empty text: they must be part of
/// one of its systems and be of a role to which the fault can happen.
std::string faultTargetProblem(const Fault& fault, const Scenario& scenario);

}  // namespace foldline
