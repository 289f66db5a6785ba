#include "ui/shell/fuzzy.h"

#include <gtest/gtest.h>

namespace foldline::ui {
namespace {

std::optional<int> score(const char* pattern, const char* text) {
    return fuzzyScore(QString::fromUtf8(pattern), QString::fromUtf8(text));
}

TEST(Fuzzy, LettersMustOccurInOrder) {
    EXPECT_TRUE(score("nrc", "Next record"));
    EXPECT_FALSE(score("crn", "Next record"));
    EXPECT_FALSE(score("nn", "Next record"));
}

TEST(Fuzzy, CaseAndBlanksDoNotMatter) {
    EXPECT_EQ(score("next rec", "Next record"), score("NEXTREC", "next record"));
}

TEST(Fuzzy, BeginningsOfWordsAreBetterThanLettersInside) {
    EXPECT_GT(score("ns", "Next seed"), score("ns", "Answers"));
}

TEST(Fuzzy, RunsAreBetterThanScatteredLetters) {
    EXPECT_GT(score("seed", "another seed"), score("seed", "sxexexd"));
}

TEST(Fuzzy, AnEmptyPatternFitsEverything) {
    EXPECT_EQ(score("", "anything"), 0);
    EXPECT_EQ(score("  ", ""), 0);
    EXPECT_FALSE(score("a", ""));
}

TEST(Fuzzy, FindsKorean) {
    EXPECT_TRUE(score("기록", "다음 기록"));
}

}  // namespace
}  // namespace foldline::ui
