// How keys and lists of them are written on the reference pages.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace foldline {

inline std::string coded(std::string_view text) {
    return "`" + std::string(text) + "`";
}

inline std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string all;
    for (const std::string& part : parts) {
        all += (all.empty() ? "" : std::string(between)) + part;
    }
    return all;
}

inline std::string listed(const std::vector<std::string>& keys) {
    std::vector<std::string> parts;
    for (const std::string& key : keys) {
        parts.push_back(coded(key));
    }
    return joined(parts, ", ");
}

inline std::string constant(const nlohmann::ordered_json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace foldline
