#include "ui/shell/banner.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QToolButton>

namespace foldline::ui {
namespace {

TEST(Banner, IsHiddenUntilThereIsSomethingToSay) {
    Banner banner(makeTheme(ThemeKind::Light), nullptr);
    EXPECT_TRUE(banner.isHidden());
    banner.say(Banner::Tone::Failure, QStringLiteral("the disk is full"));
    EXPECT_FALSE(banner.isHidden());
    EXPECT_EQ(banner.text(), QStringLiteral("the disk is full"));
    EXPECT_TRUE(banner.findChild<QPushButton*>()->isHidden());
}

TEST(Banner, ItsActionIsDoneOnceAndItGoes) {
    Banner banner(makeTheme(ThemeKind::Dark), nullptr);
    int done = 0;
    banner.say(
        Banner::Tone::Note, QStringLiteral("Saved."), QStringLiteral("Open"), [&done] { ++done; });
    banner.findChild<QPushButton*>()->click();
    EXPECT_EQ(done, 1);
    EXPECT_TRUE(banner.isHidden());
}

TEST(Banner, CanBeClosed) {
    Banner banner(makeTheme(ThemeKind::Light), nullptr);
    banner.say(Banner::Tone::Note, QStringLiteral("Saved."));
    banner.findChild<QToolButton*>()->click();
    EXPECT_TRUE(banner.isHidden());
}

}  // namespace
}  // namespace foldline::ui
