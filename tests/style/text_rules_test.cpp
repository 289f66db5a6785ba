#include "tests/style/text_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace foldline::style {

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::filesystem::path kRoot = FOLDLINE_SOURCE_DIR;
const std::vector<std::string> kCodeFolders = {"core", "ui", "app", "tests"};
const std::vector<std::string> kCppEndings = {".h", ".cpp"};

void append(std::vector<Violation>& all, const std::vector<Violation>& more) {
    all.insert(all.end(), more.begin(), more.end());
}

TEST(Text, EveryFileOfOursKeepsTheRules) {
    const std::vector<SourceFile> files = readTree(
        kRoot,
        {"core", "ui", "app", "tests", "packaging", "resources/scenarios", ".ci"},
        {".h", ".cpp", ".sh", ".cmake", "CMakeLists.txt", ".md", ".yaml", ".json", ".in", "run"});
    ASSERT_GT(files.size(), 50U) << "where are the files?";
    std::vector<Violation> all;
    for (const SourceFile& file : files) {
        append(all, textViolations(file));
    }
    EXPECT_TRUE(all.empty()) << toText(all);
}

TEST(Text, EveryCppFileKeepsTheRules) {
    const std::vector<SourceFile> files = readTree(kRoot, kCodeFolders, kCppEndings);
    ASSERT_GT(files.size(), 50U) << "where are the files?";
    std::set<std::string> paths;
    for (const SourceFile& file : files) {
        paths.insert(file.path);
    }
    std::vector<Violation> all;
    for (const SourceFile& file : files) {
        std::string header = file.path;
        header.replace(header.find_last_of('.'), std::string::npos, ".h");
        append(all, cppViolations(file, paths.contains(header)));
    }
    EXPECT_TRUE(all.empty()) << toText(all);
}

TEST(Text, EveryTypeHasANameOfItsOwn) {
    const std::vector<Violation> all = nameViolations(readTree(kRoot, kCodeFolders, {".h"}));
    EXPECT_TRUE(all.empty()) << toText(all);
}

TEST(Text, EverySourceIsBuilt) {
    const std::vector<SourceFile> sources = readTree(kRoot, kCodeFolders, {".cpp"});
    const std::vector<SourceFile> lists = readTree(kRoot, kCodeFolders, {"CMakeLists.txt"});
    ASSERT_GT(lists.size(), 10U) << "where are the build files?";
    const std::vector<Violation> all = buildViolations(sources, lists);
    EXPECT_TRUE(all.empty()) << toText(all);
}

std::vector<std::string> messagesOf(const std::vector<Violation>& violations) {
    std::vector<std::string> messages;
    for (const Violation& violation : violations) {
        messages.push_back(violation.message);
    }
    return messages;
}

TEST(TextRules, FindWhatMayNotBeInAnyFile) {
    const std::string path = std::string("\"/ho") + "me/kim/foldline\"";
    const std::string undone = std::string("// TO") + "DO later";
    EXPECT_THAT(textViolations({"a.sh", "cd " + path + "\n"}), SizeIs(1));
    EXPECT_THAT(textViolations({"a.h", undone + "\n"}), SizeIs(1));
    EXPECT_THAT(textViolations({"a.h", "int a;\n\tint b;\nint c; \nint d;"}), SizeIs(3));
    EXPECT_THAT(textViolations({"a.h", "const char* kMastodon = \"MASTODON\";\n"}), IsEmpty());
}

TEST(TextRules, FindTheLine) {
    const std::vector<Violation> found = textViolations({"a.h", "one\ntwo \n"});
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(toText(found).substr(0, 6), "a.h:2:");
}

TEST(TextRules, FindNamesThatSayNothing) {
    EXPECT_THAT(cppViolations({"ui/a/window_utils.cpp", "\n"}, false), SizeIs(1));
    EXPECT_THAT(cppViolations({"ui/a/FooBar.cpp", "\n"}, false), SizeIs(1));
    EXPECT_THAT(cppViolations({"ui/a/commonplace.cpp", "\n"}, false), IsEmpty());
}

TEST(TextRules, FindHeadersWithoutContractOrGuard) {
    EXPECT_THAT(cppViolations({"core/a/b.h", "#pragma once\n"}, false), SizeIs(1));
    EXPECT_THAT(cppViolations({"core/a/b.h", "// What b is.\n"}, false), SizeIs(1));
    EXPECT_THAT(cppViolations({"core/a/b.h", "// What b is.\n#pragma once\n"}, false), IsEmpty());
}

TEST(TextRules, FindSourcesThatDoNotProveTheirHeader) {
    const SourceFile wrong{"core/a/b.cpp", "#include <vector>\n#include \"core/a/b.h\"\n"};
    EXPECT_THAT(cppViolations(wrong, true), SizeIs(1));
    EXPECT_THAT(cppViolations(wrong, false), IsEmpty());
    EXPECT_THAT(cppViolations({"core/a/b.cpp", "#include \"core/a/b.h\"\n"}, true), IsEmpty());
}

TEST(TextRules, FindBannersLongFilesAndTestsSwitchedOff) {
    EXPECT_THAT(cppViolations({"a/b.cpp", "// ---- Parsing ----\n"}, false), SizeIs(1));
    EXPECT_THAT(cppViolations({"a/b.cpp", "////////\n"}, false), SizeIs(1));
    EXPECT_THAT(cppViolations({"a/b.cpp", "/// A contract.\n//\nint x = y--;\n"}, false),
                IsEmpty());
    const std::string disabled = std::string("TEST(A, DISA") + "BLED_B) {}\n";
    EXPECT_THAT(cppViolations({"a/b_test.cpp", disabled}, false), SizeIs(1));
    std::string longText;
    for (int i = 0; i < 501; ++i) {
        longText += "\n";
    }
    EXPECT_THAT(messagesOf(cppViolations({"a/b.cpp", longText}, false)),
                testing::ElementsAre(HasSubstr("501 lines")));
}

TEST(TextRules, FindSourcesOutsideTheBuild) {
    const std::vector<SourceFile> lists = {{"core/a/CMakeLists.txt", "lib(a SOURCES used.cpp)\n"}};
    EXPECT_THAT(buildViolations({{"core/a/used.cpp", ""}}, lists), IsEmpty());
    EXPECT_THAT(buildViolations({{"core/a/forgotten.cpp", ""}}, lists), SizeIs(1));
    EXPECT_THAT(buildViolations({{"core/b/used.cpp", ""}}, lists), SizeIs(1));
    EXPECT_THAT(buildViolations({}, {{"ui/CMakeLists.txt", "file(GLOB all *.cpp)\n"}}), SizeIs(1));
}

TEST(TextRules, FindTypesOfTheSameName) {
    const SourceFile one{"core/a/b.h", "namespace foldline {\nstruct Row {\n};\n}\n"};
    const SourceFile same{"core/c/d.h", "namespace foldline {\nclass Row final : public X {\n};\n"};
    const SourceFile other{"ui/c/d.h", "namespace foldline::ui {\nstruct Row {\n};\nstruct Gap;\n"};
    EXPECT_THAT(messagesOf(nameViolations({one, same})),
                testing::ElementsAre("foldline::Row is also in core/a/b.h"));
    EXPECT_THAT(nameViolations({one, other, {"ui/e.h", "struct Gap;\n"}}), IsEmpty());
}

}  // namespace

}  // namespace foldline::style
