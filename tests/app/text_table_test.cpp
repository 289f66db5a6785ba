#include "app/foldline_cli/text_table.h"

#include <gtest/gtest.h>

#include <sstream>

namespace foldline::cli {
namespace {

TEST(TextTable, HangulTakesTwoColumns) {
    EXPECT_EQ(shownWidth("member"), 6U);
    EXPECT_EQ(shownWidth("회원"), 4U);
    EXPECT_EQ(shownWidth("é"), 1U);
    EXPECT_EQ(shownWidth(""), 0U);
}

TEST(TextTable, ColumnsAreAsWideAsTheirWidestCell) {
    TextTable table({TextTable::Align::Left, TextTable::Align::Right, TextTable::Align::Left});
    table.addRow({"name", "count", "what"});
    table.addRow({"회원", "7", ""});
    table.addRow({"x", "12345678", "y"});
    std::ostringstream out;
    table.print(out);
    EXPECT_EQ(out.str(),
              "name     count  what\n"
              "회원         7\n"
              "x     12345678  y\n");
}

}  // namespace
}  // namespace foldline::cli
