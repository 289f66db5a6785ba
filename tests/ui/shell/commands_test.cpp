#include "ui/shell/commands.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QMainWindow>
#include <QSet>
#include <QSignalSpy>

#include "ui/theme/icons.h"

namespace foldline::ui {
namespace {

TEST(Commands, StandInTheTableInTheOrderOfTheirIds) {
    std::size_t i = 0;
    for (const CommandInfo& info : commandInfos()) {
        EXPECT_EQ(static_cast<std::size_t>(info.id), i++);
    }
    EXPECT_EQ(i, static_cast<std::size_t>(CommandId::About) + 1);
}

TEST(Commands, NoTwoShareAKey) {
    QMainWindow window;
    const CommandSet commands(&window);
    QSet<QString> seen;
    for (const QAction* action : commands.actions()) {
        for (const QKeySequence& keys : action->shortcuts()) {
            const QString text = keys.toString(QKeySequence::PortableText);
            EXPECT_FALSE(text.isEmpty()) << plainText(*action).toStdString();
            EXPECT_FALSE(seen.contains(text)) << text.toStdString();
            seen.insert(text);
        }
    }
    EXPECT_GT(seen.size(), 20);
}

TEST(Commands, KeysAreThoseOfTheDesign) {
    QMainWindow window;
    const CommandSet commands(&window);
    const auto has = [&](CommandId id, const char* keys) {
        return commands.action(id)->shortcuts().contains(
            QKeySequence(QString::fromLatin1(keys), QKeySequence::PortableText));
    };
    EXPECT_TRUE(has(CommandId::Play, "Space"));
    EXPECT_TRUE(has(CommandId::NextRecord, "Right"));
    EXPECT_TRUE(has(CommandId::PreviousAtNode, "Shift+Left"));
    EXPECT_TRUE(has(CommandId::Cause, "Ctrl+Left"));
    EXPECT_TRUE(has(CommandId::Effect, "Ctrl+Right"));
    EXPECT_TRUE(has(CommandId::GoToStart, "Home"));
    EXPECT_TRUE(has(CommandId::ZoomIn, "W"));
    EXPECT_TRUE(has(CommandId::FitTime, "F"));
    EXPECT_TRUE(has(CommandId::ToggleMark, "M"));
    EXPECT_TRUE(has(CommandId::KeyList, "?"));
    EXPECT_TRUE(has(CommandId::CommandPalette, "Ctrl+Shift+P"));
}

TEST(Commands, EveryIconNamedExists) {
    for (const CommandInfo& info : commandInfos()) {
        if (*info.icon != '\0') {
            EXPECT_FALSE(makeIcon(QLatin1String(info.icon), Qt::black).isNull()) << info.icon;
        }
    }
}

TEST(Commands, OnlyWhatNeedsNoRunIsEnabledWhileNoneIsOpen) {
    QMainWindow window;
    CommandSet commands(&window);
    EXPECT_FALSE(commands.action(CommandId::Play)->isEnabled());
    EXPECT_TRUE(commands.action(CommandId::Open)->isEnabled());
    commands.setRunOpen(true);
    EXPECT_TRUE(commands.action(CommandId::Play)->isEnabled());
}

TEST(Commands, TriggeringDoesWhatWasBound) {
    QMainWindow window;
    CommandSet commands(&window);
    int done = 0;
    EXPECT_FALSE(commands.isBound(CommandId::Open));
    commands.on(CommandId::Open, [&done] { ++done; });
    EXPECT_TRUE(commands.isBound(CommandId::Open));
    commands.action(CommandId::Open)->trigger();
    EXPECT_EQ(done, 1);
}

TEST(Commands, PlainTextHasNoMnemonicsAndNoDots) {
    QAction english(QStringLiteral("&Save as…"), nullptr);
    EXPECT_EQ(plainText(english).toStdString(), "Save as");
    QAction korean(QStringLiteral("저장(&S)…"), nullptr);
    EXPECT_EQ(plainText(korean).toStdString(), "저장");
}

}  // namespace
}  // namespace foldline::ui
