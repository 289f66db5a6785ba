#include "ui/stage/fault_menu.h"

#include <QAction>
#include <algorithm>
#include <cmath>

#include "ui/run/fault_offers.h"
#include "ui/run/fork_titles.h"

namespace foldline::ui {
namespace {

constexpr Duration kUsual{5 * kUsPerSecond};
constexpr Duration kRestart{3 * kUsPerSecond};

Fault startingAt(Fault fault, SimTime at) {
    fault.at = at;
    if (!isMoment(fault.kind)) {
        fault.length = fault.kind == Fault::Kind::Crash ? kRestart : kUsual;
    }
    return fault;
}

/// The faults of the branch that last at `t` and befall `node`. When a crash that waits for a step
/// is over is not in the schedule, so it counts from when it waits on.
std::vector<Fault> lastingFaults(const std::vector<Fault>& faults,
                                 const std::string& node,
                                 SimTime t) {
    std::vector<Fault> lasting;
    std::ranges::copy_if(faults, std::back_inserter(lasting), [&](const Fault& fault) {
        return (fault.node == node || fault.peer == node) && fault.at <= t &&
               (!fault.after.empty() ||
                (fault.length ? t < fault.at + *fault.length : !isMoment(fault.kind)));
    });
    return lasting;
}

/// An ampersand in a name is no mnemonic.
QString plain(QString text) {
    return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

/// Fills one menu; made for it and gone with it.
class MenuFiller {
public:
    MenuFiller(QMenu& menu, RunController& controller, std::size_t system, NodeId node)
        : m_menu(menu),
          m_controller(controller),
          m_system(controller.session().systems().at(system)),
          m_node(m_system.node(node).name),
          m_scenario(onlySystem(controller.session().scenario(), m_system.system)),
          m_at(controller.playhead()) {}

    void faults() {
        for (const Fault& fault : offers(false)) {
            if (fault.kind == Fault::Kind::Cut || fault.kind == Fault::Kind::Corrupt) {
                continue;
            }
            add(m_menu, fault);
            if (fault.kind == Fault::Kind::Crash) {
                addGroup(FaultMenu::instances(), instanceCrashes(m_node, m_scenario));
                addGaps();
            }
        }
        addGroup(FaultMenu::cuts(), offersOf(Fault::Kind::Cut));
        addGroup(FaultMenu::wrongValues(), offersOf(Fault::Kind::Corrupt));
    }

    void repairs() {
        const std::vector<Fault> all = offers(true);
        if (all.empty()) {
            return;
        }
        m_menu.addSeparator();
        QMenu* menu = m_menu.addMenu(FaultMenu::repairs());
        for (const Fault& repair : all) {
            add(*menu, repair);
            if (repair.kind != Fault::Kind::Restore) {
                continue;
            }
            const auto& faults = m_controller.session().faults(m_controller.branch());
            for (const Fault& point : pointsToRestore(repair, faults, m_scenario, m_at)) {
                add(*menu, point);
            }
        }
    }

private:
    std::vector<Fault> offers(bool repair) const {
        std::vector<Fault> all = offeredFaults(m_node, m_scenario, m_system, m_at);
        std::erase_if(all, [&](const Fault& fault) { return isRepair(fault.kind) != repair; });
        return all;
    }

    std::vector<Fault> offersOf(Fault::Kind kind) const {
        std::vector<Fault> all = offers(false);
        std::erase_if(all, [&](const Fault& fault) { return fault.kind != kind; });
        return all;
    }

    void add(QMenu& menu, const Fault& fault, const QString& text) {
        QAction* action = menu.addAction(plain(text));
        QObject::connect(action,
                         &QAction::triggered,
                         &m_controller,
                         [&controller = m_controller, fault = startingAt(fault, m_at)] {
                             controller.injectFault(fault);
                         });
    }

    void add(QMenu& menu, const Fault& fault) {
        add(menu, fault, FaultMenu::offer(startingAt(fault, m_at), m_node, m_system));
    }

    /// Those that differ in one thing only are kept together.
    void addGroup(const QString& title, const std::vector<Fault>& group) {
        if (group.empty()) {
            return;
        }
        QMenu& menu = group.size() == 1 ? m_menu : *m_menu.addMenu(title);
        for (const Fault& fault : group) {
            add(menu, fault);
        }
    }

    void addGaps() {
        const std::vector<Fault> all = crashesBetweenSteps(m_node, m_scenario);
        if (all.empty()) {
            return;
        }
        QMenu& menu = *m_menu.addMenu(FaultMenu::gaps());
        std::string handler;
        for (const Fault& crash : all) {
            const std::string of = crash.after.substr(0, crash.after.find('/'));
            if (of != handler) {
                menu.addSeparator();
                menu.addAction(QString::fromStdString(of))->setEnabled(false);
                handler = of;
            }
            add(menu, crash, FaultMenu::gap(crash, m_scenario, m_system));
        }
    }

    QMenu& m_menu;
    RunController& m_controller;
    const Dictionary& m_system;
    std::string m_node;
    Scenario m_scenario;
    SimTime m_at;
};

}  // namespace

std::vector<Fault> offeredFaults(const std::string& node,
                                 const Scenario& scenario,
                                 const Dictionary& system,
                                 SimTime at) {
    std::vector<Fault> offered;
    for (const Fault::Kind kind : offeredKinds()) {
        for (const Fault& fault : faultOffers(kind, scenario, {system})) {
            if (fault.node == node || fault.peer == node) {
                offered.push_back(startingAt(fault, at));
            }
        }
    }
    return offered;
}

void fillFaultMenu(QMenu& menu,
                   RunController& controller,
                   std::size_t system,
                   NodeId node,
                   const StageWords& words) {
    const NodeName& name = controller.session().systems().at(system).node(node);
    QAction* title = menu.addAction(plain(words.title(name)));
    title->setEnabled(false);
    menu.addSeparator();
    if (!controller.session().canFork()) {
        menu.addAction(FaultMenu::readOnly())->setEnabled(false);
        return;
    }
    MenuFiller filler(menu, controller, system, node);
    filler.faults();
    filler.repairs();
    const std::vector<Fault> lasting = lastingFaults(
        controller.session().faults(controller.branch()), name.name, controller.playhead());
    if (!lasting.empty()) {
        menu.addSeparator();
    }
    for (const Fault& fault : lasting) {
        constexpr double kMillion = 1e6;
        const double strength = fault.kind == Fault::Kind::Slow ? fault.factor : fault.probability;
        const QString what = words.fault(fault.kind, std::llround(strength * kMillion));
        QAction* action = menu.addAction(FaultMenu::takeAway(what));
        QObject::connect(action, &QAction::triggered, &controller, [&controller, id = fault.id] {
            controller.removeFault(id);
        });
    }
}

}  // namespace foldline::ui
