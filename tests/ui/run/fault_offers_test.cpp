#include "ui/run/fault_offers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/scenario/faults.h"
#include "tests/ui/support/bundled_scenario.h"

namespace foldline::ui {
namespace {

std::vector<std::string> nodesOf(const std::vector<Fault>& offers) {
    std::vector<std::string> nodes;
    for (const Fault& offer : offers) {
        nodes.push_back(offer.node);
    }
    return nodes;
}

std::vector<std::string> nodesFor(Fault::Kind kind, const LoadedBundle& of) {
    return nodesOf(faultOffers(kind, of.scenario, of.systems));
}

using Names = std::vector<std::string>;

TEST(FaultOffers, EachOneIsTakenAsItIsRead) {
    std::size_t offered = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(FOLDLINE_SOURCE_DIR "/resources/scenarios")) {
        if (entry.path().extension() != ".yaml") {
            continue;
        }
        const LoadedBundle bundled(entry.path().stem().stem().string());
        for (const Fault::Kind kind : offeredKinds()) {
            for (Fault offer : faultOffers(kind, bundled.scenario, bundled.systems)) {
                offer.id = 1;
                EXPECT_EQ(faultTargetProblem(offer, bundled.scenario), "");
                const auto read = parseFaults(formatFaults({offer}));
                ASSERT_TRUE(read) << read.error().message;
                EXPECT_EQ(*read, std::vector{offer});
                ++offered;
            }
        }
    }
    EXPECT_GT(offered, 500U);
}

TEST(FaultOffers, AreNamedOnceForAllSystems) {
    const LoadedBundle bundled("wrong-event");
    EXPECT_EQ(nodesFor(Fault::Kind::Flaky, bundled),
              (Names{"points-db", "balances-db", "rankings-db", "statistics-db"}));
    EXPECT_EQ(nodesFor(Fault::Kind::LoseLeader, bundled), Names{"broker"});
}

TEST(FaultOffers, ACutIsOfferedOnceForEveryConnection) {
    const LoadedBundle bundled("wrong-event");
    const auto cuts = faultOffers(Fault::Kind::Cut, bundled.scenario, bundled.systems);
    ASSERT_FALSE(cuts.empty());
    EXPECT_EQ(cuts.front().node, "members");
    EXPECT_EQ(cuts.front().peer, "earning");
    for (const Fault& cut : cuts) {
        EXPECT_EQ(
            std::ranges::count_if(cuts,
                                  [&](const Fault& other) {
                                      return (other.node == cut.node && other.peer == cut.peer) ||
                                             (other.node == cut.peer && other.peer == cut.node);
                                  }),
            1);
    }
}

TEST(FaultOffers, RepairsAreOfferedWhereTheyHaveSomethingToDo) {
    const LoadedBundle wrong("wrong-event");
    EXPECT_EQ(nodesFor(Fault::Kind::Correct, wrong), Names{"earning"});
    EXPECT_EQ(nodesFor(Fault::Kind::Rebuild, wrong), (Names{"balances", "rankings", "statistics"}));
    EXPECT_TRUE(nodesFor(Fault::Kind::Restore, wrong).empty()) << "nothing is backed up";
    const Scenario requests = onlySystem(wrong.scenario, "request-driven");
    EXPECT_TRUE(
        faultOffers(Fault::Kind::Correct, requests, {wrong.dictionary("request-driven")}).empty())
        << "there it writes rows only";
    EXPECT_EQ(nodesFor(Fault::Kind::RetryParked, LoadedBundle("dead-letters")).size(), 1U);
}

TEST(FaultOffers, AWrongValueIsWhatTheScenarioWritesWronglyOrStandsOut) {
    const LoadedBundle wrong("wrong-event");
    const auto offers = faultOffers(Fault::Kind::Corrupt, wrong.scenario, wrong.systems);
    ASSERT_FALSE(offers.empty());
    const auto amount = std::ranges::find_if(offers, [](const Fault& offer) {
        return offer.node == "earning" && offer.field == "amount";
    });
    ASSERT_NE(amount, offers.end());
    EXPECT_EQ(amount->value.integer, 1000);
    const LoadedBundle addresses("address-change");
    for (const Fault& offer :
         faultOffers(Fault::Kind::Corrupt, addresses.scenario, addresses.systems)) {
        EXPECT_NE(offer.value.type, ValueType::Text) << "no wrong text is known to the recording";
    }
}

TEST(FaultOffers, EveryInstanceOfAServiceThatHasSeveralCanCrash) {
    LoadedBundle bundled("address-change");
    EXPECT_TRUE(instanceCrashes("membership", bundled.scenario).empty());
    for (SystemSpec& system : bundled.scenario.systems) {
        for (NodeSpec& node : system.nodes) {
            if (node.name == "membership") {
                std::get<ServiceSpec>(node.spec).instances = 3;
            }
        }
    }
    const auto crashes = instanceCrashes("membership", bundled.scenario);
    ASSERT_EQ(crashes.size(), 3U);
    EXPECT_EQ(crashes.back().instance, 3U);
    EXPECT_EQ(faultTargetProblem(crashes.back(), bundled.scenario), "");
}

TEST(FaultOffers, EveryGapBetweenTheStepsOfAHandlerCanBeCrashedIn) {
    const LoadedBundle bundled("wrong-event");
    const Scenario events = onlySystem(bundled.scenario, "event-driven");
    Names gaps;
    for (const Fault& crash : crashesBetweenSteps("earning", events)) {
        gaps.push_back(crash.after);
        EXPECT_EQ(faultTargetProblem(crash, events), "");
    }
    EXPECT_EQ(gaps, (Names{"earnPoints/1", "earnPoints/2"}));
    EXPECT_EQ(crashesBetweenSteps("balances", events).back().after, "points/commit");
    const LoadedBundle relayed("relay-crash");
    Names ends;
    for (const SystemSpec& system : relayed.scenario.systems) {
        for (const NodeSpec& node : system.nodes) {
            for (const Fault& crash : crashesBetweenSteps(node.name, relayed.scenario)) {
                ends.push_back(crash.after.substr(crash.after.find('/')));
            }
        }
    }
    EXPECT_NE(std::ranges::find(ends, "/mark"), ends.end());
}

TEST(FaultOffers, ADatabaseGoesBackToBeforeWhatWentWrong) {
    const LoadedBundle bundled("backup-restore");
    const auto restores = faultOffers(Fault::Kind::Restore, bundled.scenario, bundled.systems);
    ASSERT_FALSE(restores.empty());
    const auto before = [&](std::int64_t seconds) {
        return pointsToRestore(
            restores.front(), bundled.scenario.faults, bundled.scenario, {seconds * kUsPerSecond});
    };
    EXPECT_TRUE(before(24).empty()) << "nothing went wrong so far";
    ASSERT_EQ(before(30).size(), 1U);
    EXPECT_EQ(before(30).front().asOf, SimTime{25 * kUsPerSecond});
    EXPECT_EQ(faultTargetProblem(before(30).front(), bundled.scenario), "");
}

TEST(FaultOffers, OnlyWhoHasPersonalFieldsCanBeForgotten) {
    const LoadedBundle bundled("forgetting");
    const auto offers = forgetOffers({"customer", "customer-7"}, bundled.scenario);
    ASSERT_EQ(offers.size(), 1U);
    EXPECT_EQ(offers.front().entity, "customer-7");
    EXPECT_TRUE(forgetOffers({"member", "member-7"}, LoadedBundle("wrong-event").scenario).empty());
}

}  // namespace
}  // namespace foldline::ui
