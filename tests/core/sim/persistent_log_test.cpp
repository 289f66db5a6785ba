#include "core/sim/persistent_log.h"

#include <gtest/gtest.h>

namespace foldline {
namespace {

TEST(PersistentLog, ACopyKeepsItsPastAndHasItsOwnFuture) {
    PersistentLog<int> log;
    for (int i = 0; i < 2'000; ++i) {
        log.append(i);
    }
    PersistentLog<int> copy = log;
    log.append(-1);
    copy.append(-2);
    ASSERT_EQ(log.size(), 2'001U);
    ASSERT_EQ(copy.size(), 2'001U);
    EXPECT_EQ(log[2'000], -1);
    EXPECT_EQ(copy[2'000], -2);
    for (std::size_t i = 0; i < 2'000; ++i) {
        ASSERT_EQ(log[i], static_cast<int>(i));
        ASSERT_EQ(copy[i], static_cast<int>(i));
    }
}

}  // namespace
}  // namespace foldline
