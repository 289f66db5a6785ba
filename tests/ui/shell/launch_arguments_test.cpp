#include "ui/shell/launch_arguments.h"

#include <gtest/gtest.h>

namespace foldline::ui {
namespace {

using Task = LaunchArguments::Task;

Result<LaunchArguments> read(std::initializer_list<const char*> arguments) {
    QStringList list;
    for (const char* argument : arguments) {
        list << QString::fromUtf8(argument);
    }
    return readArguments(list);
}

TEST(LaunchArguments, NothingShowsTheWindow) {
    const auto arguments = read({});
    ASSERT_TRUE(arguments);
    EXPECT_EQ(arguments->task, Task::ShowWindow);
    EXPECT_TRUE(arguments->file.isEmpty());
}

TEST(LaunchArguments, ReadsEverythingAboutAPicture) {
    const auto arguments = read({"--screenshot",
                                 "out.png",
                                 "--at",
                                 "14.28s",
                                 "--size=1280x720",
                                 "--theme",
                                 "dark",
                                 "--language=ko",
                                 "a.scenario.yaml"});
    ASSERT_TRUE(arguments) << arguments.error().message;
    EXPECT_EQ(arguments->task, Task::TakeScreenshot);
    EXPECT_EQ(arguments->screenshotPath, QStringLiteral("out.png"));
    EXPECT_EQ(arguments->at, SimTime{14'280'000});
    EXPECT_EQ(arguments->size, QSize(1280, 720));
    EXPECT_EQ(arguments->theme, ThemeKind::Dark);
    EXPECT_EQ(arguments->language, Language::Korean);
    EXPECT_EQ(arguments->file, QStringLiteral("a.scenario.yaml"));
}

TEST(LaunchArguments, VersionAndHelpNeedNothingElse) {
    EXPECT_EQ(read({"--version"})->task, Task::PrintVersion);
    EXPECT_EQ(read({"x.foldline", "--help"})->task, Task::PrintHelp);
}

TEST(LaunchArguments, EveryWrongOneIsRefusedByName) {
    struct Case {
        std::initializer_list<const char*> arguments;
        const char* named;
    };

    for (const Case& wrong : {Case{{"--frobnicate"}, "--frobnicate"},
                              Case{{"--at"}, "--at"},
                              Case{{"--at", "soon"}, "soon"},
                              Case{{"--size", "10x10"}, "10x10"},
                              Case{{"--size", "1600"}, "1600"},
                              Case{{"--theme", "pink"}, "pink"},
                              Case{{"--language", "fr"}, "fr"},
                              Case{{"--screenshot", "out.png"}, "--screenshot"},
                              Case{{"a.yaml", "b.yaml"}, "b.yaml"}}) {
        const auto arguments = read(wrong.arguments);
        ASSERT_FALSE(arguments) << wrong.named;
        EXPECT_NE(arguments.error().message.find(wrong.named), std::string::npos)
            << arguments.error().message;
    }
}

TEST(LaunchArguments, HelpNamesEveryOption) {
    for (const char* option :
         {"--theme", "--language", "--screenshot", "--at", "--size", "--version", "--help"}) {
        EXPECT_TRUE(helpText().contains(QString::fromLatin1(option))) << option;
    }
}

}  // namespace
}  // namespace foldline::ui
