#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/style/include_rules.h"

namespace foldline::style {

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::filesystem::path kRoot = FOLDLINE_SOURCE_DIR;

std::vector<SourceFile> checkedFiles() {
    return readTree(kRoot, {"core", "ui", "app", "tests/core"}, {".h", ".cpp"});
}

TEST(IncludeDirection, EveryFileIncludesAlongTheArrows) {
    std::vector<Violation> all;
    for (const SourceFile& file : checkedFiles()) {
        const std::vector<Violation> found = includeViolations(file);
        all.insert(all.end(), found.begin(), found.end());
    }
    EXPECT_TRUE(all.empty()) << toText(all);
}

TEST(IncludeDirection, ThereAreFilesToCheckInEveryLayer) {
    const std::vector<SourceFile> files = checkedFiles();
    for (const char* layer : {"core/base/",
                              "core/model/",
                              "core/log/",
                              "core/fold/",
                              "core/run/",
                              "ui/stage/",
                              "ui/timeline/",
                              "ui/shell/",
                              "app/",
                              "tests/core/"}) {
        EXPECT_TRUE(std::any_of(files.begin(),
                                files.end(),
                                [&](const SourceFile& file) {
                                    return file.path.starts_with(layer) && !file.text.empty();
                                }))
            << "found no file in " << layer << "; has the folder moved?";
    }
}

TEST(IncludeDirection, AnArrowUpwardsIsFoundWithItsLine) {
    const SourceFile upwards{.path = "core/log/a.cpp",
                             .text = "#include <vector>\n\n# include \"core/fold/world.h\"\n"};
    const std::vector<Violation> found = includeViolations(upwards);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].line, 3);
    EXPECT_THAT(found[0].message, HasSubstr("core/log may not include core/fold/world.h"));
}

TEST(IncludeDirection, CoreMayNotReachIntoTheDesktop) {
    EXPECT_THAT(includeViolations({"core/run/a.h", "#include \"ui/run/run_controller.h\"\n"}),
                SizeIs(1));
    EXPECT_THAT(includeViolations({"ui/theme/a.h", "#include \"app/main.h\"\n"}), SizeIs(1));
}

TEST(IncludeDirection, ViewsDoNotKnowEachOther) {
    EXPECT_THAT(includeViolations({"ui/stage/a.cpp", "#include \"ui/timeline/timeline.h\"\n"}),
                SizeIs(1));
    EXPECT_THAT(includeViolations({"ui/shell/a.cpp", "#include \"ui/timeline/timeline.h\"\n"}),
                IsEmpty());
}

TEST(IncludeDirection, QtInCoreOrItsTestsIsFoundHoweverItIsWritten) {
    for (const char* include : {"<QString>",
                                "<QtCore/QString>",
                                "<QtGlobal>",
                                "\"QtCore/qglobal.h\"",
                                "<qt6/QtCore/qstring.h>"}) {
        const std::string text = std::string("#include ") + include + "\n";
        EXPECT_THAT(includeViolations({"core/base/a.h", text}), SizeIs(1)) << include;
        EXPECT_THAT(includeViolations({"tests/core/base/a_test.cpp", text}), SizeIs(1)) << include;
        EXPECT_THAT(includeViolations({"ui/theme/a.h", text}), IsEmpty()) << include;
    }
    EXPECT_THAT(includeViolations({"core/base/a.h", "#include <queue>\n"}), IsEmpty());
}

TEST(IncludeDirection, AFolderWithoutARuleIsFound) {
    const std::vector<Violation> found = includeViolations({"core/misc/a.h", ""});
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_THAT(found[0].message, HasSubstr("core/misc"));
}

TEST(IncludeDirection, TheArrowsHaveNoCycle) {
    const std::vector<std::string> rooms = knownRooms();
    for (const std::string& a : rooms) {
        for (const std::string& b : rooms) {
            EXPECT_FALSE(a != b && mayInclude(a, b) && mayInclude(b, a)) << a << " and " << b;
        }
    }
}

}  // namespace

}  // namespace foldline::style
