// What a node's menu calls faults, repairs and the gaps between steps.
#include <QLocale>
#include <algorithm>
#include <cmath>

#include "core/scenario/crash_point.h"
#include "ui/run/fork_titles.h"
#include "ui/stage/fault_menu.h"

namespace foldline::ui {
namespace {

QString titleOf(const std::string& node, const Dictionary& system) {
    return nodeTitle({system}, node, QLocale().language() == QLocale::Korean);
}

QString percent(double share) {
    return QString::number(std::lround(share * 100.0));
}

/// Says in a few words what a step of a handler does.
class StepWords {
    Q_DECLARE_TR_FUNCTIONS(foldline::ui::FaultMenu)

public:
    explicit StepWords(const Dictionary& system) : m_system(system) {}

    QString operator()(const WorkStep& /*step*/) const { return tr("work"); }

    QString operator()(const TransactionStep& step) const {
        return tr("transaction in %1").arg(titleOf(step.rdb, m_system));
    }

    QString operator()(const ProduceStep& step) const {
        return tr("produces %1").arg(QString::fromStdString(step.event));
    }

    QString operator()(const CallStep& step) const {
        return tr("calls %1").arg(titleOf(step.service, m_system));
    }

    QString operator()(const ReplyStep& /*step*/) const { return tr("replies"); }

    QString operator()(const LoadStep& step) const {
        return tr("loads from %1").arg(titleOf(step.store, m_system));
    }

    QString operator()(const AppendStep& step) const {
        return tr("appends %1").arg(QString::fromStdString(step.event));
    }

    QString operator()(const RequireStep& step) const {
        return tr("requires %1").arg(QString::fromStdString(step.requirement.text));
    }

private:
    const Dictionary& m_system;
};

const Handler* findHandler(const std::string& service,
                           const std::string& name,
                           const Scenario& scenario) {
    for (const SystemSpec& system : scenario.systems) {
        for (const Handler& handler : system.handlers) {
            if (handler.service == service && handler.name == name) {
                return &handler;
            }
        }
    }
    return nullptr;
}

}  // namespace

QString FaultMenu::offer(const Fault& fault, const std::string& node, const Dictionary& system) {
    const QString length = tr("%1 s").arg(
        static_cast<double>(fault.length.value_or(Duration{}).us) / kUsPerSecond, 0, 'g', 4);
    switch (fault.kind) {
        case Fault::Kind::Down:
            return tr("Goes down for %1").arg(length);
        case Fault::Kind::Crash:
            return fault.instance == 0 ? tr("Crashes, back after %1").arg(length)
                                       : tr("Instance %1 crashes, back after %2")
                                             .arg(QString::number(fault.instance), length);
        case Fault::Kind::Slow:
            return tr("%1× slower for %2").arg(QString::number(fault.factor), length);
        case Fault::Kind::Flaky:
            return tr("Rolls back %1 % for %2").arg(percent(fault.probability), length);
        case Fault::Kind::LoseReplies:
            return tr("Loses %1 % of its replies for %2").arg(percent(fault.probability), length);
        case Fault::Kind::Loss:
            return tr("Loses %1 % of messages for %2").arg(percent(fault.probability), length);
        case Fault::Kind::Cut:
            return tr("Cut off from %1 for %2")
                .arg(titleOf(fault.node == node ? fault.peer : fault.node, system), length);
        case Fault::Kind::LoseLeader:
            return tr("Loses its leader");
        case Fault::Kind::Replay:
            return tr("Reads all its events again");
        case Fault::Kind::Corrupt:
            return tr("Writes %1 for %2").arg(ForkTitles::wrongValue(fault), length);
        case Fault::Kind::Incompatible:
            return tr("Produces events that nobody can read, for %1").arg(length);
        case Fault::Kind::Rebuild:
            return tr("Rebuild its rows from the events");
        case Fault::Kind::Correct:
            return tr("Correct its wrong events");
        case Fault::Kind::RetryParked:
            return tr("Retry what it has parked");
        case Fault::Kind::Upgrade:
            return tr("Teach it the new schema");
        case Fault::Kind::Restore:
            return fault.asOf
                       ? tr("Restore what was right before %1 s")
                             .arg(static_cast<double>(fault.asOf->us) / kUsPerSecond, 0, 'g', 6)
                       : tr("Restore the last backup");
        case Fault::Kind::Forget:
            break;  // of no node
    }
    return {};
}

QString FaultMenu::gap(const Fault& fault, const Scenario& scenario, const Dictionary& system) {
    const auto point = parseCrashPoint(fault.after);
    const Handler* handler = point ? findHandler(fault.node, point->handler, scenario) : nullptr;
    if (handler == nullptr) {
        return {};
    }
    switch (point->part) {
        case CrashPoint::Part::Commit:
            return tr("before its offset is stored");
        case CrashPoint::Part::Send:
            return tr("after its events are sent");
        case CrashPoint::Part::Mark:
            return tr("after they are marked");
        case CrashPoint::Part::Numbered:
            break;
    }
    return tr("after step %1: %2")
        .arg(QString::number(point->step),
             std::visit(StepWords(system), handler->steps.at(point->step - 1)));
}

QString FaultMenu::cuts() {
    return tr("Cut off");
}

QString FaultMenu::wrongValues() {
    return tr("Writes wrong values");
}

QString FaultMenu::instances() {
    return tr("One instance crashes");
}

QString FaultMenu::gaps() {
    return tr("Crashes in the midst of a handler");
}

QString FaultMenu::repairs() {
    return tr("Repairs");
}

QString FaultMenu::takeAway(const QString& what) {
    return tr("Take away: %1").arg(what);
}

QString FaultMenu::readOnly() {
    return tr("Open for reading only");
}

}  // namespace foldline::ui
