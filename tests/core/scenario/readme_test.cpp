// What the authors' pages show must be what the loader reads.
#include <gtest/gtest.h>

#include "core/scenario/builtin_pools.h"
#include "core/scenario/figures.h"
#include "core/scenario/load.h"
#include "core/scenario/object_keys.h"
#include "core/scenario/yaml_tree.h"
#include "tests/core/scenario/scenario_files.h"

namespace foldline {
namespace {

std::vector<std::filesystem::path> pages() {
    const auto folder = std::filesystem::path(FOLDLINE_SOURCE_DIR) / "resources/scenarios";
    return {folder / "README.md", folder / "README.ko.md"};
}

std::vector<std::string> yamlBlocks(const std::string& page) {
    const std::string begin = "```yaml\n";
    std::vector<std::string> blocks;
    for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at)) {
        at += begin.size();
        blocks.push_back(page.substr(at, page.find("```", at) - at));
    }
    return blocks;
}

TEST(Readme, ItsFirstExampleIsAScenario) {
    for (const auto& page : pages()) {
        const auto blocks = yamlBlocks(readFile(page));
        ASSERT_GE(blocks.size(), 6U) << page;
        for (const Diagnostic& diagnostic : loadScenario(blocks[0], page.string()).diagnostics) {
            ADD_FAILURE() << formatDiagnostic(diagnostic);
        }
    }
}

TEST(Readme, ItsFragmentsAreYaml) {
    for (const auto& page : pages()) {
        for (const std::string& block : yamlBlocks(readFile(page))) {
            Problems problems;
            EXPECT_TRUE(parseYaml(block, problems).complete) << page << "\n" << block;
            EXPECT_TRUE(problems.empty()) << page << "\n" << block;
        }
    }
}

TEST(Readme, NamesEveryKeyFigureAndPool) {
    for (const auto& path : pages()) {
        const std::string page = readFile(path);
        for (const ObjectKeys& object : objectKeys()) {
            if (object.object == "recordedFault") {
                continue;  // only in recordings
            }
            for (const std::string& key : object.keys) {
                EXPECT_NE(page.find(key), std::string::npos) << path << ": " << key;
            }
        }
        for (const std::string_view figure : lessonFigures()) {
            EXPECT_NE(page.find("`" + std::string(figure) + "`"), std::string::npos)
                << path << ": " << figure;
        }
        for (const Pool& pool : builtinPools()) {
            EXPECT_NE(page.find("`" + pool.name + "`"), std::string::npos) << path;
        }
    }
}

TEST(Readme, NamesEveryBundledScenario) {
    for (const auto& page : pages()) {
        for (const auto& scenario : bundledScenarios()) {
            EXPECT_NE(readFile(page).find("`" + scenario.filename().string() + "`"),
                      std::string::npos)
                << page << ": " << scenario;
        }
    }
}

}  // namespace
}  // namespace foldline
