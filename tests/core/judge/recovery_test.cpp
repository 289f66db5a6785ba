#include "core/judge/recovery.h"

#include <gtest/gtest.h>

namespace foldline {
namespace {

TEST(RecoveryTest, WithoutAFaultThereIsNothingToRecoverFrom) {
    Recovery recovery;
    recovery.behind(SimTime{10}, 100);
    recovery.requestFailed(SimTime{5}, SimTime{20});
    EXPECT_EQ(recovery.length(SimTime{1000}), Duration{});
}

TEST(RecoveryTest, WhileAFaultIsInForceRecoveryHasNotBegun) {
    Recovery recovery;
    recovery.faultStarted();
    EXPECT_EQ(recovery.length(SimTime{1000}), Duration{});
    recovery.faultStarted();
    recovery.faultEnded(SimTime{100});
    recovery.behind(SimTime{100}, 5);
    EXPECT_EQ(recovery.length(SimTime{1000}), Duration{});
}

TEST(RecoveryTest, ItLastsUntilTheRowsAreNoFurtherBehindThanUsual) {
    Recovery recovery;
    recovery.behind(SimTime{10}, 3);
    recovery.behind(SimTime{20}, 0);
    recovery.faultStarted();
    recovery.behind(SimTime{90}, 40);
    recovery.faultEnded(SimTime{100});
    EXPECT_EQ(recovery.length(SimTime{250}), Duration{150});
    recovery.behind(SimTime{300}, 4);
    recovery.behind(SimTime{400}, 3);
    recovery.behind(SimTime{500}, 9);
    EXPECT_EQ(recovery.length(SimTime{1000}), Duration{300});
}

TEST(RecoveryTest, FailuresProlongItAsLongAsTheyOverlap) {
    Recovery recovery;
    recovery.faultStarted();
    recovery.faultEnded(SimTime{100});
    EXPECT_EQ(recovery.length(SimTime{1000}), Duration{});
    recovery.requestFailed(SimTime{90}, SimTime{150});
    recovery.requestFailed(SimTime{140}, SimTime{210});
    recovery.requestFailed(SimTime{211}, SimTime{400});
    EXPECT_EQ(recovery.length(SimTime{1000}), Duration{110});
}

TEST(RecoveryTest, TheLastFaultCounts) {
    Recovery recovery;
    recovery.faultStarted();
    recovery.faultEnded(SimTime{100});
    recovery.requestFailed(SimTime{90}, SimTime{150});
    recovery.faultStarted();
    recovery.faultEnded(SimTime{500});
    recovery.requestFailed(SimTime{450}, SimTime{520});
    EXPECT_EQ(recovery.length(SimTime{1000}), Duration{20});
}

}  // namespace
}  // namespace foldline
