// The scenario files that the tests of this folder stand on.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace foldline {

std::filesystem::path testFile(const std::string& name);
/// The text of a file of this folder; a failed test when there is none.
std::string readTestFile(const std::string& name);
std::string readFile(const std::filesystem::path& path);
/// Every *.scenario.yaml that is shipped, in order of name.
std::vector<std::filesystem::path> bundledScenarios();
std::vector<std::string> linesOf(const std::string& text);

}  // namespace foldline
