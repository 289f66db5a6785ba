#include "ui/stage/fault_menu.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace foldline::ui {
namespace {

std::vector<Fault::Kind> kindsFor(Role role) {
    std::vector<Fault::Kind> kinds;
    for (const Fault& fault : offeredFaults({.name = "n", .role = role}, {})) {
        kinds.push_back(fault.kind);
    }
    return kinds;
}

bool offers(Role role, Fault::Kind kind) {
    const auto kinds = kindsFor(role);
    return std::ranges::find(kinds, kind) != kinds.end();
}

TEST(FaultMenu, OffersOnlyWhatHasAnEffectOnTheRole) {
    EXPECT_TRUE(offers(Role::Rdb, Fault::Kind::Flaky));
    EXPECT_FALSE(offers(Role::Service, Fault::Kind::Flaky));
    EXPECT_TRUE(offers(Role::Service, Fault::Kind::Slow));
    EXPECT_FALSE(offers(Role::Broker, Fault::Kind::Slow));
    EXPECT_FALSE(offers(Role::Client, Fault::Kind::Down));
    for (const Role role : {Role::Gateway, Role::Service, Role::Rdb, Role::Broker}) {
        EXPECT_TRUE(offers(role, Fault::Kind::Down));
        EXPECT_TRUE(offers(role, Fault::Kind::LoseReplies));
    }
}

TEST(FaultMenu, FaultsBeginAtThePlayheadWithTheirUsualLength) {
    const auto faults = offeredFaults({.name = "db", .role = Role::Rdb}, {7'000'000});
    for (const Fault& fault : faults) {
        EXPECT_EQ(fault.at, SimTime{7'000'000});
        EXPECT_EQ(fault.node, "db");
        ASSERT_TRUE(fault.length);
        EXPECT_EQ(fault.length->us, fault.kind == Fault::Kind::Crash ? 3'000'000 : 5'000'000);
    }
}

TEST(FaultMenu, SaysWhatWillHappen) {
    const StageWords english(QLocale::English);
    const StageWords korean(QLocale::Korean);
    const Fault slow{.kind = Fault::Kind::Slow, .length = Duration{5'000'000}};
    EXPECT_EQ(offerText(slow, english), QStringLiteral("10× slower for 5.0 s"));
    EXPECT_EQ(offerText(slow, korean), QStringLiteral("5.0초 동안 10배 느림"));
}

}  // namespace
}  // namespace foldline::ui
