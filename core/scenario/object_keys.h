// Which keys each kind of map in a scenario file may have: the loader refuses all others, and a
// test holds the JSON Schema against the same table.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace foldline {

struct ObjectKeys {
    std::string_view object;            ///< its name in the schema's definitions
    std::string_view meaning;           ///< as in messages: "a service"
    std::vector<std::string> keys;      ///< all that are allowed
    std::vector<std::string> required;  ///< those that must be there
};

/// Every kind of map with fixed keys. Maps from author's names to something are not among them.
std::span<const ObjectKeys> objectKeys();

/// REQUIRES: there is such an object in the table.
const ObjectKeys& keysOf(std::string_view object);

}  // namespace foldline
