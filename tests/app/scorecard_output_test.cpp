// What the program prints of a scorecard: the table, and the JSON.
#include <gtest/gtest.h>

#include <sstream>

#include "app/foldline_cli/json_output.h"
#include "app/foldline_cli/scorecard_table.h"
#include "tests/core/judge/distinct_card.h"

namespace foldline::cli {
namespace {

void gatherNumbers(const Json& json, std::vector<double>& numbers) {
    if (json.is_number()) {
        numbers.push_back(json.get<double>());
    }
    if (json.is_structured()) {
        for (const auto& item : json) {
            gatherNumbers(item, numbers);
        }
    }
}

TEST(ScorecardOutput, TheTableForgetsNoFigure) {
    std::ostringstream table;
    printScorecards({testing::distinctCard()}, table);
    std::istringstream words(table.str());
    std::vector<double> shown;
    for (std::string word; words >> word;) {
        std::istringstream number(word);
        double value = 0.0;
        if (number >> value) {
            shown.push_back(value);
        }
    }
    EXPECT_EQ(testing::figuresMissing(shown), std::vector<std::string>{}) << table.str();
}

TEST(ScorecardOutput, TheJsonForgetsNoFigure) {
    const Json json = scorecardJson(testing::distinctCard());
    std::vector<double> shown;
    gatherNumbers(json, shown);
    EXPECT_EQ(testing::figuresMissing(shown), std::vector<std::string>{}) << json.dump(2);
}

}  // namespace
}  // namespace foldline::cli
