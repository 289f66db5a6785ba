#include "core/sim/event_queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace foldline {
namespace {

TEST(EventQueue, GivesBackInOrder) {
    std::mt19937 random(17);
    EventQueue<int> queue;
    std::vector<int> items(5'000);
    for (int& item : items) {
        item = static_cast<int>(random() % 1'000);
        queue.push(item);
    }
    std::ranges::sort(items);
    for (const int item : items) {
        ASSERT_EQ(queue.pop(), item);
    }
    EXPECT_TRUE(queue.empty());
}

TEST(EventQueue, RemovingSomeKeepsTheOrderOfTheRest) {
    EventQueue<int> queue;
    for (int i = 100; i > 0; --i) {
        queue.push(i);
    }
    queue.removeIf([](int i) { return i % 3 == 0; });
    for (int i = 1; i <= 100; ++i) {
        if (i % 3 != 0) {
            ASSERT_EQ(queue.pop(), i);
        }
    }
    EXPECT_TRUE(queue.empty());
}

}  // namespace
}  // namespace foldline
