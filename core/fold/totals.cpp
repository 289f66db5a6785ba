#include "core/fold/totals.h"

namespace foldline {

TotalsFold::TotalsFold(const Dictionary& dictionary) : m_ok(dictionary.findSymbol("ok")) {
    m_roles.reserve(dictionary.nodes.size());
    for (const NodeName& node : dictionary.nodes) {
        m_roles.push_back(node.role);
    }
}

bool TotalsFold::isClient(NodeId node) const {
    return node.value < m_roles.size() && m_roles[node.value] == Role::Client;
}

bool TotalsFold::begins(const Record& record) const {
    return record.kind == Kind::RequestSent && record.attempt <= 1 && isClient(record.node);
}

Outcome TotalsFold::outcomeOf(const Record& record) const {
    const bool told = record.kind == Kind::ReplyReceived;
    if ((!told && record.kind != Kind::TimedOut) || !isClient(record.node)) {
        return Outcome::None;
    }
    if (told && isOk(record.what)) {
        return Outcome::Accepted;
    }
    if (record.version != 0) {
        return Outcome::None;  // the client will try again
    }
    return told ? Outcome::Refused : Outcome::Unknown;
}

void TotalsFold::operator()(Totals& totals, const Record& record) const {
    switch (record.kind) {
        case Kind::RequestSent:
            totals.requests += begins(record) ? 1 : 0;
            break;
        case Kind::ReplyReceived:
        case Kind::TimedOut: {
            const Outcome outcome = outcomeOf(record);
            totals.accepted += outcome == Outcome::Accepted ? 1 : 0;
            totals.refused += outcome == Outcome::Refused ? 1 : 0;
            totals.unknown += outcome == Outcome::Unknown ? 1 : 0;
            break;
        }
        case Kind::RetryScheduled:
            ++totals.retries;
            break;
        case Kind::TransactionStarted:
            ++totals.databaseWork;
            break;
        case Kind::EventAppended:
            ++totals.eventsAppended;
            break;
        case Kind::EventDelivered:
            totals.redelivered += record.attempt > 1 ? 1 : 0;
            break;
        case Kind::AccessLogged:
            ++totals.accessLines;
            break;
        default:
            break;
    }
}

}  // namespace foldline
