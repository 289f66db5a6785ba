#include "ui/inspector/facts.h"

#include <algorithm>
#include <array>

#include "ui/inspector/value_text.h"

namespace foldline::ui {
namespace {

constexpr std::size_t kWorkersListed = 12;

QString number(std::uint64_t n) {
    return QString::number(n);
}

QString latin(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Fact heading(const QString& name) {
    return {.name = name, .isHeading = true};
}

void addCount(std::vector<Fact>& facts, const QString& name, std::uint64_t count, bool badWhenAny) {
    facts.push_back({.name = name, .value = number(count), .isBad = badWhenAny && count > 0});
}

/// "0 ≤ 7", or why it could not be judged.
QString sidesText(const Expectation& expectation, const Verdict& verdict) {
    QString text = QString::fromStdString(formatNumbers(expectation, verdict));
    if (verdict.problem.empty()) {
        text.replace(QLatin1String("=="), QLatin1String("="));
        text.replace(QLatin1String("!="), QStringLiteral("≠"));
        text.replace(QLatin1String("<="), QStringLiteral("≤"));
        text.replace(QLatin1String(">="), QStringLiteral("≥"));
    }
    return text;
}

QString milliseconds(double us) {
    return QString::number(us / kUsPerMs, 'f', us < 10 * kUsPerMs ? 2 : 1) + QStringLiteral(" ms");
}

}  // namespace

QString Facts::workerText(const Dictionary& dictionary, const WorkerState& worker, SimTime now) {
    const QString held = shortSpan(now - worker.since);
    switch (worker.activity) {
        case WorkerState::Activity::Idle:
            return tr("idle");
        case WorkerState::Activity::Working:
            return tr("works, %1").arg(held);
        case WorkerState::Activity::WaitingForReply:
            return tr("waits for %1, %2").arg(nodeText(dictionary, worker.peer), held);
        case WorkerState::Activity::WaitingForRetry:
            return tr("waits to try again, %1").arg(held);
    }
    return {};
}

/// A kind of fault, as scenarios call it, in words.
QString Facts::faultText(const QString& kind) {
    const std::array<std::pair<const char*, QString>, 10> words{
        {{"down", tr("down")},
         {"crash", tr("crashed")},
         {"slow", tr("slowed down")},
         {"flaky", tr("rolls back")},
         {"loseReplies", tr("loses replies")},
         {"loss", tr("loses messages")},
         {"cut", tr("cut off")},
         {"loseLeader", tr("loses its leader")},
         {"corrupt", tr("writes wrong values")},
         {"incompatible", tr("new schema")}}};
    for (const auto& [name, text] : words) {
        if (kind == QLatin1String(name)) {
            return text;
        }
    }
    return kind;
}

void Facts::addWorkers(std::vector<Fact>& facts,
                       const Dictionary& dictionary,
                       const World& world,
                       NodeId node) {
    const NodeState& state = world.nodes[node.value];
    if (state.workers.empty()) {
        return;
    }
    const bool rdb =
        dictionary.node(node).role == Role::Rdb || dictionary.node(node).role == Role::EventStore;
    facts.push_back(heading(rdb ? tr("CONNECTIONS") : tr("WORKERS")));
    const auto busy = std::ranges::count_if(state.workers, [](const WorkerState& w) {
        return w.activity != WorkerState::Activity::Idle;
    });
    facts.push_back(
        {.name = tr("in use"), .value = tr("%1 of %2").arg(busy).arg(state.workers.size())});
    facts.push_back({.name = tr("waiting in the queue"), .value = number(state.queue.size())});
    for (std::size_t i = 0; i < std::min(kWorkersListed, state.workers.size()); ++i) {
        facts.push_back({.name = rdb ? tr("connection %1").arg(i + 1) : tr("worker %1").arg(i + 1),
                         .value = workerText(dictionary, state.workers[i], world.t)});
    }
    if (state.workers.size() > kWorkersListed) {
        facts.push_back(
            {.name = tr(
                 "and %n more", nullptr, static_cast<int>(state.workers.size() - kWorkersListed))});
    }
}

void Facts::addBroker(std::vector<Fact>& facts,
                      const Dictionary& dictionary,
                      const World& world,
                      NodeId node) {
    // An RDB hosts one for its outbox.
    if (std::ranges::find(dictionary.partitions, node, &PartitionName::broker) ==
        dictionary.partitions.end()) {
        return;
    }
    facts.push_back(heading(tr("PARTITIONS")));
    for (std::size_t i = 0; i < dictionary.partitions.size(); ++i) {
        const PartitionName& name = dictionary.partitions[i];
        if (name.broker == node) {
            facts.push_back({.name = QString::fromStdString(name.topic) + QStringLiteral(" ") +
                                     QString::number(name.number),
                             .value = tr("end %1").arg(world.partitions[i].end)});
        }
    }
    for (const CursorState& cursor : world.cursors) {
        const PartitionName& name = dictionary.partition(cursor.partition);
        if (name.broker != node) {
            continue;
        }
        const std::int64_t behind = world.partitions[cursor.partition.value].end - cursor.committed;
        facts.push_back(
            {.name = tr("%1 in %2 %3")
                         .arg(symbolText(dictionary,
                                         dictionary.subscriptions[cursor.subscription].group),
                              QString::fromStdString(name.topic))
                         .arg(name.number),
             .value = tr("committed %1, behind %2").arg(cursor.committed).arg(behind),
             .isBad = false});
    }
}

void Facts::addBreakers(std::vector<Fact>& facts,
                        const Dictionary& dictionary,
                        const World& world,
                        const NodeState& state) {
    if (!state.breakers.empty()) {
        facts.push_back(heading(tr("CIRCUIT BREAKERS")));
    }
    for (const BreakerState& breaker : state.breakers) {
        // A value that is wrapped is not to part a number from its unit.
        const QString held =
            shortSpan(world.t - breaker.since).replace(QLatin1Char(' '), QChar::Nbsp);
        const QString name = nodeText(dictionary, breaker.target);
        switch (breaker.state) {
            case BreakerState::State::Closed:
                facts.push_back({.name = name, .value = tr("closed, %1").arg(held)});
                break;
            case BreakerState::State::Open:
                facts.push_back({.name = name, .value = tr("open, %1").arg(held), .isBad = true});
                break;
            case BreakerState::State::HalfOpen:
                facts.push_back({.name = name, .value = tr("half-open, %1").arg(held)});
                break;
        }
    }
}

void Facts::addCounts(std::vector<Fact>& facts, const NodeState& state, Role role) {
    const bool stores = role == Role::Rdb || role == Role::EventStore;
    facts.push_back(heading(tr("SINCE THE START")));
    if (role != Role::Client) {
        addCount(facts, tr("received"), state.received, false);
    }
    if (role == Role::Service || stores) {
        addCount(facts, stores ? tr("committed") : tr("completed"), state.completed, false);
        addCount(facts, stores ? tr("rolled back") : tr("failed"), state.failed, true);
        addCount(facts, tr("lost in a crash"), state.lost, true);
    }
    addCount(facts, tr("refused"), state.refused, true);
    if (!stores && role != Role::Broker) {
        addCount(facts, tr("retries"), state.retries, false);
    }
    if (role == Role::Rdb) {
        addCount(facts, tr("rows written"), state.rowsWritten, false);
    }
    if (stores) {
        addCount(facts, tr("duplicates skipped"), state.skipped, false);
    }
    if (role == Role::Gateway) {
        addCount(facts, tr("lines to reconcile by hand"), state.accessLines, true);
    }
    if (role == Role::Client || role == Role::Gateway) {
        addCount(facts, tr("waiting for an answer"), state.asking, false);
    }
}

void Facts::addSummary(std::vector<Fact>& facts, const NodeSummary& summary, Role role) {
    facts.push_back(heading(tr("OVER THE WHOLE RUN")));
    if (summary.latency.count > 0) {
        facts.push_back(
            {.name = tr("latency, mean"), .value = milliseconds(summary.latency.meanUs)});
        facts.push_back({.name = tr("latency, p95"),
                         .value = milliseconds(static_cast<double>(summary.latency.p95Us))});
        facts.push_back({.name = tr("latency, p99"),
                         .value = milliseconds(static_cast<double>(summary.latency.p99Us))});
    }
    if (role == Role::Service || role == Role::Rdb || role == Role::EventStore) {
        facts.push_back({.name = tr("wait, mean"), .value = milliseconds(summary.wait.meanUs)});
        facts.push_back({.name = tr("wait, p95"),
                         .value = milliseconds(static_cast<double>(summary.wait.p95Us))});
        facts.push_back(
            {.name = tr("in service, mean"), .value = milliseconds(summary.service.meanUs)});
        facts.push_back(
            {.name = tr("queue, mean"), .value = QString::number(summary.queue.mean, 'f', 2)});
        facts.push_back(
            {.name = tr("queue, longest"), .value = QString::number(summary.queue.max)});
        facts.push_back(
            {.name = tr("utilisation"),
             .value = QString::number(100.0 * summary.utilisation, 'f', 1) + QStringLiteral(" %")});
    }
    facts.push_back(
        {.name = tr("up"),
         .value = QString::number(100.0 * summary.upShare, 'f', 1) + QStringLiteral(" %"),
         .isBad = summary.upShare < 1.0});
}

std::vector<Fact> Facts::ofNode(const Dictionary& dictionary,
                                const World& world,
                                NodeId node,
                                const NodeSummary* summary) {
    std::vector<Fact> facts;
    if (node.value >= dictionary.nodes.size() || node.value >= world.nodes.size()) {
        return facts;
    }
    const NodeState& state = world.nodes[node.value];
    const Role role = dictionary.node(node).role;
    facts.push_back(
        {.name = tr("status"), .value = state.up ? tr("up") : tr("down"), .isBad = !state.up});
    for (const ActiveFault& fault : state.faults) {
        facts.push_back({.name = tr("fault"),
                         .value = tr("%1 for %2")
                                      .arg(faultText(symbolText(dictionary, fault.what)),
                                           shortSpan(world.t - fault.since)),
                         .isBad = true});
    }
    addWorkers(facts, dictionary, world, node);
    addBroker(facts, dictionary, world, node);
    addBreakers(facts, dictionary, world, state);
    addCounts(facts, state, role);
    if (summary != nullptr) {
        addSummary(facts, *summary, role);
    }
    return facts;
}

std::vector<Fact> Facts::ofRecord(const Dictionary& dictionary, const Record& record) {
    std::vector<Fact> facts;
    const auto add = [&](const QString& name, const QString& value, bool present) {
        if (present) {
            facts.push_back({.name = name, .value = value});
        }
    };
    add(tr("kind"), latin(kindName(record.kind)), true);
    add(tr("number"), number(record.seq), true);
    add(tr("time"), QString::fromStdString(formatSeconds(record.t)) + QStringLiteral(" s"), true);
    add(tr("node"), nodeText(dictionary, record.node), record.node.exists());
    add(tr("other node"), nodeText(dictionary, record.peer), record.peer.exists());
    add(tr("about"), entityText(dictionary, record.entity), record.entity.exists());
    add(tr("version"), number(record.version), record.version != 0);
    add(tr("what"), symbolText(dictionary, record.what), record.what.exists());
    add(tr("request"), number(record.request.value), record.request.exists());
    add(tr("message"), number(record.message.value), record.message.exists());
    add(tr("slot"), QString::number(record.slot), record.slot != kNoSlot);
    add(tr("attempt"), number(record.attempt), record.attempt != 0);
    add(tr("value"), QString::number(record.value), record.value != 0);
    add(tr("data"), fieldsText(dictionary, record.data), record.data.count > 0);
    add(tr("caused by"), QStringLiteral("#") + number(record.cause), record.cause != 0);
    return facts;
}

std::vector<Fact> Facts::ofChecks(const Scorecard& card) {
    std::vector<Fact> facts;
    facts.push_back(heading(tr("WHAT CLIENTS WERE TOLD")));
    addCount(facts, tr("accepted"), card.totals.accepted, false);
    addCount(facts, tr("refused"), card.totals.refused, true);
    addCount(facts, tr("not told in time"), card.totals.unknown, true);
    facts.push_back(heading(tr("AND WHAT BECAME OF IT")));
    addCount(facts, tr("accepted, yet lost"), card.acknowledgedLost, true);
    addCount(facts, tr("not accepted, yet applied"), card.refusedApplied, true);
    addCount(facts, tr("applied twice or more"), card.appliedTwice, true);
    addCount(facts, tr("rows that differ from what clients know"), card.inconsistentKeys, true);
    addCount(facts, tr("events the rows do not reflect yet"), card.behind, true);
    facts.push_back({.name = tr("longest staleness"), .value = shortSpan(card.staleMax)});
    addCount(facts, tr("lines to reconcile by hand"), card.totals.accessLines, true);
    if (!card.checks.empty()) {
        facts.push_back(heading(tr("CHECKS OF THE SCENARIO")));
    }
    for (const Scorecard::CheckResult& check : card.checks) {
        facts.push_back(
            {.name = QString::fromStdString(check.text),
             .value = check.holds ? tr("holds")
                                  : tr("violated since %1 s").arg(shortTime(check.firstViolation)),
             .isClaim = true,
             .isBad = !check.holds});
    }
    return facts;
}

std::vector<Fact> Facts::ofExpectations(std::span<const Expectation> expectations,
                                        std::span<const Verdict> verdicts) {
    std::vector<Fact> facts;
    if (!expectations.empty()) {
        facts.push_back(heading(tr("EXPECTED AT THE END OF THE RUN")));
    }
    for (std::size_t i = 0; i < expectations.size(); ++i) {
        const Expectation& expectation = expectations[i];
        const Verdict& verdict = verdicts[i];
        const QString because = titleText(expectation.because);
        const QString text = QString::fromStdString(expectation.text);
        const QString sides = sidesText(expectation, verdict);
        facts.push_back({.name = because.isEmpty() ? text : because,
                         .value = verdict.holds ? tr("holds: %1").arg(sides)
                                                : tr("does not hold: %1").arg(sides),
                         .tip = because.isEmpty() ? QString() : text,
                         .isClaim = true,
                         .isBad = !verdict.holds});
    }
    return facts;
}

int Facts::badChecks(const Scorecard& card) {
    const auto violated = std::ranges::count_if(
        card.checks, [](const Scorecard::CheckResult& check) { return !check.holds; });
    return static_cast<int>(violated) + (card.acknowledgedLost > 0 ? 1 : 0) +
           (card.refusedApplied > 0 ? 1 : 0) + (card.appliedTwice > 0 ? 1 : 0) +
           (card.inconsistentKeys > 0 ? 1 : 0);
}

}  // namespace foldline::ui
