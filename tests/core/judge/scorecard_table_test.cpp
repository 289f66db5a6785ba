#include "core/judge/scorecard_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace foldline {
namespace {

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

TEST(ScorecardTableTest, SystemsStandSideBySideAlignedToTheRight) {
    std::vector<Scorecard> cards(2);
    cards[0].system = "request-driven";
    cards[0].totals.requests = 1234;
    cards[0].staleMax = {61'500};
    cards[0].checks = {{.text = "member.points >= 0"}};
    cards[1].system = "event-driven";
    cards[1].totals.requests = 7;
    cards[1].staleMax = {5'250'000};
    cards[1].checks = {{.text = "member.points >= 0",
                        .holds = false,
                        .firstViolation = SimTime{14'280'000},
                        .violations = 2}};
    const std::vector<std::string> lines = linesOf(formatScorecards(cards));
    EXPECT_EQ(lines[0], "                          request-driven              event-driven");
    EXPECT_EQ(lines[1], "requests                            1234                         7");
    EXPECT_THAT(
        lines,
        testing::Contains("staleness, at most               61.5 ms                    5.25 s"));
    EXPECT_EQ(lines.back(), "member.points >= 0                 holds   violated 2x from 14.28s");
}

TEST(ScorecardTableTest, WideCharactersKeepTheColumnsStraight) {
    std::vector<Scorecard> cards(1);
    cards[0].system = "요청 기반 시스템 이름";
    const std::vector<std::string> lines = linesOf(formatScorecards(cards));
    // Nine of the twelve characters take two places, and three bytes.
    EXPECT_EQ(lines[0], std::string(26, ' ') + "요청 기반 시스템 이름");
    EXPECT_EQ(lines[1].size(), 26U + 9 * 2 + 3);
}

TEST(ScorecardTableTest, NoSystemsMakeNoColumns) {
    EXPECT_EQ(linesOf(formatScorecards({}))[1], "requests               ");
}

}  // namespace
}  // namespace foldline
