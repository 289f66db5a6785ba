#include "ui/timeline/fault_words.h"

#include <algorithm>

namespace foldline::ui {
namespace {

bool canBefall(Fault::Kind kind, Role role) {
    const bool stores = role == Role::Rdb || role == Role::EventStore;
    switch (kind) {
        case Fault::Kind::Down:
        case Fault::Kind::Crash:
            return role != Role::Client;
        case Fault::Kind::Slow:
            return role == Role::Service || stores;
        case Fault::Kind::Flaky:
            return stores;
        case Fault::Kind::LoseReplies:
            return role == Role::Service || stores || role == Role::Broker;
        case Fault::Kind::LoseLeader:
            return role == Role::Broker;
        case Fault::Kind::Loss:
            return role != Role::Client;
        case Fault::Kind::Cut:
            return true;
        case Fault::Kind::Replay:
            return false;  // only the scenario says it: it needs a service that consumes
        case Fault::Kind::Corrupt:
        case Fault::Kind::Incompatible:
        case Fault::Kind::Rebuild:
        case Fault::Kind::Correct:
        case Fault::Kind::RetryParked:
        case Fault::Kind::Upgrade:
            return role == Role::Service;
        case Fault::Kind::Restore:
            return role == Role::Rdb;
        case Fault::Kind::Forget:
            return false;
    }
    return false;
}

void addOnce(std::vector<FaultTarget>& targets, const FaultTarget& target) {
    if (std::find(targets.begin(), targets.end(), target) == targets.end()) {
        targets.push_back(target);
    }
}

QString percent(double probability) {
    return QString::number(std::clamp(probability, 0.0, 1.0) * 100.0, 'g', 3) +
           QStringLiteral(" %");
}

}  // namespace

QString localText(const LocalText& text, bool korean) {
    return QString::fromStdString(korean && !text.ko.empty() ? text.ko : text.en);
}

std::vector<FaultTarget> faultTargets(Fault::Kind kind, const std::vector<Dictionary>& systems) {
    std::vector<FaultTarget> targets;
    for (const Dictionary& system : systems) {
        if (kind == Fault::Kind::Cut) {
            for (const Link& link : system.links) {
                const FaultTarget target{system.node(link.from).name, system.node(link.to).name};
                const FaultTarget reverse{target.peer, target.node};
                if (std::find(targets.begin(), targets.end(), reverse) == targets.end()) {
                    addOnce(targets, target);
                }
            }
            continue;
        }
        for (const NodeName& node : system.nodes) {
            if (canBefall(kind, node.role)) {
                addOnce(targets, {node.name, {}});
            }
        }
    }
    return targets;
}

Fault usualFault(Fault::Kind kind, const FaultTarget& target) {
    constexpr double kOftenEnoughToSee = 0.3;
    Fault fault;
    fault.kind = kind;
    fault.node = target.node;
    fault.peer = target.peer;
    if (kind == Fault::Kind::Flaky || kind == Fault::Kind::LoseReplies ||
        kind == Fault::Kind::Loss) {
        fault.probability = kOftenEnoughToSee;
    }
    return fault;
}

const std::vector<Fault::Kind>& FaultWords::kinds() {
    static const std::vector<Fault::Kind> all{Fault::Kind::Down,
                                              Fault::Kind::Crash,
                                              Fault::Kind::Slow,
                                              Fault::Kind::Flaky,
                                              Fault::Kind::LoseReplies,
                                              Fault::Kind::Loss,
                                              Fault::Kind::Cut};
    return all;
}

QString FaultWords::kindTitle(Fault::Kind kind) {
    switch (kind) {
        case Fault::Kind::Down:
            return tr("Goes down");
        case Fault::Kind::Crash:
            return tr("Crashes and restarts");
        case Fault::Kind::Slow:
            return tr("Slows down");
        case Fault::Kind::Flaky:
            return tr("Rolls back transactions");
        case Fault::Kind::LoseReplies:
            return tr("Loses replies");
        case Fault::Kind::Loss:
            return tr("Loses messages");
        case Fault::Kind::Cut:
            return tr("Connection is cut");
        case Fault::Kind::LoseLeader:
            return tr("Loses its leader");
        case Fault::Kind::Replay:
            return tr("Replays all events");
        case Fault::Kind::Corrupt:
            return tr("Writes wrong values");
        case Fault::Kind::Rebuild:
            return tr("Rebuild its rows");
        case Fault::Kind::Correct:
            return tr("Correct its events");
        case Fault::Kind::Incompatible:
            return tr("Produces events that nobody can read");
        case Fault::Kind::RetryParked:
            return tr("Retry what it has parked");
        case Fault::Kind::Upgrade:
            return tr("Teach it the new schema");
        case Fault::Kind::Restore:
            return tr("Restore from the backup");
        case Fault::Kind::Forget:
            return tr("Forget a person");
    }
    return {};
}

QString FaultWords::barText(const Fault& fault,
                            const std::vector<Dictionary>& systems,
                            bool korean) {
    const QString node = nodeTitle(systems, fault.node, korean);
    switch (fault.kind) {
        case Fault::Kind::Slow:
            return tr("%1 %2× slower").arg(node, QString::number(fault.factor, 'g', 3));
        case Fault::Kind::Flaky:
            return tr("%1 rolls back %2").arg(node, percent(fault.probability));
        case Fault::Kind::LoseReplies:
            return tr("%1 loses %2 of replies").arg(node, percent(fault.probability));
        case Fault::Kind::Loss:
            return tr("%1 loses %2 of messages").arg(node, percent(fault.probability));
        default:
            return ForkTitles::what(systems, fault, korean);
    }
}

QString FaultWords::targetText(const FaultTarget& target,
                               const std::vector<Dictionary>& systems,
                               bool korean) {
    const QString node = nodeTitle(systems, target.node, korean);
    return target.peer.empty() ? node
                               : tr("%1 and %2").arg(node, nodeTitle(systems, target.peer, korean));
}

}  // namespace foldline::ui
