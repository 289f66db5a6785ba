#include "ui/timeline/fault_words.h"

#include <algorithm>

namespace foldline::ui {
namespace {

QString percent(double probability) {
    return QString::number(std::clamp(probability, 0.0, 1.0) * 100.0, 'g', 3) +
           QStringLiteral(" %");
}

}  // namespace

QString localText(const LocalText& text, bool korean) {
    return QString::fromStdString(korean && !text.ko.empty() ? text.ko : text.en);
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

QString FaultWords::targetText(const Fault& fault,
                               const std::vector<Dictionary>& systems,
                               bool korean) {
    const QString node = nodeTitle(systems, fault.node, korean);
    if (fault.kind == Fault::Kind::Cut) {
        return tr("%1 and %2").arg(node, nodeTitle(systems, fault.peer, korean));
    }
    if (fault.kind == Fault::Kind::Corrupt) {
        return node + QStringLiteral(": ") + ForkTitles::wrongValue(fault);
    }
    if (fault.kind == Fault::Kind::Forget) {
        return QString::fromStdString(fault.entity);
    }
    return fault.asOf ? tr("%1, as of %2 s")
                            .arg(node)
                            .arg(static_cast<double>(fault.asOf->us) / kUsPerSecond, 0, 'g', 6)
                      : node;
}

QString FaultWords::repairs() {
    return tr("Repairs");
}

}  // namespace foldline::ui
