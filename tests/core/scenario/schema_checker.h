// As much of JSON Schema (draft 07) as the schema of scenarios uses, for tests.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/scenario/yaml_tree.h"

namespace foldline {

/// What an editor makes of a YAML document: typed by the core schema of YAML 1.2.
nlohmann::json toJson(const YamlNode& node);

/// Where and why `value` does not follow `schema`; empty when it does. Throws std::logic_error for
/// a keyword it does not know, so that none is passed over in silence.
std::vector<std::string> schemaErrors(const nlohmann::json& schema, const nlohmann::json& value);

}  // namespace foldline
