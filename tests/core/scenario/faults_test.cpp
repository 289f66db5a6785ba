#include "core/scenario/faults.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/scenario/load.h"
#include "core/sim/random_stream.h"
#include "tests/core/scenario/scenario_files.h"

namespace foldline {
namespace {

Scenario base() {
    return loadScenarioFile(testFile("base.scenario.yaml")).scenario.value();
}

std::string errorOf(std::string_view yaml) {
    const auto faults = parseFaults(yaml);
    return faults ? "" : faults.error().message;
}

std::string faultError(std::string_view text) {
    const auto fault = parseFault(text, base());
    return fault ? "" : fault.error().message;
}

TEST(FaultKinds, AreNamedAsInTheFile) {
    EXPECT_EQ(faultKindName(Fault::Kind::LoseReplies), "loseReplies");
    for (int i = 0; i <= static_cast<int>(Fault::kLastKind); ++i) {
        const auto kind = static_cast<Fault::Kind>(i);
        EXPECT_EQ(faultKindByName(faultKindName(kind)), kind);
    }
    EXPECT_FALSE(faultKindByName("Down").has_value());
}

TEST(FormatFaults, WritesOneLineAFault) {
    const std::vector<Fault> faults{
        {.id = 3, .node = "books", .at = {10 * kUsPerSecond}, .length = Duration{5 * kUsPerSecond}},
        {.id = 1, .kind = Fault::Kind::Cut, .node = "a", .peer = "b", .at = {1}},
        {.id = 2, .kind = Fault::Kind::Slow, .node = "books", .at = {1500000}, .factor = 2.5},
        {.id = 4, .kind = Fault::Kind::Crash, .node = "shop", .at = {1}, .after = "place/1"},
        {.id = 5, .kind = Fault::Kind::Crash, .node = "c", .instance = 2, .at = {1}}};
    EXPECT_EQ(formatFaults(faults),
              "- { id: 3, at: 10s, for: 5s, down: books }\n"
              "- { id: 1, at: 1us, cut: [a, b] }\n"
              "- { id: 2, at: 1.5s, slow: books, factor: 2.5 }\n"
              "- { id: 4, at: 1us, crash: shop, after: place/1 }\n"
              "- { id: 5, at: 1us, crash: c, instance: 2 }\n");
    EXPECT_EQ(formatFaults({}), "[]\n");
}

TEST(ParseFaults, ReadsBackWhateverIsWritten) {
    const std::uint64_t seed = 20260101;
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomStream random(seed, "faults");
    for (int round = 0; round < 300; ++round) {
        std::vector<Fault> faults;
        for (std::uint64_t i = random.below(6); i > 0; --i) {
            Fault fault{.id = static_cast<std::uint32_t>(i),
                        .kind = static_cast<Fault::Kind>(
                            random.below(static_cast<std::uint64_t>(Fault::kLastKind) + 1)),
                        .node = "node-" + std::to_string(random.below(9)),
                        .at = {static_cast<std::int64_t>(random.below(kDurationMax.us))}};
            if (fault.kind == Fault::Kind::Crash) {
                fault.instance = static_cast<std::uint32_t>(random.below(4));
            }
            if (fault.kind != Fault::Kind::LoseLeader && fault.kind != Fault::Kind::Replay &&
                !isRepair(fault.kind) && random.chance(0.5)) {
                fault.length = Duration{static_cast<std::int64_t>(1 + random.below(1'000'000'000))};
            }
            if (fault.kind == Fault::Kind::Forget) {
                fault.node.clear();
                fault.entity = "member-" + std::to_string(1 + random.below(99));
            } else if (fault.kind == Fault::Kind::Restore) {
                fault.asOf = random.chance(0.5) ? std::optional(SimTime{1'500'000}) : std::nullopt;
                fault.length = random.chance(0.5) ? std::optional(Duration{7}) : std::nullopt;
            } else if (fault.kind == Fault::Kind::Cut) {
                fault.peer = "peer";
            } else if (fault.kind == Fault::Kind::Slow) {
                fault.factor = 1.0 + random.uniform() * 1000.0;
            } else if (fault.kind == Fault::Kind::Crash && random.chance(0.5)) {
                const std::vector<std::string> parts{"1", "100", "commit", "send", "mark"};
                fault.instance = 0;
                fault.after = "x-1/" + parts[random.below(parts.size())];
            } else if (fault.kind == Fault::Kind::Corrupt) {
                fault.field = "amount";
                fault.value = random.chance(0.5)
                                  ? Literal{.type = ValueType::Integer,
                                            .integer = -static_cast<std::int64_t>(random.below(99))}
                                  : Literal{.type = ValueType::Text, .text = "it's \"that\": #1"};
            } else if (fault.kind == Fault::Kind::Flaky || fault.kind == Fault::Kind::LoseReplies ||
                       fault.kind == Fault::Kind::Loss) {
                fault.probability = random.uniform();
            }
            faults.push_back(std::move(fault));
        }
        const std::string text = formatFaults(faults);
        const auto read = parseFaults(text);
        ASSERT_TRUE(read.has_value()) << read.error().message << "\n" << text;
        EXPECT_EQ(*read, faults) << text;
    }
}

TEST(ParseFaults, SaysWhereAndWhatIsWrong) {
    EXPECT_EQ(errorOf("- { id: 1, at: 10s, dawn: db }"),
              "line 1, column 21: unknown key 'dawn' in a recorded fault; did you mean 'down'?");
    EXPECT_EQ(errorOf("- { at: 10s, down: db }"),
              "line 1, column 3: a recorded fault needs the key 'id'; add 'id: …'");
    EXPECT_EQ(errorOf("- { id: 1, at: 10s, down: db }\n- { id: 1, at: 9s, crash: db }"),
              "line 2, column 9: another fault has the same id");
    EXPECT_EQ(errorOf("- { id: 1, at: 10s, flaky: db, probability: 1.5 }"),
              "line 1, column 45: probability must be a number from 0 to 1, not '1.5'");
    EXPECT_EQ(errorOf("down"), "line 1, column 1: expected a list of faults, not the text 'down'");
    EXPECT_THAT(errorOf(std::string(100'000, '[')), testing::HasSubstr("deep"));
    EXPECT_THAT(errorOf(std::string("\0", 1)), testing::HasSubstr("NUL"));
    EXPECT_THAT(errorOf(""), testing::HasSubstr("empty"));
}

TEST(ParseFault, ReadsTheFormOfACommandLine) {
    const auto down = parseFault("at=10s for=5s down=books", base());
    ASSERT_TRUE(down.has_value());
    EXPECT_EQ(
        *down,
        (Fault{.node = "books", .at = {10 * kUsPerSecond}, .length = Duration{5 * kUsPerSecond}}));
    const auto cut = parseFault("  cut=people,gate   at=1s ", base());
    ASSERT_TRUE(cut.has_value());
    EXPECT_EQ(
        *cut,
        (Fault{.kind = Fault::Kind::Cut, .node = "people", .peer = "gate", .at = {kUsPerSecond}}));
    const auto slow = parseFault("slow=shop factor=3.5 at=0s", base());
    ASSERT_TRUE(slow.has_value());
    EXPECT_EQ(slow->factor, 3.5);
    const auto between = parseFault("at=1s for=2s crash=shop after=paint/2", base());
    ASSERT_TRUE(between.has_value());
    EXPECT_EQ(between->after, "paint/2");
}

TEST(ParseFault, SaysWhatIsWrong) {
    EXPECT_EQ(faultError("at=10s down=boks"), "unknown node 'boks'; did you mean 'books'?");
    EXPECT_EQ(faultError("down books"),
              "'down' is not of the form key=value; write a fault such as 'at=10s for=5s "
              "down=members-db'");
    EXPECT_EQ(faultError("down=books"), "a fault needs the key 'at'; add 'at: …'");
    EXPECT_EQ(faultError("at=10 down=books"), "'10' has no unit; write 10ms or 10s");
    EXPECT_EQ(
        faultError("at=1s flaky=shop"),
        "'shop' is a service, to which this cannot happen: flaky; write one of 'books', 'store'");
    EXPECT_EQ(faultError("at=1s down=people"),
              "'people' is a client, to which this cannot happen: down; write one of 'gate', "
              "'shop', 'bank', "
              "'books', 'bus', 'writer', 'courier', 'store'");
    EXPECT_EQ(faultError("at=1s crash=shop after=pain/2"),
              "'shop' has no handler 'pain'; did you mean 'paint'?");
    EXPECT_EQ(faultError("at=1s crash=courier after=sales/2"),
              "'courier.sales' has no '2'; write sales/send or sales/mark");
    EXPECT_EQ(faultError("at=1s cut=bank,writer"), "no system has both 'bank' and 'writer'");
    EXPECT_EQ(faultError("at=1s at=2s down=books"),
              "the key 'at' is already there in the same map; remove one of the two");
    EXPECT_THAT(faultError(""), testing::HasSubstr("needs"));
}

}  // namespace
}  // namespace foldline
