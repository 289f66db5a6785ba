#include "ui/stage/fault_menu.h"

#include <gtest/gtest.h>

#include <QUndoStack>
#include <algorithm>

#include "tests/ui/support/bundled_scenario.h"
#include "tests/ui/support/bundled_session.h"
#include "ui/run/fault_offers.h"

namespace foldline::ui {
namespace {

/// One system of a bundled scenario.
struct OneSystem {
    OneSystem(const std::string& scenarioName, const std::string& system)
        : bundled(scenarioName),
          scenario(onlySystem(bundled.scenario, system)),
          dictionary(bundled.dictionary(system)) {}

    std::vector<Fault> offered(const std::string& node, SimTime at = {}) const {
        return offeredFaults(node, scenario, dictionary, at);
    }

    bool offers(const std::string& node, Fault::Kind kind) const {
        return std::ranges::count(offered(node), kind, &Fault::kind) > 0;
    }

    LoadedBundle bundled;
    Scenario scenario;
    Dictionary dictionary;
};

TEST(FaultMenu, OffersOnlyWhatHasAnEffectThere) {
    const OneSystem events("wrong-event", "event-driven");
    EXPECT_TRUE(events.offers("balances-db", Fault::Kind::Flaky));
    EXPECT_FALSE(events.offers("balances", Fault::Kind::Flaky));
    EXPECT_TRUE(events.offers("broker", Fault::Kind::LoseLeader));
    EXPECT_TRUE(events.offers("balances", Fault::Kind::Replay));
    EXPECT_TRUE(events.offers("balances", Fault::Kind::Rebuild));
    EXPECT_FALSE(events.offers("earning", Fault::Kind::Rebuild));
    EXPECT_TRUE(events.offers("earning", Fault::Kind::Correct));
    EXPECT_TRUE(events.offers("earning", Fault::Kind::Incompatible));
    EXPECT_FALSE(events.offers("members", Fault::Kind::Down));
    const OneSystem requests("wrong-event", "request-driven");
    EXPECT_FALSE(requests.offers("earning", Fault::Kind::Correct));
    EXPECT_FALSE(requests.offers("earning", Fault::Kind::Incompatible));
}

TEST(FaultMenu, FaultsBeginAtThePlayheadWithTheirUsualLength) {
    const OneSystem events("wrong-event", "event-driven");
    for (const char* node : {"broker", "earning", "balances", "balances-db"}) {
        for (const Fault& fault : events.offered(node, {7'000'000})) {
            EXPECT_EQ(fault.at, SimTime{7'000'000});
            EXPECT_EQ(fault.length.has_value(), !isMoment(fault.kind));
            if (fault.length) {
                EXPECT_EQ(fault.length->us,
                          fault.kind == Fault::Kind::Crash ? 3'000'000 : 5'000'000);
            }
        }
    }
}

TEST(FaultMenu, SaysWhatWillHappenOfEverythingThatIsOffered) {
    const OneSystem events("wrong-event", "event-driven");
    for (const NodeName& node : events.dictionary.nodes) {
        std::vector<QString> texts;
        for (const Fault& fault : events.offered(node.name)) {
            texts.push_back(FaultMenu::offer(fault, node.name, events.dictionary));
            EXPECT_FALSE(texts.back().isEmpty());
        }
        std::ranges::sort(texts);
        EXPECT_EQ(std::ranges::adjacent_find(texts), texts.end()) << node.name;
    }
    const Fault slow{.kind = Fault::Kind::Slow, .length = Duration{5'000'000}};
    EXPECT_EQ(FaultMenu::offer(slow, {}, events.dictionary), QStringLiteral("10× slower for 5 s"));
    Fault cut = usualFault(Fault::Kind::Cut, "balances", "broker");
    cut.length = Duration{5'000'000};
    EXPECT_EQ(FaultMenu::offer(cut, "broker", events.dictionary),
              QStringLiteral("Cut off from Balances for 5 s"));
}

TEST(FaultMenu, SaysBetweenWhichSteps) {
    const OneSystem events("wrong-event", "event-driven");
    std::vector<QString> gaps;
    for (const Fault& crash : crashesBetweenSteps("balances", events.scenario)) {
        gaps.push_back(FaultMenu::gap(crash, events.scenario, events.dictionary));
    }
    EXPECT_EQ(gaps,
              (std::vector<QString>{QStringLiteral("after step 1: transaction in Balances DB"),
                                    QStringLiteral("before its offset is stored")}));
}

/// The action with this text in the menu or in one of its submenus.
QAction* findAction(const QMenu& menu, const QString& text) {
    for (QAction* action : menu.actions()) {
        if (action->text() == text) {
            return action;
        }
        QAction* below = action->menu() == nullptr ? nullptr : findAction(*action->menu(), text);
        if (below != nullptr) {
            return below;
        }
    }
    return nullptr;
}

TEST(FaultMenu, WhatIsChosenForksAndCanBeUndone) {
    BundledSession bundled;
    RunController controller(bundled.take());
    controller.setPlayhead({10 * kUsPerSecond});
    const std::vector<Fault> before = controller.session().faults(controller.branch());
    const Dictionary& system = controller.session().systems().at(1);
    for (const char* text : {"Rebuild its rows from the events",
                             "Reads all its events again",
                             "before its offset is stored"}) {
        QMenu menu;
        fillFaultMenu(
            menu, controller, 1, system.findNode("projector"), StageWords(QLocale::English));
        QAction* action = findAction(menu, QString::fromLatin1(text));
        ASSERT_NE(action, nullptr) << text;
        action->trigger();
        EXPECT_EQ(controller.session().faults(controller.branch()).size(), before.size() + 1);
        EXPECT_NE(controller.branchInfo().title.find("projector"), std::string::npos)
            << controller.branchInfo().title;
        controller.undoStack()->undo();
        EXPECT_EQ(controller.session().faults(controller.branch()), before);
    }
}

}  // namespace
}  // namespace foldline::ui
