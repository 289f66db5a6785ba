// Whatever the bytes: a scenario or diagnostics, within the limits, and nothing else.
#include <gtest/gtest.h>

#include <set>

#include "core/scenario/limits.h"
#include "core/scenario/load.h"
#include "core/scenario/source_text.h"
#include "core/sim/random_stream.h"
#include "tests/core/scenario/scenario_files.h"

namespace foldline {
namespace {

// Columns must lie within their line (one beyond its end is its end), and the result must be one
// of two things. True when it is a scenario.
bool expectSoundResult(const std::string& text) {
    const LoadedScenario loaded = loadScenario(text, "f");
    EXPECT_EQ(loaded.scenario.has_value(), loaded.diagnostics.empty());
    EXPECT_LE(loaded.diagnostics.size(), kProblemsMax + 1);
    std::string_view body = text;
    if (body.starts_with("\xEF\xBB\xBF")) {
        body.remove_prefix(3);
    }
    const SourceText source(body);
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        EXPECT_FALSE(diagnostic.message.empty());
        EXPECT_FALSE(findInvalidUtf8(diagnostic.message).has_value()) << diagnostic.message;
        EXPECT_LE(diagnostic.line, source.lineCount());
        if (diagnostic.line > 0) {
            EXPECT_GE(diagnostic.column, 1);
            EXPECT_LE(diagnostic.column, codePoints(source.line(diagnostic.line)) + 2)
                << formatDiagnostic(diagnostic);
        }
    }
    return loaded.scenario.has_value();
}

class Mutator {
public:
    Mutator(std::uint64_t seed, std::string text)
        : m_random(seed, "mutations"),
          m_text(std::move(text)) {}

    std::string mutated() {
        std::string text = m_text;
        for (std::uint64_t n = 1 + m_random.below(4); n > 0 && !text.empty(); --n) {
            mutate(text);
        }
        return text;
    }

private:
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(m_random.below(n)); }

    void mutate(std::string& text) {
        static const std::vector<std::string> kPieces{
            "{",   "}",    "[",    "]",  ": ",        ", ",   "- ",        "\n",
            "\t",  "\"",   "'",    "#",  "&a ",       "*a",   "!!str ",    "? ",
            "| ",  "> ",   "---",  "$x", "pick(x)",   "한글", "999999999", "-1",
            "1us", "0/s",  "%TAG", "~",  "between(1", "<<: ", "\xEF\xBB",  "\r",
            "->",  "a.b:", "null", "@",  "`",         "...",  "\\",        " "};
        const std::size_t at = below(text.size());
        switch (m_random.below(6)) {
            case 0:  // a flipped bit
                text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
                break;
            case 1:
                text.resize(at);
                break;
            case 2:
                text.erase(at, 1 + below(40));
                break;
            case 3:
                text.insert(at, kPieces[below(kPieces.size())]);
                break;
            case 4:  // a piece of the text elsewhere
                text.insert(at, text.substr(below(text.size()), below(60)));
                break;
            default: {  // a line said twice, or somewhere else
                const std::size_t begin = std::min(text.rfind('\n', at) + 1, text.size());
                const std::size_t end = std::min(text.find('\n', at), text.size());
                text.insert(below(text.size()), text.substr(begin, end - begin) + "\n");
            }
        }
    }

    RandomStream m_random;
    std::string m_text;
};

TEST(Robustness, MutationsOfValidFilesEndInAScenarioOrInDiagnostics) {
    const std::uint64_t seed = 4711;
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<std::string> texts{readTestFile("base.scenario.yaml"),
                                   readTestFile("sketch.scenario.yaml")};
    for (const auto& path : bundledScenarios()) {
        texts.push_back(readFile(path));
    }
    std::size_t refused = 0;
    for (const std::string& text : texts) {
        Mutator mutator(seed, text);
        for (int round = 0; round < 500; ++round) {
            const std::string mutated = mutator.mutated();
            SCOPED_TRACE("round " + std::to_string(round));
            refused += expectSoundResult(mutated) ? 0U : 1U;
            if (testing::Test::HasFailure()) {
                return;
            }
        }
    }
    EXPECT_GT(refused, texts.size() * 250);
}

TEST(Robustness, EveryTruncationEndsInAScenarioOrInDiagnostics) {
    const std::string text = readTestFile("base.scenario.yaml");
    // Whatever ends before the handlers of the first system lacks something.
    for (std::size_t length = 0; length < text.size(); length += 7) {
        const bool accepted = expectSoundResult(text.substr(0, length));
        EXPECT_FALSE(accepted && length <= text.find("handlers:")) << length;
    }
}

TEST(Robustness, DeepNestingIsRefusedWithoutBeingFollowed) {
    for (const std::string piece : {"[", "{", "- ", "? ", "{a: ", "[{", "a: [", "? - "}) {
        std::string text;
        while (text.size() + piece.size() < kScenarioBytesMax) {
            text += piece;
        }
        SCOPED_TRACE(piece);
        EXPECT_FALSE(expectSoundResult(text));
    }
    std::string indented;
    for (std::size_t depth = 0; depth < 1000; ++depth) {
        indented += std::string(depth, ' ') + "a:\n";
    }
    expectSoundResult(indented);
}

TEST(Robustness, LongAndOddFilesAreReadInReasonableTime) {
    for (const std::string piece :
         {"a",      " ",     "\n",    "\t",   "'",   "\"",       ":",           ": ",      "#",
          "a: b\n", "- a\n", "a, ",   "&a ",  "*a ", "!a ",      "%a\n",        "---\n",   "...\n",
          "|\n",    "한",    "a:\n",  "\\",   "!<",  "a b\n",    "\"\\",        "- - a\n", "{},",
          "[],",    "{a},",  "? a\n", "'a',", "\r",  "\xC2\x85", "\xE2\x80\xA8"}) {
        for (const std::string& prefix : {std::string(),
                                          std::string("["),
                                          std::string("a: "),
                                          std::string("a: \""),
                                          std::string("a: |\n  ")}) {
            std::string text = prefix;
            while (text.size() + piece.size() < kScenarioBytesMax / 32) {
                text += piece;
            }
            SCOPED_TRACE(prefix + piece);
            expectSoundResult(text);
        }
    }
}

TEST(Robustness, AliasesAreNeverExpanded) {
    std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 30; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
        for (int k = 0; k < 8; ++k) {
            text += ", " + before;
        }
        text += "]\n";
    }
    EXPECT_FALSE(expectSoundResult(text));
}

}  // namespace
}  // namespace foldline
