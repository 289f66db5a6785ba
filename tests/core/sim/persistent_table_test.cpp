#include "core/sim/persistent_table.h"

#include <gtest/gtest.h>

namespace foldline {
namespace {

TEST(PersistentTable, GivesWhatWasSetAndElseADefault) {
    PersistentTable<int> table;
    EXPECT_EQ(table[123'456], 0);
    for (const std::size_t index : {5U, 70'000U, 6U, 300U, 70'001U, 5U}) {
        table.set(index, static_cast<int>(index) + 1);
    }
    for (const std::size_t index : {5U, 6U, 300U, 70'000U, 70'001U}) {
        EXPECT_EQ(table[index], static_cast<int>(index) + 1);
    }
    EXPECT_EQ(table[7], 0);
    EXPECT_EQ(table[1'000], 0);
    EXPECT_EQ(table[70'002], 0);
}

TEST(PersistentTable, ACopyKeepsItsPastAndHasItsOwnFuture) {
    PersistentTable<int> table;
    for (std::size_t i = 0; i < 2'000; ++i) {
        table.set(i, 1);
    }
    PersistentTable<int> copy = table;
    table.set(10, 2);
    copy.set(10, 3);
    copy.set(1'990, 4);
    table.set(5'000, 5);
    EXPECT_EQ(table[10], 2);
    EXPECT_EQ(copy[10], 3);
    EXPECT_EQ(table[1'990], 1);
    EXPECT_EQ(copy[1'990], 4);
    EXPECT_EQ(copy[5'000], 0);
    EXPECT_EQ(table[11], 1);
    EXPECT_EQ(copy[11], 1);
}

}  // namespace
}  // namespace foldline
