#include "core/scenario/source_text.h"

#include <gtest/gtest.h>

#include "core/sim/random_stream.h"

namespace foldline {
namespace {

TEST(SourceText, CountsColumnsInCharacters) {
    const SourceText source("ab\n회원: x\n");
    EXPECT_EQ(source.markAt(0), (Mark{1, 1}));
    EXPECT_EQ(source.markAt(3), (Mark{2, 1}));
    EXPECT_EQ(source.markAt(9), (Mark{2, 3}));
    EXPECT_EQ(source.markAt(11), (Mark{2, 5}));
    EXPECT_EQ(source.markAt(999), (Mark{3, 1}));
    EXPECT_EQ(source.line(2), "회원: x");
    EXPECT_EQ(source.line(9), "");
}

TEST(MarkCursor, AgreesWithSourceTextInAnyOrder) {
    const std::string text = "a: 가나다\n\n  - 🙂 b\r\n한글: [1, 2]\n";
    const SourceText source(text);
    MarkCursor cursor(source);
    const std::uint64_t seed = 99;
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomStream random(seed, "places");
    for (int i = 0; i < 1000; ++i) {
        const auto byte = static_cast<std::size_t>(random.below(text.size() + 5));
        if (byte < text.size() && !startsCodePoint(static_cast<unsigned char>(text[byte]))) {
            continue;
        }
        EXPECT_EQ(cursor.markAt(byte), source.markAt(byte)) << byte;
    }
}

TEST(FindInvalidUtf8, AcceptsWhatIsWellFormed) {
    EXPECT_FALSE(findInvalidUtf8("abc 한글 🙂 \xF4\x8F\xBF\xBF").has_value());
}

TEST(FindInvalidUtf8, PointsAtTheFirstByteThatIsNot) {
    EXPECT_EQ(findInvalidUtf8("a\xFF"), 1U);
    EXPECT_EQ(findInvalidUtf8("a\x80"), 1U);
    EXPECT_EQ(findInvalidUtf8("한\xED\xA0\x80"), 3U);    // a surrogate
    EXPECT_EQ(findInvalidUtf8("\xC0\xAF"), 0U);          // overlong
    EXPECT_EQ(findInvalidUtf8("ab\xE2\x82"), 2U);        // cut short
    EXPECT_EQ(findInvalidUtf8("\xF4\x90\x80\x80"), 0U);  // beyond the last code point
}

}  // namespace
}  // namespace foldline
