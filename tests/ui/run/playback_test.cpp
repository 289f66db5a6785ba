#include "ui/run/playback.h"

#include <gtest/gtest.h>

namespace foldline::ui {
namespace {

TEST(Playback, GoesOnFromItsAnchorAtItsSpeed) {
    Playback playback;
    playback.anchor(SimTime{2'000'000}, 5'000'000'000, 0.5);
    EXPECT_EQ(playback.at(5'000'000'000), SimTime{2'000'000});
    EXPECT_EQ(playback.at(7'000'000'000), SimTime{3'000'000});
}

TEST(Playback, IsExactAfterManyFrames) {
    Playback playback;
    playback.anchor(SimTime{}, 0, 1000.0);
    SimTime last;
    for (std::int64_t frame = 1; frame <= 36'000; ++frame) {
        last = playback.at(frame * 16'666'667);
    }
    EXPECT_EQ(last.us, 36'000LL * 16'666'667);
}

}  // namespace
}  // namespace foldline::ui
