#include "core/fold/entity.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "tests/core/fold/record_story.h"

namespace foldline {
namespace {

class EntityTest : public testing::Test {
protected:
    const Dictionary m_names = story::dictionary();
    const EntityRules m_rules{story::scenario(false), m_names};
    EntityState m_member = initialEntity(m_rules);

    EntityTest() { tell("0s EntityCreated - e=member-1 version=1 data=address:Seoul,points:0"); }

    void tell(std::string_view text) {
        for (const Record& record : story::records(text, m_names, m_member.seq + 1)) {
            fold(m_member, record, m_rules);
        }
    }

    std::string address(const Fields& fields) const {
        const std::int64_t* value = fields.find(m_names.findField("address"));
        return m_names.symbol(SymbolId{static_cast<std::uint32_t>(*value)});
    }

    std::int64_t points(const Fields& fields) const {
        return *fields.find(m_names.findField("points"));
    }
};

TEST_F(EntityTest, AtFirstBeliefRowsAndStreamAgree) {
    EXPECT_EQ(m_member.belief.version, 1U);
    EXPECT_EQ(m_member.stream.version, 1U);
    ASSERT_EQ(m_member.rows.size(), 2U);
    EXPECT_EQ(m_member.rows[0].rdb, m_names.findNode("members-db"));
    EXPECT_EQ(m_member.rows[1].rdb, m_names.findNode("archive-db"));
    EXPECT_EQ(m_member.rows[1].version, 1U);
    EXPECT_EQ(m_member.rows[1].reflects, 0U);
    EXPECT_EQ(m_member.rows[0].fields, m_member.belief.fields);
    EXPECT_EQ(m_member.stream.fields, m_member.belief.fields);
}

TEST_F(EntityTest, TheClientBelievesWhatItWasToldOkFor) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 e=member-1 what=changeAddress attempt=1
            data=address:Busan
        2ms RequestSent gateway->membership m1 r0 e=member-1 what=changeAddress attempt=1
    )");
    ASSERT_EQ(m_member.intentions.size(), 1U);
    EXPECT_EQ(m_member.intentions[0].since, SimTime{1'000});
    EXPECT_EQ(address(m_member.belief.fields), "Seoul");
    tell("5ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok");
    EXPECT_EQ(address(m_member.belief.fields), "Busan");
    EXPECT_EQ(m_member.belief.version, 2U);
    EXPECT_EQ(m_member.belief.setBy, 4U);
    EXPECT_EQ(m_member.belief.setAt, SimTime{5'000});
    EXPECT_TRUE(m_member.intentions.empty());
}

TEST_F(EntityTest, ARefusedChangeIsForgotten) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 e=member-1 what=changeAddress attempt=1
            data=address:Busan
        5ms ReplyReceived members->gateway m2 r0 e=member-1 what=failed
    )");
    EXPECT_EQ(address(m_member.belief.fields), "Seoul");
    EXPECT_EQ(m_member.belief.version, 1U);
    EXPECT_TRUE(m_member.intentions.empty());
}

TEST_F(EntityTest, AFailureThatWillBeRetriedLeavesTheIntentionOpen) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 e=member-1 what=changeAddress attempt=1
            data=address:Busan
        5ms ReplyReceived members->gateway m2 r0 e=member-1 what=failed version=1
        6ms TimedOut members->gateway r0 e=member-1 version=1
        7ms RequestSent members->gateway m3 r0 e=member-1 what=changeAddress attempt=2
    )");
    ASSERT_EQ(m_member.intentions.size(), 1U);
    EXPECT_FALSE(m_member.intentions[0].unknown);
    tell("9ms ReplyReceived members->gateway m4 r0 e=member-1 what=ok");
    EXPECT_EQ(address(m_member.belief.fields), "Busan");
}

TEST_F(EntityTest, AfterATimeoutTheClientDoesNotKnowForGood) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 e=member-1 what=changeAddress attempt=1
            data=address:Busan
        5ms TimedOut members->gateway r0 e=member-1
        6ms ReplyIgnored members->gateway m2 r0 e=member-1 what=ok
    )");
    EXPECT_EQ(address(m_member.belief.fields), "Seoul");
    ASSERT_EQ(m_member.intentions.size(), 1U);
    EXPECT_TRUE(m_member.intentions[0].unknown);
}

TEST_F(EntityTest, AnOperationWithoutEffectChangesNoBelief) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 e=member-1 what=look attempt=1
        5ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok
    )");
    EXPECT_EQ(m_member.belief.version, 1U);
    EXPECT_TRUE(m_member.intentions.empty());
}

TEST_F(EntityTest, ChangesOfTwoClientsAtOnceCountInTheOrderOfTheirEffects) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 e=member-1 what=changeAddress attempt=1
            data=address:Busan
        1ms RequestSent members->gateway m1 r1 e=member-1 what=changeAddress attempt=1
            data=address:Jeju
        2ms RowWritten members-db r1 e=member-1 version=2 data=address:Jeju
        3ms RowWritten members-db r0 e=member-1 version=3 data=address:Busan
        4ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok
        5ms ReplyReceived members->gateway m3 r1 e=member-1 what=ok
    )");
    EXPECT_EQ(address(m_member.belief.fields), "Busan");
    EXPECT_EQ(m_member.belief.version, 3U);
    EXPECT_EQ(m_member.belief.fields, m_member.rows[0].fields);
}

TEST_F(EntityTest, WhatIsAddedCountsInAnyOrder) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 e=member-1 what=earnPoints attempt=1 data=amount:5
        1ms RequestSent members->gateway m1 r1 e=member-1 what=earnPoints attempt=1 data=amount:-2
        2ms EventAppended broker->membership m9 r1 e=member-1 version=2 what=PointsEarned
            data=amount:-2
        3ms EventAppended broker->membership m9 r0 e=member-1 version=3 what=PointsEarned
            data=amount:5
        4ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok
        5ms ReplyReceived members->gateway m3 r1 e=member-1 what=ok
    )");
    EXPECT_EQ(points(m_member.belief.fields), 3);
    EXPECT_EQ(points(m_member.stream.fields), 3);
    EXPECT_EQ(m_member.stream.version, 3U);
    EXPECT_EQ(address(m_member.stream.fields), "Seoul");
}

TEST_F(EntityTest, TheRowShowsWhatWasWrittenThereAndNowhereElse) {
    tell(
        "2ms RowWritten members-db r1 e=member-1 version=2 what=AddressChanged value=4 "
        "data=address:Jeju");
    EXPECT_EQ(address(m_member.rows[0].fields), "Jeju");
    EXPECT_EQ(points(m_member.rows[0].fields), 0);
    EXPECT_EQ(m_member.rows[0].version, 2U);
    EXPECT_EQ(m_member.rows[0].reflects, 4U);
    EXPECT_EQ(m_member.rows[0].setBy, 2U);
    EXPECT_EQ(address(m_member.rows[1].fields), "Seoul");
    EXPECT_EQ(m_member.rows[1].version, 1U);
}

TEST_F(EntityTest, TheOldestIntentionGivenUpMakesRoomForTheNext) {
    for (int i = 0; i < static_cast<int>(EntityState::kIntentionsMax); ++i) {
        tell("1ms RequestSent members->gateway m0 r" + std::to_string(i) +
             " e=member-1 what=look attempt=1");
    }
    tell(R"(
        2ms TimedOut members->gateway r7 e=member-1
        3ms RequestSent members->gateway m0 r5000 e=member-1 what=look attempt=1
    )");
    EXPECT_EQ(m_member.intentions.size(), EntityState::kIntentionsMax);
    EXPECT_EQ(m_member.intentions[7].request, RequestId{8});
    tell("4ms RequestSent members->gateway m0 r5001 e=member-1 what=look attempt=1");
    EXPECT_EQ(m_member.intentions[0].request, RequestId{1});
    EXPECT_EQ(m_member.intentions.back().request, RequestId{5001});
}

TEST_F(EntityTest, ASkippedEventIsReflectedByTheRowThatStaysAsItIs) {
    tell(R"(
        3ms RowWritten members-db r0 e=member-1 version=2 value=2 what=AddressChanged
            data=address:Busan
        4ms DuplicateSkipped members-db->projector m4 r0 e=member-1 version=2 value=3
            what=AddressChanged slot=0
        5ms DuplicateSkipped members-db->projector m5 r0 e=member-1 version=2 value=2
            what=AddressChanged slot=0
    )");
    const RowState& row = m_member.rows[0];
    EXPECT_EQ(row.reflects, 3U);
    EXPECT_EQ(row.version, 2U);
    EXPECT_EQ(address(row.fields), "Busan");
}

TEST_F(EntityTest, OnlyKindsThatConcernEntitiesChangeOne) {
    for (const KindInfo& info : kindInfos()) {
        EntityState state = m_member;
        Record record;
        record.seq = 0;
        record.kind = info.kind;
        record.node = m_names.findNode("members-db");
        record.value = 9;
        record.version = 9;
        fold(state, record, m_rules);
        state.seq = m_member.seq;
        if (!concernsEntity(info.kind)) {
            EXPECT_EQ(state, m_member) << info.name;
        }
    }
}

TEST_F(EntityTest, ConstantsOfATextFieldAreSymbols) {
    Scenario scenario = story::scenario(false);
    scenario.entities[0].events[0].changes[0].operand = {
        .argument = "", .literal = {.type = ValueType::Text, .integer = 0, .text = "Daegu"}};
    const EntityRules rules(scenario, m_names);
    Fields fields = m_member.stream.fields;
    rules.applyEvent(m_names.findSymbol("AddressChanged"), {}, fields);
    EXPECT_EQ(address(fields), "Daegu");
}

TEST_F(EntityTest, SumsStopAtTheEndsOfTheirRange) {
    Fields fields = m_member.stream.fields;
    Fields payload;
    const SymbolId earned = m_names.findSymbol("PointsEarned");
    payload.set(m_names.findField("amount"), std::numeric_limits<std::int64_t>::max());
    m_rules.applyEvent(earned, payload, fields);
    m_rules.applyEvent(earned, payload, fields);
    EXPECT_EQ(points(fields), std::numeric_limits<std::int64_t>::max());
    m_rules.applyEvent(earned, {}, fields);
    EXPECT_EQ(points(fields), std::numeric_limits<std::int64_t>::max());
}

TEST_F(EntityTest, OnlyRdbsThatAHandlerWritesToKeepRows) {
    const auto keepers = m_rules.keepersOf(EntityId{0});
    ASSERT_EQ(keepers.size(), 1U);
    EXPECT_EQ(m_rules.rdbs()[keepers[0].rdb], m_names.findNode("members-db"));
    EXPECT_FALSE(keepers[0].applies);
    const EntityRules events(story::scenario(true), m_names);
    EXPECT_TRUE(events.keepersOf(EntityId{0})[0].applies);
    EXPECT_TRUE(m_rules.keepersOf(EntityId{77}).empty());
}

TEST_F(EntityTest, AFieldThatOneRdbWritesIsNotAskedOfAnother) {
    Scenario scenario = story::scenario(false);
    auto& steps = scenario.systems[0].handlers[0].steps;
    auto& first = std::get<UpdateStatement>(std::get<TransactionStep>(steps[0]).statements[0]);
    TransactionStep archive = std::get<TransactionStep>(steps[0]);
    archive.rdb = "archive-db";
    std::get<UpdateStatement>(archive.statements[0]).changes.pop_back();
    first.changes.erase(first.changes.begin());
    steps.emplace_back(archive);
    const EntityRules rules(scenario, m_names);
    const auto keepers = rules.keepersOf(EntityId{0});
    ASSERT_EQ(keepers.size(), 2U);
    EXPECT_EQ(keepers[0].fields, std::vector{m_names.findField("points")});
    EXPECT_EQ(keepers[1].fields, std::vector{m_names.findField("address")});
}

TEST_F(EntityTest, AnEntityComesBackFromItsBytesAsItWas) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 e=member-1 what=changeAddress attempt=1
            data=address:Busan
        2ms RowWritten members-db r0 e=member-1 version=2 data=address:Busan
        3ms ReplyReceived members->gateway m2 r0 e=member-1 what=ok
        4ms RequestSent members->gateway m0 r1 e=member-1 what=earnPoints attempt=1 data=amount:-5
        5ms TimedOut members->gateway r1 e=member-1
    )");
    const std::string bytes = encodeEntity(m_member);
    EXPECT_EQ(decodeEntity(bytes, m_names), m_member);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(decodeEntity(std::string_view(bytes).substr(0, size), m_names)) << size;
    }
}

TEST_F(EntityTest, DamagedBytesNeverDoHarm) {
    tell(R"(
        1ms RequestSent members->gateway m0 r0 e=member-1 what=changeAddress attempt=1
            data=address:Busan
    )");
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::string good = encodeEntity(m_member);
    int decoded = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = good;
        for (std::size_t n = 1 + random() % 3; n > 0; --n) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
        }
        if (std::optional<EntityState> state = decodeEntity(bytes, m_names)) {
            ++decoded;
            ASSERT_EQ(state->rows.size(), 2U);
            ASSERT_EQ(decodeEntity(encodeEntity(*state), m_names), state);
            fold(*state,
                 story::records("5ms ReplyReceived members->gateway m2 r0 what=ok", m_names)[0],
                 m_rules);
        }
    }
    EXPECT_GT(decoded, 0);
}

TEST_F(EntityTest, ARowThatIsPutBackHasNothingOfTheTimeBetween) {
    tell(R"(
        1ms RowWritten members-db r0 e=member-1 version=2 what=AddressChanged value=2
            data=address:Busan
        2ms RowReset members-db e=member-1 version=3 attempt=1 value=1 data=address:Seoul,points:0
    )");
    EXPECT_EQ(address(m_member.rows[0].fields), "Seoul");
    EXPECT_EQ(m_member.rows[0].version, 3U);
    EXPECT_EQ(m_member.rows[0].reflects, 1U);
    EXPECT_EQ(m_member.rows[0].setBy, 3U);
    EXPECT_EQ(m_member.rows[1].version, 1U);
}

TEST(ForgottenEntity, SaysNothingPersonalWhateverIsAppended) {
    Dictionary names = story::dictionary();
    names.symbols.emplace_back("(erased)");
    Scenario scenario = story::scenario(true);
    scenario.entities[0].personal = {"address"};
    const EntityRules rules(scenario, names);
    EntityState member = initialEntity(rules);
    const auto tell = [&](std::string_view text) {
        for (const Record& record : story::records(text, names, member.seq + 1)) {
            fold(member, record, rules);
        }
    };
    const auto address = [&](const Fields& fields) {
        return names.symbol(
            SymbolId{static_cast<std::uint32_t>(*fields.find(names.findField("address")))});
    };
    tell("0s EntityCreated - e=member-1 version=1 data=address:Seoul,points:0");
    tell("1ms KeyShredded - e=member-1");
    EXPECT_EQ(address(member.stream.fields), "(erased)");
    EXPECT_EQ(address(member.rows[0].fields), "Seoul");
    tell(R"(
        2ms EventAppended broker r0 e=member-1 version=2 what=AddressChanged data=address:Busan
        3ms EventAppended broker r1 e=member-1 version=3 what=PointsEarned data=amount:5
    )");
    EXPECT_EQ(address(member.stream.fields), "(erased)");
    EXPECT_EQ(*member.stream.fields.find(names.findField("points")), 5);
    EXPECT_EQ(member.stream.version, 3U);
}

}  // namespace
}  // namespace foldline
