#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/load.h"
#include "tests/style/source_tree.h"

namespace foldline::style {

namespace {

const std::filesystem::path kRoot = FOLDLINE_SOURCE_DIR;

/// The contents of the fenced blocks of `language` in a Markdown text.
std::vector<std::string> fencedBlocks(std::string_view markdown, std::string_view language) {
    std::vector<std::string> blocks;
    bool isOpen = false;
    for (const std::string_view line : linesOf(markdown)) {
        if (isOpen && line == "```") {
            isOpen = false;
        } else if (isOpen) {
            blocks.back().append(line).append("\n");
        } else if (line == "```" + std::string(language)) {
            isOpen = true;
            blocks.emplace_back();
        }
    }
    return blocks;
}

std::vector<SourceFile> readmes() {
    return {readFile(kRoot, "README.md"), readFile(kRoot, "README.ko.md")};
}

TEST(Documents, ScenariosInTheReadmesCanBeRun) {
    const std::vector<SourceFile> files = readmes();
    for (const SourceFile& file : files) {
        const std::vector<std::string> scenarios = fencedBlocks(file.text, "yaml");
        EXPECT_FALSE(scenarios.empty()) << file.path;
        for (const std::string& text : scenarios) {
            const LoadedScenario loaded = loadScenario(text, file.path);
            for (const Diagnostic& diagnostic : loaded.diagnostics) {
                ADD_FAILURE() << formatDiagnostic(diagnostic);
            }
        }
    }
}

TEST(Documents, FilesThatTheReadmesPointToExist) {
    for (const SourceFile& file : readmes()) {
        std::string_view text = file.text;
        int links = 0;
        for (std::size_t at = text.find("]("); at != std::string_view::npos;
             at = text.find("](", at + 1)) {
            const std::string_view target = text.substr(at + 2, text.find(')', at) - at - 2);
            if (target.find("://") != std::string_view::npos) {
                continue;
            }
            ++links;
            const std::string path(target.substr(0, target.find('#')));
            EXPECT_TRUE(std::filesystem::exists(kRoot / path)) << file.path << ": " << path;
        }
        EXPECT_GT(links, 5) << file.path;
    }
}

TEST(Documents, BlocksOfTheWantedLanguageAreFound) {
    const std::string markdown =
        "a\n```yaml\nx: 1\ny: 2\n```\n```sh\nls\n```\n```yaml\nz: 3\n```\n";
    EXPECT_EQ(fencedBlocks(markdown, "yaml"), (std::vector<std::string>{"x: 1\ny: 2\n", "z: 3\n"}));
}

}  // namespace

}  // namespace foldline::style
