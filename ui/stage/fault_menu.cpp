#include "ui/stage/fault_menu.h"

#include <QAction>
#include <algorithm>
#include <cmath>

namespace foldline::ui {
namespace {

constexpr Duration kUsual{5 * kUsPerSecond};
constexpr Duration kRestart{3 * kUsPerSecond};
constexpr double kUsualShare = 0.3;

Fault makeFault(Fault::Kind kind, const NodeName& node, SimTime at) {
    Fault fault{.kind = kind, .node = node.name, .at = at, .length = kUsual};
    if (kind == Fault::Kind::Crash) {
        fault.length = kRestart;
    }
    if (kind == Fault::Kind::Flaky || kind == Fault::Kind::Loss) {
        fault.probability = kUsualShare;
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

}  // namespace

std::vector<Fault> offeredFaults(const NodeName& node, SimTime at) {
    std::vector<Fault> faults;
    const auto add = [&](Fault::Kind kind) { faults.push_back(makeFault(kind, node, at)); };
    const bool stores = node.role == Role::Rdb || node.role == Role::EventStore;
    const bool works = node.role == Role::Service || stores;
    if (node.role != Role::Client) {
        add(Fault::Kind::Down);
        add(Fault::Kind::Crash);
    }
    if (works) {
        add(Fault::Kind::Slow);
    }
    if (stores) {
        add(Fault::Kind::Flaky);
    }
    if (node.role != Role::Client) {
        add(Fault::Kind::LoseReplies);
    }
    add(Fault::Kind::Loss);
    return faults;
}

QString offerText(const Fault& fault, const StageWords& words) {
    const QString length = words.seconds(fault.length.value_or(Duration{}));
    const QString percent = QString::number(std::lround(fault.probability * 100.0));
    switch (fault.kind) {
        case Fault::Kind::Down:
            return words.either("Goes down for %1", "%1 동안 정지").arg(length);
        case Fault::Kind::Crash:
            return words.either("Crashes, back after %1", "중단, %1 뒤 다시 시작").arg(length);
        case Fault::Kind::Slow:
            return words.either("%2× slower for %1", "%1 동안 %2배 느림")
                .arg(length, QString::number(fault.factor));
        case Fault::Kind::Flaky:
            return words.either("Rolls back %2 % for %1", "%1 동안 %2% 롤백").arg(length, percent);
        case Fault::Kind::LoseReplies:
            return words.either("Loses its replies for %1", "%1 동안 응답 유실").arg(length);
        case Fault::Kind::Loss:
            return words.either("Loses %2 % of messages for %1", "%1 동안 메시지 %2% 유실")
                .arg(length, percent);
        case Fault::Kind::Cut:
            return words.either("Cut off for %1", "%1 동안 끊김").arg(length);
        case Fault::Kind::LoseLeader:
            return words.either("Loses its leader", "리더를 잃음");
        case Fault::Kind::Replay:
            return words.either("Replays all events", "모든 이벤트를 다시 처리");
        case Fault::Kind::Corrupt:
        case Fault::Kind::Incompatible:
        case Fault::Kind::Rebuild:
        case Fault::Kind::Correct:
        case Fault::Kind::RetryParked:
        case Fault::Kind::Upgrade:
        case Fault::Kind::Restore:
        case Fault::Kind::Forget:
            break;  // not offered here
    }
    return {};
}

void fillFaultMenu(QMenu& menu,
                   RunController& controller,
                   std::size_t system,
                   NodeId node,
                   const StageWords& words) {
    const NodeName& name = controller.session().systems().at(system).node(node);
    // An ampersand in a title is no mnemonic.
    QAction* title =
        menu.addAction(words.title(name).replace(QLatin1Char('&'), QStringLiteral("&&")));
    title->setEnabled(false);
    menu.addSeparator();
    if (!controller.session().canFork()) {
        menu.addAction(words.either("Open for reading only", "읽기 전용으로 열림"))
            ->setEnabled(false);
        return;
    }
    for (const Fault& fault : offeredFaults(name, controller.playhead())) {
        QAction* action = menu.addAction(offerText(fault, words));
        QObject::connect(action, &QAction::triggered, &controller, [&controller, fault] {
            controller.injectFault(fault);
        });
    }
    const std::vector<Fault> lasting = lastingFaults(
        controller.session().faults(controller.branch()), name.name, controller.playhead());
    if (!lasting.empty()) {
        menu.addSeparator();
    }
    for (const Fault& fault : lasting) {
        constexpr double kMillion = 1e6;
        const double strength = fault.kind == Fault::Kind::Slow ? fault.factor : fault.probability;
        const QString what = words.fault(fault.kind, std::llround(strength * kMillion));
        QAction* action = menu.addAction(words.either("Take away: %1", "없애기: %1").arg(what));
        QObject::connect(action, &QAction::triggered, &controller, [&controller, id = fault.id] {
            controller.removeFault(id);
        });
    }
}

}  // namespace foldline::ui
