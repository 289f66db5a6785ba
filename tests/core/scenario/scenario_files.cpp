#include "tests/core/scenario/scenario_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace foldline {

std::filesystem::path testFile(const std::string& name) {
    return std::filesystem::path(FOLDLINE_SOURCE_DIR) / "tests/core/scenario" / name;
}

std::string readFile(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string readTestFile(const std::string& name) {
    return readFile(testFile(name));
}

std::vector<std::filesystem::path> bundledScenarios() {
    std::vector<std::filesystem::path> paths;
    const auto folder = std::filesystem::path(FOLDLINE_SOURCE_DIR) / "resources/scenarios";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().string().ends_with(".scenario.yaml")) {
            paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    return paths;
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

}  // namespace foldline
