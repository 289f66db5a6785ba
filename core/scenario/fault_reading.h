// Parts of faults and repairs that have rules of their own.
#pragma once

#include <string>

#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace foldline {

/// `field: amount, value: 1000`, of corrupt; refuses both for other kinds.
void readWrongValue(const ObjectReader& object, Fault& fault, Problems& problems);

/// `asOf: 20s, takes: 3s`, of restore; refuses both for other kinds.
void readRestore(const ObjectReader& object, Fault& fault, Problems& problems);

/// Reports what is not an entity type, a dash and a number, as `member-7`. False then.
bool checkEntity(const YamlNode& node, Problems& problems);

/// As YAML, in one line: readLiteral reads it back.
std::string formatLiteral(const Literal& literal);

/// What is wrong with where it happens: node, step or instance; else an empty text.
std::string placeProblem(const Fault& fault, const Scenario& scenario);

/// What keeps a fault from happening, or a repair from mending anything, in all systems; an empty
/// text when it has something to do. REQUIRES that its nodes are right.
std::string purposeProblem(const Fault& fault, const Scenario& scenario);

}  // namespace foldline
