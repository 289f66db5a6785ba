#include "core/scenario/suggest.h"

#include <gtest/gtest.h>

namespace foldline {
namespace {

const std::vector<std::string> kNames{"workers", "queue", "timeout"};

TEST(Suggest, FindsTheNameThatWasMeant) {
    EXPECT_EQ(nearestName("workerz", kNames), "workers");
    EXPECT_EQ(nearestName("wokrers", kNames), "workers");
    EXPECT_EQ(nearestName("Workers", kNames), "workers");
    EXPECT_EQ(nearestName("que", kNames), "");
    EXPECT_EQ(nearestName("quee", kNames), "queue");
}

TEST(Suggest, FindsNothingForAnotherWord) {
    EXPECT_EQ(nearestName("latency", kNames), "");
    EXPECT_EQ(nearestName("", kNames), "");
    EXPECT_EQ(nearestName(std::string(1000, 'w'), kNames), "");
}

TEST(Suggest, ListsAFewNamesWhenNoneIsNear) {
    EXPECT_EQ(suggestion("workerz", kNames), "; did you mean 'workers'?");
    EXPECT_EQ(suggestion("latency", kNames), "; write one of 'workers', 'queue', 'timeout'");
    EXPECT_EQ(suggestion("latency", std::vector<std::string>{"a"}), "; write 'a'");
    EXPECT_EQ(suggestion("latency", std::vector<std::string>(9, "a")), "");
    EXPECT_EQ(suggestion("latency", {}), "");
}

}  // namespace
}  // namespace foldline
