#include "ui/shell/command_palette.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLineEdit>
#include <QMainWindow>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include "ui/shell/commands.h"
#include "ui/shell/language.h"

namespace foldline::ui {
namespace {

class CommandPaletteTest : public ::testing::Test {
protected:
    CommandPaletteTest() : commands(&window) {
        commands.setRunOpen(true);
        window.show();
    }

    QMainWindow window;
    CommandSet commands;
    Theme theme = makeTheme(ThemeKind::Light);
};

TEST_F(CommandPaletteTest, ModelKeepsItsPromisesWhileItIsFiltered) {
    PaletteModel model(commands.actions());
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (const char* pattern : {"n", "ne", "nex", "zzzz", ""}) {
        model.setPattern(QString::fromLatin1(pattern));
    }
    EXPECT_EQ(model.rowCount(), static_cast<int>(commands.actions().size()));
}

TEST_F(CommandPaletteTest, TheBestFitComesFirst) {
    PaletteModel model(commands.actions());
    model.setPattern(QStringLiteral("reset"));
    EXPECT_EQ(model.action(model.index(0)), commands.action(CommandId::ResetLayout));
}

TEST_F(CommandPaletteTest, EnglishNamesAreFoundWhileTheLanguageIsKorean) {
    LanguageSwitch language;
    language.setLanguage(Language::Korean);
    commands.retranslate();
    PaletteModel model(commands.actions());
    for (const CommandInfo& info : commandInfos()) {
        QString english = QString::fromUtf8(info.text);
        english.remove(u'&');
        model.setPattern(english.remove(u'…'));
        ASSERT_GT(model.rowCount(), 0) << info.text;
        EXPECT_EQ(model.action(model.index(0)), commands.action(info.id)) << info.text;
    }
    EXPECT_EQ(plainText(*commands.action(CommandId::Scorecard)), QStringLiteral("성적표"));
    language.setLanguage(Language::English);
}

TEST_F(CommandPaletteTest, WhatCannotBeDoneIsNotOffered) {
    commands.setRunOpen(false);
    PaletteModel model(commands.actions());
    model.setPattern(QStringLiteral("next record"));
    for (int row = 0; row < model.rowCount(); ++row) {
        EXPECT_NE(model.action(model.index(row)), commands.action(CommandId::NextRecord));
    }
}

TEST_F(CommandPaletteTest, TypingAndReturnDoesTheCommand) {
    QSignalSpy done(commands.action(CommandId::ToggleMark), &QAction::triggered);
    QPointer<CommandPalette> palette = new CommandPalette(commands.actions(), theme, &window);
    palette->show();
    QTest::keyClicks(&palette->input(), QStringLiteral("mark this"));
    QTest::keyClick(&palette->input(), Qt::Key_Return);
    EXPECT_TRUE(done.count() == 1 || done.wait(500));
}

TEST_F(CommandPaletteTest, EscapeDoesNothing) {
    QSignalSpy done(commands.action(CommandId::ToggleMark), &QAction::triggered);
    QPointer<CommandPalette> palette = new CommandPalette(commands.actions(), theme, &window);
    palette->show();
    QTest::keyClicks(&palette->input(), QStringLiteral("mark this"));
    QTest::keyClick(&palette->input(), Qt::Key_Escape);
    QTest::qWait(20);
    EXPECT_TRUE(palette.isNull() || !palette->isVisible());
    EXPECT_EQ(done.count(), 0);
}

}  // namespace
}  // namespace foldline::ui
