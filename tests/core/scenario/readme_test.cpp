// What the authors' pages show must be what the loader reads.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "core/scenario/builtin_pools.h"
#include "core/scenario/figures.h"
#include "core/scenario/load.h"
#include "core/scenario/object_keys.h"
#include "core/scenario/yaml_tree.h"
#include "tests/core/scenario/scenario_files.h"

namespace foldline {
namespace {

std::filesystem::path folder() {
    return std::filesystem::path(FOLDLINE_SOURCE_DIR) / "resources/scenarios";
}

std::vector<std::filesystem::path> pages() {
    return {folder() / "README.md", folder() / "README.ko.md"};
}

bool isKorean(const std::filesystem::path& page) {
    return page.string().ends_with(".ko.md");
}

// A page for each idea, beside the first one.
std::vector<std::filesystem::path> guidePages() {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder() / "guide")) {
        found.push_back(entry.path());
    }
    std::ranges::sort(found);
    return found;
}

// All that an author can read in the language of `first`.
std::string bookOf(const std::filesystem::path& first) {
    std::string text = readFile(first);
    for (const auto& page : guidePages()) {
        if (isKorean(page) == isKorean(first)) {
            text += readFile(page);
        }
    }
    return text;
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

// As GitHub makes it of a heading.
std::string anchorOf(const std::string& heading) {
    std::string anchor;
    for (const char c : heading) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == ' ') {
            anchor += '-';
        } else if (byte >= 0x80 || std::isalnum(byte) != 0 || c == '-' || c == '_') {
            anchor += static_cast<char>(byte >= 0x80 ? c : std::tolower(byte));
        }
    }
    return anchor;
}

std::set<std::string> anchorsOf(const std::filesystem::path& page) {
    std::set<std::string> anchors;
    for (const std::string& line : linesOf(readFile(page))) {
        const std::size_t title = line.find_first_not_of('#');
        if (title != 0 && title != std::string::npos && line[title] == ' ') {
            anchors.insert(anchorOf(line.substr(title + 1)));
        }
    }
    return anchors;
}

// Where the links of a page lead, but for those to other sites.
std::vector<std::string> linksOf(const std::filesystem::path& page) {
    const std::string text = readFile(page);
    std::vector<std::string> links;
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
        const std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
        if (target.find("://") == std::string::npos) {
            links.push_back(target);
        }
    }
    return links;
}

TEST(Readme, LinksLeadToPagesAndHeadingsThatAreThere) {
    std::vector<std::filesystem::path> all = pages();
    std::ranges::copy(guidePages(), std::back_inserter(all));
    std::map<std::filesystem::path, std::set<std::string>> anchors;
    for (const auto& page : all) {
        for (const std::string& link : linksOf(page)) {
            const std::size_t sharp = std::min(link.find('#'), link.size());
            const auto target =
                sharp == 0 ? page : (page.parent_path() / link.substr(0, sharp)).lexically_normal();
            ASSERT_TRUE(std::filesystem::exists(target)) << page << ": " << link;
            if (sharp < link.size()) {
                const auto known = anchors.try_emplace(target, anchorsOf(target)).first;
                EXPECT_TRUE(known->second.contains(link.substr(sharp + 1))) << page << ": " << link;
            }
        }
    }
    EXPECT_GT(anchors.size(), 3U);
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
    std::vector<std::filesystem::path> all = pages();
    std::ranges::copy(guidePages(), std::back_inserter(all));
    for (const auto& page : all) {
        for (const std::string& block : yamlBlocks(readFile(page))) {
            Problems problems;
            EXPECT_TRUE(parseYaml(block, problems).complete) << page << "\n" << block;
            EXPECT_TRUE(problems.empty()) << page << "\n" << block;
        }
    }
}

TEST(Readme, NamesEveryKeyFigureAndPool) {
    for (const auto& path : pages()) {
        const std::string page = bookOf(path);
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

TEST(Readme, EveryGuidePageIsWrittenInBothLanguagesAndLinked) {
    for (const auto& page : guidePages()) {
        std::string other = page.string();
        const std::size_t end = other.rfind(isKorean(page) ? ".ko.md" : ".md");
        other.replace(end, std::string::npos, isKorean(page) ? ".md" : ".ko.md");
        EXPECT_TRUE(std::filesystem::exists(other)) << page;
        const std::string first = readFile(pages()[isKorean(page) ? 1 : 0]);
        EXPECT_NE(first.find("guide/" + page.filename().string()), std::string::npos) << page;
    }
}

TEST(Readme, NamesEveryBundledScenario) {
    for (const auto& page : pages()) {
        for (const auto& scenario : bundledScenarios()) {
            EXPECT_NE(bookOf(page).find("`" + scenario.filename().string() + "`"),
                      std::string::npos)
                << page << ": " << scenario;
        }
    }
}

}  // namespace
}  // namespace foldline
