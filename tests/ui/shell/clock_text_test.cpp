#include "ui/shell/clock_text.h"

#include <gtest/gtest.h>

#include <random>

namespace foldline::ui {
namespace {

std::string text(std::int64_t us) {
    return clockText(SimTime{us}).toStdString();
}

TEST(ClockText, ShowsMinutesSecondsAndMilliseconds) {
    EXPECT_EQ(text(14'280'000), "00:14.280");
    EXPECT_EQ(text(59'999'999), "00:59.999");
    EXPECT_EQ(text(3'723'004'000), "1:02:03.004");
}

TEST(ClockText, LengthLeavesOutMillisecondsThatAreNought) {
    EXPECT_EQ(clockLength(SimTime{60'000'000}).toStdString(), "01:00");
    EXPECT_EQ(clockLength(SimTime{1'500'000}).toStdString(), "00:01.500");
}

TEST(ClockText, ReadsWhatPeopleType) {
    EXPECT_EQ(parseClock(QStringLiteral("14.28")), SimTime{14'280'000});
    EXPECT_EQ(parseClock(QStringLiteral(" 14.28s ")), SimTime{14'280'000});
    EXPECT_EQ(parseClock(QStringLiteral("120ms")), SimTime{120'000});
    EXPECT_EQ(parseClock(QStringLiteral("00:14.280")), SimTime{14'280'000});
    EXPECT_EQ(parseClock(QStringLiteral("1:02:03.004")), SimTime{3'723'004'000});
    EXPECT_EQ(parseClock(QStringLiteral("2m")), SimTime{120'000'000});
}

TEST(ClockText, RefusesEverythingElse) {
    for (const char* wrong : {"", "abc", "-1", "1:2:3:4", "1:", ":", "1:75", "1e9", "1:-5"}) {
        EXPECT_FALSE(parseClock(QString::fromLatin1(wrong))) << wrong;
    }
}

TEST(ClockText, ReadsBackEveryMillisecondItShows) {
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    for (int i = 0; i < 1000; ++i) {
        const SimTime t{static_cast<std::int64_t>(random() % 100'000'000) * kUsPerMs};
        EXPECT_EQ(parseClock(clockText(t)), t);
    }
}

}  // namespace
}  // namespace foldline::ui
