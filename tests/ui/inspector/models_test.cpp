#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include "ui/inspector/entity_model.h"
#include "ui/inspector/entity_names.h"
#include "ui/inspector/facts.h"
#include "ui/inspector/facts_model.h"
#include "ui/inspector/records_model.h"
#include "ui/inspector/value_text.h"

namespace foldline::ui {
namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

Dictionary dictionary() {
    Dictionary d;
    d.nodes = {{.name = "members", .title = {"Members", "회원"}, .role = Role::Client},
               {.name = "members-db", .title = {"Members DB", "회원 DB"}, .role = Role::Rdb}};
    d.symbols = {"3 Jong-ro", "12 Mapo-daero"};
    d.fields = {{"address", ValueType::Text}, {"points", ValueType::Integer}};
    d.entities = {{"member", "member-1"}, {"member", "member-2"}};
    d.partitions = {{.broker = NodeId{0}, .topic = "t"}};
    return d;
}

Fields fields(std::int64_t address, std::int64_t points) {
    Fields f;
    f.set(FieldId{0}, address);
    f.set(FieldId{1}, points);
    return f;
}

EntityState behindByOne() {
    EntityState state;
    state.belief = {.version = 2, .fields = fields(1, 5)};
    state.rows = {{.rdb = NodeId{1}, .version = 1, .fields = fields(0, 5)}};
    state.stream = {.version = 2, .fields = fields(1, 5)};
    return state;
}

TEST(EntityModel, ShowsThreeColumnsAndMarksWhatDiffers) {
    const Dictionary d = dictionary();
    EntityModel model;
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.show(&d, EntityId{0}, behindByOne());
    ASSERT_EQ(model.columnCount(), 4);
    ASSERT_EQ(model.rowCount(), 3);
    EXPECT_EQ(model.index(0, 1).data().toString(), QStringLiteral("12 Mapo-daero"));
    EXPECT_EQ(model.index(0, 2).data().toString(), QStringLiteral("3 Jong-ro"));
    const auto standing = [&](int row, int column) {
        return static_cast<EntityModel::Standing>(
            model.index(row, column).data(EntityModel::kStandingRole).toInt());
    };
    EXPECT_EQ(standing(0, 2), EntityModel::Standing::Differs);
    EXPECT_EQ(standing(0, 3), EntityModel::Standing::Agrees);
    EXPECT_EQ(standing(1, 2), EntityModel::Standing::Neutral);
    EXPECT_EQ(model.index(2, 2).data().toString(), QStringLiteral("1"));
}

TEST(EntityModel, KeepsItsShapeWhileValuesChange) {
    const Dictionary d = dictionary();
    EntityModel model;
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.show(&d, EntityId{0}, behindByOne());
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    EntityState caughtUp = behindByOne();
    caughtUp.rows[0].fields = fields(1, 5);
    model.show(&d, EntityId{0}, caughtUp);
    EXPECT_EQ(resets.count(), 0);
    EXPECT_EQ(changes.count(), 1);
    model.show(&d, EntityId{0}, std::nullopt);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(EntityModel, HasNoFoldWhereThereIsNoBroker) {
    Dictionary d = dictionary();
    d.partitions.clear();
    EntityModel model;
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.show(&d, EntityId{0}, behindByOne());
    EXPECT_EQ(model.columnCount(), 3);
}

TEST(FactsModel, TellsHeadingsAndBadFactsApart) {
    FactsModel model;
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.show({{.name = QStringLiteral("A"), .isHeading = true},
                {.name = QStringLiteral("b"), .value = QStringLiteral("1"), .isBad = true}});
    EXPECT_TRUE(model.index(0, 0).data(FactsModel::kHeadingRole).toBool());
    EXPECT_TRUE(model.index(1, 1).data(FactsModel::kBadRole).toBool());
    model.show({});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(Facts, SayWhetherExpectationsHoldAndWithWhichNumbers) {
    const std::vector<Expectation> expectations{
        {.text = "lost(a) == 0", .because = {.en = "Nothing is lost", .ko = ""}},
        {.text = "retries(a) < 5", .compare = Compare::Less},
        {.text = "refused(b) > 0", .compare = Compare::Greater}};
    const std::vector<Verdict> verdicts{
        {.holds = true, .left = 0, .right = 0},
        {.holds = false, .left = 7, .right = 5},
        {.holds = false, .problem = "refused(b): the system 'b' was not run"}};
    const std::vector<Fact> facts = Facts::ofExpectations(expectations, verdicts);
    ASSERT_EQ(facts.size(), 4U);
    EXPECT_TRUE(facts[0].isHeading);
    EXPECT_EQ(facts[1],
              (Fact{.name = QStringLiteral("Nothing is lost"),
                    .value = QStringLiteral("holds: 0 = 0"),
                    .tip = QStringLiteral("lost(a) == 0"),
                    .isClaim = true}));
    EXPECT_EQ(facts[2],
              (Fact{.name = QStringLiteral("retries(a) < 5"),
                    .value = QStringLiteral("does not hold: 7 < 5"),
                    .isClaim = true,
                    .isBad = true}));
    EXPECT_TRUE(facts[3].isBad);
    EXPECT_TRUE(facts[3].value.contains(QStringLiteral("was not run")));
    EXPECT_TRUE(Facts::ofExpectations({}, {}).empty());
}

TEST(Facts, OfAGatewayTellEveryBreaker) {
    const Dictionary d = dictionary();
    World world = initialWorld(d);
    world.t = SimTime{5'000'000};
    using enum BreakerState::State;
    world.nodes[0].breakers = {{.target = NodeId{0}, .state = Open, .since = SimTime{4'000'000}},
                               {.target = NodeId{0}, .state = HalfOpen, .since = world.t},
                               {.target = NodeId{0}, .state = Closed, .since = world.t}};
    std::vector<Fact> found;
    for (const Fact& fact : Facts::ofNode(d, world, NodeId{0}, nullptr)) {
        if (fact.value.contains(QStringLiteral("open")) ||
            fact.value.contains(QStringLiteral("closed"))) {
            found.push_back(fact);
        }
    }
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].value, QStringLiteral("open, 1.0\u00A0s"));
    EXPECT_TRUE(found[0].isBad);
    EXPECT_TRUE(found[1].value.startsWith(QStringLiteral("half-open")));
    EXPECT_FALSE(found[1].isBad);
    EXPECT_TRUE(found[2].value.startsWith(QStringLiteral("closed")));
}

TEST(RecordsModel, FindsTheRowOfARecord) {
    const Dictionary d = dictionary();
    RecordsModel model;
    const QAbstractItemModelTester tester(&model, Mode::Fatal);
    model.show(&d,
               {{.seq = 7, .t = {1'500'000}, .kind = Kind::RequestSent, .node = NodeId{0}},
                {.seq = 8, .t = {1'500'001}, .entity = EntityId{1}, .kind = Kind::RowWritten}});
    EXPECT_EQ(model.rowOf(8), 1);
    EXPECT_EQ(model.rowOf(9), -1);
    EXPECT_EQ(model.index(0, RecordsModel::What).data().toString(), QStringLiteral("RequestSent"));
    EXPECT_EQ(model.index(1, RecordsModel::About).data().toString(), QStringLiteral("member-2"));
}

TEST(EntityNames, ListsEveryEntityByItsKey) {
    const Dictionary d = dictionary();
    EntityNames names(d, nullptr);
    const QAbstractItemModelTester tester(&names, Mode::Fatal);
    EXPECT_EQ(names.index(1).data().toString(), QStringLiteral("member-2"));
}

TEST(ValueText, SaysOnlyWhatChanged) {
    EXPECT_EQ(changeText(dictionary(), fields(0, 5), fields(1, 5)),
              QStringLiteral("address: 3 Jong-ro → 12 Mapo-daero"));
    EXPECT_EQ(changeText(dictionary(), fields(0, 5), fields(0, 5)), QString());
}

TEST(ValueText, WritesSpansInTheUnitPeopleWouldUse) {
    EXPECT_EQ(shortSpan({80}), QStringLiteral("80 µs"));
    EXPECT_EQ(shortSpan({2'500}), QStringLiteral("2.5 ms"));
    EXPECT_EQ(shortSpan({250'000}), QStringLiteral("250 ms"));
    EXPECT_EQ(shortSpan({3'900'000}), QStringLiteral("3.9 s"));
}

}  // namespace
}  // namespace foldline::ui
