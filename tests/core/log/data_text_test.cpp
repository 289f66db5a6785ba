#include "core/log/data_text.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "tests/core/log/sample.h"

namespace foldline {
namespace {

constexpr FieldId kAddress{0};
constexpr FieldId kPoints{1};
constexpr FieldId kVip{2};

class DataTextTest : public testing::Test {
protected:
    std::string textOf(const Fields& fields) const {
        std::string text;
        m_dataText.append(fields, text);
        return text;
    }

    const Dictionary m_names = sample::dictionary();
    const DataText m_dataText{m_names};
};

TEST_F(DataTextTest, IsAJsonObject) {
    Fields fields;
    fields.set(kAddress, 2);
    fields.set(kPoints, -5);
    fields.set(kVip, 1);
    EXPECT_EQ(textOf(fields), R"({"address":"12 Mapo-daero","points":-5,"vip":true})");
}

TEST_F(DataTextTest, EscapesWhatJsonWantsEscaped) {
    Fields fields;
    fields.set(kAddress, 3);
    EXPECT_EQ(textOf(fields), R"({"address":"\"quoted\" \\ and\u000abroken"})");
}

TEST_F(DataTextTest, IsReadBackWhateverTheFields) {
    const auto seed = sample::freshSeed();
    std::mt19937_64 random(seed);
    for (int i = 0; i < 2'000; ++i) {
        Fields fields;
        fields.set(kVip, static_cast<std::int64_t>(random() % 2));
        if (random() % 2 == 0) {
            fields.set(kPoints, static_cast<std::int64_t>(random()) >> (random() % 64));
        }
        if (random() % 2 == 0) {
            const auto symbol = random() % 7;
            fields.set(kAddress, symbol == 6 ? SymbolId::none().value : static_cast<int>(symbol));
        }
        const auto read = m_dataText.parse(textOf(fields));
        ASSERT_TRUE(read) << textOf(fields) << " seed " << seed;
        EXPECT_EQ(*read, fields) << textOf(fields) << " seed " << seed;
    }
}

TEST_F(DataTextTest, KeepsTheLargestAndTheSmallestInteger) {
    for (const auto value :
         {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
        Fields fields;
        fields.set(kPoints, value);
        EXPECT_EQ(m_dataText.parse(textOf(fields)), fields);
    }
}

TEST_F(DataTextTest, IsTheSameWithoutPreparation) {
    Fields fields;
    fields.set(kPoints, 7);
    fields.set(kAddress, 3);
    std::string text;
    appendDataText(fields, m_names, text);
    EXPECT_EQ(text, textOf(fields));
}

TEST_F(DataTextTest, OfAnotherFormIsNotRead) {
    for (const char* text : {"",
                             "{}",
                             "{",
                             "null",
                             R"({"points":5)",
                             R"({"points":5}})",
                             R"({"points":5,})",
                             R"({"points": 5})",
                             R"({ "points":5})",
                             R"({"points":05})",
                             R"({"points":-0})",
                             R"({"points":+5})",
                             R"({"points":5.0})",
                             R"({"points":5e1})",
                             R"({"points":})",
                             R"({"points")",
                             R"({"points":9223372036854775808})",
                             R"({"points":5,"points":6})",
                             R"({"points":true})",
                             R"({"points":"ok"})",
                             R"({"points":null})",
                             R"({"vip":1})",
                             R"({"vip":True})",
                             R"({"address":"nowhere"})",
                             R"({"address":"ok})",
                             R"({"address":"ok\)",
                             R"({"address":"\u006fk"})",
                             R"({"weight":5})",
                             R"({"Points":5})",
                             R"({points:5})"}) {
        EXPECT_FALSE(m_dataText.parse(text)) << text;
    }
}

TEST(DataText, TellsFieldsOfOneNameApartByType) {
    Dictionary names;
    names.symbols = {"open"};
    names.fields = {{"status", ValueType::Integer}, {"status", ValueType::Text}};
    const DataText dataText(names);
    Fields fields;
    fields.set(FieldId{1}, 0);
    EXPECT_EQ(dataText.parse(R"({"status":"open"})"), fields);
    EXPECT_EQ(dataText.parse(R"({"status":3})")->ids[0], FieldId{0});
}

}  // namespace
}  // namespace foldline
