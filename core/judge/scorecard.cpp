#include "core/judge/scorecard.h"

#include <algorithm>

namespace foldline {

Judge::Judge(const Scenario& scenario, const Dictionary& dictionary)
    : m_system(dictionary.system),
      m_rules(scenario, dictionary),
      m_totalsFold(dictionary),
      m_compensated(dictionary.findSymbol("compensated")),
      m_ledger(m_rules.rdbs().size(), m_rules.namedByUpdates()),
      m_entities(dictionary.entities.size(), m_rules.rdbs().size()),
      m_checks(scenario, dictionary, m_rules) {
    for (const NodeName& node : dictionary.nodes) {
        m_capacity += node.capacity;
    }
}

void Judge::fold(const Record& record) {
    m_totalsFold(m_totals, record);
    const bool aboutRows = record.kind == Kind::RowWritten || record.kind == Kind::EntityCreated ||
                           record.kind == Kind::RowReset;
    if (m_inRun && !aboutRows) {
        m_checks.settle();
        m_ledger.settleResets();
        ++m_run;
    }
    m_inRun = aboutRows;
    switch (record.kind) {
        case Kind::EntityCreated:
        case Kind::RowWritten:
            foldRow(record);
            break;
        case Kind::RowReset:
            foldReset(record);
            break;
        case Kind::EventParked:
            ++m_parked;
            break;
        case Kind::EventUnparked:
            m_parked -= m_parked > 0 ? 1 : 0;
            break;
        case Kind::KeyShredded:
            if (m_entities.has(record.entity)) {
                m_entities.forget(record.entity);
            }
            break;
        case Kind::DuplicateSkipped:
            foldSkipped(record);
            break;
        case Kind::EventAppended:
            foldEvent(record);
            break;
        case Kind::RequestSent:
            if (m_totalsFold.begins(record)) {
                m_ledger.begin(record.request,
                               {.entity = record.entity,
                                .operation = record.what,
                                .meant = m_rules.eventMeant(record.what),
                                .sentAt = record.t,
                                .arguments = record.data});
            }
            break;
        case Kind::ReplyReceived:
        case Kind::TimedOut:
            if (const Outcome o = m_totalsFold.outcomeOf(record); o != Outcome::None) {
                foldOutcome(record, o);
            }
            break;
        case Kind::SagaEnded:
            if (record.what == m_compensated) {
                m_ledger.undone(record.request);
            }
            break;
        case Kind::FaultStarted:
            m_recovery.faultStarted();
            break;
        case Kind::FaultEnded:
            m_recovery.faultEnded(record.t);
            break;
        default:
            break;
    }
}

void Judge::foldRow(const Record& record) {
    m_rowsWritten += record.kind == Kind::RowWritten ? 1 : 0;
    if (!m_entities.has(record.entity)) {
        return;
    }
    const std::vector<NodeId>& rdbs = m_rules.rdbs();
    if (record.kind == Kind::EntityCreated) {
        m_entities.create(record.entity, record.data);
        m_checks.created(record.entity, record.data, record.t);
        return;
    }
    const auto found = std::ranges::find(rdbs, record.node);
    if (found == rdbs.end()) {
        return;
    }
    const auto rdb = static_cast<std::size_t>(found - rdbs.begin());
    m_entities.rowWritten(record, rdb, m_rules);
    m_checks.rowWritten(record.entity, rdb, m_entities.row(record.entity, rdb), record.t);
    m_ledger.rowWritten(
        record,
        {.rdb = rdb, .number = m_run, .ofEvent = record.value > 0 || m_rules.isEvent(record.what)});
    if (const auto version = m_entities.reflected(record.entity, m_rules)) {
        m_staleness.shownUpTo(record.entity, *version, record.t);
    } else if (m_ledger.hasRow(record.request)) {
        m_staleness.shown(record.request, record.t);
    }
    m_recovery.behind(record.t, m_entities.behind());
}

void Judge::foldReset(const Record& record) {
    const std::vector<NodeId>& rdbs = m_rules.rdbs();
    const auto found = std::ranges::find(rdbs, record.node);
    if (!m_entities.has(record.entity) || found == rdbs.end()) {
        return;
    }
    const auto rdb = static_cast<std::size_t>(found - rdbs.begin());
    m_entities.rowReset(record, rdb, m_rules);
    m_checks.rowWritten(record.entity, rdb, m_entities.row(record.entity, rdb), record.t);
    m_ledger.rowReset(record, rdb);
    m_recovery.behind(record.t, m_entities.behind());
}

void Judge::foldSkipped(const Record& record) {
    ++m_skipped;
    const std::vector<NodeId>& rdbs = m_rules.rdbs();
    const auto found = std::ranges::find(rdbs, record.node);
    if (!m_entities.has(record.entity) || found == rdbs.end()) {
        return;
    }
    m_entities.duplicateSkipped(record, static_cast<std::size_t>(found - rdbs.begin()), m_rules);
    if (const auto version = m_entities.reflected(record.entity, m_rules)) {
        m_staleness.shownUpTo(record.entity, *version, record.t);
    }
    m_recovery.behind(record.t, m_entities.behind());
}

void Judge::foldEvent(const Record& record) {
    if (!m_entities.has(record.entity)) {
        return;
    }
    m_checks.eventAppended(record, m_rules);
    m_entities.appended(record.entity, record.version, m_rules);
    if (m_ledger.eventAppended(record)) {
        m_staleness.versionKnown(record.request, record.version);
    }
    m_recovery.behind(record.t, m_entities.behind());
}

void Judge::foldOutcome(const Record& record, Outcome outcome) {
    const std::optional<OpenRequest> asked = m_ledger.end(record.request, outcome);
    if (!asked) {
        return;
    }
    if (outcome == Outcome::Accepted) {
        m_latency.add(record.t - asked->sentAt);
        foldAccepted(record, *asked);
    } else {
        m_recovery.requestFailed(asked->sentAt, record.t);
    }
}

void Judge::foldAccepted(const Record& record, const OpenRequest& asked) {
    if (!m_rules.changesState(asked.operation) || !m_entities.has(asked.entity)) {
        return;
    }
    m_entities.acknowledge(asked.entity,
                           asked.operation,
                           asked.arguments,
                           m_ledger.firstEffect(record.request),
                           m_rules);
    if (m_rules.keepersOf(asked.entity).empty()) {
        return;  // there is no row in which it could be missing
    }
    const auto reflected = m_entities.reflected(asked.entity, m_rules);
    const std::uint32_t version = reflected ? m_ledger.streamVersion(record.request) : 0;
    const bool shown =
        reflected ? version != 0 && version <= *reflected : m_ledger.hasRow(record.request);
    if (shown) {
        m_staleness.toldInTime();
    } else {
        m_staleness.told(record.request, asked.entity, version, record.t);
    }
}

Scorecard Judge::scorecard(SimTime at) const {
    CheckWatch checks = m_checks;
    checks.settle();
    const Staleness::Summary stale = m_staleness.summarise(at);
    const std::uint64_t ended = m_totals.accepted + m_totals.refused + m_totals.unknown;
    return {
        .system = m_system,
        .at = at,
        .totals = m_totals,
        .pending = m_totals.pending(),
        .acknowledgedLost = m_ledger.acknowledgedLost(),
        .refusedApplied = m_ledger.refusedApplied(),
        .appliedTwice = m_ledger.appliedTwice(),
        .behind = m_entities.behind(),
        .behindMax = m_entities.behindMax(),
        .inconsistentKeys = m_entities.inconsistent(m_rules),
        .wrongRows = m_entities.wrongRows(m_rules),
        .staleMax = stale.max,
        .staleMeanUs = stale.meanUs,
        .latency = m_latency.summarise(),
        .availability =
            ended == 0 ? 1.0 : static_cast<double>(m_totals.accepted) / static_cast<double>(ended),
        .recovery = m_recovery.length(at),
        .rowsWritten = m_rowsWritten,
        .parked = m_parked,
        .remembering = m_entities.remembering(m_rules),
        .skipped = m_skipped,
        .outOfOrder = m_entities.outOfOrder(),
        .capacity = m_capacity,
        .checks = checks.results()};
}

}  // namespace foldline
