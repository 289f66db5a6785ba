#include "ui/timeline/offer_menu.h"

#include <QLocale>

#include "ui/run/fault_offers.h"
#include "ui/timeline/fault_words.h"

namespace foldline::ui {
namespace {

/// What can be forgotten of what is selected.
std::vector<Fault> forgetSelected(const RunController& controller) {
    const Selection& selected = controller.selection();
    const std::vector<Dictionary>& systems = controller.session().systems();
    if (!selected.entity.exists() || selected.system >= systems.size()) {
        return {};
    }
    return forgetOffers(systems[selected.system].entity(selected.entity),
                        controller.session().scenario());
}

std::vector<Fault> offersAt(Fault::Kind kind, const RunController& controller, SimTime at) {
    const Session& session = controller.session();
    std::vector<Fault> offers = faultOffers(kind, session.scenario(), session.systems());
    if (kind != Fault::Kind::Restore) {
        return offers;
    }
    std::vector<Fault> all;
    for (const Fault& restore : offers) {
        all.push_back(restore);
        const std::vector<Fault> points =
            pointsToRestore(restore, session.faults(controller.branch()), session.scenario(), at);
        all.insert(all.end(), points.begin(), points.end());
    }
    return all;
}

}  // namespace

void fillOfferMenu(QMenu& menu,
                   const RunController& controller,
                   SimTime at,
                   const QString& suffix,
                   const std::function<void(const Fault&)>& choose) {
    const bool korean = QLocale().language() == QLocale::Korean;
    const std::vector<Dictionary>& systems = controller.session().systems();
    QMenu* repairs = nullptr;
    const auto add = [&](Fault::Kind kind, const std::vector<Fault>& offers) {
        if (offers.empty()) {
            return;
        }
        if (isRepair(kind) && repairs == nullptr) {
            menu.addSeparator();
            repairs = menu.addMenu(FaultWords::repairs());
        }
        QMenu* targets = (isRepair(kind) ? *repairs : menu).addMenu(FaultWords::kindTitle(kind));
        for (Fault fault : offers) {
            fault.at = at;
            QAction* action =
                targets->addAction(FaultWords::targetText(fault, systems, korean) + suffix);
            QObject::connect(
                action, &QAction::triggered, targets, [choose, fault] { choose(fault); });
        }
    };
    for (const Fault::Kind kind : offeredKinds()) {
        add(kind, offersAt(kind, controller, at));
    }
    add(Fault::Kind::Forget, forgetSelected(controller));
}

}  // namespace foldline::ui
