#include "ui/inspector/row_notice.h"

#include <gtest/gtest.h>

namespace foldline::ui {
namespace {

Dictionary dictionary(bool hasBroker) {
    Dictionary d;
    d.nodes = {{.name = "members", .title = {"Members", {}}, .role = Role::Client},
               {.name = "members-db", .title = {"Members DB", {}}, .role = Role::Rdb}};
    d.symbols = {"AddressChanged"};
    d.fields = {{"points", ValueType::Integer}};
    if (hasBroker) {
        d.partitions = {{.topic = "t"}};
    }
    return d;
}

Fields points(std::int64_t value) {
    Fields f;
    f.set(FieldId{0}, value);
    return f;
}

EntityState stateOf(std::int64_t belief,
                    std::int64_t row,
                    std::uint32_t reflects,
                    std::uint32_t stream) {
    EntityState state;
    state.belief = {.version = stream, .fields = points(belief)};
    state.rows = {
        {.rdb = NodeId{1}, .version = reflects, .reflects = reflects, .fields = points(row)}};
    state.stream = {.version = stream, .fields = points(belief)};
    return state;
}

World worldOf(const Dictionary& d) {
    World world = initialWorld(d);
    world.t = SimTime{14 * kUsPerSecond};
    return world;
}

TEST(RowNotice, SaysHowFarAndHowLongTheRowIsBehindAndWhoIsToBlame) {
    const Dictionary d = dictionary(true);
    World world = worldOf(d);
    world.nodes[1].up = false;
    world.nodes[1].faults = {{.since = {10 * kUsPerSecond}}};
    const std::vector<Record> records{{.seq = 5,
                                       .t = {13 * kUsPerSecond},
                                       .what = SymbolId{0},
                                       .version = 2,
                                       .kind = Kind::EventAppended}};
    const Notice notice = RowNotice::of(d, stateOf(7, 0, 1, 3), world, records, world.t);
    EXPECT_TRUE(notice.isBad);
    EXPECT_TRUE(notice.title.contains(QStringLiteral("1.0 s"))) << notice.title.toStdString();
    EXPECT_TRUE(notice.text.contains(QStringLiteral("AddressChanged #2")));
    EXPECT_TRUE(notice.text.contains(QStringLiteral("Members DB")));
    EXPECT_EQ(notice.about, 5U);
}

TEST(RowNotice, IsCalmWhenAllAgree) {
    const Dictionary d = dictionary(true);
    const Notice notice = RowNotice::of(d, stateOf(7, 7, 2, 2), worldOf(d), {}, SimTime{});
    EXPECT_FALSE(notice.isBad);
}

TEST(RowNotice, NamesTheRequestWhoseClientDoesNotKnow) {
    const Dictionary d = dictionary(false);
    EntityState state = stateOf(0, 7, 0, 1);
    state.intentions = {{.request = RequestId{12}, .unknown = true}};
    const Notice notice = RowNotice::of(d, state, worldOf(d), {}, SimTime{});
    EXPECT_TRUE(notice.isBad);
    EXPECT_TRUE(notice.text.contains(QStringLiteral("12")));
}

TEST(RowNotice, BlamesARefusalThatTookEffect) {
    const Dictionary d = dictionary(false);
    const Notice notice = RowNotice::of(d, stateOf(0, 7, 0, 1), worldOf(d), {}, SimTime{});
    EXPECT_TRUE(notice.isBad);
}

TEST(RowNotice, SaysNothingOfFieldsThatNoClientIsToldOf) {
    const Dictionary d = dictionary(false);
    EntityState state = stateOf(0, 7, 0, 1);
    state.rows[0].compared = std::vector<FieldId>{};
    EXPECT_FALSE(RowNotice::of(d, state, worldOf(d), {}, SimTime{}).isBad);
}

TEST(RowNotice, ARowThatFollowsNoEventsIsNeverBehind) {
    const Dictionary d = dictionary(true);
    EntityState state = stateOf(7, 7, 0, 3);
    state.rows[0].follows = false;
    EXPECT_FALSE(RowNotice::of(d, state, worldOf(d), {}, SimTime{}).isBad);
}

}  // namespace
}  // namespace foldline::ui
