#include "core/model/circuit_breaker.h"

#include <gtest/gtest.h>

#include <string_view>

#include "core/model/token_bucket.h"

namespace foldline {
namespace {

using State = CircuitBreaker::State;

constexpr BreakerSpec kSpec{.window = 4, .failures = 0.5, .open = Duration{100}, .probes = 2};

/// Asks and notes at once: o is ok, f a failure.
void tell(CircuitBreaker& breaker, std::string_view outcomes, std::int64_t nowUs) {
    for (const char outcome : outcomes) {
        const CircuitBreaker::Permit permit = breaker.ask(kSpec, nowUs);
        ASSERT_TRUE(permit.allowed);
        breaker.note(kSpec, permit.period, outcome == 'o', nowUs);
    }
}

TEST(CircuitBreaker, OpensOnlyWhenItsWindowIsFull) {
    CircuitBreaker breaker;
    tell(breaker, "fff", 0);
    EXPECT_EQ(breaker.state(), State::Closed);
    tell(breaker, "o", 0);
    EXPECT_EQ(breaker.state(), State::Open);
    EXPECT_EQ(breaker.failuresMillionths(), 750'000);
}

TEST(CircuitBreaker, LooksAtTheLastOutcomesOnly) {
    CircuitBreaker breaker;
    tell(breaker, "foooofooofooo", 0);
    EXPECT_EQ(breaker.state(), State::Closed);
    tell(breaker, "f", 0);
    EXPECT_EQ(breaker.state(), State::Closed);
    tell(breaker, "f", 0);
    EXPECT_EQ(breaker.state(), State::Open);
}

TEST(CircuitBreaker, RefusesWhileItIsOpenAndThenPermitsItsProbes) {
    CircuitBreaker breaker;
    tell(breaker, "ffff", 1'000);
    EXPECT_FALSE(breaker.ask(kSpec, 1'099).allowed);
    const CircuitBreaker::Permit first = breaker.ask(kSpec, 1'100);
    EXPECT_TRUE(first.allowed);
    EXPECT_TRUE(first.halfOpened);
    const CircuitBreaker::Permit second = breaker.ask(kSpec, 1'101);
    EXPECT_TRUE(second.allowed);
    EXPECT_FALSE(second.halfOpened);
    EXPECT_FALSE(breaker.ask(kSpec, 1'102).allowed);
    EXPECT_FALSE(breaker.note(kSpec, first.period, true, 1'110));
    EXPECT_TRUE(breaker.note(kSpec, second.period, true, 1'111));
    EXPECT_EQ(breaker.state(), State::Closed);
}

TEST(CircuitBreaker, OpensAgainWhenProbesFail) {
    CircuitBreaker breaker;
    tell(breaker, "ffff", 0);
    tell(breaker, "of", 100);
    EXPECT_EQ(breaker.state(), State::Open);
    EXPECT_FALSE(breaker.ask(kSpec, 199).allowed);
    EXPECT_TRUE(breaker.ask(kSpec, 200).allowed);
}

TEST(CircuitBreaker, WhatWasAskedBeforeItOpenedSaysNothingAboutAProbe) {
    CircuitBreaker breaker;
    const CircuitBreaker::Permit early = breaker.ask(kSpec, 0);
    tell(breaker, "ffff", 0);
    EXPECT_TRUE(breaker.ask(kSpec, 100).allowed);
    EXPECT_FALSE(breaker.note(kSpec, early.period, false, 101));
    EXPECT_FALSE(breaker.note(kSpec, early.period, false, 102));
    EXPECT_EQ(breaker.state(), State::HalfOpen);
}

TEST(CircuitBreaker, AfterClosingItBeginsWithAnEmptyWindow) {
    CircuitBreaker breaker;
    tell(breaker, "ffff", 0);
    tell(breaker, "oo", 100);
    tell(breaker, "fff", 101);
    EXPECT_EQ(breaker.state(), State::Closed);
    tell(breaker, "f", 101);
    EXPECT_EQ(breaker.state(), State::Open);
}

TEST(TokenBucket, BeginsFullAndTakesWholeTokens) {
    TokenBucket bucket(2);
    EXPECT_TRUE(bucket.take());
    EXPECT_TRUE(bucket.take());
    EXPECT_FALSE(bucket.take());
    for (int i = 0; i < 9; ++i) {
        bucket.deposit(0.1);
        EXPECT_FALSE(bucket.take());
    }
    bucket.deposit(0.1);
    EXPECT_TRUE(bucket.take());
}

TEST(TokenBucket, FillsExactlyWithTimeButNeverAboveItsBurst) {
    TokenBucket bucket(3);
    while (bucket.take()) {
    }
    for (std::int64_t ms = 1; ms < 250; ++ms) {
        bucket.fillUntil(ms * kUsPerMs, 4.0);
        ASSERT_FALSE(bucket.take()) << ms;
    }
    bucket.fillUntil(250 * kUsPerMs, 4.0);
    EXPECT_TRUE(bucket.take());
    bucket.fillUntil(3'600 * kUsPerSecond, 4.0);
    int tokens = 0;
    while (bucket.take()) {
        ++tokens;
    }
    EXPECT_EQ(tokens, 3);
}

}  // namespace
}  // namespace foldline
