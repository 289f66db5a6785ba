// Goldens of diagnostics: each case of diagnostics.txt edits base.scenario.yaml and lists what must
// be reported. FOLDLINE_REWRITE_GOLDENS=1 writes down what is reported now.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "core/scenario/load.h"
#include "tests/core/scenario/scenario_files.h"

namespace foldline {
namespace {

struct Edit {
    std::string from;
    std::string to;
};

struct Case {
    std::string title;
    std::vector<Edit> edits;
    std::vector<std::string> reported;
};

void addLine(std::string& text, const std::string& line) {
    text += (text.empty() ? "" : "\n") + line;
}

std::vector<Case> parseCases(const std::string& text) {
    std::vector<Case> cases;
    bool replacing = true;
    for (const std::string& line : linesOf(text)) {
        if (line.starts_with("# ")) {
            cases.push_back({.title = line.substr(2)});
            replacing = true;
        } else if (line.starts_with("- ")) {
            if (replacing) {
                cases.back().edits.emplace_back();
                replacing = false;
            }
            addLine(cases.back().edits.back().from, line.substr(2));
        } else if (line.starts_with("+ ")) {
            replacing = true;
            addLine(cases.back().edits.back().to, line.substr(2));
        } else if (line.starts_with("> ")) {
            cases.back().reported.push_back(line.substr(2));
        }
    }
    return cases;
}

std::string formatCases(const std::vector<Case>& cases) {
    std::string text;
    const auto addLines = [&](const std::string& prefix, const std::string& lines) {
        for (const std::string& line : linesOf(lines)) {
            text += prefix + line + "\n";
        }
    };
    for (const Case& one : cases) {
        text += (text.empty() ? "# " : "\n# ") + one.title + "\n";
        for (const Edit& edit : one.edits) {
            addLines("- ", edit.from);
            addLines("+ ", edit.to);
        }
        for (const std::string& line : one.reported) {
            text += "> " + line + "\n";
        }
    }
    return text;
}

std::vector<std::string> report(const std::string& base, const Case& one) {
    std::string text = base;
    for (const Edit& edit : one.edits) {
        const std::size_t at = text.find(edit.from);
        if (at == std::string::npos) {
            ADD_FAILURE() << one.title << ": the base scenario has no '" << edit.from << "'";
            return {};
        }
        text.replace(at, edit.from.size(), edit.to);
    }
    std::vector<std::string> lines;
    for (const Diagnostic& diagnostic : loadScenario(text, "f").diagnostics) {
        lines.push_back(formatDiagnostic(diagnostic));
    }
    return lines;
}

TEST(Diagnostics, AreAsWrittenDown) {
    const std::string base = readTestFile("base.scenario.yaml");
    ASSERT_TRUE(loadScenario(base, "f").scenario.has_value());
    std::vector<Case> cases = parseCases(readTestFile("diagnostics.txt"));
    ASSERT_GE(cases.size(), 70U);
    const bool rewrite = std::getenv("FOLDLINE_REWRITE_GOLDENS") != nullptr;
    for (Case& one : cases) {
        const std::vector<std::string> reported = report(base, one);
        EXPECT_FALSE(reported.empty()) << one.title << ": nothing was reported";
        if (!rewrite) {
            EXPECT_EQ(reported, one.reported) << one.title;
        }
        one.reported = reported;
    }
    if (rewrite) {
        std::ofstream(testFile("diagnostics.txt")) << formatCases(cases);
    }
}

}  // namespace
}  // namespace foldline
