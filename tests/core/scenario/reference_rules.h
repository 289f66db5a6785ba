// Which keys of an object belong together, and which exclude each other.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/core/scenario/reference_page.h"

namespace foldline {

/// A sentence for each rule that the schema states about the keys of an object.
std::vector<std::string> rulesOf(const nlohmann::ordered_json& definition, PageLanguage language);

}  // namespace foldline
