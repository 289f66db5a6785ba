#include "core/base/sim_time.h"

#include <gtest/gtest.h>

namespace foldline {
namespace {

TEST(SimTime, ReadsDurationsWithTheirUnit) {
    EXPECT_EQ(parseDuration("250us"), Duration{250});
    EXPECT_EQ(parseDuration("3ms"), Duration{3'000});
    EXPECT_EQ(parseDuration("1.5s"), Duration{1'500'000});
    EXPECT_EQ(parseDuration("2m"), Duration{120'000'000});
    EXPECT_EQ(parseDuration("1h"), Duration{std::int64_t{3'600} * 1'000'000});
    EXPECT_EQ(parseDuration("0s"), Duration{0});
}

TEST(SimTime, RefusesWhatIsNotADuration) {
    for (const char* text : {"",
                             "s",
                             "5",
                             "-1s",
                             "1.s",
                             ".5s",
                             "1,5s",
                             "0.5us",
                             "1 s",
                             "1e3s",
                             "2x",
                             "99999999999999999999s",
                             "100000h",
                             "1.1234567s"}) {
        EXPECT_EQ(parseDuration(text), std::nullopt) << text;
    }
}

TEST(SimTime, WritesDurationsThatItReadsBack) {
    for (const std::int64_t us :
         {0L, 1L, 999L, 1'000L, 1'500L, 14'280'000L, 60'000'000L, 123'456'789L}) {
        EXPECT_EQ(parseDuration(formatDuration({us})), Duration{us}) << formatDuration({us});
    }
    EXPECT_EQ(formatDuration({14'280'000}), "14.28s");
    EXPECT_EQ(formatDuration({3'000}), "3ms");
}

TEST(SimTime, WritesSecondsWithSixDecimals) {
    EXPECT_EQ(formatSeconds(SimTime{14'280'000}), "14.280000");
    EXPECT_EQ(formatSeconds(SimTime{5}), "0.000005");
}

}  // namespace
}  // namespace foldline
